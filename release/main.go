// Release makes what users of a release download, in one folder: archives of the static
// binary, packages for deb, rpm and apk, an image for containers, wheels, a package of npm,
// the bill of materials, and the checksums of all.
//
//	go run . -version 0.2.0 -out ../dist
//
// It is a module of its own so that users of Dictum do not get what it needs. It runs in its
// folder; the wheels need Python, and the package of npm needs npm.
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// root is the repository.
const root = ".."

// A target is a system for which the binary is built, as Go names it.
type target struct{ system, architecture string }

func (t target) String() string { return t.system + "/" + t.architecture }

// binary is the program's file name there.
func (t target) binary() string {
	if t.system == "windows" {
		return "dictum.exe"
	}
	return "dictum"
}

var targets = []target{
	{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

// A release is one run: what is made, and where.
type release struct {
	version string
	out     string // the folder that users get
	work    string // for what is needed on the way
	targets []target
	others  []string // "wheel" and "npm", where they are asked for
}

func main() {
	log.SetFlags(0)
	version := flag.String("version", "", "the `version`, such as 0.2.0")
	out := flag.String("out", filepath.Join(root, "dist"), "`folder` to write; it must not hold anything")
	here := flag.Bool("here", false, "for this machine's system alone")
	with := flag.String("with", "wheel,npm", "what to make besides, of wheel and npm")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r := &release{version: *version, out: *out, targets: targets, others: strings.FieldsFunc(*with, func(c rune) bool { return c == ',' })}
	if *here {
		r.targets = []target{{runtime.GOOS, runtime.GOARCH}}
	}
	if err := r.run(ctx); err != nil {
		log.Fatal("release: ", err)
	}
}

var versionRE = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

// run makes everything, and the checksums last.
func (r *release) run(ctx context.Context) (err error) {
	if !versionRE.MatchString(r.version) {
		return fmt.Errorf("-version %q is not of the form 0.2.0", r.version)
	}
	if err := emptyFolder(r.out); err != nil {
		return err
	}
	if r.work, err = os.MkdirTemp("", "dictum-release"); err != nil {
		return err
	}
	defer os.RemoveAll(r.work)
	for _, t := range r.targets {
		if err := r.compile(ctx, t); err != nil {
			return err
		}
	}
	for _, step := range []func(context.Context) error{r.pages, r.archives, r.packages, r.images, r.bill, r.wheels, r.npm} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return r.checksums()
}

func emptyFolder(name string) error {
	if err := os.MkdirAll(name, 0o777); err != nil {
		return err
	}
	entries, err := os.ReadDir(name)
	if err == nil && len(entries) > 0 {
		err = fmt.Errorf("%s is not empty", name)
	}
	return err
}

// program is where the binary for t is.
func (r *release) program(t target) string {
	return filepath.Join(r.work, t.system+"-"+t.architecture, t.binary())
}

func (r *release) compile(ctx context.Context, t target) error {
	out, err := filepath.Abs(r.program(t))
	if err != nil {
		return err
	}
	env := []string{"GOOS=" + t.system, "GOARCH=" + t.architecture, "CGO_ENABLED=0"}
	_, err = command(ctx, root, env, "go", "build", "-trimpath", "-ldflags=-s -w -X main.release="+r.version, "-o", out, "./cmd/dictum")
	return err
}

// pages writes the manual page and the completions, which the program itself prints.
func (r *release) pages(ctx context.Context) error {
	for name, args := range map[string][]string{
		"dictum.1":    {"--man"},
		"dictum.bash": {"completion", "bash"},
		"_dictum":     {"completion", "zsh"},
		"dictum.fish": {"completion", "fish"},
	} {
		text, err := command(ctx, root, nil, "go", append([]string{"run", "./cmd/dictum"}, args...)...)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(r.work, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// bill writes which modules the program is made of, in CycloneDX's format.
func (r *release) bill(ctx context.Context) error {
	out, err := filepath.Abs(filepath.Join(r.out, "dictum_"+r.version+".cdx.json"))
	if err != nil {
		return err
	}
	args := []string{"tool", "cyclonedx-gomod", "bin", "-json", "-version", r.version, "-output", out, r.program(r.targets[0])}
	_, err = command(ctx, ".", nil, "go", args...)
	return err
}

func (r *release) wheels(ctx context.Context) error {
	if !slices.Contains(r.others, "wheel") {
		return nil
	}
	args := []string{filepath.Join(root, "python", "build.py"), "--out", r.out, "--version", r.version}
	for _, t := range r.targets {
		args = append(args, t.system+"-"+t.architecture)
	}
	_, err := command(ctx, ".", nil, "python3", args...)
	return err
}

func (r *release) npm(ctx context.Context) error {
	if !slices.Contains(r.others, "npm") {
		return nil
	}
	out, err := filepath.Abs(r.out)
	if err != nil {
		return err
	}
	folder := filepath.Join(r.work, "npm")
	if _, err := command(ctx, root, nil, "go", "run", "./examples/browser", "-out", folder); err != nil {
		return err
	}
	for _, name := range notices {
		if err := copyFile(filepath.Join(folder, name), filepath.Join(root, name)); err != nil {
			return err
		}
	}
	if _, err := command(ctx, folder, nil, "npm", "pkg", "set", "version="+r.version); err != nil {
		return err
	}
	_, err = command(ctx, folder, nil, "npm", "pack", "--pack-destination", out)
	return err
}

// checksums writes the digest of every file, in the form of sha256sum.
func (r *release) checksums() error {
	entries, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, e := range entries {
		sum, err := digest(filepath.Join(r.out, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%x  %s\n", sum, e.Name())
	}
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(list.String()), 0o644)
}

func digest(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

// command runs a program in a folder and returns what it prints.
func command(ctx context.Context, folder string, env []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = folder, append(os.Environ(), env...)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, said.String())
	}
	return string(out), nil
}

func copyFile(to, from string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
