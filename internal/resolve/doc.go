// Package resolve finds who and what an article speaks of: it turns a reading, the
// network's labels over a text, into entities:
//
//   - the names, without titles, possessive endings and stray punctuation, each with
//     one type over the whole article;
//   - names that the reading cuts or runs together, by closed rules of newswire: datelines,
//     tables of results, headlines in capitals, "U.S." before an institution;
//   - one [entity.Entity] for all the names of the same person, organisation or place:
//     surnames, initials, acronyms, other spellings, a country's names and demonyms;
//   - the titles and offices of persons, and what they tie them to;
//   - the pronouns ("she", "its") and definite nouns ("the ministry") that stand for
//     the named ones, chosen by a small network that ranks what was mentioned before
//     (Denis and Baldridge, "Specialized Models and Ranking for Coreference
//     Resolution", EMNLP 2008), or left alone: precision goes first;
//   - the dates, numbers and amounts that package value finds.
//
// Names are found by an ordered list of passes, each of which makes, corrects or leaves out
// some, and joined by lists of sieves, in the manner of CoreNLP's (Lee et al., "Deterministic
// Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules", CL 2013): the first
// that decides does. Each has a name, which every mention keeps ([entity.Mention.Pass] and
// Sieve), and any can be left out ([Resolver.Without]). To add one is to add a line to its
// list, the function, and rows to the table that tests it: one where it fires, one where it
// must not.
//
// The stages are methods, which package engine calls in their order: [Resolver.Names], [Resolution.Antecedents] and
// [Resolution.Link]. Whom the source of a quote means that names nobody ("they", "the latter") depends on who spoke before: a
// [Talk] is asked for that, while attribution goes through the quotes.
//
// Who says what is left to package attribution, and with it the "I" and "we" of quotations;
// finding the names is left to the reader, or to an [entity.Recognizer]. What the world
// knows of names comes from the project's embedded gazetteer.
//
// All takes time in proportion to the text. A Resolution is used by one goroutine until its last stage has run; it must not be
// changed then, and may be shared.
package resolve
