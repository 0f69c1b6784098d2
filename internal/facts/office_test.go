package facts

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
)

func TestOffices(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"head of a company", "[n PERSON Nora Lind], {n head of [b ORG Nordbank]}, said so.",
			[]string{`n position_held "head of Nordbank" of b`, "n head_of b"}},
		{"deputy", "{n deputy head of [b ORG Nordbank]} [n PERSON Nora Lind] said so.",
			[]string{`n position_held "deputy head of Nordbank" of b`, "n works_for b"}},
		{"each office its own", "[n PERSON Nora Lind], {n [b ORG Nordbank] chair} and {n trustee of the [m ORG Halden Museum]}.",
			[]string{`n position_held "Nordbank chair" of b`, "n head_of b", `n position_held "trustee of the Halden Museum" of m`,
				"n works_for m"}},
		{"country before a minister", "{n [c GPE Norway]’s foreign minister} [n PERSON Nora Lind] left.",
			[]string{`n position_held "Norway’s foreign minister" of c`, "n works_for c", "n citizen_of c"}},
		{"country behind the name", "{n Prime Minister} [n PERSON Nora Lind] of [c GPE Norway] left.",
			[]string{`n position_held "Prime Minister" of c`, "n head_of c", "n citizen_of c"}},
		{"not where an ambassador is sent", "[n PERSON Nora Lind], {n [c GPE Norway]’s ambassador to [d GPE Chile]}, left.",
			[]string{`n position_held "Norway’s ambassador to Chile" of c`, "n works_for c", "n citizen_of c"}},
		{"a lawyer is no lawyer of her nation", "{n [c NORP Norwegian] lawyer} [n PERSON Nora Lind] left.",
			[]string{`n position_held "Norwegian lawyer"`, "n citizen_of c"}},
		{"party", "{n [p NORP Conservative] lawmaker} [n PERSON Nora Lind] left.",
			[]string{`n position_held "Conservative lawmaker" of p`, "n member_of p"}},
		{"former", "Former {n [b ORG Nordbank] chief executive} [n PERSON Nora Lind] left.",
			[]string{`n position_held "Nordbank chief executive" of b former`, "n head_of b former"}},
		{"acting, since", "[n PERSON Nora Lind], {n acting mayor of [h GPE Halden]} since [d DATE 2019], left.",
			[]string{`n position_held "acting mayor of Halden" of h acting from 2019`, "n head_of h acting from 2019"}},
		{"from, to", "[n PERSON Nora Lind] was {n mayor of [h GPE Halden]} from [d DATE 2010] to [e DATE 2015].",
			[]string{`n position_held "mayor of Halden" of h from 2010 until 2015`, "n head_of h from 2010 until 2015"}},
		{"student", "[n PERSON Nora Lind], {n a student at [u ORG Halden University]}, left.",
			[]string{`n position_held "a student at Halden University" of u`, "n educated_at u"}},
		{"founder", "[n PERSON Nora Lind], {n founder of [b ORG Nordbank]}, left.",
			[]string{`n position_held "founder of Nordbank" of b`, "n founded b"}},
		{"a critic is no member", "[n PERSON Nora Lind], {n a critic of [b ORG Nordbank]}, left.", nil},
		{"resident", "[n PERSON Nora Lind], {n a resident of [h GPE Halden]}, left.", []string{"n lives_in h"}},
		{"claim", "Ann said <{n [b ORG Nordbank] chair} [n PERSON Nora Lind] would leave>.",
			[]string{`n position_held "Nordbank chair" of b claim`, "n head_of b claim"}},
		{"candidate", "{n [p NORP Republican] candidate} [n PERSON Nora Lind] left.",
			[]string{`n position_held "Republican candidate" of p incoming possible`, "n member_of p incoming possible"}},
		{"no body", "{n teacher} [n PERSON Nora Lind] left [h GPE Halden].", []string{`n position_held "teacher"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			facts, _ := Find(article(t, tt.text))
			var got []string
			for _, f := range facts {
				got = append(got, line(f))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestGenerations(t *testing.T) {
	for text, want := range map[string]string{
		"Ann, son of Bob":                             "Ann of Bob",
		"Ann's younger son, Bob":                      "Bob of Ann",
		"Ann is the father of Bob":                    "Bob of Ann",
		"Ann's mother, Bob":                           "Ann of Bob",
		"Ann and, as we know, Bob":                    "Ann of Bob",
		"Ann met the daughter of an ex-minister, Bob": "Ann of Bob",
	} {
		p := newPage(read(t, text))
		var words []int
		for i := range p.Profiles.Len() {
			if w := p.word(i); w == "Ann" || w == "Bob" {
				words = append(words, i)
			}
		}
		at := func(i int) ref { return ref{&entity.Mention{Excerpt: p.Profiles.Word(words[i]).Cut(text)}, nil} }
		x := &pair{a: at(0), b: at(1), aTo: words[0] + 1, bFrom: words[1]}
		child, parent := p.generations(x, x.a, x.b)
		if got := child.Text + " of " + parent.Text; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
