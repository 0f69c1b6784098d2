package attribution

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/text"
)

// snap returns the contents as pieces whose ends agree with the quotation marks.
// Where contents cover most of a quoted passage, or some of one that is a sentence
// of its own, they cover all of it, as one piece.
func (a *article) snap() []piece {
	pieces := make([]piece, 0, len(a.Contents))
	for i, c := range a.Contents {
		pieces = append(pieces, piece{c.Span, i, c.Score})
	}
	k := 0
	for i := range a.passages {
		q := a.passages[i]
		for k < len(pieces) && pieces[k].End <= q.Start {
			k++
		}
		j := k
		covered := 0
		for j < len(pieces) && pieces[j].Start < q.End {
			covered += min(q.End, pieces[j].End) - max(q.Start, pieces[j].Start)
			j++
		}
		if j == k || 2*covered < q.Len() && !a.isSentence(q.Span) {
			continue
		}
		pieces[k].Start = min(pieces[k].Start, q.Start)
		pieces[j-1].End = max(pieces[j-1].End, q.End)
		for k+1 < j && a.sameCue(pieces[k].label, pieces[k+1].label) {
			pieces[k].End = pieces[k+1].End
			pieces[k].p = min(pieces[k].p, pieces[k+1].p)
			pieces = append(pieces[:k+1], pieces[k+2:]...)
			j--
		}
	}
	out := pieces[:0]
	for _, p := range pieces {
		if p.Span = a.trim(p.Span); wordsIn(p.Of(a.text)) > 0 && !isEmpty(p.Of(a.text)) && !anonymity.MatchString(p.Of(a.text)) && !a.isSubject(p.Span) {
			out = append(out, p)
		}
	}
	return out
}

// isEmpty reports whether a piece says nothing: it is made of articles, prepositions
// and conjunctions alone.
func isEmpty(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch w {
		case "the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "as", "by", "with", "at", "from", "during":
		default:
			return false
		}
	}
	return true
}

// isSubject reports whether a span behind a quotation is a pronoun that can only be who says it: "“…,” he will say".
func (a *article) isSubject(s text.Span) bool {
	switch strings.ToLower(s.Of(a.text)) {
	case "i", "he", "she", "we", "they":
	default:
		return false
	}
	end := lastEnd(a.text, max(0, s.Start-reach), s.Start)
	p := a.passagesIn(text.Span{Start: end - 1, End: end})
	return len(p) > 0 && p[len(p)-1].End == end
}

// sameCue reports whether two contents go with the same cue.
func (a *article) sameCue(c, d int) bool { return a.ContentCue[c][0].To == a.ContentCue[d][0].To }

// trim takes white space, and punctuation that stands outside quotation marks, from the ends.
func (a *article) trim(s text.Span) text.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(a.text[s.Start:])
		if !unicode.IsSpace(r) && !strings.ContainsRune(",;:•▪◦‣●", r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(a.text[:s.End])
		if !unicode.IsSpace(r) && !(strings.ContainsRune(".,;:", r) && !a.inPassage(s.End-n) && !a.abbreviates(s.End)) {
			break
		}
		s.End -= n
	}
	return s
}

// inPassage reports whether the offset lies in a quoted passage.
func (a *article) inPassage(at int) bool {
	q := a.passagesIn(text.Span{Start: at, End: at + 1})
	return len(q) > 0
}

// abbreviates reports whether the stop that ends before the offset belongs to an
// abbreviation: "U.S.", "Jr.".
func (a *article) abbreviates(end int) bool {
	word := a.text[:end]
	if i := strings.LastIndexFunc(word, unicode.IsSpace); i >= 0 {
		word = word[i+1:]
	}
	return strings.HasSuffix(word, ".") && strings.Contains(strings.TrimSuffix(word, "."), ".")
}

