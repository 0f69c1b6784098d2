package resolve

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// What attribution asks of the entities: who is named where, who has an office, of what gender somebody may be.

// IsPersonName reports whether the mention is the name of a person.
func (r *Ref) IsPersonName() bool { return r.Type == entity.Person && r.Kind == entity.Name }

// Opener returns the mention that s begins with, of several the longest, or nil.
func (z *Resolution) Opener(s text.Span) *Ref {
	if refs := z.In(s); len(refs) > 0 && refs[0].Start == s.Start {
		return &refs[0]
	}
	return nil
}

// LastName returns the last name in s whose type fits, or nil.
func (z *Resolution) LastName(s text.Span, fits func(entity.Type) bool) *Ref {
	refs := z.In(s)
	for i := range slices.Backward(refs) {
		if r := &refs[i]; r.Kind == entity.Name && fits(r.Type) {
			return r
		}
	}
	return nil
}

// LastPair returns the two people who were last named in s with "and" between them, titles and what stands in commas
// apart, or nil.
func (z *Resolution) LastPair(s text.Span) []*entity.Entity {
	refs := z.In(s)
	var last *Ref
	for i := range slices.Backward(refs) {
		r := &refs[i]
		if !r.IsPersonName() {
			continue
		}
		if last != nil && last.Entity != r.Entity && pairs(z.text[r.End:last.Start]) {
			return []*entity.Entity{r.Entity, last.Entity}
		}
		last = r
	}
	return nil
}

// maxBetween is how many words stand between the names of a pair.
const maxBetween = 12

// pairs reports whether the text between two names makes them a pair.
func pairs(between string) bool {
	words := strings.FieldsFunc(between, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return strings.Contains(between, " and ") && !strings.ContainsAny(between, ".;\n") && len(words) <= maxBetween
}

// MostMentioned returns the person whom the text before the offset mentions more often than anybody else, or nil.
func (z *Resolution) MostMentioned(before int) *entity.Entity {
	var best *entity.Entity
	most := 0
	for _, e := range z.Entities {
		if e.Mentions[0].Start >= before {
			break
		}
		if e.Type != entity.Person {
			continue
		}
		switch n := mentionsBefore(e, before); {
		case n > most:
			best, most = e, n
		case n == most:
			best = nil
		}
	}
	return best
}

// mentionsBefore returns how many mentions of an entity begin before the offset.
func mentionsBefore(e *entity.Entity, at int) int {
	return sort.Search(len(e.Mentions), func(i int) bool { return e.Mentions[i].Start >= at })
}

// maxHolders is how many entities are asked whether they have an office.
const maxHolders = 200

// Holder returns the one person named before the offset who has an office, given by its words in lower case: all are
// of a role and of what that belongs to, and the last is of the role. It returns nil where nobody has it, or several.
func (z *Resolution) Holder(office []string, before int) *entity.Entity {
	n := sort.Search(len(z.Entities), func(i int) bool { return z.Entities[i].Mentions[0].Start >= before })
	var found *entity.Entity
	for _, e := range z.Entities[max(0, n-maxHolders):n] {
		if e.Type != entity.Person || !hasOffice(e, office) {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// hasOffice reports whether the words, which are at least one, are of one of a person's roles, which has the last of
// them, and of what it belongs to.
func hasOffice(e *entity.Entity, words []string) bool {
	return slices.ContainsFunc(e.Roles, func(role text.Excerpt) bool {
		known := strings.Fields(strings.ToLower(role.Text))
		if !slices.Contains(known, words[len(words)-1]) {
			return false
		}
		if f := e.Affiliation; f != nil {
			known = append(known, strings.Fields(strings.ToLower(f.Name+" "+strings.Join(f.Aliases, " ")))...)
		}
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(known, w) })
	})
}

// Agrees reports whether two genders may be of one person.
func (g Gender) Agrees(h Gender) bool { return g == UnknownGender || h == UnknownGender || g == h }

// PronounGender returns the gender of a personal pronoun.
func PronounGender(word string) Gender {
	switch low := strings.ToLower(word); {
	case lexicon.MasculinePronoun.Has(low):
		return Male
	case lexicon.FemininePronoun.Has(low):
		return Female
	}
	return UnknownGender
}

// maxAround is how many mentions before a place, and behind it, are asked for their gender.
const maxAround = 32

// MayBe reports whether a person may be of a gender, although the given name tells the other: no courtesy title and no
// pronoun does, among the mentions around the offset.
func (z *Resolution) MayBe(e *entity.Entity, gender Gender, at int) bool {
	k := mentionsBefore(e, at)
	around := e.Mentions[max(0, k-maxAround):min(len(e.Mentions), k+maxAround)]
	return !slices.ContainsFunc(around, func(m entity.Mention) bool { return !gender.Agrees(z.genderOf(m)) })
}

// genderOf returns the gender that a pronoun has, or the courtesy title before a name.
func (z *Resolution) genderOf(m entity.Mention) Gender {
	if m.Kind == entity.Pronoun {
		return PronounGender(m.Text)
	}
	before := strings.TrimRight(z.text[max(0, m.Start-10):m.Start], " .\u00a0")
	title := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	title = strings.TrimFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	low := strings.ToLower(title)
	if low == title {
		return UnknownGender // "the mr" is no title
	}
	g, _ := courtesy(low)
	return Gender(g)
}

// NamedAt returns the person named at the offset, with a title or none, or the organisation, or an empty span.
func (z *Resolution) NamedAt(at, limit int) text.Span {
	at = limit - len(strings.TrimLeft(z.text[min(at, limit):limit], " \u00a0"))
	for _, r := range z.In(text.Span{Start: at, End: limit}) {
		if r.Type == entity.Org && r.Kind == entity.Name && r.Start == at && !doc.IsPossessor(z.text, r.End) {
			return r.Span
		}
		if !r.IsPersonName() || doc.IsPossessor(z.text, r.End) {
			continue
		}
		if title := z.text[at:r.Start]; r.Start == at || IsTitled(title) || IsCourtesy(strings.TrimRight(title, " .")) {
			return text.Span{Start: at, End: r.End}
		}
		break
	}
	return text.Span{}
}

// IsTitled reports whether the text between two names is a title of the second alone.
func IsTitled(s string) bool {
	f := strings.Fields(s)
	if len(f) == 0 || len(f) > 4 && f[0] != "of" || len(f) > 8 || strings.ContainsAny(s, ",;:()\"“”") {
		return false
	}
	if f[0] == "and" || f[0] == "&" || f[0] == "or" {
		return false
	}
	last := f[len(f)-1]
	return gazetteer.PersonNoun(strings.ToLower(last)) || len(last) < 4 && strings.ToUpper(last) == last
}

// IsCourtesy reports whether a word without a stop is a title of courtesy.
func IsCourtesy(w string) bool {
	return isUpper(w) && lexicon.CourtesyTitle.Has(strings.ToLower(w))
}
