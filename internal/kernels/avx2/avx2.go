// Package avx2 is the implementation of the kernels for amd64 with AVX2. Its
// assembly is written by the program in _asm, a module of its own.
//
// AVX2's product of int8, VPMADDUBSW, saturates. Package kernels sees to it that
// weights are so small that it cannot, and neither can the sum of two of them.
// VNNI does without, where the CPU has AVX-VNNI: VPDPBUSD adds four products to an int32. Go's assembler knows that
// instruction in the encoding of AVX-512 alone; _asm/vex exchanges it.
package avx2

//go:generate go -C _asm run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg avx2
//go:generate go -C _asm run ./vex ../kernels_amd64.s
