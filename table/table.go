// Package table lays documents out as tables: of articles, entities, mentions, quotes, facts, events and
// those who take part in them. They join by the id of the article and that of the entity; a number tells
// the quotes, facts and events of an article apart. Entities that "dictum resolve" knows over many articles
// have its node.
//
// CSV writes them as files; module dictum.example/table/parquet as Parquet. What they are for is DuckDB,
// pandas, Spark and the like. docs/tables.md describes the columns.
package table

import (
	"cmp"
	"strings"
	"time"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/quote"
	"dictum.example/text"
)

// Rows are what the tables hold of one document, or of several.
type Rows struct {
	Articles     []Article
	Entities     []Entity
	Mentions     []Mention
	Quotes       []Quote
	Facts        []Fact
	Events       []Event
	Participants []Participant
}

// An Article is a row of the table "articles". Published is a day (2025-07-04) or a moment (RFC 3339), or empty.
// Places in the other tables are byte offsets into Text, half-open; a text that is no UTF-8 has
// U+FFFD for each bad byte, which the offsets do not count.
type Article struct {
	Article   string `parquet:"article"`
	Title     string `parquet:"title"`
	URL       string `parquet:"url"`
	Published string `parquet:"published"`
	Authors   string `parquet:"authors"` // separated by semicolons
	Origin    string `parquet:"origin"`
	Text      string `parquet:"text"`
}

// An Entity is a row of the table "entities". Value is that of a date, number or amount, normalised.
type Entity struct {
	Article       string  `parquet:"article,dict"`
	Entity        string  `parquet:"entity,dict"`
	Node          string  `parquet:"node"`
	Type          string  `parquet:"type,dict"`
	Name          string  `parquet:"name"`
	Gender        string  `parquet:"gender,dict"` // female, male, or empty where the text does not tell
	QID           string  `parquet:"qid"`
	QIDConfidence float64 `parquet:"qid_confidence"`
	Key           string  `parquet:"key"`
	Affiliation   string  `parquet:"affiliation"` // an entity of the article
	Roles         string  `parquet:"roles"`       // separated by semicolons
	Mentions      int64   `parquet:"mentions"`
	Value         string  `parquet:"value"`
}

// A Mention is a row of the table "mentions".
type Mention struct {
	Article string `parquet:"article,dict"`
	Entity  string `parquet:"entity,dict"`
	Start   int64  `parquet:"start"`
	End     int64  `parquet:"end"`
	Type    string `parquet:"type,dict"`
	Kind    string `parquet:"kind,dict"`
	Text    string `parquet:"text"`
}

// A Quote is a row of the table "quotes". Start and End are those of its content, from the first piece to the last.
type Quote struct {
	Article     string  `parquet:"article,dict"`
	Quote       int64   `parquet:"quote"` // counts those of the article from 1
	Kind        string  `parquet:"kind,dict"`
	Text        string  `parquet:"text"`
	Start       int64   `parquet:"start"`
	End         int64   `parquet:"end"`
	Cue         string  `parquet:"cue"`
	Source      string  `parquet:"source"` // the article's words for who speaks
	Speaker     string  `parquet:"speaker,dict"`
	SpeakerName string  `parquet:"speaker_name"` // or the source, where nobody with a name speaks
	SpeakerNode string  `parquet:"speaker_node"`
	SpeakerKind string  `parquet:"speaker_kind,dict"`
	Gender      string  `parquet:"gender,dict"` // of the speaker
	Role        string  `parquet:"role"`        // the speaker's first title or office in the article
	Addressee   string  `parquet:"addressee"`
	Polarity    string  `parquet:"polarity,dict"`
	Speech      bool    `parquet:"speech"` // a statement; else a belief, wish or perception
	Statement   string  `parquet:"statement"`
	Confidence  float64 `parquet:"confidence"`
}

