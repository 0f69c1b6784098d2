// Package pattern matches phrases over tokens: patterns that stand in text
// files, in the manner of spaCy's Matcher and of CoreNLP's TokensRegex, compiled
// once and matched in linear time.
//
// A pattern says which tokens may follow each other, by their words, by classes
// of words, and by how they are set. This file finds "last Monday night",
// "this coming May" and "two years ago":
//
//	# What stands before a period of the calendar.
//	which  = last | next | this coming?
//
//	period = <which> (day:[weekday] part:[daypart]? | month:[month capital])
//	ago    = n:<number> unit:[unit] ago
//
// Each rule is a name, "=" and an expression; lines that begin with white space
// continue it; "#" begins a comment. An expression is built from
//
//	word        a token whose lower-case form is word: letters, marks and digits
//	'$' "’"     a token, in quotation marks, where it is no plain word
//	[a !b 'c']  a token with class a and without class b, whose word is c; [] is any token
//	<rule>      what another rule matches, with its captures; or a phrase, see below
//	x y         x, then y
//	x | y       x, or else y
//	x?  x{2,5}  x or nothing; two to five times x. More is preferred to less.
//	(x)         a group
//	name:x      x, captured by name
//	~  _        no white space here; white space (or the end) here
//	^  $        the first token's place; the end
//	(?= x)  (?! x)    what follows is, or is not, x
//	(?<= x) (?<! x)   what stands before is, or is not, x, of no more than 16 tokens
//
// A look, which is what the last two lines are, captures nothing.
//
// "|" binds least, then sequence, then captures, then "?" and bounds. As in
// Perl, the first way to match is taken, in the order in which the expression
// lists them, and not the longest.
//
// # Classes and phrases
//
// What the classes are is the business of whoever compiles the patterns: a word
// list, the shape of a token, a label that a network gave it ([Names] maps
// names to numbers, [Tokens] answers). A phrase is a unit of several tokens
// that is found by other means, such as a number or a person's name: it is
// referred to like a rule, and matches in one way only.
//
// # Time
//
// Every repetition has a bound and no rule refers to itself, so a pattern looks
// at no more than a fixed number of tokens. What failed once at a token is not
// tried there again: a match takes time linear in the size of the pattern, never
// exponential, and all matches of a text time linear in the text. A [List]
// tries, of many patterns, only those that can begin with the word at hand.
//
// Patterns are immutable and may be used by several goroutines.
package pattern
