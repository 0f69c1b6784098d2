package main

import (
	"bytes"
	"encoding/json"
	"os"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/reader"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// A document is an annotated one. Each set has some of this.
type document struct {
	ID   string `json:"id"`
	Text string `json:"text"`

	// Of GUM and LitBank: who is meant by what, with the head of each mention.
	Chains [][][2]int `json:"chains"`
	Heads  [][][2]int `json:"heads"`
	Types  []string   `json:"types"`
	Named  []bool     `json:"named"`

	// Of our own gold: what means several things at once.
	Several []struct {
		Span [2]int `json:"span"`
	} `json:"several"`

	// Of sets of names.
	Mentions nameMentions `json:"mentions"`

	// Of articles: whom a source or a pronoun means, by name.
	Sources []source `json:"sources"`

	// Of GAP: a pronoun, and two names.
	Pronoun *[2]int `json:"pronoun"`
	A       [2]int  `json:"a"`
	B       [2]int  `json:"b"`
	ACoref  bool    `json:"a_coref"`
	BCoref  bool    `json:"b_coref"`
}

// A nameMention is a name of a set that has nothing else.
type nameMention struct {
	Start, End int
	Type       string
}

// nameMentions are none where a set of chains says here what kind each mention is.
type nameMentions []nameMention

func (ms *nameMentions) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimLeft(data, "[ \n"), []byte(`"`)) {
		*ms = nil
		return nil
	}
	return json.Unmarshal(data, (*[]nameMention)(ms))
}

// A source is an expression with the names of whom it means.
type source struct {
	Start, End int
	Names      []string
}

// names returns the names of a document: those that it is annotated with, or else those of the reading.
func (s *school) names(d *document, read *reader.Reading) []reader.Label {
	switch {
	case len(d.Mentions) > 0:
		return d.mentionedNames()
	case d.Sources != nil, s.own:
		return read.Names
	case d.Pronoun != nil:
		return d.gapNames(read)
	case s.labels != nil:
		return align(d.Text, s.labels[d.ID])
	}
	return d.namedChains()
}

// goldTypes has what the types of the sets are here.
var goldTypes = map[string]entity.Type{
	"person": entity.Person, "organization": entity.Org,
	"place": entity.GPE, "location": entity.GPE, "facility": entity.Fac, "norp": entity.NORP,
	"event": entity.Event, "misc": entity.Event, "abstract": entity.WorkOfArt,
	"object": entity.Product, "product": entity.Product, "animal": entity.Product, "plant": entity.Product, "substance": entity.Product,
}

func label(span text.Span, typ string) (reader.Label, bool) {
	t := goldTypes[strings.ToLower(typ)]
	return reader.Label{Span: span, Type: string(t), Score: 1}, t != ""
}

// mentionedNames returns the names of a document that is annotated with names alone.
func (d *document) mentionedNames() []reader.Label {
	var ls []reader.Label
	for _, m := range d.Mentions {
		if l, ok := label(text.Span{Start: m.Start, End: m.End}, m.Type); ok {
			ls = append(ls, l)
		}
	}
	return ls
}

// A token is a word with its label: "B-person", "I-person", "O".
type token struct{ word, label string }

// readLabels returns the tokens of each document of a file of names.
func readLabels(name string) (map[string][]token, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	m := map[string][]token{}
	id := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if doc, ok := strings.CutPrefix(line, "# doc "); ok {
			id = doc
		} else if word, label, ok := strings.Cut(line, "\t"); ok {
			m[id] = append(m[id], token{word, label})
		}
	}
	return m, nil
}

// maxBetween bounds the bytes between two tokens.
const maxBetween = 200

// align finds the labelled tokens in the text.
func align(s string, tokens []token) []reader.Label {
	var ls []reader.Label
	at := 0
	for _, tok := range tokens {
		i := strings.Index(s[at:], tok.word)
		if i < 0 || i > maxBetween {
			continue
		}
		span := text.Span{Start: at + i, End: at + i + len(tok.word)}
		at = span.End
		begin, typ, ok := strings.Cut(tok.label, "-")
		if !ok {
			continue
		}
		if begin == "I" && len(ls) > 0 {
			ls[len(ls)-1].End = span.End
		} else if l, ok := label(span, typ); ok {
			ls = append(ls, l)
		}
	}
	return ls
}

// namedChains returns the names among the mentions of named chains.
func (d *document) namedChains() []reader.Label {
	var ls []reader.Label
	for k, c := range d.Chains {
		if !d.Named[k] {
			continue
		}
		for _, m := range c {
			span := text.Span{Start: m[0], End: m[1]}
			if l, ok := label(span, d.Types[k]); ok && looksNamed(span.Of(d.Text)) {
				ls = append(ls, l)
			}
		}
	}
	sort.Slice(ls, func(i, j int) bool {
		return ls[i].Start < ls[j].Start || ls[i].Start == ls[j].Start && ls[i].End > ls[j].End
	})
	return ls
}

// looksNamed reports whether a mention is a name, by its length and its capitals.
func looksNamed(s string) bool {
	ws := strings.Fields(s)
	if len(ws) == 0 || len(ws) > 4 {
		return false
	}
	last, _ := utf8.DecodeRuneInString(ws[len(ws)-1])
	if !unicode.IsUpper(last) {
		return false
	}
	function := lexicon.Tags(strings.ToLower(ws[0])) == "F" || resolve.PronounGender(ws[0]) != resolve.UnknownGender
	return len(ws) > 1 || !function && !strings.EqualFold(s, "I")
}

// gapNames returns the two names given, and those of the reading beside them; without
// a reading, runs of capitalised words that open with a given name.
func (d *document) gapNames(read *reader.Reading) []reader.Label {
	a, b := text.Span{Start: d.A[0], End: d.A[1]}, text.Span{Start: d.B[0], End: d.B[1]}
	ls := []reader.Label{{Span: a, Type: "PERSON", Score: 1}, {Span: b, Type: "PERSON", Score: 1}}
	names := read.Names
	if names == nil {
		names = guessNames(read.Layout)
	}
	for _, x := range names {
		if !x.Overlaps(a) && !x.Overlaps(b) {
			ls = append(ls, x)
		}
	}
	sort.Slice(ls, func(i, j int) bool { return ls[i].Start < ls[j].Start })
	return ls
}

// maxGuessed bounds the words of a guessed name.
const maxGuessed = 4

func guessNames(l *text.Layout) []reader.Label {
	var ls []reader.Label
	for i := 0; i < len(l.Words); i++ {
		w := l.Words[i].Of(l.Text)
		if _, _, ok := gazetteer.Gender(strings.ToLower(w)); !ok || !isCapital(w) || len(w) < 3 {
			continue
		}
		j := i + 1
		for j < min(len(l.Words), i+maxGuessed) && isCapital(l.Words[j].Of(l.Text)) && l.Words[j].Start-l.Words[j-1].End <= 1 {
			j++
		}
		ls = append(ls, reader.Label{Span: text.Span{Start: l.Words[i].Start, End: l.Words[j-1].End}, Type: "PERSON", Score: 0.5})
		i = j - 1
	}
	return ls
}

// isCapital reports whether a word may be of a name: an initial, or a capitalised word that is no common one.
func isCapital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c) && lexicon.Tags(strings.ToLower(w)) == "" || len(w) == 2 && w[1] == '.'
}
