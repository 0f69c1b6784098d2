package main

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/goreleaser/nfpm/v2"
	_ "github.com/goreleaser/nfpm/v2/apk"
	_ "github.com/goreleaser/nfpm/v2/deb"
	"github.com/goreleaser/nfpm/v2/files"
	_ "github.com/goreleaser/nfpm/v2/rpm"
)

// packages writes the packages for the systems of Linux.
func (r *release) packages(context.Context) error {
	for _, t := range r.targets {
		if t.system != "linux" {
			continue
		}
		for _, format := range []string{"deb", "rpm", "apk"} {
			if err := r.pack(t, format); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *release) pack(t target, format string) error {
	packager, err := nfpm.Get(format)
	if err != nil {
		return err
	}
	info := nfpm.WithDefaults(&nfpm.Info{
		Name: "dictum", Arch: t.architecture, Platform: t.system, Version: r.version, Section: "text", Priority: "optional",
		Maintainer:  "The authors of Dictum",
		Description: "Reads news articles: who is in them, who said what, what happened",
		License:     "Apache-2.0",
		Overridables: nfpm.Overridables{Contents: files.Contents{
			content(r.program(t), "/usr/bin/dictum", 0o755),
			content(filepath.Join(r.work, "dictum.1"), "/usr/share/man/man1/dictum.1", 0o644),
			content(filepath.Join(r.work, "dictum.bash"), "/usr/share/bash-completion/completions/dictum", 0o644),
			content(filepath.Join(r.work, "_dictum"), "/usr/share/zsh/site-functions/_dictum", 0o644),
			content(filepath.Join(r.work, "dictum.fish"), "/usr/share/fish/vendor_completions.d/dictum.fish", 0o644),
			content(filepath.Join(root, "LICENSE"), "/usr/share/doc/dictum/LICENSE", 0o644),
			content(filepath.Join(root, "NOTICE"), "/usr/share/doc/dictum/NOTICE", 0o644),
			content(filepath.Join(root, "MODEL.md"), "/usr/share/doc/dictum/MODEL.md", 0o644),
		}},
	})
	if err := nfpm.PrepareForPackager(info, format); err != nil {
		return err
	}
	return writeFile(filepath.Join(r.out, packager.ConventionalFileName(info)), func(w io.Writer) error { return packager.Package(info, w) })
}

func content(from, to string, mode os.FileMode) *files.Content {
	return &files.Content{Source: from, Destination: to, FileInfo: &files.ContentFileInfo{Mode: mode}}
}
