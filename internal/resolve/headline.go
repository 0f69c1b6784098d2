package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// headlines reads what is printed in capitals with what the rest of the article
// says: where the reading has one name for two, or another type, the article's names win.
func (p *page) headlines(ms []nameMention) []nameMention {
	shouted := p.shoutedBlocks()
	if len(shouted) == 0 {
		return ms
	}
	return p.mergeShouted(ms, p.namesIn(shouted, p.quietNames(ms, shouted)), shouted)
}

// A quietName is a name as the article has it outside lines in capitals.
type quietName struct {
	words []string // in lower case
	types map[entity.Type]int
}

// Bounds of the names that are looked for in lines in capitals: of how many words they are,
// and how many begin with one word.
const (
	maxQuietWords = 6
	maxQuietNames = 16
)

// quietNames returns the names that the article has outside lines in capitals, by their first words.
func (p *page) quietNames(ms []nameMention, shouted map[int]bool) map[string][]*quietName {
	byFirst := map[string][]*quietName{}
	seen := map[string]*quietName{}
	for i := range ms {
		m := &ms[i]
		if shouted[p.At(m.from).Block] || m.len() > maxQuietWords {
			continue
		}
		var ws []string
		for k := m.from; k < m.to; k++ {
			ws = append(ws, p.Tokens[k].Lower)
		}
		key := strings.Join(ws, " ")
		if len(ws) == 1 && (utf8.RuneCountInString(key) < 3 || lexicon.Tags(key) != "" || p.HasLower(key)) {
			continue
		}
		x := seen[key]
		if x == nil {
			x = &quietName{ws, map[entity.Type]int{}}
			seen[key] = x
			if len(byFirst[ws[0]]) < maxQuietNames {
				byFirst[ws[0]] = append(byFirst[ws[0]], x)
			}
		}
		x.types[m.typ]++
	}
	return byFirst
}

// namesIn returns the places of the names in the lines in capitals.
func (p *page) namesIn(shouted map[int]bool, byFirst map[string][]*quietName) []nameMention {
	var found []nameMention
	for i := 0; i < len(p.Tokens); i++ {
		if !shouted[p.Tokens[i].Block] {
			continue
		}
		if x := p.longestAt(i, byFirst[p.Tokens[i].Lower]); x != nil {
			found = append(found, p.newName(i, i+len(x.words), mostFrequent(x.types), 0.5))
			i += len(x.words) - 1
		}
	}
	return found
}

// longestAt returns the longest of the names that stands at token i, or nil.
func (p *page) longestAt(i int, names []*quietName) *quietName {
	var best *quietName
	for _, x := range names {
		if (best == nil || len(x.words) > len(best.words)) && p.standsAt(i, x.words) {
			best = x
		}
	}
	return best
}

// standsAt reports whether the words, in lower case, stand at token i of one block.
func (p *page) standsAt(i int, words []string) bool {
	to := i + len(words)
	if to > len(p.Tokens) || p.Tokens[to-1].Block != p.Tokens[i].Block {
		return false
	}
	for k, w := range words {
		if p.Tokens[i+k].Lower != w {
			return false
		}
	}
	return true
}

// mostFrequent returns the key with the highest count, and the first of several by its letters.
func mostFrequent[N int | float32](counts map[entity.Type]N) entity.Type {
	var best entity.Type
	for t := range counts {
		if best == "" || counts[t] > counts[best] || counts[t] == counts[best] && t < best {
			best = t
		}
	}
	return best
}

// mergeShouted puts the names that were found in lines in capitals in the place of the
// reading's. A name of the reading stays where it holds no more than one of them.
func (p *page) mergeShouted(ms, found []nameMention, shouted map[int]bool) []nameMention {
	k := 0
	var out []nameMention
	for _, m := range ms {
		if !shouted[p.At(m.from).Block] {
			out = append(out, m)
			continue
		}
		for k < len(found) && found[k].to <= m.from {
			out = append(out, found[k])
			k++
		}
		n := 0
		for k+n < len(found) && found[k+n].from < m.to {
			n++
		}
		switch {
		case n == 0:
			out = append(out, m)
		case n == 1 && found[k].from >= m.from && found[k].to <= m.to:
			if found[k].from == m.from && found[k].to == m.to {
				m.typ = found[k].typ
			}
			out = append(out, m)
			k++
		}
	}
	return append(out, found[k:]...)
}

// letters counts those of a block, and its words in capitals.
type letters struct{ upper, lower, words int }

// shoutedBlocks returns the blocks of two words and more that are in capitals, in an
// article that has others.
func (p *page) shoutedBlocks() map[int]bool {
	blocks, counts := map[int]bool{}, p.countLetters()
	lower := 0
	for b, n := range counts {
		lower += n.lower
		if n.words > 1 && n.lower*10 < n.upper {
			blocks[b] = true
		}
	}
	if lower == 0 {
		return nil
	}
	return blocks
}

func (p *page) countLetters() map[int]letters {
	counts := map[int]letters{}
	var n letters
	for i := range p.Tokens {
		t := &p.Tokens[i]
		before := n.upper
		for _, c := range t.Text {
			if unicode.IsLower(c) {
				n.lower++
			} else if unicode.IsUpper(c) {
				n.upper++
			}
		}
		if n.upper > before+1 {
			n.words++
		}
		if i+1 == len(p.Tokens) || p.Tokens[i+1].Block != t.Block {
			counts[t.Block], n = n, letters{}
		}
	}
	return counts
}
