package extract

import (
	"bytes"
	"encoding/json"
	"fmt"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/fact"
	"dictum.example/quote"
	"dictum.example/text"
)

type jsonFact struct {
	Kind    fact.Kind  `json:"kind"`
	Subject string     `json:"subject"`
	Object  jsonObject `json:"object"`
	Of      *string    `json:"of,omitempty"`
	jsonVoice
	At       *jsonDate     `json:"at,omitempty"`
	From     *jsonDate     `json:"from,omitempty"`
	Until    *jsonDate     `json:"until,omitempty"`
	Standing fact.Standing `json:"standing,omitempty"`
}

// A jsonVoice is what facts and events have in common.
type jsonVoice struct {
	Evidence text.Excerpt  `json:"evidence"`
	Polarity fact.Polarity `json:"polarity"`
	Modality fact.Modality `json:"modality"`
	// Claim is an index into the quotes.
	Claim      *int    `json:"claim"`
	Confidence float64 `json:"confidence"`
}

// A jsonObject is the id of an entity, or an excerpt of the text.
type jsonObject struct {
	id    string
	words *text.Excerpt
}

func (o jsonObject) MarshalJSON() ([]byte, error) {
	if o.words != nil {
		return marshal(o.words)
	}
	return marshal(o.id)
}

// marshal is json.Marshal without the escapes for HTML.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), err
}

func (o *jsonObject) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("{")) {
		o.words = new(text.Excerpt)
		return json.Unmarshal(data, o.words)
	}
	return json.Unmarshal(data, &o.id)
}

type jsonDate struct {
	// Date is the first day, or the year or month that is known.
	Date  string       `json:"value"`
	Means *value.Value `json:"means,omitempty"`
	Words text.Excerpt `json:"words"`
}

type jsonEvent struct {
	Predicate    text.Excerpt      `json:"predicate"`
	Lemma        string            `json:"lemma"`
	Kind         fact.EventKind    `json:"kind,omitempty"`
	Participants []jsonParticipant `json:"participants"`
	Places       []jsonParticipant `json:"places"`
	Date         *jsonDate         `json:"date,omitempty"`
	Amounts      []string          `json:"amounts,omitempty"`
	jsonVoice
}

type jsonParticipant struct {
	Entity *string `json:"entity,omitempty"`
	text.Excerpt
	Role fact.Role `json:"role,omitempty"`
}

