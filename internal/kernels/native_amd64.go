//go:build !purego

package kernels

import (
	"dictum.example/internal/kernels/avx2"
	"dictum.example/internal/kernels/avx512"
)

// native lists the implementations in assembly that this machine can run, the
// fastest first.
func native() []implementation {
	var all []implementation
	if avx512.Supported() {
		all = append(all, avx512.Kernels{})
	}
	if avx2.SupportedVNNI() {
		all = append(all, avx2.VNNI{})
	}
	if avx2.Supported() {
		all = append(all, avx2.Kernels{})
	}
	return all
}
