package replace_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/replace"
)

// contents returns what the folder holds, by name.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		held[e.Name()] = string(data)
	}
	return held
}

func TestFile(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before map[string]string
		end    func(*replace.File) error
		want   map[string]string
	}{
		{"new", nil, (*replace.File).Commit, map[string]string{"out": "new"}},
		{"in place of another", map[string]string{"out": "old"}, (*replace.File).Commit, map[string]string{"out": "new"}},
		{"given up", map[string]string{"out": "old"}, (*replace.File).Discard, map[string]string{"out": "old"}},
		{"given up where nothing was", nil, (*replace.File).Discard, map[string]string{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, data := range tt.before {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			f, err := replace.Create(filepath.Join(dir, "out"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString("new"); err != nil {
				t.Fatal(err)
			}
			if data, ok := tt.before["out"]; ok && contents(t, dir)["out"] != data {
				t.Error("the old file is gone before the new one is whole")
			}
			if err := tt.end(f); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, contents(t, dir)); diff != "" {
				t.Errorf("the folder (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPermissionsStay(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := replace.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestLinkIsFollowed(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	f, err := replace.Create(link)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString("new")
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"target": "new", "link": "new"}, contents(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is no link any more")
	}
	if !replace.Same(link, target) || replace.Same(link, dir) || replace.Same(link, filepath.Join(dir, "none")) {
		t.Error("Same is wrong")
	}
}

func TestNoPlace(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{dir, filepath.Join(dir, "none", "out")} {
		if f, err := replace.Create(name); err == nil {
			f.Discard()
			t.Errorf("%s: no error", name)
		}
	}
	if os.DevNull == "/dev/null" {
		f, err := replace.Create(os.DevNull)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Commit(); err != nil {
			t.Error(err)
		}
	}
}
