//go:build (!amd64 && !arm64) || purego

package kernels

// native lists the implementations in assembly that this machine can run, the
// fastest first: none.
func native() []implementation { return nil }
