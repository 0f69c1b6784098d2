package extract

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/fact"
	"dictum.example/quote"
	"dictum.example/text"
)

const harbour = "Port reopens\n\nMaria Okoye, the Harbour Board’s chair, said on 3 May that “ships may enter”. She told Tom Reyes it was " +
	"safe."

// excerpt is the n-th place (from 0) where s stands in t.
func excerpt(t, s string, n int) text.Excerpt {
	at := -1
	for ; n >= 0; n-- {
		at += 1 + strings.Index(t[at+1:], s)
	}
	return text.Span{Start: at, End: at + len(s)}.Cut(t)
}

func place(t, s string) *text.Excerpt {
	x := excerpt(t, s, 0)
	return &x
}

// full is a document with something in every field.
func full() *Document {
	mention := func(s string, typ entity.Type, kind entity.Kind) entity.Mention {
		return entity.Mention{Excerpt: excerpt(harbour, s, 0), Type: typ, Kind: kind}
	}
	board := &entity.Entity{
		ID: "e2", Type: entity.Org, Name: "Harbour Board", QID: "Q1",
		Mentions: []entity.Mention{mention("Harbour Board", entity.Org, entity.Name)},
	}
	okoye := &entity.Entity{
		ID: "e1", Type: entity.Person, Name: "Maria Okoye", Aliases: []string{"Okoye"},
		Mentions: []entity.Mention{
			mention("Maria Okoye", entity.Person, entity.Name), mention("She", entity.Person, entity.Pronoun),
		},
		Roles:       []text.Excerpt{excerpt(harbour, "the Harbour Board’s chair", 0)},
		Affiliation: board,
	}
	reyes := &entity.Entity{
		ID: "e3", Type: entity.Person, Name: "Tom Reyes",
		Mentions: []entity.Mention{mention("Tom Reyes", entity.Person, entity.Name)},
	}
	day := &entity.Entity{
		ID: "e4", Type: entity.Date, Name: "3 May", Value: &value.Value{Timex: "2025-05-03", Start: "2025-05-03", End: "2025-05-04"},
		Mentions: []entity.Mention{mention("3 May", entity.Date, entity.Val)},
	}
	open := excerpt(harbour, "that “ships may enter”", 0)
	doc := &Document{
		Article: Article{
			ID: "a1", Title: "Port <reopens>", Text: harbour, URL: "https://example.org/?a=1&b=2",
			Published: time.Date(2025, 5, 4, 6, 30, 0, 0, time.FixedZone("", 2*60*60)),
		},
		Blocks: []text.Block{
			{Span: excerpt(harbour, "Port reopens", 0).Span, Kind: text.Headline},
			{Span: text.Span{Start: 14, End: len(harbour)}, Kind: text.Paragraph},
		},
		Entities: []*entity.Entity{okoye, board, reyes, day},
		Quotes: []*quote.Quote{
			{
				Kind: quote.Mixed, Text: open.Text, Content: []text.Excerpt{open},
				Quoted: []text.Excerpt{excerpt(harbour, "“ships may enter”", 0)},
				Cue:    place(harbour, "said"), Source: place(harbour, "Maria Okoye, the Harbour Board’s chair"),
				Speaker: okoye, Joint: []*entity.Entity{board}, SpeakerKind: quote.NamedPerson,
				Polarity: quote.Affirmed, Speech: true, Confidence: 0.75,
				Nested: []*quote.Quote{{Kind: quote.Direct, Text: "ships", Content: []text.Excerpt{excerpt(harbour, "ships", 0)},
					Speaker: reyes}},
			},
			{
				Kind: quote.Indirect, Text: "it was safe", Content: []text.Excerpt{excerpt(harbour, "it was safe", 0)},
				Cue: place(harbour, "told"), Source: place(harbour, "She"), Speaker: okoye, SpeakerKind: quote.NamedPerson,
				Addressee: reyes, Polarity: quote.Affirmed, Speech: true, Confidence: 0.5,
			},
			{Kind: quote.Direct, Text: "enter", Content: []text.Excerpt{excerpt(harbour, "enter", 0)}},
		},
	}
	may := &fact.Date{Value: day.Value, Words: excerpt(harbour, "3 May", 0)}
	doc.Facts = []*fact.Fact{
		{
			Kind: fact.PositionHeld, Subject: okoye, Words: place(harbour, "the Harbour Board’s chair"), Of: board,
			Evidence: excerpt(harbour, "Maria Okoye, the Harbour Board’s chair", 0), Polarity: fact.Affirmed, Modality: fact.Asserted,
			Standing: fact.Acting, From: may, Until: may, At: may, Confidence: 0.5,
		},
		{Kind: fact.HeadOf, Subject: okoye, Object: board, Claim: doc.Quotes[1], Polarity: fact.Negated, Modality: fact.Planned},
	}
	doc.Events = []*fact.Event{
		{
			Predicate: excerpt(harbour, "enter", 0), Lemma: "enter", Kind: fact.Move, Date: may, Evidence: open, Claim: doc.Quotes[0],
			Participants: []fact.Participant{{Words: excerpt(harbour, "ships", 0), Role: fact.Agent},
				{Entity: reyes, Words: excerpt(harbour, "Tom Reyes", 0)}},
			Places:  []fact.Participant{{Entity: board, Words: excerpt(harbour, "Harbour Board", 0)}},
			Amounts: []*entity.Entity{day}, Polarity: fact.Affirmed, Modality: fact.Possible, Confidence: 0.25,
		},
		{Predicate: excerpt(harbour, "safe", 0)},
	}
	return doc
}

