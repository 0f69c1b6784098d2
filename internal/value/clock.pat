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
              (','? (?= today | yesterday | tomorrow | [weekday !abbr !plural] | [month capital]
              | [day] (~ (st | nd | rd | th))? of? [month capital]) date:<date>)?
clock.zone  = '(' zone:[zone caps] ')'? | zone:[zone caps] | '('? [zone-region capital] [zone-kind]? time

# "half past two", "a quarter to nine", "at ten to three"
clock.past  = (min:half past | a? min:quarter (past | to:to) | min:<clock.minutes> past | (?<= <clock.at>) min:<clock.minutes> to:to)
              <clock.hour> (in the part:[part] | at part:night | <half.day>)?
clock.minutes = (five | ten | twenty [hyphen]? five | twenty) minutes?
clock.hour  = (h:[card] | h:[one] | h:[two]) (?! [unit plural] | [counted] | [s] | '%' | percent) | h:(noon | midnight)
clock.at    = at | around | about | nearly | almost | until | till | since | from | was | is | after | before
# "at 0600", "at 1430 on Friday"
clock.zero  = (?<= at | by | from | until | till | before | after) n:[four] <clock.alone>
clock.plain = (?<= at) n:[four] <clock.alone>
clock.alone = (?= $ | [symbol !currency !dash !'/' !'%' !'°'] | [clause-word] | [weekday] | local)
# "18.05 GMT", "18.05hrs", "at 9.30 on Friday", "at 16hrs"
clock.stop  = <clock.c> (?= [zone caps !'z' !'pt' !'et' !'mt' !'ct']) | <clock.c> (hours | hrs | ~ h)
            | (?<= at) <clock.c> (?= on? ([weekday] | today | tomorrow | yesterday) | <half.day>)
clock.hours = (?<= at) <clock.c> (hrs | hours) | (?<= by | from | until | before) <clock.c> hrs
# The day of a time of day: "3pm on Saturday"
clock.on    = ','? on (?= [weekday !abbr !plural] | [month capital] | [day]) date:<date>
