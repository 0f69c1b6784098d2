package main

import (
	"archive/tar"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// nobody is the user that the image runs as.
const nobody = "65534:65534"

// images writes an image for each architecture of Linux, which holds the binary, its
// notices and nothing else: "docker load" and "podman load" take it.
func (r *release) images(context.Context) error {
	for _, t := range r.targets {
		if t.system != "linux" {
			continue
		}
		image, err := r.image(t)
		if err != nil {
			return err
		}
		tag, err := name.NewTag("dictum:" + r.version)
		if err != nil {
			return err
		}
		if err := tarball.WriteToFile(filepath.Join(r.out, "dictum_"+r.version+"_"+t.architecture+"_image.tar"), tag, image); err != nil {
			return err
		}
	}
	return nil
}

func (r *release) image(t target) (v1.Image, error) {
	layer, err := r.layer(t)
	if err != nil {
		return nil, err
	}
	image, err := mutate.AppendLayers(empty.Image, layer)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = t.system, t.architecture
	config.Created = v1.Time{Time: time.Unix(0, 0).UTC()}
	config.Config = v1.Config{
		Entrypoint: []string{"/dictum"},
		User:       nobody,
		WorkingDir: "/data",
		Labels: map[string]string{
			"org.opencontainers.image.title":    "dictum",
			"org.opencontainers.image.version":  r.version,
			"org.opencontainers.image.licenses": "Apache-2.0",
		},
	}
	return mutate.ConfigFile(image, config)
}

// layer is the image's files, and a folder for temporary ones.
func (r *release) layer(t target) (v1.Layer, error) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, folder := range []tar.Header{{Name: "tmp/", Mode: 0o1777}, {Name: "data/", Mode: 0o755}} {
		folder.Typeflag = tar.TypeDir
		if err := w.WriteHeader(&folder); err != nil {
			return nil, err
		}
	}
	contents := []file{{r.program(t), "dictum", 0o755}}
	for _, name := range notices {
		contents = append(contents, file{filepath.Join(root, name), name, 0o644})
	}
	for _, f := range contents {
		data, err := os.ReadFile(f.from)
		if err != nil {
			return nil, err
		}
		if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: f.mode, Size: int64(len(data))}); err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Bytes())), nil })
}
