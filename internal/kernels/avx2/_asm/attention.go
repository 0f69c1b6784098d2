package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The kernels of attention are for heads of 32 columns, four registers.
const headParts = 4

func attention() {
	columnRange()
	keys()
	values()
	queries()
	for rows := 1; rows <= tileRows; rows++ {
		score(rows)
	}
	weigh()
	for rows := 1; rows <= tileRows; rows++ {
		mix(rows)
	}
}

// all returns a register of a constant in all lanes.
func all(bits uint32) reg.VecVirtual {
	r, v := GP32(), YMM()
	MOVL(U32(bits), r)
	VMOVD(r, v.AsX())
	VPBROADCASTD(v.AsX(), v)
	return v
}

// loadAll loads a float argument into all lanes.
func loadAll(name string) reg.VecVirtual {
	v := YMM()
	m, _ := Param(name).Resolve()
	VBROADCASTSS(m.Addr, v)
	return v
}

const largestFloat = 0x7f7fffff

func columnRange() {
	TEXT("columnRange", NOSPLIT, "func(lo, hi *[32]float32, x *float32, ldx, n int)")
	Doc("columnRange sets lo and hi to the range of each of 32 columns of n rows, without NaN.")
	Pragma("noescape")
	x, ldx, n := load("x"), load("ldx"), load("n")
	SHLQ(Imm(2), ldx)
	var lo, hi [headParts]reg.VecVirtual
	top, bottom := all(largestFloat), all(largestFloat|1<<31)
	for p := range headParts {
		lo[p], hi[p] = YMM(), YMM()
		VMOVAPS(top, lo[p])
		VMOVAPS(bottom, hi[p])
	}
	Label("rows")
	for p := range headParts {
		v := YMM()
		VMOVUPS(Mem{Base: x, Disp: 32 * p}, v)
		VMINPS(lo[p], v, lo[p])
		VMAXPS(hi[p], v, hi[p])
	}
	ADDQ(ldx, x)
	DECQ(n)
	JNZ(LabelRef("rows"))
	los, his := load("lo"), load("hi")
	for p := range headParts {
		VMOVUPS(lo[p], Mem{Base: los, Disp: 32 * p})
		VMOVUPS(hi[p], Mem{Base: his, Disp: 32 * p})
	}
	VZEROUPPER()
	RET()
}

// A rounder makes integers of floats, within ± a number.
type rounder struct{ hi, lo reg.VecVirtual }

const (
	maxByte  = 0x42fe0000 // 127
	maxValue = 0x447fc000 // 1023
)

func newRounder(most uint32) rounder { return rounder{all(most), all(most | 1<<31)} }

// round sets v to the integers nearest to v times factor, and 0 for NaN.
func (r rounder) round(v reg.VecVirtual, factor Op) {
	number := YMM()
	VMULPS(factor, v, v)
	VCMPPS(Imm(7), v, v, number)
	VANDPS(number, v, v)
	VMINPS(r.hi, v, v)
	VMAXPS(r.lo, v, v)
	VCVTPS2DQ(v, v)
}

// words packs the integers of a and b to 16 bits, in order.
func words(a, b reg.VecVirtual) {
	VPACKSSDW(b, a, a)
	VPERMQ(Imm(0xd8), a, a)
}

func keys() {
	TEXT("keys", NOSPLIT, "func(dst *int16, k *float32, ldk, n int, mid *[32]float32, factor float32)")
	Doc("keys rounds n rows of 32 less mid, times factor, to integers within ±127, and stores",
		"each pair of a row 64 bytes after the last pair, and each row 4 bytes after the last.")
	Pragma("noescape")
	dst, k, ldk, n, mids := load("dst"), load("k"), load("ldk"), load("n"), load("mid")
	SHLQ(Imm(2), ldk)
	factor, r := loadAll("factor"), newRounder(maxByte)
	Label("rows")
	for half := range 2 {
		var v [2]reg.VecVirtual
		for i := range v {
			v[i] = YMM()
			VMOVUPS(Mem{Base: k, Disp: 64*half + 32*i}, v[i])
			VSUBPS(Mem{Base: mids, Disp: 64*half + 32*i}, v[i], v[i])
			r.round(v[i], factor)
		}
		words(v[0], v[1])
		x := v[0].AsX()
		for i := range 8 {
			if i == 4 {
				x = XMM()
				VEXTRACTI128(Imm(1), v[0], x)
			}
			at := Mem{Base: dst, Disp: 64 * (8*half + i)}
			if i%4 == 0 {
				VMOVD(x, at)
			} else {
				VPEXTRD(Imm(uint64(i%4)), x, at)
			}
		}
	}
	ADDQ(ldk, k)
	ADDQ(Imm(4), dst)
	DECQ(n)
	JNZ(LabelRef("rows"))
	VZEROUPPER()
	RET()
}

