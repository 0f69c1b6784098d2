// Package doc is the annotated document that the engines share: an article's words as
// tokens, each with what is known of it before anything is resolved.
//
// [New] makes it once for an article: it cuts the layout's words so that possessive endings
// and the tails of compounds ("Taliban" "-" "led") are tokens of their own, looks up each
// word's classes and parts of speech, and notes sentence, block, quotation marks and the
// labels of the reading that cover it. What names the tokens belong to, and which are titles,
// resolution writes into them; attribution reads it there.
//
// Places in the text are half-open spans of bytes; places among the tokens are half-open
// ranges of indexes. Everything takes time in proportion to the text. A Document belongs to
// one article and is used by one goroutine at a time.
package doc
