// Package attribution finds who said what: it makes quotes of what the network read, of
// the quotation marks, and of the names of the article.
//
// The network (package internal/reader) marks sources, cues and contents and says
// how likely each content goes with each cue, and each cue with each source.
// [Attributor.Find] does the rest, in stages that [Quoting] lists:
//
//   - contents become pieces, whose ends agree with the quotation marks;
//   - the pieces of one cue become a group, and steps correct where its parts end;
//   - quotations that are no content yet, labels and signatures make further groups;
//   - each group becomes a quote with its source, and filters drop what is none.
//
// Then package resolve finds whom pronouns and nouns mean, and [Finding.Speakers] asks the sieves that [Speaking] lists who
// speaks: the first that answers decides.
//
// A stage is a list of passes. A pass is a variable of type step, claim, finder, filter,
// sieve, namer, rule or address: a name, a sentence of purpose, and a function, beside what
// it needs. What it did it signs: quote.Passes tells which passes made a quote, and
// [Attributor] leaves passes out, so that what each is worth can be measured.
//
// To add a pass, write its variable, put it in its list where it is to run, and write its
// cases in testdata/passes, in a file of its name: where it fires and, for each of its
// conditions, where it must not. Words go into package lexicon, phrases into phrases.txt.
//
// Which entity a name or pronoun refers to is the business of package resolve, whose Talk is asked for whom a
// source means that names nobody.
package attribution
