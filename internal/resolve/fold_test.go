package resolve

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	tests := []struct{ name, want string }{
		{"José Peña", "jose pena"},
		{"Jean-Pierre O’Neill", "jean pierre oneill"},
		{"U.S. Steel & Co.", "us steel & co"},
		{"O´Neil", "oneil"},
		{"#MeToo", "metoo"},
		{"@jeff_poor", "jeff poor"},
		{"Trump‘s", "trump"},
		{"The The", "the the"},
		{"Łódź", "lodz"},
		{"– “”", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(words(tt.name), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
