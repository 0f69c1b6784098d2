package resolve

import (
	"testing"
	"time"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/text"
	"github.com/google/go-cmp/cmp"
)

// Each case has the roles of the person named Marsh, in a text that the network reads, with and without what is learned.
func TestLearnedRoles(t *testing.T) {
	tests := []struct {
		name, text     string
		learned, rules []string
	}{
		{"office before the name", "“We will not rest,” said Leeds County District Attorney Olga Marsh on Friday.",
			[]string{"Leeds County District Attorney"}, []string{"Leeds County District Attorney"}},
		{"appointed as", "The bank appointed Olga Marsh as head of research on Monday.", []string{"head of research"}, nil},
		{"of whom a pronoun means", "Olga Marsh left the city in May. She had worked as a nurse for years.", []string{"nurse"}, nil},
		{"office of a bearer's employer", "Olga Marsh, a spokeswoman for President Karl Holm, left on Friday.", []string{"spokeswoman"}, nil},
		{"office of another", "Olga Marsh met the mayor of Leeds, Karl Holm, on Friday.", nil, nil},
		{"who is attacked", "Karl Holm wanted to hack Olga Marsh.", nil, []string{"hack"}},
		{"found by the rules too", "Prime Minister Olga Marsh left.", []string{"Prime Minister"}, []string{"Prime Minister"}},
		{"clause", "Olga Marsh, who chairs the panel, left.", []string{"chairs the panel"}, []string{"chairs the panel"}},
	}
	net, err := embeddedReader()
	if err != nil {
		t.Fatal(err)
	}
	rules := Resolver{Without: map[string]bool{unlikelyRoles.Name: true, learnedRoles.Name: true}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := net.Read(t.Context(), text.Parse(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range []struct {
				resolver Resolver
				want     []string
			}{{Resolver{}, tt.learned}, {rules, tt.rules}} {
				if diff := cmp.Diff(x.want, rolesOf(resolved(x.resolver, doc.New(r), time.Time{}), "Olga Marsh")); diff != "" {
					t.Errorf("without %d passes: %s", len(x.resolver.Without), diff)
				}
			}
		})
	}
}

// rolesOf returns the roles of the person of that name.
func rolesOf(z *Resolution, name string) []string {
	var roles []string
	for _, e := range z.Entities {
		if e.Type == entity.Person && e.Name == name {
			for _, r := range e.Roles {
				roles = append(roles, r.Text)
			}
		}
	}
	return roles
}
