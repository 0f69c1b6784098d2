package resolve

import (
	"testing"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"github.com/google/go-cmp/cmp"
)

// A case has the roles of the article's first person with the passes that found them; a pass
// must find what it is for, and nothing in what looks alike.
func TestRolePasses(t *testing.T) {
	tests := []struct {
		pass, name, text string
		want             []string
	}{
		{"title", "office with its field", "The mayor wept. Defence Minister [PERSON Olga Marsh] left.", []string{"Defence Minister"}},
		{"title", "field behind a preposition", "The Minister for Rural Affairs [PERSON Olga Marsh] left.",
			[]string{"Minister for Rural Affairs"}},
		{"title", "justice", "The Minister of Justice [PERSON Olga Marsh] left.", []string{"Minister of Justice"}},
		{"title", "initials in brackets", "The superintendent of police (SP) [PERSON Olga Marsh] left.",
			[]string{"superintendent of police"}},
		{"title", "envoy in a place", "The ambassador in [GPE Oslo] [PERSON Olga Marsh] left.", []string{"ambassador in Oslo"}},
		{"title", "courtesy between", "The rector Dr [PERSON Olga Marsh] left.", []string{"rector"}},
		{"title", "no office, but who is met", "They went to star [PERSON Olga Marsh].", nil},
		{"title", "infinitive is no field", "They came to assassinate President [PERSON Olga Marsh].", []string{"President"}},
		{"title", "day is no field", "They met on Monday President [PERSON Olga Marsh].", []string{"President"}},
		{"title", "thing is no field", "The question Senator [PERSON Olga Marsh] asked was simple.", []string{"Senator"}},
		{"title", "time is no field", "It was the third time Coach [PERSON Olga Marsh] had lost.", []string{"Coach"}},
		{"title", "body is a field", "The club President [PERSON Olga Marsh] left.", []string{"club President"}},
		{"title", "kin", "She met his mother [PERSON Olga Marsh].", nil},
		{"title", "plural", "The ministers [PERSON Olga Marsh].", nil},
		{"title-of-several", "two", "Presidents [PERSON Olga Marsh] and [PERSON Karl Holm] left.", []string{"President"}},
		{"title-of-several", "one", "Presidents [PERSON Olga Marsh] left.", nil},
		{"apposition", "behind a comma", "[PERSON Olga Marsh], the mayor of Leeds, left.", []string{"mayor of Leeds"}},
		{"apposition", "behind an age", "[PERSON Olga Marsh], 42, a teacher, left.", []string{"teacher"}},
		{"apposition", "in brackets", "[PERSON Olga Marsh] (a former teacher) left.", []string{"former teacher"}},
		{"apposition", "behind a name in another script", "[PERSON Wei Yu-hsun] (韋佑勳), the rector, left.", []string{"rector"}},
		{"apposition", "several", "[PERSON Olga Marsh], activist, academic and leader of the party, left.",
			[]string{"activist", "academic", "leader of the party"}},
		{"apposition", "verb behind", "[PERSON Olga Marsh], the ruler of Dubai directed the ministry.", []string{"ruler of Dubai"}},
		{"apposition", "next of a list", "[PERSON Olga Marsh], the rector, Mr [PERSON Karl Beck] and others left.", nil},
		{"apposition", "who says what follows", "It was led by [PERSON Olga Marsh], [src the minister] [cue said].", nil},
		{"apposition", "office of another", "[PERSON Olga Marsh], Minister of Tourism [PERSON Karl Beck] and others left.", nil},
		{"apposition", "team lead", "[PERSON Olga Marsh], tech lead at [ORG Nordbank], left.", []string{"tech lead at Nordbank"}},
		{"apposition", "lead of a race", "[PERSON Olga Marsh], the early lead at risk, left.", nil},
		{"apposition", "thing", "[PERSON Olga Marsh], the day after, left.", nil},
		{"apposition-before", "behind an article", "The mayor of Leeds, [PERSON Olga Marsh], left.", []string{"mayor of Leeds"}},
		{"apposition-before", "possessive", "It was [GPE Russia]'s ambassador to Oslo, [PERSON Olga Marsh], who left.",
			[]string{"Russia's ambassador to Oslo"}},
		{"apposition-before", "deputy", "His deputy, [PERSON Olga Marsh], left.", []string{"deputy"}},
		{"apposition-before", "predecessor", "Her predecessor, [PERSON Karl Holm], left.", []string{"predecessor"}},
		{"apposition-before", "rival", "Her rival, [PERSON Karl Holm], left.", nil},
		{"apposition-before", "deputy of an office", "He met the deputy mayor of Leeds, [PERSON Olga Marsh], too.",
			[]string{"deputy mayor of Leeds"}},
		{"apposition-before", "rank between", "The force's spokesman, Maj. Gen. [PERSON Olga Marsh], left.",
			[]string{"Maj. Gen.", "spokesman"}},
		{"apposition-before", "no comma behind", "He met the mayor of Leeds, [PERSON Olga Marsh] left.", nil},
		{"apposition-before", "verb between", "The mayor left Leeds, [PERSON Olga Marsh], too.", nil},
		{"called", "named", "A student named [PERSON Olga Marsh] left.", []string{"student"}},
		{"called", "identified only as", "A police officer, identified only as [PERSON Holm], left.", []string{"police officer"}},
		{"called", "surnamed", "The driver surnamed [PERSON Holm] left.", []string{"driver"}},
		{"called", "verb with another reading", "The president named [PERSON Olga Marsh].", nil},
		{"called", "thing", "A ship named [PERSON Olga Marsh] left.", nil},
		{"relative-clause", "verb of office", "[PERSON Olga Marsh], who chairs the panel, left.", []string{"chairs the panel"}},
		{"relative-clause", "copula", "[PERSON Olga Marsh], who is the club's coach, left.", []string{"club's coach"}},
		{"relative-clause", "served as", "[PERSON Olga Marsh], who served as mayor of Leeds, left.", []string{"mayor of Leeds"}},
		{"relative-clause", "no office", "[PERSON Olga Marsh], who is a big fan, left.", nil},
		{"relative-clause", "other verb", "[PERSON Olga Marsh], who saw the panel, left.", nil},
		{"predicate", "office", "[PERSON Olga Marsh] is the director of the board.", []string{"director of the board"}},
		{"predicate", "appointed", "[PERSON Olga Marsh] was elected as mayor of Leeds.", []string{"mayor of Leeds"}},
		{"predicate", "age between", "[PERSON Olga Marsh], 44, is a teacher.", []string{"teacher"}},
		{"predicate", "name is no subject", "The wife of [PERSON Frank Mott] is a lawyer.", nil},
		{"predicate", "passing noun", "[PERSON Olga Marsh] is a fan.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.pass+"/"+tt.name, func(t *testing.T) {
			z := resolved(Resolver{}, doc.New(read(t, tt.text)), published)
			var e *entity.Entity
			for _, x := range z.Entities {
				if x.Type == entity.Person {
					e = x
					break
				}
			}
			if e == nil {
				t.Fatal("nobody is found")
			}
			var got []string
			signed := false
			for i, r := range e.Roles {
				got = append(got, r.Text)
				signed = signed || e.RolePasses[i] == tt.pass
			}
			if signed != (len(tt.want) > 0) {
				t.Errorf("the passes are %q", e.RolePasses)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBareAffiliation(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"of", "[PERSON Olga Marsh] of the [ORG River Safety Board] left.", "River Safety Board"},
		{"of a country", "[PERSON Olga Marsh] of [GPE Norway] left.", "Norway"},
		{"of a town", "[PERSON Olga Marsh] of [GPE Wokingham Green] left.", ""},
		{"from", "[PERSON Olga Marsh], from [ORG Nordbank], left.", "Nordbank"},
		{"brackets", "[PERSON Olga Marsh] ([ORG Nordbank]) left.", "Nordbank"},
		{"possessive", "[ORG Nordbank]'s [PERSON Olga Marsh] left.", "Nordbank"},
		{"party and state", "[PERSON Olga Marsh], R-[GPE Ohio], left.", "Ohio"},
		{"list", "[PERSON Olga Marsh], [ORG Nordbank] and others left.", ""},
		{"line", "[PERSON Olga Marsh], [ORG Nordbank]:\n\nIt is late.", "Nordbank"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := resolved(Resolver{}, doc.New(read(t, tt.text)), published)
			for _, e := range z.Entities {
				if e.Type == entity.Person && e.Affiliation.String() != tt.want {
					t.Errorf("affiliation %q, want %q", e.Affiliation, tt.want)
				}
			}
		})
	}
}
