package resolve

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/internal/doc"
	"dictum.example/internal/lexicon"
	"dictum.example/text"
)

// A nameMention is a name in the text with its tokens [from, to).
type nameMention struct {
	text.Span
	from, to int
	typ      entity.Type
	score    float32
	honor    string // the lower-case honorific or title right before it, without stop
	owner    int    // of a user's own name, from 1
	virtual  string // the name it stands for: "Bill Clinton" for the Bill of "Bill and Hillary Clinton"
	ref      *referent
}

// names returns the names of the reading, trimmed and typed, with those
// occurrences that the reading missed.
func (p *page) names() []nameMention {
	var ms []nameMention
	for _, l := range p.labels {
		t := entity.Type(l.Type)
		if t == "" || t.IsValue() {
			continue
		}
		from, to := p.TokensIn(l.Span)
		if to == from+1 && p.Tokens[from].Is(lexicon.Weekday) {
			continue
		}
		for _, part := range p.unbracketed(from, to, t) {
			for _, part := range p.split(part[0], part[1], t) {
				if m, ok := p.trim(part[0], part[1], t); ok && !isAddress(m.Of(p.Text)) {
					m.score = max(l.Score, 1e-3)
					ms = append(ms, m)
				}
			}
		}
	}
	ms = p.inOrder(p.whole(append(p.datelines(ms), p.dated(ms)...)))
	p.bylines(ms)
	p.retype(ms)
	ms = p.tables(p.headlines(p.overflow(p.join(ms))))
	p.settle(ms)
	ms = p.defined(ms)
	ms = p.inOrder(append(ms, p.missed(ms)...))
	ms = p.possessors(ms)
	p.couples(ms)
	return ms
}

// isAddress reports whether s is a web or e-mail address, which names nobody by itself. A
// bare domain can be a company's name ("Amazon.com").
func isAddress(s string) bool {
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return false
	}
	if strings.Contains(s, "://") || len(s) > 4 && strings.EqualFold(s[:4], "www.") {
		return true
	}
	who, host, ok := strings.Cut(s, "@")
	return ok && who != "" && strings.Contains(strings.TrimRight(host, "."), ".")
}

// datelines returns the places that open datelines and that the reading took for
// no names: "ROTTERDAM (Reuters) -".
func (p *page) datelines(ms []nameMention) []nameMention {
	var out []nameMention
	k := 0
	for _, b := range p.Blocks {
		if b.Kind != text.Dateline {
			continue
		}
		from, end := p.TokensIn(b.Span)
		to := from
		for to < end && !p.Tokens[to].IsPunct() {
			to++
		}
		if from == to {
			continue
		}
		span := p.SpanOf(from, to)
		for k < len(ms) && ms[k].End <= span.Start {
			k++
		}
		if k < len(ms) && ms[k].Start < span.End {
			continue
		}
		if t := entity.Type(p.gaz.PlaceType(span.Of(p.Text))); t != "" {
			out = append(out, nameMention{Span: span, from: from, to: to, typ: t, score: 1})
		}
	}
	return out
}

// dated gives the places that stand in capitals before the day of a report ("LONDON
// 1996-08-24") back to it, where the reading has them in another name or in none.
func (p *page) dated(ms []nameMention) []nameMention {
	var places []nameMention
	for i := range p.Tokens {
		t := &p.Tokens[i]
		if !isISODay(p.Text[t.Start:]) {
			continue
		}
		from := i
		for from > 0 && i-from < 3 && p.Tokens[from-1].Block == t.Block && shout(p.Tokens[from-1].Text) {
			from--
		}
		for from < i && p.gaz.PlaceType(p.Text[p.Tokens[from].Start:p.Tokens[i-1].End]) == "" {
			from++
		}
		if from == i {
			continue
		}
		span := p.SpanOf(from, i)
		places = append(places, nameMention{Span: span, from: from, to: i, typ: entity.Type(p.gaz.PlaceType(span.Of(p.Text))), score: 1})
	}
	if len(places) == 0 {
		return ms
	}
	var out []nameMention
	k := 0
	for _, m := range ms {
		for k < len(places) && places[k].to <= m.from {
			k++
		}
		if k < len(places) && places[k].from < m.to {
			if m.from >= places[k].from {
				continue
			}
			m.to = places[k].from
			for m.to-1 > m.from && p.Tokens[m.to-1].IsPunct() {
				m.to--
			}
			m.End = p.Tokens[m.to-1].End
		}
		out = append(out, m)
	}
	return append(out, places...)
}

