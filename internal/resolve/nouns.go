package resolve

import (
	"strings"
	"unicode/utf8"

	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
)

// personNoun reports whether token i is a noun said of persons.
func (p *page) personNoun(i int) bool {
	t := p.At(i)
	low := strings.TrimSuffix(t.Lower, ".")
	if t.Name != none || low == "" || low == "opposite" {
		return false
	}
	switch {
	case lexicon.TitlePart.Has(low), low == "deputy" && t.Lower == t.Text && p.At(i+1).Text != ",":
		return false
	case lexicon.RankTitle.Has(low):
		return true
	case lexicon.RarePersonNoun.Has(low), lexicon.RarePersonNoun.Has(strings.TrimSuffix(low, "s")):
		return false
	case t.Tags != "" && t.Tags[0] != 'N' && !lexicon.PersonNounToo.Has(low):
		return false
	}
	low = low[strings.LastIndexByte(low, '-')+1:]
	return p.saidOfPersons(low) || t.Tags == "" && p.agentNoun(low)
}

// saidOfPersons reports whether the lexicon or the gazetteer has the lower-case noun for persons.
func (p *page) saidOfPersons(low string) bool {
	c := lexicon.Of(low)
	return c.Has(lexicon.RankTitle) || c.Has(lexicon.FeminineNoun) || c.Has(lexicon.MasculineNoun) ||
		c.Has(lexicon.PersonNounToo) || c.Has(lexicon.RelationalNoun) || p.gaz.PersonNoun(low)
}

// agentNoun reports whether an unknown lower-case word is by its form said of a person: a
// compound of a noun that is ("goalscorer"), or a word in -ist.
func (p *page) agentNoun(low string) bool {
	if strings.HasSuffix(low, "ist") {
		return len(low) > 6
	}
	for i := 3; i+4 < len(low); i++ {
		if utf8.RuneStart(low[i]) && p.gaz.PersonNoun(low[i:]) {
			return true
		}
	}
	return strings.HasSuffix(low, "woman") && len(low) > 6
}

// pluralNoun reports whether the token is a plural noun.
func (p *page) pluralNoun(t *doc.Token) bool {
	switch {
	case t.Is(lexicon.PluralNoun):
		return true
	case t.Is(lexicon.SingularInS):
		return false
	}
	low := t.Lower
	return len(low) > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "us")
}

// isKin reports whether the noun tells a relation or age, and no office.
func isKin(noun string) bool {
	if i := strings.LastIndexByte(noun, '-'); i >= 0 {
		noun, _ = strings.CutSuffix(noun, "-in-law")
		noun = noun[strings.LastIndexByte(noun, '-')+1:]
	}
	return lexicon.GeneralPersonNoun.Has(noun) || noun == "heir" || noun == "heiress"
}

// isRelational reports whether the noun tells what somebody is to another person.
func isRelational(noun string) bool { return lexicon.RelationalNoun.Has(noun) }

// nounOf returns the noun that a title in lower case is, or is short for.
func nounOf(low string) string {
	low = strings.TrimSuffix(low, ".")
	if long := lexicon.LongTitle(low); long != "" {
		return long
	}
	return low
}

// isNumber reports whether s is one to most digits and nothing else.
func isNumber(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

// isAge reports whether s may be somebody's age.
func isAge(s string) bool { return isNumber(s, 3) }

// isYear reports whether s may be a year.
func isYear(s string) bool { return len(s) == 4 && isNumber(s, 4) }
