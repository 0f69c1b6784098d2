package eval

import (
	"strings"

	"dictum.example/text"
)

// A PronounScorer scores pronouns as GAP's own scorer does (Webster, Recasens,
// Axelrod and Baldridge, TACL 2018): each of the two names is a case, and is found
// where an entity with the pronoun among its mentions has one that overlaps it.
type PronounScorer struct {
	scores PronounScores
}

// PronounScores are the figures over all pronouns and by their gender.
type PronounScores struct {
	All       Score `json:"all"`
	Feminine  Score `json:"feminine"`
	Masculine Score `json:"masculine"`
}

// Scores returns the figures so far.
func (s *PronounScorer) Scores() PronounScores { return s.scores }

var feminine = map[string]bool{"she": true, "her": true, "hers": true, "herself": true}

// Add scores an article; without a Pronoun it has no effect, and with no
// prediction nothing was found. It returns the mistakes.
func (s *PronounScorer) Add(a *Article, p *Prediction) []Miss {
	if a.Pronoun == nil {
		return nil
	}
	word := strings.ToLower(a.Pronoun.Of(a.Text))
	gender := &s.scores.Masculine
	if feminine[word] {
		gender = &s.scores.Feminine
	}
	mentions := p.with(a.Pronoun.Span)
	var wrong []Miss
	for _, c := range []struct {
		name text.Span
		is   bool
	}{{a.Pronoun.A, a.Pronoun.IsA}, {a.Pronoun.B, a.Pronoun.IsB}} {
		found := false
		for _, m := range mentions {
			found = found || m.Span != a.Pronoun.Span && m.Overlaps(c.name)
		}
		for _, n := range []*Score{&s.scores.All, gender} {
			n.add(Score{number(c.is && found), number(found), number(c.is)})
		}
		if found != c.is {
			fault := Missed
			if found {
				fault = Spurious
			}
			wrong = append(wrong, Miss{a.ID, fault, word, c.name.Cut(a.Text), around(a.Text, a.Pronoun.Span)})
		}
	}
	return wrong
}

// with returns the mentions of the entities that have one at s.
func (p *Prediction) with(s text.Span) []Mention {
	if p == nil {
		return nil
	}
	var all []Mention
	for _, e := range p.Entities {
		for _, m := range e.Mentions {
			if m.Span == s {
				all = append(all, e.Mentions...)
				break
			}
		}
	}
	return all
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
