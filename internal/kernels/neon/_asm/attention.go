package main

import "fmt"

// The kernels of attention are for heads of 32 columns.

// half returns a function that writes an instruction whose last factor is lane i of eight halves of a register up to V15.
func half(name string, code uint32) func(m, i, n, d int) {
	return func(m, i, n, d int) {
		p("WORD $0x%08x // %s V%d, V%d, V%d.H[%d]", code|uint32(i>>2<<11|i>>1&1<<21|i&1<<20|m<<16|n<<5|d), name, d, n, m, i)
	}
}

var (
	smlal  = half("SMLAL.4S", 0x0f402000)
	smlal2 = half("SMLAL2.4S", 0x4f402000)
	smaxS  = three("SMAX.4S", 0x4ea06400)
	and    = three("AND.16B", 0x4e201c00)
	tbl    = three("TBL.16B", 0x4e006000) // of four registers
	zip1   = three("ZIP1.16B", 0x4e003800)
	zip2   = three("ZIP2.16B", 0x4e007800)
	urshl  = three("URSHL.8H", 0x6e605400)
	smaxv  = two("SMAXV.4S", 0x4eb0a800)
	addv   = two("ADDV.4S", 0x4eb1b800)
	ushr6  = two("USHR.8H $6,", 0x6f1a0400)
	mvn    = two("MVN.16B", 0x6e205800)
	uadalp = two("UADALP.4S", 0x6e606800)
	xtn    = []func(n, d int){ // to 16 bits, and to 8: lower half, upper half
		two("XTN.4H", 0x0e612800), two("XTN2.8H", 0x4e612800),
		two("XTN.8B", 0x0e212800), two("XTN2.16B", 0x4e212800),
	}
)

func attention() {
	for rows := 1; rows <= tileRows; rows++ {
		score(rows)
	}
	weigh()
	for rows := 1; rows <= tileRows; rows++ {
		mix(rows)
	}
}

// score multiplies rows of 32 queries by 16 keys.
func score(rows int) {
	text(fmt.Sprintf("score%d", rows), "dst *int32, ldd int, q, k *int8", 32)
	p("MOVD q+16(FP), R0")
	p("MOVD k+24(FP), R1")
	zero(rows)
	for r := range rows {
		p("VLD1.P 32(R0), [V%d.B16, V%d.B16]", 16+2*r, 17+2*r)
	}
	for four := range 8 {
		p("VLD1.P 64(R1), %s", list(24+four%2*4, "B16"))
		for r := range rows {
			for q := range 4 {
				sdot(16+2*r+four/4, four%4, 24+four%2*4+q, acc(r, q))
			}
		}
	}
	p("MOVD dst+0(FP), R0")
	p("MOVD ldd+8(FP), R2")
	p("LSL $2, R2, R2")
	for r := range rows {
		p("VST1 %s, (R0)", list(acc(r, 0), "S4"))
		if r < rows-1 {
			p("ADD R2, R0, R0")
		}
	}
	p("RET")
}

