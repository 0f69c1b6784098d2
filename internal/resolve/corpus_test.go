package resolve

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// With -corpus.gold the test resolves annotated documents, whose names are
// given, and writes what it finds (-corpus.pred) in the form that the referee
// reads, or the choices that the ranker learns from (-corpus.dump). See
// train/coref/README.md.
var (
	corpusGold  = flag.String("corpus.gold", "", "JSON lines of annotated documents")
	corpusNames = flag.String("corpus.names", "", "their names, a token and its label a line")
	corpusPred  = flag.String("corpus.pred", "", "write the entities found, as JSON lines")
	corpusDump  = flag.String("corpus.dump", "", "write the ranker's choices, as JSON lines")
	corpusRead  = flag.Bool("corpus.read", true, "read with the network; without it there are no sources, cues and contents")
	corpusBase  = flag.Bool("corpus.base", false, "resolve by equal names only")
)

type goldDoc struct {
	ID     string     `json:"id"`
	Text   string     `json:"text"`
	Chains [][][2]int `json:"chains"`
	Heads  [][][2]int `json:"heads"`
	Types  []string   `json:"types"`
	Named  []bool     `json:"named"`

	Mentions []struct {
		Start, End int
		Type       string
	} `json:"mentions"`

	Sources []struct {
		Start, End int
		Names      []string
	} `json:"sources"`

	Pronoun *[2]int `json:"pronoun"`
	A       [2]int  `json:"a"`
	B       [2]int  `json:"b"`
	ACoref  bool    `json:"a_coref"`
	BCoref  bool    `json:"b_coref"`
}

