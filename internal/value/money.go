package value

import (
	"math/big"
	"strings"

	"golang.org/x/text/currency"
)

// A money is a name of currencies: the one that it means by itself, and those
// that it can mean with a country's adjective before it.
type money struct {
	words    string // its forms
	code     string // by itself; "" if that is open
	codes    string // with an adjective
	parts    int64  // how many make one unit of the currency: 100 for cents
	needHigh bool   // means money only with "million" and the like ("pounds")
}

const (
	dollars   = "USD AUD CAD NZD HKD SGD TWD BBD BSD BZD BMD BND FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"
	poundsOf  = "GBP EGP LBP SYP SDG SSP GIP FKP SHP"
	rupees    = "INR PKR LKR NPR MUR SCR"
	pesos     = "MXN ARS CLP COP CUP DOP PHP UYU"
	francs    = "CHF XOF XAF XPF BIF DJF GNF KMF RWF CDF"
	dinars    = "DZD BHD IQD JOD KWD LYD RSD TND MKD"
	dirhams   = "AED MAD"
	shillings = "KES TZS UGX SOS"
	crowns    = "DKK NOK SEK ISK CZK"
	rials     = "IRR OMR YER QAR SAR"
)

var monies = []money{
	{words: "dollar dollars buck bucks", code: "USD", codes: dollars},
	{words: "cent cents", code: "USD", codes: dollars + " EUR ZAR KES", parts: 100},
	{words: "euro euros", code: "EUR", codes: "EUR"},
	{words: "pound pounds", code: "GBP", codes: poundsOf, needHigh: true},
	{words: "sterling quid", code: "GBP", codes: "GBP"},
	{words: "pence", code: "GBP", codes: "GBP", parts: 100},
	{words: "rupee rupees", code: "INR", codes: rupees},
	{words: "paise paisa", code: "INR", codes: rupees, parts: 100},
	{words: "yuan renminbi", code: "CNY", codes: "CNY"},
	{words: "yen", code: "JPY", codes: "JPY"},
	{words: "won", code: "KRW", codes: "KRW", needHigh: true},
	{words: "peso pesos", codes: pesos},
	{words: "rand rands", code: "ZAR", codes: "ZAR NAD", needHigh: false},
	{words: "naira", code: "NGN", codes: "NGN"},
	{words: "kobo", code: "NGN", codes: "NGN", parts: 100},
	{words: "ruble rubles rouble roubles", code: "RUB", codes: "RUB BYN"},
	{words: "kopeck kopecks", code: "RUB", codes: "RUB", parts: 100},
	{words: "lira liras lire", code: "TRY", codes: "TRY"},
	{words: "krona kronor", code: "SEK", codes: crowns},
	{words: "krone kroner", codes: crowns},
	{words: "koruna korunas koruny", code: "CZK", codes: "CZK"},
	{words: "kronur", code: "ISK", codes: "ISK"},
	{words: "franc francs", codes: francs},
	{words: "dinar dinars", codes: dinars},
	{words: "dirham dirhams", code: "AED", codes: dirhams},
	{words: "riyal riyals", code: "SAR", codes: rials},
	{words: "rial rials", code: "IRR", codes: rials},
	{words: "shilling shillings", codes: shillings},
	{words: "birr", code: "ETB", codes: "ETB"},
	{words: "taka", code: "BDT", codes: "BDT"},
	{words: "baht", code: "THB", codes: "THB"},
	{words: "ringgit", code: "MYR", codes: "MYR"},
	{words: "sen", code: "MYR", codes: "MYR", parts: 100, needHigh: true},
	{words: "rupiah", code: "IDR", codes: "IDR"},
	{words: "dong", code: "VND", codes: "VND", needHigh: true},
	{words: "zloty zlotys", code: "PLN", codes: "PLN"},
	{words: "forint forints", code: "HUF", codes: "HUF"},
	{words: "hryvnia hryvnias hryvnya", code: "UAH", codes: "UAH"},
	{words: "shekel shekels", code: "ILS", codes: "ILS"},
	{words: "cedi cedis", code: "GHS", codes: "GHS"},
	{words: "kwacha", codes: "ZMW MWK"},
	{words: "kwanza kwanzas", code: "AOA", codes: "AOA"},
	{words: "reais", code: "BRL", codes: "BRL"},
	{words: "soles", code: "PEN", codes: "PEN", needHigh: true},
	{words: "bolivar bolivars bolivares", code: "VES", codes: "VES"},
	{words: "boliviano bolivianos", code: "BOB", codes: "BOB"},
	{words: "guarani guaranies", code: "PYG", codes: "PYG"},
	{words: "quetzal quetzals quetzales", code: "GTQ", codes: "GTQ"},
	{words: "lempira lempiras", code: "HNL", codes: "HNL"},
	{words: "afghani afghanis", code: "AFN", codes: "AFN", needHigh: true},
	{words: "kyat kyats", code: "MMK", codes: "MMK"},
	{words: "kip", code: "LAK", codes: "LAK"},
	{words: "riel riels", code: "KHR", codes: "KHR"},
	{words: "tenge", code: "KZT", codes: "KZT"},
	{words: "soum", code: "UZS", codes: "UZS"},
	{words: "manat manats", codes: "AZN TMT"},
	{words: "lari", code: "GEL", codes: "GEL"},
	{words: "leu lei", code: "RON", codes: "RON MDL"},
	{words: "leva", code: "BGN", codes: "BGN"},
	{words: "dalasi dalasis", code: "GMD", codes: "GMD"},
	{words: "pula", code: "BWP", codes: "BWP"},
	{words: "meticais metical", code: "MZN", codes: "MZN"},
	{words: "ariary", code: "MGA", codes: "MGA"},
	{words: "ouguiya", code: "MRU", codes: "MRU"},
	{words: "nakfa", code: "ERN", codes: "ERN"},
	{words: "leones", code: "SLE", codes: "SLE"},
	{words: "gourdes", code: "HTG", codes: "HTG"},
	{words: "rufiyaa", code: "MVR", codes: "MVR"},
	{words: "ngultrum", code: "BTN", codes: "BTN"},
	{words: "tugrik tugriks togrog", code: "MNT", codes: "MNT"},
}

