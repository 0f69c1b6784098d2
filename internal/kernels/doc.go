// Package kernels holds the inner loops of the encoder: matrix products with
// int8 weights, layer norm, softmax, attention and GELU. It knows nothing of
// models, files or text; internal/encoder strings its functions together.
//
// Every function runs on the calling goroutine and allocates nothing once its
// buffers have grown; a caller that wants more cores gives each goroutine
// buffers of its own. Weights are read-only after packing and may be shared.
//
// Each implementation has a folder: generic is pure Go and runs everywhere, avx2 (and in it
// avxvnni) and avx512 (with its VNNI) are assembly for amd64, and neon for arm64. One is
// chosen at start, in choose.go; the environment variable DICTUM_KERNELS (avx512,
// avxvnni, avx2, neon, purego) forces one, and the build tag purego leaves the assembly out.
// The script emulate/run tests avx512 where the machine lacks it.
//
// All implementations return the same bits for the same finite input. Integer
// sums are exact, attention's among them (generic/attention.go says what they are of), and
// floating-point sums are taken in an order that is part of each function's contract, with no fused multiply-add. A document therefore
// reads the same on every machine, and the tests compare for equality.
package kernels
