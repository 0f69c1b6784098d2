package attribution

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/gazetteer"
	"dictum.example/internal/lexicon"
	"dictum.example/internal/resolve"
	"dictum.example/quote"
	"dictum.example/text"
)

// speakers finds the speakers and addressees of quotes, in the order of the text.
func (a *article) speakers(quotes []*quote.Quote) {
	for i, q := range quotes {
		switch {
		case q.Source != nil:
			a.setSpeakers(q, a.sourced(quotes, i))
		case q.Cue == nil && q.Kind != quote.Indirect:
			a.setSpeakers(q, a.cueless(quotes, i))
		case q.Cue != nil && isPassive(q.Cue.Text): // whoever speaks is not told
		default:
			if from := a.leansOn(quotes, i); from != nil {
				a.setSpeakers(q, speakersOf(from))
			} else if q.Kind == quote.Direct {
				a.setSpeakers(q, a.signed(q))
			} else if e := a.subject(q); e != nil {
				a.setSpeakers(q, speaker{[]*entity.Entity{e}, quote.NamedPerson})
			}
		}
		a.addressee(q)
	}
	a.introduced(quotes)
}

// introduced gives a statement of the headline or the first paragraph whose source is described ("a company
// executive", "Iraq's foreign minister") the person whom the story then names: who speaks next, brought in by full
// name and office within a few paragraphs. Journalists call it delayed identification.
func (a *article) introduced(quotes []*quote.Quote) {
	first := slices.IndexFunc(a.Layout.Blocks, func(b text.Block) bool { return b.Kind == text.Paragraph })
	if first < 0 {
		return
	}
	end := a.Layout.Blocks[first].End
	n := 0
	for n < len(quotes) && quotes[n].Content[0].Start < end {
		n++
	}
	next := slices.IndexFunc(quotes[n:], func(q *quote.Quote) bool { return q.Speech })
	if n == 0 || next < 0 {
		return
	}
	q := quotes[n+next]
	if q.Source == nil || q.SpeakerKind != quote.NamedPerson || len(q.Joint) > 0 || len(q.Speaker.Roles) == 0 || a.Layout.BlockAt(q.Source.Start) > first+introduction ||
		q.Speaker.Mentions[0].Start < max(end, q.Source.Start) || len(strings.Fields(q.Speaker.Mentions[0].Text)) < 2 {
		return
	}
	for _, lead := range quotes[:n] {
		if lead.Source != nil && lead.Speech && lead.SpeakerKind == quote.UnnamedPerson && !isPronoun(lead.Source.Text) && a.mayIntroduce(lead.Source.Span, q.Speaker) {
			a.setSpeakers(lead, speaker{[]*entity.Entity{q.Speaker}, quote.NamedPerson})
		}
	}
}

// mayIntroduce reports whether a source that describes a person may mean one who is introduced later: a definite office is one of theirs, or
// that of any chief; "a source" stays one.
func (a *article) mayIntroduce(s text.Span, e *entity.Entity) bool {
	noun := strings.ToLower(lastWord(a.text[s.Start:a.headEnd(s)]))
	if noun == "source" || noun == "insider" {
		return false
	}
	opener := nextWord(a.text, s.Start, s.End).Of(a.text)
	if !strings.EqualFold(opener, "the") && !possessors.MatchString(s.Of(a.text)) || lexicon.ChiefNoun.Has(noun) {
		return true
	}
	return slices.ContainsFunc(e.Roles, func(r text.Excerpt) bool {
		return slices.Contains(strings.Fields(strings.ToLower(r.Text)), noun)
	})
}

var (
	possessors = regexp.MustCompile(`^(?:[\p{L}-]+ )*[\p{L}-]+['’]s? `)
)

// introduction is how many paragraphs after the first somebody may be introduced in.
const introduction = 4

// recording is the beginning of a source that shows or plays somebody who speaks: "footage of Smith" before "saying".
var recording = regexp.MustCompile(`(?i)\b(?:footage|videos?|videotapes?|clips?|recordings?|tapes?|audio|audiotapes?|images) of `)

// sourced returns who says quote i, which has a source.
func (a *article) sourced(quotes []*quote.Quote, i int) speaker {
	q := quotes[i]
	s := a.named(q.Source.Span)
	if m := recording.FindStringIndex(q.Source.Text); m != nil && q.Cue != nil && strings.HasSuffix(nextWord(q.Cue.Text, 0, len(q.Cue.Text)).Of(q.Cue.Text), "ing") {
		s = a.named(text.Span{Start: q.Source.Start + m[1], End: q.Source.End})
	}
	switch heShe := isHeShe(q.Source.Text); {
	case isNational(q.Source.Text):
		if s = a.lastPerson(quotes, i); s.kind == "" {
			s.kind = quote.UnnamedPerson
		}
	case heShe && (a.isUnnamed(quotes, i) || a.isSpokenOf(quotes, i, s)):
		s = speaker{nil, quote.UnnamedPerson}
	case heShe && len(s.entities) == 0:
		s = a.lastPerson(quotes, i)
	case strings.EqualFold(q.Source.Text, "they"):
		if two := a.pair(quotes, i); two != nil {
			s = speaker{two, quote.NamedPerson}
		}
	case len(s.entities) == 0 && q.Speech && strings.EqualFold(q.Source.Text, "it"):
		s = a.lastBody(quotes, i)
	case len(s.entities) == 0 && q.Source.Text[0] == 'A' && isQA(q.Source.Text):
		s = a.interviewed(quotes)
	case len(s.entities) == 0 && s.kind == quote.Organisation && q.Kind == quote.Direct && (q.Cue == nil || strings.Trim(q.Cue.Text, ":.") == ""):
		s.kind = quote.UnnamedPerson // "Q: …", "TARR: …"
	}
	return s
}

// cueless returns who says a quotation that has no cue: who is named right after it, or
// in the story that leads to it, or who spoke last.
func (a *article) cueless(quotes []*quote.Quote, i int) speaker {
	q := quotes[i]
	if e := a.heading(q); e != nil {
		return speaker{[]*entity.Entity{e}, quote.NamedPerson}
	}
	if e, found := a.namedAfter(q); e != nil {
		return speaker{[]*entity.Entity{e}, quote.NamedPerson}
	} else if found {
		return speaker{nil, quote.UnnamedPerson}
	}
	if from := a.leansOn(quotes, i); from != nil {
		if e := a.leads(endOf(quotes[i-1]), q.Content[0].Start); e != nil {
			return speaker{[]*entity.Entity{e}, quote.NamedPerson}
		}
		return speakersOf(from)
	}
	if s := a.signed(q); len(s.entities) > 0 {
		return s
	}
	return a.lastPerson(quotes, i)
}

