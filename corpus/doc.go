// Package corpus tells what is one thing over many articles: it gives each person,
// organisation, place and other thing of documents a node, an id that is the same in
// every article that names it.
//
// An [Index] reads documents with [Index.Add], decides with [Index.Resolve], and writes
// the nodes into documents with [Index.Annotate]. [Open] keeps what was read in a
// folder, so that later runs go on from there: articles come and go, and a node keeps
// its id. What is one thing follows from the set of the articles alone, in whatever
// order they came; an article that is removed is as if it had never been read.
//
// Every decision has a probability and reasons, which [Index.Explain] gives.
// [Options.Merge] is how probable it must be that two names mean one thing;
// [Options.Rulings] are the user's own decisions, which go before all others.
//
// Quotations recur too: one statement that several articles quote, in part or with other words left out, is one
// [Statement], with all its places and the speaker on whom they agree. [Index.Statements] lists them.
//
// Finding the names and what they mean within one article is left to package extract,
// and making a graph of the nodes to package graph.
package corpus
