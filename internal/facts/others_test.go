package facts

import (
	"testing"

	"dictum.example/entity"
	"dictum.example/fact"
)

// TestOwn asks of the first person named in each text whether the other thing marked may be its own.
func TestOwn(t *testing.T) {
	for _, tt := range []struct {
		name, text, subject, object string
		want                        bool
	}{
		{"the nation of another one's role", "Foreign Minister Nora Lind stands alongside Russian Foreign Minister Tom Reyes.",
			"Nora Lind", "Russian", false},
		{"the nation before another one's noun", "Nora Lind met the Russian singer Tom Reyes on Monday.", "Nora Lind", "Russian", false},
		{"one's own nation", "The Russian singer Tom Reyes met Nora Lind on Monday.", "Tom Reyes", "Russian", true},
		{"the body of another one's role", "Nora Lind met Tom Reyes, head of Greenpeace, on Monday.", "Nora Lind", "Greenpeace", false},
		{"a noun for several", "The Russian singers Nora Lind and Tom Reyes met on Monday.", "Nora Lind", "Russian", true},
		{"no nation", "Nora Lind, a Muslim singer, left.", "Nora Lind", "Muslim", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPage(read(t, tt.text))
			p.parse(learned().parser)
			find := func(words string) ref {
				for _, r := range p.refs {
					if r.Text == words && r.Kind == entity.Name {
						return r
					}
				}
				t.Fatalf("no mention %q", words)
				return ref{}
			}
			if got := p.own(&pair{a: find(tt.subject), b: find(tt.object)}, fact.CitizenOf, false); got != tt.want {
				t.Errorf("own = %v, want %v", got, tt.want)
			}
		})
	}
}
