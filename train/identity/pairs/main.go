// Command pairs writes what the weights of identity over articles are learned from: for
// each pair of names that may be one thing, its features and, where the annotation
// tells, whether it is.
//
//	go run ./train/identity/pairs DOCUMENTS.jsonl [GOLD.jsonl] > PAIRS.tsv
//
// DOCUMENTS is what "dictum extract --format jsonl" wrote of GOLD's articles. Without
// GOLD, full names stand in for lone ones, and no annotation is needed. A line
// has the label (1 or 0), the group of a lone name (0 for two full ones), both names,
// and the features as NAME=VALUE, with tabs between.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/identity"
)

type gold struct {
	ID       string    `json:"id"`
	Mentions []mention `json:"mentions"`
}

type mention struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Cluster string `json:"cluster"`
}

func main() {
	log.SetFlags(0)
	var err error
	switch len(os.Args) {
	case 2:
		err = pretended(os.Args[1], os.Stdout)
	case 3:
		err = run(os.Args[1], os.Args[2], os.Stdout)
	default:
		log.Fatal("usage: pairs DOCUMENTS.jsonl [GOLD.jsonl]")
	}
	if err != nil {
		log.Fatal(err)
	}
}

func pretended(documents string, w io.Writer) error {
	var articles []*identity.Article
	if err := each(documents, func(d extract.Document) { articles = append(articles, identity.Read(&d)) }); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	for _, c := range identity.Pretended(articles) {
		write(out, c, c.Known > 0)
	}
	return out.Flush()
}

func write(w io.Writer, c identity.Candidate, same bool) {
	label := 0
	if same {
		label = 1
	}
	fmt.Fprintf(w, "%d\t%d\t%s\t%s", label, c.Group, c.Names[0], c.Names[1])
	for _, f := range c.Features {
		fmt.Fprintf(w, "\t%s=%.4g", f.Name, f.Value)
	}
	fmt.Fprintln(w)
}

func run(documents, annotation string, w io.Writer) error {
	mentions := map[string][]mention{}
	if err := each(annotation, func(g gold) { mentions[g.ID] = g.Mentions }); err != nil {
		return err
	}
	things := map[identity.Named]string{}
	var articles []*identity.Article
	err := each(documents, func(d extract.Document) {
		ms, ok := mentions[d.ID]
		if !ok {
			return
		}
		articles = append(articles, identity.Read(&d))
		for _, e := range d.Entities {
			if t := thingOf(e, ms); t != "" {
				things[identity.Named{Article: identity.ArticleID(&d), Entity: e.ID}] = t
			}
		}
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	for _, c := range identity.Candidates(articles, 0.5) {
		a, b := most(c.Members[0], things), most(c.Members[1], things)
		if a != "" && b != "" {
			write(out, c, a == b)
		}
	}
	return out.Flush()
}

// thingOf returns the thing of most annotated mentions that e's names lie on.
func thingOf(e *entity.Entity, ms []mention) string {
	counts := map[string]int{}
	for _, m := range e.Mentions {
		for _, g := range ms {
			if m.Kind == entity.Name && m.Start < g.End && g.Start < m.End && 2*(min(m.End, g.End)-max(m.Start, g.Start)) >= g.End-g.Start {
				counts[g.Cluster]++
			}
		}
	}
	return leading(counts)
}

func most(members []identity.Named, things map[identity.Named]string) string {
	counts := map[string]int{}
	for _, m := range members {
		if t := things[m]; t != "" {
			counts[t]++
		}
	}
	return leading(counts)
}

func leading(counts map[string]int) (best string) {
	for t, n := range counts {
		if n > counts[best] || n == counts[best] && t < best {
			best = t
		}
	}
	return best
}

// each decodes the values of a file of JSON lines.
func each[T any](name string, f func(T)) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	decode := json.NewDecoder(bufio.NewReader(file))
	for {
		var v T
		if err := decode.Decode(&v); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		f(v)
	}
}
