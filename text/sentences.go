package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
)

// appendSentences appends the sentences of block b of s. Candidates are the
// characters with Unicode's property Sentence_Terminal; rules decide which end one.
func appendSentences(out []Span, s string, b Span, w *watch) []Span {
	c := cutter{s: s[:b.End], start: b.Start, chunkEnd: b.Start}
	for i := b.Start; i < b.End && !w.over(); {
		r, n := utf8.DecodeRuneInString(c.s[i:])
		if isSpace(r) {
			i += n
			c.chunk, c.chunkEnd = i, i
			continue
		}
		if !isTerminal(r) {
			i += n
			continue
		}
		st := c.stop(i)
		if c.ends(st) {
			out = append(out, trim(c.s, c.start, st.close))
			c.start = skipSpace(c.s, st.close, b.End)
			i = c.start
			c.chunk, c.chunkEnd = i, i
			continue
		}
		i = st.end
	}
	if t := trim(c.s, c.start, b.End); t.Len() > 0 {
		out = append(out, t)
	}
	return out
}

// A cutter cuts one block. Its s ends where the block ends.
type cutter struct {
	s               string
	start           int // of the sentence
	chunk, chunkEnd int // the run without white space that was looked at last
}

// A stop is a run of final punctuation.
type stop struct {
	at    int // where the run starts
	end   int // where it ends
	close int // where the quotation marks and brackets that it takes along end
	kind  rune
	dots  int  // how many full stops it holds
	quote bool // a closing quotation mark was taken along
	paren bool // a closing bracket was taken along
}

func isTerminal(r rune) bool {
	switch {
	case r == '.' || r == '?' || r == '!' || r == '…':
		return true
	case r < utf8.RuneSelf:
		return false
	}
	return unicode.Is(unicode.STerm, r)
}

// stop reads the run of final punctuation at i.
func (c *cutter) stop(i int) stop {
	st := stop{at: i}
	for i < len(c.s) {
		r, n := utf8.DecodeRuneInString(c.s[i:])
		if !isTerminal(r) {
			// ". . ." is one ellipsis
			if r == ' ' && st.dots > 0 && strings.HasPrefix(c.s[i:], " .") {
				if next, _ := utf8.DecodeRuneInString(c.s[i+2:]); i+2 == len(c.s) || isSpace(next) || isCloser(next) {
					i++
					continue
				}
			}
			break
		}
		switch {
		case r == '.':
			st.dots++
			if st.kind == 0 {
				st.kind = '.'
			}
		case r == '…':
			st.dots += 3
			if st.kind == 0 {
				st.kind = '.'
			}
		default:
			st.kind = r
		}
		i += n
	}
	st.end, st.close = i, i
	c.closers(&st)
	return st
}

// closers takes along the closing marks behind the stop, and Wikipedia's "[1]".
func (c *cutter) closers(st *stop) {
	for st.close < len(c.s) && c.closer(st) {
	}
}

// closer takes along one closing mark, and reports whether there was one.
func (c *cutter) closer(st *stop) bool {
	i := st.close
	r, n := utf8.DecodeRuneInString(c.s[i:])
	switch {
	case r == '[':
		n = referenceMark(c.s[i:])
		st.close += n
		return n > 0
	case r == '"' || r == '\'' || r == '’' || r == '‘':
		if !closesStraight(r, c.s[i+n:]) {
			return false
		}
		st.close, st.quote = i+n, true
		return true
	case isCloser(r):
		st.take(i+n, r)
		return true
	case r == ' ':
		if m := trailer(c.s[i+n:]); m > 0 {
			st.close = i + n + m
			return false // of several, only the first is taken along
		}
		return c.spacedCloser(st, i+n)
	}
	return false
}

// take takes along a closing mark that ends at a byte.
func (st *stop) take(end int, mark rune) {
	st.close = end
	st.quote = st.quote || isQuote(mark)
	st.paren = st.paren || mark == ')' || mark == ']'
}

// referenceMark returns the length of a "[12]" that s begins with, or 0.
func referenceMark(s string) int {
	j := 1
	for j < len(s) && j < 5 && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	if j == 1 || j >= len(s) || s[j] != ']' {
		return 0
	}
	return j + 1
}