// signs are the currency signs that stand before an amount.
var signs = map[rune]string{'$': "USD", '€': "EUR", '£': "GBP", '¥': "JPY", '₹': "INR", '₦': "NGN", '₽': "RUB", '₩': "KRW", '₺': "TRY",
	'₴': "UAH", '₪': "ILS", '₫': "VND", '₱': "PHP", '₡': "CRC", '₵': "GHS", '฿': "THB", '₸': "KZT", '₼': "AZN", '₾': "GEL", '₲': "PYG",
	'৳': "BDT", '៛': "KHR", '₭': "LAK", '₮': "MNT", '₨': "", '¢': "USD"}

// dollarOf are the letters before a dollar sign.
var dollarOf = map[string]string{"us": "USD", "u.s.": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "cad": "CAD",
	"nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "nt": "TWD", "b": "BND", "bds": "BBD", "bz": "BZD", "ec": "XCD", "fj": "FJD", "g": "GYD",
	"j": "JMD", "l": "LRD", "n": "NAD", "tt": "TTD", "z": "", "zw": "", "zim": "", "r": "BRL", "mex": "MXN", "mx": "MXN", "ar": "ARS"}

// abbreviations of currencies that stand before an amount; upper case counts
// where the letters alone would be too common.
var before = map[string]string{"Rs": "INR", "RS": "INR", "Re": "INR", "INR": "INR", "RM": "MYR", "Dh": "AED", "Dhs": "AED", "DH": "AED", "Dirhams": "AED", "Rp": "IDR", "Tk": "BDT",
	"KSh": "KES", "Ksh": "KES", "KSH": "KES", "Kshs": "KES", "Sh": "KES", "Ush": "UGX", "USh": "UGX", "Shs": "UGX", "Tsh": "TZS", "TSh": "TZS",
	"R": "ZAR", "N": "NGN", "GH¢": "GHS", "GHC": "GHS", "Fr": "CHF", "SFr": "CHF", "CFA": "", "FCFA": "", "kr": "", "K": "", "P": "", "Php": "PHP",
	"Le": "SLE", "Br": "ETB", "RMB": "CNY", "Nu": "BTN", "QR": "QAR", "SR": "SAR", "RO": "OMR", "BD": "BHD", "KD": "KWD", "JD": "JOD", "LE": "EGP", "TL": "TRY"}

