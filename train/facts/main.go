// Command facts writes what the ranker of pairs learns from: the pairs of mentions in articles.
//
//	go run ./train/facts ARTICLES.jsonl >PAIRS
//
// ARTICLES has "id" and "text" in each line.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log"
	"os"
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/doc"
	"dictum.example/internal/encoder"
	"dictum.example/internal/engine"
	"dictum.example/internal/facts"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: facts ARTICLES.jsonl >PAIRS")
	}
	in, err := os.Open(os.Args[1])
	if err == nil {
		err = run(os.Stdout, in, os.Args[1])
	}
	if err != nil {
		log.Fatal("facts: ", err)
	}
}

func run(w io.Writer, in io.Reader, name string) error {
	m, err := model.Embedded()
	if err != nil {
		return err
	}
	network, err := reader.New(m, encoder.Stored)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	lines := json.NewEncoder(out)
	for a, err := range extract.ReadArticles(in, name, -1) {
		if err != nil {
			return err
		}
		l := text.Parse(a.Text)
		read, err := network.Read(context.Background(), l)
		if err != nil {
			return err
		}
		d := doc.New(read)
		entities, quotes := engine.Engine{}.Read(d, time.Time{})
		pairs := facts.Pairs(facts.Article{Layout: l, Profiles: &read.Profiles, Entities: entities, Quotes: quotes})
		if err := lines.Encode(newArticle(a.ID, entities, pairs)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// An article is a line of the output.
type article struct {
	ID       string     `json:"id"`
	Features int        `json:"features"` // how many there are
	Entities [][][2]int `json:"entities"` // their mentions
	Types    []string   `json:"types"`    // theirs
	Pairs    []pair     `json:"pairs"`
}

type pair struct {
	A        [3]int   `json:"a"` // start, end, number of the entity
	B        [3]int   `json:"b"`
	Words    [4]int   `json:"w"` // of a and of b
	Heads    [3]int   `json:"h"` // a's, b's, and the word above both
	Path     []int    `json:"p"` // the words between in the tree
	Features []uint16 `json:"f"`
}

func newArticle(id string, entities []*entity.Entity, pairs []facts.Pair) article {
	a := article{ID: id, Features: facts.NumFeatures}
	number := map[*entity.Entity]int{}
	for i, e := range entities {
		number[e] = i
		var spans [][2]int
		for _, m := range e.Mentions {
			spans = append(spans, [2]int{m.Start, m.End})
		}
		a.Entities, a.Types = append(a.Entities, spans), append(a.Types, string(e.Type))
	}
	for _, p := range pairs {
		x, y := &p.Mentions[0], &p.Mentions[1]
		a.Pairs = append(a.Pairs, pair{
			A: [3]int{x.Start, x.End, number[x.Entity]}, B: [3]int{y.Start, y.End, number[y.Entity]},
			Words: [4]int{x.From, x.To, y.From, y.To}, Heads: [3]int{x.Head, y.Head, p.Top},
			Path: append([]int{}, p.Path...), Features: p.Features,
		})
	}
	return a
}
