// Command asm writes the assembly of package avx512. Run it with go generate, in
// the folder above.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("!purego")
	for rows := 1; rows <= tileRows; rows++ {
		linear(rows, group)
		linear(rows, 1)
	}
	for rows := 1; rows <= tileRows; rows++ {
		matMul(rows, 2)
		matMul(rows, 1)
	}
	largest()
	quantize()
	gelu()
	softmax()
	attention()
	Generate()
}

// A tile of the int8 product is up to tileRows rows by group panels of 16
// outputs: 24 registers of sums, which leaves eight of the 32 for operands, and
// enough chains to hide the five cycles of VPDPBUSD at two a cycle.
const (
	tileRows = 6
	group    = 4
)

// rowsOf returns the addresses of the rows of a tile, stride bytes apart. It
// takes no register a row.
func rowsOf(base, stride reg.Register, rows int) []Mem {
	row := func(index reg.Register, scale uint8) Mem {
		return Mem{Base: base, Index: index, Scale: scale}
	}
	m := []Mem{{Base: base}, row(stride, 1), row(stride, 2)}
	if rows > 3 {
		triple := GP64()
		LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, triple)
		m = append(m, row(triple, 1), row(stride, 4))
	}
	if rows > 5 {
		fifth := GP64()
		LEAQ(Mem{Base: stride, Index: stride, Scale: 4}, fifth)
		m = append(m, row(fifth, 1))
	}
	return m[:rows]
}

// zero sets a register to zeros.
func zero() reg.VecVirtual {
	v := ZMM()
	VPXORD(v, v, v)
	return v
}

// load loads a pointer or an integer argument.
func load(name string) reg.Register { return Load(Param(name), GP64()) }

// loadMask loads a mask of 16 lanes.
func loadMask(name string) reg.Register {
	k := K()
	m, _ := Param(name).Resolve()
	KMOVW(m.Addr, k)
	return k
}

// loadAll loads a float argument into all lanes.
func loadAll(name string) reg.VecVirtual {
	v := ZMM()
	m, _ := Param(name).Resolve()
	VBROADCASTSS(m.Addr, v)
	return v
}

// constants loads the first n elements of a table, each into all lanes.
func constants(table reg.Register, n int) []reg.VecVirtual {
	c := make([]reg.VecVirtual, n)
	for i := range c {
		c[i] = ZMM()
		VBROADCASTSS(Mem{Base: table, Disp: 4 * i}, c[i])
	}
	return c
}

