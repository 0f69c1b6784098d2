package resolve

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// types are what the fuzzed labels are of.
var types = []string{"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "EVENT", "", "?"}

// labelWords labels words of the text by the bytes of seed: which, how many, as what.
func labelWords(l *text.Layout, seed []byte, typed bool) []reader.Label {
	var ls []reader.Label
	at := 0
	for i := 0; i+2 < len(seed) && at < len(l.Words); i += 3 {
		at += int(seed[i] % 16)
		end := at + int(seed[i+1]%5)
		if end >= len(l.Words) {
			break
		}
		x := reader.Label{Span: text.Span{Start: l.Words[at].Start, End: l.Words[end].End}, Score: float32(seed[i+2]) / 255}
		if typed {
			x.Type = types[int(seed[i+2])%len(types)]
		}
		ls = append(ls, x)
		at = end + 1
	}
	return ls
}

func FuzzResolve(f *testing.F) {
	f.Add("Mr. Frank Mott met Anna and Peter Holm. “He left,” she said of the minister.", []byte{0, 2, 0, 1, 0, 0, 1, 2, 10})
	f.Add("The Russian Foreign Ministry (RFM) and Russia's Foreign Ministry. The ministry's its U.S.", []byte{1, 2, 1, 1, 0, 1})
	f.Add("\xff\xfe A-\x80led 's ’s ' - . The the 12-year-old", []byte{0, 4, 0, 0, 0, 1, 0, 1, 2})
	f.Add("0 0!0\xe1,", []byte{0, 3, 0})
	f.Fuzz(func(t *testing.T, s string, seed []byte) {
		l := text.Parse(s)
		half := len(seed) / 2
		r := &reader.Reading{
			Layout: l, Names: labelWords(l, seed, true), Sources: labelWords(l, seed[half:], false),
			Cues: labelWords(l, seed[len(seed)/3:], false), Contents: labelWords(l, seed[len(seed)/4:], false),
		}
		check(t, r, resolved(Resolver{}, doc.New(r), time.Time{}))
	})
}

// check tests what holds for every resolution.
func check(t *testing.T, r *reader.Reading, z *Resolution) {
	t.Helper()
	s := r.Layout.Text
	ids, names := map[string]bool{}, map[text.Span]string{}
	last := 0
	for _, e := range z.Entities {
		if ids[e.ID] {
			t.Errorf("two entities %s", e.ID)
		}
		ids[e.ID] = true
		if len(e.Mentions) == 0 {
			t.Fatalf("%s has no mention", e.ID)
		}
		if e.Mentions[0].Start < last {
			t.Errorf("%s comes before the entity in front of it", e.ID)
		}
		last = e.Mentions[0].Start
		at := -1
		for _, m := range e.Mentions {
			if m.Start < at || m.End <= m.Start || m.End > len(s) || m.Text != s[m.Start:m.End] {
				t.Fatalf("%s: mention %v %q out of place", e.ID, m.Span, m.Text)
			}
			at = m.Start
			if !boundary(s, m.Start) || !boundary(s, m.End) {
				t.Errorf("%v cuts a rune", m.Span)
			}
			if m.Kind == entity.Name || m.Kind == entity.Val {
				if other := names[m.Span]; other != "" {
					t.Errorf("%q belongs to %s and %s", m.Text, other, e.ID)
				}
				names[m.Span] = e.ID
			}
			if strings.HasSuffix(m.Text, "'s") || strings.HasPrefix(m.Text, " ") || strings.HasSuffix(m.Text, " ") ||
				strings.HasSuffix(m.Text, ",") {
				if m.Kind == entity.Name {
					t.Errorf("untrimmed name %q", m.Text)
				}
			}
		}
		for _, x := range e.Roles {
			if x.Text != x.Of(s) || x.Len() == 0 {
				t.Errorf("role %v %q out of place", x.Span, x.Text)
			}
		}
		if e.Affiliation != nil && !contains(z.Entities, e.Affiliation) {
			t.Errorf("%s is affiliated with an entity of no article", e.ID)
		}
	}
	end := 0
	for _, ref := range z.In(text.Span{Start: 0, End: len(s)}) {
		if ref.Kind == entity.Name || ref.Kind == entity.Val {
			if ref.Start < end {
				t.Errorf("%q overlaps the name before it", ref.Text)
			}
			end = ref.End
		}
	}
}

func boundary(s string, i int) bool {
	if i == 0 || i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	// A byte that belongs to no rune stands for itself.
	for k := i - 1; k >= 0 && k > i-utf8.UTFMax; k-- {
		if utf8.RuneStart(s[k]) {
			_, n := utf8.DecodeRuneInString(s[k:])
			return k+n <= i
		}
	}
	return true
}

func contains(es []*entity.Entity, e *entity.Entity) bool {
	for _, x := range es {
		if x == e {
			return true
		}
	}
	return false
}

// Every name label is in exactly one entity, whatever else is done to it.
func TestEveryLabelHasOneEntity(t *testing.T) {
	r := read(t, "[PERSON Mr. Frank Mott] met [PERSON Anna and Peter Holm's] sons at [FAC the Halden Arena], [ORG The Coastal Herald] "+
		"said. [PERSON Mott] sold [ORG Mott].")
	z := resolved(Resolver{}, doc.New(r), time.Time{})
	for _, l := range r.Names {
		n := map[*entity.Entity]bool{}
		mentions := 0
		for _, ref := range z.In(l.Span) {
			if ref.Kind == entity.Name {
				n[ref.Entity] = true
				mentions++
			}
		}
		if mentions == 0 || mentions != len(n) {
			t.Errorf("%q has %d mentions of %d entities", l.Of(r.Layout.Text), mentions, len(n))
		}
	}
	check(t, r, z)
}

func BenchmarkResolve(b *testing.B) {
	marked := strings.Repeat("[ORG Taliban] Foreign Minister [PERSON Amir Durrani] met [PERSON Olga Marsh], the mayor of [GPE Leeds], on "+
		"Thursday. “He was late,” [src she] [cue said] of the minister.\n\n", 20)
	r := read(b, marked)
	b.SetBytes(int64(len(r.Layout.Text)))
	b.ReportAllocs()
	for b.Loop() {
		resolved(Resolver{}, doc.New(r), published)
	}
}
