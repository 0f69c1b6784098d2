// Command link writes what the linker chooses from, for train.py to learn from.
//
//	go run ./train/link [-masked] GOLD.jsonl DOCUMENTS.jsonl >CHOICES.jsonl
//
// GOLD has articles with "links": [{"start","end","qid"}], as the referee of links reads
// them; DOCUMENTS are what dictum extract makes of them. A line of CHOICES is a name that
// the gold speaks of: the features of its candidates, and which of them is right, -1 where
// none is. With -masked every name whose right candidate the base has comes once more,
// from a base without that: what it is like when the base knows the namesakes only.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"slices"

	"dictum.example/internal/gazetteer"
	"dictum.example/internal/link"
	"dictum.example/kb"
)

type gold struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Links []struct {
		Start    int     `json:"start"`
		End      int     `json:"end"`
		QID      *string `json:"qid"`
		Kind     string  `json:"kind"`
		Optional bool    `json:"optional"`
	} `json:"links"`
}

type document struct {
	ID       string `json:"id"`
	Entities []struct {
		Type     string   `json:"type"`
		Name     string   `json:"name"`
		Aliases  []string `json:"aliases"`
		Mentions []struct {
			Start int    `json:"start"`
			End   int    `json:"end"`
			Kind  string `json:"kind"`
		} `json:"mentions"`
		Roles []struct {
			Text string `json:"text"`
		} `json:"roles"`
	} `json:"entities"`
}

// A choice is a line of the output.
type choice struct {
	link.Choice
	Doc  string `json:"doc"`
	Text string `json:"text"`
	Type string `json:"type"`
	Gold string `json:"gold"`
	// Right is the index of the right candidate.
	Right int `json:"right"`
	// Mentions are how many names the gold links to the thing.
	Mentions int  `json:"mentions"`
	Masked   bool `json:"masked,omitempty"`
}

func main() {
	log.SetFlags(0)
	masked := flag.Bool("masked", false, "also without the right candidates")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("usage: link [-masked] GOLD.jsonl DOCUMENTS.jsonl >CHOICES.jsonl")
	}
	if err := run(flag.Arg(0), flag.Arg(1), *masked, os.Stdout); err != nil {
		log.Fatal("link: ", err)
	}
}

func run(goldFile, docFile string, masked bool, w io.Writer) error {
	golds := map[string]gold{}
	if err := each(goldFile, func(g gold) error { golds[g.ID] = g; return nil }); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	err := each(docFile, func(d document) error {
		g, ok := golds[d.ID]
		if !ok {
			return nil
		}
		for _, c := range choices(g, d, masked) {
			if err := enc.Encode(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// each reads JSON Lines.
func each[T any](name string, yield func(T) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for n := 1; ; n++ {
		var v T
		if err := dec.Decode(&v); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: article %d: %w", name, n, err)
		}
		if err := yield(v); err != nil {
			return err
		}
	}
}

// A hiding base does not know one thing.
type hiding struct {
	kb.Base
	id string
}

func (h hiding) Lookup(name string) []kb.Entry {
	return slices.DeleteFunc(slices.Clone(h.Base.Lookup(name)), func(e kb.Entry) bool { return e.ID == h.id })
}

func choices(g gold, d document, masked bool) []choice {
	var names []link.Name
	for _, e := range d.Entities {
		n := link.Name{Text: e.Name, Forms: e.Aliases, Type: e.Type}
		for _, r := range e.Roles {
			n.Roles = append(n.Roles, r.Text)
		}
		for _, m := range e.Mentions {
			if m.Kind == "name" {
				n.Spans = append(n.Spans, [2]int{m.Start, m.End})
			}
		}
		if len(n.Spans) > 0 {
			names = append(names, n)
		}
	}
	var out []choice
	for _, c := range link.Choices(gazetteer.Default, g.Text, names) {
		n := names[c.Name]
		qid, mentions, known := meant(g, n.Spans)
		if !known {
			continue
		}
		right := -1
		if qid != "" {
			right = slices.Index(c.IDs, qid)
		}
		x := choice{Choice: c, Doc: d.ID, Text: n.Text, Type: n.Type, Gold: qid, Right: right, Mentions: mentions}
		out = append(out, x)
		if !masked || right < 0 {
			continue
		}
		for _, m := range link.Choices(hiding{gazetteer.Default, qid}, g.Text, names) {
			if m.Name == c.Name {
				x.Choice, x.Right, x.Masked = m, -1, true
				out = append(out, x)
			}
		}
	}
	return out
}

// meant returns what the gold says that most of the places mean, "" for what has no
// item; known is false where it says nothing.
func meant(g gold, spans [][2]int) (qid string, mentions int, known bool) {
	votes := map[string]int{}
	for _, s := range spans {
		for _, l := range g.Links {
			if l.Start == s[0] && l.End == s[1] ||
				l.End == s[1] && 2*(min(l.End, s[1])-max(l.Start, s[0])) >= max(l.End-l.Start, s[1]-s[0]) {
				q := ""
				if l.QID != nil {
					q = *l.QID
				}
				if q == "Q0" || l.Optional { // not annotated
					continue
				}
				votes[q]++
				break
			}
		}
	}
	for q, n := range votes {
		if n > mentions || n == mentions && q < qid {
			qid, mentions, known = q, n, true
		}
	}
	return qid, mentions, known
}
