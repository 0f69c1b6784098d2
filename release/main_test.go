package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const version = "0.0.1"

// The release for this machine: each part is unpacked, or installed, and run.
func TestRelease(t *testing.T) {
	r := &release{version: version, out: filepath.Join(t.TempDir(), "dist"), targets: []target{{runtime.GOOS, runtime.GOARCH}}}
	if err := r.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Run("archive", func(t *testing.T) { testArchive(t, r) })
	t.Run("checksums", func(t *testing.T) { testChecksums(t, r) })
	t.Run("bill of materials", func(t *testing.T) { testBill(t, r) })
	if runtime.GOOS == "linux" {
		t.Run("deb", func(t *testing.T) { testDeb(t, r) })
		t.Run("apk", func(t *testing.T) { testApk(t, r) })
		t.Run("rpm", func(t *testing.T) { testRPM(t, r) })
		t.Run("image", func(t *testing.T) { testImage(t, r) })
	}
	if err := r.run(t.Context()); err == nil {
		t.Error("a folder that holds a release is written to")
	}
}

func TestVersion(t *testing.T) {
	for _, v := range []string{"", "1", "v1.2.3", "1.2.3 -X a=b", "1.2.x"} {
		if err := (&release{version: v, out: t.TempDir()}).run(t.Context()); err == nil {
			t.Errorf("%q is a version", v)
		}
	}
}

// checkProgram runs the binary in dir.
func checkProgram(t *testing.T, command ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), command[0], append(command[1:], "--version")...).CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "dictum "+version) {
		t.Fatalf("--version: %v: %s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), command[0], append(command[1:], "extract", "--format", "jsonl")...)
	cmd.Stdin = strings.NewReader("“It is late,” Maria Okoye said.\n")
	out, err = cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), `"name":"Maria Okoye"`) {
		t.Fatalf("extract: %v: %s", err, out)
	}
}

func tool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(err)
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

// made returns the one file of the release whose name fits.
func made(t *testing.T, r *release, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(r.out, pattern))
	if err != nil || len(names) != 1 {
		t.Fatalf("%s: %v %v", pattern, names, err)
	}
	return names[0]
}

// unpack writes the files of a tar below dir.
func unpack(t *testing.T, from io.Reader, dir string) {
	t.Helper()
	for r := tar.NewReader(from); ; {
		h, err := r.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(h.Name))
		if h.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(r)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(name), 0o777)
		}
		if err == nil {
			err = os.WriteFile(name, data, os.FileMode(h.Mode))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func opened(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func unzipped(t *testing.T, from io.Reader) io.Reader {
	t.Helper()
	z, err := gzip.NewReader(from)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func testArchive(t *testing.T, r *release) {
	if runtime.GOOS == "windows" {
		t.Skip("a zip")
	}
	dir := t.TempDir()
	unpack(t, unzipped(t, opened(t, made(t, r, "dictum_*.tar.gz"))), dir)
	checkProgram(t, filepath.Join(dir, "dictum"))
	for _, name := range append([]string{"README.md", "share/dictum.1", "share/_dictum"}, notices...) {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func testChecksums(t *testing.T, r *release) {
	tool(t, "sha256sum")
	cmd := exec.CommandContext(t.Context(), "sha256sum", "--check", "--strict", "SHA256SUMS")
	cmd.Dir = r.out
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func testBill(t *testing.T, r *release) {
	data, err := os.ReadFile(made(t, r, "*.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	var bill struct {
		BOMFormat  string
		Components []struct{ Name string }
	}
	if err := json.Unmarshal(data, &bill); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, c := range bill.Components {
		names[c.Name] = true
	}
	if bill.BOMFormat != "CycloneDX" || !names["golang.org/x/text"] || !names["github.com/alecthomas/kong"] {
		t.Errorf("%s of %v", bill.BOMFormat, names)
	}
}

// testDeb installs the package into a folder of its own.
func testDeb(t *testing.T, r *release) {
	tool(t, "dpkg")
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "var/lib/dpkg/updates"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"var/lib/dpkg/status", "var/lib/dpkg/available"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if os.Getuid() == 0 {
		run(t, "dpkg", "--root="+dir, "--install", made(t, r, "*.deb"))
	} else {
		run(t, "dpkg-deb", "--extract", made(t, r, "*.deb"), dir)
	}
	checkProgram(t, filepath.Join(dir, "usr/bin/dictum"))
	if _, err := os.Stat(filepath.Join(dir, "usr/share/man/man1/dictum.1")); err != nil {
		t.Error(err)
	}
}

// testApk unpacks the package, which is a few compressed tars in a row.
func testApk(t *testing.T, r *release) {
	tool(t, "tar")
	dir := t.TempDir()
	run(t, "tar", "--extract", "--gzip", "--ignore-zeros", "--file", made(t, r, "*.apk"), "--directory", dir)
	checkProgram(t, filepath.Join(dir, "usr/bin/dictum"))
}

// testRPM installs the package into a folder of its own.
func testRPM(t *testing.T, r *release) {
	tool(t, "rpm")
	dir := t.TempDir()
	run(t, "rpm", "--root", dir, "--initdb")
	run(t, "rpm", "--root", dir, "--install", "--nodeps", "--ignorearch", made(t, r, "*.rpm"))
	checkProgram(t, filepath.Join(dir, "usr/bin/dictum"))
}

// testImage runs the binary with nothing around it but the image's files.
func testImage(t *testing.T, r *release) {
	outer, dir := t.TempDir(), t.TempDir()
	unpack(t, opened(t, made(t, r, "*_image.tar")), outer)
	data, err := os.ReadFile(filepath.Join(outer, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest []struct {
		RepoTags, Layers []string
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest) != 1 || len(manifest[0].Layers) != 1 || manifest[0].RepoTags[0] != "dictum:"+version {
		t.Fatalf("%+v", manifest)
	}
	unpack(t, unzipped(t, opened(t, filepath.Join(outer, manifest[0].Layers[0]))), dir)
	if os.Getuid() != 0 {
		t.Skip("chroot needs root")
	}
	checkProgram(t, "chroot", "--userspec="+nobody, dir, "/dictum")
}
