# Dates. What the captures mean: y a year, m a month, d and d2 days of the month,
# day a weekday, u a unit of time, o an ordinal, part a part of the day, rel what
# tells last year from the next, w the word that says it, date a date within.

# ---- Numbers of days and years

# "Oct.", with the stop of the abbreviation.
month.name = [month abbr] (~ '.' | (?! ~ '.')) | [month !abbr]

# A day of the month, "3" or "3rd", and no other number.
day.number = [day] (~ (st | nd | rd | th) | (?! ~ ([letters] | '%' | '°' | ':' ~)))

# What follows is not counted by the number before: "in March 5 million people".
not.counted = (?! [scale] | [money] | [measure !capital !'in'] | [unit plural] | [counted] | '%' | percent | per cent)
day.alone   = (?! [scale] | [money !capital] | [measure !capital !'in' !'inch' !'inches'] | [unit plural] | [counted]
            | '%' | percent | per cent)

year.plain = y:[year] (?! ~ [!symbol])
year.after = ',' <year.plain> <not.counted> | <year.plain>
rel.year   = of? rel:(last | this | next) year
rel.week   = of? rel:(last | this | next) week

# The part of a day: "night", "early morning", but not "Friday Night Lights".
with.part  = (early | late)? (?! [capital !flat] [capital]) part:[part !'dawn' !'dusk']

# ---- Digits

# 2025-07-03T14:30Z, 2025-07-03, 03/07/2025, 27.08.2022
numeric.iso   = f:[year] ~ '-' ~ g:[digits] ~ '-' ~ h:[digits] ~ t ~ time:<clock.digits> zone:(~ z)?
numeric.parts = f:[digits] ~ ('-' ~ g:[digits] ~ '-' ~ h:[digits] (?! ~ ([digits] | '-' ~ [digits]))
              | '/' ~ g:[digits] ~ slash:'/' ~ h:[digits] (?! ~ ([digits] | '/' ~ [digits])))
numeric.stops = f:[digits] (?! ~ ([digits] | '.' ~ [digits]))

# "5-6 August", "3-July-2025", "the 3rd of July"
day.months    = d:<day.number> ([dash] | to | and | '/') d2:<day.number> <day.tail>
day.month     = d:<day.number> (of | ~ [hyphen])? <day.tail>
the.day.month = the (?= <ordinal>) d:<day.number> of? <day.tail>
day.tail      = (?= [month proper] | [month !abbr !'may' !'march']) m:<month.name> ((~ [hyphen])? <year.after> | <rel.year>)?

# "1990s", "1990's", "'90s", "the 90s"
decade.s          = the? y:[year] ~ s
decade.apostrophe = (?<! in) y:[year] ~ [apostrophe] ~ s
decade.short      = the? (_ | (?<= [symbol]) | ^) ([apostrophe] | '‘') ~ y:[digits two] ~ s
decade.the        = the y:[digits two] ~ s
decade.part       = the mod:(early | late) y:[digits two] ~ s
decade.mid        = (?<= in | since | of | during | until | from | by) the mod:mid [hyphen]? y:[digits two] ~ s
# "the class of '85"
year.short        = (?<= of | in | since | from | until | before | after | late | early | back | [season]) ([apostrophe] | '‘')
                    ~ y:[digits two] (_ (?! [letters capital] | [unit plural] | [counted]) | (?= ~ [symbol !apostrophe !dash]))

# "2019-2020", "2022/23", "2021"; a year of other times needs a word before it.
year.range     = <year.plausible> <year.to>
year.alone     = <year.plausible>
year.plausible = (?<! [currency] | '#' | no | [scale]) y:[year] (?! ~ ([!symbol] | '%' | '°')) <not.counted>
                 (?! ~ [hyphen] ~ ([measure] | [unit] | seat | strong))
year.old       = (?<= [before-year] | '(' | [month] | [year] [dash]) [year]
year.open      = [year] (?! [letters !capital !after-year])
year.to        = ~ ([dash] | '/') ~ z:([year] | [digits two]) <year.closed> | _ [dash] _ z:[year] <year.closed>
year.closed    = (?! ~ ([!symbol] | '%' | '/' | [dash] ~ [digits]))

# "pre-2019"
before.year = w:(pre | post) ~ [hyphen] ~ (?= [year]) date:<date>

# "Q3 2024", "H1 of last year", "FY2023", "fiscal 2023", "financial year 2022-23"
short.quarter = ['q' capital] ~ n:(1 | 2 | 3 | 4) ((of | fy | ~ [hyphen])? <year.after> | <rel.year>)?
short.half    = ['h' capital] ~ n:(1 | 2) ((of | fy | ~ [hyphen])? <year.after> | <rel.year>)
fiscal.short  = ['fy' capital] y:([year] | [digits two]) <year.to>?
fiscal.year   = w:(fiscal | financial | calendar) year? <year.plain> <year.to>?
fiscal.the    = the w:(fiscal | financial) year? <year.plain> <year.to>?
fiscal.open   = the current? (fiscal | financial) year

# ---- Months