// closesStraight reports whether a quotation mark that may also be an apostrophe or open closes before rest: a straight
// one where no letter follows.
func closesStraight(mark rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	if mark == '’' {
		return !unicode.IsLower(next)
	}
	return rest == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// spacedCloser takes along a closing mark at byte i that is set apart by spaces, as in tokenised text.
func (c *cutter) spacedCloser(st *stop, i int) bool {
	mark, n := utf8.DecodeRuneInString(c.s[i:])
	if mark != '”' && mark != '»' && mark != ')' && mark != ']' {
		return false
	}
	if after, _ := utf8.DecodeRuneInString(c.s[i+n:]); i+n < len(c.s) && !isSpace(after) {
		return false
	}
	st.take(i+n, mark)
	return true
}

// trailer returns the length of what belongs to the sentence before though a
// space comes between: a reference mark "[12]" or an emoticon; or 0.
func trailer(s string) int {
	j := min(len(s), 8)
	if i := strings.IndexFunc(s[:j], isSpace); i >= 0 {
		j = i
	} else if j < len(s) {
		return 0
	}
	w := s[:j]
	if lexicon.Emoticon.Has(w) || len(w) > 2 && w[0] == '[' && w[j-1] == ']' && strings.Trim(w[1:j-1], "0123456789") == "" {
		return j
	}
	return 0
}

func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', ')', ']', '}', '›':
		return true
	}
	return r >= utf8.RuneSelf && (unicode.Is(unicode.Pf, r) || unicode.Is(unicode.Pe, r))
}

func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '‘', '’', '«', '»', '„', '‟', '‹', '›', '`':
		return true
	}
	return false
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// What follows a stop.
type follow struct {
	at     int  // the first letter or digit, behind opening marks and dashes
	lower  bool // it is a lower-case letter
	upper  bool
	digit  bool
	opened bool // an opening mark stands before it
	dashed bool
	word   string // the word there
}

func (c *cutter) follow(i int) follow {
	f := follow{at: skipSpace(c.s, i, len(c.s))}
	for f.at < len(c.s) {
		r, n := utf8.DecodeRuneInString(c.s[f.at:])
		if isAlphanumeric(r) {
			f.lower, f.upper, f.digit = unicode.IsLower(r), unicode.IsUpper(r) || unicode.IsTitle(r), unicode.IsNumber(r)
			break
		}
		switch {
		case unicode.Is(unicode.Pd, r):
			f.dashed = true
		case isQuote(r) || unicode.Is(unicode.Ps, r) || unicode.Is(unicode.Pi, r):
			f.opened = true
		default:
			return f
		}
		f.at = skipSpace(c.s, f.at+n, len(c.s))
		if f.at-i > maxWordBytes {
			return f
		}
	}
	f.word = wordAt(c.s, f.at)
	// "iPhone" and "eBay" may start a sentence.
	if f.lower && len(f.word) > 1 && f.word[1] >= 'A' && f.word[1] <= 'Z' {
		f.lower, f.upper = false, true
	}
	return f
}

// maxWordBytes bounds how far the rules look around a stop.
const maxWordBytes = 48

// wordAt returns the letters, digits, inner dots and apostrophes at i.
func wordAt(s string, i int) string {
	j := i
	for j < len(s) && j-i < maxWordBytes {
		r, n := utf8.DecodeRuneInString(s[j:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '.' {
			break
		}
		j += n
	}
	return strings.TrimRight(s[i:j], ".'’")
}

// lastWord returns the letters, digits and inner dots that end s.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && len(s)-i < maxWordBytes {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '.' {
			break
		}
		i -= n
	}
	return strings.TrimLeft(s[i:], ".")
}

// ends tells whether the sentence ends with st.
func (c *cutter) ends(st stop) bool {
	if st.close >= len(c.s) {
		return true
	}
	if st.at-c.start < 16 && strings.IndexFunc(c.s[c.start:st.at], isAlphanumeric) < 0 {
		return false // "...and so on", "(?)"
	}
	r, _ := utf8.DecodeRuneInString(c.s[st.close:])
	if !isSpace(r) {
		return c.endsUnspaced(st)
	}
	f := c.follow(st.close)
	switch {
	case st.kind == '.' && st.dots == 1:
		return c.endsFullStop(st, f)
	case st.kind != '.' && st.kind != '?' && st.kind != '!':
		return true
	case f.lower:
		return c.endsQuestionBeforeLower(st, f)
	}
	return !c.goesOnInCapitals(st, f)
}

// goesOnInCapitals reports whether a sentence goes on behind an ellipsis, a question mark or an exclamation mark, although what
// follows is not in lower case.
func (c *cutter) goesOnInCapitals(st stop, f follow) bool {
	if st.kind == '.' && (strings.HasPrefix(f.word, "I") && lexicon.SubjectPronoun.Has(f.word[:1]) && lexicon.SentenceStarter.Has(f.word) ||
		c.s[st.at-1] == ' ' && !lexicon.SentenceStarter.Has(f.word) && !f.opened) {
		return true // an ellipsis between the words of a sentence
	}
	if st.paren && !st.quote && c.onlyStop(st) {
		return true // "Smith (?) Ltd"
	}
	return st.quote && st.kind != '.' && c.attribution(f.at) // "“Who paid?” Lena asked"
}

