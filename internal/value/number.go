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

var (
	half  = big.NewRat(1, 2)
	vulgr = map[rune]*big.Rat{'½': half, '¼': big.NewRat(1, 4), '¾': big.NewRat(3, 4), '⅓': big.NewRat(1, 3), '⅔': big.NewRat(2, 3),
		'⅛': big.NewRat(1, 8), '⅜': big.NewRat(3, 8), '⅝': big.NewRat(5, 8), '⅞': big.NewRat(7, 8), '⅕': big.NewRat(1, 5)}
)

func pow10(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

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
	if s == "" || len(s) > maxDigits {
		return nil, false, false
	}
	intPart, fracPart, hasFrac := strings.Cut(s, ".")
	if strings.ContainsAny(fracPart, ".,") {
		return nil, false, false
	}
	groups := strings.Split(intPart, ",")
	for i, g := range groups {
		switch {
		case len(groups) == 1:
		case i == 0 && (len(g) > 3 || g[0] == '0'):
			return nil, false, false
		case i == len(groups)-1 && i > 0 && len(g) != 3:
			return nil, false, false
		case i > 0 && i < len(groups)-1 && len(g) != 3 && len(g) != 2:
			return nil, false, false
		}
	}
	r, ok = new(big.Rat).SetString(strings.Join(groups, "") + "." + fracPart + "0")
	return r, len(groups) == 1 && !hasFrac, ok
}

