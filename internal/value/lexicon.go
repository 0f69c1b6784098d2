package value

import "strings"

// A lexeme holds what the grammar knows of a word; a word can be several things
// ("second", "quarter", "march").
type lexeme struct {
	month   int8
	abbr    bool // of a month or weekday
	weekday int8 // 1 is Monday
	unit    unit
	plural  bool // of a unit, weekday, scale, fraction, daypart
	part    string
	season  string
	card    int16 // of "zero" to "ninety", plus one
	scale   int8  // power of ten
	dozen   bool
	ord     int8 // "first" to "ninetieth"
	frac    int8 // denominator: "half", "third", "quarters"
	set     string
	measure string // unit of measurement, in its short form
	money   *money
}

// A unit of time.
type unit int8

const (
	second unit = iota + 1
	minute
	hour
	day
	night
	weekend
	week
	fortnight
	month
	quarter
	year
	decade
	century
)

var lexicon = buildLexicon()

func buildLexicon() map[string]*lexeme {
	m := map[string]*lexeme{}
	at := func(w string) *lexeme {
		if m[w] == nil {
			m[w] = &lexeme{}
		}
		return m[w]
	}
	for i, w := range strings.Fields("january february march april may june july august september october november december") {
		at(w).month = int8(i + 1)
	}
	for i, ws := range strings.Split("jan,feb,mar,apr,,jun,jul,aug,sep sept,oct,nov,dec", ",") {
		for _, w := range strings.Fields(ws) {
			at(w).month, at(w).abbr = int8(i+1), true
		}
	}
	for i, w := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday") {
		at(w).weekday = int8(i + 1)
		at(w+"s").weekday, at(w+"s").plural = int8(i+1), true
	}
	for i, ws := range strings.Split("mon,tue tues,wed weds,thu thur thurs,fri,sat,sun", ",") {
		for _, w := range strings.Fields(ws) {
			at(w).weekday, at(w).abbr = int8(i+1), true
		}
	}
	for u, w := range map[unit]string{second: "second", minute: "minute", hour: "hour", day: "day", night: "night", weekend: "weekend",
		week: "week", fortnight: "fortnight", month: "month", quarter: "quarter", year: "year", decade: "decade"} {
		at(w).unit = u
		at(w+"s").unit, at(w+"s").plural = u, true
	}
	at("century").unit = century
	at("centuries").unit, at("centuries").plural = century, true
	for w, u := range map[string]unit{"sec": second, "secs": second, "min": minute, "mins": minute, "hr": hour, "hrs": hour, "yr": year, "yrs": year} {
		at(w).unit, at(w).plural = u, true
	}
	for w, p := range map[string]string{"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "lunchtime": "TMI", "dawn": "TMO", "dusk": "TEV"} {
		at(w).part = p
	}
	for w, s := range map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"} {
		at(w).season = s
	}
	for i, w := range strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		at(w).card = int16(i + 1)
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		at(w).card = int16(20 + 10*i + 1)
	}
	for w, e := range map[string]int8{"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15, "lakh": 5, "crore": 7} {
		at(w).scale = e
		at(w+"s").scale, at(w+"s").plural = e, true
	}
	for w, e := range map[string]int8{"bn": 9, "mn": 6, "tn": 12, "mln": 6, "bln": 9, "trn": 12} {
		at(w).scale = e
	}
	at("dozen").dozen = true
	at("dozens").dozen, at("dozens").plural = true, true
	ords := strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")
	for i, w := range ords {
		at(w).ord = int8(i + 1)
	}
	for i, w := range strings.Fields("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth") {
		at(w).ord = int8(20 + 10*i)
	}
	for i, w := range ords[2:12] {
		at(w).frac = int8(i + 3)
		at(w+"s").frac, at(w+"s").plural = int8(i+3), true
	}
	for w, f := range map[string]int8{"half": 2, "quarter": 4, "twentieth": 20, "hundredth": 100} {
		at(w).frac = f
	}
	for w, f := range map[string]int8{"halves": 2, "quarters": 4} {
		at(w).frac, at(w).plural = f, true
	}
	for w, s := range map[string]string{"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M",
		"yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "fortnightly": "P2W", "biweekly": "P2W"} {
		at(w).set = s
	}
	for _, line := range strings.Split(strings.TrimSpace(measures), "\n") {
		f := strings.Fields(line)
		for _, w := range f[1:] {
			at(w).measure = f[0]
		}
	}
	for i := range monies {
		for _, w := range strings.Fields(monies[i].words) {
			at(w).money = &monies[i]
		}
	}
	return m
}

// measures lists units of measurement: the short form, and the words for it.
const measures = `
km km kms kilometre kilometres kilometer kilometers
m metre metres meter meters
cm cm centimetre centimetres centimeter centimeters
mm mm millimetre millimetres millimeter millimeters
mi mile miles
ft ft foot feet
in inch inches
yd yard yards
nmi nm
ly light-year
kg kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes
g gram grams gramme grammes
mg mg milligram milligrams
t tonne tonnes
ton ton tons
kt kilotonne kilotonnes kiloton kilotons
Mt megatonne megatonnes megaton megatons
lb lb lbs pound pounds
oz oz ounce ounces
st stone
L litre litres liter liters
mL ml millilitre millilitres milliliter milliliters
gal gallon gallons
pt pint pints
bbl barrel barrels bpd
bu bushel bushels
ha ha hectare hectares
acre acre acres
° degree degrees
kn knot knots
mph mph
km/h kph kmph kmh
W watt watts
kW kw kilowatt kilowatts
MW mw megawatt megawatts
GW gw gigawatt gigawatts
kWh kwh
MWh mwh
GWh gwh
TWh twh
V volt volts
Hz hz hertz
kHz khz
MHz mhz
GHz ghz
KB kb kilobyte kilobytes
MB mb megabyte megabytes
GB gb gigabyte gigabytes
TB tb terabyte terabytes
cal calorie calories
ct carat carats
dB decibel decibels
`
