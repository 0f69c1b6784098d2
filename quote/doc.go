// Package quote holds what an article says that somebody said: statements, beliefs,
// wishes and decisions, each with the words that attribute it and its speaker.
//
// Quotes come from package extract; this package holds their types and what can be asked
// of them. What counts as a quote, and where its spans end, follows the guidelines of
// PolNeAR: any statement, belief, intention, ruling or perception that is attributed to
// somebody, the outermost only (Newell, Margolin and Ruths, "An Attribution Relations
// Corpus for Political News", LREC 2018).
package quote
