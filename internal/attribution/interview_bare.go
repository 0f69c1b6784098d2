package attribution

import (
	"regexp"
	"slices"
	"strings"

	"dictum.example/internal/resolve"
	"dictum.example/text"
)

var bareInterview = step{Pass{
	Name: "bare-interview", Purpose: "Where an article opens by telling whom it interviewed, the paragraphs in the first person between " +
		"three or more questions are that person's answers.",
}, (*article).bareInterviews}

const (
	leastQuestions = 3
	maxOpening     = 6 // blocks before the first question
)

var (
	interviewing = regexp.MustCompile(`(?i)\binterview(?:s|ed|ing)?\b|\b(?:spoke|speaks|talked|talks|chatted|chats|sat down) (?:with|to)\b`)
	firstPerson  = regexp.MustCompile(`(?i)\b(?:I|I[’']m|I[’']ve|my|me|we|our)\b`)
)

// bareInterviews makes a group of each answer of an interview whose turns have no labels.
func (a *article) bareInterviews() {
	questions := a.questionBlocks()
	if len(questions) < leastQuestions || questions[0] > maxOpening {
		return
	}
	who, ok := a.whomItInterviews(a.Layout.Blocks[:questions[0]])
	if !ok || !a.answersInFirstPerson(questions) {
		return
	}
	for i, k := range questions {
		end := k + 2 // of the last question, the next block alone
		if i+1 < len(questions) {
			end = min(questions[i+1], k+1+maxTurn)
		}
		if end = min(end, len(a.Layout.Blocks)); k+1 >= end {
			continue
		}
		first := a.Layout.Blocks[k+1].Span
		g := apart(piece{Span: first, label: none, p: .9}, 1)
		g.label, g.verbatim = &who, true
		a.replace(text.Span{Start: first.Start, End: a.lengthen(g, first.End, a.Layout.Blocks[k+2:end])}, g)
		a.found.places = append(a.found.places, a.Layout.Blocks[k].Span)
	}
}

// questionBlocks returns the paragraphs that are a question that no mark quotes, before a paragraph that is none.
func (a *article) questionBlocks() []int {
	var out []int
	for i := range a.Layout.Blocks {
		if i+1 < len(a.Layout.Blocks) && a.isBareQuestion(i) && !a.isBareQuestion(i+1) && a.Layout.Blocks[i+1].Kind == text.Paragraph {
			out = append(out, i)
		}
	}
	return out
}

// isBareQuestion reports whether a block is a question that no mark quotes.
func (a *article) isBareQuestion(block int) bool {
	return a.endsAsking(block) && !strings.ContainsAny(a.Layout.Blocks[block].Of(a.text), "“”\"")
}

// whomItInterviews returns the name of the one person who is named behind the words for an interview in one of the blocks.
func (a *article) whomItInterviews(opening []text.Block) (who text.Span, ok bool) {
	for _, b := range opening {
		m := interviewing.FindStringIndex(b.Of(a.text))
		if m == nil {
			continue
		}
		persons := a.entities.In(text.Span{Start: b.Start + m[1], End: b.End})
		persons = slices.DeleteFunc(persons, func(r resolve.Ref) bool { return !r.IsPersonName() })
		if len(persons) == 0 {
			continue
		}
		several := slices.ContainsFunc(persons, func(r resolve.Ref) bool { return r.Entity != persons[0].Entity })
		return persons[0].Span, !several
	}
	return who, false
}

// answersInFirstPerson reports whether most of the paragraphs behind the questions are in the first person, and no quotation.
func (a *article) answersInFirstPerson(questions []int) bool {
	n := 0
	for _, k := range questions {
		s := a.Layout.Blocks[k+1].Of(a.text)
		if slices.ContainsFunc([]string{"“", "\"", "‘"}, func(mark string) bool { return strings.HasPrefix(s, mark) }) {
			return false
		}
		if firstPerson.MatchString(s) {
			n++
		}
	}
	return 2*n > len(questions)
}