// linear multiplies rows of unsigned bytes by panels of 16 outputs each. The
// bytes are 128 above the activations; the sums start from what takes that back,
// which stands before the weights. A single panel may be the last and narrower.
func linear(rows, panels int) {
	width, what := 16*panels, fmt.Sprintf("%d outputs", 16*panels)
	name, args := fmt.Sprintf("linear%dx%d", rows, width), ""
	if panels == 1 {
		args, what = ", mask uint16", "the 16 outputs that are in the mask"
	}
	TEXT(name, NOSPLIT,
		"func(dst *float32, ldd int, x *uint8, ldx int, k int, w *int8, scales, wscales, bias *float32"+args+")")
	Doc(fmt.Sprintf("%s computes %d rows of %s. k is a multiple of 16.", name, rows, what))
	Pragma("noescape")
	x, ldx, k, w := load("x"), load("ldx"), load("k"), load("w")
	at := rowsOf(x, ldx, rows)
	acc := make([][]reg.VecVirtual, rows)
	for r := range rows {
		acc[r] = make([]reg.VecVirtual, panels)
		for p := range panels {
			acc[r][p] = ZMM()
			VMOVDQU32(Mem{Base: w, Disp: 64 * p}, acc[r][p])
		}
	}
	ADDQ(I32(64*panels), w)

	Label("terms")
	for u := range 4 {
		weights := make([]reg.VecVirtual, panels)
		for p := range panels {
			weights[p] = ZMM()
			VMOVDQU32(Mem{Base: w, Disp: 64 * (panels*u + p)}, weights[p])
		}
		for r := range rows {
			v := ZMM()
			VPBROADCASTD(at[r].Offset(4*u), v)
			for p := range panels {
				VPDPBUSD(weights[p], v, acc[r][p])
			}
		}
	}
	ADDQ(Imm(16), x)
	ADDQ(I32(4*64*panels), w)
	SUBQ(Imm(16), k)
	JNZ(LabelRef("terms"))

	dst, ldd := load("dst"), load("ldd")
	scales, wscales, bias := load("scales"), load("wscales"), load("bias")
	SHLQ(Imm(2), ldd)
	var mask reg.Register
	var wscale, shift [group]Op // operands: registers where they are masked
	for p := range panels {
		wscale[p], shift[p] = Mem{Base: wscales, Disp: 64 * p}, Mem{Base: bias, Disp: 64 * p}
		if panels == 1 {
			mask = loadMask("mask")
			s, b := ZMM(), ZMM()
			VMOVUPS_Z(wscale[p], mask, s)
			VMOVUPS_Z(shift[p], mask, b)
			wscale[p], shift[p] = s, b
		}
	}
	for r := range rows {
		scale := ZMM()
		VBROADCASTSS(Mem{Base: scales, Disp: 4 * r}, scale)
		for p, v := range acc[r] {
			VCVTDQ2PS(v, v)
			VMULPS(scale, v, v)
			VMULPS(wscale[p], v, v)
			VADDPS(shift[p], v, v)
			if panels == 1 {
				VMOVUPS(v, mask, Mem{Base: dst})
			} else {
				VMOVUPS(v, Mem{Base: dst, Disp: 64 * p})
			}
		}
		if r < rows-1 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}

// matMul multiplies float32 rows by panels of 16 columns, without fusing the
// operations. A single panel may be the last and narrower.
func matMul(rows, panels int) {
	name, args, what := fmt.Sprintf("matMul%dx%d", rows, 16*panels), "", fmt.Sprintf("%d columns", 16*panels)
	if panels == 1 {
		args, what = ", mask uint16", "the 16 columns that are in the mask"
	}
	TEXT(name, NOSPLIT, "func(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int"+args+")")
	Doc(fmt.Sprintf("%s computes %d rows and %s of a product of k terms.", name, rows, what))
	Pragma("noescape")
	a, lda, b, ldb, k := load("a"), load("lda"), load("b"), load("ldb"), load("k")
	SHLQ(Imm(2), lda)
	SHLQ(Imm(2), ldb)
	var mask reg.Register
	if panels == 1 {
		mask = loadMask("mask")
	}
	at := rowsOf(a, lda, rows)
	acc := make([][]reg.VecVirtual, rows)
	for r := range rows {
		for range panels {
			acc[r] = append(acc[r], zero())
		}
	}
	term := func(u int) {
		column := make([]reg.VecVirtual, panels)
		for p := range panels {
			column[p] = ZMM()
			if panels == 1 {
				VMOVUPS_Z(Mem{Base: b}, mask, column[p])
			} else {
				VMOVUPS(Mem{Base: b, Disp: 64 * p}, column[p])
			}
		}
		ADDQ(ldb, b)
		for r := range rows {
			v := ZMM()
			VBROADCASTSS(at[r].Offset(4*u), v)
			product := make([]reg.VecVirtual, panels)
			for p := range panels {
				product[p] = ZMM()
				VMULPS(column[p], v, product[p])
			}
			for p := range panels {
				VADDPS(product[p], acc[r][p], acc[r][p])
			}
		}
	}
	SUBQ(Imm(4), k)
	JLT(LabelRef("rest"))
	Label("fours")
	for u := range 4 {
		term(u)
	}
	ADDQ(Imm(16), a)
	SUBQ(Imm(4), k)
	JGE(LabelRef("fours"))
	Label("rest")
	ADDQ(Imm(4), k)
	JZ(LabelRef("store"))
	Label("ones")
	term(0)
	ADDQ(Imm(4), a)
	DECQ(k)
	JNZ(LabelRef("ones"))

	Label("store")
	dst, ldd := load("dst"), load("ldd")
	SHLQ(Imm(2), ldd)
	for r := range rows {
		for p := range panels {
			if panels == 1 {
				VMOVUPS(acc[r][p], mask, Mem{Base: dst})
			} else {
				VMOVUPS(acc[r][p], Mem{Base: dst, Disp: 64 * p})
			}
		}
		if r < rows-1 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}

// across folds the eight lanes of v into the lowest with op: halves, then
// quarters, then pairs.
func across(v reg.VecVirtual, op func(x, y, z Op)) {
	x, y := v.AsX(), XMM()
	VEXTRACTF128(Imm(1), v.AsY(), y)
	op(y, x, x)
	VMOVHLPS(x, x, y)
	op(y, x, x)
	VMOVSHDUP(x, y)
	op(y, x, x)
}

func addPS(x, y, z Op) { VADDPS(x, y, z) }
func maxPS(x, y, z Op) { VMAXPS(x, y, z) }

// largestAcross folds sixteen lanes.
func largestAcross(v reg.VecVirtual) {
	high := YMM()
	VEXTRACTF64X4(Imm(1), v, high)
	VMAXPS(high, v.AsY(), v.AsY())
	across(v, maxPS)
}

// Loops over values take sixteen at a time, and the last one to sixteen of them
// through a mask, which has the others' lanes as zeros on loading.

// pass runs f over n values: start sets its pointers, and step moves them.
func pass(name string, n, mask reg.Register, start func(left reg.Register),
	f func(load func(m Mem) reg.VecVirtual, store func(v reg.VecVirtual, m Mem), last bool), step func()) {
	left := GP64()
	MOVQ(n, left)
	start(left)
	SUBQ(Imm(16), left)
	JLE(LabelRef(name + "Last"))
	Label(name)
	f(func(m Mem) reg.VecVirtual {
		v := ZMM()
		VMOVUPS(m, v)
		return v
	}, func(v reg.VecVirtual, m Mem) { VMOVUPS(v, m) }, false)
	step()
	SUBQ(Imm(16), left)
	JGT(LabelRef(name))
	Label(name + "Last")
	f(func(m Mem) reg.VecVirtual {
		v := ZMM()
		VMOVUPS_Z(m, mask, v)
		return v
	}, func(v reg.VecVirtual, m Mem) { VMOVUPS(v, mask, m) }, true)
}

func largest() {
	TEXT("largest", NOSPLIT, "func(x *float32, n int, last uint16) float32")
	Doc("largest returns the largest magnitude of n values, at least one, that is no NaN.",
		"last is a mask of those that a loop of sixteen leaves to its last turn.")
	Pragma("noescape")
	x, n, mask := load("x"), load("n"), loadMask("last")
	magnitude, top := ZMM(), zero()
	VPTERNLOGD(Imm(0xff), magnitude, magnitude, magnitude)
	VPSRLD(Imm(1), magnitude, magnitude)
	pass("values", n, mask, func(reg.Register) {}, func(load func(Mem) reg.VecVirtual, _ func(reg.VecVirtual, Mem), _ bool) {
		v := load(Mem{Base: x})
		VPANDD(magnitude, v, v)
		VMAXPS(top, v, top)
	}, func() { ADDQ(Imm(64), x) })
	largestAcross(top)
	Store(top.AsX(), ReturnIndex(0))
	VZEROUPPER()
	RET()
}

func quantize() {
	TEXT("quantize", NOSPLIT, "func(dst *uint8, x *float32, n int, factor float32, last uint16)")
	Doc("quantize rounds n values, at least one, times factor to integers within ±127, and adds 128.",
		"It fills dst up to a multiple of sixteen. last is as for largest.")
	Pragma("noescape")
	dst, x, n, mask := load("dst"), load("x"), load("n"), loadMask("last")
	factor := loadAll("factor")
	// 127 is 0x7f bits shifted out of a register of ones, and 128 that and 1.
	hi, lo, bias := ZMM(), ZMM(), ZMM()
	VPTERNLOGD(Imm(0xff), bias, bias, bias)
	VPSRLD(Imm(25), bias, hi)
	VPSUBD(bias, hi, bias)
	VCVTDQ2PS(hi, hi)
	VPXORD(lo, lo, lo)
	VSUBPS(hi, lo, lo)
	pass("values", n, mask, func(reg.Register) {}, func(load func(Mem) reg.VecVirtual, _ func(reg.VecVirtual, Mem), _ bool) {
		v, number := load(Mem{Base: x}), K()
		VMULPS(factor, v, v)
		VCMPPS(Imm(7), v, v, number) // not a NaN
		VMINPS_Z(hi, v, number, v)
		VMAXPS(lo, v, v)
		VCVTPS2DQ(v, v)
		VPADDD(bias, v, v)
		VPMOVDB(v, Mem{Base: dst})
	}, func() {
		ADDQ(Imm(64), x)
		ADDQ(Imm(16), dst)
	})
	VZEROUPPER()
	RET()
}

// line returns s·a + b.
func line(s, a, b Op) reg.VecVirtual {
	v := ZMM()
	VMULPS(a, s, v)
	VADDPS(b, v, v)
	return v
}

// mulAdd sets v to v·x + y.
func mulAdd(v reg.VecVirtual, x, y Op) {
	VMULPS(x, v, v)
	VADDPS(y, v, v)
}

func gelu() {
	TEXT("gelu", NOSPLIT, "func(x *float32, n int, table *[17]float32, last uint16)")
	Doc("gelu applies GELU to n values, at least one. last is as for largest.")
	Pragma("noescape")
	x, n, table, mask := load("x"), load("n"), load("table"), loadMask("last")
	c := constants(table, 17)
	least, sqrtHalf, four, half, one, p, q := c[0], c[1], c[2], c[3], c[4], c[5:12], c[12:17]
	pass("values", n, mask, func(reg.Register) {}, func(load func(Mem) reg.VecVirtual, store func(reg.VecVirtual, Mem), _ bool) {
		v, y, s, far := load(Mem{Base: x}), ZMM(), ZMM(), K()
		VCMPPS(Imm(5), least, v, far) // not v < least
		VMULPS(sqrtHalf, v, y)
		VMINPS(four, y, y)
		VMULPS(y, y, s)
		s2, s4 := ZMM(), ZMM()
		VMULPS(s, s, s2)
		VMULPS(s2, s2, s4)
		// The polynomials are those of package generic, term by term.
		above, below := ZMM(), ZMM()
		VMULPS(p[0], s2, above)
		VADDPS(line(s, p[1], p[2]), above, above)
		low := line(s, p[3], p[4])
		mulAdd(low, s2, line(s, p[5], p[6]))
		mulAdd(above, s4, low)
		VMULPS(q[0], s4, below)
		low = line(s, q[1], q[2])
		mulAdd(low, s2, line(s, q[3], q[4]))
		VADDPS(low, below, below)
		VMULPS(y, above, above)
		VDIVPS(below, above, above)
		VADDPS(one, above, above)
		VMULPS(half, v, v)
		VMULPS_Z(above, v, far, v)
		store(v, Mem{Base: x})
	}, func() { ADDQ(Imm(64), x) })
	VZEROUPPER()
	RET()
}

func softmax() {
	TEXT("softmax", NOSPLIT, "func(x *float32, n int, table *[13]float32, last uint16)")
	Doc("softmax replaces n values, at least one, by their softmax. last is as for largest.")
	Pragma("noescape")
	start, n, table, mask := load("x"), load("n"), load("table"), loadMask("last")
	c := constants(table, 13)
	top, total := ZMM(), zero()
	VMOVAPS(c[0], top) // -Inf

	x := GP64()
	begin, next := func(reg.Register) { MOVQ(start, x) }, func() { ADDQ(Imm(64), x) }
	at := Mem{Base: x}
	pass("max", n, mask, begin, func(load func(Mem) reg.VecVirtual, _ func(reg.VecVirtual, Mem), last bool) {
		v := load(at)
		if last { // zeros are no values
			VMAXPS(top, v, mask, top)
			return
		}
		VMAXPS(top, v, top)
	}, next)
	largestAcross(top)
	VBROADCASTSS(top.AsX(), top)

	// The sums are those of eight lanes: the lower eight values first.
	pass("exp", n, mask, begin, func(load func(Mem) reg.VecVirtual, store func(reg.VecVirtual, Mem), last bool) {
		v := exp(c, load(at), top)
		if last {
			VMOVAPS_Z(v, mask, v)
		}
		store(v, at)
		high := YMM()
		VEXTRACTF64X4(Imm(1), v, high)
		VADDPS(v.AsY(), total.AsY(), total.AsY())
		VADDPS(high, total.AsY(), total.AsY())
	}, next)
	across(total, addPS)
	VDIVSS(total.AsX(), c[1].AsX(), total.AsX())
	VBROADCASTSS(total.AsX(), total)

	pass("scale", n, mask, begin, func(load func(Mem) reg.VecVirtual, store func(reg.VecVirtual, Mem), _ bool) {
		v := load(at)
		VMULPS(v, total, v)
		store(v, at)
	}, next)
	VZEROUPPER()
	RET()
}

// exp returns e to the power of v - top. The constants from 2 on are the least
// argument, log₂e, the rounding bias, ln 2 in two parts, and the polynomial.
func exp(c []reg.VecVirtual, v, top reg.VecVirtual) reg.VecVirtual {
	one, least, log2e, bias, ln2hi, ln2lo, poly := c[1], c[2], c[3], c[4], c[5], c[6], c[7:13]
	VSUBPS(top, v, v)
	VMAXPS(least, v, v)
	t, n, r := ZMM(), ZMM(), ZMM()
	VMULPS(log2e, v, t)
	VADDPS(bias, t, t)
	VSUBPS(bias, t, n)
	VMULPS(ln2hi, n, r)
	VSUBPS(r, v, v)
	VMULPS(ln2lo, n, r)
	VSUBPS(r, v, v)
	s := ZMM()
	VMULPS(v, v, s)
	p := line(v, poly[0], poly[1])
	mulAdd(p, s, line(v, poly[2], poly[3]))
	mulAdd(p, s, line(v, poly[4], poly[5]))
	VADDPS(one, v, v)
	mulAdd(p, s, v)
	VPSUBD(bias, t, t)
	VPSLLD(Imm(23), t, t)
	VPADDD(t, p, p)
	return p
}
