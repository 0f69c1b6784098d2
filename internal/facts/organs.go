package facts

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
)

// organs returns what the words before the name of an organisation tell: "the Norwegian Defence Ministry" is a part of Norway,
// "Norway's Nordbank" and "the Norwegian bank Nordbank" are based there.
func (p *page) organs() []*fact.Fact {
	var out []*fact.Fact
	states := map[string]*entity.Entity{}
	for _, e := range p.Entities {
		if e.Type == entity.GPE && e.QID != "" && states[e.QID] == nil {
			states[e.QID] = e
		}
	}
	for i, r := range p.refs {
		if r.Kind != entity.Name || r.entity.Type != entity.Org {
			continue
		}
		if f := p.named(r, states); f != nil {
			out = append(out, f)
		}
		if i > 0 && p.ofNation(p.refs[i-1], r) {
			out = append(out, p.seat(p.refs[i-1], r)...)
		}
	}
	return out
}

// ofNation reports whether the words between two mentions bind the second, an organisation, to the nation before it.
func (p *page) ofNation(before, r ref) bool {
	if before.Kind != entity.Name || !nation(before.entity) || before.End > r.Start {
		return false
	}
	from, _ := p.wordsOf(r.Span)
	_, at := p.wordsOf(before.Span)
	return at > 0 && at <= from && from < len(p.trees.of) && p.trees.of[at-1] == p.trees.of[from] && p.belongs(at, from)
}

// seat returns the facts of an organisation with its nation before it.
func (p *page) seat(nation, r ref) []*fact.Fact {
	evidence := span(nation.Span, r.Span)
	f := fact.Fact{Kind: fact.BasedIn, Subject: r.entity, Object: nation.entity, Evidence: evidence.Cut(p.Layout.Text),
		Polarity: fact.Affirmed, Modality: fact.Asserted, Claim: p.claim(evidence), Confidence: .85}
	if !isOrgan(r.Text) {
		return []*fact.Fact{&f}
	}
	part := f
	part.Kind = fact.PartOf
	return []*fact.Fact{&f, &part}
}

func isOrgan(name string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if lexicon.StateOrganNoun.Has(w) {
			return true
		}
	}
	return false
}

// named returns the fact that the name of an organ begins with its nation: "Norwegian Defence Ministry", where the article
// speaks of Norway.
func (p *page) named(r ref, states map[string]*entity.Entity) *fact.Fact {
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.Text, "the "), " ")
	n, ok := gazetteer.DemonymOf(first)
	if !ok || states[n.ID] == nil || !isOrgan(rest) {
		return nil
	}
	return &fact.Fact{Kind: fact.PartOf, Subject: r.entity, Object: states[n.ID], Evidence: r.Excerpt, Polarity: fact.Affirmed,
		Modality: fact.Asserted, Claim: p.claim(r.Span), Confidence: .85}
}

// belongs reports whether the words [from, to) between a nation and a name bind them: none, a possessive, or a noun for the organisation
// behind adjectives.
func (p *page) belongs(from, to int) bool {
	if to-from > 4 {
		return false
	}
	for i := from; i < to; i++ {
		n := &p.trees.nodes[i]
		last := i == to-1
		switch w := p.low(i); {
		case lexicon.PossessiveMark.Has(w) && i < from+2:
		case n.tag == "JJ" && !last, n.tag == "NN" && !last:
		case n.tag == "NN" && last && lexicon.EnterpriseNoun.Has(words().lemma("n", w)):
		default:
			return false
		}
	}
	return true
}
