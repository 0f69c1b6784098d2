// Package value finds the closed classes of entities in a text and says what
// they mean: dates, times, percentages, amounts of money, quantities, ordinals
// and cardinals, with spans as OntoNotes 5 draws them (BBN's Annotation
// Guidelines for Entity Types, and the OntoNotes release notes, LDC2013T19).
//
// The language of these classes is closed, so they are found by a grammar over
// words and not learned. What a user reads is [Value], of package
// dictum.example/entity/value, whose documentation says how relative dates are read.
//
// # How it works
//
// Each sentence is cut into tokens, which have classes: those of their words, from
// the tables (*.tsv), and how they are written. At each token at which a value can
// begin, the passes of a list are tried in order. A pass is a list of rules: a
// pattern over tokens (*.pat, in the language of package pattern) and a function
// that gives what it matched its value, or refuses it. A number, a date within a
// date and other parts with arithmetic of their own are phrases of the patterns.
// What is found names the pass that found it.
//
// The package leaves names, including those that contain numbers ("Channel 4",
// "Boeing 737"), to its callers: where a name and a value overlap, the name
// should win.
package value