// isISODay reports whether s begins with a day as ISO 8601 has it.
func isISODay(s string) bool {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	for _, i := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 10 || s[10] < '0' || s[10] > '9'
}

// shout reports whether w is in capitals.
func shout(w string) bool {
	return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// bylines makes people of the full names in bylines that are no known organisation's.
func (p *page) bylines(ms []nameMention) {
	for i := range ms {
		m := &ms[i]
		if b := p.Tokens[m.from].Block; b < 0 || p.Blocks[b].Kind != text.Byline || m.to-m.from < 2 || m.typ != entity.Org {
			continue
		}
		if p.gaz.OrgSort(m.Of(p.Text)) == "" {
			m.typ = entity.Person
		}
	}
}

// whole leaves out names that were cut with their block: the "Afgh" at the end of a
// caption, where the article names Afghanistan; and the page's own tag, a word alone in
// the article's last block that stands nowhere else.
func (p *page) whole(ms []nameMention) []nameMention {
	var singles []string
	for i := range ms {
		if ms[i].to-ms[i].from == 1 {
			singles = append(singles, ms[i].Of(p.Text))
		}
	}
	sort.Strings(singles)
	out := ms[:0]
	for _, m := range ms {
		word := m.Of(p.Text)
		// Those that begin with the word stand right behind it.
		first := sort.SearchStrings(singles, word)
		after := sort.Search(len(singles), func(i int) bool { return singles[i] > word })
		cut := m.to-m.from == 1 && p.At(m.to).Block != p.At(m.from).Block && after-first == 1 && len(word) > 2 &&
			after < len(singles) && strings.HasPrefix(singles[after], word) && len(singles[after]) > len(word)+1
		tag := m.to-m.from == 1 && m.to == len(p.Tokens) && after-first == 1 && m.from > 0 && p.At(m.from-1).Block != p.At(m.from).Block
		if !cut && !tag {
			out = append(out, m)
		}
	}
	return out
}

// split cuts "Bill and Hillary Clinton" in two, and "Anwar c Croft b Cork" in three.
func (p *page) split(from, to int, t entity.Type) [][2]int {
	var parts [][2]int
	for i := from + 1; t == entity.Person && i+1 < to; i++ {
		if p.dismissal(i) {
			parts = append(parts, [2]int{from, i})
			for i+1 < to && p.Tokens[i].IsWritten(lexicon.CricketDismissal) {
				i++
			}
			from = i
			continue
		}
		if w := p.Tokens[i].Lower; (w == "and" || w == "&") && p.Tokens[i-1].IsCapitalised() && p.Tokens[i+1].IsCapitalised() {
			return append(parts, [2]int{from, i}, [2]int{i + 1, to})
		}
	}
	return append(parts, [2]int{from, to})
}

// trim takes articles, titles, possessive endings and punctuation off a name.
func (p *page) trim(from, to int, t entity.Type) (nameMention, bool) {
	if before := p.At(from - 1).Text; to-from > 2 && p.Tokens[from+1].Text == "-" && partyLetter(p.Tokens[from].Text) &&
		p.Tokens[from+2].IsCapitalised() && (before == "," || before == "(") {
		from, t = from+2, entity.GPE // "Tom Reyes, D-Calif.,"
	}
	for from < to {
		k := &p.Tokens[from]
		if (t == entity.GPE || t == entity.Loc) && k.IsWritten(lexicon.Direction) && to-from > 1 && p.Tokens[from+1].IsCapitalised() && p.gaz.Land(p.Text[p.Tokens[from+1].Start:p.Tokens[to-1].End]) { // "northern Iraq"
			from++
			continue
		}
		if k.IsPunct() || k.IsPossessive() || k.IsWritten(lexicon.DanglingWord) && !k.Is(lexicon.Article) || k.Is(lexicon.Article) && !p.keepsArticle(from, to, t) ||
			t == entity.Person && to-from > 1 && p.title(from, to) {
			from++
			continue
		}
		break
	}
	for from < to {
		k := &p.Tokens[to-1]
		if t == entity.Person && to-from > 3 && p.Tokens[to-2].Text == "-" && !k.IsPunct() && !derived(k.Lower) { // "Park Ji-won"
			break
		}
		if k.IsPossessive() || k.IsPunct() && k.Text != "+" && !p.closed(from, to) || k.IsWritten(lexicon.DanglingWord) {
			to--
			continue
		}
		if ((t == entity.GPE || t == entity.Loc) && k.IsWritten(lexicon.TrailingPlaceNoun) || t == entity.Org && k.IsWritten(lexicon.TrailingOrganisationNoun) && (to-from > 2 || !p.Opens(from))) && to-from > 1 && p.Tokens[to-2].IsCapitalised() { // "Persian Gulf region"
			to--
			continue
		}
		if to-from > 2 && k.Text == "s" && p.Tokens[to-2].IsWritten(lexicon.Apostrophe) && p.Tokens[to-2].End == k.Start { // a possessive that was read as a quotation mark
			to -= 2
			continue
		}
		if to-from > 2 && p.Tokens[to-2].Text == "-" && k.Lower == k.Text && doc.IsCompoundTail(k.Text) { // "Taliban-led"
			to -= 2
			continue
		}
		break
	}
	if from >= to {
		return nameMention{}, false
	}
	m := nameMention{from: from, to: to, typ: t, Span: p.SpanOf(from, to)}
	m.End = p.tailEnd(m.Start, m.End)
	if p.keepsArticle(from-1, to, t) {
		m.from--
		m.Start = p.Tokens[m.from].Start
	}
	if t == entity.Person {
		if before := p.InSentence(m.from-1, p.At(m.from).Sentence); initial(before.Text) && before.End < m.Start && !(before.Text == "E" && p.At(m.from-2).Text == "H") { // "minister V Muraleedharan"
			m.from--
			m.Start = before.Start
		}
		if dash, tail := p.At(m.to), p.At(m.to+1); dash.Text == "-" && dash.Start == m.End && tail.Start == dash.End && tail.Lower == tail.Text && tail.Tags == "" && !tail.IsPunct() &&
			!derived(tail.Lower) && !doc.IsCompoundTail(tail.Text) { // "Chuang Shuk-kwan"
			m.to, m.End = m.to+2, tail.End
		}
		if dash, head := p.At(m.from-1), p.At(m.from-2); p.At(m.from).Lower == p.At(m.from).Text && dash.Text == "-" && dash.End == m.Start && head.End == dash.Start && head.IsCapitalised() { // "A-jen"
			m.from, m.Start = m.from-2, head.Start
		}
		if before := p.InSentence(m.from-1, p.At(m.from).Sentence); before.Text == "Sultan" && before.Name == none && p.At(m.from).Is(lexicon.ArabicParticle) { // a given name: "Sultan Al Jaber"
			m.from--
			m.Start = before.Start
		}
		if after := p.InSentence(m.to, p.At(m.from).Sentence); after.IsWritten(lexicon.RegnalNumber) && after.Name == none && p.Text[m.End:after.Start] == " " { // "Togbe Afede XIV"
			m.to++
			m.End = after.End
		}
		m.honor = p.honorific(m.from)
	}
	return m, true
}

// initial reports whether a word is a letter that stands for a given name, and is no word.
func initial(w string) bool {
	return len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' && w != "A" && w != "I"
}

// derived reports whether what follows a name and a hyphen makes an adjective of it:
// "Obama-appointed", "Obama-era".
func derived(low string) bool {
	for _, s := range []string{"ed", "ing", "era", "style", "like"} {
		if strings.HasSuffix(low, s) {
			return true
		}
	}
	return false
}

// partyLetter reports whether w is how America's papers abbreviate a party before a state.
func partyLetter(w string) bool { return w == "D" || w == "R" || w == "I" }

// keepsArticle reports whether the token i is a "The" that belongs to the name
// that ends before to: one written with a capital within a sentence, as in "The
// Associated Press".
func (p *page) keepsArticle(i, to int, t entity.Type) bool {
	k := p.At(i)
	if k.Text != "The" || t != entity.Org && t != entity.WorkOfArt || to-i < 2 || p.Opens(i) || p.BlockKind(k) != text.Paragraph {
		return false
	}
	if k.Sentence != p.At(i+1).Sentence || p.Opens(i+1) {
		return false
	}
	// A sentence of titles proves nothing.
	prev := p.At(i - 1)
	return prev.Sentence == k.Sentence && !prev.IsCapitalised() && !prev.IsPunct()
}

// title reports whether token i is a title in front of a name that ends before to.
func (p *page) title(i, to int) bool {
	low := strings.TrimSuffix(p.Tokens[i].Lower, ".")
	if low == "." || low == "" {
		return false
	}
	_, polite := courtesy(low)
	if !polite && !lexicon.RankTitle.Has(low) || lexicon.ReligiousTitle.Has(low) {
		return false
	}
	// "Major" and "Judge" are given names too: a title needs a name after it.
	return p.Tokens[i+1].IsCapitalised() || p.Tokens[i+1].Text == "."
}

// honorific returns the title before token i, lower case and without stop.
func (p *page) honorific(i int) string {
	k := p.At(i - 1)
	if k.Text == "." {
		k = p.At(i - 2)
	}
	if k.Sentence != p.At(i).Sentence {
		return ""
	}
	low := strings.TrimSuffix(k.Lower, ".")
	if _, ok := courtesy(low); ok && k.IsCapitalised() {
		return low
	}
	if lexicon.RankTitle.Has(low) || lexicon.FeminineNoun.Has(low) || lexicon.MasculineNoun.Has(low) {
		return low
	}
	return ""
}

// tailEnd moves the end of a name over the last stop of initials ("U.S."), and
// off a stop that ends no abbreviation.
func (p *page) tailEnd(start, end int) int {
	w := p.Text[start:end]
	if i := strings.LastIndexByte(w, ' '); i >= 0 {
		w = w[i+1:]
	}
	if strings.HasSuffix(w, ".") {
		if body := w[:len(w)-1]; !strings.Contains(body, ".") && !abbreviation(body) {
			return end - 1
		}
		return end
	}
	if end < len(p.Text) && p.Text[end] == '.' {
		low := strings.ToLower(w)
		if strings.Contains(w, ".") || low != w && (lexicon.NameFinalAbbreviation.Has(low) && len(w) < end-start || lexicon.StateAbbreviation.Has(low) && len(w) == end-start && strings.HasSuffix(p.Text[:start], ", ")) {
			return end + 1
		}
	}
	return end
}

func abbreviation(w string) bool {
	c, n := utf8.DecodeRuneInString(w)
	return lexicon.NameAbbreviation.Has(strings.ToLower(w)) || n == len(w) && unicode.IsUpper(c)
}

// inOrder sorts the mentions, drops those that overlap an earlier one, and
// notes them at their tokens.
func (p *page) inOrder(ms []nameMention) []nameMention {
	sort.SliceStable(ms, func(i, j int) bool { return ms[i].Start < ms[j].Start })
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && (out[n-1].End > m.Start || out[n-1].to > m.from) {
			continue
		}
		out = append(out, m)
	}
	for i := range p.Tokens {
		p.Tokens[i].Name = none
	}
	for i, m := range out {
		for k := m.from; k < m.to; k++ {
			p.Tokens[k].Name = i
		}
	}
	return out
}

