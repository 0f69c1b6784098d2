package eval

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/text"
)

// A NameScorer scores names and values: a prediction is correct where its span
// and label are those of an annotation. The zero NameScorer compares the types of
// OntoNotes and exact spans.
type NameScorer struct {
	Labels LabelSet
	// Loose strips a leading article and a trailing possessive from both sides.
	Loose bool

	types   map[string]Score
	unknown map[string]int
}

// NameScores are the figures over all labels and for each. In JSON they are one
// object, with the key "all" for all.
type NameScores struct {
	All    Score
	Labels map[string]Score
}

// MarshalJSON writes {"all": …, LABEL: …, …}.
func (s NameScores) MarshalJSON() ([]byte, error) {
	out := map[string]Score{"all": s.All}
	maps.Copy(out, s.Labels)
	return json.Marshal(out)
}

// Scores returns the figures so far.
func (s *NameScorer) Scores() NameScores {
	out := NameScores{Labels: maps.Clone(s.types)}
	for _, t := range s.types {
		out.All.add(t)
	}
	return out
}

// Unknown returns how often each type was annotated that Labels does not know,
// and that therefore was left out.
func (s *NameScorer) Unknown() map[string]int { return maps.Clone(s.unknown) }

// A labelled is a span as it is compared, with the label that it has in the scorer's set.
type labelled struct {
	text.Span
	label string
}

// Add scores an article; without Mentions it has no effect, and with no
// prediction nothing was found. It returns the mistakes in order.
func (s *NameScorer) Add(a *Article, p *Prediction) []Miss {
	if a.Mentions == nil {
		return nil
	}
	if s.types == nil {
		s.types, s.unknown = map[string]Score{}, map[string]int{}
	}
	gold, found := map[labelled]text.Span{}, map[labelled]text.Span{}
	for _, m := range a.Mentions {
		if !s.put(gold, a.Text, m) {
			s.unknown[m.Type]++
		}
	}
	for m := range p.names() {
		s.put(found, a.Text, m)
	}
	var wrong []Miss
	for x, span := range gold {
		s.count(x.label, Score{Gold: 1})
		if _, ok := found[x]; !ok {
			wrong = append(wrong, nameMiss(a, Missed, x.label, span))
		}
	}
	for x, span := range found {
		s.count(x.label, Score{Predicted: 1})
		if _, ok := gold[x]; ok {
			s.count(x.label, Score{Correct: 1})
		} else {
			wrong = append(wrong, nameMiss(a, Spurious, x.label, span))
		}
	}
	slices.SortFunc(wrong, func(a, b Miss) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Label, b.Label))
	})
	return wrong
}

func (s *NameScorer) count(label string, n Score) {
	sum := s.types[label]
	sum.add(n)
	s.types[label] = sum
}

// put adds m to the set, with its whole span, and reports whether its type is known.
func (s *NameScorer) put(set map[labelled]text.Span, in string, m Mention) bool {
	label, ok := s.Labels.Label(m.Type)
	if !ok {
		return false
	}
	span := m.Span
	if s.Loose {
		span = trim(in, span)
	}
	set[labelled{span, label}] = m.Span
	return true
}

// names yields the mentions that are names or values.
func (p *Prediction) names() func(yield func(Mention) bool) {
	return func(yield func(Mention) bool) {
		if p == nil {
			return
		}
		for _, e := range p.Entities {
			for _, m := range e.Mentions {
				if m.Kind != "" && m.Kind != entity.Name && m.Kind != entity.Val {
					continue
				}
				if m.Type == "" {
					m.Type = e.Type
				}
				if !yield(m) {
					return
				}
			}
		}
	}
}

// trim returns s without a leading article and a trailing possessive, where
// anything is left.
func trim(in string, s text.Span) text.Span {
	s.Start += article(s.Of(in))
	s.End -= possessive(s.Of(in))
	return s
}

const spaces = " \t\n\r\f\v"

// article returns the length of the article with which name begins, with the
// space after it.
func article(name string) int {
	end := strings.IndexAny(name, spaces)
	if end < 0 {
		return 0
	}
	switch strings.ToLower(name[:end]) {
	case "the", "a", "an":
		rest := strings.TrimLeft(name[end:], spaces)
		if rest != "" {
			return len(name) - len(rest)
		}
	}
	return 0
}

// possessive returns the length of the ending that is stripped from name. Like
// the measure's original it looks at bytes: of a typographic apostrophe (E2 80
// 99) only the last one goes, and so does any last byte that is one of the three.
// As both sides lose the same, this decides a comparison only where one side has
// the ending and the other has not.
func possessive(name string) int {
	const apostrophes = "'\xe2\x80\x99"
	end := len(strings.TrimSuffix(name, "\n"))
	start := end
	switch {
	case end >= 2 && name[end-1] == 's' && strings.IndexByte(apostrophes, name[end-2]) >= 0:
		start = end - 2
	case end >= 1 && strings.IndexByte(apostrophes, name[end-1]) >= 0:
		start = end - 1
	}
	if start == end || start == 0 {
		return 0
	}
	return len(name) - start
}

func nameMiss(a *Article, fault Fault, label string, s text.Span) Miss {
	return Miss{a.ID, fault, label, s.Cut(a.Text), around(a.Text, s)}
}

// around returns s with up to 40 bytes on either side, whole words where it can.
func around(in string, s text.Span) string {
	const margin = 40
	if s.Of(in) == "" {
		return ""
	}
	before, after := in[max(0, s.Start-margin):s.Start], in[s.End:min(len(in), s.End+margin)]
	if i := strings.IndexAny(before, spaces); i >= 0 && s.Start > margin {
		before = before[i+1:]
	}
	if i := strings.LastIndexAny(after, spaces); i >= 0 && s.End+margin < len(in) {
		after = after[:i]
	}
	return strings.ToValidUTF8(before, "") + s.Of(in) + strings.ToValidUTF8(after, "")
}
