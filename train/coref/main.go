// Command coref resolves annotated documents, whose names are given, and writes what is found, in the form that the
// referee reads, or the choices that the ranker learns from, or both.
//
//	go run ./train/coref [-names NAMES.tsv | -own] [-read=false] [-base] [-choices FILE] [-entities FILE] GOLD.jsonl
//
// README.md says which documents.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"dictum.example/entity"
	"dictum.example/internal/attribution"
	"dictum.example/internal/doc"
	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// options are what the command is asked for.
type options struct {
	names    string
	own      bool
	read     bool
	base     bool
	choices  string
	entities string
}

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.names, "names", "", "the names of the documents, a token and its label a line, in `FILE`")
	flag.BoolVar(&o.own, "own", false, "resolve the names that the network reads, not those of the annotation")
	flag.BoolVar(&o.read, "read", true, "read with the network; without it there are no sources, cues and contents")
	flag.BoolVar(&o.base, "base", false, "resolve by equal names only")
	flag.StringVar(&o.choices, "choices", "", "write the ranker's choices to `FILE`, as JSON lines")
	flag.StringVar(&o.entities, "entities", "", "write the entities found to `FILE`, as JSON lines")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: coref [-names NAMES.tsv | -own] [-read=false] [-base] [-choices FILE] [-entities FILE] GOLD.jsonl")
	}
	if err := o.run(flag.Arg(0)); err != nil {
		log.Fatal("coref: ", err)
	}
}

func (o *options) run(name string) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	s := &school{options: o}
	if o.names != "" {
		if s.labels, err = readLabels(o.names); err != nil {
			return err
		}
	}
	var files []*os.File
	create := func(name string) *bufio.Writer {
		if name == "" || err != nil {
			return nil
		}
		var f *os.File
		if f, err = os.Create(name); err != nil {
			return nil
		}
		files = append(files, f)
		return bufio.NewWriter(f)
	}
	s.choices, s.entities = create(o.choices), create(o.entities)
	if err == nil {
		err = s.documents(in, name)
	}
	for _, f := range files {
		err = errors.Join(err, f.Close())
	}
	return err
}

// A school resolves documents.
type school struct {
	*options
	network           *reader.Reader // nil where none is asked
	labels            map[string][]token
	choices, entities *bufio.Writer // nil for those that are not written
}

func (s *school) documents(in io.Reader, name string) error {
	if s.read {
		m, err := model.Embedded()
		if err != nil {
			return err
		}
		if s.network, err = reader.New(m, encoder.Stored); err != nil {
			return err
		}
	}
	lines := json.NewDecoder(bufio.NewReader(in))
	for n := 1; lines.More(); n++ {
		var d document
		if err := lines.Decode(&d); err != nil {
			return fmt.Errorf("%s: document %d: %w", name, n, err)
		}
		if err := s.document(&d); err != nil {
			return fmt.Errorf("%s: document %d: %w", name, n, err)
		}
	}
	for _, w := range []*bufio.Writer{s.choices, s.entities} {
		if w != nil {
			if err := w.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *school) document(d *document) error {
	l := text.Parse(d.Text)
	r := &reader.Reading{Layout: l}
	if s.network != nil {
		var err error
		if r, err = s.network.Read(context.Background(), l); err != nil {
			return err
		}
	}
	r.Names = s.names(d, r)
	answer := func(c *resolve.Choice) int { return c.Ranked }
	if s.choices != nil {
		answer = func(c *resolve.Choice) int { return d.answer(c, s.choices) }
	}
	words := doc.New(r)
	z := resolve.Resolver{}.Names(words, time.Time{})
	z.Teach(attribution.Attributor{}.Find(words, z).Sources(), answer)
	entities := z.Entities
	if s.base {
		entities = equalNames(entities)
	}
	if s.entities != nil {
		return json.NewEncoder(s.entities).Encode(found(d.ID, entities))
	}
	return nil
}

// equalNames is the baseline: names that are written alike are one entity.
func equalNames(entities []*entity.Entity) []*entity.Entity {
	by := map[string]*entity.Entity{}
	var out []*entity.Entity
	for _, e := range entities {
		for _, m := range e.Mentions {
			if m.Kind != entity.Name {
				continue
			}
			x := by[m.Text]
			if x == nil {
				x = &entity.Entity{Name: m.Text, Type: m.Type}
				by[m.Text] = x
				out = append(out, x)
			}
			x.Mentions = append(x.Mentions, m)
		}
	}
	return out
}

// A foundMention and a foundEntity are as the referee reads them.
type foundMention struct {
	Start int         `json:"start"`
	End   int         `json:"end"`
	Type  entity.Type `json:"type"`
	Kind  entity.Kind `json:"kind"`
}

type foundEntity struct {
	ID       string         `json:"id"`
	Type     entity.Type    `json:"type"`
	Name     string         `json:"name"`
	Mentions []foundMention `json:"mentions"`
}

type foundDocument struct {
	ID       string        `json:"id"`
	Entities []foundEntity `json:"entities"`
}

func found(id string, entities []*entity.Entity) foundDocument {
	d := foundDocument{ID: id, Entities: []foundEntity{}}
	for _, e := range entities {
		f := foundEntity{ID: e.ID, Type: e.Type, Name: e.Name}
		for _, m := range e.Mentions {
			f.Mentions = append(f.Mentions, foundMention{m.Start, m.End, m.Type, m.Kind})
		}
		d.Entities = append(d.Entities, f)
	}
	return d
}