// group joins the pieces that go with the same cue, and those of a quotation that
// stays open from one paragraph to the next. What is neither quoted nor goes with a cue
// is dropped.
func (a *article) group() {
	of := map[int]*group{}
	for _, p := range a.pieces {
		link := a.ContentCue[p.label][0]
		if link.To == none {
			if a.isQuoted(p.Span) {
				a.groups = append(a.groups, &group{pieces: []piece{p}, cue: none, source: none, p: link.P})
			}
			continue
		}
		if b := a.Layout.BlockAt(p.Start); b >= 0 && a.Layout.Blocks[b].Kind == text.Headline && b != a.Layout.BlockAt(a.Cues[link.To].Start) && !a.isQuoted(p.Span) {
			continue // the story tells anew what the headline says
		}
		g := of[link.To]
		if g == nil {
			source := a.CueSource[link.To][0]
			g = &group{cue: link.To, source: source.To, p: source.P}
			of[link.To] = g
			a.groups = append(a.groups, g)
		}
		g.p *= link.P
		g.pieces = append(g.pieces, p)
	}
	a.enclose()
	for _, g := range a.groups {
		a.uncue(g)
		a.groups = append(a.groups, a.split(g)...)
	}
	for _, g := range a.groups {
		a.refine(g)
		a.bridge(g)
	}
	for _, g := range a.groups {
		for _, p := range g.pieces {
			for i := range a.passagesIn(p.Span) {
				a.passagesIn(p.Span)[i].group = g
			}
		}
	}
	// A paragraph of a quotation that the network took for none belongs to the next one's.
	for i := len(a.passages) - 2; i >= 0; i-- {
		q, next := &a.passages[i], a.passages[i+1].group
		if q.group == nil && next != nil && a.staysOpen(i) {
			q.group = next
			next.pieces = append(next.pieces, piece{q.Span, none, .5})
		}
	}
	for i := 1; i < len(a.passages); i++ {
		x, y := a.passages[i-1].group, a.passages[i].group
		if x != nil && y != nil && x != y && a.staysOpen(i-1) && (x.cue == none || y.cue == none) {
			a.merge(x, y)
		}
	}
	a.groups = slices.DeleteFunc(a.groups, func(g *group) bool { return len(g.pieces) == 0 })
}

// bridge joins the pieces of a content that a remark between dashes cuts in two: the remark is part of it, "the
// decision—signed in May—was late", where it is not who says so.
func (a *article) bridge(g *group) {
	slices.SortFunc(g.pieces, func(x, y piece) int { return x.Start - y.Start })
	joined := g.pieces[:0]
	for _, p := range g.pieces {
		if n := len(joined); n > 0 {
			last := &joined[n-1]
			between := text.Span{Start: last.End, End: max(last.End, p.Start)}
			if remark.MatchString(between.Of(a.text)) && !a.speaks(g, between) {
				last.End, last.p = p.End, min(last.p, p.p)
				continue
			}
		}
		joined = append(joined, p)
	}
	g.pieces = joined
}

// silent is a cue that has taken in the beginning of its content: "declined to comment on".
var silent = regexp.MustCompile(`(?i)^(.*\b(?:declin|refus)(?:e|es|ed|ing))\s+(to (?:comment|elaborate|respond|answer)\b.*)$`)

// remark is what stands between two dashes within a sentence.
var remark = regexp.MustCompile(`^\s*(?:—|–|--)[^—–\n“”"]{1,400}(?:—|–|--)\s*$`)

// speaks reports whether the group's cue or source lies in s.
func (a *article) speaks(g *group, s text.Span) bool {
	return g.cue != none && a.Cues[g.cue].Overlaps(s) || g.source != none && a.Sources[g.source].Overlaps(s)
}

// sureCue is the least certainty of a cue that must have a content.
const sureCue = .9

// enclose gives a cue of saying that closes its sentence and has no content what stands before it, with
// the attributions that this holds: the quotation, or else the sentence, as in "The plan sends a message that
// it is over, Kamin said."
func (a *article) enclose() {
	busy := make([]bool, len(a.Cues))
	bySentence := map[int][]*group{}
	for _, g := range a.groups {
		if g.cue != none {
			busy[g.cue] = true
		}
		i := a.Layout.SentenceAt(g.pieces[0].Start)
		bySentence[i] = append(bySentence[i], g)
	}
	for k, cue := range a.Cues {
		if busy[k] || cue.Score < sureCue || a.CueSpeech[k] < sureCue {
			continue
		}
		content, unclaimed := a.closes(k)
		var inner []*group
		for _, g := range bySentence[a.Layout.SentenceAt(content.Start)] {
			if len(g.pieces) > 0 && !slices.ContainsFunc(g.pieces, func(p piece) bool { return !content.Contains(p.Span) }) {
				inner = append(inner, g)
			}
		}
		if content.Len() == 0 || !unclaimed && len(inner) == 0 {
			continue
		}
		p := piece{Span: a.trim(content), label: none, p: cue.Score}
		if unclaimed {
			p.p = .5
		}
		for _, g := range inner {
			p.p, p.label = min(p.p, g.pieces[0].p), g.pieces[0].label
			g.pieces = nil
		}
		source := a.CueSource[k][0]
		a.groups = append(a.groups, &group{pieces: []piece{p}, cue: k, source: source.To, p: source.P})
	}
	a.groups = slices.DeleteFunc(a.groups, func(g *group) bool { return len(g.pieces) == 0 })
}

