// Package value finds the closed classes of entities in a text and says what
// they mean: dates, times, percentages, amounts of money, quantities, ordinals
// and cardinals, with spans as OntoNotes 5 draws them (BBN's Annotation
// Guidelines for Entity Types, and the OntoNotes release notes, LDC2013T19).
//
// The language of these classes is closed, so they are found by a grammar over
// words and not learned. What a user reads is [Value], of package
// dictum.example/entity/value, whose documentation says how relative dates are read.
//
// The package leaves names, including those that contain numbers ("Channel 4",
// "Boeing 737"), to its callers: where a name and a value overlap, the name
// should win.
package value