// subject returns the person who opens the sentence of a cue that goes on with "and", the
// subject of both verbs: "Smith left and hopes that …".
func (a *article) subject(q *quote.Quote) *entity.Entity {
	if q.Cue == nil {
		return nil
	}
	k := a.Layout.SentenceAt(q.Cue.Start)
	if k < 0 || q.Cue.Start-a.Layout.Sentences[k].Start > reach {
		return nil
	}
	start := a.Layout.Sentences[k].Start
	if !strings.HasSuffix(strings.TrimSpace(a.text[start:q.Cue.Start]), " and") {
		return nil
	}
	refs := a.entities.In(text.Span{Start: start, End: q.Cue.Start})
	if len(refs) == 0 || refs[0].Start != start || refs[0].Type != entity.Person || a.isPossessor(refs[0].End) || isPossessive(refs[0].Text) {
		return nil
	}
	return refs[0].Entity
}

// endOf returns where the words of a quote, its cue and its source end.
func endOf(q *quote.Quote) int {
	end := q.Content[len(q.Content)-1].End
	if q.Cue != nil {
		end = max(end, q.Cue.End)
	}
	if q.Source != nil {
		end = max(end, q.Source.End)
	}
	return end
}

// speakersOf returns who says a quote, all together.
func speakersOf(q *quote.Quote) speaker {
	if q.Speaker == nil {
		return speaker{nil, q.SpeakerKind}
	}
	return speaker{append([]*entity.Entity{q.Speaker}, q.Joint...), q.SpeakerKind}
}

// namedAfter returns the person whose name, or statement, follows a quotation that ends in a
// comma: "“…,” Smith's statement reads". It reports whether anybody follows, named or
// not: "“…,” a neighbour told the Post".
func (a *article) namedAfter(q *quote.Quote) (e *entity.Entity, found bool) {
	end := q.Content[len(q.Content)-1].End
	p := a.passagesIn(text.Span{Start: end - 1, End: end})
	if len(p) == 0 || !a.breaksOff(p[len(p)-1]) {
		return nil, false
	}
	after := strings.TrimLeft(a.text[end:min(len(a.text), end+reach)], " ,\u00a0")
	start := min(len(a.text), end+reach) - len(after)
	refs := a.entities.In(text.Span{Start: start, End: start + len(after)})
	if len(refs) > 0 && refs[0].Start == start && refs[0].Type == entity.Person {
		return refs[0].Entity, true
	}
	article, rest, _ := strings.Cut(after, " ")
	noun, _, _ := strings.Cut(rest, " ")
	return nil, (article == "a" || article == "an" || article == "one") && noun != ""
}

// leads returns the person whom the last whole sentence of the story between two offsets is
// about, or nil: the first whom it names.
func (a *article) leads(from, to int) *entity.Entity {
	_, k := a.Layout.SentencesIn(text.Span{End: to})
	if k--; k < 0 || a.Layout.Sentences[k].Start < from || to-a.Layout.Sentences[k].Start > 10*reach {
		return nil
	}
	for _, r := range a.entities.In(text.Span{Start: a.Layout.Sentences[k].Start, End: to}) {
		if a.inPassage(r.Start) {
			return nil
		}
		if r.Type == entity.Person {
			return r.Entity
		}
	}
	return nil
}

// lastPerson returns who spoke last before quote i, in the paragraphs just before, where
// that may be whom a pronoun that is the quote's source means.
func (a *article) lastPerson(quotes []*quote.Quote, i int) speaker {
	q := quotes[i]
	block := a.Layout.BlockAt(q.Content[0].Start)
	gender := resolve.UnknownGender
	var other *entity.Entity // who spoke last, of the other gender
	if q.Source != nil {
		switch strings.ToLower(q.Source.Text) {
		case "he":
			gender = resolve.Male
		case "she":
			gender = resolve.Female
		}
	}
	for k := i - 1; k >= max(0, i-lookBack); k-- {
		b := quotes[k]
		if !b.Speech {
			continue
		}
		if block-a.Layout.BlockAt(b.Content[len(b.Content)-1].Start) > 4 {
			break
		}
		switch b.SpeakerKind {
		case quote.UnnamedPerson:
			return speaker{nil, quote.UnnamedPerson}
		case quote.NamedPerson:
			if g := a.entities.Gender(b.Speaker); gender == resolve.UnknownGender || g == resolve.UnknownGender || g == gender {
				return speaker{[]*entity.Entity{b.Speaker}, quote.NamedPerson}
			}
			if other == nil && k == i-1 && block-a.Layout.BlockAt(b.Content[0].Start) <= 1 && a.mayBe(b.Speaker, gender, q.Content[0].Start) {
				other = b.Speaker
			}
		}
	}
	if other != nil {
		return speaker{[]*entity.Entity{other}, quote.NamedPerson}
	}
	return speaker{}
}

// mayBe reports whether a person may be of a gender, although the given name tells the other: no title and no
// pronoun does, among the mentions around the offset.
func (a *article) mayBe(e *entity.Entity, gender resolve.Gender, at int) bool {
	k := sort.Search(len(e.Mentions), func(i int) bool { return e.Mentions[i].Start >= at })
	return !slices.ContainsFunc(e.Mentions[max(0, k-maxBefore):min(len(e.Mentions), k+maxBefore)], func(m entity.Mention) bool {
		if m.Kind != entity.Pronoun {
			before := strings.TrimRight(a.text[max(0, m.Start-10):m.Start], " .\u00a0")
			switch w := lastWord(before); w {
			case "Mr":
				return gender == resolve.Female
			case "Mrs", "Ms", "Miss":
				return gender == resolve.Male
			}
			return false
		}
		switch strings.ToLower(m.Text) {
		case "he", "his", "him", "himself":
			return gender == resolve.Female
		case "she", "her", "hers", "herself":
			return gender == resolve.Male
		}
		return false
	})
}

// interviewed returns who answers in an interview with "Q" and "A": the person whom what comes before it mentions more than anybody else.
func (a *article) interviewed(quotes []*quote.Quote) speaker {
	if a.answers != nil {
		return *a.answers
	}
	first := slices.IndexFunc(quotes, func(q *quote.Quote) bool { return q.Source != nil && isQA(q.Source.Text) })
	var best *entity.Entity
	most := 0
	for _, e := range a.entities.Entities {
		if e.Mentions[0].Start >= quotes[first].Source.Start {
			break
		}
		if e.Type != entity.Person {
			continue
		}
		n := sort.Search(len(e.Mentions), func(i int) bool { return e.Mentions[i].Start >= quotes[first].Source.Start })
		switch {
		case n > most:
			best, most = e, n
		case n == most:
			best = nil
		}
	}
	a.answers = &speaker{nil, quote.UnnamedPerson}
	if best != nil {
		a.answers = &speaker{[]*entity.Entity{best}, quote.NamedPerson}
	}
	return *a.answers
}

// lastBody returns the organisation or document that spoke last before quote i, not far from it, if nobody else did since.
func (a *article) lastBody(quotes []*quote.Quote, i int) speaker {
	block := a.Layout.BlockAt(quotes[i].Source.Start)
	for k := i - 1; k >= max(0, i-lookBack); k-- {
		b := quotes[k]
		if !b.Speech || b.SpeakerKind == "" {
			continue
		}
		if b.SpeakerKind != quote.Organisation && b.SpeakerKind != quote.DocumentKind || b.Source == nil || block-a.Layout.BlockAt(b.Source.Start) > 2 {
			break
		}
		return speakersOf(b)
	}
	return speaker{}
}

