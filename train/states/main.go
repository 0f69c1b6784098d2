// Command states writes what heads are trained on: the network's states of the words of articles.
//
//	go run ./train/states ARTICLES.jsonl STATES
//
// ARTICLES has "id" and "text" in each line. STATES holds the states of each word in order, as half floats;
// STATES.jsonl has a line for each article with its id, and its words as starts and ends in bytes.
package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"log"
	"math"
	"os"

	"dictum.example/extract"
	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: states ARTICLES.jsonl STATES")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal("states: ", err)
	}
}

func run(articles, name string) error {
	in, err := os.Open(articles)
	if err != nil {
		return err
	}
	defer in.Close()
	states, err := os.Create(name)
	if err != nil {
		return err
	}
	defer states.Close()
	words, err := os.Create(name + ".jsonl")
	if err != nil {
		return err
	}
	defer words.Close()
	if err := write(states, words, in, articles); err != nil {
		return err
	}
	return errors.Join(states.Close(), words.Close())
}

// A line tells where the words of an article stand.
type line struct {
	ID    string   `json:"id"`
	Words [][2]int `json:"words"`
}

func write(states, words io.Writer, in io.Reader, name string) error {
	m, err := model.Embedded()
	if err != nil {
		return err
	}
	r, err := reader.New(m, encoder.Stored)
	if err != nil {
		return err
	}
	rows, lines := bufio.NewWriterSize(states, 1<<20), json.NewEncoder(words)
	var row []byte
	r.Keep(func(s reader.States) {
		row = row[:0]
		for _, x := range s {
			row = binary.LittleEndian.AppendUint16(row, half(x))
		}
		_, _ = rows.Write(row) // Flush tells
	})
	for a, err := range extract.ReadArticles(in, name, -1) {
		if err != nil {
			return err
		}
		read, err := r.Read(context.Background(), text.Parse(a.Text))
		if err != nil {
			return err
		}
		if err := lines.Encode(line{a.ID, spans(&read.Profiles)}); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func spans(p *reader.Profiles) [][2]int {
	out := make([][2]int, p.Len())
	for i := range out {
		w := p.Word(i)
		out[i] = [2]int{w.Start, w.End}
	}
	return out
}

// half returns x as a half float; what is too small for one is 0, and what is too large is the largest.
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