// form returns the words of a name as they are compared: folded, without
// articles, punctuation and stops, compounds cut at the hyphen.
func (p *page) form(m *nameMention) []string {
	if m.virtual != "" {
		return words(m.virtual)
	}
	var ws []string
	for i := m.from; i < m.to; i++ {
		t := &p.Tokens[i]
		if t.IsPunct() && t.Text != "&" || t.IsPossessive() || i == m.from && t.Is(lexicon.Article) && m.to-m.from > 1 {
			continue
		}
		ws = appendWords(ws, t.Text)
	}
	return ws
}

// settle gives all the mentions of one name the type that most of them have,
// unless a fuller name in the article speaks for the type of the few.
func (p *page) settle(ms []nameMention) {
	type vote struct {
		sum   map[entity.Type]float32
		count map[entity.Type]int
		n     int
	}
	votes := map[string]*vote{}
	fuller := map[string]map[entity.Type]bool{} // the types of the longer names that a word belongs to
	keys := make([]string, len(ms))
	forms := make([][]string, len(ms))
	companies, surnames := map[string]bool{}, map[string]bool{} // the first and last words of full names
	for i := range ms {
		m := &ms[i]
		ws := p.form(m)
		forms[i] = ws
		m.typ = p.known(m)
		if len(ws) > 1 {
			switch {
			case m.typ == entity.Org && lexicon.CorporateSuffix.Has(ws[len(ws)-1]):
				companies[ws[0]] = true
			case m.typ == entity.Person:
				surnames[ws[len(ws)-1]] = true
			}
			for _, w := range ws {
				if fuller[w] == nil {
					fuller[w] = map[entity.Type]bool{}
				}
				fuller[w][m.typ] = true
			}
		}
	}
	for i := range ms {
		m, ws := &ms[i], forms[i]
		keys[i] = strings.Join(ws, " ")
		if len(ws) == 1 && companies[ws[0]] && len(fuller[ws[0]]) == 1 && m.typ == entity.Person && m.honor == "" {
			m.typ = entity.Org // no fuller name is a person's
		}
		v := votes[keys[i]]
		if v == nil {
			v = &vote{sum: map[entity.Type]float32{}, count: map[entity.Type]int{}}
			votes[keys[i]] = v
		}
		v.sum[m.typ] += m.score
		v.count[m.typ]++
		v.n++
	}
	for i := range ms {
		m, v := &ms[i], votes[keys[i]]
		if m.typ == entity.Org && surnames[keys[i]] && len(fuller[keys[i]]) == 1 && (v.count[entity.Org] == 1 || v.count[entity.Org] < v.count[entity.Person]) && !p.gaz.Org(m.Of(p.Text)) {
			m.typ = entity.Person // the only fuller name is a person's
		}
		if v.n < 2 {
			continue
		}
		best := m.typ
		for t, s := range v.sum {
			if s > v.sum[best] || s == v.sum[best] && t < best {
				best = t
			}
		}
		if v.count[entity.NORP] > 0 && 4*v.count[entity.Org] >= v.n && (best == entity.NORP || best == entity.Org) && p.gaz.Demonym(m.Of(p.Text)) == "" {
			best = entity.Org // a movement that acts is an organisation, whoever belongs to it
		}
		if best == m.typ || m.honor != "" || fuller[keys[i]][m.typ] {
			continue
		}
		// A town's club is called by the town: few of many may be right.
		noTown := len(forms[i]) > 0 && !lexicon.RealmNoun.Has(forms[i][len(forms[i])-1]) && p.gaz.PlaceType(m.Of(p.Text)) == "" && (best == entity.Org || !p.gaz.Org(m.Of(p.Text)))
		if (best == entity.GPE && m.typ == entity.Org || best == entity.Org && m.typ == entity.GPE) && (v.count[m.typ] > 1 || v.count[best] < 4) && !noTown {
			continue
		}
		m.typ = best
	}
}

