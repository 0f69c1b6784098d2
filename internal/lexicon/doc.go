// Package lexicon holds the words that the rules know: titles, verbs of saying, articles,
// the nouns that are said of companies, and so on. A word is data, a line of words.tsv with
// the [Class]es that it belongs to; Go code names classes and never lists words.
//
// To add a word to a class, add the class to its line of words.tsv, or a line in order. To
// add a class, describe it in classes.tsv and run go generate, which writes its constant.
//
// The words are read into a map at the first question: 1.3 ms and 0.3 MB for 3,800 words,
// and 0.1 µs for each question. A finite-state transducer, as package gazetteer has for its
// 62,000 words, is loaded in a microsecond and has 22 kB in place of the file's 127, but
// takes 1.4 µs for a question, of which a word of an article asks two: an article of 700
// words would take 2 ms longer.
//
// Words of open classes that come from public lists, such as given names, surnames,
// demonyms and the nouns for persons, are left to package gazetteer.
package lexicon
