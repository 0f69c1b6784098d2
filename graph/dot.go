package graph

import (
	"bufio"
	"cmp"
	"errors"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/palette"
	"dictum.example/quote"
)

// dot writes the language of Graphviz (https://graphviz.org/doc/info/lang.html).
// A drawing shows less than the other formats: each article is a box with its
// quotes, joined to who said them and what they are about, and people are
// joined to what they belong to.
type dot struct {
	out   *bufio.Writer
	nodes *merger
	begun bool
}

func (d *dot) add(f *facts) error {
	d.begin()
	drawn := map[*node]bool{}
	d.out.WriteString("  subgraph " + dotString("cluster "+f.iri) + " {\n")
	title := wrap(excerpt(cmp.Or(f.title, f.iri), maxTitle), titleWidth)
	if f.date != "" {
		title += "\n" + f.date
	}
	d.out.WriteString("    label=" + dotString(title) + ";\n")
	walk(f.quotes, func(q *said) {
		d.out.WriteString("    " + dotString(q.iri) + " [shape=note, fillcolor=white, label=" +
			dotString(wrap(excerpt(oneLine(q.Text), 160), 36)) +
			", tooltip=" + dotString(excerpt(oneLine(q.Text), 1000)) + "];\n")
	})
	d.out.WriteString("  }\n")
	walk(f.quotes, func(q *said) {
		for _, n := range q.speakers {
			drawn[n] = true
			d.edge(n.iri, q.iri, verb(q.Polarity), "solid")
		}
		if q.addressee != nil {
			drawn[q.addressee] = true
			d.edge(q.iri, q.addressee.iri, "to", "dotted")
		}
		for _, n := range q.about {
			drawn[n] = true
			d.edge(q.iri, n.iri, "about", "dashed")
		}
		for _, inner := range q.nested {
			d.edge(q.iri, inner.iri, "within", "dotted")
		}
	})
	held := map[[2]*node]bool{} // an office says more than "works for"
	for _, r := range f.roles {
		if r.at != nil {
			held[[2]*node{r.holder, r.at}] = true
			drawn[r.holder], drawn[r.at] = true, true
			d.edge(r.holder.iri, r.at.iri, wrap(excerpt(r.name, 60), 24), "bold")
		}
	}
	for _, t := range f.ties {
		if t.object != nil && t.stands() && !held[[2]*node{t.subject, t.object}] {
			drawn[t.subject], drawn[t.object] = true, true
			d.edge(t.subject.iri, t.object.iri, strings.ReplaceAll(string(t.Kind), "_", " "), "bold")
		}
	}
	for _, n := range f.nodes {
		if drawn[n] {
			d.nodes.add(n.iri, nodeName+n.name, 1)
			d.nodes.add(n.iri, nodeClass+n.class.label+":"+string(n.entity), 1)
		}
	}
	return errors.Join(d.nodes.settle(), d.out.Flush())
}

// The length of an article's title, and of a line of it. Graphviz has room for 16 kB in a
// string.
const (
	maxTitle   = 300
	titleWidth = 80
)

func verb(p quote.Polarity) string {
	switch p {
	case quote.Denied:
		return "denied"
	case quote.Declined:
		return "declined to say"
	}
	return "said"
}

func (d *dot) close() error {
	d.begin()
	err := d.nodes.each(func(iri string, c counts) error {
		label, kind, _ := strings.Cut(c.most(nodeClass), ":")
		shape := map[string]string{"Person": "box", "Group": "box", "Organization": "box", "Place": "ellipse"}[label]
		if shape == "" {
			shape = "hexagon"
		}
		style := "filled,rounded"
		if kind == "" {
			style = "filled,rounded,dashed"
		}
		d.out.WriteString("  " + dotString(iri) + " [shape=" + shape + ", style=" + dotString(style) + ", fillcolor=" +
			dotString(palette.Of(entity.Type(kind)).Light) + ", label=" + dotString(wrap(excerpt(c.most(nodeName), 80), 28)) + "];\n")
		return nil
	})
	d.out.WriteString("}\n")
	return errors.Join(err, d.out.Flush(), d.discard())
}

func (d *dot) discard() error { return d.nodes.close() }

func (d *dot) begin() {
	if d.begun {
		return
	}
	d.begun = true
	d.out.WriteString(`digraph dictum {
  graph [rankdir=LR, newrank=true, fontname="Helvetica", fontsize=12, ranksep=1, nodesep=0.2, style=rounded, color=gray70];
  node [fontname="Helvetica", fontsize=11, style=filled];
  edge [fontname="Helvetica", fontsize=9, color=gray30, fontcolor=gray20];
`)
}

func (d *dot) edge(from, to, label, style string) {
	d.out.WriteString("  " + dotString(from) + " -> " + dotString(to) + " [label=" + dotString(label) + ", style=" + style + "];\n")
}

// dotString quotes s as Graphviz reads labels: escapes, and XML's entities too.
func dotString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "\n", `\n`, "\r", " ").Replace(xmlSafe(s)) + `"`
}

// excerpt returns at most n runes of s.
func excerpt(s string, n int) string {
	count := 0
	for i := range s {
		if count == n {
			return s[:i] + "…"
		}
		count++
	}
	return s
}

// wrap breaks s into lines of about width runes.
func wrap(s string, width int) string {
	var b strings.Builder
	column := 0
	for i, w := range strings.Fields(s) {
		n := len([]rune(w))
		switch {
		case i > 0 && column+1+n > width:
			b.WriteByte('\n')
			column = 0
		case i > 0:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(w)
		column += n
	}
	return b.String()
}
