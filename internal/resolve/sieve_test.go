package resolve

import (
	"strings"
	"testing"

	"dictum.example/internal/doc"
)

// Each sieve with a text in which it joins the last name to another, and one in which it must not.
func TestSieves(t *testing.T) {
	tests := []struct{ sieve, joins, spares string }{
		{"same-owner", "[ORG Bigger Acme] rose. [ORG Acme] fell.", "[ORG Acme] rose. [ORG Globex] fell."},
		{"same-name", "Acme rose. [ORG ACME] fell.", "[FAC Halden Arena] burned. [FAC Halden Hall] burned."},
		{"brackets", "The [ORG River Safety Board] ([ORG RISB]) met.", "The [ORG River Safety Board] ([ORG NATO]) met."},
		{"country-body", "The [ORG Russian Foreign Ministry] met. The [ORG Russia Foreign Ministry] left.",
			"The [ORG Russian Foreign Ministry] met. The [ORG Polish Foreign Ministry] left."},
		{"core", "[ORG Halden Motor Co.] rose. [ORG Halden Motor] fell.", "[ORG Linde Motor Co.] rose. [ORG Halden Motor] fell."},
		{"order", "The [ORG Ministry of Defence] met. The [ORG Defence Ministry] left.",
			"The [ORG Ministry of Defence] met. The [ORG Finance Ministry] left."},
		{"order", "The [ORG Ministry of Foreign Affairs] met. The [ORG Foreign Ministry] left.",
			"The [ORG Bank of Halden] met. The [ORG Halden Bank] left."},
		{"order", "The [ORG University of Halden] met. The [ORG Halden University] left.",
			"The [ORG University of Halden] met. The [ORG Halden State University] left."},
		{"acronym", "The [ORG Bureau of Coastal Trade] met. The [ORG BCT] agreed.",
			"The [ORG Bureau of Coastal Trade] met. The [ORG CTB] agreed."},
		{"acronym", "The [ORG Bureau of Coastal Trade] met. The [ORG B.C.T.] agreed.",
			"The [ORG Bureau of Coastal Trade] met. The [ORG Bct] agreed."},
		{"place-company", "[ORG Paris Motor Co.] rose. [ORG Paris] said so.", "[ORG Paris Opera] rose. [ORG Paris] said so."},
		{"part", "[ORG Saudi Aramco] rose. [ORG Aramco] said so.", "[ORG UN Working Group] met. The [ORG UN] agreed."},
		{"spelling", "[ORG Talibanese Front] met. The [ORG Talebanese Front] agreed.",
			"[ORG Talibanese Front] met. The [ORG Tolobinese Front] agreed."},
		{"gazetteer", "The [GPE United States] left. The [GPE U.S.] returned.",
			"The [GPE United States] left. The [GPE United Kingdom] returned."},
		{"people", "A [NORP Russian] envoy came. The [NORP Russians] left.", "A [NORP Russian] envoy came. The [NORP Poles] left."},
		{"same-surname", "[PERSON Jane K. Aldous] sang. [PERSON J. Aldous] left.",
			"[PERSON Jane K. Aldous] sang. [PERSON Mark Aldous] left."},
		{"same-beginning", "[PERSON Samia Suluhu Hassan] sang. [PERSON Samia Suluhu] left.",
			"[PERSON Samia Suluhu Hassan] sang. [PERSON Samia Holm] left."},
		{"same-initials", "[PERSON Yusuf Abdurahman] spoke. [PERSON Yusuf Abdurrahman] left.",
			"[PERSON Yusuf Abdurahman] spoke. [PERSON Yusuf Aldous] left."},
		{"surname", "[PERSON Olga Marsh] left. [PERSON Marsh] was tired.", "[PERSON Olga Marsh] left. [PERSON Holm] was tired."},
		{"surname", "[PERSON Roy Zzyzx Jr.] left. [PERSON Zzyzx] was tired.", "[PERSON Roy Zzyzx Jr.] left. [PERSON Roy] was tired."},
		{"surname", "[PERSON Maureen O’Zzyzx] left. [PERSON O´Zzyzx] was tired.",
			"[PERSON Maureen O’Zzyzx] left. [PERSON O ´Zzyzx] was tired."},
		{"given-name", "[PERSON Olga Marsh] left. [PERSON Olga] was tired.", "[PERSON Olga Marsh] left. Mr. [PERSON Olga] was tired."},
		{"person-initials", "[PERSON Kalpana Koonjoo-Zzyzx] spoke. [PERSON KKZ] left.",
			"[PERSON Nora Ann Lind] and [PERSON Nick Abe Lear] spoke. [PERSON NAL] left."},
		{"person-initials", "[PERSON Joan Nolde] came.\n\n[PERSON JN]: We met.", "[PERSON Joan Nolde] came. [PERSON JN] left."},
		{"lone-name", "[PERSON Zzyzx] came. [PERSON Zzyzx] left.", "[PERSON Zzyzx] came. [PERSON Qyzzt] left."},
		{"respelt-surname", "[PERSON Marzouq Ghanem] spoke. [PERSON Ghanim] left.",
			"[PERSON Lars Hansen] spoke to [PERSON Nora Hanson]. [PERSON Hansin] left."},
		{"respelt-surname", "[PERSON Ann Ghanem] spoke. [PERSON Ghanim] left.", "[PERSON Ann Zynd] spoke. [PERSON Zund] left."},
		{"misspelt-surname", "[PERSON Jan Zzelbrydt] spoke. Mr. [PERSON Zzelbryt] left.",
			"[PERSON Jan Zzelbrydt] spoke. The [PERSON Zzelbrydts] left."},
		{"known-as", "[PERSON Reynold Dwyer], better known as [PERSON Elmo Johns], sang.",
			"[PERSON Reynold Dwyer], who knew [PERSON Elmo Johns], sang."},
		{"known-as", "[PERSON Reynold Dwyer], aka [PERSON Elmo Johns], sang.",
			"[ORG Norvik Bank], better known as [PERSON Elmo Johns], grew."},
		{"known-as", "Known widely as “[PERSON Duke],” [PERSON Olga Marsh] won.", "Known as [PERSON Duke] [PERSON Olga]"},
	}
	tested := map[string]bool{}
	for _, tt := range tests {
		t.Run(tt.sieve, func(t *testing.T) {
			if got := lastSieve(t, tt.joins); got != tt.sieve {
				t.Errorf("%s\nis joined by %q", tt.joins, got)
			}
			if got := lastSieve(t, tt.spares); got == tt.sieve {
				t.Errorf("%s\nis joined", tt.spares)
			}
		})
		tested[tt.sieve] = true
	}
	for _, p := range joinPasses() {
		if !tested[p.Name] {
			t.Errorf("%s has no test", p.Name)
		}
		if p.Purpose == "" {
			t.Errorf("%s has no purpose", p.Name)
		}
	}
}

// lastSieve returns the sieve of the last name of a marked text.
func lastSieve(t *testing.T, marked string) string {
	own := ownDictionary(t, "ORG a:1 Acme|Bigger Acme", "ORG g:1 Globex")
	p := newPage(doc.New(label(t, marked)), embedded{}, own)
	ms := p.names()
	p.cluster(ms)
	return ms[len(ms)-1].sieve
}

// What is joined tells the sieve, and a sieve that is left out joins nothing.
func TestSievesAreSigned(t *testing.T) {
	r := label(t, "[PERSON Olga Marsh] left. [PERSON Marsh] was tired.")
	for _, without := range []string{"", "surname"} {
		z := resolved(Resolver{Without: map[string]bool{without: true}}, doc.New(r), published)
		var got []string
		for _, e := range z.Entities {
			for _, m := range e.Mentions {
				got = append(got, e.ID+" "+m.Text+" "+m.Pass+" "+m.Sieve)
			}
		}
		want := "e1 Olga Marsh labels , e1 Marsh labels surname"
		if without != "" {
			want = "e1 Olga Marsh labels , e2 Marsh labels "
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("without %q: %s", without, got)
		}
	}
}
