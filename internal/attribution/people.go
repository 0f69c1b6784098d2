package attribution

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/text"
)

// people returns the people that a source names as its speakers: those who are
// no part of somebody else's description ("Putin's spokesman", "a lawyer for Smith",
// "his lawyer").
func (a *article) people(s text.Span, refs []resolve.Ref) []*entity.Entity {
	var out []*entity.Entity
	last := -1
	complement := -1 // its end
	for i, r := range refs {
		if !a.maySpeak(s, &r) {
			continue
		}
		if complement >= 0 && strings.TrimSpace(a.text[complement:r.Start]) == "and" || a.isComplement(s.Start, refs[:i], r.Start) {
			complement = r.End // "the government of Lind and Ruiz"
			continue
		}
		if last >= 0 && !isConjunction(a.text[last:r.Start]) {
			if len(out) != 1 || !resolve.IsTitled(a.text[last:r.Start]) {
				break
			}
			out[0], last = r.Entity, r.End // "Te Tai Tonga MP Rino Smith" is one person
			continue
		}
		if !slices.Contains(out, r.Entity) {
			out = append(out, r.Entity)
		}
		last = r.End
	}
	return out
}

// maySpeak reports whether a mention in a source is the name of a person, or a pronoun for one, and no possessor, nor a modifier
// of the noun behind it, nor in a clause about a place.
func (a *article) maySpeak(s text.Span, r *resolve.Ref) bool {
	if r.Type != entity.Person || r.Kind == entity.Nominal {
		return false
	}
	possessor := a.doc.IsPossessor(r.End) && r.End < s.End
	if r.Kind == entity.Pronoun && isPossessive(r.Text) {
		possessor = strings.TrimSpace(a.text[r.End:s.End]) != ""
	}
	return !possessor && !a.modifies(r.End, s.End) && !strings.Contains(a.text[s.Start:r.Start], ", where ")
}

// modifies reports whether the name that ends at the offset tells whose the noun after it is: "the Trump
// campaign", "Obama aides".
func (a *article) modifies(end, limit int) bool {
	if end >= limit {
		return false
	}
	next := nextWord(a.text, end, limit).Of(a.text)
	low := strings.TrimRight(next, ",;:.")
	return low != "" && low == strings.ToLower(low) && (lexicon.GroupNoun.Has(low) || isHead(low) || lexicon.SpeakingBodyNoun.Has(low))
}

// isOffice reports whether s says what one person is, and names nobody: "the state secretary of the party". The mentions
// are those of the source before the name.
func (a *article) isOffice(s text.Span, before []resolve.Ref) bool {
	noun := strings.ToLower(lastWord(a.text[s.Start:a.headEnd(s)]))
	return gazetteer.PersonNoun(noun) && !strings.HasSuffix(noun, "s") &&
		!slices.ContainsFunc(before, func(r resolve.Ref) bool { return r.IsPersonName() && s.Contains(r.Span) })
}

// isTitle reports whether a title begins with s, "Chief" in "Chief of Police General Smith":
// it has no article, and its noun is for one person.
func (a *article) isTitle(s text.Span) bool {
	f := strings.Fields(strings.ToLower(s.Of(a.text)))
	if len(f) == 0 {
		return false
	}
	head := f[len(f)-1]
	return !lexicon.Determiner.Has(f[0]) && gazetteer.PersonNoun(head) && !strings.HasSuffix(head, "s")
}

// endsAt returns the longest of the mentions that ends at the offset, or nil.
func endsAt(refs []resolve.Ref, end int) *resolve.Ref {
	for i := range refs {
		if refs[i].End == end {
			return &refs[i]
		}
	}
	return nil
}

var (
	bracket    = regexp.MustCompile(`^\s*\([^()]{1,40}\)`)
	apposition = regexp.MustCompile(`^, [^,;:()"“”]{1,80}, (?:and|&) (?:[A-Z]\w*\.? )?$`)
)

// isConjunction reports whether the text between two names joins them: ", " or
// " and ", with a title or another noun for the person before the second ("and her brother").
func isConjunction(s string) bool {
	s = bracket.ReplaceAllString(s, "") // "Lind (R-Ohio) and Beck"
	if apposition.MatchString(s) || joinsCounterpart(s) {
		return true // "Lind, the owner, and Beck"
	}
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if w != "and" && w != "&" && w != "or" && w != "nor" && w != "," && !unicode.IsUpper(r) {
			return false
		}
	}
	return strings.Contains(s, "and") || strings.Contains(s, "nor") || strings.Contains(s, ",") || strings.Contains(s, "&")
}

// joinsCounterpart reports whether the text between two names is "and" with a noun for the second person: "and her counterpart, Beck".
func joinsCounterpart(s string) bool {
	phrase := strings.TrimRight(s, ", \u00a0")
	f := strings.Fields(phrase)
	n := len(f)
	if n < 2 || n > 5 || f[0] != "and" && f[0] != "&" || !isPossessive(f[1]) && !gazetteer.PersonNoun(strings.ToLower(f[n-1])) {
		return false
	}
	return !strings.ContainsAny(phrase, ",;:()\"“”") && !slices.Contains(f, "of") && !slices.Contains(f, "for")
}