// isNational reports whether a source is one person by where he or she is from, "the Spaniard", and no
// people, as "the French" and "the Germans" are.
func isNational(s string) bool {
	article, noun, ok := strings.Cut(s, " ")
	if !ok || !strings.EqualFold(article, "the") || !gazetteer.IsDemonym(noun) {
		return false
	}
	for _, e := range []string{"s", "sh", "ch", "ese"} {
		if strings.HasSuffix(noun, e) {
			return false
		}
	}
	return true
}

// isUnnamed reports whether a pronoun that is the source of quote i means somebody whom the quote before brings in, or goes on
// with, without a name: "A teacher said so. “…,” she said." In another paragraph than that quote's it opens with a quotation.
func (a *article) isUnnamed(quotes []*quote.Quote, i int) bool {
	if i == 0 {
		return false
	}
	q, b := quotes[i], quotes[i-1]
	if b.Source == nil || b.SpeakerKind != quote.UnnamedPerson || b.Source.End > q.Source.Start {
		return false
	}
	if block := a.Layout.BlockAt(q.Source.Start); a.Layout.BlockAt(b.Source.Start) != block &&
		(a.Layout.BlockAt(b.Source.Start) != block-1 || q.Content[0].Start != a.Layout.Blocks[block].Start || !a.inPassage(q.Content[0].Start)) {
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(b.Source.Text), " ")
	if first != "a" && first != "an" && first != "one" && first != "another" && !isHeShe(b.Source.Text) {
		return false
	}
	between := text.Span{Start: max(b.Source.End, q.Source.Start-10*reach), End: q.Source.Start}
	return !slices.ContainsFunc(a.entities.In(between), func(r resolve.Ref) bool {
		return r.Type == entity.Person && r.Kind == entity.Name && !a.inPassage(r.Start)
	})
}

// isSpokenOf reports whether whom the pronoun before quote i was taken for was mentioned in others' quotes alone, the last of which
// somebody unnamed says: "A guest thanked “Prince Karl.” He said …".
func (a *article) isSpokenOf(quotes []*quote.Quote, i int, s speaker) bool {
	if i == 0 || len(s.entities) != 1 || quotes[i-1].SpeakerKind != quote.UnnamedPerson || quotes[i-1].Source == nil {
		return false
	}
	spoken := false
	for _, m := range s.entities[0].Mentions {
		if m.Start >= quotes[i].Source.Start {
			break
		}
		spoken = slices.ContainsFunc(quotes[max(0, i-lookBack):i], func(b *quote.Quote) bool {
			return slices.ContainsFunc(b.Content, func(c text.Excerpt) bool { return c.Contains(m.Span) })
		})
		if !spoken {
			return false
		}
	}
	return spoken
}

func isHeShe(s string) bool { return strings.EqualFold(s, "he") || strings.EqualFold(s, "she") }

// A speaker is whom a source names.
type speaker struct {
	entities []*entity.Entity // nil where it names nobody
	kind     quote.SpeakerKind
}

func (a *article) setSpeakers(q *quote.Quote, s speaker) {
	q.SpeakerKind = s.kind
	if len(s.entities) > 0 {
		q.Speaker = s.entities[0]
		q.Joint = s.entities[1:]
	}
	if len(q.Joint) == 0 {
		q.Joint = nil
	}
}

// lookBack is how many quotes before one are asked for its speaker.
const lookBack = 50

// leansOn returns the quote whose speaker quote i shares, having no source of
// its own: that of the same sentence, where the cue is a participle or follows on
// ("…, calling it a sham"), or that of the same or the last paragraph, for a
// quotation without a cue. In a running exchange of two the speakers take turns.
func (a *article) leansOn(quotes []*quote.Quote, i int) *quote.Quote {
	q := quotes[i]
	if q.Cue != nil && isHearsay(q.Cue.Text) {
		return nil
	}
	at := q.Content[0].Start
	if q.Cue != nil {
		at = min(at, q.Cue.Start)
	}
	block := a.Layout.BlockAt(at)
	for k := i - 1; k >= max(0, i-lookBack); k-- {
		b := quotes[k]
		apart := block - a.Layout.BlockAt(b.Content[len(b.Content)-1].Start)
		if apart <= 1 && (b.SpeakerKind == "" || q.Cue == nil && !b.Speech) {
			continue
		}
		switch {
		case q.Cue != nil && a.Layout.SentenceAt(b.Content[0].Start) != a.Layout.SentenceAt(at) && q.Kind == quote.Indirect:
			return nil
		case apart == 0:
			return b
		case apart == 1 && q.Kind != quote.Indirect:
			if turn := a.takesTurns(quotes, k, block); turn != nil && q.Cue == nil {
				return turn
			}
			return b
		}
		return nil
	}
	return nil
}

// takesTurns returns the quote before quote k, where both are direct, whole
// paragraphs of two speakers one after the other: an exchange, in which the next
// to speak is the one who did before.
func (a *article) takesTurns(quotes []*quote.Quote, k, block int) *quote.Quote {
	if k == 0 {
		return nil
	}
	last, before := quotes[k], quotes[k-1]
	if last.Kind != quote.Direct || before.Kind != quote.Direct || last.Speaker == before.Speaker || before.SpeakerKind == "" {
		return nil
	}
	if a.Layout.BlockAt(before.Content[0].Start) != block-2 {
		return nil
	}
	for _, q := range []*quote.Quote{last, before} {
		b := a.Layout.Blocks[a.Layout.BlockAt(q.Content[0].Start)]
		if q.Content[0].Start != b.Start {
			return nil
		}
	}
	return before
}

// signed returns who is named just before a quotation without a cue: the last
// person outside quotes in its paragraph, or in the one before.
func (a *article) signed(q *quote.Quote) speaker {
	block := a.Layout.BlockAt(q.Content[0].Start)
	for b := block; b >= max(0, block-1); b-- {
		s := a.Layout.Blocks[b].Span
		s.End = min(s.End, q.Content[0].Start)
		s.Start = max(s.Start, s.End-10*reach)
		refs := a.entities.In(s)
		// the subject, which comes first in its sentence, before others
		var best *resolve.Ref
		for i := range refs {
			r := &refs[i]
			if r.Type != entity.Person || a.inPassage(r.Start) {
				continue
			}
			if best == nil || a.Layout.SentenceAt(r.Start) != a.Layout.SentenceAt(best.Start) {
				best = r
			}
		}
		if best != nil {
			return speaker{[]*entity.Entity{best.Entity}, quote.NamedPerson}
		}
	}
	return speaker{}
}

