package resolve

import (
	"testing"

	"dictum.example/internal/doc"
)

// A case has a mention and whom it refers to; "" is nobody who is mentioned elsewhere.
func TestKinRanksAndCountries(t *testing.T) {
	tests := []struct{ name, text, mention, want string }{
		{"wife", "[PERSON Bao Tran] and his wife, [PERSON Linh Tran], left. Mrs. [PERSON Tran] slept.", "Tran", "Linh Tran"},
		{"husband", "[PERSON Bao Tran] and his wife, [PERSON Linh Tran], left. Mr. [PERSON Tran] slept.", "Tran", "Bao Tran"},
		{"family name first", "[PERSON Chen Wei] and his daughter, [PERSON Chen Yu], won. Ms. [PERSON Chen] slept.", "Chen", "Chen Yu"},
		{"family names that differ", "[PERSON Chen Wei] and his daughter, [PERSON Zhao Chen], won. Mr. [PERSON Chen] slept.", "Chen", ""},
		{"widow", "[PERSON Shinzo Aoki]’s widow, [PERSON Akie Aoki], came. [src [PERSON Aoki]] [cue said] [cont it was late].",
			"Aoki", "Akie Aoki"},
		{"wife who is no widow", "[PERSON Shinzo Aoki]’s wife, [PERSON Akie Aoki], came. [src [PERSON Aoki]] [cue said] [cont it was late].",
			"Aoki",
			"Shinzo Aoki"},
		{"half of a surname, of a relative", "[PERSON Ann Pryor-Lind] sued. [PERSON Lind], her ex-husband, slept.", "Lind", ""},
		{"half of a surname", "[PERSON Ann Pryor-Lind] sued. [PERSON Lind], the mayor, slept.", "Lind", "Ann Pryor-Lind"},
		{"surname of a relative", "[PERSON Ann Lind] sued. [PERSON Lind], her ex-husband, slept.", "Lind", "Ann Lind"},
		{"middle name of a relative", "[PERSON Rahul Sen]’s sister, [PERSON Priya Sen Vadhera], left. [PERSON Sen] slept.",
			"Sen", "Rahul Sen"},
		{"priest is no bishop", "A priest, [PERSON Tim Sorrel], came. The bishop slept.", "The bishop", ""},
		{"captain is no general", "Captain [PERSON Tim Sorrel] came. The general slept.", "The general", ""},
		{"general", "Gen. [PERSON Tim Sorrel] came. The general slept.", "The general", "Tim Sorrel"},
		{"earl who is a knight", "The Earl of Wick, Sir [PERSON Hugh Carr], came. The earl slept.", "The earl", "Hugh Carr"},
		{"firms of two countries", "[ORG BMW] and [ORG Hyundai] met. The [NORP Korean] carmaker slept.", "The Korean carmaker", ""},
		{"one firm", "[ORG Hyundai] came. The [NORP Korean] carmaker slept.", "The Korean carmaker", "Hyundai"},
		{"firm of the country", "[ORG Hyundai] and [NORP German] group [ORG BMW] met. The [NORP German] carmaker slept.",
			"The German carmaker", "BMW"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := resolved(Resolver{}, doc.New(read(t, tt.text)), published)
			got := ""
			for _, r := range z.refs {
				if r.Text == tt.mention && len(r.Entity.Mentions) > 1 {
					got = r.Entity.Name
				}
			}
			if got != tt.want {
				t.Errorf("%s: %q is of %q, want %q", tt.text, tt.mention, got, tt.want)
			}
		})
	}
}
