package kernels

import (
	"os"

	"dictum.example/internal/kernels/generic"
)

// impl is the implementation in use, chosen once.
var impl = choose(os.Getenv("DICTUM_KERNELS"))

// choose returns the implementation that is named, or, where this machine has
// none of that name, the fastest that it has.
func choose(name string) implementation {
	all := available()
	for _, i := range all {
		if i.Name() == name {
			return i
		}
	}
	return all[0]
}

// available lists what this machine can run, the fastest first.
func available() []implementation {
	return append(native(), generic.Kernels{})
}
