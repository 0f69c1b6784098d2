package reader

import "math"

// viterbi finds the likeliest BIO path over rows of log-probabilities of
// 1+2·types labels: 0 is O, 1+2t begins a span of type t, and 2+2t goes on
// with one, which is legal only after label 1+2t or 2+2t of the same type.
type viterbi struct {
	score, next []float32
	back        []uint8
}

// path writes the best path to dst, one label a row.
func (v *viterbi) path(dst []uint8, lp []float32, types int) {
	m := 1 + 2*types
	n := len(dst)
	if n == 0 {
		return
	}
	v.score, v.next = resize(v.score, m), resize(v.next, m)
	v.back = resize(v.back, n*m)
	copy(v.score, lp[:m])
	for t := range types {
		v.score[2+2*t] = float32(math.Inf(-1))
	}
	for i := 1; i < n; i++ {
		row, back := lp[i*m:][:m], v.back[i*m:][:m]
		best := argmax(v.score)
		for y := range row {
			v.next[y] = v.score[best] + row[y]
			back[y] = uint8(best)
		}
		for t := range types {
			from := 1 + 2*t
			if v.score[from+1] > v.score[from] {
				from++
			}
			v.next[2+2*t] = v.score[from] + row[2+2*t]
			back[2+2*t] = uint8(from)
		}
		v.score, v.next = v.next, v.score
	}
	y := uint8(argmax(v.score))
	for i := n - 1; ; i-- {
		dst[i] = y
		if i == 0 {
			return
		}
		y = v.back[i*m+int(y)]
	}
}

// A run is a labelled run of words [i, j).
type run struct {
	i, j, kind int
	p          float32 // geometric mean of its labels' probabilities
}

// runs returns the spans of a legal path over rows of log-probabilities, whose first word is offset.
func runs(path []uint8, lp []float32, types, offset int) []run {
	m := 1 + 2*types
	var out []run
	sum := float32(0)
	end := func() {
		if k := len(out) - 1; k >= 0 && out[k].p == 0 {
			out[k].p = float32(math.Exp(float64(sum) / float64(out[k].j-out[k].i)))
		}
	}
	for i, y := range path {
		switch {
		case y == 0:
			continue
		case y%2 == 1:
			end()
			out = append(out, run{i: offset + i, j: offset + i + 1, kind: int(y-1) / 2})
			sum = 0
		default:
			out[len(out)-1].j++
		}
		sum += lp[i*m+int(y)]
	}
	end()
	return out
}

// logSoftmax turns the rows of n values of x into log-probabilities.
func logSoftmax(x []float32, n int) {
	for ; len(x) >= n; x = x[n:] {
		row := x[:n]
		top := row[argmax(row)]
		sum := 0.0
		for _, v := range row {
			sum += math.Exp(float64(v - top))
		}
		norm := top + float32(math.Log(sum))
		for i := range row {
			row[i] -= norm
		}
	}
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// resize returns a slice of n elements with x's memory where that suffices. Its contents are undefined.
func resize[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n+n/4)[:n]
	}
	return x[:n]
}
