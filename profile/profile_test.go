package profile_test

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/entity/value"
	"dictum.example/extract"
	"dictum.example/fact"
	"dictum.example/profile"
	"dictum.example/quote"
	"dictum.example/text"
)

const story = "Nora Lind spoke. She laughed. Mr. Reyes did not."

func at(words string) text.Excerpt {
	i := strings.Index(story, words)
	return text.Span{Start: i, End: i + len(words)}.Cut(story)
}

func mention(words string, kind entity.Kind) entity.Mention {
	return entity.Mention{Excerpt: at(words), Type: entity.Person, Kind: kind}
}

// article is a document of a day with the people of the story, Lind by another name.
func article(id, day, lind string) (d *extract.Document, nora, tom *entity.Entity) {
	nora = &entity.Entity{ID: "e1", Type: entity.Person, Name: lind, Node: "n1", Gender: entity.Female,
		Mentions: []entity.Mention{mention("Nora Lind", entity.Name), mention("She", entity.Pronoun)}}
	tom = &entity.Entity{ID: "e2", Type: entity.Person, Name: "Tom Reyes", Node: "n2", Gender: entity.Male,
		Mentions: []entity.Mention{mention("Reyes", entity.Name)}}
	d = &extract.Document{Article: extract.Article{ID: id, Text: story}, Entities: []*entity.Entity{nora, tom}}
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		d.Published = t
	}
	return d, nora, tom
}

func said(by *entity.Entity, words string, k quote.Kind) *quote.Quote {
	return &quote.Quote{Kind: k, Text: words, Speaker: by, SpeakerKind: quote.NamedPerson, Speech: true}
}

func TestProfiles(t *testing.T) {
	one, nora, tom := article("b", "2025-07-04", "Lind")
	nora.Roles = []text.Excerpt{{Text: "Foreign\nMinister"}}
	one.Quotes = []*quote.Quote{nil, said(nora, "We are  ready", quote.Direct), said(nora, "it rained", quote.Indirect),
		{Text: "both of us", Speaker: nora, Joint: []*entity.Entity{tom}, SpeakerKind: quote.NamedPerson}}
	two, nora, _ := article("a", "2025-08-01", "Nora Lind")
	nora.QID = "Q7"
	nora.Roles = []text.Excerpt{{Text: "foreign minister"}}
	two.Quotes = []*quote.Quote{said(nora, "Never", quote.Direct),
		{Text: "no", Source: &text.Excerpt{Text: "A neighbour"}, SpeakerKind: quote.UnnamedPerson},
		{Text: "nobody", Source: &text.Excerpt{Text: "they"}}}
	office := text.Excerpt{Text: "mayor"}
	two.Facts = []*fact.Fact{nil, {Kind: fact.PositionHeld, Subject: nora, Words: &office, Standing: fact.Former,
		Until: &fact.Date{Value: &value.Value{Timex: "2019"}}},
		{Kind: fact.PositionHeld, Subject: nora, Words: &text.Excerpt{Text: "pilot"}, Polarity: fact.Negated}}
	c := profile.NewCollector()
	c.Add(nil)
	c.Add(one)
	c.Add(two)
	want := []profile.Profile{
		{ID: "n1", Name: "Nora Lind", Kind: quote.NamedPerson, Type: entity.Person, QID: "Q7", Quotes: 4, Statements: 3, Direct: 2, Words: 9,
			Articles: []string{"a", "b"}, First: "2025-07-04", Last: "2025-08-01",
			Offices: []profile.Office{{Name: "Foreign Minister", First: "2025-07-04", Last: "2025-08-01"},
				{Name: "mayor", First: "2025-08-01", Last: "2025-08-01", Until: "2019", Former: true}},
			Gender: entity.Female, Evidence: []profile.Place{{"b", 17, 20}, {"a", 17, 20}}},
		{ID: "n2", Name: "Tom Reyes", Kind: quote.NamedPerson, Type: entity.Person, Quotes: 1, Words: 3, Articles: []string{"b"},
			First: "2025-07-04", Last: "2025-07-04", Gender: entity.Male, Evidence: []profile.Place{{"b", 34, 39}}},
		{ID: "unnamed:neighbour", Name: "A neighbour", Kind: quote.UnnamedPerson, Quotes: 1, Words: 1, Articles: []string{"a"},
			First: "2025-08-01", Last: "2025-08-01"},
	}
	if diff := cmp.Diff(want, c.Profiles()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGender(t *testing.T) {
	for _, c := range []struct {
		name         string
		female, male int
		want         entity.Gender
	}{
		{"never told", 0, 0, ""}, {"told", 1, 0, entity.Female}, {"four of five", 1, 4, entity.Male},
		{"three of four", 1, 3, ""}, {"half", 1, 1, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := profile.NewCollector()
			for i := range c.female + c.male + 1 {
				d, nora, _ := article(string(rune('a'+i)), "", "Nora Lind")
				switch nora.Gender = ""; {
				case i < c.female:
					nora.Gender = entity.Female
				case i < c.female+c.male:
					nora.Gender = entity.Male
				}
				d.Quotes = []*quote.Quote{said(nora, "Yes", quote.Direct)}
				all.Add(d)
			}
			got := all.Profiles()[0]
			if got.Gender != c.want || (got.Gender == "") != (got.Evidence == nil) {
				t.Errorf("got %q by %v", got.Gender, got.Evidence)
			}
		})
	}
}

func TestWrite(t *testing.T) {
	profiles := []profile.Profile{
		{ID: "n1", Name: "Nora \"N\" Lind\x00", Kind: quote.NamedPerson, Type: entity.Person, Quotes: 2, Words: 5,
			Articles: []string{"a;b", "c"},
			Offices: []profile.Office{{Name: "mayor", From: "2019", First: "2025-07-04", Last: "2025-07-05"},
				{Name: "chair", Former: true, First: "2025-07-04", Last: "2025-07-04"}},
			Gender: entity.Female, Evidence: []profile.Place{{"c", 3, 6}}},
		{ID: "n2"},
	}
	var b strings.Builder
	if err := profile.Write(&b, profiles); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{profile.Columns(),
		{"n1", "Nora \"N\" Lind\uFFFD", "person", "PERSON", "", "2", "0", "0", "5", "2", "a,b; c", "", "",
			"mayor (from 2019, told 2025-07-04 to 2025-07-05); chair (former, told 2025-07-04)", "female", "c:3-6"},
		{"n2", "", "", "", "", "0", "0", "0", "0", "0", "", "", "", "", "unknown", ""},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := profile.Write(full{}, profiles); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
