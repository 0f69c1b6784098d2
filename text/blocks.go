package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dictum.example/internal/lexicon"
)

// A line is what stands between two line ends, without the white space around it.
type line struct {
	Span
	indent int  // white space before it, in bytes
	blank  bool // a blank line, or the beginning of the text, stands before it
	runes  int
}

// lines returns the lines of s that hold something.
func lines(s string, w *watch) []line {
	var out []line
	blank := true
	for i := 0; i < len(s) && !w.over(); {
		end, next := lineEnd(s, i)
		t := trim(s, i, end)
		if t.Len() == 0 {
			blank = true
		} else {
			out = append(out, line{t, t.Start - i, blank, utf8.RuneCountInString(t.Of(s))})
			blank = false
		}
		i = next
	}
	return out
}

// lineEnd returns where the line that starts at i ends and where the next one starts.
func lineEnd(s string, i int) (end, next int) {
	for j := i; j < len(s); j++ {
		switch s[j] {
		case '\n', '\v', '\f':
			return j, j + 1
		case '\r':
			if strings.HasPrefix(s[j:], "\r\n") {
				return j, j + 2
			}
			return j, j + 1
		case 0xc2: // U+0085, next line
			if strings.HasPrefix(s[j:], "\u0085") {
				return j, j + 2
			}
		case 0xe2: // U+2028 and U+2029, line and paragraph separator
			if strings.HasPrefix(s[j:], "\u2028") || strings.HasPrefix(s[j:], "\u2029") {
				return j, j + 3
			}
		}
	}
	return len(s), len(s)
}

// A draft is a block in the making.
type draft struct {
	Block
	lines int
	blank bool // a blank line stands before it
	runes int
	words int // at most maxHeadlineWords+1: nobody needs to know more
}

// blocks tells the kinds of the drafts that have none yet, and parts datelines from paragraphs.
func blocks(s string, ds []draft, w *watch) []Block {
	for i := range ds {
		if w.over() {
			return nil
		}
		ds[i].words = countWords(ds[i].Of(s), maxHeadlineWords+1)
	}
	classify(s, ds, w)
	out := make([]Block, 0, len(ds)+1)
	paragraphs := 0
	for _, d := range ds {
		if w.over() {
			return nil
		}
		if d.Kind == Paragraph {
			if n := datelineLen(d.Of(s), paragraphs); n > 0 {
				out = append(out, Block{Span{d.Start, d.Start + n}, Dateline})
				d.Start = skipSpace(s, d.Start+n, d.End)
			}
			paragraphs++
		}
		out = append(out, d.Block)
	}
	return out
}

// join puts the lines of hard-wrapped paragraphs together.
func join(s string, ls []line, watch *watch) []draft {
	whole := wrapped(s, ls)
	var out []draft
	for i := 0; i < len(ls) && !watch.over(); {
		j := i + 1 // the group of lines without a blank line between is ls[i:j]
		for j < len(ls) && !ls[j].blank {
			j++
		}
		group := ls[i:j]
		w := whole
		if w == 0 {
			w = wrapped(s, group)
		}
		for k, l := range group {
			if watch.over() {
				return out
			}
			if k > 0 && w > 0 && continues(s, group[k-1], l, w) {
				d := &out[len(out)-1]
				d.End, d.lines, d.runes = l.End, d.lines+1, d.runes+1+l.runes
				continue
			}
			out = append(out, draft{Block: Block{Span: l.Span}, lines: 1, blank: l.blank, runes: l.runes})
		}
		i = j
	}
	return out
}

// The widths that a hard-wrapped text may have, in runes.
const (
	minWrap = 40
	maxWrap = 100
)

