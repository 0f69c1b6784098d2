// Package avx2 is the implementation of the kernels for amd64 with AVX2. Its
// assembly is written by the program in _asm, a module of its own.
//
// AVX2 has no product of int8 that cannot saturate (VPMADDUBSW does), so the
// weights, int8 in memory, are widened in registers and multiplied as int16.
package avx2

//go:generate go -C _asm run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg avx2
