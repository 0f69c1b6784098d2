# Periods of the calendar, told by what stands before them. The captures are those
# of the dates.

# ---- Seasons, decades and centuries

# "summer of 2020", "the fall of last year", "in winter", but not "spring onions", "Prague Spring"
season.year     = the? s:[season] of? <year.plain>
season.short    = the? s:[season] of? [apostrophe] ~ y:[digits two] (?! ~ [letters])
season.relative = ((?<= in | the) | the) s:[season] <rel.year>
season.alone    = (?! <season.name>) ((?<= early | late | this | last | next) s:[season] | (?<= in) s:(spring | fall) (?! [letters])
                | (?<= in | during | since | until | by | every) s:[season !'spring' !'fall']) <season.end>
season.the      = ((?<= in) the s:(spring | fall) | the s:[season !'spring' !'fall']) <season.end>
season.name     = (?<= [letters capital !'the' !'in']) [capital]
season.end      = (?! of | [letters capital] | ~ [hyphen] ~ [!'long'])

# "the nineties", "XIX century"
decade.word   = ((?<= the) | the) w:[decade]
roman.century = the? w:[roman capital] century

# ---- Parts of a period

# "early to mid-2021", "early in the week", "late last year", "mid-July", "the early 19th century"
part.both    = the? <part.lead> (to | or) (?= late | mid | early) date:<date>
part.in      = the? <part.any> in the u:[period !plural]
part.deictic = the? <part.lead> (?= today | yesterday | tomorrow | this | last | next | [apostrophe] | '‘') date:<date>
part.date    = the? <part.any> (?= [year] | [month] | [weekday] | [season]) date:<date>
part.century = the? <part.any> <ordinal.o> (~ [hyphen] ~)? u:(century | centuries)
part.decade  = the? <part.lead> w:[decade]
part.day     = the? <part.any> part:[part !capital]
part.hours   = the (early | late | mid | middle) hours
part.lead    = mod:(early | late | middle) (~ [hyphen] | (?! ~ [hyphen])) | mod:mid ~ [hyphen]
part.any     = <part.lead> | mod:mid (?! ~ [hyphen])

# "the end of the week", "the start of 2021"
edge = the mod:(end | close | middle | beginning | start | turn) of
       (?= the | this | last | next | [month] | [year] | [season]) date:<date>

# "earlier this year", "later in the day", "earlier Thursday"
earlier.in   = w:(earlier | later) in the u:[period !plural]
earlier.date = w:(earlier | later)
               (in (?= [month] | [year]) | (?= this | last | next | today | yesterday | that | the same [period])) date:<date>
earlier.day  = w:['earlier' !capital] (?= [weekday capital]) date:<date> | w:['later' !capital] (?= [weekday capital]) date:<date>

ordinal.o = (?= [digits] | [ord] | [card]) o:<ordinal>

# ---- Ordinals: "19th century", "third quarter of 2024", "first week of August", "fourth of July"

# "the last week of February", "the first Monday in May", "the second day of the month"
nth          = the? (<ordinal.o> | last:(last | final)) (u:(day | week | weekend) | day:[weekday !abbr !plural]) (of | in)
               (?= [month] | [year] | this | last | next | the [long-period]) date:<date>
# "the week before last", "the year after next"
beyond       = the? u:[period !plural] (w:before last | w:after next) <beyond.end>
weekday.beyond = the? day:[weekday !abbr !plural] (w:before last | w:after next) <beyond.end>
beyond.end   = (?! [weekday] | [month] | [unit] | [season] | [part])
ord.century  = the? <ordinal.o> (~ [hyphen] ~)? u:(century | centuries)
ord.day      = the? <ordinal.o> day? of (?= [month capital]) m:<month.name> <year.after>?
ord.quarter  = the? <ordinal.o> (~ [hyphen] ~)? end:quarter <period.of>?
ord.half     = the? <ordinal.o> (~ [hyphen] ~)? half <period.of>
half.century = the? <ordinal.o> (~ [hyphen] ~)? half of the c:<ordinal> (century | centuries)
ord.unit     = ((?<= the | [possessive]) | the) <ordinal.o> u:<ord.unit.of> (?! ~ [hyphen] ~) <of.date>?
             | <ordinal.o> u:<ord.unit.of> (?! ~ [hyphen] ~) <of.date>
ord.unit.of  = week | weekend | day | month | year
ord.weekday  = the? <ordinal.o> (~ [hyphen] ~)? day:[weekday !abbr] (of | in) (?= [month] | every | each) date:<date>
period.of    = of? <year.plain> | <rel.year> | of the ((fiscal | financial | current)? year) | of (?= fiscal | fy) date:<date>
of.date      = of (?= this | last | next | the [long-period] | [year] | [month]) date:<date>

