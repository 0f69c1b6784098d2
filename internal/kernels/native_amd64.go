//go:build !purego

package kernels

import "dictum.example/internal/kernels/avx2"

// native lists the implementations in assembly that this machine can run, the
// fastest first.
func native() []implementation {
	if !avx2.Supported() {
		return nil
	}
	return []implementation{avx2.Kernels{}}
}