// named returns whom a source names.
func (a *article) named(s text.Span) speaker {
	s.End = s.Start + len(possessive.ReplaceAllString(s.Of(a.text), "")) // "Pugh’s claim" has the source "Pugh’s"
	refs := a.entities.In(s)
	head := a.headEnd(s)
	if people := a.people(s, refs); len(people) > 0 {
		return speaker{people, quote.NamedPerson}
	}
	if e := a.nameOf(s, head); e != nil {
		return speaker{[]*entity.Entity{e}, quote.NamedPerson}
	}
	switch low := strings.ToLower(s.Of(a.text)); {
	case low == "the latter":
		for _, fits := range []func(*resolve.Ref) bool{func(r *resolve.Ref) bool { return r.Type == entity.Person || r.Type == entity.Org }, func(r *resolve.Ref) bool { return isSpeaker(r.Type) }} {
			if r := a.latest(s.Start, fits); r != nil {
				return speaker{[]*entity.Entity{r.Entity}, kindOf(r.Entity)}
			}
		}
	case bothOf.MatchString(low):
		if two := a.lastPair(s.Start); two != nil {
			return speaker{two, quote.NamedPerson}
		}
	}
	noun := lastWord(a.text[s.Start:head])
	for i, r := range refs {
		// the head itself stands for somebody: a name, a pronoun, "the ministry"
		if r.End >= head && r.Start < head && isSpeaker(r.Type) {
			return speaker{a.alike(s, refs[i:]), kindOf(r.Entity)}
		}
	}
	if r, kind := a.antecedent(s); r != nil {
		return speaker{[]*entity.Entity{r.Entity}, kindOf(r.Entity)}
	} else if kind != "" {
		return speaker{nil, kind}
	}
	kind := a.described(s, head)
	if authors := a.authors(s, refs, head); len(authors) > 0 {
		return speaker{authors, quote.NamedPerson}
	}
	for _, r := range refs { // "the refugee agency, UNHCR,"
		if kind == quote.Organisation && r.Kind == entity.Name && r.Type == entity.Org && r.Start > head && !strings.HasSuffix(noun, "s") && strings.TrimPrefix(strings.Trim(a.text[head:r.Start], " ,\u00a0"), "the") == "" {
			return speaker{[]*entity.Entity{r.Entity}, kind}
		}
	}
	spokesman := strings.HasPrefix(strings.ToLower(noun), "spokes")
	for _, r := range refs {
		// who somebody speaks for, or an organisation named before what it is: "Yonhap news agency"
		names := kind == quote.Organisation && r.End < head && !a.isPossessor(r.End) && r.Kind == entity.Name && (!strings.HasSuffix(noun, "s") || noun == "authorities" || noun == "forces")
		if r.Type == entity.Org && (spokesman || names) || spokesman && (r.Type == entity.GPE || r.Type == entity.Person && a.modifies(r.End, head)) {
			return speaker{[]*entity.Entity{r.Entity}, kind}
		}
	}
	if kind == quote.UnnamedPerson {
		if e := a.holderOf(text.Span{Start: s.Start, End: head}); e != nil {
			return speaker{[]*entity.Entity{e}, quote.NamedPerson}
		}
		if e := a.goesBy(s); e != nil && !isHeShe(s.Of(a.text)) {
			return speaker{[]*entity.Entity{e}, quote.NamedPerson}
		}
	}
	return speaker{nil, kind}
}

// written is what stands between a message and who wrote it.
var written = regexp.MustCompile(`^ (?:(?:(?:sent|written|posted|issued|released|made|signed|penned|published|shared|delivered|given|read|attributed)(?: on \w+| in \w+)? )?(?:by|from)) $`)

// authors returns the people who wrote the message that a source is, whose head ends at the offset: "an email sent by Lind", "Lind's
// letter". The mentions are those of the source.
func (a *article) authors(s text.Span, refs []resolve.Ref, head int) []*entity.Entity {
	noun := lastWord(a.text[s.Start:head])
	if low := strings.ToLower(noun); !lexicon.MessageNoun.Has(low) && !lexicon.MessageNoun.Has(strings.TrimSuffix(low, "s")) {
		return nil
	}
	for i, r := range refs {
		if r.Type != entity.Person || r.Kind == entity.Nominal || r.End < head-reach {
			continue
		}
		if r.Start > head+reach {
			return nil
		}
		if r.End < head {
			owns := r.Kind == entity.Pronoun && isPossessive(r.Text) || a.isPossessor(r.End)
			if between := strings.TrimLeft(a.text[r.End:head], "'’s "); owns && wordsIn(between) < 4 && len(a.entities.In(text.Span{Start: r.End, End: head})) == 0 {
				return []*entity.Entity{r.Entity}
			}
			continue
		}
		between := a.text[head:r.Start]
		by := written.FindStringIndex(between)
		if by == nil {
			for k := len(between) - 1; k > 0 && by == nil; k-- { // "by Senate leader Nora Lind"
				if between[k-1] == ' ' && written.MatchString(between[:k]) && isTitled(between[k-1:]) {
					by = []int{0, k}
				}
			}
		}
		if by == nil || a.isPossessor(r.End) || a.modifies(r.End, s.End) {
			return nil
		}
		return a.people(text.Span{Start: r.Start, End: s.End}, refs[i:])
	}
	return nil
}

// joins is what stands between the names of several who speak with one voice.
var joins = regexp.MustCompile(`^(,)?(?: (and|&))?(?: the)? $`)

// alike returns whom the first of the mentions in a source stands for, with those organisations, countries or peoples that "and" joins
// to it: "Halden, Lund and the Coast Bank".
func (a *article) alike(s text.Span, refs []resolve.Ref) []*entity.Entity {
	out := []*entity.Entity{refs[0].Entity}
	all, last := 1, refs[0].End
	for _, r := range refs[1:] {
		if r.Start < last {
			continue
		}
		m := joins.FindStringSubmatch(a.text[last:r.Start])
		if m == nil || m[1] == "" && m[2] == "" || r.Kind != entity.Name || r.Type != entity.Org && r.Type != entity.GPE && r.Type != entity.NORP || a.isPossessor(r.End) || a.modifies(r.End, s.End) {
			break
		}
		last = r.End
		if !slices.Contains(out, r.Entity) {
			out = append(out, r.Entity)
		}
		if m[2] != "" {
			all = len(out)
		}
	}
	return out[:all]
}

// maxHolders is how many entities are asked whether they have an office.
const maxHolders = 200

// holderOf returns the one person named before who has an office that is written without an article, as "ACC secretary
// said", or nil: all its words are of a role and what that belongs to.
func (a *article) holderOf(office text.Span) *entity.Entity {
	words := strings.Fields(strings.ToLower(office.Of(a.text)))
	if len(words) == 0 || len(words) > 6 || determiner.MatchString(words[0]) || isPronoun(words[0]) {
		return nil
	}
	var found *entity.Entity
	before := a.entities.Entities
	before = before[:sort.Search(len(before), func(i int) bool { return before[i].Mentions[0].Start >= office.Start })]
	for _, e := range before[max(0, len(before)-maxHolders):] {
		if e.Type != entity.Person {
			continue
		}
		for _, role := range e.Roles {
			known := strings.Fields(strings.ToLower(role.Text))
			if !slices.Contains(known, words[len(words)-1]) {
				continue
			}
			if f := e.Affiliation; f != nil {
				known = append(known, strings.Fields(strings.ToLower(f.Name+" "+strings.Join(f.Aliases, " ")))...)
			}
			if !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(known, w) }) {
				if found != nil && found != e {
					return nil
				}
				found = e
			}
		}
	}
	return found
}

