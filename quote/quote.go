package quote

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/text"
)

// A Kind tells how much of a quote's content is word for word.
type Kind string

// The kinds of quote: all of the content inside quotation marks, some, none.
const (
	Direct   Kind = "direct"
	Mixed    Kind = "mixed"
	Indirect Kind = "indirect"
)

// A SpeakerKind tells what sort of speaker a quote has.
type SpeakerKind string

// The kinds of speaker. The zero SpeakerKind means that the article gives none.
const (
	NamedPerson   SpeakerKind = "person"
	UnnamedPerson SpeakerKind = "unnamed-person" // "a neighbour"
	UnnamedGroup  SpeakerKind = "unnamed-group"  // "residents", "her family"
	Organisation  SpeakerKind = "organisation"
	DocumentKind  SpeakerKind = "document" // "the report", "the film": what speaks and is nobody
)

// A Polarity tells whether the speaker says the content.
type Polarity string

// The polarities: "said", "denied that", "declined to say".
const (
	Affirmed Polarity = "affirmed"
	Denied   Polarity = "denied"
	Declined Polarity = "declined"
)

// A Quote is one attribution: a content and who it is attributed to. Where
// spans end follows the guidelines of PolNeAR (Newell, Margolin and Ruths,
// LREC 2018). Quotes are shared; they must not be changed.
type Quote struct {
	Kind Kind
	// Text is the content, its pieces joined by " … ".
	Text string
	// Content is what is attributed, in one or more pieces, in order.
	Content []text.Excerpt
	// Quoted are the parts of Content that stand inside quotation marks, marks included.
	Quoted []text.Excerpt
	// Cue is the verb group or other expression that attributes, or nil.
	Cue *text.Excerpt
	// Source is the expression that names the speaker, or nil.
	Source *text.Excerpt
	// Speaker is the entity that said it, nil where the article names none.
	Speaker *entity.Entity
	// Joint are the further speakers of a statement made together.
	Joint       []*entity.Entity
	SpeakerKind SpeakerKind
	// Addressee is whom it was said to, where the article names one.
	Addressee *entity.Entity
	Polarity  Polarity
	// Speech is true for a statement, and false for a belief, wish or perception.
	Speech bool
	// Nested are the passages that the speaker quotes in turn, between quotation
	// marks within the content, without their speakers.
	Nested []*Quote
	// Node is the id of the statement that the quote is over all articles, where others have it too, or "": package
	// corpus gives it.
	Node string
	// Confidence is the probability, in (0, 1], that content and source are right.
	Confidence float64
	// Passes tells which rules made the quote. It is no part of its JSON.
	Passes Passes `json:"-"`
}

// Passes names the rules that made a quote, so that each of its parts can be traced to
// the one that decided it. It is empty in a quote that was read from JSON.
type Passes struct {
	// Content are those that had a hand in its content and cue, in the order in which they ran.
	Content []string
	// Source is the one that found its source, or "".
	Source string
	// Speaker is the one that told who speaks, be it that nobody is known.
	Speaker string
	// Addressee is the one that told whom it was said to, or "".
	Addressee string
}

// Speakers returns all who say it: Speaker and Joint.
func (q *Quote) Speakers() []*entity.Entity {
	if q.Speaker == nil {
		return nil
	}
	return append([]*entity.Entity{q.Speaker}, q.Joint...)
}

// SpeakerText tells who speaks: the names of the speakers, or the article's words for
// one without a name ("a neighbour"). It is "" where the article says nothing.
func (q *Quote) SpeakerText() string {
	names := make([]string, 0, 1+len(q.Joint))
	for _, e := range q.Speakers() {
		names = append(names, e.String())
	}
	switch n := len(names); {
	case n > 1:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	case n == 1:
		return names[0]
	case q.Source != nil:
		return strings.Join(strings.Fields(q.Source.Text), " ")
	}
	return ""
}
