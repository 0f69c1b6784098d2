// Command activations compares the encoder with PyTorch, layer by layer.
//
//	go run ./train/activations NAME
//
// It reads NAME.model and NAME.golden, which train/golden.py wrote for the former, and fails where a layer differs by
// more than rounding does.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"dictum.example/internal/encoder"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: activations NAME")
	}
	if err := run(os.Stdout, os.Args[1]); err != nil {
		log.Fatal("activations: ", err)
	}
}

func run(w io.Writer, name string) error {
	r, err := encoder.OpenReference(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		return err
	}
	var differ error
	for _, p := range []encoder.Precision{encoder.Float32, encoder.Stored} {
		ds, err := r.Compare(p)
		if err != nil {
			return err
		}
		for _, d := range ds {
			fmt.Fprintf(w, "%v: %v\n", p, d)
			if !d.OK() {
				differ = errors.Join(differ, fmt.Errorf("%v, %s: too far apart", p, d.What))
			}
		}
	}
	return differ
}