// endsQuestionBeforeLower decides on "?" and "!" before a lower-case word. The
// sentence goes on in "“Who paid?” asked Lena" and "Yahoo! shares", and ends
// where a writer spares the capital.
func (c *cutter) endsQuestionBeforeLower(st stop, f follow) bool {
	if st.kind == '.' || st.quote || st.paren || f.dashed || lexicon.SayingVerb.Has(f.word) {
		return false
	}
	if lexicon.SubjectPronoun.Has(f.word) && lexicon.SayingVerb.Has(wordAt(c.s, skipSpace(c.s, f.at+len(f.word), len(c.s)))) {
		return false // "who paid? she asked"
	}
	w := lastWord(c.s[c.start:st.at])
	r, _ := utf8.DecodeRuneInString(w)
	return st.kind != '!' || !unicode.IsUpper(r) || st.end-st.at > 1 || strings.ToUpper(w) == w
}

// onlyStop tells whether the bracket that st closes holds nothing else.
func (c *cutter) onlyStop(st stop) bool {
	return st.at > 0 && (c.s[st.at-1] == '(' || c.s[st.at-1] == '[')
}

// endsUnspaced decides on a stop that no white space follows: "he said.The".
func (c *cutter) endsUnspaced(st stop) bool {
	f := c.s[st.close:]
	r, n := utf8.DecodeRuneInString(f)
	if st.kind > utf8.RuneSelf {
		return true // ideographic stops take no space
	}
	if isQuote(r) && st.close == st.end {
		r, n = utf8.DecodeRuneInString(f[n:])
	}
	if !unicode.IsUpper(r) || c.inAddress(st.at) {
		return false
	}
	if st.kind != '.' || st.quote || st.dots > 1 {
		return true
	}
	return c.endsGlued(st, f, f[n:])
}

