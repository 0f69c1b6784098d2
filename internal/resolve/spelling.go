package resolve

import "strings"

// areSpellings reports whether two names of as many words differ by spelling only.
// Words that are names on their own are not spellings of each other.
func (c *cluster) areSpellings(a, b []string) bool {
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if !areVariants(a[i], b[i]) && !(len(a) > 2 && isNear(a[i], b[i])) {
			return false
		}
		if c.p.given(a[i]) && c.p.given(b[i]) && c.nameGender(a[i]) != c.nameGender(b[i]) {
			return false
		}
	}
	return true
}

// isNear reports whether two words that are not short begin alike and differ by one letter.
func isNear(a, b string) bool {
	return len(a) > 3 && len(b) > 3 && a[0] == b[0] && distance(a, b, 1) == 1
}

// areVariants reports whether two words may be spellings of one foreign word
// ("Taleban", "Taliban").
func areVariants(a, b string) bool {
	n := min(len(a), len(b))
	if n > 5 && a != b && isArticleVariant(a, b) {
		return true
	}
	if n < 5 || a[0] != b[0] {
		return false
	}
	most := 1
	if n >= 8 {
		most = 2
	}
	return a != b && distance(a, b, most) <= most
}

// isArticleVariant reports whether two words differ by the Arabic article alone: "ElKuwaiz", "Alkuwaiz".
func isArticleVariant(a, b string) bool {
	return (a[0] == 'e' && b[0] == 'a' || a[0] == 'a' && b[0] == 'e') && a[1] == 'l' && a[1:] == b[1:]
}

// distance returns the Levenshtein distance of a and b where it is at most most,
// else most+1. It compares bytes: folded names are mostly ASCII.
func distance(a, b string, most int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > most || len(b) > 64 {
		return most + 1
	}
	var rows [2][65]int
	prev, cur := &rows[0], &rows[1]
	for j := range len(a) + 1 {
		prev[j] = j
	}
	for i := 1; i <= len(b); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(a); j++ {
			d := prev[j-1]
			if a[j-1] != b[i-1] {
				d++
			}
			cur[j] = min(d, prev[j]+1, cur[j-1]+1)
			least = min(least, cur[j])
		}
		if least > most {
			return most + 1
		}
		prev, cur = cur, prev
	}
	return prev[len(a)]
}

// leastSlip is how many letters a surname has at least that a misspelt one is taken for.
const leastSlip = 6

// slipKeys returns what a surname and a slip of it have one of in common: its first three letters, or the first and the last two.
func slipKeys(w string) []string {
	if n := len(w); n >= leastSlip {
		return []string{w[:3], w[:1] + " " + w[n-2:]}
	}
	return nil
}

// isSlip reports whether two words differ by one letter left out, added, or replaced, or by two that are swapped, and not
// by the first letter or by the plural's "s".
func isSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < leastSlip || a[0] != b[0] || a+"s" == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return i < len(a) && (a[i+1:] == b[i+1:] || isSwap(a[i:], b[i:]))
}

// isSwap reports whether two words of one length differ by their first two letters, which are swapped.
func isSwap(a, b string) bool {
	return len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
}

// sound returns the consonants of a folded word, none of them twice in a row: what
// spellings of a foreign name have in common.
func sound(w string) string {
	var b []byte
	if len(w) > 5 && strings.HasPrefix(w, "el") {
		w = "al" + w[2:]
	}
	for i := range len(w) {
		if i > 0 && strings.IndexByte("aeiouy", w[i]) >= 0 || len(b) > 0 && b[len(b)-1] == w[i] {
			continue
		}
		b = append(b, w[i])
	}
	return string(b)
}
