package value

import (
	"math/big"
	"strings"

	"golang.org/x/text/currency"
)

// A money is a name of currencies: the one that it means by itself, and those
// that it can mean with a country's adjective before it.
type money struct {
	code     string // by itself; "" if that is open
	codes    string // with an adjective
	parts    int64  // how many make one unit of the currency: 100 for cents
	needHigh bool   // means money only with "million" and the like ("pounds")
}

// code reads token i as an ISO 4217 code.
func (p *parser) code(i int) string {
	t := p.tok(i)
	if !t.is(caps) || t.end-t.start != 3 || p.notCodes[p.source(i)] {
		return ""
	}
	if u, err := currency.ParseISO(p.source(i)); err == nil {
		return u.String()
	}
	return ""
}

// moneySign reads what stands before an amount: "$", "US$", "US $", "Rs.", "USD".
// It returns the currency and the index of the amount.
func (p *parser) moneySign(i int) (string, int, bool) {
	t := p.tok(i)
	switch {
	case p.isSym(i, "$"):
		return p.dollar, i + 1, true
	case t.is(symbol):
		return p.signs[t.r], i + 1, t.is(currencySign) && t.r != '¢'
	}
	if !t.is(letters) || t.glued && i > 0 && !p.is(i-1, symbol) {
		return "", 0, false
	}
	for _, f := range [...]func(i int) (code string, amount int, ok bool){p.letteredSign, p.abbreviation} {
		if code, amount, ok := f(i); ok {
			return code, amount, true
		}
	}
	c := p.code(i)
	return c, i + 1, c != "" && p.is(i+1, digits)
}

// letteredSign reads "US$", "U.S.$", "A$", "E£".
func (p *parser) letteredSign(i int) (string, int, bool) {
	if !p.is(i+1, symbol) {
		return "", 0, false
	}
	m, ok := p.find("sign.pound", i)
	if ok {
		return p.pounds[m.word("letters")], m.at("amount"), p.is(i, capital)
	}
	if m, ok = p.find("sign.dollar", i); ok {
		c, ok := p.dollars[m.word("letters")]
		return c, m.at("amount"), ok
	}
	m, ok = p.find("sign.us", i)
	return "USD", m.at("amount"), ok
}

// abbreviation reads "Rs. 500", "KSh 20", "R500".
func (p *parser) abbreviation(i int) (string, int, bool) {
	s := p.source(i)
	c, ok := p.before[s]
	if !ok {
		return "", 0, false
	}
	m, ok := p.find("sign.letters", i)
	j := m.at("amount")
	if !ok || j > i+1 && !p.stopped[s] || p.close[s] && !p.glued(j) || p.close[s] && len(s) == 1 && !p.looksLikeAmount(j) {
		return "", 0, false
	}
	return c, j, true
}

// looksLikeAmount tells "R500m", "N2,000", "R75 000" from "R2", "N95", "K2".
func (p *parser) looksLikeAmount(j int) bool {
	n, ok := p.number(j, true)
	if !ok {
		return false
	}
	n = p.spacedGroups(j, n)
	return n.end > j+1 || n.scale > 0 || strings.Contains(p.tok(j).lower, ",") || len(p.tok(j).lower) >= 3
}

// money parses an amount that begins with a sign or code.
func (p *parser) money(i int) (result, bool) {
	code, j, ok := p.moneySign(i)
	if !ok {
		return refuse()
	}
	n, ok := p.number(j, true)
	if !ok {
		return refuse()
	}
	n = p.spacedGroups(j, n)
	r := result{end: n.end, typ: typeMoney, val: Value{Number: decimal(n.val), Currency: code}}
	if m, hi, ok := p.upper(n, true); ok && !p.changesTo(i, n.end) {
		r.end, r.val.Number, r.val.Upper = hi.end, decimal(m), decimal(hi.val)
	}
	// "$5 million US", "$20 Australian", "2 billion US dollars".
	k := r.end
	if p.is(k, hyphen) && p.glued(k) {
		k++
	}
	if c, end, ok := p.moneyName(k, true); ok {
		r.end = end
		if c.code != "" && code == p.dollar {
			r.val.Currency = c.code
		}
	}
	return r, true
}