func TestCorpus(t *testing.T) {
	if *corpusGold == "" {
		t.Skip("no -corpus.gold")
	}
	labels := readLabels(t, *corpusNames)
	net, err := embeddedReader()
	if err != nil {
		t.Fatal(err)
	}
	pred, dump := create(t, *corpusPred), create(t, *corpusDump)
	start, bytes := time.Duration(0), 0
	for _, line := range readLines(t, *corpusGold) {
		var d goldDoc
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		l := text.Parse(d.Text)
		r := &reader.Reading{Layout: l}
		if *corpusRead {
			var err error
			if r, err = net.Read(t.Context(), l); err != nil {
				t.Fatal(err)
			}
		}
		switch {
		case len(d.Mentions) > 0:
			r.Names = d.names()
		case d.Sources != nil: // the names are the reading's
		case d.Pronoun != nil:
			r.Names = d.gapNames(l, r.Names)
		case labels != nil:
			r.Names = align(d.Text, labels[d.ID])
		default:
			r.Names = d.namedChains()
		}
		choose := chooser(ranker)
		if dump != nil {
			choose = d.oracle(dump)
		}
		began := time.Now()
		z := Resolver{}.resolve(doc.New(r), time.Time{}, choose)
		start += time.Since(began)
		bytes += len(d.Text)
		if *corpusBase {
			z = equalNames(z)
		}
		if pred != nil {
			writeEntities(pred, d.ID, z)
		}
	}
	for _, f := range []*bufio.Writer{pred, dump} {
		if f != nil {
			if err := f.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d bytes in %v", bytes, start)
}

func create(t *testing.T, name string) *bufio.Writer {
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return bufio.NewWriter(f)
}

func readLines(t *testing.T, name string) []string {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// readLabels returns the tokens and labels of each document of a file of names.
func readLabels(t *testing.T, name string) map[string][][2]string {
	if name == "" {
		return nil
	}
	m := map[string][][2]string{}
	id := ""
	for _, line := range readLines(t, name) {
		if doc, ok := strings.CutPrefix(line, "# doc "); ok {
			id = doc
		} else if word, label, ok := strings.Cut(line, "\t"); ok {
			m[id] = append(m[id], [2]string{word, label})
		}
	}
	return m
}

var goldTypes = map[string]entity.Type{
	"person": entity.Person, "organization": entity.Org, "place": entity.GPE, "event": entity.Event, "object": entity.Product, "abstract": entity.WorkOfArt,
	"location": entity.GPE, "facility": entity.Fac, "norp": entity.NORP, "misc": entity.Event, "product": entity.Product, "animal": entity.Product, "plant": entity.Product, "substance": entity.Product,
}

// names returns the names of a document that is annotated with names alone.
func (d *goldDoc) names() []reader.Label {
	var ls []reader.Label
	for _, m := range d.Mentions {
		if g := goldTypes[strings.ToLower(m.Type)]; g != "" {
			ls = append(ls, reader.Label{Span: text.Span{Start: m.Start, End: m.End}, Type: string(g), Score: 1})
		}
	}
	return ls
}

// align finds the labelled tokens in the text.
func align(s string, tokens [][2]string) []reader.Label {
	var ls []reader.Label
	at := 0
	for _, tok := range tokens {
		i := strings.Index(s[at:], tok[0])
		if i < 0 || i > 200 {
			continue
		}
		span := text.Span{Start: at + i, End: at + i + len(tok[0])}
		at = span.End
		begin, typ, ok := strings.Cut(tok[1], "-")
		if !ok {
			continue
		}
		if begin == "I" && len(ls) > 0 {
			ls[len(ls)-1].End = span.End
		} else if g := goldTypes[strings.ToLower(typ)]; g != "" {
			ls = append(ls, reader.Label{Span: span, Type: string(g), Score: 1})
		}
	}
	return ls
}

// namedChains returns the names among the mentions of named chains.
func (d *goldDoc) namedChains() []reader.Label {
	var ls []reader.Label
	for k, c := range d.Chains {
		g := goldTypes[d.Types[k]]
		if !d.Named[k] || g == "" {
			continue
		}
		for _, m := range c {
			s := d.Text[m[0]:m[1]]
			ws := strings.Fields(s)
			first, _ := utf8.DecodeRuneInString(ws[len(ws)-1])
			if _, ok := pronouns[strings.ToLower(s)]; ok || len(ws) > 4 || !unicode.IsUpper(first) || strings.EqualFold(s, "I") ||
				lexicon.Tags(strings.ToLower(ws[0])) == "F" && len(ws) == 1 {
				continue
			}
			ls = append(ls, reader.Label{Span: text.Span{Start: m[0], End: m[1]}, Type: string(g), Score: 1})
		}
	}
	sort.Slice(ls, func(i, j int) bool {
		return ls[i].Start < ls[j].Start || ls[i].Start == ls[j].Start && ls[i].End > ls[j].End
	})
	return ls
}

// gapNames returns the two names given, and those of the reading beside them; without
// a reading, runs of capitalised words that open with a given name.
func (d *goldDoc) gapNames(l *text.Layout, read []reader.Label) []reader.Label {
	ls := []reader.Label{
		{Span: text.Span{Start: d.A[0], End: d.A[1]}, Type: "PERSON", Score: 1},
		{Span: text.Span{Start: d.B[0], End: d.B[1]}, Type: "PERSON", Score: 1},
	}
	if read == nil {
		read = d.guessNames(l)
	}
	for _, x := range read {
		if !x.Overlaps(ls[0].Span) && !x.Overlaps(ls[1].Span) {
			ls = append(ls, x)
		}
	}
	sort.Slice(ls, func(i, j int) bool { return ls[i].Start < ls[j].Start })
	return ls
}

func (d *goldDoc) guessNames(l *text.Layout) []reader.Label {
	var ls []reader.Label
	capital := func(s text.Span) bool {
		c, _ := utf8.DecodeRuneInString(s.Of(d.Text))
		w := s.Of(d.Text)
		return unicode.IsUpper(c) && lexicon.Tags(strings.ToLower(w)) == "" || len(w) == 2 && w[1] == '.'
	}
	for i := 0; i < len(l.Words); i++ {
		w := l.Words[i].Of(d.Text)
		if _, ok := (embedded{}).Female(strings.ToLower(w)); !ok || !capital(l.Words[i]) || len(w) < 3 {
			continue
		}
		j := i + 1
		for j < len(l.Words) && j < i+4 && capital(l.Words[j]) && l.Words[j].Start-l.Words[j-1].End <= 1 {
			j++
		}
		ls = append(ls, reader.Label{Span: text.Span{Start: l.Words[i].Start, End: l.Words[j-1].End}, Type: "PERSON", Score: 0.5})
		i = j - 1
	}
	return ls
}

// chain returns the chain of the shortest annotated mention that a span lies
// within and whose head it covers, or none.
func (d *goldDoc) chain(s text.Span) int {
	best, size := none, 1<<30
	for k, c := range d.Chains {
		for i, m := range c {
			h := m
			if d.Heads != nil {
				h = d.Heads[k][i]
			}
			if m[0] <= s.Start && s.Start <= h[0] && h[1] <= s.End && s.End <= m[1] && m[1]-m[0] < size {
				best, size = k, m[1]-m[0]
			}
		}
	}
	return best
}

// A choice is what the ranker learns from: the document, where the anaphor stands and where each
// candidate was last mentioned and last named (bytes, as the ranker looks them up), the features of
// the candidates and of nobody, and which candidates are right (-1: nobody).
type choice struct {
	Doc    string         `json:"d"`
	At     text.Span      `json:"a"`
	Places [][2]text.Span `json:"m"`
	Right  []int          `json:"r"`
	Cands  [][]feature    `json:"c"`
	Nobody []feature      `json:"n"`
	Class  class          `json:"k"`
	Speaks bool           `json:"s"`
}

// oracle returns a chooser that chooses what is right and writes down the choice.
func (d *goldDoc) oracle(w *bufio.Writer) chooser {
	return func(r *resolver, a *anaphor, cands []candidate, nobody []feature) int {
		span := text.Span{Start: r.p.Tokens[a.from].Start, End: r.p.Tokens[a.to-1].End}
		c := choice{Doc: d.ID, At: span, Nobody: nobody, Class: a.class, Speaks: r.speaks(a)}
		for _, x := range cands {
			c.Cands = append(c.Cands, x.features)
			c.Places = append(c.Places, r.places(x.ref))
		}
		if d.Sources != nil {
			names, ok := d.speaks(span)
			if !ok {
				return ranker(r, a, cands, nobody)
			}
			for i, x := range cands {
				if isNamed(x.ref, names) || len(names) == 0 && len(x.ref.names) == 0 && (a.class <= they || x.ref.heads[a.noun]) {
					c.Right = append(c.Right, i)
				}
			}
			if len(names) == 0 && a.class <= they {
				c.Right = append(c.Right, none)
			}
			if len(c.Right) == 0 && len(names) > 0 {
				return ranker(r, a, cands, nobody)
			}
		} else if d.Pronoun != nil {
			if span.Start != d.Pronoun[0] {
				return ranker(r, a, cands, nobody)
			}
			for i, x := range cands {
				isA, isB := r.touches(x.ref, d.A), r.touches(x.ref, d.B)
				if isA && d.ACoref || isB && d.BCoref || !d.ACoref && !d.BCoref && !isA && !isB {
					c.Right = append(c.Right, i)
				}
			}
			if !d.ACoref && !d.BCoref {
				c.Right = append(c.Right, none)
			} else if len(c.Right) == 0 {
				return none
			}
		} else if k := d.chain(span); k != none {
			for i, x := range cands {
				if d.vote(r, x.ref) == k {
					c.Right = append(c.Right, i)
				}
			}
		}
		if len(c.Right) == 0 {
			c.Right = []int{none}
		}
		line, _ := json.Marshal(c)
		fmt.Fprintf(w, "%s\n", line)
		if k := ranker(r, a, cands, nobody); slices.Contains(c.Right, k) {
			return k
		}
		return c.Right[0]
	}
}

// speaks returns the names that the source, or the pronoun, around a span has for whom it names.
func (d *goldDoc) speaks(s text.Span) ([]string, bool) {
	for _, x := range d.Sources {
		if x.Start <= s.Start && s.End <= x.End {
			return x.Names, true
		}
	}
	return nil, false
}

// isNamed reports whether x goes by one of the names.
func isNamed(x *referent, names []string) bool {
	for _, name := range names {
		ws := words(strings.ReplaceAll(name, ".", ""))
		if slices.ContainsFunc(x.forms, func(form []string) bool { return slices.Equal(form, ws) }) {
			return true
		}
	}
	return false
}

func (r *resolver) touches(x *referent, s [2]int) bool {
	for _, i := range x.names {
		if r.ms[i].Overlaps(text.Span{Start: s[0], End: s[1]}) {
			return true
		}
	}
	return false
}

// vote returns the chain that most mentions of x belong to.
func (d *goldDoc) vote(r *resolver, x *referent) int {
	n := map[int]int{}
	for _, i := range x.names {
		n[d.chain(r.ms[i].Span)]++
	}
	for _, m := range x.mentions {
		n[d.chain(m.Span)]++
	}
	best := none
	for k, v := range n {
		if k != none && (best == none || v > n[best] || v == n[best] && k < best) {
			best = k
		}
	}
	return best
}

func writeEntities(w *bufio.Writer, id string, z *Resolution) {
	type m struct {
		Start int         `json:"start"`
		End   int         `json:"end"`
		Type  entity.Type `json:"type"`
		Kind  entity.Kind `json:"kind"`
	}
	type e struct {
		ID       string      `json:"id"`
		Type     entity.Type `json:"type"`
		Name     string      `json:"name"`
		Mentions []m         `json:"mentions"`
	}
	doc := struct {
		ID       string `json:"id"`
		Entities []e    `json:"entities"`
	}{ID: id, Entities: []e{}}
	for _, x := range z.Entities {
		y := e{x.ID, x.Type, x.Name, nil}
		for _, k := range x.Mentions {
			y.Mentions = append(y.Mentions, m{k.Start, k.End, k.Type, k.Kind})
		}
		doc.Entities = append(doc.Entities, y)
	}
	line, _ := json.Marshal(doc)
	fmt.Fprintf(w, "%s\n", line)
}

// equalNames is the baseline: names that are written alike are one entity.
func equalNames(z *Resolution) *Resolution {
	by := map[string]*entity.Entity{}
	out := &Resolution{}
	for _, e := range z.Entities {
		for _, m := range e.Mentions {
			if m.Kind != entity.Name {
				continue
			}
			x := by[m.Text]
			if x == nil {
				x = &entity.Entity{Name: m.Text, Type: m.Type}
				by[m.Text] = x
				out.Entities = append(out.Entities, x)
			}
			x.Mentions = append(x.Mentions, m)
		}
	}
	return out
}