// wrapped returns the width that the lines are wrapped to, or 0 where each line
// stands for itself. In a text wrapped to a width, the first word of a line is
// what did not fit on the line before; and sentences go on from line to line.
func wrapped(s string, ls []line) int {
	width := 0
	for i, l := range ls {
		if (i > 0 && !l.blank) || (i+1 < len(ls) && !ls[i+1].blank) {
			width = max(width, l.runes+l.indent)
		}
	}
	if width < minWrap || width > maxWrap {
		return 0
	}
	pairs, full, lower := 0, 0, 0
	for i := 1; i < len(ls); i++ {
		if ls[i].blank {
			continue
		}
		pairs++
		if overflows(s, ls[i-1], ls[i], width) {
			full++
			if r, _ := utf8.DecodeRuneInString(s[ls[i].Start:]); unicode.IsLower(r) {
				lower++
			}
		}
	}
	if pairs == 0 || full*10 < pairs*7 || lower*4 < full {
		return 0
	}
	return width
}

func overflows(s string, a, b line, width int) bool {
	word := s[b.Start:skipWord(s, b.Start, b.End)]
	return a.indent+a.runes+1+utf8.RuneCountInString(word) > width
}

// continues tells whether b goes on where a, the line before it, was wrapped.
func continues(s string, a, b line, width int) bool {
	if marker(b.Of(s)) > 0 || !overflows(s, a, b, width) {
		return false
	}
	return b.indent <= a.indent || marker(a.Of(s)) > 0
}

// The limits of lines that are no running text.
const (
	maxHeadlineRunes = 220
	maxHeadlineWords = 30
	maxHeadingRunes  = 90
	maxHeadingWords  = 14
	maxLabelWords    = 7 // of a heading that ends in a colon
	maxCaptionRunes  = 1000
	maxHeadingRun    = 3 // more short lines in a row are a table
)

func classify(s string, ds []draft, w *watch) {
	for i := range ds {
		if w.over() {
			return
		}
		if ds[i].Kind == Paragraph {
			ds[i].classify(s)
		}
	}
	if h := headline(s, ds); h >= 0 {
		ds[h].Kind = Headline
	}
	for i := 0; i < len(ds) && !w.over(); i++ {
		i = classifyHeadings(s, ds, i, w)
	}
}

// classify tells what a block is that shows it by its own text.
func (d *draft) classify(s string) {
	t := d.Of(s)
	switch {
	case marker(t) > 0:
		d.Kind = ListItem
	case isDate(t):
		d.Kind = Dateline
	case isByline(t):
		d.Kind = Byline
	case d.runes <= maxCaptionRunes && isCaption(t):
		d.Kind = Caption
	}
}

// classifyHeadings tells the headings that begin with block i, and returns the block behind them.
func classifyHeadings(s string, ds []draft, i int, w *watch) int {
	end := i
	for end < len(ds) && ds[end].Kind == Paragraph && headingLike(s, ds, end, w) {
		end++
	}
	// What ends the text has nothing to stand above.
	if n := end - i; n > 0 && n <= maxHeadingRun && end < len(ds) {
		for k := range ds[i:end] {
			ds[i+k].Kind = Heading
		}
	}
	return end
}

// headline returns the index of the headline, or -1: the first line, but for
// what may stand above it, if it is short, has no final stop and has text below.
func headline(s string, ds []draft) int {
	for i, d := range ds[:min(len(ds), 4)] {
		if d.Kind == Byline || d.Kind == Dateline || d.Kind == Caption {
			continue
		}
		if d.Kind != Paragraph || i+1 >= len(ds) || d.lines > 3 ||
			d.runes > maxHeadlineRunes || d.words > maxHeadlineWords {
			return -1
		}
		if !ds[i+1].blank && ds[i+1].runes < d.runes {
			return -1 // one short line above another: no layout to read it from
		}
		t := d.Of(s)
		if datelineLen(t, 0) > 0 {
			return -1
		}
		if !endsSentence(t) || titleCase(t) {
			return i
		}
		return -1
	}
	return -1
}

func headingLike(s string, ds []draft, i int, w *watch) bool {
	d, t := ds[i], ds[i].Of(s)
	if d.lines > 1 || d.runes > maxHeadingRunes || d.words > maxHeadingWords || datelineLen(t, anywhere) > 0 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(t); unicode.IsLower(r) || !hasLetter(t) {
		return false
	}
	if len(appendSentences(nil, s, d.Span, w)) > 1 {
		return false
	}
	switch last, _ := utf8.DecodeLastRuneInString(t); last {
	case ':':
		return d.words <= maxLabelWords && !introducesQuote(s, ds, i)
	case '?':
		first, _ := utf8.DecodeRuneInString(t)
		return !isQuote(first) && i > 0
	case ',', ';', '!', '-', '–', '—', '"', '”', '…':
		return false
	}
	return !endsSentence(t)
}

