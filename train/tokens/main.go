// Command tokens compares the tokenizer with HuggingFace's, id by id.
//
//	go run ./train/tokens REFERENCE.jsonl
//
// REFERENCE is what train/wordpiece_reference.py writes: the vocabulary, then a text a line with its tokens. It prints
// the first texts that differ, and fails where any does.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/wordpiece"
)

// shown bounds the differences that are printed.
const shown = 20

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: tokens REFERENCE.jsonl")
	}
	f, err := os.Open(os.Args[1])
	if err == nil {
		err = run(os.Stdout, f)
	}
	if err != nil {
		log.Fatal("tokens: ", err)
	}
}

// A row is a text with its tokens.
type row struct {
	Text   []byte   `json:"text"`
	Words  [][3]int `json:"words"` // start, end, number of pieces
	IDs    []int32  `json:"ids"`
	Shapes []int    `json:"shapes"`
}

func run(w io.Writer, reference io.Reader) error {
	d := json.NewDecoder(bufio.NewReaderSize(reference, 1<<20))
	var vocab []string
	if err := d.Decode(&vocab); err != nil {
		return err
	}
	tok, err := wordpiece.New(vocab)
	if err != nil {
		return err
	}
	lines, pieces, bad := 0, 0, 0
	for ; d.More(); lines++ {
		var want row
		if err := d.Decode(&want); err != nil {
			return fmt.Errorf("text %d: %w", lines+1, err)
		}
		got := tokenize(tok, want.Text)
		pieces += len(got.IDs)
		if d := cmp.Diff(want, got); d != "" {
			if bad++; bad <= shown {
				fmt.Fprintf(w, "%.100q (-reference +got)\n%s\n", want.Text, d)
			}
		}
	}
	fmt.Fprintf(w, "%d texts, %d pieces\n", lines, pieces)
	if bad > 0 {
		return fmt.Errorf("%d texts differ", bad)
	}
	return nil
}

func tokenize(tok *wordpiece.Tokenizer, text []byte) row {
	tokens := tok.Tokenize(string(text))
	r := row{Text: text, Words: [][3]int{}, IDs: tokens.IDs, Shapes: make([]int, len(tokens.Shapes))}
	for _, w := range tokens.Words {
		r.Words = append(r.Words, [3]int{w.Start, w.End, w.N})
	}
	for i, s := range tokens.Shapes {
		r.Shapes[i] = int(s)
	}
	return r
}
