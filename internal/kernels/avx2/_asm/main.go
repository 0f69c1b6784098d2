// Command asm writes the assembly of package avx2. Run it with go generate, in
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
	pack()
	for rows := 1; rows <= linearRows; rows++ {
		linear(rows)
	}
	for rows := 1; rows <= tileRows; rows++ {
		linearVNNI(rows, 2)
		linearVNNI(rows, 1)
	}
	for rows := 1; rows <= tileRows; rows++ {
		matMul(rows)
	}
	largest()
	quantize()
	gelu()
	softmax()
	layerNorm("layerNorm", false)
	layerNorm("layerNormSum", true)
	transpose()
	attention()
	Generate()
}

// Tiles: of the int8 product up to linearRows rows by 8 outputs, a register of sums a row;
// of the float32 product up to tileRows rows by 16 columns, two registers a row, twelve in all,
// which leaves four of the sixteen for operands.
const (
	linearRows = 8
	tileRows   = 6
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
		LEAQ(row3(stride), triple)
		m = append(m, row(triple, 1), row(stride, 4))
	}
	if rows > 5 {
		fifth := GP64()
		LEAQ(Mem{Base: stride, Index: stride, Scale: 4}, fifth)
		m = append(m, row(fifth, 1))
	}
	if rows > 6 {
		sixth, seventh := GP64(), GP64()
		LEAQ(row3(stride), sixth)
		LEAQ(Mem{Base: sixth, Index: stride, Scale: 4}, seventh)
		SHLQ(Imm(1), sixth)
		m = append(m, row(sixth, 1), row(seventh, 1))
	}
	return m[:rows]
}

func row3(stride reg.Register) Mem { return Mem{Base: stride, Index: stride, Scale: 2} }

// zeros returns n registers of zeros.
func zeros(n int) []reg.VecVirtual {
	v := make([]reg.VecVirtual, n)
	for i := range v {
		v[i] = YMM()
		VXORPS(v[i], v[i], v[i])
	}
	return v
}

// load loads a pointer or an integer argument.
func load(name string) reg.Register { return Load(Param(name), GP64()) }

// constant is element i of a table whose elements fill all lanes.
func constant(table reg.Register, i int) Mem { return Mem{Base: table, Disp: 32 * i} }

// ones returns 16 words of 1.
func ones() reg.VecVirtual {
	v := YMM()
	VPCMPEQW(v, v, v)
	VPSRLW(Imm(15), v, v)
	return v
}

// pack exchanges the axes of 8 rows of 8 groups of four weights, and sums the rows.
func pack() {
	TEXT("pack", NOSPLIT, "func(dst *int8, ldd int, w *int8, ldw, k int, sums *int32)")
	Doc("pack writes the first k weights of 8 rows, ldw apart, in fours, those of all rows together, ldd from the next four, and adds",
		"each row's to sums. k is a multiple of 32, and not 0.")
	Pragma("noescape")
	dst, ldd, w, ldw, k, sums := load("dst"), load("ldd"), load("w"), load("ldw"), load("k"), load("sums")
	at := rowsOf(w, ldw, 8)
	upper := GP64() // of the groups 4 to 7
	LEAQ(Mem{Base: dst, Index: ldd, Scale: 4}, upper)
	one := ones()
	bytes, total := YMM(), YMM()
	VPACKUSWB(one, one, bytes)
	VMOVDQU(Mem{Base: sums}, total)
	Label("groups")
	var v [8]reg.VecVirtual
	for i := range v {
		v[i] = YMM()
		VMOVDQU(at[i], v[i])
	}
	// Pairs of rows, then fours, then halves of registers.
	for i := 0; i < 8; i += 2 {
		lo, hi := YMM(), YMM()
		VPUNPCKLDQ(v[i+1], v[i], lo)
		VPUNPCKHDQ(v[i+1], v[i], hi)
		v[i], v[i+1] = lo, hi
	}
	for _, i := range []int{0, 1, 4, 5} {
		lo, hi := YMM(), YMM()
		VPUNPCKLQDQ(v[i+2], v[i], lo)
		VPUNPCKHQDQ(v[i+2], v[i], hi)
		v[i], v[i+2] = lo, hi
	}
	// Now v[0], v[2], v[1] and v[3] have the groups 0 to 3 of the rows 0 to 3 in their lower halves, and 4 to 7 in the upper.
	for _, i := range []int{0, 2, 1, 3} {
		lo, hi := YMM(), YMM()
		VPERM2I128(Imm(0x20), v[i+4], v[i], lo)
		VPERM2I128(Imm(0x31), v[i+4], v[i], hi)
		VMOVDQU(lo, Mem{Base: dst})
		VMOVDQU(hi, Mem{Base: upper})
		ADDQ(ldd, dst)
		ADDQ(ldd, upper)
		for _, x := range []reg.VecVirtual{lo, hi} {
			VPMADDUBSW(x, bytes, x)
			VPMADDWD(one, x, x)
			VPADDD(x, total, total)
		}
	}
	MOVQ(upper, dst)
	LEAQ(Mem{Base: dst, Index: ldd, Scale: 4}, upper)
	ADDQ(Imm(32), w)
	SUBQ(Imm(32), k)
	JNZ(LabelRef("groups"))
	VMOVDQU(total, Mem{Base: sums})
	VZEROUPPER()
	RET()
}

