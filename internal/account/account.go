// Package account tells facts and events in words for people: what the page and the text output show of them.
package account

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/internal/lexicon"
	"dictum.example/quote"
	"dictum.example/text"
)

// The least confidence of the facts that are told, of which nine in ten are right from there on, and of events.
const (
	sureFact  = 0.65
	sureEvent = 0.5
)

// relations are the kinds of fact in words, between subject and object, and the other way round where the object
// is told of too.
var relations = map[fact.Kind]string{
	fact.WorksFor: "works for", fact.HeadOf: "heads", fact.MemberOf: "belongs to", fact.CitizenOf: "citizen of", fact.LivesIn: "lives in",
	fact.BornIn: "born in", fact.DiedIn: "died in", fact.BirthDate: "born", fact.DeathDate: "died", fact.EducatedAt: "studied at",
	fact.Spouse: "married to", fact.Parent: "child of", fact.Sibling: "brother or sister of", fact.Relative: "related to",
	fact.BasedIn: "based in", fact.LocatedIn: "in", fact.PartOf: "part of", fact.SubsidiaryOf: "owned by", fact.Founded: "founded",
	fact.Created: "made", fact.Met: "met", fact.Opposes: "against", fact.AlliedWith: "allied with", fact.Defeated: "defeated",
	fact.Killed: "killed", fact.Attacked: "attacked", fact.EventPlace: "in", fact.EventDate: "on", fact.ParticipatedIn: "took part in",
}

// Facts returns what the article tells of each entity, in the order of the text: "works for Nordbank, formerly, until
// 2019 (according to Nora Lind)". An office that is one of the entity's roles is not told again, and neither is whom
// somebody works for whose office says so.
func Facts(doc *extract.Document) map[*entity.Entity][]string {
	told := map[*entity.Entity][]string{}
	offices := offices(doc.Facts)
	for _, f := range doc.Facts {
		if f == nil || f.Subject == nil || f.Confidence < sureFact {
			continue
		}
		if offices[pair{f.Subject, f.Object}] && ofOffice[f.Kind] || f.Kind == fact.CitizenOf && called(f.Subject, f.Object) {
			continue
		}
		if words := tell(f); words != "" && !slices.Contains(told[f.Subject], words) {
			told[f.Subject] = append(told[f.Subject], words)
		}
	}
	return told
}

// A pair is somebody and what an office of theirs is of.
type pair struct{ who, of *entity.Entity }

// offices returns of what each person has an office.
func offices(facts []*fact.Fact) map[pair]bool {
	out := map[pair]bool{}
	for _, f := range facts {
		if f != nil && f.Kind == fact.PositionHeld && f.Of != nil {
			out[pair{f.Subject, f.Of}] = true
		}
	}
	return out
}

// ofOffice are the kinds that an office of the same body says already: "Norway's ambassador".
var ofOffice = map[fact.Kind]bool{fact.WorksFor: true, fact.HeadOf: true, fact.CitizenOf: true}

// called reports whether a role of somebody has the name of a people in it: "Norwegian singer".
func called(who, people *entity.Entity) bool {
	return people != nil && slices.ContainsFunc(who.Roles, func(r text.Excerpt) bool { return strings.Contains(r.Text, people.Name) })
}

// tell returns a fact in words, or "" for a role that the entity has already.
func tell(f *fact.Fact) string {
	var words string
	switch {
	case f.Kind == fact.PositionHeld && f.Words != nil:
		if plain(f) && slices.ContainsFunc(f.Subject.Roles, func(r text.Excerpt) bool { return line(r.Text) == line(f.Words.Text) }) {
			return ""
		}
		words = line(f.Words.Text)
	case f.Object != nil && f.Object.Type == entity.NORP && f.Kind == fact.CitizenOf:
		words = line(f.Object.Name) // "Russian"
	case f.Object != nil:
		words = relations[f.Kind] + " " + line(f.Object.Name)
	case f.Words != nil:
		words = relations[f.Kind] + " " + line(f.Words.Text)
	}
	if strings.TrimSpace(words) == "" {
		return ""
	}
	if f.Polarity == fact.Negated {
		words = "not: " + words
	}
	for _, more := range []string{standing(f), when("since ", f.From), when("until ", f.Until),
		when("", f.At), modalities[f.Modality]} {
		if more != "" {
			words += ", " + more
		}
	}
	return words + voice(f.Claim)
}

