# Where a value can begin: at a word's start, and not within something like
# "COVID-19", "F-16" or "A4". After white space it always can.
opens = [symbol] | ^ [!too-long] | (?<= ^ [symbol] | _ [symbol] | [symbol !joint]) [!too-long]
      | (?<= '-' | '‑') [value !card !ord !unit]
      | (?<= '+' '/' ('-' | '−')) [digits]
      | (?<= '/' | '&') [!digits !too-long]
      | (?<= [letters !letter] '.') [!too-long] | (?<= [letters] '.') [!letters !too-long]