// linear multiplies rows of unsigned bytes by a panel of 8 outputs. The bytes are 128 above
// the activations; the sums start from what takes that back, which stands before the weights.
// VPMADDUBSW multiplies bytes and adds pairs of products up in int16. Weights are such that
// two of these sums, and their own sum, do not overflow.
func linear(rows int) {
	TEXT(fmt.Sprintf("linear%d", rows), NOSPLIT,
		"func(dst *float32, ldd int, x *uint8, ldx int, k int, w *int8, scales, wscales, bias *float32)")
	Doc(fmt.Sprintf("linear%d computes %d rows of a panel of 8 outputs. k is a multiple of 16.", rows, rows))
	Pragma("noescape")
	x, ldx, k, w := load("x"), load("ldx"), load("k"), load("w")
	at := rowsOf(x, ldx, rows)
	one := ones()
	acc := make([]reg.VecVirtual, rows)
	for r := range acc {
		acc[r] = YMM()
		VMOVDQU(Mem{Base: w}, acc[r])
	}
	ADDQ(Imm(32), w)

	Label("terms")
	for u := range 2 {
		w0, w1 := YMM(), YMM()
		VMOVDQU(Mem{Base: w, Disp: 64 * u}, w0)
		VMOVDQU(Mem{Base: w, Disp: 64*u + 32}, w1)
		for r := range rows {
			a, b := YMM(), YMM()
			VPBROADCASTD(at[r].Offset(8*u), a)
			VPBROADCASTD(at[r].Offset(8*u+4), b)
			VPMADDUBSW(w0, a, a)
			VPMADDUBSW(w1, b, b)
			VPADDW(b, a, a)
			VPMADDWD(one, a, a)
			VPADDD(a, acc[r], acc[r])
		}
	}
	ADDQ(Imm(16), x)
	SUBQ(I8(-128), w)
	SUBQ(Imm(16), k)
	JNZ(LabelRef("terms"))

	store(acc, 1)
}

