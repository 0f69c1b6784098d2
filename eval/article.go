package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/quote"
	"dictum.example/text"
)

// ErrSpan is what errors about offsets wrap: they do not fit the text, or cut a
// character in two, as offsets that count characters or UTF-16 units do.
var ErrSpan = errors.New("offsets do not fit: they must be bytes of the UTF-8 text, and half-open")

// An Article is a text with annotations. It is scored for those that it has: a
// nil slice means that nobody annotated that, an empty one that there is nothing.
type Article struct {
	extract.Article
	// Line is where the article stood in its file, counted from 1; 0 for none.
	Line int

	Mentions     []Mention // names and values
	Attributions []Attribution
	Chains       []Chain
	Pronoun      *Pronoun
}

// A Mention is a name or value in the text, or in a Prediction any mention of an
// entity. The zero Kind stands for a name.
type Mention struct {
	text.Span
	Type string
	Kind entity.Kind
}

// An Attribution is a content with its cue and source, each in any number of
// pieces, as PolNeAR annotates them (Newell, Margolin and Ruths, LREC 2018).
type Attribution struct {
	Kind                 quote.Kind
	Speech               bool // the cue is a verb of saying
	Source, Cue, Content []text.Span
	// Speaker is the speaker's full name, where it is known, and Aliases are
	// others that are as good.
	Speaker string
	Aliases []string
}

// A Chain holds all the mentions of one entity, names or not.
type Chain struct {
	Mentions []text.Span
	// Heads are the head words of the mentions, one each, or nil where not annotated.
	Heads []text.Span
	// Type is "person", "organization", "place" or another, or "" where not annotated.
	Type string
	// Named tells that a mention is a name.
	Named bool
}

// A Pronoun may refer to name A, to name B, or to neither, as in GAP (Webster,
// Recasens, Axelrod and Baldridge, TACL 2018).
type Pronoun struct {
	text.Span
	A, B     text.Span
	IsA, IsB bool
}

