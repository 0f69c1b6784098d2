// Package text cuts an article into blocks, sentences and words.
//
// [Parse] takes the text as it comes out of a feed, a web page or a file and
// returns a [Layout]: what is headline, dateline, byline, caption, heading, list
// item and paragraph, which sentences they hold, and which words those hold.
// Everything is a [Span], a half-open range of byte offsets into the text that
// was given; nothing is copied, and the text is never changed.
//
// # Blocks
//
// A blank line ends a block, and so does a single line end, unless the lines of
// the text are wrapped to one width. Line ends are LF, CRLF, CR, VT, FF, NEL and
// Unicode's line and paragraph separators. Line layout and punctuation decide
// the kind of a block; no model is asked. A dateline that opens a paragraph is a
// block of its own, so that "LONDON (Reuters) -" is no part of the first sentence.
//
// # Sentences
//
// Candidates are the characters that UAX #29 (Unicode Text Segmentation) lets
// sentences end with. Rules for news decide which of them do: abbreviations,
// initials, ellipses, numbers, addresses, and quotations that end in a question
// mark before their source. Closing quotation marks and brackets belong to the
// sentence whose final stop they follow. A block ends its last sentence.
//
// # Words
//
// Words are those of UAX #29, corrected to the convention of OntoNotes and the
// Universal Dependencies for English:
//
//   - the possessive and the other clitics are words of their own: "Russia" "’s",
//     "do" "n’t", "they" "’re"; so a name ends where its word ends;
//   - each part of a hyphenated compound is a word, and so is the hyphen:
//     "Taliban" "-" "led";
//   - the full stop of an abbreviation belongs to it: "Mr." "U.S." "a.m.";
//   - URLs, e-mail addresses, handles and hashtags are one word each, and so are
//     "3.5", "10,000", "10:30", "AT&T", "..." and "--".
//
// Whose name stands there, and who said what, is left to the packages entity and quote.
package text
