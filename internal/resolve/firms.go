package resolve

import (
	"dictum.example/entity"
	"dictum.example/text"
)

// firms makes one firm of two surnames around "&", as "Brown & Harlow", where the article has no person with either. In
// a headline "&" may stand between any two.
func (p *page) firms(ms []nameMention) []nameMention {
	persons := p.wordsOfPersons(ms)
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && p.isFirm(&out[n-1], &m) && !persons[out[n-1].Of(p.Text)] && !persons[m.Of(p.Text)] {
			out[n-1] = p.joinedName(&out[n-1], &m, entity.Org)
			continue
		}
		out = append(out, m)
	}
	return out
}

// isFirm reports whether two names of persons of one word stand around "&" in a paragraph.
func (p *page) isFirm(a, b *nameMention) bool {
	first, second := p.At(a.from), p.At(b.from)
	if b.from != a.to+1 || p.At(a.to).Text != "&" || first.Sentence != second.Sentence || p.BlockKind(first) != text.Paragraph {
		return false
	}
	credit := p.before(a).Text == ":" // "Video: Brown & Harlow"
	return isLonePerson(a) && isLonePerson(b) && !isShouted(first.Text) && !credit
}

// isLonePerson reports whether a name is a person's of one word without a title.
func isLonePerson(m *nameMention) bool {
	return m.typ == entity.Person && m.len() == 1 && m.honor == ""
}

// wordsOfPersons returns the words of the names of persons that have several.
func (p *page) wordsOfPersons(ms []nameMention) map[string]bool {
	words := map[string]bool{}
	for i := range ms {
		for k := ms[i].from; ms[i].typ == entity.Person && ms[i].len() > 1 && k < ms[i].to; k++ {
			words[p.Tokens[k].Text] = true
		}
	}
	return words
}
