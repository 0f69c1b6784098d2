// Package eval scores what is found in articles against what people annotated in
// them: names, attributions of quotes, coreference and pronouns, each with
// precision, recall and F1.
//
// There is a scorer for each: [NameScorer], [QuoteScorer], [CorefScorer] and
// [PronounScorer]. Its zero value is ready; Add takes an annotated [Article] and
// the [Prediction] for it, and returns what was wrong; Scores returns the figures
// over all articles so far. Figures are pooled, never averaged over articles. A
// scorer serves one goroutine at a time.
//
// Annotated articles are read from JSON lines or from CoNLL columns, by
// [ReadArticles] and [ReadCoNLL]; predictions are made of a document by
// [FromDocument], or read by [ReadPredictions] from what "dictum extract" or
// another program wrote. How articles are extracted is left to package extract,
// and how figures are shown to the command.
package eval