// UnmarshalJSON reads an article such as
//
//	{"id": "a1", "text": "…",
//	 "mentions": [{"start": 0, "end": 4, "type": "PERSON"}],
//	 "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 30]],
//	   "kind": "indirect", "speech": true, "speaker": "Anna Berg", "aliases": ["Berg"]}],
//	 "chains": [[[0, 4], [40, 43]]], "heads": [[[0, 4], [40, 43]]], "types": ["person"], "named": [true],
//	 "pronoun": [40, 43], "a": [0, 4], "b": [50, 54], "a_coref": true, "b_coref": false}
//
// Text and one of mentions, attributions, chains and pronoun are needed; what
// else there is to know of the article is read as package extract does. A span
// may be [start, end] or an object with start and end.
func (a *Article) UnmarshalJSON(data []byte) error {
	var out Article
	if err := json.Unmarshal(data, &out.Article); err != nil {
		return err
	}
	var in struct {
		Mentions     []Mention
		Attributions []jsonAttribution
		Chains       [][]place
		Heads        [][]place
		Types        []string
		Named        []bool
		Pronoun      *place
		A, B         *place
		IsA          bool `json:"a_coref"`
		IsB          bool `json:"b_coref"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("eval: article %q: %w", out.ID, err)
	}
	out.Mentions = in.Mentions
	if in.Attributions != nil {
		out.Attributions = make([]Attribution, len(in.Attributions))
		for i, q := range in.Attributions {
			out.Attributions[i] = q.attribution()
			if err := q.speaker(&out.Attributions[i].Speaker); err != nil {
				return fmt.Errorf("eval: article %q: attributions[%d].speaker: %w", out.ID, i, err)
			}
		}
	}
	var err error
	if out.Chains, err = chains(in.Chains, in.Heads, in.Types, in.Named); err != nil {
		return fmt.Errorf("eval: article %q: %w", out.ID, err)
	}
	if in.Pronoun != nil {
		if in.A == nil || in.B == nil {
			return fmt.Errorf("eval: article %q: a pronoun needs the names a and b", out.ID)
		}
		out.Pronoun = &Pronoun{text.Span(*in.Pronoun), text.Span(*in.A), text.Span(*in.B), in.IsA, in.IsB}
	}
	if out.Mentions == nil && out.Attributions == nil && out.Chains == nil && out.Pronoun == nil {
		return fmt.Errorf("eval: article %q has none of mentions, attributions, chains and pronoun", out.ID)
	}
	if err := out.check(); err != nil {
		return fmt.Errorf("eval: article %q: %w", out.ID, err)
	}
	*a = out
	return nil
}

func chains(all, heads [][]place, types []string, named []bool) ([]Chain, error) {
	if all == nil {
		return nil, nil
	}
	if heads != nil && len(heads) != len(all) {
		return nil, fmt.Errorf("%d chains, but heads of %d", len(all), len(heads))
	}
	typed := types != nil && named != nil
	if typed && (len(types) != len(all) || len(named) != len(all)) {
		return nil, fmt.Errorf("%d chains, but %d types and %d named", len(all), len(types), len(named))
	}
	out := make([]Chain, len(all))
	for i := range all {
		out[i].Mentions = spans(all[i])
		if heads != nil {
			if len(heads[i]) != len(all[i]) {
				return nil, fmt.Errorf("chains[%d] has %d mentions, but %d heads", i, len(all[i]), len(heads[i]))
			}
			out[i].Heads = spans(heads[i])
		}
		if typed {
			out[i].Type, out[i].Named = types[i], named[i]
		}
	}
	return out, nil
}

// check finds the first span that does not fit the text.
func (a *Article) check() error {
	c := checker{text: a.Text}
	c.mentions("mentions", a.Mentions)
	c.attributions("attributions", a.Attributions)
	for i, chain := range a.Chains {
		c.spans(fmt.Sprintf("chains[%d]", i), chain.Mentions)
		c.spans(fmt.Sprintf("heads[%d]", i), chain.Heads)
	}
	if p := a.Pronoun; p != nil {
		c.span("pronoun", p.Span)
		c.span("a", p.A)
		c.span("b", p.B)
	}
	return c.err
}

// A checker remembers the first span that does not fit the text.
type checker struct {
	text string
	err  error
}

func (c *checker) span(path string, s text.Span) {
	if c.err == nil && !fits(s, c.text) {
		c.err = fmt.Errorf("%s: %v of %d bytes: %w", path, s, len(c.text), ErrSpan)
	}
}

func (c *checker) spans(path string, all []text.Span) {
	for i, s := range all {
		if !fits(s, c.text) {
			c.span(fmt.Sprintf("%s[%d]", path, i), s)
		}
	}
}

func (c *checker) mentions(path string, all []Mention) {
	for i, m := range all {
		if !fits(m.Span, c.text) {
			c.span(fmt.Sprintf("%s[%d]", path, i), m.Span)
		}
	}
}

func (c *checker) attributions(path string, all []Attribution) {
	for i, q := range all {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.spans(at+".source", q.Source)
		c.spans(at+".cue", q.Cue)
		c.spans(at+".content", q.Content)
	}
}

// fits reports whether s lies in t with both ends between runes.
func fits(s text.Span, t string) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(t) && boundary(t, s.Start) && boundary(t, s.End)
}

func boundary(t string, i int) bool { return i == len(t) || utf8.RuneStart(t[i]) }

// A place is a span, in JSON [start, end] or {"start": …, "end": …}.
type place text.Span

var errPlace = errors.New("a span is [start, end] or has start and end")

func (p *place) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		var ends []int
		if err := json.Unmarshal(data, &ends); err != nil {
			return err
		}
		if len(ends) != 2 {
			return errPlace
		}
		*p = place{ends[0], ends[1]}
		return nil
	}
	var in struct{ Start, End *int }
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	if in.Start == nil || in.End == nil {
		return errPlace
	}
	*p = place{*in.Start, *in.End}
	return nil
}

// places are any number of spans; in JSON one may stand without a list.
type places []place

func (p *places) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("{")) {
		*p = make(places, 1)
		return json.Unmarshal(data, &(*p)[0])
	}
	return json.Unmarshal(data, (*[]place)(p))
}

func spans(all []place) []text.Span {
	out := make([]text.Span, len(all))
	for i, p := range all {
		out[i] = text.Span(p)
	}
	return out
}

// UnmarshalJSON reads {"start": …, "end": …, "type": …, "kind": …}; without
// kind it is a name.
func (m *Mention) UnmarshalJSON(data []byte) error {
	var at place
	if err := json.Unmarshal(data, &at); err != nil {
		return err
	}
	var in struct {
		Type string
		Kind entity.Kind
	}
	if !bytes.HasPrefix(data, []byte("[")) {
		if err := json.Unmarshal(data, &in); err != nil {
			return err
		}
	}
	*m = Mention{text.Span(at), in.Type, in.Kind}
	return nil
}

// A jsonAttribution has a name for its speaker in an article, and an entity's id
// in a prediction.
type jsonAttribution struct {
	Kind                 quote.Kind
	Speech               bool
	Source, Cue, Content places
	Speaker              json.RawMessage
	Aliases              []string
}

func (q *jsonAttribution) attribution() Attribution {
	return Attribution{
		Kind: q.Kind, Speech: q.Speech, Aliases: q.Aliases,
		Source: spans(q.Source), Cue: spans(q.Cue), Content: spans(q.Content),
	}
}

func (q *jsonAttribution) speaker(name *string) error {
	if q.Speaker == nil {
		return nil
	}
	return json.Unmarshal(q.Speaker, name)
}