// gluedOnly are the abbreviations that count only with the amount close up ("R500").
var gluedOnly = map[string]bool{"R": true, "N": true, "K": true, "P": true, "Le": true, "Br": true, "Re": true, "RO": true, "SR": true, "BD": true, "QR": true,
	"LE": true, "JD": true, "KD": true, "Sh": true, "Nu": true, "TL": true, "Fr": true}

// notCodes are ISO 4217 codes that are words or names more often than money.
var notCodes = map[string]bool{"ALL": true, "TOP": true, "TRY": true, "MAD": true, "CUP": true, "COP": true, "PEN": true, "SOS": true, "BAM": true, "MOP": true,
	"AMD": true, "GEL": true, "RON": true, "BOB": true, "BAN": true, "XXX": true, "XTS": true, "STD": true, "ANG": true, "MOD": true, "PAB": true, "BAD": true, "GEK": true,
	"ESP": true, "LUC": true, "SIT": true, "MAF": true, "DEM": true, "CSD": true, "VED": true, "ARA": true, "CAD": false}

// code reads token i as an ISO 4217 code.
func (p *parser) code(i int) string {
	t := p.tok(i)
	if t.kind != letters || t.end-t.start != 3 {
		return ""
	}
	s := p.text[t.start:t.end]
	if s != strings.ToUpper(s) || notCodes[s] {
		return ""
	}
	if u, err := currency.ParseISO(s); err == nil {
		return u.String()
	}
	return ""
}

// moneySign reads what stands before an amount: "$", "US$", "US $", "Rs.", "USD".
// It returns the currency and the index of the amount.
func (p *parser) moneySign(i int) (string, int, bool) {
	t := p.tok(i)
	if t.kind == symbol {
		c, ok := signs[t.r]
		return c, i + 1, ok && t.r != '¢'
	}
	if t.kind != letters || t.glued && i > 0 && p.tok(i-1).kind != symbol {
		return "", 0, false
	}
	next := p.tok(i + 1)
	if next.kind == symbol && (next.r == '$' || next.r == '£') && next.glued {
		if c, ok := dollarOf[t.lower]; ok && t.upper && next.r == '$' {
			return c, i + 2, true
		}
		if next.r == '£' {
			return map[string]string{"e": "EGP", "l": "LBP", "i": "", "s": ""}[t.lower], i + 2, t.upper
		}
		return "", 0, false
	}
	if t.lower == "us" && t.upper && next.r == '$' {
		return "USD", i + 2, true
	}
	s := p.text[t.start:t.end]
	if s == "U" && p.isSym(i+1, ".") && p.word(i+2) == "s" && p.isSym(i+3, ".") && p.isSym(i+4, "$") {
		return "USD", i + 5, true
	}
	j := i + 1
	if c, ok := before[s]; ok {
		if p.isSym(j, ".") && p.tok(j).glued && (s == "Rs" || s == "Fr" || s == "Nu" || s == "Tk") {
			j++
		}
		amount := p.tok(j)
		if amount.kind != digits || gluedOnly[s] && !amount.glued {
			return "", 0, false
		}
		if gluedOnly[s] && len(s) == 1 && !p.looksLikeAmount(j) {
			return "", 0, false
		}
		return c, j, true
	}
	if c := p.code(i); c != "" && p.tok(j).kind == digits {
		return c, j, true
	}
	return "", 0, false
}

// looksLikeAmount tells "R500m", "N2,000", "R75 000" from "R2", "N95", "K2".
func (p *parser) looksLikeAmount(j int) bool {
	n, ok := p.number(j, true)
	if ok {
		p.spacedGroups(j, &n)
	}
	return ok && (n.end > j+1 || n.scale > 0 || strings.Contains(p.tok(j).lower, ",") || len(p.tok(j).lower) >= 3)
}

