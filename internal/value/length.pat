# Lengths of time without a numeral, and what follows a length. What is captured:
# u the unit.

length.vague   = ((a | an) (few | good | couple | number) of? | [vague-count] (?! [scale] | [dozen]) | couple of)
                 [unit-adjective]? u:[unit plural]
length.half    = (half (a | an) | (a | an)? half ~ [hyphen]) u:[unit !plural !second !'quarter']
length.quarter = a quarter (of (a | an) u:(century | hour) | u:century)
length.one     = (a | an) (u:[unit !plural !second !'quarter' !'night' !'weekend'] (?! (?<= day) to day | ~ [hyphen] (?! long | old))
               | (full | further | whole) u:[unit])
length.long    = u:[unit !plural] (?= ~ [hyphen] long)
length.bare    = (?<! [digits]) u:[unit plural !second !'quarters' !'nights' !'weekends' !'yr' !'yrs' !'hr' !'hrs' !'min']

# "ago", "from now", "later", "34-year-old", "day-long"
length.tail    = (~ [hyphen])? (back:ago | ahead:(from (now | today) | hence) | (old | olds))
               | ~ [hyphen] long | open:(later | earlier)

# "and 5 minutes", "and a half"
length.more    = (and | ',' and?)? (?! a | an) n:<number> u:[unit]
length.and.half = and a half

unit.at        = [unit-adjective]? u:[unit]
