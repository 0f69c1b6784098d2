package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The kernels of attention are for heads of 32 columns, two registers.
const headPanels = 2

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
	r, v := GP32(), ZMM()
	MOVL(U32(bits), r)
	VPBROADCASTD(r, v)
	return v
}

const (
	largestFloat = 0x7f7fffff
	least        = -(1 << 30) // of scores that are not any key's
)

func columnRange() {
	TEXT("columnRange", NOSPLIT, "func(lo, hi *[32]float32, x *float32, ldx, n int)")
	Doc("columnRange sets lo and hi to the range of each of 32 columns of n rows, without NaN.")
	Pragma("noescape")
	x, ldx, n := load("x"), load("ldx"), load("n")
	SHLQ(Imm(2), ldx)
	lo, hi := [headPanels]reg.VecVirtual{}, [headPanels]reg.VecVirtual{}
	top, bottom := all(largestFloat), all(largestFloat|1<<31)
	for p := range headPanels {
		lo[p], hi[p] = ZMM(), ZMM()
		VMOVAPS(top, lo[p])
		VMOVAPS(bottom, hi[p])
	}
	Label("rows")
	for p := range headPanels {
		v := ZMM()
		VMOVUPS(Mem{Base: x, Disp: 64 * p}, v)
		VMINPS(lo[p], v, lo[p])
		VMAXPS(hi[p], v, hi[p])
	}
	ADDQ(ldx, x)
	DECQ(n)
	JNZ(LabelRef("rows"))
	los, his := load("lo"), load("hi")
	for p := range headPanels {
		VMOVUPS(lo[p], Mem{Base: los, Disp: 64 * p})
		VMOVUPS(hi[p], Mem{Base: his, Disp: 64 * p})
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
	number := K()
	VMULPS(factor, v, v)
	VCMPPS(Imm(7), v, v, number)
	VMINPS_Z(r.hi, v, number, v)
	VMAXPS(r.lo, v, v)
	VCVTPS2DQ(v, v)
}

func keys() {
	TEXT("keys", NOSPLIT, "func(dst *uint8, k *float32, ldk, n int, mid *[32]float32, factor float32)")
	Doc("keys rounds n rows of 32 less mid, times factor, to integers within ±127, adds 128 and stores",
		"each four of a row 256 bytes after the last four, and each row 4 bytes after the last.")
	Pragma("noescape")
	dst, k, ldk, n, mids := load("dst"), load("k"), load("ldk"), load("n"), load("mid")
	SHLQ(Imm(2), ldk)
	factor, bias, r := loadAll("factor"), all(128), newRounder(maxByte)
	var mid [headPanels]reg.VecVirtual
	for p := range headPanels {
		mid[p] = ZMM()
		VMOVUPS(Mem{Base: mids, Disp: 64 * p}, mid[p])
	}
	Label("rows")
	for p := range headPanels {
		v := ZMM()
		VMOVUPS(Mem{Base: k, Disp: 64 * p}, v)
		VSUBPS(mid[p], v, v)
		r.round(v, factor)
		VPADDD(bias, v, v)
		b := XMM()
		VPMOVDB(v, b)
		VMOVD(b, Mem{Base: dst, Disp: 1024 * p})
		for i := 1; i < 4; i++ {
			VPEXTRD(Imm(uint64(i)), b, Mem{Base: dst, Disp: 1024*p + 256*i})
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
	TEXT("values", NOSPLIT, "func(dst *int16, v *float32, ldv, pairs int, factors *[32]float32)")
	Doc("values rounds pairs of rows of 32 times factors to integers within ±1023, and stores those of a pair side by side.")
	Pragma("noescape")
	dst, v, ldv, n, factors := load("dst"), load("v"), load("ldv"), load("pairs"), load("factors")
	SHLQ(Imm(2), ldv)
	r := newRounder(maxValue)
	var factor [headPanels]reg.VecVirtual
	for p := range headPanels {
		factor[p] = ZMM()
		VMOVUPS(Mem{Base: factors, Disp: 64 * p}, factor[p])
	}
	low, m := K(), GP32()
	MOVL(U32(0x55555555), m)
	KMOVD(m, low)
	Label("pairs")
	for p := range headPanels {
		a, b := ZMM(), ZMM()
		VMOVUPS(Mem{Base: v, Disp: 64 * p}, a)
		VMOVUPS(Mem{Base: v, Index: ldv, Scale: 1, Disp: 64 * p}, b)
		r.round(a, factor[p])
		r.round(b, factor[p])
		VPSLLD(Imm(16), b, b)
		VMOVDQU16(a, low, b)
		VMOVDQU32(b, Mem{Base: dst, Disp: 64 * p})
	}
	LEAQ(Mem{Base: v, Index: ldv, Scale: 2}, v)
	SUBQ(I8(-128), dst)
	DECQ(n)
	JNZ(LabelRef("pairs"))
	VZEROUPPER()
	RET()
}

func queries() {
	TEXT("queries", NOSPLIT, "func(dst *int8, factors, q *float32, ldq, n int, scale float32, table *[5]float32)")
	Doc("queries rounds n rows of 32 to integers within ±127 of their own scales, and sets factors to the scales times scale.",
		"table has the largest float, the magnitude below which a row is 0, 127, the least and the largest factor.")
	Pragma("noescape")
	dst, factors, q, ldq, n, table := load("dst"), load("factors"), load("q"), load("ldq"), load("n"), load("table")
	SHLQ(Imm(2), ldq)
	scale, r := loadAll("scale").AsX(), newRounder(maxByte)
	magnitude := all(1<<31 - 1)
	c := constants(table, 5)
	most, tiny, full, lowest, highest := c[0].AsX(), c[1].AsX(), c[2].AsX(), c[3].AsX(), c[4].AsX()
	Label("rows")
	var v [headPanels]reg.VecVirtual
	top, z := zero(), ZMM()
	for p := range headPanels {
		v[p] = ZMM()
		VMOVUPS(Mem{Base: q, Disp: 64 * p}, v[p])
		VPANDD(magnitude, v[p], z)
		VMAXPS(top, z, top)
	}
	largestAcross(top)
	t := top.AsX()
	VMINSS(most, t, t)
	big := K()
	VCMPSS(Imm(5), tiny, t, big) // not less
	f, s := ZMM(), XMM()
	VDIVSS_Z(t, full, big, f.AsX())
	VDIVSS_Z(full, t, big, s)
	VMULSS(scale, s, s)
	VMINSS(highest, s, s)
	VMAXSS(lowest, s, s)
	VMOVSS(s, Mem{Base: factors})
	VBROADCASTSS(f.AsX(), f)
	for p := range headPanels {
		r.round(v[p], f)
		VPMOVDB(v[p], Mem{Base: dst, Disp: 16 * p})
	}
	ADDQ(ldq, q)
	ADDQ(Imm(32), dst)
	ADDQ(Imm(4), factors)
	DECQ(n)
	JNZ(LabelRef("rows"))
	VZEROUPPER()
	RET()
}

// score multiplies rows of 32 queries by 64 keys, unsigned bytes 128 above their values. What that adds is the same for all
// scores of a query. The sums start from what stands before the keys.
func score(rows int) {
	TEXT(fmt.Sprintf("score%d", rows), NOSPLIT, "func(dst *int32, ldd int, q *int8, k *uint8)")
	Doc(fmt.Sprintf("score%d computes the scores of %d queries and 64 keys.", rows, rows))
	Pragma("noescape")
	dst, ldd, q, k := load("dst"), load("ldd"), load("q"), load("k")
	SHLQ(Imm(2), ldd)
	acc := make([][group]reg.VecVirtual, rows)
	for r := range rows {
		for p := range group {
			acc[r][p] = ZMM()
			VMOVDQU32(Mem{Base: k, Disp: 64 * p}, acc[r][p])
		}
	}
	for i := range 8 {
		var key [group]reg.VecVirtual
		for p := range group {
			key[p] = ZMM()
			VMOVDQU32(Mem{Base: k, Disp: 256*(1+i) + 64*p}, key[p])
		}
		for r := range rows {
			v := ZMM()
			VPBROADCASTD(Mem{Base: q, Disp: 32*r + 4*i}, v)
			for p := range group {
				VPDPBUSD(v, key[p], acc[r][p])
			}
		}
	}
	for r := range rows {
		for p := range group {
			VMOVDQU32(acc[r][p], Mem{Base: dst, Disp: 64 * p})
		}
		if r < rows-1 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}

// fold folds sixteen lanes of integers into the lowest.
func fold(v reg.VecVirtual, op func(x, y, z Op)) {
	high := YMM()
	VEXTRACTI64X4(Imm(1), v, high)
	op(high, v.AsY(), v.AsY())
	x, y := v.AsX(), XMM()
	VEXTRACTI128(Imm(1), v.AsY(), y)
	op(y, x, x)
	VPSHUFD(Imm(0xee), x, y)
	op(y, x, x)
	VPSHUFD(Imm(0x55), x, y)
	op(y, x, x)
}

func weigh() {
	TEXT("weigh", NOSPLIT,
		"func(dst *int16, scores *int32, ld, rows, blocks int, factors, inverse *float32, fractions *[64]uint16, order *[8]uint64)")
	Doc("weigh sets dst to the weights of blocks of 32 keys, and inverse to 1 over their sum, for each of the rows, ld apart.",
		"order is that of quarters of 16 bytes which puts 32 words in order after a pack.")
	Pragma("noescape")
	dst, scores, ld, rows, blocks := load("dst"), load("scores"), load("ld"), load("rows"), load("blocks")
	factors, inverse, fractions, orders := load("factors"), load("inverse"), load("fractions"), load("order")
	low, high, order := ZMM(), ZMM(), ZMM()
	VMOVDQU32(Mem{Base: fractions}, low)
	VMOVDQU32(Mem{Base: fractions, Disp: 64}, high)
	VMOVDQU64(Mem{Base: orders}, order)
	none, one, ones, sign := zero(), all(0x3f800000), all(0x00010001), all(1<<31)
	SHLQ(Imm(1), ld)
	Label("rows")
	from, to, left := GP64(), GP64(), GP64()
	var top [2]reg.VecVirtual
	for i := range top {
		top[i] = ZMM()
		VMOVDQU32(Mem{Base: scores, Disp: 64 * i}, top[i])
	}
	LEAQ(Mem{Base: scores, Disp: 128}, from)
	MOVQ(blocks, left)
	DECQ(left)
	JZ(LabelRef("largest"))
	Label("max")
	for i := range top {
		VPMAXSD(Mem{Base: from, Disp: 64 * i}, top[i], top[i])
	}
	SUBQ(I8(-128), from)
	DECQ(left)
	JNZ(LabelRef("max"))
	Label("largest")
	VPMAXSD(top[1], top[0], top[0])
	fold(top[0], func(x, y, z Op) { VPMAXSD(x, y, z) })
	VPBROADCASTD(top[0].AsX(), top[0])

	factor, total := ZMM(), zero()
	VBROADCASTSS(Mem{Base: factors}, factor)
	VPXORD(sign, factor, factor) // steps down are negative: their least is kept by packing
	MOVQ(scores, from)
	MOVQ(dst, to)
	MOVQ(blocks, left)
	Label("weights")
	var v [2]reg.VecVirtual
	for i := range v {
		v[i] = ZMM()
		VPSUBD(Mem{Base: from, Disp: 64 * i}, top[0], v[i])
		VCVTDQ2PS(v[i], v[i])
		VMULPS(factor, v[i], v[i])
		VCVTPS2DQ(v[i], v[i])
	}
	w, n := ZMM(), ZMM()
	VPACKSSDW(v[1], v[0], w)
	VPERMQ(w, order, w)
	VPABSW(w, w)
	VPSRLW(Imm(6), w, n)
	VPERMI2W(high, low, w)
	VPSRLVW(n, w, w)
	VPAVGW(none, w, w)
	VMOVDQU32(w, Mem{Base: to})
	VPDPWSSD(ones, w, total)
	SUBQ(I8(-128), from)
	ADDQ(Imm(64), to)
	DECQ(left)
	JNZ(LabelRef("weights"))
	fold(total, func(x, y, z Op) { VPADDD(x, y, z) })
	t := total.AsX()
	VCVTDQ2PS(t, t)
	VDIVSS(t, one.AsX(), t)
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

// mix multiplies rows of weights by the values.
func mix(rows int) {
	TEXT(fmt.Sprintf("mix%d", rows), NOSPLIT,
		"func(dst *float32, ldd int, w *int16, ldw, quads int, v *int16, inverse *float32, scales *[32]float32)")
	Doc(fmt.Sprintf("mix%d computes %d rows of 32 columns from quads of pairs of values, times inverse of the row", rows, rows),
		"and the scale of the column.")
	Pragma("noescape")
	w, ldw, n, v := load("w"), load("ldw"), load("quads"), load("v")
	SHLQ(Imm(1), ldw)
	at := rowsOf(w, ldw, rows)
	acc := make([][headPanels]reg.VecVirtual, rows)
	for r := range rows {
		for p := range headPanels {
			acc[r][p] = zero()
		}
	}
	Label("quads")
	for i := range 4 {
		var pair [headPanels]reg.VecVirtual
		for p := range headPanels {
			pair[p] = ZMM()
			VMOVDQU32(Mem{Base: v, Disp: 128*i + 64*p}, pair[p])
		}
		for r := range rows {
			x := ZMM()
			VPBROADCASTD(at[r].Offset(4*i), x)
			for p := range headPanels {
				VPDPWSSD(pair[p], x, acc[r][p])
			}
		}
	}
	ADDQ(I32(4*128), v)
	ADDQ(Imm(16), w)
	DECQ(n)
	JNZ(LabelRef("quads"))
	dst, ldd, inverse, scales := load("dst"), load("ldd"), load("inverse"), load("scales")
	SHLQ(Imm(2), ldd)
	var scale [headPanels]reg.VecVirtual
	for p := range headPanels {
		scale[p] = ZMM()
		VMOVUPS(Mem{Base: scales, Disp: 64 * p}, scale[p])
	}
	for r := range rows {
		f := ZMM()
		VBROADCASTSS(Mem{Base: inverse, Disp: 4 * r}, f)
		for p := range headPanels {
			x := acc[r][p]
			VCVTDQ2PS(x, x)
			VMULPS(f, x, x)
			VMULPS(scale[p], x, x)
			VMOVUPS(x, Mem{Base: dst, Disp: 64 * p})
		}
		if r < rows-1 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}
