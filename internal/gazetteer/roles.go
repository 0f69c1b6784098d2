package gazetteer

import (
	"strings"

	"dictum.example/kb"
)

// RoleOf returns the offices that the words of a title name ("Deputy Foreign
// Minister", "ambassador to Australia"), or 0.
func RoleOf(title string) kb.Role {
	var role kb.Role
	t := " " + kb.Fold(title) + " "
	for _, r := range roleWords {
		for _, w := range r.words {
			if strings.Contains(t, w) {
				role |= r.role
				break
			}
		}
	}
	if role&kb.Minister != 0 && strings.Contains(t, "prime minister") {
		role |= kb.Leader
		if !strings.Contains(t, "deputy prime minister") {
			role &^= kb.Minister
		}
	}
	return role
}

// roleWords are the beginnings of words that tell an office.
var roleWords = []struct {
	role  kb.Role
	words []string
}{
	{kb.Leader, []string{" president ", " chancellor ", " king ", " queen ", " emir ", " sultan ", " supreme leader", " monarch",
		" secretary general ", " taoiseach ", " head of state", " head of government", " vice president ", " crown prince "}},
	{kb.Minister, []string{" minister", " secretary of", " secretary for", " state secretary", " attorney general",
		" chancellor of the exchequer", " cabinet secretary", " foreign secretary", " home secretary", " defence secretary",
		" defense secretary", " health secretary", " secretary to the treasury"}},
	{kb.Legislator, []string{" member of", " deputy of", " senator", " mp ", " mep ", " lawmaker", " legislator", " representative",
		" congress", " parliamentarian", " duma", " rada", " assembly", " speaker", " member ", " lord ", " majority leader",
		" minority leader", " whip "}},
	{kb.Governor, []string{" governor", " premier", " chief minister", " mayor", " head of the republic", " lieutenant governor"}},
	{kb.Diplomat, []string{" ambassador", " envoy", " diplomat", " permanent representative", " high commissioner", " consul "}},
	{kb.Military, []string{" general ", " commander", " chief of", " army", " navy", " air force", " admiral", " colonel",
		" joint chiefs", " defence staff", " marshal "}},
	{kb.Judge, []string{" justice ", " judge ", " chief justice", " supreme court", " prosecutor"}},
	{kb.Official, []string{" director", " chair", " spokes", " commissioner", " adviser", " advisor", " counsellor", " head of",
		" administrator"}},
}