// closes returns what stands before cue k and its source where these close a sentence, or an empty
// span; and whether it is a quotation that is no content yet.
func (a *article) closes(k int) (before text.Span, unclaimed bool) {
	cue, to := a.Cues[k].Span, a.CueSource[k][0].To
	i := a.Layout.SentenceAt(cue.Start)
	if i < 0 || to == none || !a.Layout.Sentences[i].Contains(a.Sources[to].Span) {
		return text.Span{}, false
	}
	source, sentence := a.Sources[to].Span, a.Layout.Sentences[i]
	before = text.Span{Start: sentence.Start, End: min(cue.Start, source.Start)}
	after := text.Span{Start: max(cue.End, source.End), End: sentence.End} // "on Tuesday"
	if before.Len() > 4*reach || after.Len() > 4*reach || wordsIn(after.Of(a.text)) > 8 || a.hasPiece(after) || !strings.Contains(before.Of(a.text), ",") {
		return text.Span{}, false
	}
	quotations := a.passagesIn(before)
	if len(quotations) == 0 {
		if strings.HasSuffix(strings.TrimRight(before.Of(a.text), " \u00a0"), " as") {
			return text.Span{}, false // "Kamin said it was over, as Lee had asked"
		}
		return before, false
	}
	if last := quotations[len(quotations)-1].Span; a.isSentence(last) && before.Contains(last) {
		if wordsIn(a.text[last.End:before.End]) > 0 {
			return text.Span{}, false
		}
		return text.Span{Start: last.Start, End: before.End}, !a.hasPiece(last)
	}
	return before, false
}

// hasPiece reports whether a content lies in s.
func (a *article) hasPiece(s text.Span) bool {
	i := firstAfter(a.pieces, s.Start, func(p piece) int { return p.End })
	return i < len(a.pieces) && a.pieces[i].Overlaps(s)
}

// uncue takes the cue from a quotation that holds it: "“Customers are urged to wait.”"; and the dash before the agency that ends a story,
// with what is not quoted.
func (a *article) uncue(g *group) {
	if g.cue == none {
		return
	}
	cue := a.Cues[g.cue].Span
	if g.source != none && strings.Trim(cue.Of(a.text), "—–- ") == "" && a.isCredit(a.Sources[g.source].Span) {
		g.cue, g.source, g.p = none, none, .5
		g.pieces = slices.DeleteFunc(g.pieces, func(p piece) bool { return !a.isQuoted(p.Span) })
		return
	}
	if slices.ContainsFunc(a.passagesIn(cue), func(q passage) bool {
		return a.isSentence(q.Span) && slices.ContainsFunc(g.pieces, func(p piece) bool { return p.Contains(q.Span) })
	}) {
		g.cue, g.source, g.p = none, none, .5
	}
}

// split takes from a group the quotations that belong to the story before or after its
// cue: those of an earlier paragraph, where the cue opens what follows it ("“…”", and
// next "Jones said that …") or the story leads to them, and those of a later one that other
// paragraphs come before, or that asks the next question of an exchange. What a later paragraph says
// without marks is the story again, and is dropped, but for the items that a colon leads to, and for what stands in marks that opened before.
func (a *article) split(g *group) []*group {
	if g.cue == none || len(g.pieces) < 2 {
		return nil
	}
	cue := a.Cues[g.cue].Span
	home := a.Layout.BlockAt(cue.Start)
	opens := true // the cue comes before all that its paragraph has of the content
	here := false
	for _, p := range g.pieces {
		if a.Layout.BlockAt(p.Start) == home {
			here = true
			opens = opens && p.Start >= cue.End
		}
	}
	if !here {
		return nil
	}
	var out []*group
	g.pieces = slices.DeleteFunc(g.pieces, func(p piece) bool {
		block := a.Layout.BlockAt(p.Start)
		away := block < home && (opens || !a.runsOn(block, home-1)) ||
			block > home && (!a.runsOn(home+1, block) || a.asks(home-1) && a.asks(block))
		if !a.isQuoted(p.Span) {
			return block > home && !a.closesIn(home, block) && !strings.HasSuffix(strings.TrimRightFunc(a.Layout.Blocks[home].Of(a.text), unicode.IsSpace), ":")
		}
		if !away {
			return false
		}
		out = append(out, &group{pieces: []piece{p}, cue: none, source: none, p: .5})
		return true
	})
	return out
}

