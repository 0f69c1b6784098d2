# Numerals.

slash.fraction   = ([one] | [two]) ~ '/' ~ ([one] | [two])
tens.of          = [] (of ([scale plural] | [dozen plural])){0,2}
half.million     = half (million | billion | dozen)
# "[two] and a half", "[two]-and-a-half"
and.half         = and (a | one) f:(half | halves | quarter)
and.a.half       = [hyphen] and [hyphen] a [hyphen] half
ordinal.ending   = ~ (st | nd | rd | th)
# "twenty-second"
ordinal.compound = [card] [hyphen] o:[ord]
