package extract

import (
	"fmt"
	"strings"
	"testing"

	"dictum.example/entity"
	"dictum.example/quote"
	"dictum.example/text"
)

func namesOf(es []*entity.Entity) string {
	var list []string
	for _, e := range es {
		list = append(list, e.Name)
	}
	return strings.Join(list, ", ")
}

func TestAsk(t *testing.T) {
	doc := full()
	for name, want := range map[string]string{"Maria Okoye": "e1", "maria okoye": "e1", "Okoye": "e1", "Harbour Board": "e2",
		"Board": "", "": ""} {
		got := ""
		if e := doc.Entity(name); e != nil {
			got = e.ID
		}
		if got != want {
			t.Errorf("Entity(%q) = %q, want %q", name, got, want)
		}
	}
	var found []string
	for m, e := range doc.Mentions(text.Span{End: len(doc.Text)}) {
		found = append(found, fmt.Sprint(m.Text, "=", e.Name))
	}
	want := "Maria Okoye=Maria Okoye, Harbour Board=Harbour Board, 3 May=3 May, She=Maria Okoye, Tom Reyes=Tom Reyes"
	if got := strings.Join(found, ", "); got != want {
		t.Errorf("mentions: %s", got)
	}
	for range doc.Mentions(text.Span{End: len(doc.Text)}) {
		break
	}
	q := &quote.Quote{Content: []text.Excerpt{text.Span{End: len(doc.Text)}.Cut(doc.Text)}, Speaker: doc.Entity("Okoye")}
	if got := namesOf(doc.About(q)); got != "Maria Okoye, Harbour Board, Tom Reyes" {
		t.Errorf("about: %s", got)
	}
	q.Content = []text.Excerpt{excerpt(doc.Text, "She told Tom Reyes", 0)}
	if got := namesOf(doc.About(q)); got != "Tom Reyes" {
		t.Errorf("about: %s", got)
	}
}

func TestGender(t *testing.T) {
	const article = "Mr. Lund met Mrs Berg. Ms Ono saw Anna; he, she and her son met the sister Kim."
	name := func(s string) entity.Mention {
		return entity.Mention{Excerpt: excerpt(article, s, 0), Kind: entity.Name}
	}
	pronoun := func(s string) entity.Mention {
		return entity.Mention{Excerpt: excerpt(article, s, 0), Kind: entity.Pronoun}
	}
	for _, tt := range []struct {
		name     string
		mentions []entity.Mention
		want     entity.Gender
	}{
		{"title with a stop", []entity.Mention{name("Lund")}, entity.Male},
		{"title", []entity.Mention{name("Berg")}, entity.Female},
		{"given name alone", []entity.Mention{name("Anna")}, ""},
		{"pronoun", []entity.Mention{name("Anna"), pronoun("she")}, entity.Female},
		{"they agree", []entity.Mention{name("Berg"), pronoun("her")}, entity.Female},
		{"they do not", []entity.Mention{name("Ono"), pronoun("he")}, ""},
		{"a noun that is none of the titles", []entity.Mention{{Excerpt: excerpt(article, "son", 0), Kind: entity.Nominal}}, ""},
	} {
		if got := gender(tt.mentions, article); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
