# Amounts: what a numeral counts. The captures: u a unit, w a word that tells.

percent.unit = '%' | '％' | percent | pct | ~ pc | per cent
points.unit  = w:(percentage | basis) (points | point)
# "cut from 5% to 4%"
percent.change = (?<= <changed.from> [] ('%' | percent) | <changed.from> [] per cent) to
changed.from = [change] []{0,2} from
percent.to   = (to | [dash]) n:<number> <percent.unit>

degrees.unit = ('°' | degrees | degree) (celsius:(c | celsius | centigrade) | fahrenheit:(f | fahrenheit))?
             | celsius:'℃' | fahrenheit:'℉'
# "square miles", "sq. km", "km2", "metres per second", "km/h"
measure.unit = (power:[power] ([hyphen] | ~ '.')?)? (metric | nautical | short){0,3} u:[measure]
               (sup:('²' | '³') | ~ sup:('2' | '3'))? (hour:((per | an) hour) | second:(per (second | sec)) | '/' slash:(h | hr | s))?

# "a 2m wall"
metres.unit  = ~ m
# 6'2", 6-foot-2, "5 feet 11 inches"
height.marks = f:[one] ~ ([apostrophe] | '′') ~ i:([one] | [two]) ~ ('"' | '”' | '″')
height.feet  = f:([one] | [two]) [hyphen]? (foot | feet | ft) ([hyphen] i:<height.inch> <inches>? | i:<height.inch> <inches>)
height.inch  = [one] | [two]
inches       = inches | inch | ~ in

# "talk about 5 things" has no modifier.
no.modifier  = (?<= talk | talking | talked | talks) about

# "1.2.3", "10:30", "#5", "12/7" are no numbers, nor are "3D", "4x4", "5G".
number.code    = [digits] ~ (':' | '/' | '@' | '_') ~ | (?<= '#' | '/' | '.') ~ [digits]
number.letters = ~ [letters !measure !money !unit !recurs !'m' !'k' !'pc' !'percent' !'b']

# "no one", "one another", "one-sided"
one.before = (?<= no | any | every | some | this | that | which | each | another | a | good | big | new) one
one.after  = [hyphen] | [not-after-one] | [apostrophe]

# Set phrases in which an ordinal tells no order.
first.phrase  = lady | aid | name | hand
second.phrase = hand | thoughts

# "-5", "minus 5"
negative   = _ ('-' | '−') ~ (?= [digits]) | (?<! plus or | plus '/') minus (?= [digits])
# "rose $5 to $10", "cut from 20 to 10": a change, and no range
changes    = (?<= [change] []{0,4}) []
from       = (?<= from) []
# "3-1", "lost 1-3", "voted seven to four"
scored     = (?<= [score] [!symbol]{0,3}) []
score.ahead = [score] | [] [score]
# "Leeds 0-2 Derby"
score.names = (?<= [letters capital !weekday !month]) [digits] [dash] [digits] (?= [letters capital !weekday !month])
# The rest of a telephone number.
phone.rest = ~ [hyphen] ~ [digits]