// introducesQuote tells whether a line that ends in a colon leads to what
// somebody said, as in "Lund added:".
func introducesQuote(s string, ds []draft, i int) bool {
	if i+1 < len(ds) {
		if r, _ := utf8.DecodeRuneInString(s[ds[i+1].Start:]); isQuote(r) {
			return true
		}
	}
	fields := strings.Fields(strings.TrimSuffix(ds[i].Of(s), ":"))
	if len(fields) == 0 || lexicon.Interrogative.Has(strings.ToLower(fields[0])) {
		return false
	}
	last := strings.ToLower(fields[len(fields)-1])
	return lexicon.SayingVerb.Has(last) || last == "follows" || last == "following"
}

// endsSentence tells whether t ends in a full stop, with or without closing marks behind it.
func endsSentence(t string) bool {
	for closed := false; len(t) > 0; closed = true {
		r, n := utf8.DecodeLastRuneInString(t)
		switch {
		case r == '.':
			w := lastWord(t[:len(t)-n])
			return !(isAcronym(w) || lexicon.FinalAbbreviation.Has(w))
		case r == '!' || r == '?':
			return closed // a headline may ask or shout, and is rarely a whole quotation that does
		case unicode.Is(unicode.STerm, r):
			return true
		case !isCloser(r):
			return false
		}
		t = t[:len(t)-n]
	}
	return false
}

// titleCase tells whether the words of t are written as in a headline: all but
// the short ones with a capital.
func titleCase(t string) bool {
	long, capital := 0, 0
	for _, w := range strings.Fields(t) {
		w = strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if utf8.RuneCountInString(w) < 5 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(r) {
			capital++
		}
	}
	return long >= 4 && capital*10 >= long*9
}

func hasLetter(t string) bool { return strings.IndexFunc(t, unicode.IsLetter) >= 0 }

func countWords(t string, atMost int) int {
	n := 0
	for i := skipSpace(t, 0, len(t)); i < len(t) && n < atMost; n++ {
		i = skipSpace(t, skipWord(t, i, len(t)), len(t))
	}
	return n
}

var markerRE = lazily(`^(?:[•‣◦▪▫●○■□∙·➢➤►▶✓✔*\-–—]|[(]?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})\)|[0-9]{1,3}\.)[\s\x{a0}]+`)

// marker returns the length of the bullet or number that opens a list item,
// with the white space behind it, or 0.
func marker(t string) int {
	if r, n := utf8.DecodeRuneInString(t); unicode.IsLetter(r) && !strings.HasPrefix(t[n:], ")") && !strings.ContainsRune("ivx", r) {
		return 0
	}
	return len(markerRE().FindString(t[:min(len(t), 32)]))
}

const (
	monthRE = `(?:January|February|March|April|May|June|July|August|September|October|November|December|` +
		`Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)`
	weekdayRE = `(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)`
	dayRE     = `(?:` + monthRE + ` [0-9]{1,2}(?:st|nd|rd|th)?|[0-9]{1,2}(?:st|nd|rd|th)? ` + monthRE + `)(?:,? (?:1[89]|20)[0-9]{2})?`
	clockRE   = `(?:[0-9]{1,2}[:.][0-9]{2}|[0-9]{1,2})(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?`
)

var dateRE = lazily(`^(?:(?i:published|updated|posted|first published|last updated)(?: on)?:? ?)?(?:` +
	weekdayRE + `,? )?(?:` + dayRE + `|(?:1[89]|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?:(?:,| at| -| –| \|)? ` + clockRE + `)?\.?$`)

// isDate tells whether t is the date of the article and nothing else.
func isDate(t string) bool {
	return len(t) <= 100 && strings.ContainsAny(t, "0123456789") && dateRE().MatchString(t)
}

