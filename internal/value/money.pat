# Money. The captures: amount is where the numeral begins, letters are those that
# tell the currency.

# "US$", "A$", "E£", "U.S.$"
sign.dollar  = letters:[letters capital] ~ '$' amount:[]
sign.us      = letters:['us' capital] '$' amount:[] | letters:['u' caps] '.' ['s'] '.' '$' amount:[]
sign.pound   = letters:[letters] ~ '£' amount:[]
# "Rs. 500", "KSh 20", "R500"
sign.letters = letters:[letters] (~ '.')? amount:[digits]
us.adjective = u '.' s '.'?
