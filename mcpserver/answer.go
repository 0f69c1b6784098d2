package mcpserver

import (
	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/quote"
	"dictum.example/text"
)

// A span is a place in an article, with what stands there.
type span struct {
	Article string `json:"article" jsonschema:"the article's id"`
	Start   int    `json:"start" jsonschema:"byte offset in the article's text where it begins"`
	End     int    `json:"end" jsonschema:"byte offset where it ends, not included"`
	Text    string `json:"text" jsonschema:"what stands there, verbatim"`
}

func spanOf(d *extract.Document, e text.Excerpt) span {
	return span{Article: d.ID, Start: e.Start, End: e.End, Text: e.Text}
}

func spansOf(d *extract.Document, all []text.Excerpt) []span {
	out := []span{}
	for _, e := range all {
		out = append(out, spanOf(d, e))
	}
	return out
}

func spanOrNone(d *extract.Document, e *text.Excerpt) *span {
	if e == nil {
		return nil
	}
	s := spanOf(d, *e)
	return &s
}

// A statement is a quote of a document.
type statement struct {
	Speaker     string  `json:"speaker" jsonschema:"a name, or the article's words for somebody without one; empty where it says nothing"`
	Node        string  `json:"node,omitempty" jsonschema:"the speaker's node, for look_up"`
	SpeakerKind string  `json:"speaker_kind,omitempty"`
	Kind        string  `json:"kind" jsonschema:"direct, mixed or indirect: all of it between quotation marks, some, none"`
	Polarity    string  `json:"polarity" jsonschema:"affirmed, denied or declined"`
	Speech      bool    `json:"speech" jsonschema:"false for a belief, wish or perception"`
	Confidence  float64 `json:"confidence" jsonschema:"the probability that it and its speaker are right"`
	Content     []span  `json:"content" jsonschema:"what was said"`
	Quoted      []span  `json:"quoted,omitempty" jsonschema:"what of it stands between quotation marks"`
	Cue         *span   `json:"cue,omitempty" jsonschema:"the words that attribute it"`
	Source      *span   `json:"source,omitempty" jsonschema:"the words that name the speaker"`
}

func statementOf(d *extract.Document, q *quote.Quote) statement {
	s := statement{Speaker: q.SpeakerText(), SpeakerKind: string(q.SpeakerKind), Kind: string(q.Kind), Polarity: string(q.Polarity),
		Speech: q.Speech, Confidence: q.Confidence, Content: spansOf(d, q.Content), Quoted: spansOf(d, q.Quoted),
		Cue: spanOrNone(d, q.Cue), Source: spanOrNone(d, q.Source)}
	if q.Speaker != nil {
		s.Node = q.Speaker.Node
	}
	return s
}

// A told is a fact of a document.
type told struct {
	Kind       string  `json:"kind" jsonschema:"position_held, works_for, born_in and so on"`
	Subject    string  `json:"subject"`
	Object     string  `json:"object" jsonschema:"a name, or the words of an office"`
	Of         string  `json:"of,omitempty" jsonschema:"the body of an office"`
	Polarity   string  `json:"polarity,omitempty"`
	Modality   string  `json:"modality,omitempty"`
	Claim      string  `json:"claim,omitempty" jsonschema:"who says so, where the article does not itself"`
	Confidence float64 `json:"confidence"`
	Evidence   span    `json:"evidence" jsonschema:"the words that say so"`
}

func toldOf(d *extract.Document, f *fact.Fact) told {
	t := told{Kind: string(f.Kind), Subject: f.Subject.String(), Object: f.Object.String(), Of: f.Of.String(), Polarity: string(f.Polarity),
		Modality: string(f.Modality), Confidence: f.Confidence, Evidence: spanOf(d, f.Evidence)}
	if f.Object == nil && f.Words != nil {
		t.Object = f.Words.Text
	}
	if f.Claim != nil {
		t.Claim = f.Claim.SpeakerText()
	}
	return t
}

// A thing is an entity of a document.
type thing struct {
	Name     string   `json:"name"`
	Type     string   `json:"type" jsonschema:"an entity type of OntoNotes: PERSON, ORG, GPE and so on"`
	QID      string   `json:"qid,omitempty" jsonschema:"the Wikidata item"`
	Aliases  []string `json:"aliases,omitempty"`
	Roles    []span   `json:"roles,omitempty" jsonschema:"titles and offices"`
	Named    span     `json:"named" jsonschema:"where it is first named"`
	Mentions int      `json:"mentions" jsonschema:"how often it is mentioned"`
}

func thingOf(d *extract.Document, e *entity.Entity) thing {
	return thing{Name: e.Name, Type: string(e.Type), QID: e.QID, Aliases: e.Aliases, Roles: spansOf(d, e.Roles), Named: spanOf(d, named(e)),
		Mentions: len(e.Mentions)}
}

// named returns where an entity is first named, or else mentioned.
func named(e *entity.Entity) text.Excerpt {
	for _, m := range e.Mentions {
		if m.Kind == entity.Name {
			return m.Excerpt
		}
	}
	return e.Mentions[0].Excerpt
}
