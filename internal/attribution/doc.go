// Package attribution finds who said what: it makes quotes of what the network read, of
// the quotation marks, and of the entities of the article.
//
// The network (package internal/reader) marks sources, cues and contents and says
// how likely each content goes with each cue, and each cue with each source.
// [Attribute] groups them into attributions, lets quotation marks settle where
// quoted contents begin and end, adds what stands between quotation marks or after
// a speaker's label with no cue at all, and finds the speaker of each quote among
// the article's entities.
//
// Which entity a name or pronoun refers to is the business of package resolve.
package attribution
