// Package generic is the pure Go implementation of the kernels. It runs on
// every machine and defines, operation by operation, what the others compute.
//
// Conversions such as float32(a*b)+c look idle and are not: they forbid the
// compiler to fuse the two operations, which it would on some machines.
package generic

// Kernels is the implementation. It has no state.
type Kernels struct{}

// Name returns "purego".
func (Kernels) Name() string { return "purego" }
