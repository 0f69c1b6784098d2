package eval

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// assign returns the greatest total weight of a one-to-one assignment of left to
// right sides, where pairs that are not in weight have none. Parts of the graph
// that are not connected are solved on their own.
func assign(weight map[[2]int]float64) float64 {
	total := 0.0
	for _, part := range components(weight) {
		total += hungarian(matrix(part, weight))
	}
	return total
}

// components returns the pairs of each connected part, in a fixed order.
func components(weight map[[2]int]float64) [][][2]int {
	pairs := slices.SortedFunc(maps.Keys(weight), func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	// Left sides are joined as soon as they meet in a right one.
	root := map[int]int{}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	first := map[int]int{} // the first left side of each right one
	for _, p := range pairs {
		if _, ok := root[p[0]]; !ok {
			root[p[0]] = p[0]
		}
		if l, ok := first[p[1]]; ok {
			root[find(p[0])] = find(l)
		} else {
			first[p[1]] = p[0]
		}
	}
	number := map[int]int{}
	var out [][][2]int
	for _, p := range pairs {
		r := find(p[0])
		if _, ok := number[r]; !ok {
			number[r] = len(out)
			out = append(out, nil)
		}
		out[number[r]] = append(out[number[r]], p)
	}
	return out
}

// matrix returns the weights of the pairs with no more rows than columns.
func matrix(pairs [][2]int, weight map[[2]int]float64) [][]float64 {
	var index [2]map[int]int
	for side := range index {
		index[side] = map[int]int{}
		for _, p := range pairs {
			if _, ok := index[side][p[side]]; !ok {
				index[side][p[side]] = len(index[side])
			}
		}
	}
	row, column := 0, 1
	if len(index[0]) > len(index[1]) {
		row, column = 1, 0
	}
	out := make([][]float64, len(index[row]))
	for i := range out {
		out[i] = make([]float64, len(index[column]))
	}
	for _, p := range pairs {
		out[index[row][p[row]]][index[column][p[column]]] = weight[p]
	}
	return out
}

// hungarian returns the greatest total of a one-to-one assignment of all rows to
// columns (Kuhn 1955, with the potentials and shortest augmenting paths of Jonker
// and Volgenant 1987). There are no more rows than columns.
func hungarian(weight [][]float64) float64 {
	n, m := len(weight), len(weight[0])
	// Rows and columns count from 1; column 0 stands for the row that is being placed.
	rowPrice, columnPrice := make([]float64, n+1), make([]float64, m+1)
	rowOf, from := make([]int, m+1), make([]int, m+1)
	for row := 1; row <= n; row++ {
		rowOf[0] = row
		least := make([]float64, m+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		used := make([]bool, m+1)
		column := 0
		for rowOf[column] != 0 {
			used[column] = true
			i, step, next := rowOf[column], math.Inf(1), 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if cost := -weight[i-1][j-1] - rowPrice[i] - columnPrice[j]; cost < least[j] {
					least[j], from[j] = cost, column
				}
				if least[j] < step {
					step, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					rowPrice[rowOf[j]] += step
					columnPrice[j] -= step
				} else {
					least[j] -= step
				}
			}
			column = next
		}
		for column != 0 {
			rowOf[column] = rowOf[from[column]]
			column = from[column]
		}
	}
	total := 0.0
	for j := 1; j <= m; j++ {
		if rowOf[j] != 0 {
			total += weight[rowOf[j]-1][j-1]
		}
	}
	return total
}
