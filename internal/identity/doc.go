// Package identity decides which entities of many articles are one thing.
//
// [Read] keeps of a document what that is decided by. [Resolve] gathers the entities
// that bear one name into profiles, and compares the profiles that share a word, an
// acronym, a spelling, an alias or an item: how their names are alike, and what their
// articles say of them, are features of a logistic model, whose weights are data. The
// most probable pairs are merged first, unless what they are part of by then cannot be
// one. Names of persons of one word alone are decided last, for each article, by those
// who bear the name.
//
// All of it follows from the set of the articles, so that it does not matter when each
// was read; a profile is compared with the most frequent of its bucket only, so that
// the work grows with the articles and not with their square.
package identity
