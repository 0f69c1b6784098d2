package value

import (
	"math/big"
	"strconv"
	"strings"
)

// A number is a parsed numeral.
type number struct {
	end   int
	val   *big.Rat // nil where no number is said ("hundreds")
	scale int      // the power of ten of a scale word ("million")
	words bool     // written with words only
	vague bool     // "hundreds", "several thousand"
	frac  bool     // "two-thirds", "half"
	whole bool     // plain digits without separators: might be a year
}

var half = big.NewRat(1, 2)

// vulgar are the fractions that are one character.
var vulgar = map[rune]*big.Rat{'½': half, '¼': big.NewRat(1, 4), '¾': big.NewRat(3, 4), '⅓': big.NewRat(1, 3), '⅔': big.NewRat(2, 3),
	'⅛': big.NewRat(1, 8), '⅜': big.NewRat(3, 8), '⅝': big.NewRat(5, 8), '⅞': big.NewRat(7, 8), '⅕': big.NewRat(1, 5)}

func pow10(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

func product(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

func sum(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }

// decimal writes r in decimal digits where that is exact, else as a fraction.
func decimal(r *big.Rat) string {
	if r == nil {
		return ""
	}
	if n, exact := r.FloatPrec(); exact {
		return r.FloatString(n)
	}
	return r.RatString()
}

// maxDigits is the longest numeral that counts as a number.
const maxDigits = 24

// parseDigits reads "4,000", "3.5", "1,00,000".
func parseDigits(s string) (r *big.Rat, whole, ok bool) {
	intPart, fracPart, hasFrac := strings.Cut(s, ".")
	groups := strings.Split(intPart, ",")
	if s == "" || len(s) > maxDigits || strings.ContainsAny(fracPart, ".,") || !validGroups(groups) {
		return nil, false, false
	}
	r, ok = new(big.Rat).SetString(strings.Join(groups, "") + "." + fracPart + "0")
	return r, len(groups) == 1 && !hasFrac, ok
}

// validGroups reports whether the digits between commas are as many as in the
// West ("1,000,000") or in India ("10,00,000").
func validGroups(groups []string) bool {
	last := len(groups) - 1
	if last == 0 {
		return true
	}
	for _, g := range groups[1:last] {
		if len(g) != 3 && len(g) != 2 {
			return false
		}
	}
	return len(groups[0]) <= 3 && groups[0][0] != '0' && len(groups[last]) == 3
}

// number parses the numeral at i. In money, "m" and "k" stand for million and thousand.
func (p *parser) number(i int, money bool) (number, bool) {
	t := p.tok(i)
	switch {
	case t.is(digits):
		return p.digitsNumber(i, money)
	case t.is(symbol) && vulgar[t.r] != nil:
		return p.scaled(number{end: i + 1, val: vulgar[t.r], frac: true}, money), true
	case t.is(letters):
		return p.wordNumber(i, money)
	}
	return number{}, false
}

func (p *parser) digitsNumber(i int, money bool) (number, bool) {
	v, whole, ok := parseDigits(p.tok(i).lower)
	if !ok {
		return number{}, false
	}
	n := number{end: i + 1, val: v, whole: whole}
	if v.IsInt() {
		p.mixed(&n)
	}
	return p.scaled(n, money), true
}

// mixed adds the fraction of "5 1/2" and "2½", and makes a fraction of "1/2".
func (p *parser) mixed(n *number) {
	if t := p.tok(n.end); t.is(symbol) && vulgar[t.r] != nil {
		n.val, n.end, n.whole = sum(n.val, vulgar[t.r]), n.end+1, false
		return
	}
	if v, ok := p.slash(n.end); ok && !p.glued(n.end) && !p.isSym(n.end+3, "/") {
		n.val, n.end, n.whole = sum(n.val, v), n.end+3, false
		return
	}
	if v, ok := p.slash(n.end - 1); ok && !p.isSym(n.end+2, "/") {
		n.val, n.end, n.whole, n.frac = v, n.end+2, false, true
	}
}

// slash reads a proper fraction such as 3/4 at token i.
func (p *parser) slash(i int) (*big.Rat, bool) {
	if !p.matches("slash.fraction", i) {
		return nil, false
	}
	x, y := atoi(p.tok(i).lower), atoi(p.tok(i+2).lower)
	if x < 1 || x >= y || y > 16 {
		return nil, false
	}
	return big.NewRat(int64(x), int64(y)), true
}

// maxScale is the highest power of ten that scale words may make together.
const maxScale = 21

// scaled takes in the scale words after n: "million", "bn", "dozen", "lakh crore".
func (p *parser) scaled(n number, money bool) number {
	for range 3 {
		j := n.end
		if p.is(j, hyphen) && p.glued(j) && p.glued(j+1) {
			j++
		}
		if p.is(j, dozenWord) && !p.is(j, plural) && n.val != nil {
			n.val, n.end, n.whole = product(n.val, big.NewRat(12, 1)), j+1, false
			return n
		}
		e := p.scaleAt(j, money, j == n.end)
		if e == 0 || n.scale+e > maxScale {
			return n
		}
		n.scale += e
		n.end, n.whole = j+1, false
		if n.val != nil {
			n.val = product(n.val, pow10(e))
		}
	}
	return n
}

// scaleAt is the power of ten of the scale word at token j, or 0. In money
// letters do, where no hyphen comes before them.
func (p *parser) scaleAt(j int, money, direct bool) int {
	t := p.tok(j)
	switch {
	case t.is(scaleWord) && (!t.is(plural) || t.lower == "crores" || t.lower == "lakhs"):
		return t.lex.scale
	case !money:
		return p.countLetter(j, direct)
	case t.glued && direct:
		return t.lex.letterScale
	case !t.glued && (t.lower == "m" || t.lower == "b") && !p.isSym(j+1, "."):
		return t.lex.letterScale
	}
	return 0
}

// countLetter is the power of ten of the letter at token j behind a count, or 0:
// "5m voters", but not "a 5m wall".
func (p *parser) countLetter(j int, direct bool) int {
	t := p.tok(j)
	if !direct || !t.glued || !t.is(letterScale) || !p.is(j-1, digits) {
		return 0
	}
	if p.matches("count.letter", j) || p.matches("count.end", j) && !p.inMetres(j) {
		return t.lex.letterScale
	}
	return 0
}

// inMetres tells "jumped 2.04m" from "rose to 5m", with the letter at token j.
func (p *parser) inMetres(j int) bool {
	n := p.tok(j - 1).lower
	return trackLength(n) || len(n) > 3 && !strings.Contains(n, ".") || strings.Index(n, ".") == len(n)-3 || p.matches("metres.before", j-1)
}

// wordNumber parses numerals in words.
func (p *parser) wordNumber(i int, money bool) (number, bool) {
	t := p.tok(i)
	if t.glued && i > 0 && !p.is(i-1, symbol) {
		return number{}, false
	}
	switch t.lower {
	case "a", "an":
		return p.articleNumber(i)
	case "half":
		return p.halfNumber(i)
	case "several", "few", "many":
		return p.severalNumber(i)
	case "tens", "scores":
		if p.word(i+1) == "of" {
			return p.vagueNumber(i), true
		}
		return number{}, false
	}
	switch {
	case t.is(plural) && (t.is(scaleWord) || t.is(dozenWord)):
		return p.vagueNumber(i), true
	case t.is(cardinalWord):
		return p.cardinal(i, money), true
	}
	return number{}, false
}

// severalNumber parses "several thousand", "a few dozen".
func (p *parser) severalNumber(i int) (number, bool) {
	n := number{end: i + 1, words: true, vague: true}
	switch t := p.tok(i + 1); {
	case t.is(plural):
		return number{}, false
	case t.is(dozenWord):
		n.end++
		return n, true
	case t.is(scaleWord):
		return p.scaled(n, false), true
	}
	return number{}, false
}

// vagueNumber parses "hundreds", "tens of thousands".
func (p *parser) vagueNumber(i int) number {
	m, _ := p.find("tens.of", i)
	return number{end: m.End, words: true, vague: true}
}

// articleNumber parses "a hundred", "a dozen", "a half", "a third of".
func (p *parser) articleNumber(i int) (number, bool) {
	j := i + 1
	t := p.tok(j)
	switch {
	case t.lower == "few":
		return p.severalNumber(j)
	case t.is(plural):
	case t.is(scaleWord):
		return p.compound(j, big.NewRat(1, 1)), true
	case t.is(dozenWord):
		return number{end: j + 1, val: big.NewRat(12, 1), words: true}, true
	case p.matches("half.million", j):
		return p.halfNumber(j)
	case t.lower != "second" && p.matches("fraction", j):
		return number{end: j + 1, val: big.NewRat(1, int64(t.lex.frac)), words: true, frac: true}, true
	}
	return number{}, false
}

// halfNumber parses "half", "half a million", "half a dozen".
func (p *parser) halfNumber(i int) (number, bool) {
	j := i + 1
	if w := p.word(j); w == "a" || w == "an" {
		j++
	}
	if t := p.tok(j); !t.is(plural) && (t.is(scaleWord) || t.is(dozenWord)) {
		return p.scaled(number{end: j, val: half, words: true}, false), true
	}
	if p.is(i-1, ordinalWord) || p.word(i-1) == "other" || p.word(i-1) == "better" {
		return number{}, false // "the first half"
	}
	return number{end: i + 1, val: half, words: true, frac: true}, true
}

// belowHundred reads "twenty-five" at token i; close tells whether the second
// word may follow without a space or hyphen.
func (p *parser) belowHundred(i int, close bool) (v int64, end int) {
	v, end = int64(p.lex(i).card), i+1
	if v < 20 {
		return v, end
	}
	k := end
	if p.is(k, hyphen) {
		k++
	}
	if y := p.lex(k); y.has(cardinalWord) && y.card >= 1 && y.card <= 9 && (close || k > end || !p.glued(k)) {
		return v + int64(y.card), k + 1
	}
	return v, end
}

// cardinal parses "twenty-five", "two hundred and five thousand", "two-thirds", "two and a half".
func (p *parser) cardinal(i int, money bool) number {
	v, j := p.belowHundred(i, false)
	if n, ok := p.wordFraction(j, v); ok {
		return n
	}
	n := p.compound(j, big.NewRat(v, 1))
	if m, ok := p.find("and.half", n.end); ok {
		n.val = sum(n.val, big.NewRat(1, int64(m.lex("f").frac)))
		n.end = m.End
		n = p.scaled(n, money)
	}
	if m, ok := p.find("and.a.half", n.end); ok { // "two-and-a-half years"
		n.val, n.end = sum(n.val, half), m.End
	}
	return n
}

// wordFraction parses the denominator of "two-thirds" at j, after v.
func (p *parser) wordFraction(j int, v int64) (number, bool) {
	k := j
	if p.is(k, hyphen) && p.glued(k) {
		k++
	}
	y := p.lex(k)
	if y.frac == 0 || v == 0 || v >= int64(y.frac) || v == 1 == y.has(plural) {
		return number{}, false
	}
	// "one second-quarter loss", "two quarters" are no fractions.
	open := y.frac == 4 && y.has(plural) || v == 1 && y.frac != 2
	if k == j && open && p.word(k+1) != "of" && !p.matches("fraction", k) {
		return number{}, false
	}
	return number{end: k + 1, val: big.NewRat(v, int64(y.frac)), words: true, frac: true}, true
}

// compound parses the scale words and smaller numerals after a numeral below a
// hundred, which ends before j: "[two] hundred and five thousand three hundred".
func (p *parser) compound(j int, low *big.Rat) number {
	if k := p.pastHyphen(j); p.is(k, dozenWord) && !p.is(k, plural) {
		return number{end: k + 1, val: product(low, big.NewRat(12, 1)), words: true}
	}
	c := compounding{total: new(big.Rat), cur: low, last: 100} // 100 is no bound
	n := number{end: j, words: true}
	for range 12 {
		k := p.pastHyphen(n.end)
		x := p.lex(k)
		if !x.has(scaleWord) || x.has(plural) || !c.scale(x.scale) {
			break
		}
		n.end, n.scale = k+1, x.scale
		if rest, end, ok := p.below(n.end, c.hundred || c.last <= 3); ok {
			c.cur, n.end = sum(c.cur, rest), end
		}
	}
	n.val = sum(c.total, c.cur)
	return n
}

// pastHyphen is the index after a hyphen without spaces at j, or j.
func (p *parser) pastHyphen(j int) int {
	if p.is(j, hyphen) && p.glued(j) && p.glued(j+1) {
		return j + 1
	}
	return j
}

// A compounding adds up "two hundred and five thousand three hundred".
type compounding struct {
	total, cur *big.Rat
	last       int // the power of ten below which the next scale word must be
	hundred    bool
}

// scale takes in a scale word, or reports that it doesn't belong to the numeral.
func (c *compounding) scale(e int) bool {
	if e == 2 {
		if c.hundred {
			return false
		}
		c.cur, c.hundred = product(c.cur, pow10(2)), true
		return true
	}
	if e >= c.last {
		return false
	}
	c.total = sum(c.total, product(c.cur, pow10(e)))
	c.cur, c.last, c.hundred = new(big.Rat), e, false
	return true
}

// below parses "[and] five", "[and] twenty-five" after a scale word; after "and"
// only where it is small.
func (p *parser) below(i int, small bool) (*big.Rat, int, bool) {
	and := p.word(i) == "and"
	if and {
		i++
	}
	x := p.lex(i)
	if !x.has(cardinalWord) || x.card == 0 || and && !small {
		return nil, 0, false
	}
	v, end := p.belowHundred(i, true)
	return big.NewRat(v, 1), end, true
}

// ordinal parses "first", "twenty-first", "21st", "hundredth". It returns the
// number and the index of the token after it.
func (p *parser) ordinal(i int) (int64, int, bool) {
	t := p.tok(i)
	switch {
	case t.is(digits):
		v, err := strconv.ParseInt(strings.ReplaceAll(t.lower, ",", ""), 10, 32)
		return v, i + 2, err == nil && p.matches("ordinal.ending", i+1)
	case t.is(ordinalWord):
		return int64(t.lex.ord), i + 1, true
	}
	if t.lex.card < 20 {
		return 0, 0, false
	}
	m, ok := p.find("ordinal.compound", i)
	if !ok || m.lex("o").ord > 9 {
		return 0, 0, false
	}
	if m.word("o") == "second" && p.word(i-1) != "the" { // "a twenty-second pause"
		return 0, 0, false
	}
	return int64(t.lex.card + m.lex("o").ord), m.End, true
}
