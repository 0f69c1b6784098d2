package generic

import "math"

// depth is how many terms of the sums of a matrix product are added before the next column's.
const depth = 256

// MatMul computes dst = a·b, the k terms of each sum in order.
func (Kernels) MatMul(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, n, k int) {
	for i := range m {
		clear(dst[i*ldd:][:n])
	}
	// Two columns of b at a time, copied so that they lie side by side, by three rows
	// of a: as many sums as there are registers for beside the factors.
	var c0, c1 [depth]float32
	for l := 0; l < k; l += depth {
		d := min(depth, k-l)
		for j := 0; j < n; j += 2 {
			two := min(2, n-j)
			for r := range d {
				c := b[(l+r)*ldb+j:][:two]
				c0[r], c1[r] = c[0], c[two-1]
			}
			i := 0
			for ; i+3 <= m && two == 2; i += 3 {
				dot32((*[2]float32)(dst[i*ldd+j:]), (*[2]float32)(dst[(i+1)*ldd+j:]), (*[2]float32)(dst[(i+2)*ldd+j:]),
					a[i*lda+l:][:d], a[(i+1)*lda+l:][:d], a[(i+2)*lda+l:][:d], c0[:d], c1[:d])
			}
			for ; i < m; i++ {
				s := dst[i*ldd+j:][:two]
				x := a[i*lda+l:][:d]
				s[0], s[two-1] = dot12(s[0], s[two-1], x, c0[:d], c1[:d])
			}
		}
	}
}

// dot32 adds to three rows and two columns of the product.
func dot32(x, y, z *[2]float32, a0, a1, a2, c0, c1 []float32) {
	x0, x1, y0, y1, z0, z1 := x[0], x[1], y[0], y[1], z[0], z[1]
	a1, a2, c0, c1 = a1[:len(a0)], a2[:len(a0)], c0[:len(a0)], c1[:len(a0)]
	for l, u := range a0 {
		v, w := a1[l], a2[l]
		c, d := c0[l], c1[l]
		x0 += float32(u * c)
		x1 += float32(u * d)
		y0 += float32(v * c)
		y1 += float32(v * d)
		z0 += float32(w * c)
		z1 += float32(w * d)
	}
	x[0], x[1], y[0], y[1], z[0], z[1] = x0, x1, y0, y1, z0, z1
}

// dot12 adds to one row and two columns of the product.
func dot12(x0, x1 float32, a, c0, c1 []float32) (float32, float32) {
	c0, c1 = c0[:len(a)], c1[:len(a)]
	for l, u := range a {
		x0 += float32(u * c0[l])
		x1 += float32(u * c1[l])
	}
	return x0, x1
}

// Transpose writes the rows×cols matrix src, times scale, to dst with its axes
// exchanged.
func (Kernels) Transpose(dst []float32, ldd int, src []float32, lds, rows, cols int, scale float32) {
	for r := range rows {
		d := dst[r:]
		for c, v := range src[r*lds:][:cols] {
			d[c*ldd] = v * scale
		}
	}
}

// lanes is the number of partial sums that long sums are taken in: value i goes
// to lane i mod 8.
const lanes = 8

// Total adds the partial sums up: halves, then quarters, then pairs.
func Total(s *[lanes]float32) float32 {
	t0, t1, t2, t3 := s[0]+s[4], s[1]+s[5], s[2]+s[6], s[3]+s[7]
	return (t0 + t2) + (t1 + t3)
}

// sum adds x in lanes.
func sum(x []float32) float32 {
	var s [lanes]float32
	for ; len(x) >= lanes; x = x[lanes:] {
		for i, v := range x[:lanes] {
			s[i] += v
		}
	}
	for i, v := range x {
		s[i] += v
	}
	return Total(&s)
}

// sumSquares adds the squares of x - mean in lanes.
func sumSquares(x []float32, mean float32) float32 {
	var s [lanes]float32
	for ; len(x) >= lanes; x = x[lanes:] {
		for i, v := range x[:lanes] {
			v -= mean
			s[i] += float32(v * v)
		}
	}
	for i, v := range x {
		v -= mean
		s[i] += float32(v * v)
	}
	return Total(&s)
}

