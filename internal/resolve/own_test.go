package resolve

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/names"
	"dictum.example/internal/reader"
	"dictum.example/kb"
	"dictum.example/text"
)

// ownDictionary returns a dictionary of owners such as "PERSON staff:7 Jane Roe|J. Roe".
func ownDictionary(t testing.TB, owners ...string) *names.Dictionary {
	t.Helper()
	d := new(names.Dictionary)
	for _, o := range owners {
		f := strings.SplitN(o, " ", 3)
		owner := d.Owner(names.Owner{Type: f[0], ID: strings.Trim(f[1], "-")})
		for name := range strings.SplitSeq(f[2], "|") {
			if _, err := d.Add(name, owner); err != nil {
				t.Fatal(err)
			}
		}
	}
	return d
}

// identified returns a line for each entity: type, identifier, name and its mentions.
func identified(z *Resolution) []string {
	var lines []string
	for _, e := range z.Entities {
		var ms []string
		for _, m := range e.Mentions {
			ms = append(ms, m.Text)
		}
		lines = append(lines, fmt.Sprintf("%s %s%s %s: %s", e.Type, e.QID, e.Key, e.Name, strings.Join(ms, ", ")))
	}
	return lines
}

func TestOwnNames(t *testing.T) {
	d := ownDictionary(t, "PERSON staff:7 Jane Roe|JR", "ORG client:1 Acme|Acme Holdings", "ORG client:2 Acme Widgets",
		"GPE Q159 Grand Fenwick|Fenwickers", "WORK_OF_ART - The Red and the Black", "DATE - Fenwick Day", "DATE day:2 Monday",
		"PERSON - Anna", "LAW law:1 Rule 3", "ORG band:1 The And of It")
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"one entity by all its names", "Jane Roe left. JR was late.", []string{"PERSON staff:7 Jane Roe: Jane Roe, JR"}},
		{"in the place of others", "[ORG The Acme Widgets Group] met [PERSON Mr. Jane Roe Lind].",
			[]string{"ORG client:2 Acme Widgets: Acme Widgets", "PERSON staff:7 Jane Roe: Jane Roe"}},
		{"of another type", "[PERSON Acme] and [GPE Acme] and Acme.", []string{"ORG client:1 Acme: Acme, Acme, Acme"}},
		{"two owners apart", "[ORG Acme Widgets] and Acme and Acme Holdings.",
			[]string{"ORG client:2 Acme Widgets: Acme Widgets", "ORG client:1 Acme Holdings: Acme, Acme Holdings"}},
		{"others join them", "[PERSON Jane Roe] left. [PERSON Ms. Roe] said that she was late.",
			[]string{"PERSON staff:7 Jane Roe: Jane Roe, Roe, she"}},
		{"fuller name", "[PERSON Jane Roe] left. [PERSON Jane Q. Roe] came.",
			[]string{"PERSON staff:7 Jane Q. Roe: Jane Roe, Jane Q. Roe"}},
		{"Wikidata item", "The Fenwickers of Grand Fenwick.", []string{"GPE Q159 Grand Fenwick: Fenwickers, Grand Fenwick"}},
		{"nothing is trimmed or split", "He read The Red and the Black to The And of It.",
			[]string{"WORK_OF_ART Q192649 The Red and the Black: The Red and the Black", "ORG band:1 The And of It: The And of It"}},
		{"a date", "It was Fenwick Day, on Monday.", []string{"DATE  Fenwick Day: Fenwick Day", "DATE day:2 Monday: Monday"}},
		{"a number in a name", "Under Rule 3 it was 3.", []string{"LAW law:1 Rule 3: Rule 3", "CARDINAL  3: 3"}},
		{"possessive country", "[GPE Grand Fenwick]'s [ORG Foreign Ministry] closed.",
			[]string{"GPE Q159 Grand Fenwick: Grand Fenwick", "ORG  Foreign Ministry: Foreign Ministry"}},
		{"within words", "Grand Fenwick-Acme and Acme’s.",
			[]string{"GPE Q159 Grand Fenwick: Grand Fenwick", "ORG client:1 Acme: Acme, Acme"}},
		{"a couple", "[PERSON Anna] and [PERSON Peter Holm] left.", []string{"PERSON  Anna: Anna", "PERSON  Peter Holm: Peter Holm"}},
		{"cut with the block", "[PERSON Anna]\n\n[PERSON Annabel Lind] wrote.",
			[]string{"PERSON  Anna: Anna", "PERSON  Annabel Lind: Annabel Lind"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, tt.text)
			z := resolved(Resolver{Own: d}, doc.New(r), time.Date(2025, time.July, 4, 0, 0, 0, 0, time.UTC))
			check(t, r, z)
			if diff := cmp.Diff(tt.want, identified(z)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestOwnDateHasItsValue(t *testing.T) {
	r := read(t, "It ends on 3 May 2024.")
	z := resolved(Resolver{Own: ownDictionary(t, "DATE deadline 3 May 2024")}, doc.New(r), time.Time{})
	if len(z.Entities) != 1 || z.Entities[0].Key != "deadline" || z.Entities[0].Value == nil || z.Entities[0].Value.Timex != "2024-05-03" {
		t.Errorf("got %+v", z.Entities)
	}
}

// base is a knowledge base of a few names.
type base map[string][]kb.Entry

func (b base) Lookup(name string) []kb.Entry { return b[name] }

func TestKnowledgeBase(t *testing.T) {
	own := base{
		"Jane Roe": {{ID: "staff:7", Kind: kb.Person, Prominence: kb.Certain}},
		"Acme":     {{ID: "Q159", Kind: kb.Company, Prominence: kb.Certain}},
		"Oslo":     {{ID: "office:3", Kind: kb.City, Prominence: kb.Certain}},
	}
	r := read(t, "[PERSON Jane Roe] of [ORG Acme] met [PERSON Roe] in [GPE Oslo] and [GPE Norway].")
	want := []string{"PERSON staff:7 Jane Roe: Jane Roe, Roe", "ORG Q159 Acme: Acme", "GPE office:3 Oslo: Oslo", "GPE Q20 Norway: Norway"}
	if diff := cmp.Diff(want, identified(resolved(Resolver{Base: own}, doc.New(r), time.Time{}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// The user's own names come before what the base knows of them.
	want[1] = "ORG client:1 Acme: Acme"
	z := resolved(Resolver{Base: own, Own: ownDictionary(t, "ORG client:1 Acme")}, doc.New(r), time.Time{})
	if z.Entities[1].QID != "Q159" || z.Entities[1].Key != "client:1" {
		t.Errorf("Acme is %q, %q", z.Entities[1].QID, z.Entities[1].Key)
	}
}

func FuzzOwnNames(f *testing.F) {
	f.Add("Mr. Frank Mott's firm met Anna and Peter Holm. Mott left-Holm.", "Mott", "Peter", []byte{1, 2, 0, 1, 1, 0})
	f.Add("The Russian Foreign Ministry (RFM) and Russia's. On Monday, 3 May.", "Russia", "3 May", []byte{1, 2, 1, 1, 0, 1})
	f.Add("\xff\xfe A-\x80led 's ’s ' - . The the 12-year-old", "A", "12", []byte{0, 4, 0, 0, 0, 1, 0, 1, 6})
	f.Add("0!-,", "1", "1", []byte("002"))
	f.Add("0!0!\"00''s", "0", "0", []byte("C12"))
	f.Add("0!0!\"00'''s", "0", "0", []byte("C12"))
	f.Add("a\u00adb a-b the minister of a.b", "a", "b", []byte{3, 4, 6})
	f.Fuzz(func(t *testing.T, s, a, b string, seed []byte) {
		types := append([]entity.Type{}, "PERSON", "ORG", "GPE", "NORP", "DATE", "LAW", "CARDINAL")
		d := new(names.Dictionary)
		for i, name := range []string{a, b} {
			typ := types[(len(seed)+i)%len(types)]
			d.Add(name, d.Owner(names.Owner{Type: string(typ), ID: fmt.Sprint("id", i)}))
		}
		l := text.Parse(s)
		r := &reader.Reading{Layout: l, Names: labelWords(l, seed, true), Sources: labelWords(l, seed[len(seed)/2:], false)}
		z := resolved(Resolver{Own: d}, doc.New(r), time.Time{})
		check(t, r, z)
		for _, m := range d.Find(l) {
			found := 0
			for _, ref := range z.In(m.Span) {
				if ref.Span == m.Span && (ref.Kind == entity.Name || ref.Kind == entity.Val) {
					found++
					if o := d.Owners()[m.Owner]; string(ref.Type) != o.Type || ref.Entity.Key != o.ID {
						t.Errorf("%q is %s %s, want %+v", ref.Text, ref.Type, ref.Entity.Key, o)
					}
				}
			}
			if found != 1 {
				t.Errorf("%q at %v has %d mentions", m.Of(s), m.Span, found)
			}
		}
	})
}