// number parses the numeral at i. In money, "m" and "k" stand for million and thousand.
func (p *parser) number(i int, money bool) (number, bool) {
	t := p.tok(i)
	switch {
	case t.kind == digits:
		return p.digitsNumber(i, money)
	case t.kind == symbol && vulgr[t.r] != nil:
		return p.scaled(number{end: i + 1, val: vulgr[t.r], frac: true}, money), true
	case t.kind == letters:
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
	if v := vulgr[p.tok(n.end).r]; v != nil && p.tok(n.end).kind == symbol {
		n.val, n.end, n.whole = new(big.Rat).Add(n.val, v), n.end+1, false
		return
	}
	if v, ok := p.slash(n.end); ok && !p.tok(n.end).glued && !p.isSym(n.end+3, "/") {
		n.val, n.end, n.whole = new(big.Rat).Add(n.val, v), n.end+3, false
		return
	}
	if v, ok := p.slash(n.end - 1); ok && !p.isSym(n.end+2, "/") {
		n.val, n.end, n.whole, n.frac = v, n.end+2, false, true
	}
}

// slash reads a proper fraction such as 3/4.
func (p *parser) slash(i int) (*big.Rat, bool) {
	a, s, b := p.tok(i), p.tok(i+1), p.tok(i+2)
	if a.kind != digits || b.kind != digits || s.r != '/' || s.kind != symbol || !s.glued || !b.glued {
		return nil, false
	}
	x, err1 := strconv.Atoi(a.lower)
	y, err2 := strconv.Atoi(b.lower)
	if err1 != nil || err2 != nil || x < 1 || x >= y || y > 16 || len(a.lower)+len(b.lower) > 4 {
		return nil, false
	}
	return big.NewRat(int64(x), int64(y)), true
}

// scaled takes in the scale words after n: "million", "bn", "dozen", "lakh crore".
func (p *parser) scaled(n number, money bool) number {
	for range 3 {
		j := n.end
		if p.isHyphen(j) && p.tok(j).glued && p.tok(j+1).glued {
			j++
		}
		t := p.tok(j)
		e := 0
		switch x := t.lex; {
		case t.kind != letters:
		case x != nil && x.scale > 0 && (!x.plural || t.lower == "crores" || t.lower == "lakhs"):
			e = int(x.scale)
		case x != nil && x.dozen && !x.plural && n.val != nil:
			n.val, n.end, n.whole = new(big.Rat).Mul(n.val, big.NewRat(12, 1)), j+1, false
			return n
		case money && t.glued && j == n.end:
			e = map[string]int{"k": 3, "m": 6, "b": 9, "t": 12, "mil": 6, "cr": 7}[t.lower]
		case money && !t.glued && (t.lower == "m" || t.lower == "b") && !p.isSym(j+1, "."):
			e = map[string]int{"m": 6, "b": 9}[t.lower]
		}
		if e == 0 || n.scale+e > 21 {
			return n
		}
		n.scale += e
		n.end, n.whole = j+1, false
		if n.val != nil {
			n.val = new(big.Rat).Mul(n.val, pow10(e))
		}
	}
	return n
}

// wordNumber parses numerals in words.
func (p *parser) wordNumber(i int, money bool) (number, bool) {
	t := p.tok(i)
	if t.glued && p.tok(i-1).kind != symbol && i > 0 {
		return number{}, false
	}
	next := p.tok(i + 1)
	switch t.lower {
	case "a", "an":
		return p.articleNumber(i)
	case "half":
		return p.halfNumber(i)
	case "several", "few", "many":
		if x := next.lex; x != nil && (x.scale > 0 || x.dozen) && !x.plural {
			n := number{end: i + 1, words: true, vague: true}
			if x.dozen {
				n.end++
				return n, true
			}
			return p.scaled(n, false), true
		}
		return number{}, false
	case "tens", "scores":
		if p.word(i+1) == "of" {
			return p.vagueNumber(i)
		}
		return number{}, false
	}
	x := t.lex
	switch {
	case x == nil:
		return number{}, false
	case x.plural && (x.scale > 0 || x.dozen):
		return p.vagueNumber(i)
	case x.card > 0:
		return p.cardinal(i, money)
	}
	return number{}, false
}

// vagueNumber parses "hundreds", "tens of thousands".
func (p *parser) vagueNumber(i int) (number, bool) {
	n := number{end: i + 1, words: true, vague: true}
	for range 2 {
		x := p.tok(n.end + 1).lex
		if p.word(n.end) != "of" || x == nil || x.scale == 0 && !x.dozen || !x.plural {
			break
		}
		n.end += 2
	}
	return n, true
}

// articleNumber parses "a hundred", "a dozen", "a half", "a third of".
func (p *parser) articleNumber(i int) (number, bool) {
	j := i + 1
	t := p.tok(j)
	x := t.lex
	if p.word(j) == "few" {
		if n, ok := p.wordNumber(j, false); ok {
			return n, true
		}
		return number{}, false
	}
	switch {
	case x == nil || x.plural:
	case x.scale > 0 && x.scale != 5 || x.scale == 5:
		return p.compound(j, big.NewRat(1, 1), false), true
	case x.dozen:
		return number{end: j + 1, val: big.NewRat(12, 1), words: true}, true
	case x.frac > 2 && p.word(j+1) == "of":
		return number{end: j + 1, val: big.NewRat(1, int64(x.frac)), words: true, frac: true}, true
	case x.frac == 2 && (p.word(j+1) == "million" || p.word(j+1) == "billion" || p.word(j+1) == "dozen"):
		return p.halfNumber(j)
	case x.frac == 2 && p.word(j+1) == "of":
		return number{end: j + 1, val: half, words: true, frac: true}, true
	}
	return number{}, false
}

// halfNumber parses "half", "half a million", "half a dozen".
func (p *parser) halfNumber(i int) (number, bool) {
	j := i + 1
	if w := p.word(j); w == "a" || w == "an" {
		j++
	}
	if x := p.tok(j).lex; x != nil && !x.plural && (x.scale > 0 || x.dozen) {
		return p.scaled(number{end: j, val: half, words: true}, false), true
	}
	if p.lex(i-1).ord > 0 || p.word(i-1) == "other" || p.word(i-1) == "better" {
		return number{}, false // "the first half"
	}
	return number{end: i + 1, val: half, words: true, frac: true}, true
}

// cardinal parses "twenty-five", "two hundred and five thousand", "two-thirds", "two and a half".
func (p *parser) cardinal(i int, money bool) (number, bool) {
	x := p.tok(i).lex
	v := int64(x.card - 1)
	j := i + 1
	if v >= 20 && v%10 == 0 {
		k := j
		if p.isHyphen(k) {
			k++
		}
		if y := p.tok(k).lex; y != nil && y.card > 1 && y.card <= 10 && (k > j || !p.tok(k).glued) {
			v += int64(y.card - 1)
			j = k + 1
		}
	}
	if n, ok := p.wordFraction(j, v); ok {
		return n, true
	}
	n := p.compound(j, big.NewRat(v, 1), money)
	if p.word(n.end) == "and" && (p.word(n.end+1) == "a" || p.word(n.end+1) == "one") && p.tok(n.end+2).lex != nil {
		y := p.tok(n.end + 2).lex
		if y.frac == 2 || y.frac == 4 && !y.plural {
			n.val = new(big.Rat).Add(n.val, big.NewRat(1, int64(y.frac)))
			n.end += 3
			n = p.scaled(n, money)
		}
	}
	if j := n.end; p.isHyphen(j) && p.word(j+1) == "and" && p.isHyphen(j+2) && p.word(j+3) == "a" && p.isHyphen(j+4) && p.word(j+5) == "half" {
		n.val = new(big.Rat).Add(n.val, half) // "two-and-a-half years"
		n.end += 6
	}
	return n, true
}

// wordFraction parses the denominator of "two-thirds" at j, after v.
func (p *parser) wordFraction(j int, v int64) (number, bool) {
	k := j
	if p.isHyphen(k) && p.tok(k).glued {
		k++
	}
	y := p.tok(k).lex
	if y == nil || y.frac == 0 || v == 0 || v >= int64(y.frac) || v == 1 == y.plural {
		return number{}, false
	}
	// "one second-quarter loss", "two quarters" are no fractions.
	if k == j && (y.frac == 4 && y.plural && p.word(k+1) != "of" || v == 1 && y.frac != 2 && p.word(k+1) != "of") {
		return number{}, false
	}
	return number{end: k + 1, val: big.NewRat(v, int64(y.frac)), words: true, frac: true}, true
}

// compound parses the scale words and smaller numerals after a numeral below a
// hundred: "[two] hundred and five thousand three hundred".
func (p *parser) compound(j int, low *big.Rat, money bool) number {
	n := number{end: j, words: true}
	total, cur := new(big.Rat), low
	last := 100 // the next scale must be below; 100 is no bound
	hundred := false
	for range 12 {
		k := n.end
		if p.isHyphen(k) && p.tok(k).glued && p.tok(k+1).glued {
			k++
		}
		x := p.tok(k).lex
		if x != nil && x.scale > 0 && !x.plural && !(x.scale == 2 && hundred) && (int(x.scale) < last || x.scale == 2) {
			cur = new(big.Rat).Mul(cur, pow10(int(x.scale)))
			n.end = k + 1
			n.scale = int(x.scale)
			if x.scale == 2 {
				hundred = true
			} else {
				total.Add(total, cur)
				cur, last, hundred = new(big.Rat), int(x.scale), false
			}
		} else if x != nil && x.dozen && !x.plural && n.end == j {
			return number{end: k + 1, val: new(big.Rat).Mul(low, big.NewRat(12, 1)), words: true}
		} else {
			break
		}
		rest, end, ok := p.below(n.end, hundred || last <= 3)
		if !ok {
			continue
		}
		cur = new(big.Rat).Add(cur, rest)
		n.end = end
	}
	n.val = total.Add(total, cur)
	return n
}

// below parses "[and] five", "[and] twenty-five" after a scale word.
func (p *parser) below(i int, small bool) (*big.Rat, int, bool) {
	if p.word(i) == "and" {
		i++
	}
	x := p.tok(i).lex
	if x == nil || x.card <= 1 || !small && p.tok(i-1).lower == "and" {
		return nil, 0, false
	}
	// "two hundred and one of them": fine; "a thousand one day" is rare enough.
	v := int64(x.card - 1)
	i++
	if v >= 20 && v%10 == 0 {
		k := i
		if p.isHyphen(k) {
			k++
		}
		if y := p.tok(k).lex; y != nil && y.card > 1 && y.card <= 10 {
			v, i = v+int64(y.card-1), k+1
		}
	}
	return big.NewRat(v, 1), i, true
}

// ordinal parses "first", "twenty-first", "21st", "hundredth". It returns the
// number and the index of the token after it.
func (p *parser) ordinal(i int) (int64, int, bool) {
	t := p.tok(i)
	if t.kind == digits {
		s := p.tok(i + 1)
		v, err := strconv.ParseInt(strings.ReplaceAll(t.lower, ",", ""), 10, 32)
		if err != nil || !s.glued || s.kind != letters {
			return 0, 0, false
		}
		switch s.lower {
		case "st", "nd", "rd", "th":
			return v, i + 2, true
		}
		return 0, 0, false
	}
	x := t.lex
	if x == nil {
		switch t.lower {
		case "hundredth":
			return 100, i + 1, true
		case "thousandth":
			return 1000, i + 1, true
		case "millionth":
			return 1000000, i + 1, true
		}
		return 0, 0, false
	}
	if x.ord > 0 {
		return int64(x.ord), i + 1, true
	}
	if x.card > 20 && (x.card-1)%10 == 0 && p.isHyphen(i+1) {
		if y := p.tok(i + 2).lex; y != nil && y.ord > 0 && y.ord < 10 && (y.unit != second || p.word(i-1) == "the") {
			return int64(x.card-1) + int64(y.ord), i + 3, true
		}
	}
	return 0, 0, false
}
