package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

// explainCommand is "dictum explain".
type explainCommand struct {
	reading

	Passes bool `help:"List all passes with what each is for, and read nothing."`
}

// Help is what --help adds.
func (*explainCommand) Help() string {
	return `Each paragraph is followed by what was found in it, in order, a line each: the words, what they are, and the
passes that decided it.

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Run reads all the articles and writes each with what was decided in it.
func (c *explainCommand) Run(ctx context.Context, s *std) error {
	if c.Passes {
		return listPasses(s.out)
	}
	return c.each(ctx, s, false, func(doc *extract.Document) error {
		w := bufio.NewWriter(s.out)
		writeDecisions(w, doc)
		return w.Flush()
	})
}

func listPasses(out io.Writer) error {
	w := bufio.NewWriter(out)
	stage := ""
	for _, p := range extract.Passes() {
		if p.Stage != stage {
			stage = p.Stage
			fmt.Fprintf(w, "%s\n", stage)
		}
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %-26s%s", p.Name, p.Purpose), " "))
	}
	return w.Flush()
}

// A decision is something that was found at a place of the text.
type decision struct {
	text.Excerpt
	what   string
	passes []string
}

// writeDecisions writes each block of a document with the decisions in it.
func writeDecisions(w io.Writer, doc *extract.Document) {
	fmt.Fprintf(w, "%s\n", cmp.Or(clean(doc.ID), "article"))
	all := decisions(doc)
	for _, b := range doc.Blocks {
		fmt.Fprintf(w, "\n%s\n", clean(strings.Join(strings.Fields(b.Of(doc.Text)), " ")))
		for len(all) > 0 && all[0].Start < b.End {
			d := all[0]
			all = all[1:]
			fmt.Fprintf(w, "    %-32s %-40s %s\n", short(d.Text, 32), short(d.what, 40), strings.Join(d.passes, ", "))
		}
	}
	fmt.Fprintln(w)
}

// decisions returns what was decided in a document, in the order of the text.
func decisions(doc *extract.Document) []decision {
	var all []decision
	for _, e := range doc.Entities {
		all = appendEntity(all, e)
	}
	for _, q := range doc.Quotes {
		all = appendQuote(all, q)
	}
	slices.SortStableFunc(all, func(a, b decision) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	return all
}

func appendEntity(all []decision, e *entity.Entity) []decision {
	for _, m := range e.Mentions {
		d := decision{m.Excerpt, fmt.Sprintf("%s %s: %s", e.ID, m.Kind, e.Name), passes(m.Pass)}
		if m.Sieve != "" {
			d.passes = append(d.passes, "joined by "+m.Sieve)
		}
		all = append(all, d)
	}
	for i, r := range e.Roles {
		what := fmt.Sprintf("role of %s %s", e.ID, e.Name)
		var by []string
		if i < len(e.RolePasses) {
			by = passes(e.RolePasses[i])
		}
		all = append(all, decision{r, what, by})
	}
	return all
}

func appendQuote(all []decision, q *quote.Quote) []decision {
	if len(q.Content) > 0 {
		all = append(all, decision{q.Content[0], string(q.Kind) + " quote", q.Passes.Content})
	}
	if q.Source != nil {
		what, by := "source: nobody named", passes(q.Passes.Source)
		if q.Speaker != nil {
			what = fmt.Sprintf("source: %s %s", q.Speaker.ID, q.Speaker.Name)
		}
		if q.Passes.Speaker != "" {
			by = append(by, "speaker by "+q.Passes.Speaker)
		}
		all = append(all, decision{*q.Source, what, by})
	} else if q.Speaker != nil && len(q.Content) > 0 {
		all = append(all, decision{q.Content[0], fmt.Sprintf("speaker: %s %s", q.Speaker.ID, q.Speaker.Name), passes(q.Passes.Speaker)})
	}
	return all
}

// passes lists a pass, if there is one.
func passes(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

// short returns s in one line of at most n runes.
func short(s string, n int) string {
	r := []rune(clean(strings.Join(strings.Fields(s), " ")))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}