// closesIn reports whether a quotation that block home leaves open is closed in a later block.
func (a *article) closesIn(home, block int) bool {
	open := a.passagesIn(a.Layout.Blocks[home].Span)
	if len(open) == 0 || open[len(open)-1].Closed() {
		return false
	}
	s := a.Layout.Blocks[block].Of(a.text)
	closes, opens := strings.Index(s, "”"), strings.Index(s, "“")
	return strings.Count(s, `"`)%2 == 1 || closes >= 0 && (opens < 0 || closes < opens)
}

// maxRun is how many paragraphs a quotation is followed over.
const maxRun = 30

// runsOn reports whether the blocks from first to last all open with a quotation.
func (a *article) runsOn(first, last int) bool {
	if last-first > maxRun {
		return false
	}
	for b := first; b <= last; b++ {
		at := a.Layout.Blocks[b].Start
		if q := a.passagesIn(text.Span{Start: at, End: at + 1}); len(q) == 0 {
			return false
		}
	}
	return true
}

// asks reports whether a block opens with a quoted question.
func (a *article) asks(block int) bool {
	if block < 0 {
		return false
	}
	at := a.Layout.Blocks[block].Start
	q := a.passagesIn(text.Span{Start: at, End: at + 1})
	return len(q) > 0 && q[0].Closed() && strings.HasSuffix(strings.TrimRightFunc(a.text[q[0].Open.End:q[0].Close.Start], unicode.IsSpace), "?")
}

// refine corrects where the parts of an attribution end: in "Smith, who said she had
// seen it, left" the content ends with the relative clause; in "is expected to say it will"
// the infinitive is of the cue; in "quoting Smith as saying “…”" Smith is the source.
func (a *article) refine(g *group) {
	if g.cue == none {
		return
	}
	if len(g.pieces) > 1 {
		a.relayed(g, &g.pieces[0])
		return
	}
	p, cue := &g.pieces[0], a.Cues[g.cue].Span
	content := p.Of(a.text)
	if g.source != none && strings.EqualFold(a.Sources[g.source].Of(a.text), "who") {
		if end := a.clauseEnd(a.Sources[g.source].Span, p.Span); end > p.Start && wordsIn(a.text[p.Start:end]) > 0 {
			p.End = end
		}
	}
	if m := infinitive.FindStringIndex(content); m != nil && prospect.MatchString(cue.Of(a.text)) && cue.End <= p.Start {
		if rest := a.trim(text.Span{Start: p.Start + m[1], End: p.End}); wordsIn(rest.Of(a.text)) > 0 {
			mark := a.trim(text.Span{Start: cue.Start, End: p.Start + m[1]})
			g.mark, p.Span = &mark, rest
		}
	}
	if m := gloss.FindStringIndex(content); m != nil && p.End == p.Start+len(content) {
		if said := a.trim(text.Span{Start: p.Start, End: p.Start + m[0] + strings.Index(content[m[0]:], " ")}); wordsIn(said.Of(a.text)) > 0 && !a.inPassage(said.End) {
			p.Span = said
		}
	}
	if m := silent.FindStringSubmatchIndex(cue.Of(a.text)); m != nil && cue.End <= p.Start && strings.TrimSpace(a.text[cue.End:p.Start]) == "" {
		mark := text.Span{Start: cue.Start, End: cue.Start + m[3]}
		g.mark, p.Start = &mark, cue.Start+m[4]
	}
	a.holder(g, p)
	a.relayed(g, p)
	if relay.MatchString(cue.Of(a.text)) && p.End <= cue.Start {
		refs := a.entities.In(text.Span{Start: cue.End, End: min(len(a.text), cue.End+reach)})
		if len(refs) > 0 && isSpeaker(refs[0].Type) && wordsIn(a.text[cue.End:refs[0].Start]) < 5 && asSaid.MatchString(a.text[refs[0].End:]) {
			g.label = &text.Span{Start: refs[0].Start, End: refs[0].End}
		}
		return
	}
	if !strings.HasSuffix(strings.ToLower(cue.Of(a.text)), "quoting") {
		return
	}
	refs := a.entities.In(p.Span)
	if len(refs) == 0 || refs[0].Start != p.Start || !isSpeaker(refs[0].Type) {
		return
	}
	if m := asSaying.FindStringIndex(a.text[refs[0].End:p.End]); m != nil {
		if rest := a.trim(text.Span{Start: refs[0].End + m[1], End: p.End}); wordsIn(rest.Of(a.text)) > 0 {
			g.label, p.Span = &text.Span{Start: refs[0].Start, End: refs[0].End}, rest
		}
	}
}

