// Package exact has the exponential function and the logarithm with the same bits on
// every machine.
//
// Those of package math are written in assembly for some machines, and there differ in
// the last bit; and the compiler may fuse a multiplication with the addition behind it
// where the machine has an instruction for both. Here every product is rounded, which an
// explicit conversion sees to. The results are within a unit or two of the last place,
// as those of package math are.
package exact

import "math"

// The natural logarithm of two, in two parts: the first has so few bits that its product
// with the exponent of a float64 is exact.
const (
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
)

// Above most the exponential overflows, below least it is zero.
const (
	most  = 709.782712893383973096
	least = -745.1332191019411
)

// Exp returns the exponential of x, as math.Exp does.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x > most:
		return math.Inf(1)
	case x < least:
		return 0
	}
	half := 0.5
	if x < 0 {
		half = -0.5
	}
	k := int(float64(x*math.Log2E) + half)
	r := x - float64(float64(k)*ln2High)
	r -= float64(float64(k) * ln2Low)
	return scale(series(r), k)
}

// series returns the exponential of r, at most log(2)/2, by the series of r^n/n!, in pairs
// that do not wait for one another (Estrin's scheme).
func series(r float64) float64 {
	square := float64(r * r)
	fourth := float64(square * square)
	a := (1 + r) + float64(square*(1.0/2+float64(r*(1.0/6))))
	b := (1.0/24 + float64(r*(1.0/120))) + float64(square*(1.0/720+float64(r*(1.0/5040))))
	c := (1.0/40320 + float64(r*(1.0/362880))) + float64(square*(1.0/3628800+float64(r*(1.0/39916800))))
	d := 1.0/479001600 + float64(r*(1.0/6227020800))
	return a + float64(fourth*(b+float64(fourth*(c+float64(fourth*d)))))
}

// scale returns x·2^k, for x near one.
func scale(x float64, k int) float64 {
	const bias, digits = 1023, 52
	if -bias < k && k <= bias {
		return float64(x * math.Float64frombits(uint64(k+bias)<<digits))
	}
	return math.Ldexp(x, k)
}

// Log returns the natural logarithm of x, as math.Log does.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	// log m = 2 artanh s, a series of odd powers; s is at most 0.172.
	s := (m - 1) / (m + 1)
	square := float64(s * s)
	sum := 0.0
	for n := 23; n >= 3; n -= 2 {
		sum = float64((sum + 1/float64(n)) * square)
	}
	k := float64(e)
	return float64(k*ln2High) + (float64(2*s) + (float64(2*float64(s*sum)) + float64(k*ln2Low)))
}
