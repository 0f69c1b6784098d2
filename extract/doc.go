// Package extract reads a news article and returns who is in it and who said
// what: entities, and quotations and statements with their speakers.
//
// It is the façade over the packages that do the work, and the one to import:
//
//	x, err := extract.New()
//	doc, err := x.Extract(ctx, text)
//	for _, q := range doc.Quotes {
//		fmt.Println(q.SpeakerText(), q.Kind, q.Text)
//	}
//
// An Extractor holds the model, is made once and serves any number of
// goroutines. [Extractor.All] reads a stream of articles on all cores.
//
// Every place is a half-open span of byte offsets into the text that was given,
// on the boundaries of its runes. Text that is not valid UTF-8 is read too: each
// bad byte counts as one rune. It is U+FFFD in names and in a quote's Text;
// excerpts are cut from the text as it was given.
package extract