// holder gives the source of "according to the collector, P. Kumaran, ten are missing" the name that the
// content begins with.
func (a *article) holder(g *group, p *piece) {
	cue := a.Cues[g.cue].Span
	if g.source == none || g.label != nil {
		return
	}
	s := a.Sources[g.source].Span
	if s.Start < cue.End || p.Start < s.End || strings.Trim(a.text[s.End:p.Start], " \u00a0") != "," {
		return
	}
	refs := a.entities.In(text.Span{Start: p.Start, End: min(p.End, p.Start+reach)})
	if len(refs) == 0 || refs[0].Start != p.Start || refs[0].Type != entity.Person || refs[0].Kind != entity.Name || !strings.HasPrefix(a.text[refs[0].End:], ",") {
		return
	}
	if rest := a.trim(text.Span{Start: refs[0].End, End: p.End}); wordsIn(rest.Of(a.text)) > 0 {
		g.label, p.Span = &text.Span{Start: s.Start, End: refs[0].End}, rest
	}
}

// relayed gives a content that ends with who said it, and goes with whom that is known from, its speaker: "“It is late,” Smith
// said, according to the Post".
func (a *article) relayed(g *group, p *piece) {
	if g.label != nil || g.mark != nil || p.End > a.Cues[g.cue].Start || !relays.MatchString(a.Cues[g.cue].Of(a.text)) {
		return
	}
	if a.told(g, p) {
		return
	}
	refs := a.entities.In(text.Span{Start: max(p.Start, p.End-reach), End: p.End})
	for i := range slices.Backward(refs) {
		who := refs[i].Span
		if refs[i].Kind == entity.Nominal || !isSpeaker(refs[i].Type) || a.inPassage(who.Start) {
			continue
		}
		aside := a.text[who.End:p.End]
		if strings.ContainsAny(aside, "“”\".;:\n") {
			return
		}
		verb := a.trim(text.Span{Start: who.End, End: p.End})
		if m := setting.FindStringIndex(verb.Of(a.text)); m != nil { // "said in an interview"
			verb.End = verb.Start + m[0]
		}
		before := lastEnd(a.text, p.Start, who.Start)
		if verb.Len() == 0 || aside[0] == ',' { // "said Smith, head of the Halden Bank"
			verb = text.Span{Start: before - len(lastField(a.text[p.Start:before])), End: before}
			before = lastEnd(a.text, p.Start, verb.Start)
		}
		said := a.trim(text.Span{Start: p.Start, End: before})
		if !plainly.MatchString(verb.Of(a.text)) || !breaks.MatchString(a.text[p.Start:before]) || wordsIn(said.Of(a.text)) == 0 {
			if i > 0 && len(refs)-i < 4 {
				continue // a name in what Smith is
			}
			return
		}
		g.label, g.mark, p.Span = &who, &verb, said
		if q := a.passagesIn(text.Span{Start: before - 1, End: before}); len(q) > 0 && q[len(q)-1].End == before {
			p.End = before
		}
		return
	}
}

// told gives a content that begins with the person who says it and the verb, and goes with whom that is known from, that
// person for its speaker: "King Karl stressed that it was late, according to the court".
func (a *article) told(g *group, p *piece) bool {
	refs := a.entities.In(text.Span{Start: p.Start, End: min(p.End, p.Start+reach)})
	if len(refs) == 0 || refs[0].Type != entity.Person || refs[0].Kind != entity.Name {
		return false
	}
	who := refs[0].Span
	if title := a.text[p.Start:who.Start]; title != "" && !isTitled(title) && !isCourtesy(strings.TrimRight(title, " .")) {
		return false
	}
	verb := nextWord(a.text, who.End, p.End)
	rest := a.trim(text.Span{Start: verb.End, End: p.End})
	if w := verb.Of(a.text); who.End == verb.Start || !plainly.MatchString(w) && !saying.MatchString(w) || wordsIn(rest.Of(a.text)) == 0 {
		return false
	}
	g.label, g.mark, p.Span = &text.Span{Start: p.Start, End: who.End}, &verb, rest
	return true
}