// possessive is what a possessor ends with.
var possessive = regexp.MustCompile(`(?i)\b(?:['’]s|['’])$`)

// bothOf is a source that means two people who were named together.
var bothOf = regexp.MustCompile(`^(?:the|both) (?:two|pair|duo|couple)(?: (?:men|women|leaders|ministers|presidents))?$|^both$`)

// latest returns the last name before the offset, not far from it, that fits, or nil.
func (a *article) latest(at int, fits func(*resolve.Ref) bool) *resolve.Ref {
	refs := a.entities.In(text.Span{Start: max(0, at-reach), End: at})
	for i := range slices.Backward(refs) {
		if r := &refs[i]; r.Kind == entity.Name && fits(r) {
			return r
		}
	}
	return nil
}

// lastPair returns the two people who were last named with "and" between them, titles and what stands in commas apart,
// before the offset and not far from it, or nil.
func (a *article) lastPair(at int) []*entity.Entity {
	refs := a.entities.In(text.Span{Start: max(0, at-3*reach), End: at})
	var last *resolve.Ref
	for i := range slices.Backward(refs) {
		r := &refs[i]
		if r.Type != entity.Person || r.Kind != entity.Name {
			continue
		}
		if last != nil && last.Entity != r.Entity {
			if between := a.text[r.End:last.Start]; strings.Contains(between, " and ") && !strings.ContainsAny(between, ".;\n") && wordsIn(between) <= 12 {
				return []*entity.Entity{r.Entity, last.Entity}
			}
		}
		last = r
	}
	return nil
}

// pair returns the people whom "they", the source of quote i, means: those who spoke together last, in the same paragraph or the
// one before, if no others did since, or who open a sentence before it in its paragraph, if nothing else there is plural.
func (a *article) pair(quotes []*quote.Quote, i int) []*entity.Entity {
	at := quotes[i].Source.Start
	block := a.Layout.BlockAt(at)
	for k := i - 1; k >= max(0, i-lookBack); k-- {
		b := quotes[k]
		if b.Source == nil || b.Source.End > at {
			continue
		}
		if block-a.Layout.BlockAt(b.Source.Start) > 1 || b.SpeakerKind == quote.UnnamedGroup || b.SpeakerKind == quote.Organisation {
			break
		}
		if len(b.Joint) > 0 {
			return speakersOf(b).entities
		}
	}
	if block < 0 {
		return nil
	}
	last := a.Layout.SentenceAt(at)
	for k := last; k >= max(0, last-3) && a.Layout.Sentences[k].Start >= a.Layout.Blocks[block].Start; k-- {
		from := a.Layout.Sentences[k]
		from.End = min(from.End, at, from.Start+reach)
		refs := a.entities.In(from)
		if k < last && len(refs) > 1 && refs[0].Type == entity.Person && refs[1].Type == entity.Person && refs[0].Entity != refs[1].Entity &&
			!a.inPassage(refs[0].Start) && strings.TrimSpace(a.text[refs[0].End:refs[1].Start]) == "and" && !a.isPossessor(refs[1].End) {
			if first := strings.TrimSpace(a.text[from.Start:refs[0].Start]); first == "" || first == "Both" {
				return []*entity.Entity{refs[0].Entity, refs[1].Entity}
			}
		}
		if opener := nextWord(a.text, from.Start, from.End); k < last && opensPlural(opener.Of(a.text)) {
			return nil
		}
	}
	return nil
}

// opensPlural reports whether a sentence that begins with the word may have several for its subject.
func opensPlural(w string) bool {
	low := strings.ToLower(w)
	return lexicon.PluralPronoun.Has(low) && low != "they" || low == "the" || low == "other" || low == "others" || low != w && strings.HasSuffix(low, "s") && !isPossessive(low) && gazetteer.PersonNoun(strings.TrimSuffix(low, "s"))
}

// callsOneself are the words between a source without a name and the name that it gives: "a teacher who gave her name as Nora".
var callsOneself = regexp.MustCompile(`^,? (?:who |that )?(?:[^.;:“”"\n]{0,80}? )?(?:(?:gave|giving|provided) (?:his|her|their|only his|only her)(?: first| last| full)? name (?:only )?as|(?:used|using|gave|under) the pseudonym(?: of)?|(?:asked|wanted|chose|preferred|requested) to be (?:identified|known|called|named|referred to)(?: only| simply)?(?: as| by(?: the| his| her)(?: first| last)? name)?|identified (?:himself|herself|themself)(?: only| simply)? as|call(?:s|ed|ing) (?:himself|herself)|introduced (?:himself|herself) (?:only )?as) $`)

// goesBy returns the person whose name whoever s describes gives in the same sentence, or nil.
func (a *article) goesBy(s text.Span) *entity.Entity {
	k := a.Layout.SentenceAt(s.Start)
	if k < 0 {
		return nil
	}
	for _, r := range a.entities.In(text.Span{Start: s.Start, End: min(a.Layout.Sentences[k].End, s.End+reach)}) {
		if r.Type == entity.Person && r.Kind == entity.Name && r.Start > s.Start {
			at := min(s.End, s.Start+nextWord(a.text, s.Start, s.End).Len())
			if callsOneself.MatchString(a.text[at:r.Start]) {
				return r.Entity
			}
			return nil
		}
	}
	return nil
}

// nameOf returns the person whose name the source is cut from: that follows the comma
// after an office ("its president," before "Juan Ruiz"), or that opens a sentence whose
// relative clause the source is the end of ("Ruiz, who led the talks, said").
func (a *article) nameOf(s text.Span, head int) *entity.Entity {
	end := min(len(a.text), s.End+reach)
	after := strings.TrimLeft(a.text[s.End:end], " ,")
	comma := strings.Contains(a.text[s.End:end-len(after)], ",") || strings.HasSuffix(s.Of(a.text), ",")
	if refs := a.entities.In(text.Span{Start: end - len(after), End: end}); comma && len(refs) > 0 && refs[0].Start == end-len(after) &&
		!a.hasPiece(refs[0].Span) && refs[0].Type == entity.Person && refs[0].Kind == entity.Name && gazetteer.PersonNoun(strings.ToLower(lastWord(a.text[s.Start:head]))) {
		return refs[0].Entity
	}
	k := a.Layout.SentenceAt(s.Start)
	if !comma || k < 0 || s.Start-a.Layout.Sentences[k].Start > reach {
		return nil
	}
	before := text.Span{Start: a.Layout.Sentences[k].Start, End: s.Start}
	who := strings.Index(before.Of(a.text), ", who ")
	if who < 0 || strings.ContainsAny(before.Of(a.text)[who+2:], ",;:") {
		return nil
	}
	for _, r := range a.entities.In(text.Span{Start: before.Start, End: before.Start + who}) {
		if r.Type == entity.Person && r.Kind == entity.Name && r.End == before.Start+who {
			return r.Entity
		}
	}
	return nil
}