# "July 3, 2025", "July 24-25", "January-6th", "July the 4th"
month.days   = <month.dated> <month.day> <day.second> (<year.after> | <rel.year>)?
month.oneday = <month.dated> <month.day> (<year.after> | <rel.year>)?
month.dated  = (?= [month proper] | [month !'may' !'march' !'mar' !'dec']) m:<month.name>
month.day    = (the (?= <ordinal>))? (~ [hyphen] ~)? d:<day.number> <day.alone>
day.second   = ([dash] | ~ '/' | to | through | until) d2:<day.number> <second.alone>
             | (and | or) d2:<day.number> (?! [letters !after-day]) <second.alone>
second.alone = (?! ~ [dash]) <day.alone> (?! [month])

# "August 2021", "March of last year", "May"
month.year     = <month.undated> (?= [month proper]) m:<month.name> (~ [hyphen] | of | '/')? <year.plain>
month.comma    = <month.undated> (?= [month proper]) (?= <month.sense>) m:<month.name> ',' <year.plain> <not.counted>
month.relative = <month.undated> (?= <month.sense>) m:<month.full> <rel.year>
month.alone    = <month.undated> (?= <month.sense>) m:<month.full>
month.undated  = (?! <month.dated> <month.day>)
month.full     = [month !abbr] | [month abbr] ~ '.'

# Whether the name of a month without day or year is one, and not a verb, a
# given name, a surname or a march.
month.sense  = [month !capital flat !'may' !'march' !'august']
             | (?<! [honorific] | [honorific] [hyphen] ~) ([month capital !'may' !'march' !'april' !'june' !'august']
             | <may> | <march> | <april>)
after.sure   = (?<= [sure-month] | [sure-month] [hyphen] ~)
after.in     = (?<= in | since | in [hyphen] ~ | since [hyphen] ~)
a.name       = [letters capital !weekday !month]
may          = <after.in> ['may' capital]
             | <after.sure> ['may' capital] (?! <a.name>)
             | (?<= [end-of] of | [digits] of | [weekday] (of | in) | [month] [dash] | [month] and) ['may' capital] <may.noun>
             | (?<= by | from | to) (?<! [capital] [] | (led | made) []) ['may' capital] <may.noun> (?! <a.name>)
             | (?<= the | a | its) ['may' capital] <may.noun> (?= [event])
may.noun     = (?! [after-may] | [apostrophe])
march        = <after.sure> (?<! this | last) ['march' capital] (?= <march.on>)
             | (?<= [before-month] | [before-month] [hyphen] ~) ['march' capital] (?! <march.on>)
             | (?<! the | [capital]) ['march' capital] (?! <march.on>) <march.noun>
             | (?<= the) ['march' capital] (?! <march.on>) (?= [letters !capital !after-march]) <march.noun>
march.noun   = (?= [event]) | (?<= [] []) (?! <a.name>)
march.on     = on | for | against | of (?! last | this)
april        = <after.sure> <april.name>
             | (?<! [] [letters capital !before-month !'the']) <april.name> (?! <a.name> | [after-may])
april.name   = ['april' capital] | ['june' capital] | ['august' capital]

# ---- Days

# "Friday, July 25, 2022"; "Mondays"; "Monday of last week"; "Thursday night"
weekday.date   = <weekday.name> ','? (the (?= <ordinal>))? (?= [month capital] | [digits])
                 (?= <month.name> <month.day> | [digits]) date:<date>
weekday.name   = [weekday abbr] (~ '.' | (?! ~ '.')) | [weekday !abbr]
# "on a Tuesday", which is none of the calendar
weekday.any    = (?<= on (a | any | some)) day:[weekday !abbr !plural proper] <with.part>? (?! [letters !clause-word])
weekday.plural = <weekday.sense> (?<= [plural])
weekday.week   = <weekday.sense> (?<! [plural]) <rel.week>
weekday.alone  = <weekday.sense> (?<! [plural]) <with.part>?
weekday.sense  = (?<! [named-day capital]) (day:[weekday !abbr proper] | day:[weekday !abbr !plural] | (?<= on) day:[weekday !abbr])
                 (?! [newspaper capital])

day.word   = ((?<! usa | russia) w:['today' capital] | w:['today' !capital] | w:(yesterday | tomorrow)) <with.part>?
tonight    = tonight
day.beyond = the day (before w:yesterday | after w:tomorrow)
day.other  = the other day (?! [hyphen])

# "Christmas", "Easter Monday 2024", "Diwali last year"
holiday       = <holiday.named> (<year.after> | <rel.year>)? <with.part>?
holiday.bare  = <holiday.named> <with.part>?
holiday.named = (?= [letters capital]) (?! ^ (lent | tet)) h:<holiday.name> week:(week | weekend)?

# "two days after Easter", "three weeks before Christmas last year"
holiday.away  = (?= [digits] | [card] | a | an | the) ((n:<number> | a | an) u:[period] | the u:(day | week)) w:(before | after)
                <holiday.named> (<year.after> | <rel.year>)?

# "daily", but not "the Daily Mail" or "the daily said"
recurring      = (?! <recurring.name>) w:[recurs]
recurring.name = (?<= [capital]) [recurs capital] | (?<= []) (['daily' capital] | ['weekly' capital] | ['monthly' capital])
               | (?<= the) (daily | weekly) (?! [letters !newspaper-verb])
