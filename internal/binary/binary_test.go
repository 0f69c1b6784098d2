package binary

import (
	"strings"
	"testing"
)

func TestIs(t *testing.T) {
	for _, test := range []struct {
		start string
		want  bool
	}{
		{"", false},
		{"Rain fell.\n", false},
		{"Çà et là, «\u00a0l’été\u00a0» 😀\t\r\n\f\v\x1b[1m", false},
		{"caf\xe9 au lait, na\xefve, and so on for a while", false}, // another encoding
		{"a\x00b", true},
		{strings.Repeat("\x01\x02a", 11), true},
		{strings.Repeat("\x01", fewest-1), false}, // too few to tell
		{strings.Repeat("\xff\xd8", fewest), true},
		{strings.Repeat("a", Sniffed) + "\x00", false},
	} {
		if got := Is([]byte(test.start)); got != test.want {
			t.Errorf("%.40q: %t", test.start, got)
		}
	}
}
