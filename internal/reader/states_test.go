package reader_test

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"flag"
	"math"
	"os"
	"testing"

	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

var statesFile = flag.String("states", "", "write the states of the words of -texts to this `file`, and where the words stand to FILE.jsonl")

// TestStates writes what heads are trained on: for each text of -texts a line with its id, and its words as
// starts and ends in bytes; and in the other file, for each word in order, its States as half floats.
func TestStates(t *testing.T) {
	if *statesFile == "" || *textFile == "" {
		t.Skip("needs -texts and -states")
	}
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.New(m, encoder.Stored)
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(*textFile)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	states, words := create(t, *statesFile), create(t, *statesFile+".jsonl")
	var row []byte
	r.Keep(func(s reader.States) {
		row = row[:0]
		for _, x := range s {
			row = binary.LittleEndian.AppendUint16(row, half(x))
		}
		_, _ = states.Write(row) // Flush tells
	})
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var d struct {
			ID    string   `json:"id"`
			Text  string   `json:"text,omitempty"`
			Words [][2]int `json:"words"`
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		got, err := r.Read(t.Context(), text.Parse(d.Text))
		if err != nil {
			t.Fatal(err)
		}
		d.Text, d.Words = "", make([][2]int, got.Profiles.Len())
		for i := range d.Words {
			w := got.Profiles.Word(i)
			d.Words[i] = [2]int{w.Start, w.End}
		}
		if err := json.NewEncoder(words).Encode(d); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{lines.Err(), states.Flush(), words.Flush()} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func create(t *testing.T, name string) *bufio.Writer {
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return bufio.NewWriterSize(f, 1<<20)
}

// half returns x as a half float; what is too small for one is 0.
func half(x float32) uint16 {
	b := math.Float32bits(x)
	sign, exp := uint16(b>>16&0x8000), int(b>>23&0xff)-127+15
	switch {
	case exp <= 0:
		return sign
	case exp >= 31:
		return sign | 0x7bff
	}
	return sign | uint16(exp)<<10 | uint16(b>>13&0x3ff)
}