// weigh looks the fraction of a weight up and shifts it.
func weigh() {
	text("weigh", "dst *int16, scores *int32, blocks int, factor, limit float32, fractions *[2][64]uint8) (total int32", 44)
	const low, high, top, factor, limit, total, mask, y, index = 16, 20, 24, 25, 26, 27, 28, 4, 6
	p("MOVD scores+8(FP), R1")
	p("MOVD blocks+16(FP), R2")
	p("VLD1 (R1), %s", list(4, "S4"))
	label("max")
	p("VLD1.P 64(R1), %s", list(0, "S4"))
	for i := range 4 {
		smaxS(i, 4+i, 4+i)
	}
	p("SUBS $1, R2, R2")
	p("BNE max")
	smaxS(5, 4, 4)
	smaxS(7, 6, 6)
	smaxS(6, 4, 4)
	smaxv(4, 4)
	p("VDUP V4.S[0], V%d.S4", top)

	p("MOVD dst+0(FP), R0")
	p("MOVD scores+8(FP), R1")
	p("MOVD blocks+16(FP), R2")
	p("FMOVS factor+24(FP), F%d", factor)
	p("VDUP V%d.S[0], V%d.S4", factor, factor)
	p("FMOVS limit+28(FP), F%d", limit)
	p("VDUP V%d.S[0], V%d.S4", limit, limit)
	p("MOVD fractions+32(FP), R3")
	p("VLD1.P 64(R3), %s", list(low, "B16"))
	p("VLD1 (R3), %s", list(high, "B16"))
	p("MOVD $63, R3")
	p("VDUP R3, V%d.B16", mask)
	p("VEOR V%d.B16, V%d.B16, V%d.B16", total, total, total)
	label("weights")
	p("VLD1.P 64(R1), %s", list(0, "S4"))
	for i := range 4 {
		p("VSUB V%d.S4, V%d.S4, V%d.S4", i, top, i)
		scvtf(i, i)
		fmul(factor, i, i)
		fminnm(limit, i, i)
		fcvtns(i, i)
		xtn[i%2](i, y+i/2)
	}
	for i := range 2 {
		xtn[2+i](y+i, index)
	}
	and(mask, index, index)
	tbl(index, low, 7)
	tbl(index, high, 8)
	zip1(8, 7, 9)
	zip2(8, 7, 10)
	for i := range 2 {
		ushr6(y+i, y+i)
		mvn(y+i, y+i) // -1 less the whole steps: halves too
		urshl(y+i, 9+i, 9+i)
		uadalp(9+i, total)
	}
	p("VST1.P [V9.H8, V10.H8], 32(R0)")
	p("SUBS $1, R2, R2")
	p("BNE weights")
	addv(total, 0)
	p("FMOVS F0, total+40(FP)")
	p("RET")
}

// mix multiplies rows of weights by 16 columns of the values.
func mix(rows int) {
	text(fmt.Sprintf("mix%d", rows), "dst *float32, ldd int, w *int16, ldw, octets int, v *int16, inverse, scales *float32", 64)
	const w = 4 // R4 to R7: the rows
	p("MOVD w+16(FP), R%d", w)
	p("MOVD ldw+24(FP), R2")
	p("LSL $1, R2, R2")
	p("MOVD octets+32(FP), R3")
	p("MOVD v+40(FP), R1")
	rowPointers(w, rows, "R2")
	sum := func(r, q int) int { return 16 + acc(r, q) }
	for i := range 4 * rows {
		p("VEOR V%d.B16, V%d.B16, V%d.B16", 16+i, 16+i, 16+i)
	}
	label("octets")
	for r := range rows {
		p("VLD1.P 16(R%d), [V%d.H8]", w+r, r)
	}
	for i := range 8 {
		v := 4 + i%2*2
		p("VLD1 (R1), [V%d.H8, V%d.H8]", v, v+1)
		p("ADD $64, R1, R1")
		for r := range rows {
			smlal(r, i, v, sum(r, 0))
			smlal2(r, i, v, sum(r, 1))
			smlal(r, i, v+1, sum(r, 2))
			smlal2(r, i, v+1, sum(r, 3))
		}
	}
	p("SUBS $1, R3, R3")
	p("BNE octets")
	p("MOVD dst+0(FP), R0")
	p("MOVD ldd+8(FP), R2")
	p("LSL $2, R2, R2")
	p("MOVD inverse+48(FP), R3")
	p("MOVD scales+56(FP), R4")
	p("VLD1 (R4), %s", list(4, "S4"))
	for r := range rows {
		p("VLD1R.P 4(R3), [V0.S4]")
		for q := range 4 {
			v := sum(r, q)
			scvtf(v, v)
			fmul(0, v, v)
			fmul(4+q, v, v)
		}
		p("VST1 %s, (R0)", list(sum(r, 0), "S4"))
		if r < rows-1 {
			p("ADD R2, R0, R0")
		}
	}
	p("RET")
}
