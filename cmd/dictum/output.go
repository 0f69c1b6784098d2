package main

import (
	"fmt"
	"os"

	"dictum.example/internal/replace"
)

// keep refuses to write over an input.
func keep(inputs, outputs []string) error {
	for _, in := range inputs {
		if info, err := os.Stat(in); in == "" || in == stdinName || err != nil || !info.Mode().IsRegular() {
			continue
		}
		for _, out := range outputs {
			if replace.Same(in, out) {
				return fmt.Errorf("%s is an input, and would be written over", out)
			}
		}
	}
	return nil
}