// A Fact is a row of the table "facts". Object is the entity, and ObjectName its name or the words in its place.
type Fact struct {
	Article     string  `parquet:"article,dict"`
	Fact        int64   `parquet:"fact"` // counts those of the article from 1
	Kind        string  `parquet:"kind,dict"`
	Subject     string  `parquet:"subject,dict"`
	SubjectName string  `parquet:"subject_name"`
	SubjectNode string  `parquet:"subject_node"`
	Object      string  `parquet:"object,dict"`
	ObjectName  string  `parquet:"object_name"`
	ObjectNode  string  `parquet:"object_node"`
	Of          string  `parquet:"of"` // the entity whose office it is
	Start       int64   `parquet:"start"`
	End         int64   `parquet:"end"`
	Evidence    string  `parquet:"evidence"`
	At          string  `parquet:"at"`
	From        string  `parquet:"from"`
	Until       string  `parquet:"until"`
	Standing    string  `parquet:"standing,dict"`
	Polarity    string  `parquet:"polarity,dict"`
	Modality    string  `parquet:"modality,dict"`
	Claim       int64   `parquet:"claim"` // the quote whose speaker says so, or 0
	Confidence  float64 `parquet:"confidence"`
}

// An Event is a row of the table "events".
type Event struct {
	Article    string  `parquet:"article,dict"`
	Event      int64   `parquet:"event"` // counts those of the article from 1
	Kind       string  `parquet:"kind,dict"`
	Lemma      string  `parquet:"lemma,dict"`
	Predicate  string  `parquet:"predicate"`
	Start      int64   `parquet:"start"`
	End        int64   `parquet:"end"`
	Evidence   string  `parquet:"evidence"`
	Date       string  `parquet:"date"`
	Polarity   string  `parquet:"polarity,dict"`
	Modality   string  `parquet:"modality,dict"`
	Claim      int64   `parquet:"claim"` // the quote whose speaker says so, or 0
	Confidence float64 `parquet:"confidence"`
}

// A Participant is a row of the table "participants": who takes part in an event, where it happens (the role
// "place"), and what sums and numbers it has (the role "amount").
type Participant struct {
	Article string `parquet:"article,dict"`
	Event   int64  `parquet:"event"`
	Role    string `parquet:"role,dict"`
	Entity  string `parquet:"entity,dict"`
	Name    string `parquet:"name"` // or the words, of what has none
	Node    string `parquet:"node"`
	Words   string `parquet:"words"`
}

// Of returns the rows of a document, in the order of the text.
func Of(doc *extract.Document) Rows {
	l := layout{doc: doc, quotes: map[*quote.Quote]int64{}}
	l.out.Articles = []Article{{
		Article: doc.ID, Title: doc.Title, URL: doc.URL, Published: day(doc.Published), Authors: strings.Join(doc.Authors, "; "),
		Origin: doc.Origin, Text: doc.Text,
	}}
	for _, e := range doc.Entities {
		l.entity(e)
	}
	for i, q := range doc.Quotes {
		l.quote(q, int64(i+1))
	}
	for i, f := range doc.Facts {
		l.fact(f, int64(i+1))
	}
	for i, e := range doc.Events {
		l.event(e, int64(i+1))
	}
	return l.out
}

// day returns a time as a day where it is the beginning of one, and else as a moment.
func day(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())):
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// A layout makes the rows of a document.
type layout struct {
	doc    *extract.Document
	quotes map[*quote.Quote]int64 // their numbers, of those within others that of the outermost
	out    Rows
}

func (l *layout) entity(e *entity.Entity) {
	row := Entity{
		Article: l.doc.ID, Entity: e.ID, Node: e.Node, Type: string(e.Type), Name: e.Name, Gender: string(e.Gender), QID: e.QID,
		QIDConfidence: e.QIDConfidence, Key: e.Key, Affiliation: id(e.Affiliation), Roles: joined(e.Roles), Mentions: int64(len(e.Mentions)),
	}
	if e.Value != nil {
		row.Value = e.Value.String()
	}
	l.out.Entities = append(l.out.Entities, row)
	for _, m := range e.Mentions {
		l.out.Mentions = append(l.out.Mentions, Mention{
			Article: l.doc.ID, Entity: e.ID, Start: int64(m.Start), End: int64(m.End), Type: string(m.Type), Kind: string(m.Kind), Text: m.Text,
		})
	}
}

