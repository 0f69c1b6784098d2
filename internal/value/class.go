package value

// A class is a set of words or tokens. Those of words are in values.tsv; the
// others tell how a token is written.
type class uint8

const (
	// How a token is written.
	letters class = iota
	digits
	symbol
	title        // begins with a capital letter and goes on in lower case
	caps         // has capital letters only
	capital      // begins with a capital letter
	proper       // begins with a capital letter, or stands where these tell nothing
	flat         // stands where capital letters tell nothing
	hyphen       // a hyphen
	dash         // a hyphen, dash or minus sign
	apostrophe   // an apostrophe, straight or not
	currencySign // "$"
	yearDigits   // four digits, from 1000 to 2999
	dayDigits    // one or two digits, from 1 to 31
	letter       // a single letter
	pluralForm   // ends like a plural noun
	adverbForm   // ends in "ly"
	pastForm     // ends in "ed"
	tooLong      // longer than the grammar looks at
	joint        // a mark that joins words and numbers to others: "F-16", "a/b"
	one          // of one digit
	two          // of two digits
	three
	four

	// What a word is.
	month
	weekday
	abbr // an abbreviated month or weekday
	unitOfTime
	secondUnit // of unitOfTime: a second
	period     // of unitOfTime: a day or longer
	longPeriod // of unitOfTime: a week or longer
	plural
	dayPart
	season
	cardinalWord
	scaleWord
	dozenWord
	ordinalWord
	fractionWord
	recurring
	measureWord
	moneyNoun
	powerWord
	zoneWord
	decadeWord
	romanNumeral
	letterScale // a letter for a power of ten, in money
	edge        // which part of a period: "early"
	sign        // on which side of the present: "last", "next"

	valueWord // any of these

	// What a word does beside a value.
	afterDay
	afterMarch
	afterMay
	afterYear
	beforeMonth
	changeVerb
	clauseWord // may stand after a noun phrase
	scheduled  // a verb that is said of what is to come, in the third person
	scheduledBase
	scoreWord
	spanWord
	metreWord
	metreBefore
	beforeTheDay
	beforeYear
	counted
	endOf
	event
	futureWord
	honorific
	modal
	namedDay
	newspaper
	newspaperVerb
	notAfterOne
	pastWord
	possessive
	shortUnit
	sureMonth
	unitAdjective
	vagueCount
	yearKind
	zoneKind
	zoneRegion
)

// classNames are the names of the classes in values.tsv and in patterns.
var classNames = map[string]class{
	"letters":           letters,
	"digits":            digits,
	"symbol":            symbol,
	"title":             title,
	"caps":              caps,
	"capital":           capital,
	"proper":            proper,
	"flat":              flat,
	"hyphen":            hyphen,
	"dash":              dash,
	"apostrophe":        apostrophe,
	"currency":          currencySign,
	"year":              yearDigits,
	"day":               dayDigits,
	"letter":            letter,
	"s":                 pluralForm,
	"ly":                adverbForm,
	"ed":                pastForm,
	"too-long":          tooLong,
	"joint":             joint,
	"one":               one,
	"two":               two,
	"three":             three,
	"four":              four,
	"month":             month,
	"weekday":           weekday,
	"abbr":              abbr,
	"unit":              unitOfTime,
	"second":            secondUnit,
	"period":            period,
	"long-period":       longPeriod,
	"plural":            plural,
	"part":              dayPart,
	"season":            season,
	"card":              cardinalWord,
	"scale":             scaleWord,
	"dozen":             dozenWord,
	"ord":               ordinalWord,
	"frac":              fractionWord,
	"recurs":            recurring,
	"measure":           measureWord,
	"money":             moneyNoun,
	"power":             powerWord,
	"zone":              zoneWord,
	"decade":            decadeWord,
	"roman":             romanNumeral,
	"letter-scale":      letterScale,
	"edge":              edge,
	"sign":              sign,
	"value":             valueWord,
	"after-day":         afterDay,
	"after-march":       afterMarch,
	"after-may":         afterMay,
	"after-year":        afterYear,
	"change":            changeVerb,
	"clause-word":       clauseWord,
	"scheduled":         scheduled,
	"scheduled-base":    scheduledBase,
	"score":             scoreWord,
	"span":              spanWord,
	"metre-word":        metreWord,
	"metre-word-before": metreBefore,
	"before-month":      beforeMonth,
	"before-the-day":    beforeTheDay,
	"before-year":       beforeYear,
	"counted":           counted,
	"end-of":            endOf,
	"event":             event,
	"future":            futureWord,
	"honorific":         honorific,
	"modal":             modal,
	"named-day":         namedDay,
	"newspaper":         newspaper,
	"newspaper-verb":    newspaperVerb,
	"not-after-one":     notAfterOne,
	"past":              pastWord,
	"possessive":        possessive,
	"short-unit":        shortUnit,
	"sure-month":        sureMonth,
	"unit-adjective":    unitAdjective,
	"vague-count":       vagueCount,
	"year-kind":         yearKind,
	"zone-kind":         zoneKind,
	"zone-region":       zoneRegion,
}

// A classSet is a set of classes.
type classSet [2]uint64

func (s *classSet) add(c class) { s[c>>6] |= 1 << (c & 63) }

func (s *classSet) addAll(t classSet) { s[0], s[1] = s[0]|t[0], s[1]|t[1] }

func (s classSet) has(c class) bool { return s[c>>6]&(1<<(c&63)) != 0 }

func (s classSet) overlaps(t classSet) bool { return s[0]&t[0]|s[1]&t[1] != 0 }

// valueClasses are the classes of words that values are made of.
var valueClasses = func() (s classSet) {
	for _, c := range []class{month, weekday, unitOfTime, dayPart, season, cardinalWord, scaleWord, dozenWord, ordinalWord, fractionWord,
		recurring, measureWord, moneyNoun} {
		s.add(c)
	}
	return s
}()