// changesTo tells "fell £3m to £12m" from a range, where the first amount stands
// at token i and ends before end.
func (p *parser) changesTo(i, end int) bool {
	if p.word(end) != "to" || !p.matches("changes", i) {
		return false
	}
	_, _, signed := p.moneySign(end + 1)
	return signed || p.matches("from", i)
}

// spacedGroups takes in the further groups of "75 000", of which n is the first.
func (p *parser) spacedGroups(j int, n number) number {
	if !n.whole || n.end != j+1 || len(p.tok(j).lower) > 3 {
		return n
	}
	s, k := p.tok(j).lower, j+1
	for k < j+5 && p.isGroup(k) {
		s += p.tok(k).lower
		k++
	}
	if v, _, ok := parseDigits(s); ok && k > j+1 {
		return p.scaled(number{end: k, val: v}, true)
	}
	return n
}

// isGroup reports whether token k is three digits set a little apart.
func (p *parser) isGroup(k int) bool {
	t := p.tok(k)
	return t.is(digits) && len(t.lower) == 3 && !t.glued && t.start-p.tok(k-1).end <= 3
}

// A moneyWord is what moneyName found.
type moneyWord struct {
	code string
	name *money
}

// moneyName reads "dollars", "US dollars", "Australian dollars", "EUR", "€" after
// an amount; high tells that this is in thousands or more.
func (p *parser) moneyName(i int, high bool) (moneyWord, int, bool) {
	t := p.tok(i)
	switch {
	case t.is(symbol):
		return p.signAfter(i)
	case t.is(moneyNoun):
		return p.currencyName(i, high)
	}
	if w, end, ok := p.nationalName(i); ok {
		return w, end, true
	}
	c := p.code(i)
	return moneyWord{c, nil}, i + 1, c != ""
}

// signAfter reads the sign after an amount: "20 €", "5¢".
func (p *parser) signAfter(i int) (moneyWord, int, bool) {
	t := p.tok(i)
	if !t.is(currencySign) || t.r == '$' || p.is(i+1, digits) && p.glued(i+1) {
		return moneyWord{}, 0, false
	}
	w := moneyWord{code: p.signs[t.r]}
	if t.r == '¢' {
		w.name = p.words["cent"].money
	}
	return w, i + 1, true
}

// currencyName reads "dollars", "pounds sterling".
func (p *parser) currencyName(i int, high bool) (moneyWord, int, bool) {
	m := p.lex(i).money
	sterling := m.code == "GBP" && p.word(i+1) == "sterling"
	if m.needHigh && !high && !sterling {
		return moneyWord{}, 0, false
	}
	code := m.code
	if code == "USD" {
		code = p.dollar // dollars and cents
	}
	if sterling {
		return moneyWord{m.code, m}, i + 2, true
	}
	return moneyWord{code, m}, i + 1, true
}

// nationalName reads "US dollars", "Hong Kong dollars".
func (p *parser) nationalName(i int) (moneyWord, int, bool) {
	codes, j := p.adjective(i)
	if j == i {
		return moneyWord{}, 0, false
	}
	if p.is(j, hyphen) {
		j++
	}
	m := p.lex(j).money
	if m == nil {
		return moneyWord{}, 0, false
	}
	code := ""
	for c := range strings.SplitSeq(codes, ",") {
		if c != "" && strings.Contains(m.codes, c) {
			code = c
		}
	}
	return moneyWord{code, m}, j + 1, true
}

// adjective reads the adjective of a country at i ("US", "U.S.", "Hong Kong",
// "South African") and returns its currencies, and the index after it.
func (p *parser) adjective(i int) (string, int) {
	t := p.tok(i)
	if !t.is(letters) || !t.is(capital) {
		return "", i
	}
	if m, ok := p.find("us.adjective", i); ok {
		return "USD", m.End
	}
	if c, ok := p.demonyms[t.lower+" "+p.word(i+1)]; ok {
		return c, i + 2
	}
	if c, ok := p.demonyms[t.lower]; ok {
		return c, i + 1
	}
	return "", i
}

// amountOf sets the currency of v, and turns cents into the currency.
func (w moneyWord) amountOf(v *Value, n, upper *big.Rat) {
	v.Currency = w.code
	if w.name != nil && w.name.parts > 0 {
		parts := big.NewRat(1, w.name.parts)
		if n != nil {
			n = product(n, parts)
		}
		if upper != nil {
			upper = product(upper, parts)
		}
	}
	v.Number, v.Upper = decimal(n), decimal(upper)
}
