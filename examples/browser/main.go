// Browser makes the folder of a page that reads articles without a server: the library as
// WebAssembly in a worker. With an address it serves the folder, as any web server can.
package main

import (
	"compress/gzip"
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed web
var web embed.FS

func main() {
	out := flag.String("out", "dictum-browser", "`folder` to make")
	serve := flag.String("serve", "", "serve the folder at an `address` such as localhost:8080")
	flag.Parse()
	if err := run(context.Background(), *out, *serve); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, out, address string) error {
	if err := build(ctx, out); err != nil {
		return err
	}
	fmt.Println("made", out)
	if address == "" {
		return nil
	}
	fmt.Printf("serving http://%s\n", address)
	return http.ListenAndServe(address, http.FileServer(http.Dir(out)))
}

// build writes the page's files, the module and what the Go distribution has to run it.
func build(ctx context.Context, out string) error {
	files, err := fs.Sub(web, "web")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	if err := copyFiles(out, files); err != nil {
		return err
	}
	if err := copyRuntime(ctx, filepath.Join(out, "wasm_exec.js")); err != nil {
		return err
	}
	return compile(ctx, filepath.Join(out, "dictum.wasm.gz"))
}

func copyFiles(out string, files fs.FS) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(out, name), data, 0o666)
	})
}

func copyRuntime(ctx context.Context, name string) error {
	root, err := command(ctx, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(root), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o666)
}

// compile writes the module, compressed.
func compile(ctx context.Context, name string) (err error) {
	temp, err := os.MkdirTemp("", "dictum")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	plain := filepath.Join(temp, "dictum.wasm")
	if _, err := command(ctx, "go", "build", "-ldflags=-s -w", "-o", plain, "dictum.example/examples/browser/wasm"); err != nil {
		return err
	}
	data, err := os.ReadFile(plain)
	if err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z := gzip.NewWriter(f)
	if _, err := z.Write(data); err != nil {
		return err
	}
	return z.Close()
}

// command runs a program for WebAssembly and returns what it prints.
func command(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, said.String())
	}
	return string(out), nil
}