func values() {
	TEXT("values", NOSPLIT, "func(dst *int16, ldd int, v *float32, ldv, pairs int, factors *[32]float32)")
	Doc("values rounds pairs of rows of 32 times factors to integers within ±1023, and stores those of a pair side by side,",
		"those of the upper 16 columns ldd bytes behind the lower.")
	Pragma("noescape")
	dst, ldd, v, ldv, n, factors := load("dst"), load("ldd"), load("v"), load("ldv"), load("pairs"), load("factors")
	SHLQ(Imm(2), ldv)
	r := newRounder(maxValue)
	var factor [headParts]reg.VecVirtual
	for p := range headParts {
		factor[p] = YMM()
		VMOVUPS(Mem{Base: factors, Disp: 32 * p}, factor[p])
	}
	Label("pairs")
	for p := range headParts {
		a, b := YMM(), YMM()
		VMOVUPS(Mem{Base: v, Disp: 32 * p}, a)
		VMOVUPS(Mem{Base: v, Index: ldv, Scale: 1, Disp: 32 * p}, b)
		r.round(a, factor[p])
		r.round(b, factor[p])
		VPSLLD(Imm(16), b, b)
		VPBLENDW(Imm(0x55), a, b, b)
		at := Mem{Base: dst, Disp: 32 * (p % 2)}
		if p >= 2 {
			at.Index, at.Scale = ldd, 1
		}
		VMOVDQU(b, at)
	}
	LEAQ(Mem{Base: v, Index: ldv, Scale: 2}, v)
	ADDQ(Imm(64), dst)
	DECQ(n)
	JNZ(LabelRef("pairs"))
	VZEROUPPER()
	RET()
}

func queries() {
	TEXT("queries", NOSPLIT, "func(dst *int16, factors, q *float32, ldq, n int, scale float32, table *[5]float32)")
	Doc("queries rounds n rows of 32 to integers within ±127 of their own scales, and sets factors to the scales times scale.",
		"table has the largest float, the magnitude below which a row is 0, 127, the least and the largest factor.")
	Pragma("noescape")
	dst, factors, q, ldq, n, table := load("dst"), load("factors"), load("q"), load("ldq"), load("n"), load("table")
	SHLQ(Imm(2), ldq)
	magnitude, r := absolute(), newRounder(maxByte)
	at := func(i int) Mem { return Mem{Base: table, Disp: 4 * i} }
	Label("rows")
	var v [headParts]reg.VecVirtual
	top := zeros(1)[0]
	for p := range headParts {
		v[p] = YMM()
		z := YMM()
		VMOVUPS(Mem{Base: q, Disp: 32 * p}, v[p])
		VANDPS(magnitude, v[p], z)
		VMAXPS(top, z, top)
	}
	across(top, maxPS)
	t, big, full, s, f := top.AsX(), XMM(), XMM(), XMM(), YMM()
	VMINSS(at(0), t, t)
	VCMPSS(Imm(5), at(1), t, big) // not less
	VMOVSS(at(2), full)
	VDIVSS(t, full, f.AsX())
	VDIVSS(full, t, s)
	VANDPS(big, f.AsX(), f.AsX())
	VANDPS(big, s, s)
	scale, _ := Param("scale").Resolve()
	VMULSS(scale.Addr, s, s)
	VMINSS(at(4), s, s)
	VMAXSS(at(3), s, s)
	VMOVSS(s, Mem{Base: factors})
	broadcast(f)
	for p := range headParts {
		r.round(v[p], f)
	}
	for p := 0; p < headParts; p += 2 {
		words(v[p], v[p+1])
		VMOVDQU(v[p], Mem{Base: dst, Disp: 16 * p})
	}
	ADDQ(ldq, q)
	ADDQ(Imm(64), dst)
	ADDQ(Imm(4), factors)
	DECQ(n)
	JNZ(LabelRef("rows"))
	VZEROUPPER()
	RET()
}