// money parses an amount that begins with a sign or code.
func (p *parser) money(i int) (result, bool) {
	code, j, ok := p.moneySign(i)
	if !ok {
		return result{}, false
	}
	n, ok := p.number(j, true)
	if !ok {
		return result{}, false
	}
	p.spacedGroups(j, &n)
	r := result{end: n.end, typ: typeMoney, val: Value{Number: decimal(n.val), Currency: code}}
	if m, hi, ok := p.upper(n, true); ok {
		r.end, r.val.Number, r.val.Upper = hi.end, decimal(m), decimal(hi.val)
	}
	// "$5 million US", "$20 Australian", "2 billion US dollars".
	k := r.end
	if p.isHyphen(k) && p.tok(k).glued {
		k++
	}
	if c, end, ok := p.moneyName(k, true); ok {
		r.end = end
		if c.code != "" && code == "USD" {
			r.val.Currency = c.code
		}
	}
	return r, true
}

// spacedGroups takes in the further groups of "75 000".
func (p *parser) spacedGroups(j int, n *number) {
	if !n.whole || n.end != j+1 || len(p.tok(j).lower) > 3 {
		return
	}
	s, k := p.tok(j).lower, j+1
	for k < j+5 && p.tok(k).kind == digits && len(p.tok(k).lower) == 3 && !p.tok(k).glued && p.tok(k).start-p.tok(k-1).end <= 3 {
		s += p.tok(k).lower
		k++
	}
	if k == j+1 {
		return
	}
	if v, _, ok := parseDigits(s); ok {
		*n = p.scaled(number{end: k, val: v}, true)
	}
}

// A moneyWord is what moneyName found.
type moneyWord struct {
	code string
	name *money
}

// moneyName reads "dollars", "US dollars", "Australian dollars", "EUR", "€" after an amount.
func (p *parser) moneyName(i int, high bool) (moneyWord, int, bool) {
	t := p.tok(i)
	if t.kind == symbol {
		if c, ok := signs[t.r]; ok && t.r != '$' && !(p.tok(i+1).kind == digits && p.tok(i+1).glued) {
			if t.r == '¢' {
				return moneyWord{c, lexicon["cent"].money}, i + 1, true
			}
			return moneyWord{c, nil}, i + 1, true
		}
		return moneyWord{}, 0, false
	}
	if x := t.lex; x != nil && x.money != nil {
		m := x.money
		if m.needHigh && !high && !(m.code == "GBP" && p.word(i+1) == "sterling") {
			return moneyWord{}, 0, false
		}
		end := i + 1
		if m.code == "GBP" && p.word(i+1) == "sterling" {
			end++
		}
		return moneyWord{m.code, m}, end, true
	}
	adj, j := p.adjective(i)
	if j > i {
		if p.isHyphen(j) {
			j++
		}
		if x := p.tok(j).lex; x != nil && x.money != nil {
			code := ""
			for c := range strings.SplitSeq(adj, ",") {
				if c != "" && strings.Contains(x.money.codes, c) {
					code = c
				}
			}
			if adj == "?" {
				code = x.money.code
			}
			return moneyWord{code, x.money}, j + 1, true
		}
	}
	if c := p.code(i); c != "" {
		return moneyWord{c, nil}, i + 1, true
	}
	return moneyWord{}, 0, false
}

// adjective reads the adjective of a country at i ("US", "U.S.", "Hong Kong",
// "South African") and returns its currencies, and the index after it.
func (p *parser) adjective(i int) (string, int) {
	t := p.tok(i)
	if t.kind != letters || !t.upper {
		return "", i
	}
	if t.lower == "us" || t.lower == "cfa" {
		return map[string]string{"us": "USD", "cfa": "XOF"}[t.lower], i + 1
	}
	if t.lower == "u" && p.isSym(i+1, ".") && p.word(i+2) == "s" {
		if p.isSym(i+3, ".") {
			return "USD", i + 4
		}
		return "USD", i + 3
	}
	if c, ok := demonyms[t.lower+" "+p.word(i+1)]; ok {
		return c, i + 2
	}
	if c, ok := demonyms[t.lower]; ok {
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
			n = new(big.Rat).Mul(n, parts)
		}
		if upper != nil {
			upper = new(big.Rat).Mul(upper, parts)
		}
	}
	v.Number, v.Upper = decimal(n), decimal(upper)
}
