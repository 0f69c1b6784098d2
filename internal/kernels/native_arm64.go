//go:build !purego

package kernels

import "dictum.example/internal/kernels/neon"

// native lists the implementations in assembly that this machine can run, the
// fastest first.
func native() []implementation {
	if !neon.Supported() {
		return nil
	}
	return []implementation{neon.Kernels{}}
}
