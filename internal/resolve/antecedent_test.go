package resolve

import (
	"testing"

	"dictum.example/entity"
	"dictum.example/internal/doc"
)

// A case has the mention of a pronoun or noun, whom it refers to ("" for nobody named), and the
// pass that found that.
func TestAntecedentPasses(t *testing.T) {
	tests := []struct{ name, text, mention, want, pass string }{
		{"office-holder", "[PERSON Olga Marsh], commander of the navy, left. [PERSON Karl Holm], the mayor, stayed. It rained. The commander of the navy slept.", "The commander", "Olga Marsh", "office-holder"},
		{"office-holder of two", "[PERSON Olga Marsh], a senator, left. [PERSON Karl Holm], a senator, stayed. It rained. The senator slept.", "The senator", "Karl Holm", "office-noun"},
		{"own-pronouns", "[PERSON Robin Marsh] (they/them) left. They slept.", "They", "Robin Marsh", "own-pronouns"},
		{"age", "[PERSON Olga Marsh] left. The 34-year-old slept.", "The 34-year-old", "Olga Marsh", "age"},
		{"age too far", "[PERSON Olga Marsh] left. It rained. It poured. It stormed. It rained. The 34-year-old slept.", "The 34-year-old", "", ""},
		{"company-noun", "Shares of [ORG Halden Ltd] rose. The firm slept.", "The firm", "Halden Ltd", "company-noun"},
		{"company-noun of another kind", "Shares of [ORG Halden Airlines] rose. The newspaper slept.", "The newspaper", "", ""},
		{"speaking-body", "[src [ORG Halden Monitor]] [cue said] [cont it was late]. [src The agency] [cue said] [cont it rained].", "The agency", "Halden Monitor", "speaking-body"},
		{"emphatic-pronoun", "[PERSON Olga Marsh] herself left.", "herself", "Olga Marsh", "emphatic-pronoun"},
		{"relative-pronoun", "It was [PERSON Olga Marsh], [src who] [cue said] [cont it was late].", "who", "Olga Marsh", "relative-pronoun"},
		{"relative-pronoun behind an organisation", "It was [PERSON Olga Marsh], head of the [ORG Halden Bank], [src who] [cue said] [cont it was late].", "who", "Olga Marsh", "relative-pronoun"},
		{"relative-pronoun that is no source", "It was [PERSON Olga Marsh], who left.", "who", "", ""},
		{"owned-noun", "[ORG Nordbank] rose. [PERSON Karl Holm], director of [ORG Nordbank], slept. [ORG Nordbank] fell; its director left.", "its director", "Karl Holm", "owned-noun"},
		{"noun owned by the reader", "[PERSON Karl Holm], director of [ORG Nordbank], slept. Our director left.", "Our director", "", ""},
		{"ranker", "[PERSON Olga Marsh] left. She slept.", "She", "Olga Marsh", "ranker"},
		{"object is not the subject", "[PERSON Olga Marsh] saw her.", "her", "", ""},
		{"pleonastic", "[ORG Nordbank] rose. It is clear that it rained.", "It", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := Resolve(doc.New(read(t, tt.text)), published)
			got, pass := "", ""
			for _, e := range z.Entities {
				for _, m := range e.Mentions {
					if m.Kind != entity.Name && len(m.Text) >= len(tt.mention) && m.Text[:len(tt.mention)] == tt.mention {
						got, pass = e.Name, m.Pass
					}
				}
			}
			if got != tt.want || pass != tt.pass {
				t.Errorf("%q is %q by %q, want %q by %q", tt.mention, got, pass, tt.want, tt.pass)
			}
		})
	}
}