// LayerNorm normalises one row.
func (Kernels) LayerNorm(dst, x, residual, gamma, beta []float32, eps float32) {
	n := float32(len(dst))
	x, gamma, beta = x[:len(dst)], gamma[:len(dst)], beta[:len(dst)]
	if residual == nil {
		copy(dst, x)
	} else {
		residual = residual[:len(dst)]
		for i := range dst {
			dst[i] = x[i] + residual[i]
		}
	}
	mean := sum(dst) / n
	variance := sumSquares(dst, mean) / n
	f := 1 / float32(math.Sqrt(float64(variance+eps)))
	for i, v := range dst {
		v = float32((v - mean) * f)
		dst[i] = float32(v*gamma[i]) + beta[i]
	}
}

// Softmax replaces a row by its softmax.
func (Kernels) Softmax(x []float32) {
	top := float32(math.Inf(-1))
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	for i, v := range x {
		r, t := reduce(v - top)
		x[i] = expOf(r, t)
	}
	f := 1 / sum(x)
	for i := range x {
		x[i] *= f
	}
}

// Coefficients of exp, which other implementations use too, from the Cephes library's expf: a polynomial on
// ±ln 2 / 2 and ln 2 in two parts.
const (
	ExpMin = -86 // below, the result is that of ExpMin
	Log2E  = 1.44269504088896341
	Ln2Hi  = 0.693359375
	Ln2Lo  = -2.12194440e-4
	Exp0   = 1.9875691500e-4
	Exp1   = 1.3981999507e-3
	Exp2   = 8.3334519073e-3
	Exp3   = 4.1665795894e-2
	Exp4   = 1.6666665459e-1
	Exp5   = 5.0000001201e-1
)

// Exp returns eˣ for x ≤ 0, to 2 units in the last place. NaN counts as ExpMin.
func Exp(x float32) float32 {
	r, t := reduce(x)
	return expOf(r, t)
}

// reduce returns the argument of the polynomial, and the power of two that it lacks in the low bits of t. It
// and expOf are apart so that loops have them inlined.
func reduce(x float32) (r, t float32) {
	if !(x > ExpMin) {
		x = ExpMin
	}
	t = float32(x*Log2E) + RoundBias
	n := t - RoundBias
	r = x - float32(n*Ln2Hi)
	return r - float32(n*Ln2Lo), t
}

func expOf(r, t float32) float32 {
	s := r * r
	p := float32(r*Exp0) + Exp1
	p = float32(p*s) + (float32(r*Exp2) + Exp3)
	p = float32(p*s) + (float32(r*Exp4) + Exp5)
	p = float32(p*s) + (r + 1)
	return math.Float32frombits(math.Float32bits(p) + (math.Float32bits(t)-roundBits)<<23)
}

// Coefficients of GELU, which other implementations use too:
// erf(x) = x·P(x²)/Q(x²) for |x| ≤ 4, from the Eigen library.
const (
	GELUZero = -5.65685424949238 // -4√2: below, GELU is within 5e-8 of 0
	SqrtHalf = 0.70710678118654752
	ErfP0    = -2.72614225801306e-10
	ErfP1    = 2.77068142495902e-08
	ErfP2    = -2.10102402082508e-06
	ErfP3    = -5.69250639462346e-05
	ErfP4    = -7.34990630326855e-04
	ErfP5    = -2.95459980854025e-03
	ErfP6    = -1.60960333262415e-02
	ErfQ0    = -1.45660718464996e-05
	ErfQ1    = -2.13374055278905e-04
	ErfQ2    = -1.68282697438203e-03
	ErfQ3    = -7.37332916720468e-03
	ErfQ4    = -1.42647390514189e-02
)

// GELU applies x·Φ(x), to within 1e-6.
func (Kernels) GELU(x []float32) {
	for i, v := range x {
		x[i] = gelu(v)
	}
}

func gelu(v float32) float32 {
	if v < GELUZero {
		return 0
	}
	x := float32(v * SqrtHalf)
	if !(x < 4) {
		x = 4
	}
	s := x * x
	s2 := s * s
	s4 := s2 * s2
	p := float32(s2*ErfP0) + (float32(s*ErfP1) + ErfP2)
	low := float32((float32(s*ErfP3)+ErfP4)*s2) + (float32(s*ErfP5) + ErfP6)
	p = float32(p*s4) + low
	low = float32((float32(s*ErfQ1)+ErfQ2)*s2) + (float32(s*ErfQ3) + ErfQ4)
	q := float32(s4*ErfQ0) + low
	erf := float32(x*p) / q
	return float32(v*0.5) * (1 + erf)
}
