// Package avx2 is the implementation of the kernels for amd64 with AVX2. Its
// assembly is written by the program in _asm, a module of its own.
//
// AVX2's product of int8, VPMADDUBSW, saturates. Package kernels sees to it that
// weights are so small that it cannot, and neither can the sum of two of them.
package avx2

//go:generate go -C _asm run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg avx2
