// Passes tells what each pass of the engines is worth: how often it fires on annotated
// articles, how often rightly where the annotation tells, and what every figure is without it.
//
//	passes -cache READINGS.gob [-only PASS] GOLD.jsonl…
//
// Each GOLD.jsonl has annotated articles as package eval reads them: with mentions, attributions, chains or
// pronouns. What the network reads is kept in READINGS.gob. Differences are in percent points; those that are
// nought are left out, so that a line without any is of a pass that no figure misses.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"dictum.example/bench/readings"
	"dictum.example/entity"
	"dictum.example/eval"
	"dictum.example/extract"
	"dictum.example/internal/doc"
	"dictum.example/internal/engine"
	"dictum.example/text"
)

func main() {
	log.SetFlags(0)
	cache := flag.String("cache", "", "the `file` that keeps what the network reads")
	only := flag.String("only", "", "measure this `pass` alone")
	flag.Parse()
	if err := run(os.Stdout, *cache, *only, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

// A set is a file of annotated articles with what the network read of them.
type set struct {
	gold []*eval.Article
	read []*readings.Article
}

func run(w io.Writer, cache, only string, files []string) error {
	if cache == "" || len(files) == 0 {
		return errors.New("give -cache and files of annotated articles")
	}
	sets, err := load(files, cache)
	if err != nil {
		return err
	}
	all, fired := measure(sets, "")
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "all passes:", all)
	for _, stage := range engine.Stages() {
		fmt.Fprintf(out, "\n%s\n", stage.Name)
		for _, p := range stage.Passes {
			if only != "" && p.Name != only {
				continue
			}
			without, _ := measure(sets, p.Name)
			fmt.Fprintf(out, "  %-24s %v; without it%s\n", p.Name, fired[p.Name], without.minus(all))
		}
	}
	return out.Flush()
}

func load(files []string, cache string) ([]set, error) {
	var sets []set
	for i, name := range files {
		read, err := readings.Load(context.Background(), name, fmt.Sprintf("%s.%d", cache, i))
		if err != nil {
			return nil, err
		}
		gold, err := annotated(name)
		if err != nil {
			return nil, err
		}
		if len(gold) != len(read) {
			return nil, fmt.Errorf("%s: %d articles, %d annotated", name, len(read), len(gold))
		}
		sets = append(sets, set{gold, read})
	}
	return sets, nil
}

func annotated(name string) ([]*eval.Article, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var gold []*eval.Article
	for a, err := range eval.ReadArticles(f, name) {
		if err != nil {
			return nil, err
		}
		gold = append(gold, a)
	}
	return gold, nil
}

// measure returns the figures of the sets without a pass, and how often each pass fires.
func measure(sets []set, without string) (figures, map[string]*firings) {
	rules := engine.Engine{Without: map[string]bool{without: true}}
	fired := map[string]*firings{}
	for _, s := range engine.Stages() {
		for _, p := range s.Passes {
			fired[p.Name] = &firings{}
		}
	}
	var out figures
	for _, s := range sets {
		names := eval.NameScorer{Labels: eval.Core, Loose: true}
		attributions, coref, pronouns := eval.QuoteScorer{}, eval.CorefScorer{Named: true}, eval.PronounScorer{}
		for i, a := range s.read {
			entities, quotes := rules.Read(doc.New(a.Reading), a.Published)
			found := &extract.Document{
				Article:  extract.Article{ID: a.ID, Text: a.Text, Published: a.Published},
				Entities: entities, Quotes: quotes,
			}
			p := eval.FromDocument(found)
			count(fired, found, names.Add(s.gold[i], p), s.gold[i].Mentions != nil)
			attributions.Add(s.gold[i], p)
			coref.Add(s.gold[i], p)
			pronouns.Add(s.gold[i], p)
		}
		out = append(out, names.Scores().All.F1(), attributions.Scores().Attribution.F1(), attributions.Scores().Speaker.Accuracy(),
			coref.Scores().CoNLL(), pronouns.Scores().All.F1())
	}
	return out, fired
}

// kinds are what each set's figures are of.
var kinds = [...]string{"names", "attribution", "speaker", "coreference", "pronouns"}

// figures are those of every set in turn, one for each of kinds; one of what a set does not annotate is nought.
type figures []float64

// String lists the figures in percent, with the number of their set.
func (f figures) String() string {
	var b strings.Builder
	for i, x := range f {
		if x != 0 {
			fmt.Fprintf(&b, " %s %d %.2f", kinds[i%len(kinds)], i/len(kinds)+1, 100*x)
		}
	}
	return b.String()
}

// minus lists by how much figures differ.
func (f figures) minus(all figures) string {
	var b strings.Builder
	for i, x := range f {
		if d := 100 * (x - all[i]); d < -.005 || d > .005 {
			fmt.Fprintf(&b, " %s %d %+.2f", kinds[i%len(kinds)], i/len(kinds)+1, d)
		}
	}
	if b.Len() == 0 {
		return " no figure changes"
	}
	return b.String()
}

// Firings count what a pass made, and of the names among it those that the annotation tells are right or wrong.
type firings struct{ made, right, wrong int }

// String tells how often a pass fires, and how often rightly where that is known.
func (f *firings) String() string {
	if n := f.right + f.wrong; n > 0 {
		return fmt.Sprintf("fires %d times, of %d names %d right", f.made, n, f.right)
	}
	return fmt.Sprintf("fires %d times", f.made)
}

// count adds what passes made of a document.
func count(fired map[string]*firings, found *extract.Document, wrong []eval.Miss, told bool) {
	add := func(pass string) *firings {
		f := fired[pass]
		if f == nil {
			f = &firings{}
			fired[pass] = f
		}
		f.made++
		return f
	}
	spurious := map[text.Span]bool{}
	for _, m := range wrong {
		if m.Fault == eval.Spurious {
			spurious[m.Span] = true
		}
	}
	for _, e := range found.Entities {
		for _, m := range e.Mentions {
			f := add(m.Pass)
			if m.Sieve != "" {
				add(m.Sieve)
			}
			if label, ok := eval.Core.Label(string(m.Type)); told && ok && label != "" && m.Kind == entity.Name {
				if spurious[m.Span] {
					f.wrong++
				} else {
					f.right++
				}
			}
		}
		for _, p := range e.RolePasses {
			add(p)
		}
	}
	for _, q := range found.Quotes {
		for _, p := range append(q.Passes.Content, q.Passes.Source, q.Passes.Speaker, q.Passes.Addressee) {
			add(p)
		}
	}
}
