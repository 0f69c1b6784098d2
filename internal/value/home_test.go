package value

import "testing"

func TestHomeDollar(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no dollars", "Canadian firms paid €5.", "USD"},
		{"a country", "A Canadian firm paid $5.", "CAD"},
		{"a dateline", "OTTAWA - The government paid $5.", "CAD"},
		{"one town", "A firm paid $5, said a man in Toronto on Friday.", "USD"},
		{"two towns", "The firm of Auckland paid five dollars in Wellington.", "NZD"},
		{"as often as the United States", "Canada and the U.S. paid $5.", "USD"},
		{"more often another country", "Canada paid $5 to Cuba, the Cuban minister said.", "USD"},
		{"American dollars marked", "The American firm paid US$3 and $5, Canada said.", "CAD"},
		{"its own dollars marked", "Canada paid C$3 and $5.", "USD"},
		{"a country whose papers mark their own", "Taiwan paid $5 in Taipei.", "USD"},
		{"a country without dollars", "Germany paid $5 in Berlin.", "USD"},
		{"several countries", "He said They and We of Australia and New Zealand paid $5.", "USD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := english().homeDollar(c.text); got != c.want {
				t.Errorf("%q: got %s, want %s", c.text, got, c.want)
			}
		})
	}
}

func TestHoliday(t *testing.T) {
	for name, want := range map[string]bool{"Easter": true, "Boxing Day": true, "Good Friday 2024": true, "New Year’s Eve": true,
		"Easter Rising": false, "easter": false, "Day": false, "": false} {
		if got := Holiday(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
}
