// Package weights reads the model file: the encoder's and the heads' tensors,
// the vocabulary and the hyper-parameters, in one file that train/modelfile.py
// writes.
//
// The file is little-endian:
//
//	magic     8 bytes     89 'D' 'I' 'C' 'T' 'U' 'M' 0A
//	version   uint32      1
//	manifest  uint32      length of the manifest in bytes
//	size      uint64      length of the whole file in bytes
//	manifest  JSON, see below
//	data      vocabulary and tensors, each at a multiple of 64 bytes
//	checksum  32 bytes    SHA-256 of all that comes before
//
// The manifest is one object:
//
//	{"config":  {…},                                 hyper-parameters and labels, for whoever wants them
//	 "vocab":   {"offset": o, "length": bytes, "count": n},   entries, each ended by a line feed
//	 "tensors": [{"name", "dtype": "f32" | "i8" | "i4", "shape": […], "offset": o, "scales": o}, …]}
//
// Offsets count from the start of the file. An i8 or i4 tensor is cut into rows along
// its first dimension; its scales are one f32 a row, and the value of an element
// is its integer times the scale of its row. The elements of an i4 tensor are 8 more than their integers, from 0 to
// 15, two in a byte, the first in its low half; rows have an even number of them.
//
// What the tensors mean is left to internal/encoder and internal/reader.
package weights

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strings"
	"unsafe"
)

const (
	magic     = "\x89DICTUM\n"
	version   = 1
	preamble  = len(magic) + 4 + 4 + 8
	alignment = 64
	maxSize   = 1<<31 - 1 // bytes; far beyond any encoder that is run on a CPU
)

// The ways in which a file can be unfit. Every error of this package but those
// of reading wraps one of them, in a [*FormatError].
var (
	ErrForeign   = errors.New("not a Dictum model")
	ErrVersion   = errors.New("unknown version of the model file")
	ErrTruncated = errors.New("model file has the wrong length")
	ErrChecksum  = errors.New("model file is damaged")
	ErrManifest  = errors.New("model file has a bad manifest")
	ErrTensor    = errors.New("model lacks a tensor that fits")
)

// A FormatError says what is wrong with a model file, and where.
type FormatError struct {
	Name   string // of the file, where it is known
	Offset int64  // in bytes, of what is wrong
	Reason string
	Err    error // one of the sentinels above
}

func (e *FormatError) Error() string {
	var b strings.Builder
	b.WriteString("weights: ")
	if e.Name != "" {
		fmt.Fprintf(&b, "%s: ", e.Name)
	}
	fmt.Fprintf(&b, "%v: at byte %d: %s", e.Err, e.Offset, e.Reason)
	return b.String()
}

// Unwrap returns the sentinel.
func (e *FormatError) Unwrap() error { return e.Err }

func errorAt(offset int, kind error, format string, args ...any) *FormatError {
	return &FormatError{Offset: int64(offset), Reason: fmt.Sprintf(format, args...), Err: kind}
}

// A Model is a model file that was found in order. It is read-only and may be
// shared.
type Model struct {
	name    string
	config  json.RawMessage
	vocab   []string
	tensors map[string]Tensor
	sum     [sha256.Size]byte
}

// A Tensor is an array of numbers in row-major order. Exactly one of F32, I8 and I4
// is set. The numbers belong to the Model and must not be changed.
type Tensor struct {
	Shape  []int
	F32    []float32
	I8     []int8
	I4     []byte    // two elements in each, see above
	Scales []float32 // of I8 and I4: one for each index of the first dimension
	offset int
}

// Open reads the model file name from fsys.
func Open(fsys fs.FS, name string) (*Model, error) {
	data, err := read(fsys, name)
	if err != nil {
		return nil, named(err, name)
	}
	m, err := Parse(data)
	if err != nil {
		return nil, named(err, name)
	}
	m.name = name
	return m, nil
}

// named tells err which file it is about.
func named(err error, name string) error {
	if e := (*FormatError)(nil); errors.As(err, &e) {
		e.Name = name
		return e
	}
	return fmt.Errorf("weights: %w", err)
}

// read returns the content of a file that begins as a model file does. It
// looks before it reads on: the file may be a disk image.
func read(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	head := make([]byte, preamble)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if _, err := parsePreamble(head[:n], info.Size()); err != nil {
		return nil, err
	}
	data := make([]byte, info.Size())
	copy(data, head)
	if n, err := io.ReadFull(f, data[preamble:]); errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return nil, errorAt(preamble+n, ErrTruncated, "file ends here, of %d bytes", len(data))
	} else if err != nil {
		return nil, err
	}
	return data, nil
}