// store scales the sums of rows by panels of 8 outputs, and stores them.
func store(acc []reg.VecVirtual, panels int) {
	dst, ldd := load("dst"), load("ldd")
	scales, wscales, bias := load("scales"), load("wscales"), load("bias")
	SHLQ(Imm(2), ldd)
	for r := range len(acc) / panels {
		scale := YMM()
		VBROADCASTSS(Mem{Base: scales, Disp: 4 * r}, scale)
		for p, v := range acc[r*panels:][:panels] {
			VCVTDQ2PS(v, v)
			VMULPS(scale, v, v)
			VMULPS(Mem{Base: wscales, Disp: 32 * p}, v, v)
			VADDPS(Mem{Base: bias, Disp: 32 * p}, v, v)
			VMOVUPS(v, Mem{Base: dst, Disp: 32 * p})
		}
		if (r+1)*panels < len(acc) {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}

// linearVNNI is linear with the instruction that multiplies and adds without overflow.
func linearVNNI(rows, panels int) {
	TEXT(fmt.Sprintf("linearVNNI%dx%d", rows, 8*panels), NOSPLIT,
		"func(dst *float32, ldd int, x *uint8, ldx int, k int, w *int8, ldw int, scales, wscales, bias *float32)")
	Doc(fmt.Sprintf("linearVNNI%dx%d computes %d rows of %d outputs in panels ldw apart. k is a multiple of 16.",
		rows, 8*panels, rows, 8*panels))
	Pragma("noescape")
	x, ldx, k, w, ldw := load("x"), load("ldx"), load("k"), load("w"), load("ldw")
	at := rowsOf(x, ldx, rows)
	panel := func(p, disp int) Mem {
		if p == 0 {
			return Mem{Base: w, Disp: disp}
		}
		return Mem{Base: w, Index: ldw, Scale: 1, Disp: disp}
	}
	acc := make([]reg.VecVirtual, rows*panels)
	for i := range acc {
		acc[i] = YMM()
		VMOVDQU(panel(i%panels, 0), acc[i])
	}
	ADDQ(Imm(32), w)
	Label("terms")
	for u := range 4 {
		var weights [2]reg.VecVirtual
		for p := range panels {
			weights[p] = YMM()
			VMOVDQU(panel(p, 32*u), weights[p])
		}
		for r := range rows {
			v := YMM()
			VPBROADCASTD(at[r].Offset(4*u), v)
			for p := range panels {
				VPDPBUSD(weights[p], v, acc[r*panels+p]) // its encoding is exchanged, see the folder vex
			}
		}
	}
	ADDQ(Imm(16), x)
	SUBQ(I8(-128), w)
	SUBQ(Imm(16), k)
	JNZ(LabelRef("terms"))
	store(acc, panels)
}

// matMul multiplies float32 rows by 16 columns, without fusing the operations.
func matMul(rows int) {
	TEXT(fmt.Sprintf("matMul%d", rows), NOSPLIT,
		"func(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int)")
	Doc(fmt.Sprintf("matMul%d computes %d rows and 16 columns of a product of k terms.", rows, rows))
	Pragma("noescape")
	a, lda, b, ldb, k := load("a"), load("lda"), load("b"), load("ldb"), load("k")
	SHLQ(Imm(2), lda)
	SHLQ(Imm(2), ldb)
	at := rowsOf(a, lda, rows)
	acc := zeros(2 * rows)
	term := func(u int) {
		b0, b1 := YMM(), YMM()
		VMOVUPS(Mem{Base: b}, b0)
		VMOVUPS(Mem{Base: b, Disp: 32}, b1)
		ADDQ(ldb, b)
		for r := range rows {
			v, p := YMM(), YMM()
			VBROADCASTSS(at[r].Offset(4*u), v)
			VMULPS(b0, v, p)
			VMULPS(b1, v, v)
			VADDPS(p, acc[2*r], acc[2*r])
			VADDPS(v, acc[2*r+1], acc[2*r+1])
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
		VMOVUPS(acc[2*r], Mem{Base: dst})
		VMOVUPS(acc[2*r+1], Mem{Base: dst, Disp: 32})
		if r < rows-1 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}

// absolute is all bits but the sign's.
func absolute() reg.VecVirtual {
	v := YMM()
	VPCMPEQD(v, v, v)
	VPSRLD(Imm(1), v, v)
	return v
}

// across folds the eight lanes of v into the lowest with op: halves, then
// quarters, then pairs.
func across(v reg.VecVirtual, op func(x, y, z Op)) {
	x, y := v.AsX(), XMM()
	VEXTRACTF128(Imm(1), v, y)
	op(y, x, x)
	VMOVHLPS(x, x, y)
	op(y, x, x)
	VMOVSHDUP(x, y)
	op(y, x, x)
}

func addPS(x, y, z Op) { VADDPS(x, y, z) }
func maxPS(x, y, z Op) { VMAXPS(x, y, z) }

// broadcast copies the lowest lane of v to all.
func broadcast(v reg.VecVirtual) { VBROADCASTSS(v.AsX(), v) }

func largest() {
	TEXT("largest", NOSPLIT, "func(x *float32, n int) float32")
	Doc("largest returns the largest magnitude of n values that is no NaN. n is a multiple of 16.")
	Pragma("noescape")
	x, n := load("x"), load("n")
	mask, acc := absolute(), zeros(2)
	Label("values")
	for i := range 2 {
		v := YMM()
		VANDPS(Mem{Base: x, Disp: 32 * i}, mask, v)
		VMAXPS(acc[i], v, acc[i])
	}
	ADDQ(Imm(64), x)
	SUBQ(Imm(16), n)
	JNZ(LabelRef("values"))
	VMAXPS(acc[1], acc[0], acc[0])
	across(acc[0], maxPS)
	Store(acc[0].AsX(), ReturnIndex(0))
	VZEROUPPER()
	RET()
}

func quantize() {
	TEXT("quantize", NOSPLIT, "func(dst *uint8, x *float32, n int, factor float32)")
	Doc("quantize rounds x times factor to integers within ±127, and adds 128. n is a multiple of 16.")
	Pragma("noescape")
	dst, x, n := load("dst"), load("x"), load("n")
	factor := YMM()
	f, _ := Param("factor").Resolve()
	VBROADCASTSS(f.Addr, factor)
	// ±127: 127 is 0x7f bits shifted out of a register of ones, made a float.
	hi, lo := YMM(), YMM()
	VPCMPEQD(hi, hi, hi)
	VPSRLD(Imm(25), hi, hi)
	VCVTDQ2PS(hi, hi)
	VXORPS(lo, lo, lo)
	VSUBPS(hi, lo, lo)
	// The sign bit of every byte, which adds 128: 1 shifted up.
	signs := XMM()
	VPCMPEQB(signs, signs, signs)
	VPABSB(signs, signs)
	VPSLLW(Imm(7), signs, signs)
	Label("values")
	v := [2]reg.VecVirtual{YMM(), YMM()}
	for i := range v {
		mask := YMM()
		VMULPS(Mem{Base: x, Disp: 32 * i}, factor, v[i])
		VCMPPS(Imm(7), v[i], v[i], mask) // not a NaN
		VANDPS(mask, v[i], v[i])
		VMINPS(hi, v[i], v[i])
		VMAXPS(lo, v[i], v[i])
		VCVTPS2DQ(v[i], v[i])
	}
	VPACKSSDW(v[1], v[0], v[0])
	VPERMQ(Imm(0xd8), v[0], v[0])
	low, high := v[0].AsX(), XMM()
	VEXTRACTI128(Imm(1), v[0], high)
	VPACKSSWB(high, low, low)
	VPXOR(signs, low, low)
	VMOVDQU(low, Mem{Base: dst})
	ADDQ(Imm(64), x)
	ADDQ(Imm(16), dst)
	SUBQ(Imm(16), n)
	JNZ(LabelRef("values"))
	VZEROUPPER()
	RET()
}

// line returns s·a + b of two elements of the table.
func line(table reg.Register, s reg.VecVirtual, a, b int) reg.VecVirtual {
	v := YMM()
	VMULPS(constant(table, a), s, v)
	VADDPS(constant(table, b), v, v)
	return v
}

// mulAdd sets v to v·x + y.
func mulAdd(v reg.VecVirtual, x, y Op) {
	VMULPS(x, v, v)
	VADDPS(y, v, v)
}

func gelu() {
	TEXT("gelu", NOSPLIT, "func(x *float32, n int, table *[17][8]float32)")
	Doc("gelu applies GELU to n values. n is a multiple of 8.")
	Pragma("noescape")
	x, n, table := load("x"), load("n"), load("table")
	zero, sqrtHalf, four, half, one := YMM(), YMM(), YMM(), YMM(), YMM()
	for i, v := range []reg.VecVirtual{zero, sqrtHalf, four, half, one} {
		VMOVUPS(constant(table, i), v)
	}
	Label("values")
	v, y, s, mask := YMM(), YMM(), YMM(), YMM()
	VMOVUPS(Mem{Base: x}, v)
	VCMPPS(Imm(1), zero, v, mask) // v < zero
	VMULPS(sqrtHalf, v, y)
	VMINPS(four, y, y)
	VMULPS(y, y, s)
	s2, s4 := YMM(), YMM()
	VMULPS(s, s, s2)
	VMULPS(s2, s2, s4)
	// The polynomials are those of package generic, term by term.
	p, q := YMM(), YMM()
	VMULPS(constant(table, 5), s2, p)
	VADDPS(line(table, s, 6, 7), p, p)
	low := line(table, s, 8, 9)
	mulAdd(low, s2, line(table, s, 10, 11))
	mulAdd(p, s4, low)
	VMULPS(constant(table, 12), s4, q)
	low = line(table, s, 13, 14)
	mulAdd(low, s2, line(table, s, 15, 16))
	VADDPS(low, q, q)
	VMULPS(y, p, p)
	VDIVPS(q, p, p)
	VADDPS(one, p, p)
	VMULPS(half, v, v)
	VMULPS(p, v, v)
	VANDNPS(v, mask, v)
	VMOVUPS(v, Mem{Base: x})
	ADDQ(Imm(32), x)
	SUBQ(Imm(8), n)
	JNZ(LabelRef("values"))
	VZEROUPPER()
	RET()
}

// softmax takes the last values, fewer than eight, through a mask.
func softmax() {
	TEXT("softmax", NOSPLIT, "func(x *float32, n int, table *[13][8]float32, mask *int32)")
	Doc("softmax replaces n values by their softmax.",
		"mask is eight words whose sign is set where the last n mod 8 values stand.")
	Pragma("noescape")
	start, n, table, maskAt := load("x"), load("n"), load("table"), load("mask")
	mask, top, infinity, total := YMM(), YMM(), YMM(), YMM()
	VMOVDQU(Mem{Base: maskAt}, mask)
	VMOVUPS(constant(table, 0), infinity) // -Inf
	VMOVAPS(infinity, top)

	x, left := GP64(), GP64()
	pass := func(name string, whole, last func()) {
		MOVQ(start, x)
		MOVQ(n, left)
		SUBQ(Imm(8), left)
		JLT(LabelRef(name + "Last"))
		Label(name)
		whole()
		ADDQ(Imm(32), x)
		SUBQ(Imm(8), left)
		JGE(LabelRef(name))
		Label(name + "Last")
		CMPQ(left, I8(-8))
		JEQ(LabelRef(name + "Done"))
		last()
		Label(name + "Done")
	}

	pass("max", func() {
		v := YMM()
		VMOVUPS(Mem{Base: x}, v)
		VMAXPS(top, v, top)
	}, func() {
		v := YMM()
		VMASKMOVPS(Mem{Base: x}, mask, v)
		VBLENDVPS(mask, v, infinity, v)
		VMAXPS(top, v, top)
	})
	across(top, maxPS)
	broadcast(top)

	VXORPS(total, total, total)
	pass("exp", func() {
		v := YMM()
		VMOVUPS(Mem{Base: x}, v)
		v = exp(table, v, top)
		VMOVUPS(v, Mem{Base: x})
		VADDPS(v, total, total)
	}, func() {
		v := YMM()
		VMASKMOVPS(Mem{Base: x}, mask, v)
		v = exp(table, v, top)
		VMASKMOVPS(v, mask, Mem{Base: x})
		VANDPS(mask, v, v)
		VADDPS(v, total, total)
	})
	across(total, addPS)
	one := YMM()
	VMOVSS(constant(table, 1), one.AsX())
	VDIVSS(total.AsX(), one.AsX(), total.AsX())
	broadcast(total)

	pass("scale", func() {
		v := YMM()
		VMULPS(Mem{Base: x}, total, v)
		VMOVUPS(v, Mem{Base: x})
	}, func() {
		v := YMM()
		VMASKMOVPS(Mem{Base: x}, mask, v)
		VMULPS(v, total, v)
		VMASKMOVPS(v, mask, Mem{Base: x})
	})
	VZEROUPPER()
	RET()
}

// exp returns e to the power of v - top. The table's elements from 2 are the
// least argument, log₂e, the rounding bias, ln 2 in two parts, and the polynomial.
func exp(table reg.Register, v, top reg.VecVirtual) reg.VecVirtual {
	const least, log2e, bias, ln2hi, ln2lo, poly = 2, 3, 4, 5, 6, 7
	at := func(i int) Mem { return constant(table, i) }
	VSUBPS(top, v, v)
	VMAXPS(at(least), v, v)
	t, n, r := YMM(), YMM(), YMM()
	VMULPS(at(log2e), v, t)
	VADDPS(at(bias), t, t)
	VSUBPS(at(bias), t, n)
	VMULPS(at(ln2hi), n, r)
	VSUBPS(r, v, v)
	VMULPS(at(ln2lo), n, r)
	VSUBPS(r, v, v)
	s := YMM()
	VMULPS(v, v, s)
	p := line(table, v, poly, poly+1)
	mulAdd(p, s, line(table, v, poly+2, poly+3))
	mulAdd(p, s, line(table, v, poly+4, poly+5))
	VADDPS(at(1), v, v)
	mulAdd(p, s, v)
	VPSUBD(at(bias), t, t)
	VPSLLD(Imm(23), t, t)
	VPADDD(t, p, p)
	return p
}

func layerNorm(name string, sum bool) {
	args, what := "x", "x"
	if sum {
		args, what = "x, residual", "x + residual"
	}
	TEXT(name, NOSPLIT, fmt.Sprintf("func(dst, %s, gamma, beta *float32, n int, eps float32)", args))
	Doc(fmt.Sprintf("%s normalises the n values of %s. n is a multiple of 8.", name, what))
	Pragma("noescape")
	dst, x, n := load("dst"), load("x"), load("n")
	var residual reg.Register
	if sum {
		residual = load("residual")
	}
	i := GP64()
	total := zeros(1)[0]
	each := func(name string, f func(at func(base reg.Register) Mem)) {
		XORQ(i, i)
		Label(name)
		f(func(base reg.Register) Mem { return Mem{Base: base, Index: i, Scale: 4} })
		ADDQ(Imm(8), i)
		CMPQ(i, n)
		JNE(LabelRef(name))
	}
	each("add", func(at func(reg.Register) Mem) {
		v := YMM()
		VMOVUPS(at(x), v)
		if sum {
			VADDPS(at(residual), v, v)
		}
		VMOVUPS(v, at(dst))
		VADDPS(v, total, total)
	})
	count, mean := XMM(), YMM()
	VXORPS(count, count, count)
	VCVTSI2SSQ(n, count, count)
	across(total, addPS)
	VDIVSS(count, total.AsX(), mean.AsX())
	broadcast(mean)

	VXORPS(total, total, total)
	each("squares", func(at func(reg.Register) Mem) {
		v := YMM()
		VMOVUPS(at(dst), v)
		VSUBPS(mean, v, v)
		VMULPS(v, v, v)
		VADDPS(v, total, total)
	})
	across(total, addPS)
	t := total.AsX()
	VDIVSS(count, t, t)
	eps, _ := Param("eps").Resolve()
	VADDSS(eps.Addr, t, t)
	VSQRTSS(t, t, t)
	// 1 as a float: all bits but two, shifted to the exponent's place.
	one := XMM()
	VPCMPEQD(one, one, one)
	VPSLLD(Imm(25), one, one)
	VPSRLD(Imm(2), one, one)
	VDIVSS(t, one, t)
	broadcast(total)

	gamma, beta := load("gamma"), load("beta")
	each("scale", func(at func(reg.Register) Mem) {
		v := YMM()
		VMOVUPS(at(dst), v)
		VSUBPS(mean, v, v)
		VMULPS(total, v, v)
		VMULPS(at(gamma), v, v)
		VADDPS(at(beta), v, v)
		VMOVUPS(v, at(dst))
	})
	VZEROUPPER()
	RET()
}

// transpose exchanges the axes of 8×8 blocks.
func transpose() {
	TEXT("transpose", NOSPLIT, "func(dst *float32, ldd int, src *float32, lds int, scale float32)")
	Doc("transpose writes the 8×8 block src, times scale, to dst with its axes exchanged.")
	Pragma("noescape")
	dst, ldd, src, lds := load("dst"), load("ldd"), load("src"), load("lds")
	scale := YMM()
	s, _ := Param("scale").Resolve()
	VBROADCASTSS(s.Addr, scale)
	SHLQ(Imm(2), ldd)
	SHLQ(Imm(2), lds)
	var v, t [8]reg.VecVirtual
	for i := range v {
		v[i], t[i] = YMM(), nil
		VMULPS(Mem{Base: src}, scale, v[i])
		if i < 7 {
			ADDQ(lds, src)
		}
	}
	for i := 0; i < 8; i += 2 {
		t[i], t[i+1] = YMM(), YMM()
		VUNPCKLPS(v[i+1], v[i], t[i])
		VUNPCKHPS(v[i+1], v[i], t[i+1])
	}
	for i := 0; i < 8; i += 4 {
		for j := range 2 {
			v[i+2*j], v[i+2*j+1] = YMM(), YMM()
			VSHUFPS(Imm(0x44), t[i+2+j], t[i+j], v[i+2*j])
			VSHUFPS(Imm(0xee), t[i+2+j], t[i+j], v[i+2*j+1])
		}
	}
	for i := range 8 {
		out := YMM()
		VPERM2F128(Imm(uint64(0x20+0x11*(i/4))), v[4+i%4], v[i%4], out)
		VMOVUPS(out, Mem{Base: dst})
		if i < 7 {
			ADDQ(ldd, dst)
		}
	}
	VZEROUPPER()
	RET()
}
