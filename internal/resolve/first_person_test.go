package resolve

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/reader"
	"dictum.example/quote"
	"dictum.example/text"
)

func TestFirstPerson(t *testing.T) {
	tests := []struct {
		name, text, quoted, nested string
		typ                        entity.Type
		kind                       quote.SpeakerKind
		want                       []string
	}{
		{"pronouns within the quoted words", "“I’m tired and my dog bit me,” Ash said.", "I’m tired and my dog bit me,", "",
			entity.Person, quote.NamedPerson,
			[]string{"I", "my", "me", "Ash"}},
		{"outside the quoted words", "I met Ash. “My dog bit me,” he said.", "My dog bit me,", "", entity.Person, quote.NamedPerson,
			[]string{"Ash", "My", "me"}},
		{"what the speaker quotes in turn", "“I heard ‘I am lost’,” Ash said.", "I heard ‘I am lost’,", "I am lost", entity.Person,
			quote.NamedPerson, []string{"I", "Ash"}},
		{"others' pronouns", "“We saw you and a mine,” Ash said.", "We saw you and a mine,", "", entity.Person, quote.NamedPerson,
			[]string{"Ash"}},
		{"numerals and abbreviations", "“II and i.e. IM,” Ash said.", "II and i.e. IM,", "", entity.Person, quote.NamedPerson,
			[]string{"Ash"}},
		{"a body that speaks", "“I am open,” Ash said.", "I am open,", "", entity.Org, quote.Organisation, []string{"Ash"}},
		{"a spokesman of a named person", "“I am open,” Ash said.", "I am open,", "", entity.Person, quote.UnnamedPerson, []string{"Ash"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			excerpt := func(s string) text.Excerpt {
				at := strings.LastIndex(test.text, s)
				return text.Span{Start: at, End: at + len(s)}.Cut(test.text)
			}
			who := &entity.Entity{Name: "Ash", Type: test.typ,
				Mentions: []entity.Mention{{Excerpt: excerpt("Ash"), Type: test.typ, Kind: entity.Name}}}
			q := &quote.Quote{Speaker: who, SpeakerKind: test.kind, Quoted: []text.Excerpt{excerpt(test.quoted)}}
			if test.nested != "" {
				q.Nested = []*quote.Quote{{Content: []text.Excerpt{excerpt(test.nested)}}}
			}
			Resolver{}.FirstPerson(doc.New(&reader.Reading{Layout: text.Parse(test.text)}), []*quote.Quote{q, q})
			var got []string
			for _, m := range who.Mentions {
				got = append(got, m.Text)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
