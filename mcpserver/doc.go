// Package mcpserver lets an agent ask for what package extract finds, over the Model Context Protocol.
//
// It has three tools. read_article reads an article and keeps its document for the other two. who_said finds
// statements by who made them, what they are about, and the words in them, over all articles that are kept.
// look_up tells of a person, organisation, place or other thing what it is called, what its articles say it is, and
// where they name it. Each answer names its places: article, byte offsets, and the words that stand there, verbatim,
// so that an agent can quote them and need not retell.
//
// What is one thing over the articles is left to package corpus, and running the protocol to the official SDK.
package mcpserver
