package resolve

import (
	"cmp"
	"slices"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/pass"
	"dictum.example/quote"
	"dictum.example/text"
)

// firstPersonPass runs last, when the speakers are known.
var firstPersonPass = pass.Pass{Name: "first-person", Purpose: "“I”, “my” within a person's own quoted words, of that person"}

// FirstPerson gives each person who speaks the pronouns of the first person singular in what
// is quoted of them, apart from what they quote in turn, as mentions. It runs when
// the speakers are known.
func (x Resolver) FirstPerson(d *doc.Document, quotes []*quote.Quote) {
	if x.Without[firstPersonPass.Name] {
		return
	}
	grown := map[*entity.Entity]bool{}
	for _, q := range quotes {
		d.Look()
		if q.Speaker == nil || q.Speaker.Type != entity.Person || q.SpeakerKind != quote.NamedPerson {
			continue
		}
		nested := nestedContents(q)
		for _, passage := range q.Quoted {
			from, to := d.TokensIn(passage.Span)
			for i := from; i < to; i++ {
				if s, ok := firstPerson(&d.Tokens[i]); ok && !slices.ContainsFunc(nested, s.Overlaps) {
					m := entity.Mention{Excerpt: s.Cut(d.Text), Type: q.Speaker.Type, Kind: entity.Pronoun, Pass: firstPersonPass.Name}
					q.Speaker.Mentions = append(q.Speaker.Mentions, m)
					grown[q.Speaker] = true
				}
			}
		}
	}
	for e := range grown {
		sortMentions(e)
	}
}

// nestedContents returns what a speaker quotes in turn.
func nestedContents(q *quote.Quote) []text.Span {
	var spans []text.Span
	for _, n := range q.Nested {
		for _, c := range n.Content {
			spans = append(spans, c.Span)
		}
	}
	return spans
}

// firstPerson returns the pronoun of a token that is one or begins with one ("I’ve"), outside names.
func firstPerson(t *doc.Token) (text.Span, bool) {
	if t.Name != none {
		return text.Span{}, false
	}
	if t.Lower != "i" && t.Is(lexicon.FirstPersonSingular) {
		return t.Span, true
	}
	rest, ok := strings.CutPrefix(t.Text, "I")
	if !ok || rest != "" && rest[0] != '\'' && !strings.HasPrefix(rest, "’") {
		return text.Span{}, false
	}
	return text.Span{Start: t.Start, End: t.Start + len("I")}, true
}

// sortMentions puts the mentions of e into the order of the text, each span once.
func sortMentions(e *entity.Entity) {
	slices.SortStableFunc(e.Mentions, func(a,
		b entity.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	e.Mentions = slices.CompactFunc(e.Mentions, func(a, b entity.Mention) bool { return a.Span == b.Span })
}
