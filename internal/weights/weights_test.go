package weights_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dictum.example/internal/weights"
)

const manifestAt = 24

func tiny(tb testing.TB) []byte {
	tb.Helper()
	data, err := os.ReadFile("testdata/tiny.model")
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// seal returns data with the length and checksum that it should have.
func seal(data []byte) []byte {
	if len(data) < manifestAt+sha256.Size {
		return data
	}
	data = bytes.Clone(data)
	binary.LittleEndian.PutUint64(data[16:], uint64(len(data)))
	end := len(data) - sha256.Size
	sum := sha256.Sum256(data[:end])
	copy(data[end:], sum[:])
	return data
}

// TestOpen reads what train/modelfile.py wrote.
func TestOpen(t *testing.T) {
	m, err := weights.Open(os.DirFS("testdata"), "tiny.model")
	if err != nil {
		t.Fatal(err)
	}
	var config struct {
		Name   string
		Labels []string
	}
	if err := m.Config(&config); err != nil {
		t.Fatal(err)
	}
	if config.Name != "tiny" || !cmp.Equal(config.Labels, []string{"O", "B-PERSON"}) {
		t.Errorf("config is %+v", config)
	}
	if d := cmp.Diff([]string{"[UNK]", "naïve", "", "##s"}, m.Vocab()); d != "" {
		t.Errorf("vocabulary (-want +got)\n%s", d)
	}
	if d := cmp.Diff([]string{"cube.i8", "matrix", "matrix.i4", "matrix.i8", "vector"}, m.Names()); d != "" {
		t.Errorf("names (-want +got)\n%s", d)
	}
	want := map[string]weights.Tensor{
		"vector": {Shape: []int{5}, F32: []float32{0, .25, .5, .75, 1}},
		"matrix": {Shape: []int{3, 4}, F32: []float32{-5, -4, -3, -2, 0, 0, 0, 0, 3, 4, 5, 6}},
		"matrix.i8": {
			Shape:  []int{3, 4},
			I8:     []int8{-127, -102, -76, -51, 0, 0, 0, 0, 64, 85, 106, 127},
			Scales: []float32{5. / 127, 1. / 127, 6. / 127},
		},
		"matrix.i4": {
			Shape:  []int{2, 8},
			I4:     []byte{0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe},
			Scales: []float32{.5, 2},
		},
		"cube.i8": {
			Shape:  []int{2, 2, 2},
			I8:     []int8{0, 42, 85, 127, 73, 91, 109, 127},
			Scales: []float32{3. / 127, 7. / 127},
		},
	}
	for name, want := range want {
		got, err := m.Tensor(name, want.Shape...)
		if err != nil {
			t.Error(err)
		}
		if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(want), cmpopts.EquateApprox(1e-7, 0)); d != "" {
			t.Errorf("%s (-want +got)\n%s", name, d)
		}
	}
}

func TestTensorRefuses(t *testing.T) {
	m, err := weights.Open(os.DirFS("testdata"), "tiny.model")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Tensor("matrix", weights.Any, 4); err != nil {
		t.Error(err)
	}
	_, missing := m.Tensor("head", 3)
	_, shape := m.Tensor("matrix", weights.Any, 5)
	_, rank := m.Tensor("matrix", 12)
	_, kind := m.Float32s("matrix.i8", 3, 4)
	for _, c := range []struct {
		err  error
		want string
	}{
		{missing, `no "head"`},
		{shape, `"matrix" has the shape [3 4], want [-1 5]`},
		{rank, `"matrix" has the shape [3 4], want [12]`},
		{kind, `"matrix.i8" is not of type f32`},
	} {
		if !errors.Is(c.err, weights.ErrTensor) || !strings.Contains(c.err.Error(), c.want) ||
			!strings.Contains(c.err.Error(), "tiny.model") {
			t.Errorf("got %v, want one with %s", c.err, c.want)
		}
	}
}