// Parse reads a model file that is in memory. The Model keeps data and refers
// to it: data must not be changed any more. Where data is aligned to 4 bytes, on
// a little-endian machine, no tensor is copied.
func Parse(data []byte) (*Model, error) {
	if _, err := parsePreamble(data, int64(len(data))); err != nil {
		return nil, err
	}
	end := len(data) - sha256.Size
	if sum := sha256.Sum256(data[:end]); !bytes.Equal(data[end:], sum[:]) {
		return nil, errorAt(end, ErrChecksum, "SHA-256 of the content is %x, the file says %x", sum, data[end:])
	}
	return Trust(data)
}

// Trust is Parse without the checksum, for a file that is part of the program: it
// does not look at the numbers of the tensors, and does not even page them in.
func Trust(data []byte) (*Model, error) {
	length, err := parsePreamble(data, int64(len(data)))
	if err != nil {
		return nil, err
	}
	end := len(data) - sha256.Size
	m := &Model{sum: [sha256.Size]byte(data[end:])}
	if err := m.parseManifest(data[:end], length); err != nil {
		return nil, err
	}
	return m, nil
}

// parsePreamble checks the start of a file that has size bytes in all, and
// returns the length of the manifest.
func parsePreamble(data []byte, size int64) (manifest int, err error) {
	if n := min(len(data), len(magic)); string(data[:n]) != magic[:n] || n == 0 {
		return 0, errorAt(0, ErrForeign, "begins with %q, want %q", data[:n], magic)
	}
	if len(data) < preamble {
		return 0, errorAt(len(data), ErrTruncated, "ends within the first %d bytes", preamble)
	}
	rest := data[len(magic):]
	if v := binary.LittleEndian.Uint32(rest); v != version {
		return 0, errorAt(len(magic), ErrVersion, "version %d, want %d", v, version)
	}
	length, want := binary.LittleEndian.Uint32(rest[4:]), binary.LittleEndian.Uint64(rest[8:])
	switch {
	case want > maxSize:
		return 0, errorAt(len(magic)+8, ErrManifest, "claims %d bytes, at most %d are supported", want, maxSize)
	case uint64(size) != want:
		return 0, errorAt(int(min(uint64(size), want)), ErrTruncated, "has %d bytes, should have %d", size, want)
	case uint64(preamble)+uint64(length)+sha256.Size > want:
		return 0, errorAt(len(magic)+4, ErrManifest, "manifest of %d bytes does not fit a file of %d", length, want)
	}
	return int(length), nil
}

type manifest struct {
	Config json.RawMessage `json:"config"`
	Vocab  struct {
		Offset int `json:"offset"`
		Length int `json:"length"`
		Count  int `json:"count"`
	} `json:"vocab"`
	Tensors []entry `json:"tensors"`
}