// antecedent returns the mention that a relative pronoun follows, with nothing but
// a comma in between; or where the noun of several stands there ("officials, who said"), what kind of speaker it is;
// or else the person named last before it. It returns nothing where the source is no relative pronoun.
func (a *article) antecedent(s text.Span) (*resolve.Ref, quote.SpeakerKind) {
	switch strings.ToLower(s.Of(a.text)) {
	case "who", "which", "that":
	default:
		return nil, ""
	}
	sentence := a.Layout.SentenceAt(s.Start)
	if sentence < 0 {
		return nil, ""
	}
	noun := lastWord(a.text[max(a.Layout.Sentences[sentence].Start, s.Start-reach):s.Start])
	kind := quote.SpeakerKind("")
	if plural := strings.HasSuffix(noun, "s") || noun == "people"; lexicon.GroupNoun.Has(noun) || noun == "those" || plural && noun == strings.ToLower(noun) &&
		(gazetteer.OrgNoun(noun) || strings.EqualFold(s.Of(a.text), "who") && gazetteer.PersonNoun(noun)) {
		kind = a.unnamed(noun)
	} else if noun == strings.ToLower(noun) && !strings.EqualFold(s.Of(a.text), "who") && (lexicon.DocumentNoun.Has(noun) || lexicon.SpeakingBodyNoun.Has(noun) || gazetteer.OrgNoun(noun)) {
		kind = a.unnamed(noun) // "an investigation, which found"
	}
	refs := a.entities.In(text.Span{Start: max(a.Layout.Sentences[sentence].Start, s.Start-reach), End: s.Start})
	for i := range slices.Backward(refs) {
		r := &refs[i]
		of := r.Type == entity.Org && governed.MatchString(a.text[max(0, r.Start-10):r.Start]) // "Lind, head of Halden Bank, who said"
		if isSpeaker(r.Type) && !((r.Type == entity.GPE || of) && strings.EqualFold(s.Of(a.text), "who")) && strings.Trim(a.text[r.End:s.Start], " ,\u00a0") == "" {
			return r, ""
		}
		if kind == quote.Organisation && r.Type == entity.Org && r.Kind == entity.Name && strings.Trim(a.text[r.End:s.Start], " ,\u00a0") == noun { // "Coast magazine, which said"
			return r, ""
		}
		if kind == "" && r.Type == entity.Person && r.Kind == entity.Name && !a.inPassage(r.Start) { // "Smith on April 30, who said"
			return r, ""
		}
	}
	return nil, kind
}

// governed is a preposition between an office and what it is of.
var governed = regexp.MustCompile(`\b(?:of|at|for|with|from) (?:the )?$`)

func isSpeaker(t entity.Type) bool {
	switch t {
	case entity.Person, entity.Org, entity.GPE, entity.NORP, entity.Fac, entity.Loc, entity.Law, entity.WorkOfArt, entity.Event, entity.Product:
		return true
	}
	return false
}

func kindOf(e *entity.Entity) quote.SpeakerKind {
	switch e.Type {
	case entity.Person:
		return quote.NamedPerson
	case entity.NORP:
		return quote.UnnamedGroup
	case entity.Law, entity.WorkOfArt:
		return quote.DocumentKind
	}
	return quote.Organisation
}

// people returns the people that a source names as its speakers: those who are
// no part of somebody else's description ("Putin's spokesman", "a lawyer for Smith",
// "his lawyer").
func (a *article) people(s text.Span, refs []resolve.Ref) []*entity.Entity {
	var out []*entity.Entity
	last := -1
	complement := -1 // its end
	for i, r := range refs {
		possessor := a.isPossessor(r.End) && r.End < s.End
		if r.Kind == entity.Pronoun && isPossessive(r.Text) {
			possessor = strings.TrimSpace(a.text[r.End:s.End]) != ""
		}
		if r.Type != entity.Person || r.Kind == entity.Nominal || possessor || a.modifies(r.End, s.End) || strings.Contains(a.text[s.Start:r.Start], ", where ") {
			continue
		}
		if complement >= 0 && strings.TrimSpace(a.text[complement:r.Start]) == "and" || a.isComplement(s.Start, refs[:i], r.Start) {
			complement = r.End // "the government of Lind and Ruiz"
			continue
		}
		if last >= 0 && !isConjunction(a.text[last:r.Start]) {
			if len(out) == 1 && isTitled(a.text[last:r.Start]) { // "Te Tai Tonga MP Rino Smith" is one person
				out[0], last = r.Entity, r.End
				continue
			}
			break
		}
		if !slices.Contains(out, r.Entity) {
			out = append(out, r.Entity)
		}
		last = r.End
	}
	return out
}

// modifies reports whether the name that ends at the offset tells whose the noun after it is: "the Trump
// campaign", "Obama aides".
func (a *article) modifies(end, limit int) bool {
	if end >= limit {
		return false
	}
	next := nextWord(a.text, end, limit).Of(a.text)
	low := strings.TrimRight(next, ",;:.")
	return low != "" && low == strings.ToLower(low) && (lexicon.GroupNoun.Has(low) || isHead(low) || lexicon.SpeakingBodyNoun.Has(low))
}

// isTitled reports whether the text between two names is a title of the second alone.
func isTitled(s string) bool {
	f := strings.Fields(s)
	if len(f) == 0 || len(f) > 4 && f[0] != "of" || len(f) > 8 || strings.ContainsAny(s, ",;:()\"“”") || f[0] == "and" || f[0] == "&" || f[0] == "or" {
		return false
	}
	last := f[len(f)-1]
	return gazetteer.PersonNoun(strings.ToLower(last)) || len(last) < 4 && strings.ToUpper(last) == last
}

func isPossessive(pronoun string) bool {
	switch strings.ToLower(pronoun) {
	case "his", "her", "its", "their":
		return true
	}
	return false
}

// goesOnAs reports whether what follows "and" in a source is the rest of one person's description: a noun for one
// person closes it, and nothing opens another.
func (a *article) goesOnAs(rest text.Span) bool {
	first, last := strings.ToLower(nextWord(a.text, rest.Start, rest.End).Of(a.text)), lastWord(rest.Of(a.text))
	return !determiner.MatchString(first) && !strings.ContainsAny(rest.Of(a.text), ",;:(") && wordsIn(rest.Of(a.text)) > 1 &&
		last == strings.ToLower(last) && !strings.HasSuffix(last, "s") && gazetteer.PersonNoun(last)
}

// determiner are the words that open a noun phrase of its own.
var determiner = regexp.MustCompile(`^(?:the|an?|his|her|its|their|our|my|your|this|that|one|another|some|other|others|former)$`)

// isPossessor reports whether a possessive ending follows the offset.
func (a *article) isPossessor(end int) bool {
	rest := a.text[end:]
	return strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ")
}

