package fact

import (
	"strings"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/quote"
	"dictum.example/text"
)

// A Polarity tells whether something is said to be or not to be.
type Polarity string

// The polarities.
const (
	Affirmed Polarity = "affirmed"
	Negated  Polarity = "negated" // "has not met", "never worked for"
)

// A Modality tells in what way something is said to be.
type Modality string

// The modalities.
const (
	Asserted Modality = "asserted" // it is so, or happened
	Planned  Modality = "planned"  // it is to happen: "will visit", "plans to buy"
	Possible Modality = "possible" // it may be or happen: "could buy", "if he wins", "is accused of killing"
)

// A Standing tells how somebody has an office.
type Standing string

// The standings. The zero Standing is that of somebody who has it, as far as is known.
const (
	Former   Standing = "former"
	Acting   Standing = "acting"   // interim, caretaker
	Incoming Standing = "incoming" // elected, designated or a candidate for it, and not yet in it
)

// A Date is a point or stretch of the calendar, and where the text says so.
type Date struct {
	// Value is the normalised value; its Start and End bound it in ISO 8601.
	Value *value.Value
	// Words are the expression in the text.
	Words text.Excerpt
}

// String returns the day in ISO 8601, or as much of it as is known: "2021-08-15", "2021-08", "2021", "199X"; of a
// week or a season its first day.
func (d *Date) String() string {
	if d == nil || d.Value == nil {
		return ""
	}
	if t := d.Value.Timex; isDay(t) || strings.Contains(t, "X") {
		return t
	}
	return d.Value.Start
}

// isDay reports whether s is a year, a month or a day of the calendar in ISO 8601.
func isDay(s string) bool {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := range len(s) {
		if dash := i == 4 || i == 7; dash && s[i] != '-' || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// A Fact is a lasting relation of an entity to another one, or to what the words of the text say.
type Fact struct {
	Kind    Kind
	Subject *entity.Entity
	// Object is the entity that the subject has to do with, or nil where Words tell it.
	Object *entity.Entity
	// Words are the object where it is no entity: an office.
	Words *text.Excerpt
	// Of is the organisation, country or group of an office, where the text names one.
	Of *entity.Entity
	// Evidence is the part of the text that says so: a sentence, or the words from the one to the other.
	Evidence text.Excerpt
	// At, From and Until tell when it is so, where the text does; each may be nil.
	At, From, Until *Date
	// Standing is of offices and affiliations.
	Standing Standing
	Polarity Polarity
	Modality Modality
	// Claim is the quote in whose content the evidence stands: its speaker says so, and the article does
	// not. It is nil where the article itself says so.
	Claim *quote.Quote
	// Confidence is the probability, in (0, 1], that the text says so.
	Confidence float64
}

// A Role tells how somebody takes part in an event.
type Role string

// The roles of participants.
const (
	Agent     Role = "agent"     // who acts
	Patient   Role = "patient"   // whom or what it is done to
	Recipient Role = "recipient" // to or for whom
	Partner   Role = "partner"   // with whom
	Source    Role = "origin"    // from whom or where
	Other     Role = "other"
)

// A Participant is who or what takes part in an event.
type Participant struct {
	// Entity is who it is, or nil for somebody or something unnamed.
	Entity *entity.Entity
	// Words are the expression in the text.
	Words text.Excerpt
	Role  Role
}

// An Event is something that happens, or a state that somebody is in, as a predicate of the text tells it.
type Event struct {
	// Predicate is the word or words that tell what happens.
	Predicate text.Excerpt
	// Lemma is the predicate's dictionary form: "dismiss", "set up", "resignation".
	Lemma string
	// Kind is one of the kinds, or empty.
	Kind EventKind
	// Participants are in the order of the text.
	Participants []Participant
	// Places are where it happens.
	Places []Participant
	// Date is when it happens, or nil.
	Date *Date
	// Amounts are the sums and numbers that the predicate governs.
	Amounts []*entity.Entity
	// Evidence is the sentence.
	Evidence text.Excerpt
	Polarity Polarity
	Modality Modality
	// Claim is as in [Fact].
	Claim *quote.Quote
	// Confidence is the probability, in (0, 1], that predicate and participants are right.
	Confidence float64
}