// pair adds the products of pairs of words, of rows by sixteen columns, to acc.
func pair(acc []reg.VecVirtual, at func(r int) Mem, columns Mem) {
	c0, c1 := YMM(), YMM()
	VMOVDQU(columns, c0)
	VMOVDQU(columns.Offset(32), c1)
	for r := range len(acc) / 2 {
		v, p := YMM(), YMM()
		VPBROADCASTD(at(r), v)
		VPMADDWD(c0, v, p)
		VPMADDWD(c1, v, v)
		VPADDD(p, acc[2*r], acc[2*r])
		VPADDD(v, acc[2*r+1], acc[2*r+1])
	}
}

// score multiplies rows of 32 queries by 16 keys. The sums start from what stands before the keys.
func score(rows int) {
	TEXT(fmt.Sprintf("score%d", rows), NOSPLIT, "func(dst *int32, ldd int, q, k *int16)")
	Doc(fmt.Sprintf("score%d computes the scores of %d queries and 16 keys.", rows, rows))
	Pragma("noescape")
	q, k := load("q"), load("k")
	acc := make([]reg.VecVirtual, 2*rows)
	for i := range acc {
		acc[i] = YMM()
		VMOVDQU(Mem{Base: k, Disp: 32 * (i % 2)}, acc[i])
	}
	for i := range 16 {
		pair(acc, func(r int) Mem { return Mem{Base: q, Disp: 64*r + 4*i} }, Mem{Base: k, Disp: 64 * (i + 1)})
	}
	dst, ldd := load("dst"), load("ldd")
	SHLQ(Imm(2), ldd)
	for r := range rows {
		VMOVDQU(acc[2*r], Mem{Base: dst})
		VMOVDQU(acc[2*r+1], Mem{Base: dst, Disp: 32})
		if r < rows-1 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}

// fold folds eight lanes of integers into the lowest.
func fold(v reg.VecVirtual, op func(x, y, z Op)) {
	x, y := v.AsX(), XMM()
	VEXTRACTI128(Imm(1), v, y)
	op(y, x, x)
	VPSHUFD(Imm(0xee), x, y)
	op(y, x, x)
	VPSHUFD(Imm(0x55), x, y)
	op(y, x, x)
}

func weigh() {
	TEXT("weigh", NOSPLIT,
		"func(dst *int16, scores *int32, ld, rows, blocks int, factors, inverse *float32, table *[6][8]float32)")
	Doc("weigh sets dst to the weights of blocks of 16 keys, and inverse to 1 over their sum, for each of the rows, ld apart.")
	Pragma("noescape")
	dst, scores, ld, rows, blocks := load("dst"), load("scores"), load("ld"), load("rows"), load("blocks")
	factors, inverse, table := load("factors"), load("inverse"), load("table")
	eighths, sixtyFourths, exponent, half := YMM(), YMM(), YMM(), YMM()
	VMOVUPS(constant(table, 0), eighths)
	VMOVUPS(constant(table, 1), sixtyFourths)
	VMOVUPS(constant(table, 2), exponent) // all but the low 23 bits
	VMOVUPS(constant(table, 3), half)
	limit, one := constant(table, 4), constant(table, 5)
	SHLQ(Imm(1), ld)
	Label("rows")
	from, to, left := GP64(), GP64(), GP64()
	var top [2]reg.VecVirtual
	for i := range top {
		top[i] = YMM()
		VMOVDQU(Mem{Base: scores, Disp: 32 * i}, top[i])
	}
	LEAQ(Mem{Base: scores, Disp: 64}, from)
	MOVQ(blocks, left)
	DECQ(left)
	JZ(LabelRef("largest"))
	Label("max")
	for i := range top {
		VPMAXSD(Mem{Base: from, Disp: 32 * i}, top[i], top[i])
	}
	ADDQ(Imm(64), from)
	DECQ(left)
	JNZ(LabelRef("max"))
	Label("largest")
	VPMAXSD(top[1], top[0], top[0])
	fold(top[0], func(x, y, z Op) { VPMAXSD(x, y, z) })
	VPBROADCASTD(top[0].AsX(), top[0])

	factor, total := YMM(), zeros(1)[0]
	VBROADCASTSS(Mem{Base: factors}, factor)
	MOVQ(scores, from)
	MOVQ(dst, to)
	MOVQ(blocks, left)
	Label("weights")
	var v [2]reg.VecVirtual
	for i := range v {
		x := YMM()
		VPSUBD(Mem{Base: from, Disp: 32 * i}, top[0], x)
		VCVTDQ2PS(x, x)
		VMULPS(factor, x, x)
		VMINPS(limit, x, x)
		VCVTPS2DQ(x, x)
		// The fraction is a product, whose exponent whole steps are taken from.
		low, high := YMM(), YMM()
		VPERMPS(sixtyFourths, x, low)
		VPSRLD(Imm(3), x, high)
		VPERMPS(eighths, high, high)
		VMULPS(low, high, low)
		VPSLLD(Imm(17), x, x)
		VPAND(exponent, x, x)
		VPSUBD(x, low, x)
		VADDPS(half, x, x)
		VCVTTPS2DQ(x, x)
		VPADDD(x, total, total)
		v[i] = x
	}
	words(v[0], v[1])
	VMOVDQU(v[0], Mem{Base: to})
	ADDQ(Imm(64), from)
	ADDQ(Imm(32), to)
	DECQ(left)
	JNZ(LabelRef("weights"))
	fold(total, func(x, y, z Op) { VPADDD(x, y, z) })
	t, o := total.AsX(), XMM()
	VCVTDQ2PS(t, t)
	VMOVSS(one, o)
	VDIVSS(t, o, t)
	VMOVSS(t, Mem{Base: inverse})
	ADDQ(Imm(4), factors)
	ADDQ(Imm(4), inverse)
	ADDQ(ld, dst)
	LEAQ(Mem{Base: scores, Index: ld, Scale: 2}, scores)
	DECQ(rows)
	JNZ(LabelRef("rows"))
	VZEROUPPER()
	RET()
}

// mix multiplies rows of weights by 16 columns of the values.
func mix(rows int) {
	TEXT(fmt.Sprintf("mix%d", rows), NOSPLIT,
		"func(dst *float32, ldd int, w *int16, ldw, quads int, v *int16, inverse, scales *float32)")
	Doc(fmt.Sprintf("mix%d computes %d rows of 16 columns from quads of pairs of values, times inverse of the row", rows, rows),
		"and the scale of the column.")
	Pragma("noescape")
	w, ldw, n, v := load("w"), load("ldw"), load("quads"), load("v")
	SHLQ(Imm(1), ldw)
	at := rowsOf(w, ldw, rows)
	acc := zeros(2 * rows)
	Label("quads")
	for i := range 4 {
		pair(acc, func(r int) Mem { return at[r].Offset(4 * i) }, Mem{Base: v, Disp: 64 * i})
	}
	ADDQ(I32(4*64), v)
	ADDQ(Imm(16), w)
	DECQ(n)
	JNZ(LabelRef("quads"))
	dst, ldd, inverse, scales := load("dst"), load("ldd"), load("inverse"), load("scales")
	SHLQ(Imm(2), ldd)
	for r := range rows {
		f := YMM()
		VBROADCASTSS(Mem{Base: inverse, Disp: 4 * r}, f)
		for p := range 2 {
			x := acc[2*r+p]
			VCVTDQ2PS(x, x)
			VMULPS(f, x, x)
			VMULPS(Mem{Base: scales, Disp: 32 * p}, x, x)
			VMOVUPS(x, Mem{Base: dst, Disp: 32 * p})
		}
		if r < rows-1 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}