func (l *layout) quote(q *quote.Quote, n int64) {
	l.number(q, n)
	row := Quote{
		Article: l.doc.ID, Quote: n, Kind: string(q.Kind), Text: q.Text, Cue: words(q.Cue), Source: words(q.Source), Speaker: id(q.Speaker),
		SpeakerName: cmp.Or(q.SpeakerText(), words(q.Source)), SpeakerNode: node(q.Speaker), SpeakerKind: string(q.SpeakerKind),
		Addressee: id(q.Addressee), Polarity: string(q.Polarity), Speech: q.Speech, Statement: q.Node, Confidence: q.Confidence,
	}
	if n := len(q.Content); n > 0 {
		row.Start, row.End = int64(q.Content[0].Start), int64(q.Content[n-1].End)
	}
	if s := q.Speaker; s != nil {
		row.Gender = string(s.Gender)
		if len(s.Roles) > 0 {
			row.Role = s.Roles[0].Text
		}
	}
	l.out.Quotes = append(l.out.Quotes, row)
}

func (l *layout) number(q *quote.Quote, n int64) {
	if _, known := l.quotes[q]; known {
		return
	}
	l.quotes[q] = n
	for _, inner := range q.Nested {
		l.number(inner, n)
	}
}

func (l *layout) fact(f *fact.Fact, n int64) {
	l.out.Facts = append(l.out.Facts, Fact{
		Article: l.doc.ID, Fact: n, Kind: string(f.Kind), Subject: id(f.Subject), SubjectName: f.Subject.String(), SubjectNode: node(f.Subject),
		Object: id(f.Object), ObjectName: cmp.Or(words(f.Words), f.Object.String()), ObjectNode: node(f.Object), Of: id(f.Of),
		Start: int64(f.Evidence.Start), End: int64(f.Evidence.End), Evidence: f.Evidence.Text,
		At: f.At.String(), From: f.From.String(), Until: f.Until.String(), Standing: string(f.Standing), Polarity: string(f.Polarity),
		Modality: string(f.Modality), Claim: l.quotes[f.Claim], Confidence: f.Confidence,
	})
}

func (l *layout) event(e *fact.Event, n int64) {
	l.out.Events = append(l.out.Events, Event{
		Article: l.doc.ID, Event: n, Kind: string(e.Kind), Lemma: e.Lemma, Predicate: e.Predicate.Text, Start: int64(e.Evidence.Start),
		End: int64(e.Evidence.End), Evidence: e.Evidence.Text, Date: e.Date.String(), Polarity: string(e.Polarity), Modality: string(e.Modality),
		Claim: l.quotes[e.Claim], Confidence: e.Confidence,
	})
	for _, p := range e.Participants {
		l.participant(n, string(p.Role), p.Entity, p.Words.Text)
	}
	for _, p := range e.Places {
		l.participant(n, "place", p.Entity, p.Words.Text)
	}
	for _, a := range e.Amounts {
		l.participant(n, "amount", a, a.String())
	}
}

func (l *layout) participant(event int64, role string, e *entity.Entity, words string) {
	l.out.Participants = append(l.out.Participants, Participant{
		Article: l.doc.ID, Event: event, Role: role, Entity: id(e), Name: cmp.Or(e.String(), words), Node: node(e), Words: words,
	})
}

func id(e *entity.Entity) string {
	if e == nil {
		return ""
	}
	return e.ID
}

func node(e *entity.Entity) string {
	if e == nil {
		return ""
	}
	return e.Node
}

func words(e *text.Excerpt) string {
	if e == nil {
		return ""
	}
	return e.Text
}

func joined(list []text.Excerpt) string {
	var out []string
	for _, e := range list {
		out = append(out, e.Text)
	}
	return strings.Join(out, "; ")
}
