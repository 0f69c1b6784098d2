// Package fact holds what an article tells of those whom it names: lasting facts
// ("Olga Marsh heads Nordbank") and events ("Nordbank dismissed Olga Marsh"), each with
// its proof and its voice.
//
// A [Fact] joins two entities, or an entity and words of the text, by one of a closed list of
// kinds, which [Kind] maps to Wikidata and schema.org. An [Event] is a predicate with those
// who take part in it; its kind is one of a closed list, or unknown, in which case the lemma
// of the predicate tells.
//
// Both say where they stand in the text (Evidence), whether the article says that they are, are not,
// are planned or possible (Polarity and Modality), when, and whose word they are: Claim is the quote in
// whose content they stand, and nil where the article itself asserts them. Who takes a claim
// for a fact asks a speaker's word for the article's.
//
// Every place is a half-open span of byte offsets into the text that was given. Facts and
// events of a Document are shared and must not be changed.
package fact
