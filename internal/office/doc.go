// Package office finds the words that name offices and jobs of persons, and whose they are, with two small networks over the
// profiles of words: a tagger, and a ranker of the mentions near an office. train/roles makes both.
//
// It knows words and mentions by their places and nothing of what they mean: who the mentions refer to was decided before, and what
// becomes of an office is decided by who asks.
package office
