// Package link decides which things of a knowledge base the names of an article mean.
//
// Every name has candidates: what the base knows under it and under its other forms in
// the article. [Names] weighs them all, and "none of these" among them, by what a small
// network learned ([the weights] are trained by train/link): how often the name means the
// candidate, how well known that is and its rivals are, whether it fits the type that the
// reader saw, the offices and fields of the article's titles, the countries and fields
// that the rest of the article speaks of, how many people must have such a name. What
// it answers is a probability, calibrated on articles that it has not seen.
//
// Some things are closed and so are rules: a name with "Jr." is nobody's without it, a
// town that its region follows lies in that region, and a code with stops is none.
//
// What a name is and which mentions are one entity is decided before, by the resolver.
//
// [the weights]: weights.json
package link