// isComplement reports whether a preposition governs the name at the offset, its
// titles apart: "a lawyer for Smith", "an aide to former mayor Smith". In "a professor at the
// University of Havana Julio Ruiz" none does, nor in "the minister of finance Julio Ruiz".
// The mentions are those of the source before the name.
func (a *article) isComplement(start int, before []resolve.Ref, at int) bool {
	start = max(start, at-reach)
	before = before[max(0, len(before)-maxBefore):]
	end := at
	title := true      // the word last seen is a title, or there is none yet
	courtesy := false  // a title of courtesy or rank stands before the name, and no office before that
	office := false    // a noun for a person stands before the name
	after, w := "", "" // the word behind the one that is looked at
	for between := 0; ; between++ {
		end = lastEnd(a.text, start, end)
		if end <= start {
			return false
		}
		if r := endsAt(before, end); r != nil && r.Type != entity.Person {
			if title && end == lastEnd(a.text, start, at) {
				return false // an institution right before its officer's name
			}
			end = max(start, r.Start)
			title = false
			continue
		}
		after, w = w, lastField(a.text[start:end])
		end -= len(w)
		if strings.HasSuffix(w, ",") {
			return false
		}
		switch w {
		case "and": // "the secretary of the party and present Chief Minister Ruiz"
			if between > 0 && office && a.isOffice(text.Span{Start: start, End: lastEnd(a.text, start, end)}, before) {
				return false
			}
		case "of", "at", "in":
			if strings.EqualFold(after, "justice") { // "Minister of Justice Ruiz"
				return !a.isTitle(text.Span{Start: start, End: lastEnd(a.text, start, end)})
			}
			if r := endsAt(before, lastEnd(a.text, start, end)); r != nil && r.Type == entity.Person && r.Kind == entity.Name {
				return false // a body's name that was taken for a person's
			}
			return between < 2 || !a.isTitle(text.Span{Start: start, End: lastEnd(a.text, start, end)})
		case "for": // "Minister for Health Dr. Ruiz", not "a lawyer for Dr. Ruiz"
			return !courtesy || between < 2 || !a.isTitle(text.Span{Start: start, End: lastEnd(a.text, start, end)})
		case "to", "from", "with", "by", "on", "against", "under", "near", "about", "than":
			return true
		}
		if !title {
			continue // what the title belongs to
		}
		first, _ := utf8.DecodeRuneInString(w)
		noun, short := gazetteer.PersonNoun(strings.ToLower(w)), isCourtesy(w) || unicode.IsUpper(first) && strings.HasSuffix(w, ".")
		switch between {
		case 0:
			courtesy, office = short, noun
			if !noun && !short {
				return false
			}
		case 1:
			courtesy = courtesy && !noun
		}
	}
}

// isOffice reports whether s says what one person is, and names nobody: "the state secretary of the party". The mentions
// are those of the source before the name.
func (a *article) isOffice(s text.Span, before []resolve.Ref) bool {
	noun := strings.ToLower(lastWord(a.text[s.Start:a.headEnd(s)]))
	return gazetteer.PersonNoun(noun) && !strings.HasSuffix(noun, "s") &&
		!slices.ContainsFunc(before, func(r resolve.Ref) bool {
			return r.Type == entity.Person && r.Kind == entity.Name && s.Contains(r.Span)
		})
}

// maxBefore is how many mentions before a name are asked what governs it.
const maxBefore = 32

// isTitle reports whether a title begins with s, "Chief" in "Chief of Police General Smith":
// it has no article, and its noun is for one person.
func (a *article) isTitle(s text.Span) bool {
	f := strings.Fields(strings.ToLower(s.Of(a.text)))
	if len(f) == 0 {
		return false
	}
	switch f[0] {
	case "a", "an", "the", "one", "another", "some", "his", "her", "their", "its":
		return false
	}
	head := f[len(f)-1]
	return gazetteer.PersonNoun(head) && !strings.HasSuffix(head, "s")
}

// isCourtesy reports whether a word without a stop is a title of courtesy.
func isCourtesy(w string) bool {
	switch w {
	case "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Prof":
		return true
	}
	return false
}

// endsAt returns the longest of the mentions that ends at the offset, or nil.
func endsAt(refs []resolve.Ref, end int) *resolve.Ref {
	for i := range refs {
		if refs[i].End == end {
			return &refs[i]
		}
	}
	return nil
}

// lastField returns the last run of non-space in s, which ends in none.
func lastField(s string) string { return s[strings.LastIndexFunc(s, unicode.IsSpace)+1:] }

var bracket = regexp.MustCompile(`^\s*\([^()]{1,40}\)`)

var apposition = regexp.MustCompile(`^, [^,;:()"“”]{1,80}, (?:and|&) (?:[A-Z]\w*\.? )?$`)

// isConjunction reports whether the text between two names joins them: ", " or
// " and ", with a title or another noun for the person before the second ("and her brother").
func isConjunction(s string) bool {
	s = bracket.ReplaceAllString(s, "") // "Lind (R-Ohio) and Beck"
	if apposition.MatchString(s) {      // "Lind, the owner, and Beck"
		return true
	}
	phrase := strings.TrimRight(s, ", \u00a0") // "and her counterpart, Beck"
	f := strings.Fields(phrase)
	if n := len(f); n > 1 && n < 6 && (f[0] == "and" || f[0] == "&") && (isPossessive(f[1]) || gazetteer.PersonNoun(strings.ToLower(f[n-1]))) &&
		!strings.ContainsAny(phrase, ",;:()\"“”") && !slices.Contains(f, "of") && !slices.Contains(f, "for") {
		return true
	}
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if w != "and" && w != "&" && w != "or" && w != "nor" && w != "," && !unicode.IsUpper(r) {
			return false
		}
	}
	return strings.Contains(s, "and") || strings.Contains(s, "nor") || strings.Contains(s, ",") || strings.Contains(s, "&")
}

// headEnd returns the end of the source's head: the noun or name before its
// complements, appositions and relative clauses.
func (a *article) headEnd(s text.Span) int {
	names := a.entities.In(s)
	at := s.Start
	before := "" // the word that ends at it
	for at < s.End {
		w := nextWord(a.text, at, s.End)
		if w.Len() == 0 {
			break
		}
		word := w.Of(a.text)
		for len(names) > 0 && names[0].End <= w.Start {
			names = names[1:]
		}
		if len(names) > 0 && names[0].Start <= w.Start && names[0].End > w.End && names[0].Kind == entity.Name { // "the University of Halden spokesman"
			at, before = names[0].End, lastWord(names[0].Text)
			continue
		}
		if at > s.Start {
			if next := nextWord(a.text, w.End, s.End).Of(a.text); word[0] == '(' && strings.HasSuffix(word, ")") && next == strings.ToLower(next) && isHead(lastWord(next)) {
				at = w.End // "Coast Party (CP) lawmakers"
				continue
			}
			if strings.IndexAny(word, ",;:—–(") == 0 {
				return lastEnd(a.text, s.Start, w.Start)
			}
			switch strings.ToLower(word) {
			case "and":
				if a.goesOnAs(text.Span{Start: w.End, End: s.End}) { // "the former captain and club player"
					break
				}
				return lastEnd(a.text, s.Start, w.Start)
			case "of", "for", "to", "from", "with", "at", "in", "on", "who", "whose", "which", "that", "familiar", "close", "involved", "briefed", "speaking", "on-scene", "by", "about", "against", "during", "within", "inside", "outside", "near":
				return lastEnd(a.text, s.Start, w.Start)
			}
			if w.End < s.End && isParticiple(word) && isHead(before) && !isHead(word) {
				return lastEnd(a.text, s.Start, w.Start)
			}
		}
		if i := strings.IndexAny(word, ",;:—–("); i > 0 {
			return w.Start + i
		}
		at, before = w.End, lastWord(word)
	}
	return lastEnd(a.text, s.Start, s.End)
}

