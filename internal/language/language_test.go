package language_test

import (
	"strings"
	"testing"

	"dictum.example/internal/language"
)

func TestIsEnglish(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"English": {strings.Repeat("The council of Halvik met on Tuesday and talked about the bridge, its clerk said. ", 4), true},
		"German":  {strings.Repeat("Der Rat der Stadt hat am Dienstag über die Brücke gesprochen, sagte der Schreiber. ", 4), false},
		"Spanish": {strings.Repeat("El consejo de la ciudad habló el martes sobre el puente, dijo el secretario. ", 4), false},
		"Russian": {strings.Repeat("Городской совет во вторник обсуждал мост, сообщил секретарь. ", 4), false},
		"short":   {"Ja.", true},
		"empty":   {"", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := language.IsEnglish(c.text); got != c.want {
				t.Errorf("%v", got)
			}
		})
	}
}