const (
	nameRE  = `(?:\p{Lu}[\p{L}\p{M}'’.\-]*|de|da|di|du|del|la|le|von|van|der|den|bin|bint|ibn|al|el|al-\p{Lu}[\p{L}'’\-]*)`
	namesRE = nameRE + `(?: ` + nameRE + `){0,5}`
)

var (
	bylineRE = lazily(`^(?:By|BY|by|Written by|Story by):? ` + namesRE + `(?:(?:, | and | & | AND |, and )` + namesRE +
		`){0,5}(?:[,|/;(–—-]| [,|/(–—-]).{0,80}$|^(?:By|BY|Written by|Story by):? ` + namesRE + `(?:(?:, | and | & | AND |, and )` +
		namesRE + `){0,5}$`)
	signOffRE = lazily(`^[(\[]?(?:Additional r|R)eport(?:ing|ed) (?:by|from) \p{Lu}[^!?]{2,300}$|^[(\[]?(?:Writing|Editing|` +
		`Compiled) by \p{Lu}[^!?]{2,200}$`)
	notBylines = lazily(`^(?i:by):? (?:The|A|An|This|That|Then|Now|` + monthRE + `|` + weekdayRE + `|[A-Z][a-z]+ing)\b`)
)

func isByline(t string) bool {
	switch {
	case len(t) > 320:
		return false
	case opensWith(strings.TrimLeft(t, "(["), "Report", "Additional report", "Writing by", "Editing by", "Compiled by"):
		return signOffRE().MatchString(t)
	case opensWith(t, "By", "BY", "by", "Written by", "Story by"):
		return len(t) <= 160 && !endsSentence(t) && bylineRE().MatchString(t) && !notBylines().MatchString(t)
	}
	return false
}

// opensWith reports whether t begins with one of the words.
func opensWith(t string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(t, w) })
}

const agencyRE = `(?:AP|A\.P\.|Associated Press|The Associated Press|Reuters|REUTERS|AFP|AFP-JIJI|Agence France-Presse|UPI|EPA|EPA-EFE|` +
	`EFE|` +
	`DPA|dpa|ANSA|TASS|Tass|Interfax|RIA Novosti|Xinhua|XINHUA|PTI|ANI|IANS|IPS|IRIN|Kyodo|Yonhap|Bernama|CNN|CNN Business|BBC|BBC News|` +
	`NPR|VOA|` +
	`CNBC|NBC|CBS|CBC|ABC|Bloomberg|Getty|Getty Images|Al Jazeera|RFE/RL|PA|PA Wire|SPA|WAM|MENA|NAN|GNA|ANGOP|Lusa|KUNA|QNA|APP|IRNA|` +
	`Anadolu|AA)`

var captionStarts = []pattern{
	lazily(`^(?:FILE|File)(?: (?i:photo|image|picture|pic))?[.,]?(?: ?[-–—]+ ?|: ?| \()\S`),
	lazily(`^(?:\((?:FILES?|File)\)|(?:Photo|Photos|PHOTO|PHOTOS|Photograph|Image|IMAGE|Picture|Caption|Pictured|Photo credit|` +
		`Photo Credit|Image credit|Credit|Photo by|Photo courtesy of|Courtesy of|Image by|Photograph by|Illustration by)(?: (?:above|` +
		`below|left|right))?(?:: |by | ?/ ?))\p{L}`),
	lazily(`^(?:Photo|Photograph|Image|Picture|Illustration|Photos) (?:by|courtesy of) \p{Lu}`),
}

