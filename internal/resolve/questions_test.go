package resolve

import (
	"strings"
	"testing"
	"time"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/text"
)

// asked resolves a marked text, and returns its length, with which every question begins at the text's end.
func asked(t *testing.T, marked string) (z *Resolution, end int) {
	t.Helper()
	d := doc.New(label(t, marked))
	return resolved(Resolver{}, d, time.Time{}), len(d.Text)
}

// nameOf returns the name of an entity, "" for none.
func nameOf(e *entity.Entity) string {
	if e == nil {
		return ""
	}
	return e.Name
}

func TestOpenerAndLastName(t *testing.T) {
	z, end := asked(t, "[PERSON Nora Lind] met [ORG Halden Rail] in [GPE Halden].")
	all := text.Span{End: end}
	if r := z.Opener(all); r == nil || r.Text != "Nora Lind" || !r.IsPersonName() {
		t.Errorf("the text begins with %v", r)
	}
	if r := z.Opener(text.Span{Start: 1, End: end}); r != nil {
		t.Errorf("what begins within a name begins with %v", r.Text)
	}
	isOrg := func(typ entity.Type) bool { return typ == entity.Org }
	if r := z.LastName(all, isOrg); r == nil || r.Text != "Halden Rail" {
		t.Errorf("the last organisation is %v", r)
	}
	if r := z.LastName(text.Span{End: 12}, isOrg); r != nil {
		t.Errorf("an organisation before the first: %v", r.Text)
	}
}

func TestLastPair(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"and", "[PERSON Nora Lind] and [PERSON Karl Beck] left.", "Nora Lind & Karl Beck"},
		{"a title with a stop", "[PERSON Nora Lind] and Mr. [PERSON Karl Beck] left.", ""},
		{"the last two", "[PERSON Nora Lind] met [PERSON Karl Beck] and [PERSON Anna Holm].", "Karl Beck & Anna Holm"},
		{"an apposition", "[PERSON Nora Lind], the owner, and [PERSON Karl Beck] left.", "Nora Lind & Karl Beck"},
		{"another word", "[PERSON Nora Lind] with [PERSON Karl Beck] left.", ""},
		{"two sentences", "[PERSON Nora Lind] left. Rain and snow fell on [PERSON Karl Beck].", ""},
		{"one person", "[PERSON Nora Lind] left and [PERSON Lind] came.", ""},
		{"an organisation", "[PERSON Nora Lind] and [ORG Halden Rail] left.", ""},
		{"far apart", "[PERSON Nora Lind] one two three four five six seven eight nine ten eleven and twelve [PERSON Karl Beck]", ""},
	} {
		z, end := asked(t, tt.in)
		var names []string
		for _, e := range z.LastPair(text.Span{End: end}) {
			names = append(names, e.Name)
		}
		if got := strings.Join(names, " & "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestMostMentioned(t *testing.T) {
	const in = "[PERSON Nora Lind] met [PERSON Karl Beck]. [PERSON Lind] left. [PERSON Beck] came. [PERSON Beck] spoke."
	z, end := asked(t, in)
	for _, tt := range []struct {
		name, before, want string
	}{
		{"twice and once", "Beck came", "Nora Lind"},
		{"twice both", "Beck spoke", ""},
		{"at the end", "", "Karl Beck"},
		{"before anybody", "Nora", ""},
	} {
		at := end
		if tt.before != "" {
			at = strings.Index(z.text, tt.before)
		}
		if got := nameOf(z.MostMentioned(at)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if z, end := asked(t, "[ORG Halden Rail] left. [ORG Halden Rail] came."); z.MostMentioned(end) != nil {
		t.Error("an organisation is a person")
	}
}

func TestHolder(t *testing.T) {
	const one = "[PERSON Nora Lind], secretary of the [ORG Halden Board], left. "
	const short = "[PERSON Nora Lind], secretary of the [ORG Halden Board] ([ORG HB]), left."
	for _, tt := range []struct{ name, in, office, want string }{
		{"the office", one, "secretary", "Nora Lind"},
		{"of what it is", one, "halden board secretary", "Nora Lind"},
		{"another office", one, "chairman", ""},
		{"of something else", one, "lund secretary", ""},
		{"an abbreviation of what it is of", short, "hb secretary", "Nora Lind"},
		{"the office first", short, "secretary hb", ""},
		{"two have it", one + "[PERSON Karl Beck], secretary of the [ORG Halden Board], came.", "secretary", ""},
	} {
		z, end := asked(t, tt.in)
		if got := nameOf(z.Holder(strings.Fields(tt.office), end)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if z, _ := asked(t, one); z.Holder([]string{"secretary"}, 0) != nil {
		t.Error("somebody who is named later has the office")
	}
}

func TestMayBe(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		gender   Gender
		want     bool
	}{
		{"nothing tells", "[PERSON Abbey Lind] left.", Male, true},
		{"a title", "Ms. [PERSON Lind] left.", Male, false},
		{"the same title", "Ms. [PERSON Lind] left.", Female, true},
		{"a title of men", "Mr [PERSON Lind] left.", Female, false},
		{"no title", "The ms [PERSON Lind] left.", Male, true},
	} {
		z, end := asked(t, tt.in)
		if got := z.MayBe(z.Entities[0], tt.gender, end); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
	for word, want := range map[string]Gender{"He": Male, "hers": Female, "it": UnknownGender} {
		if got := PronounGender(word); got != want {
			t.Errorf("PronounGender(%q) = %d", word, got)
		}
	}
	if Male.Agrees(Female) || !Male.Agrees(UnknownGender) || !UnknownGender.Agrees(Female) || !Female.Agrees(Female) {
		t.Error("genders that agree")
	}
}