// known corrects a type by what the gazetteer knows.
func (p *page) known(m *nameMention) entity.Type {
	name := m.Of(p.Text)
	switch m.typ {
	case entity.Org:
		if m.to-m.from > 1 && p.gaz.Country(name) { // "United Arab Emirates"
			return entity.GPE
		}
	case entity.GPE, entity.Loc, entity.NORP:
		if p.gaz.Demonym(name) != "" && p.gaz.PlaceType(name) == "" {
			return entity.NORP
		}
		if m.typ == entity.NORP {
			return entity.NORP
		}
		if t := entity.Type(p.gaz.PlaceType(name)); t == entity.GPE || t == entity.Loc {
			return t
		}
		if m.typ == entity.GPE && p.gaz.Org(name) {
			return entity.Org
		}
	}
	return m.typ
}

// missed returns further occurrences of the names: the same words, whole,
// with the same capitals, and no capitalised word beside them. A word that is a common
// one too is found again only as an acronym, outside lines in capitals: "WHO".
func (p *page) missed(ms []nameMention) []nameMention {
	type known struct {
		words []string
		typ   entity.Type
		score float32
		quiet bool // not in lines in capitals
	}
	shouts := p.shouted()
	byFirst := map[string][]known{}
	seen := map[string]bool{}
	note := func(from, to int, t entity.Type, score float32) {
		var ws []string
		for i := from; i < to; i++ {
			ws = append(ws, p.Tokens[i].Text)
		}
		key := strings.Join(ws, " ")
		if seen[key] || !p.Tokens[from].IsCapitalised() || len(byFirst[ws[0]]) >= 16 {
			return
		}
		quiet := false
		if len(ws) == 1 {
			common := p.HasLower(p.Tokens[from].Lower) || lexicon.Tags(p.Tokens[from].Lower) != "" && t != entity.NORP
			quiet = common && shouts != nil && isAcronym(ws[0])
			if utf8.RuneCountInString(ws[0]) < 3 || common && !quiet {
				return
			}
		}
		seen[key] = true
		byFirst[ws[0]] = append(byFirst[ws[0]], known{ws, t, score, quiet})
	}
	for i := range ms {
		note(ms[i].from, ms[i].to, ms[i].typ, ms[i].score)
	}
	for i := range ms {
		if m := &ms[i]; m.typ == entity.Person && m.to-m.from > 1 && p.Tokens[m.to-1].End-p.Tokens[m.to-1].Start > 3 {
			note(m.to-1, m.to, entity.Person, m.score)
		}
	}
	for _, ks := range byFirst {
		sort.SliceStable(ks, func(i, j int) bool { return len(ks[i].words) > len(ks[j].words) })
	}
	var out []nameMention
next:
	for i := 0; i < len(p.Tokens); i++ {
		if p.Tokens[i].Name != none {
			continue
		}
	form:
		for _, k := range byFirst[p.Tokens[i].Text] {
			to := i + len(k.words)
			if to > len(p.Tokens) || p.Tokens[to-1].Block != p.Tokens[i].Block || k.quiet && shouts[p.Tokens[i].Block] {
				continue
			}
			for j, w := range k.words {
				if t := &p.Tokens[i+j]; t.Text != w || t.Name != none {
					continue form
				}
			}
			if p.nameBeside(i-1, p.Tokens[i].Sentence, p.Opens(i)) || p.nameBeside(to, p.Tokens[i].Sentence, false) {
				continue
			}
			m := nameMention{from: i, to: to, typ: k.typ, score: k.score / 2,
				Span: p.SpanOf(i, to)}
			m.End = p.tailEnd(m.Start, m.End)
			if m.typ == entity.Person {
				m.honor = p.honorific(i)
			}
			out = append(out, m)
			i = to - 1
			continue next
		}
	}
	return out
}