# "the first three months of 2021", "the first few days"
first.few   = the (first | final | opening | closing) (few | several | couple) of? [unit-adjective]? u:[unit plural !second] <of.date>?
first.units = the (first | final | opening | closing) n:<number> (?! [hyphen]) [unit-adjective]? u:[unit plural] <of.date>?

# ---- "the year 2020", "the week of March 6", "the weekend", "later in the day", "the month before"

the.year    = the year <year.plain>
the.week.of = the u:(week | month | year | weekend) of (?= [month] | [digits]) date:<date>
the.weekend = the ['weekend' !capital] (?! ~ [hyphen])
the.day     = (?<= [before-the-day]) the ['day' !capital] (?! ~ [hyphen])
the.period  = the (u:['week' !capital] | u:['month' !capital] | u:['year' !capital] | u:['decade' !capital] | u:['century' !capital])
              (?! ~ [hyphen]) (before (?= [symbol] | $))?
the.part    = the part:[part !capital !'dawn' !'dusk'] (?! [hyphen] | of)
the.current = the current u:[period !plural !'day']

# ---- "last", "next", "this", "every" and the like

det       = <det.bare> | the w:<det.the> | (this | these) w:<det.this>
det.bare  = w:(this | last | next | past | coming | previous | recent | these | following)
det.the   = past | last | next | coming | previous | preceding | following | same | upcoming | subsequent
det.this  = past | coming | last | next | same
# Those that months and seasons can follow.
det.named = <det> (?<= last | next | this | past | coming | previous | following)

det.weekday    = <det> day:[weekday !abbr !plural proper] <with.part>?
det.month.days = <det.named> (?= [month proper]) m:<month.name> <month.day> <day.second> (<year.after> | <rel.year>)?
det.month.day  = <det.named> (?= [month proper]) m:<month.name> <month.day> (<year.after> | <rel.year>)?
det.month.year = <det.named> (?= [month proper]) m:<month.name> <year.after>
det.month      = <det.named> (?= [month proper]) m:<month.name>
det.season     = <det.named> s:[season] (?! (?<= [capital]) [capital])
det.part       = <det> (?<! recent | coming) part:[part !'dawn' !'dusk']
det.holiday    = <det> (?<= last | next | this) <holiday.named> (<year.after> | <rel.year>)? <with.part>?
det.holiday.bare = <det> (?<= last | next | this) <holiday.named> <with.part>?
det.few        = <det> (few | several | couple | many) of? [unit-adjective]? u:[unit plural !second]
det.half       = <det> h:half (a | an | ~ [hyphen]) u:[unit !plural !second !'quarter']
det.halves     = <det> half [hyphen]? u:[unit]
det.count      = <det> (?! few | several | couple | many) n:<number.range> (?! [hyphen]) of? [unit-adjective]? u:[unit]
det.year       = <det> w2:[year-kind] year
det.days       = these days <unit.closed>
det.plural     = <det.many> u:[unit plural !second !'quarters' !'nights'] <unit.closed>
det.many       = (?<! [modal]) w:last | w:(next | past | coming | recent | previous | following)
               | the w:(last | next | past | coming | previous | following | upcoming)
               | (this | these) w:(past | coming | last | next)
det.span       = (?<= [span]) the w:last u:[period !plural !'night' !'weekend'] <unit.closed> (?! of)
det.unit       = <det> u:[unit !plural !second] <unit.closed>
unit.closed    = (?! ~ [hyphen]) | (?= ~ [hyphen] long)

every.number  = (every | each) n:<number> u:[unit]
every.few     = (every | each) (other | single | second (?= [unit]))? few u:[unit plural]
every.unit    = (every | each) (two:other | two:second (?= [unit]) | single)? u:[unit !plural !second]
every.weekday = (every | each) (other | single)? day:[weekday !abbr] <with.part>?
every.month   = (every | each) (other | single)? m:[month capital !abbr]
every.season  = (every | each) (other | single)? s:[season]
every.part    = (every | each) (other | single)? part:[part]
every.day     = (every | each) (other | single)? <ordinal.o> m:[month]
all.unit      = all u:[period !plural !'quarter' !'weekend' !'century' !'decade'] (?! [hyphen])
all.season    = all s:(summer | winter)

that.part    = that same? part:[part !'lunchtime']
that.unit    = that same? u:[period !plural !'quarter']
that.season  = that same? s:(summer | winter)
that.weekday = that same? day:[weekday !abbr !plural capital] <with.part>?
