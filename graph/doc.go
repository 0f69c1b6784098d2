// Package graph turns documents into a knowledge graph and writes it in the
// formats that graph tools read.
//
// Its nodes are the people, organisations, places, groups, events and works
// that the articles name, the quotes, and the articles; unnamed sources ("a
// neighbour") are nodes of their article. Its edges tell who said a quote, to
// whom, about which nodes and in which article, which offices somebody held by
// the article's date, and which nodes one paragraph names together. Facts and
// events are nodes too, each with its evidence; where the article itself says that
// a fact is so there is an edge for it, and where somebody in it says so it names the
// quote. Dates, numbers and amounts are nodes of their article. docs/graph.md has the vocabulary and a
// picture.
//
// A node's IRI comes from its Wikidata item, or else from its type and its
// name as [kb.Fold] has it, so that articles read on different days and machines meet
// in the same nodes. See [Options].
//
// A [Writer] takes documents one by one and keeps none. The RDF formats
// ([NQuads], [Turtle], [TriG], [JSONLD]) are written as the documents come;
// the property graphs ([GraphML], [DOT], [NewCSV]), which need each node once,
// are merged on disk. Memory does not grow with the number of articles.
//
// A [Store] keeps the graph in a triple store, to which articles are added and from which
// they are taken away.
//
// Finding entities and quotes is left to package extract, and showing one
// article to a reader to package page.
package graph
