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
		{"office-holder", "[PERSON Olga Marsh], commander of the navy, left. [PERSON Karl Holm], the mayor, stayed. It rained. The " +
			"commander of the navy slept.", "The commander", "Olga Marsh", "office-holder"},
		{"office-holder of two", "[PERSON Olga Marsh], a senator, left. [PERSON Karl Holm], a senator, stayed. It rained. The senator " +
			"slept.", "The senator", "Karl Holm", "office-noun"},
		{"own-pronouns", "[PERSON Robin Marsh] (they/them) left. They slept.", "They", "Robin Marsh", "own-pronouns"},
		{"age", "[PERSON Olga Marsh] left. The 34-year-old slept.", "The 34-year-old", "Olga Marsh", "age"},
		{"age that is told", "[PERSON Olga Marsh], 34, met [PERSON Karl Holm] (52). The 34-year-old slept.", "The 34-year-old",
			"Olga Marsh", "age"},
		{"age before the name", "The 34-year-old clerk [PERSON Olga Marsh] met [PERSON Karl Holm], aged 52. The 34-year-old slept.",
			"The 34-year-old", "Olga Marsh", "age"},
		{"age in an apposition", "[PERSON Olga Marsh], a 34-year-old clerk, met [PERSON Karl Holm]. The 34-year-old slept.",
			"The 34-year-old", "Olga Marsh", "age"},
		{"age of nobody named", "A 34-year-old man met [PERSON Karl Holm], 52. The 34-year-old slept.", "The 34-year-old", "", ""},
		{"age of a noun", "[PERSON Olga Marsh] is 34. [PERSON Karl Holm] was 52. The 34-year-old clerk slept.", "The 34-year-old",
			"Olga Marsh", "age"},
		{"age of another", "[PERSON Olga Marsh], 34, left. The 52-year-old slept.", "The 52-year-old", "", ""},
		{"number that is no age", "[PERSON Olga Marsh], 34 of them, left. The 52-year-old slept.", "The 52-year-old", "Olga Marsh", "age"},
		{"age too far", "[PERSON Olga Marsh] left. It rained. It poured. It stormed. It rained. The 34-year-old slept.",
			"The 34-year-old", "", ""},
		{"name-noun", "The [ORG Halden City Council] met. [ORG Norvik Association] grew. It rained. It poured. It stormed. It snowed. The " +
			"council slept.", "The council", "Halden City Council", "name-noun"},
		{"name-noun before a preposition", "The [ORG Independent Court against Graft] met. [ORG Norvik Association] grew. The court called on " +
			"them.", "The court", "Independent Court against Graft", "name-noun"},
		{"name-noun of two bodies", "The [ORG Halden City Council] met. The [ORG Norvik Council] met. The council slept.", "The council",
			"Norvik Council", "company-noun"},
		{"name-noun with a word that the name lacks", "The [ORG Halden City Council] met. The county council slept.", "The county council",
			"Halden City Council", "company-noun"},
		{"name-noun of organisations of every name", "The [ORG Halden Party] met. The party slept.", "The party", "Halden Party", "company-noun"},
		{"company-noun", "Shares of [ORG Halden Ltd] rose. The firm slept.", "The firm", "Halden Ltd", "company-noun"},
		{"company-noun of another kind", "Shares of [ORG Halden Airlines] rose. The newspaper slept.", "The newspaper", "", ""},
		{"speaking-body", "[src [ORG Halden Monitor]] [cue said] [cont it was late]. [src The agency] [cue said] [cont it rained].",
			"The agency", "Halden Monitor", "speaking-body"},
		{"emphatic-pronoun", "[PERSON Olga Marsh] herself left.", "herself", "Olga Marsh", "emphatic-pronoun"},
		{"relative-pronoun", "It was [PERSON Olga Marsh], [src who] [cue said] [cont it was late].", "who", "Olga Marsh",
			"relative-pronoun"},
		{"relative-pronoun behind an organisation",
			"It was [PERSON Olga Marsh], head of the [ORG Halden Bank], [src who] [cue said] [cont it was late].", "who", "Olga Marsh",
			"relative-pronoun"},
		{"relative-pronoun that is no source", "It was [PERSON Olga Marsh], who left.", "who", "", ""},
		{"owned-noun", "[ORG Nordbank] rose. [PERSON Karl Holm], director of [ORG Nordbank], slept. [ORG Nordbank] fell; its director " +
			"left.", "its director", "Karl Holm", "owned-noun"},
		{"noun owned by the reader", "[PERSON Karl Holm], director of [ORG Nordbank], slept. Our director left.", "Our director", "", ""},
		{"ranker", "[PERSON Olga Marsh] left. She slept.", "She", "Olga Marsh", "ranker"},
		{"victim is no attacker", "[PERSON Olga Marsh], 41, was fatally stabbed. The attacker slept.", "The attacker", "", ""},
		{"victim of a murder", "They saw the murder of [PERSON Olga Marsh]. The killer slept.", "The killer", "", ""},
		{"judge is no defendant", "Judge [PERSON Olga Marsh] left. The defendant slept.", "The defendant", "", ""},
		{"suspect shot by the police", "[PERSON Karl Holm] was shot by an officer. The suspect slept.", "The suspect", "Karl Holm",
			"ranker"},
		{"attacker who was hurt", "The attacker, [PERSON Karl Holm], was shot. The attacker slept.", "The attacker", "Karl Holm",
			"office-holder"},
		{"object is not the subject", "[PERSON Olga Marsh] saw her.", "her", "", ""},
		{"pleonastic", "[ORG Nordbank] rose. It is clear that it rained.", "It", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := resolved(Resolver{}, doc.New(read(t, tt.text)), published)
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