// isParticiple reports whether a word looks like one: "released", "citing", "seen".
func isParticiple(w string) bool {
	switch w {
	case "seen", "given", "written", "sent", "held", "led", "made", "shown", "known":
		return true
	}
	return len(w) > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing"))
}

// isHead reports whether a word is a noun of those that speak.
func isHead(w string) bool {
	low := strings.ToLower(w)
	return lexicon.DocumentNoun.Has(low) || lexicon.DocumentNoun.Has(strings.TrimSuffix(low, "s")) || gazetteer.PersonNoun(low) || gazetteer.OrgNoun(low)
}

// nextWord returns the next run of non-space in [at, end).
func nextWord(s string, at, end int) text.Span {
	rest := s[at:end]
	i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsSpace(r) })
	if i < 0 {
		return text.Span{Start: end, End: end}
	}
	j := strings.IndexFunc(rest[i:], unicode.IsSpace)
	if j < 0 {
		return text.Span{Start: at + i, End: end}
	}
	return text.Span{Start: at + i, End: at + i + j}
}

func lastEnd(s string, start, end int) int {
	return start + len(strings.TrimRightFunc(s[start:end], unicode.IsSpace))
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return strings.TrimFunc(f[len(f)-1], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// numeral are the numbers of several.
var numeral = regexp.MustCompile(`^(?:\d+(?:[.,]\d+)*%?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|scores|hundreds|thousands)$`)

// unnamed tells what sort of speaker a common noun is.
func (a *article) unnamed(noun string) quote.SpeakerKind {
	low := strings.ToLower(noun)
	singular := low
	plural := false
	if s, ok := strings.CutSuffix(low, "s"); ok && !strings.HasSuffix(s, "s") && !strings.HasPrefix(low, "spokes") {
		plural = true
		singular = s
		if t, ok := strings.CutSuffix(s, "ie"); ok && !gazetteer.PersonNoun(s) {
			singular = t + "y"
		}
	}
	switch {
	case lexicon.DocumentNoun.Has(low) || lexicon.DocumentNoun.Has(singular):
		return quote.DocumentKind
	case numeral.MatchString(low):
		return quote.UnnamedGroup
	case low == "people" || low == "men" || low == "women" || low == "children" || low == "police" || lexicon.GroupNoun.Has(low):
		return quote.UnnamedGroup
	case strings.HasSuffix(low, "-year-old"), low == "old":
		return quote.UnnamedPerson
	case lexicon.ThingPronoun.Has(low):
		return ""
	case lexicon.SpeakingBodyNoun.Has(low):
		return quote.Organisation
	case lexicon.PluralPronoun.Has(low) || plural && !gazetteer.OrgNoun(low):
		return quote.UnnamedGroup
	case gazetteer.PersonNoun(low) || lexicon.OfficeAbbreviation.Has(noun):
		return quote.UnnamedPerson
	case gazetteer.OrgNoun(low):
		return quote.Organisation
	case low == "":
		return ""
	case isPronoun(low):
		return quote.UnnamedPerson
	}
	return ""
}

// newsSite is a description of a newspaper without paper.
var newsSite = regexp.MustCompile(`(?i)\bnews (?:web ?)?(?:site|portal|outlet|platform)\s*$`)

// described tells what sort of speaker a source is that names nobody and whose head ends at the offset.
func (a *article) described(s text.Span, head int) quote.SpeakerKind {
	first := nextWord(a.text, s.Start, s.End)
	for start, end := s.Start, head; ; {
		noun := lastWord(a.text[start:end])
		kind := a.unnamed(noun)
		if newsSite.MatchString(a.text[start:end]) {
			kind = quote.Organisation
		}
		next := nextWord(a.text, end, s.End)
		switch {
		case kind != "" || lexicon.ThingPronoun.Has(strings.ToLower(noun)) || noun == "":
			return kind
		case strings.EqualFold(next.Of(a.text), "and"): // "federal and state officials"
			start = next.End
			end = a.headEnd(text.Span{Start: start, End: s.End})
			continue
		case strings.HasSuffix(noun, "ed") || lexicon.PostpositiveModifier.Has(noun): // "the people affected", "students elsewhere"
			before := strings.TrimRight(a.text[start:end], " ")
			before = before[:max(0, strings.LastIndexByte(before, ' '))]
			if low := strings.ToLower(lastWord(before)); low == "people" || lexicon.GroupNoun.Has(low) || gazetteer.PersonNoun(low) {
				return a.unnamed(low)
			}
		}
		switch w := strings.ToLower(first.Of(a.text)); {
		case lexicon.PluralPronoun.Has(w): // "all that I asked"
			return quote.UnnamedGroup
		case strings.HasSuffix(w, "one") && w != "one" || strings.HasSuffix(w, "body") || w == "no": // "everyone I asked", "no one today"
			return quote.UnnamedPerson
		case strings.ToLower(noun) != noun && (noun != first.Of(a.text) || strings.ToUpper(noun) == noun):
			return quote.Organisation // a name that was not found
		}
		return quote.DocumentKind // "the film", "the plan"
	}
}

// isPronoun reports whether a lower-case word stands for one person who is not named.
func isPronoun(w string) bool {
	switch w {
	case "i", "you", "he", "she", "her", "him", "his", "me", "my", "who", "one", "another", "each", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "none", "other":
		return true
	}
	return false
}

// addressee finds whom a quote is said to: the name or pronoun right after a
// verb of telling, or after its "to".
func (a *article) addressee(q *quote.Quote) {
	if q.Cue == nil {
		return
	}
	end := len(a.text)
	if i := a.Layout.SentenceAt(q.Cue.Start); i >= 0 {
		end = a.Layout.Sentences[i].End
	}
	for _, c := range q.Content {
		if c.Start >= q.Cue.End {
			end = min(end, c.Start)
		}
	}
	if q.Source != nil && q.Source.Start >= q.Cue.End {
		end = min(end, q.Source.Start)
	}
	after := text.Span{Start: q.Cue.End, End: min(max(end, q.Cue.End), q.Cue.End+reach)}
	between := strings.TrimSpace(after.Of(a.text))
	if !isTelling(q.Cue.Text) && !strings.HasPrefix(between, "to ") {
		return
	}
	for _, r := range a.entities.In(after) {
		if (r.Type == entity.Person || r.Type == entity.Org) && !a.isPossessor(r.End) && r.Entity != q.Speaker {
			if !strings.ContainsAny(a.text[after.Start:r.Start], ",.;:") {
				q.Addressee = r.Entity
			}
			return
		}
	}
}
