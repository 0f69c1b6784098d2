package reader

import (
	"testing"

	"dictum.example/internal/wordpiece"
	"dictum.example/text"
)

func TestVectorsAreKept(t *testing.T) {
	var v Vectors
	v.width = 2
	v.append([]wordpiece.Word{{Span: text.Span{Start: 3, End: 5}}, {Span: text.Span{Start: 300, End: 302}}},
		[]float32{1, -1, .5, 0, 9, 0, -9, 2})
	b, err := v.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var again Vectors
	if err := again.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	a, c := v.At(301)
	x, y := again.At(301)
	if string(bytesOf(a)) != string(bytesOf(x)) || string(bytesOf(c)) != string(bytesOf(y)) || len(x) != 2 {
		t.Errorf("got %v %v, want %v %v", x, y, a, c)
	}
	for n := range b {
		if err := again.UnmarshalBinary(b[:n]); err == nil {
			t.Errorf("%d of %d bytes are accepted", n, len(b))
		}
	}
}

func bytesOf(xs []int8) []byte {
	b := make([]byte, len(xs))
	for i, x := range xs {
		b[i] = byte(x)
	}
	return b
}