var (
	relays     = regexp.MustCompile(`(?i)^(?:according to|reports?|reported)$`)
	setting    = regexp.MustCompile(`\b (?:in|at|on|during) [^,;:()“”"]{1,60}$`) // where something is said
	plainly    = regexp.MustCompile(`^(?:said|says|added|adds|explained|noted|stated|wrote|warned)$`)
	breaks     = regexp.MustCompile(`,(?:["”’]|'')*$|[?!]["”’]+$`)
	infinitive = regexp.MustCompile(`^to (?:say|argue|announce|claim|declare|insist|warn|tell|call)\s+`)
	prospect   = regexp.MustCompile(`(?i)\b(?:expected|set|due|scheduled|likely|poised)$`)
	gloss      = regexp.MustCompile(`,(?:["”’]|'')+ (?:meaning|referring to|alluding to|using|an? (?:apparent )?(?:reference|allusion) to|which means)\b`) // what the story adds
	relay      = regexp.MustCompile(`(?i)\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))$`)
	asSaid     = regexp.MustCompile(`^ as (?:saying|having said|telling)\b`)
	anonymity  = regexp.MustCompile(`(?i)^(?:speaking |who spoke )?on (?:the )?condition of (?:his |her |their )?anonymity$`)
	asSaying   = regexp.MustCompile(`^ as (?:saying|telling \S+)(?:,|:| that)? `)
	goesAhead  = regexp.MustCompile(`^, (?:and|but|or|nor|so|yet|which|who|whom|whose|that|when|while|where|as|although|though|because|if|unless|until|after|before|since|with|without|including|the|an?|in|on|at|of|for|to|by|from|not)\b`)
)

// clauseEnd returns where the content of a relative clause that opens its sentence's subject
// ends: at the last comma that the main verb can follow; or 0 where it goes to the sentence's end.
func (a *article) clauseEnd(who, content text.Span) int {
	k := a.Layout.SentenceAt(who.Start)
	if k < 0 || who.Start-a.Layout.Sentences[k].Start > reach || content.Len() > 4*reach || content.Start < who.End {
		return 0
	}
	refs := a.entities.In(text.Span{Start: a.Layout.Sentences[k].Start, End: who.Start})
	before := a.text[a.Layout.Sentences[k].Start:who.Start]
	if len(refs) == 0 || !strings.HasSuffix(before, ", ") || refs[0].Start != a.Layout.Sentences[k].Start || strings.TrimSpace(a.text[refs[0].End:who.Start]) != "," {
		return 0
	}
	end := 0
	for i := content.Start; i < content.End; i++ {
		if a.text[i] == ',' && !a.inPassage(i) && !goesAhead.MatchString(a.text[i:content.End]) && wordsIn(a.text[i:content.End]) > 1 {
			end = i
		}
	}
	return end
}

// isQuoted reports whether s is a quoted passage that is a sentence of its own, or holds one.
func (a *article) isQuoted(s text.Span) bool {
	return slices.ContainsFunc(a.passagesIn(s), func(q passage) bool { return s.Contains(q.Span) && a.isSentence(q.Span) })
}

// staysOpen reports whether passage i is left open at its paragraph's end and the
// next one opens the next paragraph.
func (a *article) staysOpen(i int) bool {
	q, next := a.passages[i], a.passages[i+1]
	block := a.Layout.BlockAt(next.Start)
	return !q.Closed() && a.Layout.Blocks[block].Start == next.Start && a.Layout.BlockAt(q.Start) == block-1
}

// merge moves the pieces of y to x, or of x to y where y alone has a cue.
func (a *article) merge(x, y *group) {
	if x.cue == none && y.cue != none {
		x, y = y, x
	}
	for _, p := range y.pieces {
		for i := range a.passagesIn(p.Span) {
			a.passagesIn(p.Span)[i].group = x
		}
	}
	x.pieces, y.pieces = append(x.pieces, y.pieces...), nil
}
