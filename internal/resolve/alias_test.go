package resolve

import "testing"

// What stands between two names, and whether it says that they are of one person.
func TestKnownAs(t *testing.T) {
	tests := []struct {
		between string
		want    bool
	}{
		{", better known as", true},
		{" (also widely known as", true},
		{", most commonly known simply as the", true},
		{", whose real name is", true},
		{", but whose birth name was", true},
		{"’s alias", true},
		{" – a.k.a. “the", true},
		{", nicknamed “", true},
		{", born", true},
		{", known for", false},
		{", who is known as", false},
		{", whose name is", false},
		{", better known", false},
		{", born in", false},
		{", the", false},
		{",", false},
	}
	for _, tt := range tests {
		marked := "Then [PERSON Reynold Dwyer]" + tt.between + " [PERSON Elmo Johns] came."
		if got := lastSieve(t, marked) == knownAs.Name; got != tt.want {
			t.Errorf("%s: %v", marked, got)
		}
	}
}
