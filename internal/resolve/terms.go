package resolve

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// withoutTerms leaves out the abbreviations of common nouns, "VAT", which are no names; those that may be names too only where they were
// taken for an event's.
func (p *page) withoutTerms(ms []nameMention) []nameMention {
	return except(ms, func(m *nameMention) bool {
		short := strings.TrimSuffix(p.At(m.from).Text, "s")
		if m.len() != 1 || m.typ == entity.Person || !isAcronym(short) {
			return false
		}
		low := strings.ToLower(short)
		return lexicon.TermAbbreviation.Has(low) || m.typ == entity.Event && lexicon.LooseTermAbbreviation.Has(low)
	})
}
