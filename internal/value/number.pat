# Numerals.

slash.fraction   = ([one] | [two]) ~ '/' ~ ([one] | [two])
# "5m voters", "40k homes", "1.5m tonnes", but not "a 2m wall", "100m sprint"
count.letter   = (?<! [] [capital] [digits] | '401') <letter.of.count>
letter.of.count = k (?! ~ [hyphen] | race | run | walk | course | time | swim | video | format | resolution | screen | screens | tv | ultra)
               | m (?! ~ [hyphen] (?! strong)) (?! [metre-word]) <counted.things>
               | b <counted.things>
counted.things = (?= [measure] | [counted] | [money] | [s !part] | [letters] ([s !clause-word] | [counted])
               | [dash] [digits] | to [digits] ~ m | [power] | ~ [hyphen] strong
               | of (the | them | us | those | its | their | our))
# "rose to 5m."
count.end      = m (?= $ | [symbol !hyphen] | [clause-word !metre-word])
metres.before  = (?<= [metre-word-before] []{0,2} | [change] | a | an) []
tens.of          = [] (of ([scale plural] | [dozen plural])){0,2}
half.million     = half (million | billion | dozen)
# "a third of them", "[fell by] a fifth", "[less than] a quarter"
fraction       = [frac !plural] of
               | (?<= <fraction.lead> (a | an | one)) (?<! followed by (a | an)) [frac !plural] <fraction.end>
               | (?<= [change] to (a | an) | up to (a | an)) [frac !plural] <fraction.end>
               | (?<= by [card]) [frac plural] <fraction.end>
fraction.lead  = by | than | about | nearly | almost | around | roughly | approximately | only | just | over | under | least | most
               | up | down
fraction.end   = (?= $ | [symbol !hyphen] | [clause-word])
# "[two] and a half", "[two]-and-a-half"
and.half         = and (a | one) f:(half | halves | quarter)
and.a.half       = [hyphen] and [hyphen] a [hyphen] half
ordinal.ending   = ~ (st | nd | rd | th)
# "twenty-second"
ordinal.compound = [card] [hyphen] o:[ord]