// TestParseCopiesNothing looks whether tensors lie in the file's memory, and
// whether data that is not aligned gives the same numbers.
func TestParseCopiesNothing(t *testing.T) {
	data := tiny(t)
	buffer := make([]byte, len(data)+1)
	for shift := range 2 {
		data := buffer[shift : shift+copy(buffer[shift:], data)]
		m, err := weights.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		v, err := m.Float32s("vector", 5)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]float32{0, .25, .5, .75, 1}, v); d != "" {
			t.Errorf("shifted by %d (-want +got)\n%s", shift, d)
		}
		lo, p := uintptr(unsafe.Pointer(&data[0])), uintptr(unsafe.Pointer(&v[0]))
		if within := lo <= p && p < lo+uintptr(len(data)); within != (shift == 0) && binary.NativeEndian.Uint16([]byte{1, 0}) == 1 {
			t.Errorf("shifted by %d: tensor within the file is %v", shift, within)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	edit := func(old, new string) func([]byte) []byte {
		return func(b []byte) []byte {
			if len(old) != len(new) || bytes.Count(b, []byte(old)) == 0 {
				panic(old)
			}
			return seal(bytes.Replace(b, []byte(old), []byte(new), 1))
		}
	}
	for _, c := range []struct {
		name   string
		edit   func([]byte) []byte
		kind   error
		offset int64
		reason string
	}{
		{"empty", func(b []byte) []byte { return nil }, weights.ErrForeign, 0, `begins with ""`},
		{"foreign", func(b []byte) []byte { return []byte("PK\x03\x04 and so on and so on") }, weights.ErrForeign, 0, "PK"},
		{"line ends converted", func(b []byte) []byte { return bytes.Replace(b, []byte("\n"), []byte("\r\n"), 1) }, weights.ErrForeign,
			0, "begins"},
		{"cut in the preamble", func(b []byte) []byte { return b[:10] }, weights.ErrTruncated, 10, "within the first 24"},
		{"cut in the data", func(b []byte) []byte { return b[:700] }, weights.ErrTruncated, 700, "has 700 bytes, should have 1184"},
		{"cut by a byte", func(b []byte) []byte { return b[:1183] }, weights.ErrTruncated, 1183, "has 1183 bytes"},
		{"too long", func(b []byte) []byte { return append(b, 0) }, weights.ErrTruncated, 1184, "has 1185 bytes"},
		{"newer", func(b []byte) []byte { b[8] = 9; return seal(b) }, weights.ErrVersion, 8, "version 9, want 1"},
		{"one bit", func(b []byte) []byte { b[650] ^= 4; return b }, weights.ErrChecksum, 1152, "SHA-256"},
		{"checksum", func(b []byte) []byte { b[1183] ^= 4; return b }, weights.ErrChecksum, 1152, "SHA-256"},
		{"claims terabytes", func(b []byte) []byte { b[21] = 9; return b }, weights.ErrManifest, 16, "at most"},
		{"manifest too long", func(b []byte) []byte { b[13] = 9; return seal(b) }, weights.ErrManifest, 12, "does not fit"},
		{"manifest no JSON", edit(`{"config"`, `["config"`), weights.ErrManifest, 24, "invalid character"},
		{"vocabulary outside", edit(`"offset":576`, `"offset":999`), weights.ErrManifest, 24, "vocabulary: 18 times 1 bytes at 999"},
		{"vocabulary in the manifest", edit(`"offset":576`, `"offset":064`), weights.ErrManifest, 24, "invalid character"},
		{"vocabulary short", edit(`"count":4`, `"count":5`), weights.ErrManifest, 576, "has 4 lines, the manifest says 5"},
		{"vocabulary cut", edit(`"length":18`, `"length":17`), weights.ErrManifest, 576, "has 3 lines"},
		{"type", edit(`"f32"`, `"f33"`), weights.ErrManifest, 24, `"vector" has the unknown type "f33"`},
		{"odd rows of halves", edit(`[2,8]`, `[2,7]`), weights.ErrManifest, 24, `"matrix.i4" has rows of 7`},
		{"twice", edit(`"name":"vector"`, `"name":"matrix"`), weights.ErrManifest, 24, "two tensors"},
		{"no shape", edit(`[5]`, `[ ]`), weights.ErrManifest, 24, `"vector": no shape`},
		{"empty shape", edit(`[5]`, `[0]`), weights.ErrManifest, 24, "shape [0]"},
		{"huge shape", edit(`[2,2,2]`, `[9e9,9]`), weights.ErrManifest, 24, ""},
		{"overflow", edit(`[2,2,2],"offset":`, `[94967296,94967]`+" "), weights.ErrManifest, 24, ""},
		{"not aligned", edit(`"offset":640`, `"offset":641`), weights.ErrManifest, 24, "vector: 5 times 4 bytes at 641"},
		{"negative", edit(`"offset":640`, `"offset":-64`), weights.ErrManifest, 24, "at -64"},
		{"scales outside", edit(`"scales":960`, `"scales":999`), weights.ErrManifest, 24, "cube.i8, scales: 2 times 4 bytes at 999"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := weights.Parse(c.edit(tiny(t)))
			var e *weights.FormatError
			if m != nil || !errors.As(err, &e) || !errors.Is(err, c.kind) {
				t.Fatalf("got %v, %v, want %v", m, err, c.kind)
			}
			if e.Offset != c.offset || !strings.Contains(e.Reason, c.reason) {
				t.Errorf("got %v, want %q at byte %d", err, c.reason, c.offset)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	fsys := fstest.MapFS{
		"page.html": {Data: bytes.Repeat([]byte("<html>"), 100)},
		"cut.model": {Data: tiny(t)[:900]},
		"bad.model": {Data: append(tiny(t)[:1183], 0)},
	}
	for name, kind := range map[string]error{
		"page.html":    weights.ErrForeign,
		"cut.model":    weights.ErrTruncated,
		"bad.model":    weights.ErrChecksum,
		"absent.model": fs.ErrNotExist,
	} {
		if _, err := weights.Open(fsys, name); !errors.Is(err, kind) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v, want %v", name, err, kind)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(tiny(f))
	f.Add(tiny(f)[:100])
	f.Add([]byte("\x89DICTUM\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, data := range [][]byte{data, seal(data)} {
			m, err := weights.Parse(data)
			if err != nil {
				if e := (*weights.FormatError)(nil); !errors.As(err, &e) || e.Err == nil {
					t.Fatalf("error of another kind: %v", err)
				}
				continue
			}
			for _, name := range m.Names() {
				tensor, err := tensorOf(m, name)
				if err != nil {
					t.Fatal(err)
				}
				n := 1
				for _, d := range tensor.Shape {
					n *= d
				}
				if len(tensor.F32)+len(tensor.I8)+2*len(tensor.I4) != n || tensor.F32 == nil && len(tensor.Scales) != tensor.Shape[0] {
					t.Fatalf("%q: shape %v, %d + %d + 2*%d elements, %d scales", name, tensor.Shape, len(tensor.F32), len(tensor.I8),
						len(tensor.I4), len(tensor.Scales))
				}
			}
		}
	})
}

// tensorOf returns the tensor of that name, whatever its shape.
func tensorOf(m *weights.Model, name string) (t weights.Tensor, err error) {
	var shape []int
	for range 100 {
		if t, err = m.Tensor(name, shape...); err == nil {
			return t, nil
		}
		shape = append(shape, weights.Any)
	}
	return t, err
}

func ExampleOpen() {
	m, err := weights.Open(os.DirFS("testdata"), "tiny.model")
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := m.Tensor("cube.i8", 2, 2, 2)
	fmt.Println(t.I8[3], t.Scales[0], err)
	_, err = m.Tensor("cube.i8", 4, 2)
	fmt.Println(err)
	// Output:
	// 127 0.023622047 <nil>
	// weights: tiny.model: model lacks a tensor that fits: at byte 896: "cube.i8" has the shape [2 2 2], want [4 2]
}