// nameBeside reports whether token i looks like a further part of a name.
func (p *page) nameBeside(i, sent int, opens bool) bool {
	t := p.InSentence(i, sent)
	if opens || t.Text == "" || t.Name != none {
		return false
	}
	low := strings.TrimSuffix(t.Lower, ".")
	if _, ok := courtesy(low); ok || lexicon.RankTitle.Has(low) || p.gaz.PersonNoun(low) {
		return false
	}
	if t.Text == "-" { // "Taliban-led" has a name in it, "Halden-Linde" is one
		u := p.InSentence(i+1, sent)
		return !u.IsPunct() && (u.IsCapitalised() || p.At(i-1).IsCapitalised() && !doc.IsCompoundTail(u.Text))
	}
	if t.Text == "&" {
		return true
	}
	return t.IsCapitalised() && !p.Opens(i) && !(t.Tags != "" && t.Tags[0] == 'F')
}

// possessors joins a country with the institution that it names: "Afghanistan's
// Foreign Ministry" is one name, since "Foreign Ministry" alone is nobody's.
func (p *page) possessors(ms []nameMention) []nameMention {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && m.typ == entity.Org && m.to-m.from > 1 && out[n-1].typ == entity.GPE && out[n-1].to+1 == m.from &&
			p.Tokens[m.from-1].IsPossessive() && p.generic(&m) {
			out[n-1] = nameMention{Span: text.Span{Start: out[n-1].Start, End: m.End}, from: out[n-1].from, to: m.to,
				typ: entity.Org, score: min(m.score, out[n-1].score)}
			continue
		}
		out = append(out, m)
	}
	return p.inOrder(out)
}

func (p *page) generic(m *nameMention) bool {
	for i := m.from; i < m.to; i++ {
		if !p.Tokens[i].Is(lexicon.InstitutionWord) {
			return false
		}
	}
	return true
}

// couples finds the Bill of "Bill and Hillary Clinton".
func (p *page) couples(ms []nameMention) {
	for i := 0; i+1 < len(ms); i++ {
		a, b := &ms[i], &ms[i+1]
		if a.typ != entity.Person || b.typ != entity.Person || a.to-a.from != 1 || b.to-b.from < 2 || a.to+1 != b.from {
			continue
		}
		if w := p.Tokens[a.to].Lower; w != "and" && w != "&" || a.honor != "" {
			continue
		}
		if _, ok := p.gaz.Female(p.Tokens[a.from].Text); !ok {
			continue
		}
		if _, ok := p.gaz.Female(p.Tokens[b.from].Text); ok && p.Tokens[b.from+1].Text != "-" {
			a.virtual = a.Of(p.Text) + " " + text.Span{Start: p.Tokens[b.from+1].Start, End: b.End}.Of(p.Text)
		}
	}
}
