package corpus_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/corpus"
	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

// quoting makes a document of marked text, as document does, with a quote for what stands between “ and ”, each said
// by the named speaker, "" for nobody.
func quoting(id, marked string, speakers ...string) *extract.Document {
	d := document(id, marked)
	at := 0
	for _, who := range speakers {
		start := at + strings.Index(d.Text[at:], "“")
		at = start + strings.Index(d.Text[start:], "”") + len("”")
		x := text.Span{Start: start, End: at}.Cut(d.Text)
		q := &quote.Quote{Kind: quote.Direct, Text: x.Text, Content: []text.Excerpt{x}, Quoted: []text.Excerpt{x}, Speech: true,
			Confidence: .9}
		if i := slices.IndexFunc(d.Entities, func(e *entity.Entity) bool { return e.Name == who }); i >= 0 {
			q.Speaker = d.Entities[i]
		}
		d.Quotes = append(d.Quotes, q)
	}
	return d
}

const (
	anna  = "{Anna Berg|PERSON} of {Ostra Shipping|ORG}: "
	karl  = "{Karl Oster|PERSON} of {Ostra Shipping|ORG}: "
	crane = "“We have checked every crane in the harbour, and not one of them will fall”"
)

// told returns the statements as "speaker: article article …".
func told(t *testing.T, x *corpus.Index) (list []string) {
	t.Helper()
	names := map[string]string{}
	for n, err := range x.Nodes(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		names[n.ID] = n.Label
	}
	for s, err := range x.Statements(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		var where []string
		for _, p := range s.Places {
			where = append(where, p.Article)
		}
		list = append(list, names[s.Speaker]+": "+strings.Join(where, " "))
	}
	return list
}

func TestStatements(t *testing.T) {
	for _, c := range []struct {
		name string
		docs []*extract.Document
		want []string
	}{
		{"the same words, other marks", []*extract.Document{quoting("a", anna+crane, "Anna Berg"),
			quoting("b", anna+strings.NewReplacer(",", "", "We", "“we").Replace(crane)[len("“"):], "Anna Berg")},
			[]string{"Anna Berg: a b"}},
		{"a part of it",
			[]*extract.Document{quoting("a", anna+"“not one of them will fall”", "Anna Berg"), quoting("b", anna+crane, "Anna Berg")},
			[]string{"Anna Berg: b a"}},
		{"words edited", []*extract.Document{quoting("a", anna+crane, "Anna Berg"),
			quoting("b", anna+"“We have checked every crane in the harbour, and none of them will fall”", "Anna Berg")},
			[]string{"Anna Berg: a b"}},
		{"nobody named in one", []*extract.Document{quoting("a", anna+crane, "Anna Berg"), quoting("b", crane, "")},
			[]string{"Anna Berg: a b"}},
		{"two speakers of many words", []*extract.Document{quoting("a", anna+crane, "Anna Berg"), quoting("b", karl+crane, "Karl Oster"),
			quoting("c", anna+crane, "Anna Berg")}, []string{"Anna Berg: a b c"}},
		{"two speakers who do not agree", []*extract.Document{quoting("a", anna+crane, "Anna Berg"),
			quoting("b", karl+crane, "Karl Oster")},
			[]string{": a b"}},
		{"two speakers of few words", []*extract.Document{quoting("a", anna+"“We have nothing to say”", "Anna Berg"),
			quoting("b", karl+"“We have nothing to say”", "Karl Oster")}, nil},
		{"few words of nobody",
			[]*extract.Document{quoting("a", anna+"“We have nothing to say”", "Anna Berg"),
				quoting("b", "“We have nothing to say”", "")}, nil},
		{"few words, one other", []*extract.Document{quoting("a", anna+"“We have nothing to say”", "Anna Berg"),
			quoting("b", anna+"“We have nothing to hide”", "Anna Berg")}, nil},
		{"fewer than five words",
			[]*extract.Document{quoting("a", anna+"“Nothing to say”", "Anna Berg"), quoting("b", anna+"“Nothing to say”", "Anna Berg")},
			nil},
		{"a part of two", []*extract.Document{quoting("a", anna+"“The harbour will be open all night and all day on Monday”", "Anna Berg"),
			quoting("b", anna+"“The harbour will be open in spite of every storm that comes”", "Anna Berg"),
			quoting("c", anna+"“The harbour will be open”", "Anna Berg")}, []string{"Anna Berg: a c"}},
		{"in one article twice", []*extract.Document{quoting("a", anna+crane+" "+crane, "Anna Berg", "Anna Berg")},
			[]string{"Anna Berg: a a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, told(t, index(t, corpus.Options{}, c.docs...))); diff != "" {
				t.Error(diff)
			}
			slices.Reverse(c.docs)
			if diff := cmp.Diff(c.want, told(t, index(t, corpus.Options{}, c.docs...))); diff != "" {
				t.Errorf("in the other order: %s", diff)
			}
		})
	}
}

// A quote gets the statement's node, and the speaker that others tell where its own article names that one.
func TestAnnotateQuotes(t *testing.T) {
	a, b := quoting("a", anna+crane, "Anna Berg"), quoting("b", anna+crane+" “Who knows that we are here”", "", "")
	other := quoting("c", karl+"“This is something else altogether, as you know”", "Karl Oster")
	dir := t.TempDir()
	x, err := corpus.Open(dir, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Add(a, b, other); err != nil {
		t.Fatal(err)
	}
	nodes(t, x, []*extract.Document{a, b, other})
	if a.Quotes[0].Node == "" || a.Quotes[0].Node != b.Quotes[0].Node || other.Quotes[0].Node != "" || b.Quotes[1].Node != "" {
		t.Errorf("nodes %q %q %q %q", a.Quotes[0].Node, b.Quotes[0].Node, other.Quotes[0].Node, b.Quotes[1].Node)
	}
	if who := b.Quotes[0].Speaker; who == nil || who.Name != "Anna Berg" || b.Quotes[0].SpeakerKind != quote.NamedPerson {
		t.Errorf("said by %v", who)
	}
	id := a.Quotes[0].Node
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if x, err = corpus.Open(dir, corpus.Options{}); err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if err := x.Add(quoting("0", anna+crane, "Anna Berg")); err != nil {
		t.Fatal(err)
	}
	nodes(t, x, []*extract.Document{a})
	if a.Quotes[0].Node != id {
		t.Errorf("node %s, before %s", a.Quotes[0].Node, id)
	}
	if err := x.Remove("0", "b"); err != nil {
		t.Fatal(err)
	}
	if nodes(t, x, []*extract.Document{a}); a.Quotes[0].Node != "" {
		t.Error("still a statement of several places")
	}
}

// A thousand statements that begin alike take no more than their number.
func BenchmarkStatements(b *testing.B) {
	var docs []*extract.Document
	for i := range 1000 {
		docs = append(docs, quoting(fmt.Sprint(i), anna+fmt.Sprintf("“I think that it is number %d and no other of them all”", i),
			"Anna Berg"))
	}
	for b.Loop() {
		x, err := corpus.New(corpus.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := x.Add(docs...); err != nil {
			b.Fatal(err)
		}
		if err := x.Resolve(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
