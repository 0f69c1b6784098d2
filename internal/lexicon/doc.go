// Package lexicon holds the words that the rules know: titles, verbs of saying, articles,
// the nouns that are said of companies, and so on. A word is data, a line of words.tsv with
// the [Class]es that it belongs to; Go code names classes and never lists words.
//
// To add a word to a class, add the class to its line of words.tsv, or a line in order. To
// add a class, describe it in classes.tsv and run go generate, which writes its constant.
//
// Words of open classes that come from public lists, such as given names, surnames,
// demonyms and the nouns for persons, are left to package gazetteer.
package lexicon