// endsGlued reports whether a full stop ends a sentence where next follows without a space, and begins with a capital
// before rest: "It was late.The train".
func (c *cutter) endsGlued(st stop, next, rest string) bool {
	w := lastWord(c.s[c.start:st.at])
	if utf8.RuneCountInString(w) < 3 || strings.Contains(w, ".") || isAbbreviation(w) {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(first) && !unicode.IsUpper(first) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(w)
	second, _ := utf8.DecodeRuneInString(rest)
	switch wordAt(next, 0) {
	case "Com", "Net", "Org", "Gov", "Edu":
		return false // a domain in title case
	}
	return unicode.IsLower(last) && (unicode.IsLower(second) || isSpace(second) || second == '\'' || second == '’')
}

// inAddress tells whether i lies in a URL, a path or an e-mail address.
func (c *cutter) inAddress(i int) bool {
	if i >= c.chunkEnd {
		c.chunkEnd = skipWord(c.s, i, len(c.s))
	}
	from := max(c.chunk, i-4*maxWordBytes)
	around := c.s[from:min(c.chunkEnd, i+4*maxWordBytes)]
	return strings.Contains(around, "://") || strings.Contains(around, "www.") || strings.ContainsAny(around, "@\\_=")
}

// endsFullStop decides on a single full stop with white space behind it.
func (c *cutter) endsFullStop(st stop, f follow) bool {
	w := lastWord(c.s[c.start:st.at])
	switch {
	case st.quote || st.paren:
		return endsClosed(st, w, f)
	case f.lower:
		return c.endsBeforeLower(st.at, w)
	case c.opens(st.at - len(w)):
		if utf8.RuneCountInString(w) <= 3 && isNumber(w) || isAcronym(w) || isAbbreviation(w) || w == "PS" {
			return false // "1. A list item", "P.S. I forgot"
		}
	}
	lower := strings.ToLower(w)
	return !lexicon.AbbreviatedTitle.Has(w) && !lexicon.MidSentenceAbbreviation.Has(lower) &&
		!abbreviatesNumber(w, lower, f) && c.endsAbbreviation(st, w, lower, f)
}

// endsClosed decides on a full stop with a closing mark behind it.
func endsClosed(st stop, w string, f follow) bool {
	if f.lower {
		return false
	}
	if st.paren && !st.quote && (isAbbreviation(w) || isAcronym(w)) {
		return lexicon.SentenceStarter.Has(f.word) || f.opened
	}
	return true
}

// abbreviatesNumber reports whether a word goes with the number behind it: "approx. 5", "c. 1810", "No. IV".
func abbreviatesNumber(w, lower string, f follow) bool {
	if lexicon.NumberAbbreviation.Has(lower) && (f.digit || romanNumeral(f.word)) {
		return true
	}
	return f.digit && lexicon.CommonAbbreviation.Has(lower) && !lexicon.NumberFinalAbbreviation.Has(lower) && (len(w) > 1 || w == lower)
}

// endsAbbreviation decides on a full stop behind a word that may be an abbreviation.
func (c *cutter) endsAbbreviation(st stop, w, lower string, f follow) bool {
	switch {
	case lexicon.CalendarAbbreviation.Has(w):
		return !f.digit
	case lexicon.ClockAbbreviation.Has(lower):
		return !lexicon.ClockContinuation.Has(f.word) && !f.digit
	case lower == "etc" || lower == "al":
		return f.upper || f.digit || f.opened
	case isInitial(w):
		return c.endsInitial(st, w, f)
	case isAcronym(w) || lexicon.FinalAbbreviation.Has(w):
		return lexicon.SentenceStarter.Has(f.word) && !f.dashed ||
			f.opened && f.upper && c.s[skipSpace(c.s, st.close, len(c.s))] != '('
	}
	return true
}

// endsBeforeLower decides on a full stop before a lower-case word. An
// abbreviation that no list knows is short; a longer word ends its sentence, as
// writers on the web spell them without capitals.
func (c *cutter) endsBeforeLower(at int, w string) bool {
	switch n := utf8.RuneCountInString(w); {
	case isAbbreviation(w) || isAcronym(w) || strings.Contains(w, "."):
		return false
	case isNumber(w):
		return !c.opens(at - len(w))
	case n == 0:
		return c.s[at-1] == ')'
	case n < 3:
		return lexicon.TwoLetterWord.Has(w)
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r)
}

// endsInitial decides on a stop behind a single capital: "J. K. Lund", "plan B. The".
func (c *cutter) endsInitial(st stop, w string, f follow) bool {
	if !lexicon.SentenceStarter.Has(f.word) || f.word == "A" || f.word == "I" || f.opened {
		return false
	}
	if c.opens(st.at - len(w)) {
		return false // "A. The first point"
	}
	// "George W. The" is rarer than "vitamin C. The".
	return true
}

// opens tells whether the sentence starts at i, marks aside.
func (c *cutter) opens(i int) bool {
	return i-c.start < 4 && strings.IndexFunc(c.s[c.start:i], isAlphanumeric) < 0
}

// attribution tells whether the words at i say who spoke what stands before:
// up to five capitalised words and a verb of saying.
func (c *cutter) attribution(i int) bool {
	for n := 0; n < 6 && i < len(c.s); n++ {
		w := wordAt(c.s, i)
		if w == "" {
			return false
		}
		if n > 0 && lexicon.SayingVerb.Has(w) {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !lexicon.SubjectPronoun.Has(w) && w != "of" {
			return false
		}
		i += len(w)
		if i < len(c.s) && c.s[i] == '.' && (lexicon.AbbreviatedTitle.Has(w) || isInitial(w)) {
			i++
		}
		i = skipSpace(c.s, i, len(c.s))
	}
	return false
}

func isInitial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return n == len(w) && n > 0 && unicode.IsUpper(r)
}

// isAcronym tells whether w is single letters with stops between, as in "U.S".
func isAcronym(w string) bool {
	letters := 0 // and stops
	for _, r := range w {
		if letters%2 == 0 && !unicode.IsLetter(r) || letters%2 == 1 && r != '.' {
			return false
		}
		letters++
	}
	return letters >= 3 && letters%2 == 1
}

func isNumber(w string) bool {
	return w != "" && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsNumber(r) }) < 0
}

func romanNumeral(w string) bool {
	return w != "" && w != "I" && strings.Trim(w, "IVX") == ""
}

// isAbbreviation tells whether w is written with a full stop. What the lists
// have in lower case may have one capital ("Est. 1920"), but not all ("5 p.m. EST").
func isAbbreviation(w string) bool {
	if lexicon.AbbreviatedTitle.Has(w) || lexicon.FinalAbbreviation.Has(w) || lexicon.CalendarAbbreviation.Has(w) {
		return true
	}
	lower := strings.ToLower(w)
	if len(w) > 1 && w[1:] != lower[min(1, len(lower)):] {
		return false
	}
	return lexicon.CommonAbbreviation.Has(lower) || lexicon.NumberAbbreviation.Has(lower) && lower != "no"
}
