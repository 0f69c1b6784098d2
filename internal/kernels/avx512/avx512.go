// Package avx512 is the implementation of the kernels for amd64 with AVX-512 and
// its VNNI. Its assembly is written by the program in _asm, a module of its own;
// what it would not speed up is that of package avx2.
//
// VPDPBUSD multiplies four unsigned bytes by four signed ones and adds the exact
// products to an int32, in 16 lanes. The activations are stored as unsigned
// bytes, 128 above their values, and each sum starts from -128 times the sum of
// its weights, which takes that back.
package avx512

//go:generate go -C _asm run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg avx512