func TestJSONRoundTrip(t *testing.T) {
	bad := "Anna \xffsaid “\xe2\x82”."
	tests := map[string]*Document{
		"empty": {},
		"full":  full(),
		"invalid UTF-8": {
			Article: Article{ID: "b", Text: bad},
			Blocks:  []text.Block{{Span: text.Span{Start: 0, End: len(bad)}}},
			Quotes:  []*quote.Quote{{Kind: quote.Direct, Content: []text.Excerpt{excerpt(bad, "“\xe2\x82”", 0)}}},
		},
		"NUL": {Article: Article{ID: "c", Text: "a\x00b"}, Blocks: []text.Block{{Span: text.Span{Start: 1, End: 3}}}},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			data, err := json.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			got := new(Document)
			if err := json.Unmarshal(data, got); err != nil {
				t.Fatalf("%v in %s", err, data)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("after the round trip (-want +got):\n%s", diff)
			}
		})
	}
}

func TestJSONSharesEntities(t *testing.T) {
	data, err := json.Marshal(full())
	if err != nil {
		t.Fatal(err)
	}
	var d Document
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	q := d.Quotes[0]
	if q.Speaker != d.Entities[0] || q.Joint[0] != d.Entities[1] || d.Entities[0].Affiliation != d.Entities[1] ||
		q.Nested[0].Speaker != d.Entities[2] || d.Quotes[1].Addressee != d.Entities[2] {
		t.Error("quotes and entities point at copies")
	}
}

