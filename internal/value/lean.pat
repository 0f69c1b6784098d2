# Which side of the publication a date lies on, told by the words before it, of
# which the nearest decides.

# "will", "must", "is to rule", "vowed to leave", "to be held", "takes effect", "voters go"
future.cue = [future]
           | (?<= is | are | has | have) to
           | (?<= agreed | vowed | promised | pledged | threatened | ordered | invited) to (?! []{0,9} (after | following))
           | (?<= to) be (?= [past] | [ed])
           | (?<! <noun.lead>) [scheduled] (?! after | [digits] | [card] | (a | no) [] (dead | injured))
           | (is | are) (?= (at []{1,4} on | on the []) [weekday])
           | (is | are) (?= on? ([weekday] | [month capital] | [day] [month capital]))
           | (?<= they | we | you | i | [s]) [scheduled-base]
# What makes a noun of "the votes", "many visits".
noun.lead  = the | a | an | of | and | no | some | many | all | these | those | [possessive] | [card] | [digits]
# "said", "launched", but not "[will] be launched", "are held"
past.cue   = (?<! be | being | is | are | remain | remains | stay | stays | be [ly]) ([past] | [ed !capital])

# "in the year to June", "the 12 months to end-September", "the quarter ended 31 March"
year.to.date = (?<= [unit] (to | ended | ending | through) (end [hyphen]? | the end of)?) []
# "by Friday", "a forecast for Saturday"; without any verb that tells
deadline     = (?<= [] (by | until | till | before)) [] | (?<= for) [weekday] (?! [apostrophe])