var captionEnds = []pattern{
	lazily(`[(\[](?:(?:AP|AFP|EPA|UPI|PA) )?(?:Photo|PHOTO|photo|Image|Photograph|Picture|Credit|Pic)s?(?: credit| courtesy)?(?:[ :/]|` +
		` by )[^()]{1,120}[)\]]\.?$`),
	lazily(`[(\[|] ?(?:Photo: )?(?:[\p{L} .'’\-]{1,50}/)?` + agencyRE + `(?: Photo| Pool| File)?/[^()]{1,100}[)\]]?\.?$`),
	lazily(`[(\[|] ?[\p{L} .'’\-]{1,50}/ ?(?:` + agencyRE + `|Shutterstock|Pool)[^()]{0,60}[)\]]\.?$`),
	lazily(`(?:[.!?]|^)["”’)]? (?:Photo|Photograph|Image|Picture|Credit|Photo credit|Image credit|Photo by|Source)s?(?::|` +
		`:? courtesy of) [^.!?]{2,80}\.?$`),
	lazily(`(?:^|\s)(?:REUTERS|Reuters|AFP|AP Photo|EPA|Getty Images|AFP PHOTO)/[\p{L}][^/!?]{1,50}$`),
}

// maxCredit is how long the credit of a picture may be, in bytes.
const maxCredit = 240

// isCaption looks at both ends of t only, where the credit of a picture stands.
func isCaption(t string) bool {
	if strings.IndexByte("F(PICcpi", t[0]) >= 0 && matchAny(captionStarts, t[:min(len(t), 80)]) {
		return true
	}
	end := t[max(0, len(t)-maxCredit):]
	for _, c := range creditMarks {
		if strings.Contains(end, c) {
			return matchAny(captionEnds, end)
		}
	}
	return false
}

// creditMarks are what a credit holds at least one of.
var creditMarks = []string{"/", "hoto", "PHOTO", "mage", "icture", "redit", "Pic", "Source:", "Sources:"}

func matchAny(res []pattern, t string) bool {
	for _, re := range res {
		if re().MatchString(t) {
			return true
		}
	}
	return false
}

const (
	capsRE       = `(?:\p{Lu}[\p{Lu}\p{M}'’.\-]+[\p{Lu}.])`
	placeRE      = `(?:\p{Lu}[\p{L}\p{M}'’.\-]+)`
	regRE        = `(?:, ` + placeRE + `(?: ` + placeRE + `){0,2})`
	capsPlacesRE = capsRE + `(?:(?: |/| and |, and | & )` + capsRE + `){0,4}`
	dashRE       = `(?:[ \x{a0}]*[—–]|[ \x{a0}]+(?:--?|_)|[ \x{a0}]*--)`
	srcRE        = `(?:[ \x{a0}]*\((?:` + agencyRE + `|[A-Z][\p{L}./&\- ]{1,40})\))`
	whenRE       = `(?:[,.]? (?:` + weekdayRE + `,? )?` + dayRE + `)`
	tailRE       = `[ \x{a0}\n]*["“‘'(\[]?[\p{Lu}\p{N}$£€]`
)

// A datelineForm is a form of datelines: what a text needs to have it at all, and its expression.
type datelineForm struct {
	needs int
	re    pattern
}

const (
	shouts  = 1 << iota // begins with a word in capitals
	sourced             // has brackets
	dated               // has a digit
)

var datelineREs = []datelineForm{
	// LONDON (Reuters) -, HEMPSTEAD, N.Y., Sept. 26 (UPI) —, SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) -
	{shouts | sourced, lazily(`^(` + capsPlacesRE + regRE + `{0,2}` + whenRE + `?` + srcRE + whenRE + `?(?:, \p{Lu}[\p{L} ]{1,30})?` +
		dashRE + `)` + tailRE)},
	// BEIJING, July 18 --
	{shouts | dated, lazily(`^(` + capsPlacesRE + regRE + `{0,2}` + whenRE + dashRE + `)` + tailRE)},
	// TEHRAN —, FAIRVIEW, W.Va. -
	{shouts, lazily(`^(` + capsRE + `(?: ` + capsRE + `)?` + regRE + `{0,2}` + dashRE + `)` + tailRE)},
	// London (Reuters) -, Nairobi, July 3 (Xinhua) --
	{sourced, lazily(`^(` + placeRE + `(?:(?: | and )` + placeRE + `){0,3}` + regRE + `{0,2}` + whenRE + `?` + srcRE + whenRE + `?` +
		dashRE + `)` + tailRE)},
	// London, July 3 —
	{dated, lazily(`^(` + placeRE + `(?:(?: | and )` + placeRE + `){0,3}` + regRE + `{0,2}` + whenRE + dashRE + `)` + tailRE)},
	// (Reuters) -, (CNN) —
	{sourced, lazily(`^(\(` + agencyRE + `\)` + dashRE + `)` + tailRE)},
}