// The field names are read by other programs.
func TestJSONFields(t *testing.T) {
	d := full()
	d.Entities, d.Quotes = d.Entities[3:], []*quote.Quote{{
		Kind: quote.Direct, Text: "enter", Content: []text.Excerpt{excerpt(harbour, "enter", 0)}, Confidence: 1,
	}}
	d.Blocks, d.Facts, d.Events = d.Blocks[:1], nil, nil
	got, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "version": 2,
 "id": "a1",
 "title": "Port \u003creopens\u003e",
 "url": "https://example.org/?a=1\u0026b=2",
 "published": "2025-05-04T06:30:00+02:00",
 "text": "Port reopens\n\nMaria Okoye, the Harbour Board’s chair, said on 3 May that “ships may enter”. She told Tom Reyes it was safe.",
 "blocks": [
  {
   "start": 0,
   "end": 12,
   "kind": "headline"
  }
 ],
 "entities": [
  {
   "id": "e4",
   "type": "DATE",
   "name": "3 May",
   "aliases": [],
   "mentions": [
    {
     "start": 64,
     "end": 69,
     "text": "3 May",
     "type": "DATE",
     "kind": "value"
    }
   ],
   "roles": [],
   "value": {
    "timex": "2025-05-03",
    "start": "2025-05-03",
    "end": "2025-05-04"
   }
  }
 ],
 "quotes": [
  {
   "kind": "direct",
   "text": "enter",
   "content": [
    {
     "start": 88,
     "end": 93,
     "text": "enter"
    }
   ],
   "quoted": [],
   "cue": null,
   "source": null,
   "speaker": null,
   "joint": [],
   "speaker_kind": "",
   "addressee": null,
   "polarity": "",
   "speech": false,
   "nested": [],
   "confidence": 1
  }
 ],
 "facts": [],
 "events": []
}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMarshalRefuses(t *testing.T) {
	stranger := &entity.Entity{ID: "e9"}
	loop := &quote.Quote{}
	loop.Nested = []*quote.Quote{loop}
	tests := map[string]struct {
		change func(*Document)
		path   string
	}{
		"nil entity":          {func(d *Document) { d.Entities[1] = nil }, "entities[1]"},
		"no id":               {func(d *Document) { d.Entities[1].ID = "" }, "entities[1].id"},
		"same id":             {func(d *Document) { d.Entities[1].ID = "e1" }, "entities[1].id"},
		"unknown affiliation": {func(d *Document) { d.Entities[0].Affiliation = stranger }, "entities[0].affiliation"},
		"unknown speaker":     {func(d *Document) { d.Quotes[0].Speaker = stranger }, "quotes[0].speaker"},
		"unknown joint":       {func(d *Document) { d.Quotes[0].Joint[0] = stranger }, "quotes[0].joint[0]"},
		"nil joint":           {func(d *Document) { d.Quotes[0].Joint[0] = nil }, "quotes[0].joint[0]"},
		"unknown addressee":   {func(d *Document) { d.Quotes[1].Addressee = stranger }, "quotes[1].addressee"},
		"nested":              {func(d *Document) { d.Quotes[0].Nested[0].Speaker = stranger }, "quotes[0].nested[0].speaker"},
		"nil quote":           {func(d *Document) { d.Quotes[2] = nil }, "quotes[2]"},
		"nil fact":            {func(d *Document) { d.Facts[0] = nil }, "facts[0]"},
		"no object":           {func(d *Document) { d.Facts[1].Object = nil }, "facts[1].object"},
		"unknown claim":       {func(d *Document) { d.Facts[1].Claim = &quote.Quote{} }, "facts[1].claim"},
		"nil event":           {func(d *Document) { d.Events[1] = nil }, "events[1]"},
		"unknown participant": {func(d *Document) { d.Events[0].Participants[1].Entity = stranger }, "events[0].participants[1].entity"},
		"unknown amount":      {func(d *Document) { d.Events[0].Amounts[0] = stranger }, "events[0].amounts[0]"},
		"block kind":          {func(d *Document) { d.Blocks[1].Kind = 200 }, "blocks[1].kind"},
		"quote within itself": {func(d *Document) { d.Quotes[0] = loop },
			"quotes[0]" + strings.Repeat(".nested[0]", maxNested) + ".nested"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := full()
			tt.change(d)
			_, err := json.Marshal(d)
			wantPath(t, err, tt.path)
		})
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	tests := map[string]struct {
		old, new string
		path     string
	}{
		"unknown speaker":     {`"speaker":"e1"`, `"speaker":"e7"`, "quotes[0].speaker"},
		"unknown addressee":   {`"addressee":"e3"`, `"addressee":"e7"`, "quotes[1].addressee"},
		"unknown joint":       {`"joint":["e2"]`, `"joint":["e2",""]`, "quotes[0].joint[1]"},
		"unknown affiliation": {`"affiliation":"e2"`, `"affiliation":"e7"`, "entities[0].affiliation"},
		"nested":              {`"speaker":"e3"`, `"speaker":"e7"`, "quotes[0].nested[0].speaker"},
		"same id":             {`"id":"e2"`, `"id":"e1"`, "entities[1].id"},
		"no id":               {`"id":"e2"`, `"id":""`, "entities[1].id"},
		"block kind":          {`"kind":"headline"`, `"kind":"footer"`, "blocks[0].kind"},
		"before the text":     {`"start":0,`, `"start":-1,`, "blocks[0]"},
		"after the text":      {`"start":64,"end":69,`, `"start":64,"end":6900,`, "entities[3].mentions[0]"},
		"backwards":           {`"start":64,"end":69,`, `"start":69,"end":64,`, "entities[3].mentions[0]"},
		"inside a rune":       {`"start":75,"end":96,`, `"start":76,"end":96,`, "quotes[0].quoted[0]"},
		"other words":         {`"text":"3 May"`, `"text":"4 May"`, "entities[3].mentions[0].text"},
		"unknown subject":     {`"subject":"e1"`, `"subject":"e7"`, "facts[0].subject"},
		"unknown object":      {`"object":"e2"`, `"object":"e7"`, "facts[1].object"},
		"unknown claim":       {`"claim":1`, `"claim":3`, "facts[1].claim"},
		"unknown place":       {`"places":[{"entity":"e2"`, `"places":[{"entity":"e7"`, "events[0].places[0].entity"},
		"other bytes":         {`"blocks":`, `"text_base64":"YQ==","blocks":`, "text_base64"},
	}
	data, err := json.Marshal(full())
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(string(data), tt.old, tt.new, 1)
			if changed == string(data) {
				t.Fatalf("%s does not stand in the JSON", tt.old)
			}
			d := Document{Article: Article{ID: "before"}}
			wantPath(t, json.Unmarshal([]byte(changed), &d), tt.path)
			if diff := cmp.Diff(Document{Article: Article{ID: "before"}}, d); diff != "" {
				t.Errorf("the document was changed:\n%s", diff)
			}
		})
	}
}