// plain reports whether all that is said is that somebody has an office.
func plain(f *fact.Fact) bool {
	return standing(f) == "" && f.Polarity != fact.Negated && f.From == nil && f.Until == nil && f.At == nil
}

// standing tells how somebody has an office, "" where the words of the office do: "former minister".
func standing(f *fact.Fact) string {
	if f.Words != nil && f.Kind == fact.PositionHeld {
		for w := range strings.FieldsFuncSeq(strings.ToLower(f.Words.Text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if words, ok := standingWords[f.Standing]; ok && words.Has(w) {
				return ""
			}
		}
	}
	return standings[f.Standing]
}

var standingWords = map[fact.Standing]lexicon.Class{
	fact.Former: lexicon.FormerWord, fact.Acting: lexicon.ActingWord, fact.Incoming: lexicon.IncomingWord,
}

var standings = map[fact.Standing]string{fact.Former: "formerly", fact.Acting: "for the time being", fact.Incoming: "to be"}

var modalities = map[fact.Modality]string{fact.Planned: "planned", fact.Possible: "possible"}

func when(word string, d *fact.Date) string {
	if day := Day(d); day != "" {
		return word + day
	}
	return ""
}

// Day returns a date as far as the calendar has it, "" for one that comes again ("every winter").
func Day(d *fact.Date) string {
	if s := d.String(); !strings.HasPrefix(s, "XXXX") {
		return s
	}
	return ""
}

// voice tells whose word it is, where it is not the article's.
func voice(q *quote.Quote) string {
	if q == nil {
		return ""
	}
	if who := line(q.SpeakerText()); who != "" {
		return " (according to " + who + ")"
	}
	return " (as somebody says)"
}

// An Entry is an event on a timeline.
type Entry struct {
	Day  string // in ISO 8601, as far as it is known
	What string // the event's words, and whose word it is
}

// longest is how many bytes of the text an entry takes as they are; of a longer passage it takes the parts.
const longest = 140

// Timeline returns the events of which the article tells the day, in the order of the days. What somebody said is
// left to the quotes.
func Timeline(doc *extract.Document) []Entry {
	var entries []Entry
	for _, e := range doc.Events {
		if e == nil || e.Kind == fact.Statement || e.Confidence < sureEvent || Day(e.Date) == "" {
			continue
		}
		what := words(e, doc.Text)
		if what == "" {
			continue
		}
		for _, more := range []string{negations[e.Polarity], modalities[e.Modality]} {
			if more != "" {
				what += ", " + more
			}
		}
		entries = append(entries, Entry{Day(e.Date), what + voice(e.Claim)})
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Day, b.Day) })
	return slices.Compact(entries)
}

var negations = map[fact.Polarity]string{fact.Negated: "did not happen"}

// words returns the passage of an event from the first of its parts to the last, or the parts where that is long.
func words(e *fact.Event, doc string) string {
	parts := []text.Excerpt{e.Predicate}
	for _, p := range slices.Concat(e.Participants, e.Places) {
		parts = append(parts, p.Words)
	}
	parts = slices.DeleteFunc(parts, func(x text.Excerpt) bool { return x.Start < 0 || x.End > len(doc) || x.Start >= x.End })
	if len(parts) < 2 {
		return "" // nobody takes part
	}
	slices.SortFunc(parts, func(a, b text.Excerpt) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	end := parts[0].End
	var list []string
	for _, p := range parts {
		end = max(end, p.End)
		list = append(list, line(p.Span.Of(doc)))
	}
	if whole := (text.Span{Start: parts[0].Start, End: end}); whole.End-whole.Start <= longest {
		return line(whole.Of(doc))
	}
	return strings.Join(list, " … ")
}

func line(s string) string { return strings.Join(strings.Fields(s), " ") }