// Forms that are taken for datelines only where one of the first paragraphs opens.
var earlyDatelineREs = []datelineForm{
	// SENNAN and KOBE, Osaka Prefecture--
	{shouts, lazily(`^(` + capsRE + `(?:(?: |/| and |, and | & )` + capsRE + `){0,2}` + regRE + `{0,2}` + dashRE + `)` + tailRE)},
}

// Forms that are taken for datelines only where the first paragraph opens.
var firstDatelineREs = []datelineForm{
	// Nairobi —
	{0, lazily(`^(` + placeRE + `(?: ` + placeRE + `){0,2}` + regRE + `?[ \x{a0}]+(?:[—–]|--))[ \x{a0}]+["“‘']?\p{Lu}`)},
	// NEW DELHI:, LAGOS:
	{shouts, lazily(`^(` + capsRE + `(?: ` + capsRE + `){0,2}(?:, ` + placeRE + `)?` + whenRE + `?:)[ \x{a0}]+["“‘']?\p{Lu}`)},
	// YANGON, July 25 (Reuters):
	{sourced, lazily(`^(` + capsRE + `(?: ` + capsRE + `){0,2}(?:, ` + placeRE + `)?` + whenRE + `? ?\(` + agencyRE +
		`\):)[ \x{a0}]+["“‘']?\p{Lu}`)},
	// Washington (CNN)Lawmakers, (CNN)Lawmakers
	{sourced, lazily(`^((?:` + placeRE + `(?: ` + placeRE + `){0,2}` + regRE + `? ?)?\(` + agencyRE + `\))[ \x{a0}]*["“‘']?\p{Lu}`)},
	// afrol News, 26 June -
	{dated, lazily(`^([\p{L}]+(?: ` + placeRE + `){0,3}` + regRE + `{0,2}` + whenRE + `?` + srcRE + `?` + whenRE + dashRE + `)` + tailRE)},
}

// maxDateline is how far into a paragraph a dateline may reach, in bytes.
const maxDateline = 160

// anywhere stands for a paragraph that is none of the first ones.
const anywhere = 99

// datelineLen returns the length of the dateline that opens t, the paragraph
// with the given number, or 0.
func datelineLen(t string, paragraph int) int {
	t = t[:min(len(t), maxDateline)]
	if !mayHoldDateline(t) {
		return 0
	}
	res := [][]datelineForm{datelineREs, earlyDatelineREs, firstDatelineREs}
	switch {
	case paragraph > 2:
		res = res[:1]
	case paragraph > 0:
		res = res[:2]
	}
	has := 0
	if first, n := utf8.DecodeRuneInString(t); unicode.IsUpper(first) {
		if second, _ := utf8.DecodeRuneInString(t[n:]); !unicode.IsLower(second) && !unicode.IsSpace(second) {
			has |= shouts
		}
	}
	if strings.Contains(t, "(") {
		has |= sourced
	}
	if strings.ContainsAny(t, "0123456789") {
		has |= dated
	}
	for _, group := range res {
		for _, form := range group {
			if form.needs&^has != 0 {
				continue
			}
			if m := form.re().FindStringSubmatchIndex(t); m != nil {
				return m[3]
			}
		}
	}
	return 0
}

// mayHoldDateline spares the expressions most paragraphs: a dateline has a dash,
// an agency in brackets, or capitals before a colon.
func mayHoldDateline(t string) bool {
	if strings.Contains(t, "—") || strings.Contains(t, "–") || strings.Contains(t, " -") || strings.Contains(t, " _") ||
		strings.Contains(t, "\u00a0-") || strings.Contains(t, "--") {
		return true
	}
	for _, mark := range [...]byte{'(', ':'} {
		if i := strings.IndexByte(t, mark); i >= 0 && i < 60 {
			return true
		}
	}
	return false
}
