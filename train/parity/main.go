// Command parity compares the labels of whole articles with those that the network's float32 original gives in PyTorch.
//
//	go run ./train/parity [-model FILE] ARTICLES.jsonl LABELS.jsonl
//
// LABELS is what train/predict.py --labels writes for ARTICLES. It prints the share of the words' labels that are the
// same with int8 weights, as the library reads, and with float32; it fails where either is below 99.5 %.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"log"
	"os"
	"slices"

	"dictum.example/extract"
	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/internal/weights"
	"dictum.example/text"
)

// least is the share of labels that must be the same.
const least = .995

func main() {
	log.SetFlags(0)
	file := flag.String("model", "", "the model `file`, in place of the embedded one")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("usage: parity [-model FILE] ARTICLES.jsonl LABELS.jsonl")
	}
	if err := run(os.Stdout, *file, flag.Arg(0), flag.Arg(1)); err != nil {
		log.Fatal("parity: ", err)
	}
}

func run(w io.Writer, file, articles, labels string) error {
	m, err := open(file)
	if err != nil {
		return err
	}
	var config struct{ Names []string }
	if err := m.Config(&config); err != nil {
		return err
	}
	var differ error
	for _, p := range []struct {
		name string
		encoder.Precision
	}{{"int8", encoder.Stored}, {"float32", encoder.Float32}} {
		r, err := reader.New(m, p.Precision)
		if err != nil {
			return err
		}
		c := comparison{reader: r, types: config.Names}
		if err := c.files(articles, labels); err != nil {
			return err
		}
		fmt.Fprintf(w, "%s: the same label on %d of %d word labels (%.3f %%)\n", p.name, c.same, c.all, 100*c.share())
		if c.share() < least {
			differ = errors.Join(differ, fmt.Errorf("%s: fewer than %g %% are the same", p.name, 100*least))
		}
	}
	return differ
}

func open(file string) (*weights.Model, error) {
	if file == "" {
		return model.Embedded()
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return weights.Parse(data)
}

// A labelling is the labels of an article's words: 0, or 1 more than four times the type, and the place in its span.
type labelling struct {
	ID    string
	Words [][2]int
	Names []int
	Parts []int
}

// A comparison counts the labels that are the same.
type comparison struct {
	reader    *reader.Reader
	types     []string // of names, in the order of their labels
	same, all int
}

func (c *comparison) share() float64 { return float64(c.same) / float64(max(1, c.all)) }

func (c *comparison) files(articles, labels string) error {
	texts, err := os.Open(articles)
	if err != nil {
		return err
	}
	defer texts.Close()
	file, err := os.Open(labels)
	if err != nil {
		return err
	}
	defer file.Close()
	return c.articles(extract.ReadArticles(texts, articles, -1), json.NewDecoder(bufio.NewReader(file)))
}

func (c *comparison) articles(articles iter.Seq2[extract.Article, error], labels *json.Decoder) error {
	for a, err := range articles {
		if err != nil {
			return err
		}
		var want labelling
		if err := labels.Decode(&want); err != nil {
			return fmt.Errorf("labels of %q: %w", a.ID, err)
		}
		if a.ID != want.ID {
			return fmt.Errorf("article %q, labels of %q", a.ID, want.ID)
		}
		got, err := c.reader.Read(context.Background(), text.Parse(a.Text))
		if err != nil {
			return err
		}
		c.count(c.names(got), want.Words, want.Names)
		c.count(parts(got), want.Words, want.Parts)
	}
	return nil
}

// count compares the labels of words by spans with those wanted.
func (c *comparison) count(spans []span, words [][2]int, want []int) {
	for i, w := range words {
		for len(spans) > 0 && spans[0].End <= w[0] {
			spans = spans[1:]
		}
		got := 0
		if len(spans) > 0 && spans[0].Start < w[1] {
			got = spans[0].label(w)
		}
		c.all++
		if got == want[i] {
			c.same++
		}
	}
}

// A span is a labelled span with its type's index.
type span struct {
	text.Span
	kind int
}

// label returns the label of a word in s: that of a word that begins it, is inside, ends it, or is all of it.
func (s span) label(w [2]int) int {
	place := 2
	switch begins, ends := s.Start >= w[0], s.End <= w[1]; {
	case begins && ends:
		place = 4
	case ends:
		place = 3
	case begins:
		place = 1
	}
	return place + 4*s.kind
}

func (c *comparison) names(r *reader.Reading) []span {
	var out []span
	for _, n := range r.Names {
		out = append(out, span{n.Span, slices.Index(c.types, n.Type)})
	}
	return out
}

// parts returns the sources, cues and contents in the order of the text.
func parts(r *reader.Reading) []span {
	var out []span
	for kind, labels := range [][]reader.Label{r.Sources, r.Cues, r.Contents} {
		for _, l := range labels {
			out = append(out, span{l.Span, kind})
		}
	}
	slices.SortFunc(out, func(a, b span) int { return a.Start - b.Start })
	return out
}