// happenings writes facts and events.
func (w *writer) happenings(d *Document, out *writtenDocument) error {
	w.quoteAt = make(map[*quote.Quote]int, len(d.Quotes))
	for i, q := range d.Quotes {
		w.quoteAt[q] = i
	}
	out.Facts, out.Events = make([]jsonFact, len(d.Facts)), make([]jsonEvent, len(d.Events))
	for i, f := range d.Facts {
		var err error
		if out.Facts[i], err = w.fact(fmt.Sprintf("facts[%d]", i), f); err != nil {
			return err
		}
	}
	for i, e := range d.Events {
		var err error
		if out.Events[i], err = w.event(fmt.Sprintf("events[%d]", i), e); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) fact(path string, f *fact.Fact) (jsonFact, error) {
	if f == nil {
		return jsonFact{}, invalid(path, "no fact")
	}
	out := jsonFact{
		Kind: f.Kind, At: writeDate(f.At), From: writeDate(f.From), Until: writeDate(f.Until), Standing: f.Standing,
		jsonVoice: jsonVoice{Evidence: f.Evidence, Polarity: f.Polarity, Modality: f.Modality, Confidence: f.Confidence},
	}
	subject, err := w.must(path+".subject", f.Subject)
	if err != nil {
		return out, err
	}
	out.Subject = subject
	if f.Words != nil {
		out.Object.words = f.Words
	} else if out.Object.id, err = w.must(path+".object", f.Object); err != nil {
		return out, err
	}
	if out.Of, err = w.id(path+".of", f.Of); err != nil {
		return out, err
	}
	out.Claim, err = w.claim(path+".claim", f.Claim)
	return out, err
}

// must returns the id of an entity that there must be.
func (w *writer) must(path string, e *entity.Entity) (string, error) {
	id, err := w.id(path, e)
	if err == nil && id == nil {
		err = invalid(path, "no entity")
	}
	if err != nil {
		return "", err
	}
	return *id, nil
}

func (w *writer) claim(path string, q *quote.Quote) (*int, error) {
	if q == nil {
		return nil, nil
	}
	i, ok := w.quoteAt[q]
	if !ok {
		return nil, invalid(path, "the quote is not among the document's quotes")
	}
	return &i, nil
}

func writeDate(d *fact.Date) *jsonDate {
	if d == nil {
		return nil
	}
	return &jsonDate{d.String(), d.Value, d.Words}
}

func (w *writer) event(path string, e *fact.Event) (jsonEvent, error) {
	if e == nil {
		return jsonEvent{}, invalid(path, "no event")
	}
	out := jsonEvent{
		Predicate: e.Predicate, Lemma: e.Lemma, Kind: e.Kind, Date: writeDate(e.Date),
		jsonVoice: jsonVoice{Evidence: e.Evidence, Polarity: e.Polarity, Modality: e.Modality, Confidence: e.Confidence},
	}
	var err error
	if out.Participants, err = w.participants(path+".participants", e.Participants); err != nil {
		return out, err
	}
	if out.Places, err = w.participants(path+".places", e.Places); err != nil {
		return out, err
	}
	for i, a := range e.Amounts {
		id, err := w.must(fmt.Sprintf("%s.amounts[%d]", path, i), a)
		if err != nil {
			return out, err
		}
		out.Amounts = append(out.Amounts, id)
	}
	out.Claim, err = w.claim(path+".claim", e.Claim)
	return out, err
}

func (w *writer) participants(path string, in []fact.Participant) ([]jsonParticipant, error) {
	out := make([]jsonParticipant, len(in))
	for i, x := range in {
		id, err := w.id(fmt.Sprintf("%s[%d].entity", path, i), x.Entity)
		if err != nil {
			return nil, err
		}
		out[i] = jsonParticipant{id, x.Words, x.Role}
	}
	return out, nil
}

// happenings reads facts and events.
func (p *parser) happenings(in *readDocument, out *Document) error {
	p.quotesRead = out.Quotes
	var err error
	if out.Facts, err = each("facts", in.Facts, p.fact); err != nil {
		return err
	}
	out.Events, err = each("events", in.Events, p.event)
	return err
}

func (p *parser) fact(path string, f jsonFact) (*fact.Fact, error) {
	out := &fact.Fact{Kind: f.Kind, Standing: f.Standing, Polarity: f.Polarity, Modality: f.Modality, Confidence: f.Confidence}
	var err error
	if out.Subject, err = p.named(path+".subject", &f.Subject); err != nil {
		return nil, err
	}
	if out.Words, err = p.optional(path+".object", f.Object.words); err != nil {
		return nil, err
	}
	if out.Words == nil {
		if out.Object, err = p.named(path+".object", &f.Object.id); err != nil {
			return nil, err
		}
	}
	if out.Of, err = p.named(path+".of", f.Of); err != nil {
		return nil, err
	}
	for _, d := range []struct {
		to   **fact.Date
		name string
		from *jsonDate
	}{{&out.At, ".at", f.At}, {&out.From, ".from", f.From}, {&out.Until, ".until", f.Until}} {
		if *d.to, err = p.date(path+d.name, d.from); err != nil {
			return nil, err
		}
	}
	out.Evidence, out.Claim, err = p.voice(path, f.jsonVoice)
	return out, err
}

func (p *parser) voice(path string, v jsonVoice) (text.Excerpt, *quote.Quote, error) {
	evidence, err := p.excerpt(path+".evidence", v.Evidence)
	if err != nil || v.Claim == nil {
		return evidence, nil, err
	}
	if *v.Claim < 0 || *v.Claim >= len(p.quotesRead) {
		return evidence, nil, invalid(path+".claim", "there is no quote %d", *v.Claim)
	}
	return evidence, p.quotesRead[*v.Claim], nil
}

func (p *parser) date(path string, d *jsonDate) (*fact.Date, error) {
	if d == nil {
		return nil, nil
	}
	words, err := p.excerpt(path+".words", d.Words)
	return &fact.Date{Value: d.Means, Words: words}, err
}

func (p *parser) event(path string, e jsonEvent) (*fact.Event, error) {
	out := &fact.Event{Lemma: e.Lemma, Kind: e.Kind, Polarity: e.Polarity, Modality: e.Modality, Confidence: e.Confidence}
	var err error
	if out.Predicate, err = p.excerpt(path+".predicate", e.Predicate); err != nil {
		return nil, err
	}
	if out.Participants, err = each(path+".participants", e.Participants, p.participant); err != nil {
		return nil, err
	}
	if out.Places, err = each(path+".places", e.Places, p.participant); err != nil {
		return nil, err
	}
	if out.Date, err = p.date(path+".date", e.Date); err != nil {
		return nil, err
	}
	out.Amounts, err = each(path+".amounts", e.Amounts, func(path, id string) (*entity.Entity, error) { return p.named(path, &id) })
	if err != nil {
		return nil, err
	}
	out.Evidence, out.Claim, err = p.voice(path, e.jsonVoice)
	return out, err
}

func (p *parser) participant(path string, x jsonParticipant) (fact.Participant, error) {
	words, err := p.excerpt(path, x.Excerpt)
	if err != nil {
		return fact.Participant{}, err
	}
	e, err := p.named(path+".entity", x.Entity)
	return fact.Participant{Entity: e, Words: words, Role: x.Role}, err
}
