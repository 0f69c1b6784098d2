package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEncode compares the bytes with those of binutils' assembler.
func TestEncode(t *testing.T) {
	if _, err := exec.LookPath("objdump"); err != nil {
		t.Skip("no binutils here")
	}
	var source, want strings.Builder
	for s := range 16 {
		for u := range 16 {
			for _, dst := range []int{0, 5, 7, 8, 15} {
				fmt.Fprintf(&source, "{vex} vpdpbusd %%ymm%d, %%ymm%d, %%ymm%d\n", s, u, dst)
				line, _, _ := strings.Cut(string(encode(s, u, dst)), " //")
				fmt.Fprintln(&want, strings.TrimSpace(strings.NewReplacer("BYTE $0x", "", ";", "").Replace(line)))
			}
		}
	}
	dir := t.TempDir()
	in, object := filepath.Join(dir, "a.s"), filepath.Join(dir, "a.o")
	if err := os.WriteFile(in, []byte(source.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("as", "--64", "-o", object, in).CombinedOutput(); err != nil {
		t.Skipf("as: %v: %s", err, out)
	}
	dump, err := exec.Command("objdump", "-d", object).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, m := range regexp.MustCompile(`(?m)^ *[0-9a-f]+:\t((?:[0-9a-f]{2} )+)`).FindAllStringSubmatch(string(dump), -1) {
		fmt.Fprintln(&got, strings.TrimSpace(m[1]))
	}
	if got.String() != want.String() {
		t.Error("the assembler's bytes are others")
	}
}
