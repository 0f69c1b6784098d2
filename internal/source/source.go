// Package source tells which words for a speaker without a name stand for the same one.
package source

import (
	"strings"
	"unicode"
)

// pronouns say of a speaker only that another place names it. They are a closed class.
var pronouns = setOf(`i me my mine myself we us our ours ourselves you your yours yourself yourselves
	he him his himself she her hers herself it its itself they them their theirs themselves
	who whom whose which that this these those one what whoever whichever`)

// determiners may differ where the same is meant: "a report", "the report".
var determiners = setOf(`a an the this that these those his her its their our my your some`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// Key returns what all words for one source within an article have in common, and "" for
// words that tell nothing of it: a pronoun. Case, a determiner at the start, and what
// follows a comma do not count.
func Key(words string) string {
	head, _, _ := strings.Cut(words, ",")
	fields := strings.Fields(strings.ToLower(strings.ReplaceAll(head, "’", "'")))
	if len(fields) > 1 && determiners[fields[0]] {
		fields = fields[1:]
	}
	if len(fields) == 1 && pronouns[fields[0]] {
		return ""
	}
	key := strings.Join(fields, " ")
	return strings.TrimFunc(key, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