// An entry describes a tensor.
type entry struct {
	Name   string `json:"name"`
	Type   string `json:"dtype"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
	Scales int    `json:"scales"`
}

// parseManifest fills m from data, which is the file without its checksum.
func (m *Model) parseManifest(data []byte, length int) error {
	var f manifest
	if err := json.Unmarshal(data[preamble:preamble+length], &f); err != nil {
		return errorAt(preamble, ErrManifest, "%v", err)
	}
	m.config = f.Config
	body := body{data, preamble + length}

	words, err := body.bytes("vocabulary", f.Vocab.Offset, f.Vocab.Length, 1)
	if err != nil {
		return err
	}
	if n := bytes.Count(words, []byte("\n")); n != f.Vocab.Count || n > 0 && words[len(words)-1] != '\n' {
		return errorAt(f.Vocab.Offset, ErrManifest, "vocabulary has %d lines, the manifest says %d", n, f.Vocab.Count)
	}
	m.vocab = make([]string, 0, f.Vocab.Count)
	for line := range strings.Lines(string(words)) {
		m.vocab = append(m.vocab, line[:len(line)-1])
	}

	m.tensors = make(map[string]Tensor, len(f.Tensors))
	for i := range f.Tensors {
		t := &f.Tensors[i]
		if _, ok := m.tensors[t.Name]; ok {
			return errorAt(preamble, ErrManifest, "two tensors are named %q", t.Name)
		}
		tensor, err := body.tensor(t)
		if err != nil {
			return err
		}
		m.tensors[t.Name] = tensor
	}
	return nil
}

// tensor returns the tensor that the manifest describes.
func (b body) tensor(t *entry) (Tensor, error) {
	n, err := elements(t.Shape)
	if err != nil {
		return Tensor{}, errorAt(preamble, ErrManifest, "tensor %q: %v", t.Name, err)
	}
	tensor := Tensor{Shape: t.Shape, offset: t.Offset}
	switch t.Type {
	case "f32":
		tensor.F32, err = b.float32s(t.Name, t.Offset, n)
	case "i8":
		if tensor.I8, err = b.int8s(t.Name, t.Offset, n); err == nil {
			tensor.Scales, err = b.float32s(t.Name+", scales", t.Scales, t.Shape[0])
		}
	case "i4":
		if n/t.Shape[0]%2 != 0 {
			return Tensor{}, errorAt(preamble, ErrManifest, "tensor %q has rows of %d halves of bytes", t.Name, n/t.Shape[0])
		}
		if tensor.I4, err = b.bytes(t.Name, t.Offset, n/2, 1); err == nil {
			tensor.Scales, err = b.float32s(t.Name+", scales", t.Scales, t.Shape[0])
		}
	default:
		err = errorAt(preamble, ErrManifest, "tensor %q has the unknown type %q", t.Name, t.Type)
	}
	return tensor, err
}

// elements returns the number of elements of a tensor.
func elements(shape []int) (int, error) {
	if len(shape) == 0 {
		return 0, errors.New("no shape")
	}
	n := 1
	for _, d := range shape {
		if d < 1 || d > maxSize/n {
			return 0, fmt.Errorf("shape %v", shape)
		}
		n *= d
	}
	return n, nil
}

// A body is the file without its checksum, and the offset at which data begins.
type body struct {
	data  []byte
	start int
}

// bytes returns the place of n elements of size bytes each.
func (b body) bytes(what string, offset, n, size int) ([]byte, error) {
	if offset < b.start || offset%alignment != 0 || n < 0 || offset > len(b.data) || n > (len(b.data)-offset)/size {
		return nil, errorAt(preamble, ErrManifest, "%s: %d times %d bytes at %d do not fit data at [%d:%d] in steps of %d",
			what, n, size, offset, b.start, len(b.data), alignment)
	}
	return b.data[offset : offset+n*size : offset+n*size], nil
}

func (b body) int8s(what string, offset, n int) ([]int8, error) {
	data, err := b.bytes(what, offset, n, 1)
	if err != nil {
		return nil, err
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(data))), n), nil
}

func (b body) float32s(what string, offset, n int) ([]float32, error) {
	data, err := b.bytes(what, offset, n, 4)
	if err != nil {
		return nil, err
	}
	if p := unsafe.Pointer(unsafe.SliceData(data)); littleEndian && uintptr(p)%unsafe.Alignof(float32(0)) == 0 {
		return unsafe.Slice((*float32)(p), n), nil
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return out, nil
}

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// Config decodes the file's hyper-parameters into v, as [json.Unmarshal] does.
func (m *Model) Config(v any) error {
	if err := json.Unmarshal(m.config, v); err != nil {
		return &FormatError{m.name, int64(preamble), "config: " + err.Error(), ErrManifest}
	}
	return nil
}

// Vocab returns the vocabulary: the entry with the id i at index i. It must not
// be changed.
func (m *Model) Vocab() []string { return m.vocab }

// Names returns the names of the tensors, sorted.
func (m *Model) Names() []string {
	names := make([]string, 0, len(m.tensors))
	for name := range m.tensors {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Has reports whether there is a tensor of that name.
func (m *Model) Has(name string) bool {
	_, ok := m.tensors[name]
	return ok
}

// Any is a dimension that [Model.Tensor] takes as it comes.
const Any = -1

// Tensor returns the tensor of that name, which must have the given shape. Its
// error wraps [ErrTensor].
func (m *Model) Tensor(name string, shape ...int) (Tensor, error) {
	t, ok := m.tensors[name]
	if !ok {
		return Tensor{}, &FormatError{m.name, int64(preamble), fmt.Sprintf("there is no %q", name), ErrTensor}
	}
	if !slices.EqualFunc(t.Shape, shape, func(have, want int) bool { return want == Any || have == want }) {
		return Tensor{}, &FormatError{m.name, int64(t.offset), fmt.Sprintf("%q has the shape %v, want %v", name, t.Shape, shape), ErrTensor}
	}
	return t, nil
}

// Float32s returns the numbers of a tensor that must be of type f32 and have
// the given shape. Its error wraps [ErrTensor].
func (m *Model) Float32s(name string, shape ...int) ([]float32, error) {
	t, err := m.Tensor(name, shape...)
	if err != nil {
		return nil, err
	}
	if t.F32 == nil {
		return nil, &FormatError{m.name, int64(t.offset), fmt.Sprintf("%q is not of type f32", name), ErrTensor}
	}
	return t.F32, nil
}

// Sum returns the SHA-256 that the file has of its content. It identifies the model.
func (m *Model) Sum() [sha256.Size]byte { return m.sum }