func wantPath(t *testing.T, err error, path string) {
	t.Helper()
	var bad *DocumentError
	if !errors.As(err, &bad) {
		t.Fatalf("got error %v, want a *DocumentError", err)
	}
	if bad.Path != path {
		t.Errorf("got path %q (%v), want %q", bad.Path, err, path)
	}
}

func TestUnmarshalArticle(t *testing.T) {
	day := time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		in   string
		want Article
		err  string
	}{
		"all": {
			in:   `{"id":"a","title":"T","text":"x","published":"2025-07-04","url":"u","more":[1]}`,
			want: Article{ID: "a", Title: "T", Text: "x", Published: day, URL: "u"},
		},
		"only text":        {in: `{"text":""}`},
		"number":           {in: `{"id":12345678901234567890,"text":"x"}`, want: Article{ID: "12345678901234567890", Text: "x"}},
		"RFC 3339":         {in: `{"text":"x","published":"2025-07-04T02:00:00+02:00"}`, want: Article{Text: "x", Published: day}},
		"null fields":      {in: `{"id":null,"title":null,"text":"x"}`, want: Article{Text: "x"}},
		"no text":          {in: `{"id":"a"}`, err: `article "a" has no text`},
		"bad date":         {in: `{"id":"a","text":"x","published":"July"}`, err: `article "a": published:`},
		"not an object":    {in: `[1]`, err: "article: a list in place of an object"},
		"id of no sense":   {in: `{"id":{},"text":"x"}`, err: `article: "id" is neither a string nor a number`},
		"text of no sense": {in: `{"text":7}`, err: `article: field "text" is a number in place of a string`},
		"a zone of a day":  {in: `{"id":"a","text":"x","published":"2025-07-04T00:00:00+24:00"}`, err: `article "a": published:`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got Article
			err := json.Unmarshal([]byte(tt.in), &got)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("got error %v, want one with %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What is read can be written, and reads as the same document.
func FuzzUnmarshalDocument(f *testing.F) {
	data, err := json.Marshal(full())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"id":"a","text":"x\ufffd","text_base64":"eP8=","blocks":[{"start":1,"end":2,"kind":"paragraph"}]}`))
	f.Add([]byte(`{"entities":[{"id":"e1","affiliation":"e1"}],"quotes":[{"speaker":"e1","nested":[{}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second Document
		if json.Unmarshal(data, &first) != nil {
			return
		}
		for i, e := range first.Entities {
			for _, m := range e.Mentions {
				if m.Text != m.Of(first.Text) {
					t.Fatalf("entity %d: mention %q is not what stands at %v", i, m.Text, m.Span)
				}
			}
		}
		out, err := json.Marshal(&first)
		if err != nil {
			t.Fatalf("what was read can't be written: %v", err)
		}
		if err := json.Unmarshal(out, &second); err != nil {
			t.Fatalf("what was written can't be read: %v in %s", err, out)
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatalf("after the round trip (-first +second):\n%s", diff)
		}
	})
}
