# Times of day. What is captured: c a clock time, c2 the end of a range, hd what
# tells morning from afternoon, part a part of the day.

half.day    = ~ hd:(am | pm) | hd:[!title 'am'] | hd:[!title 'pm'] | hd:(a | p) '.' m (~ '.')? | hd:(noon | midnight)
clock.c     = (?= [digits]) c:<clock.digits>
clock.range = (<clock.c> ([dash] | to) | (?<= between) <clock.c> and) c2:<clock.digits> <half.day>
clock.half  = <clock.c> <half.day>

# "five o'clock in the morning", "11 at night"
o.clock      = (<clock.c> | w:[card]) o [apostrophe] clock (in the part:[part] | at part:night)?
clock.part   = <clock.c> in the part:[part]
# "14:30", "14:30 hours", but not "10:30-5"
clock.colon  = c:<colon.digits> (?! <half.day>) 
               (?= h | _ | ~ [symbol !':' !'/' !'%' !'.'] | '.' _) (?! ~ [dash] [digits] (?! ':')) (hours | hrs | h)?
colon.digits = ([one] | [two]) ~ ':' ~ [two] (~ ':' [two])?
# "1430 GMT", "0600 hours"
clock.four  = n:[four] (?= [zone !'z' !'pt' !'et' !'mt' !'ct' !'cat' !'eat']) | n:[four] hours:(hours | hrs)

noon        = (?<! high) (noon | midday)
midnight    = midnight
overnight   = overnight
# "ten p.m.", "nine pm"
word.half   = w:[card] _ (hd:[!title 'pm'] | hd:[!title 'am'] (?= '.') | hd:(a | p) '.' m (~ '.')?)

# What may follow a time of day: "EST", "(GMT)", "Eastern Standard Time", "local time", "Tuesday"
clock.tail  = told:(<clock.zone>? (local time)?) 
              (','? (?= today | yesterday | tomorrow | [weekday !abbr !plural] | [month capital]) date:<date>)?
clock.zone  = '(' zone:[zone caps] ')'? | zone:[zone caps] | '('? [zone-region capital] [zone-kind]? time
