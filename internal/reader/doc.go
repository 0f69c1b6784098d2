// Package reader reads a text with the network: words to pieces, windows through
// the encoder, and from its hidden states the labelled spans and the links
// between them.
//
// A [Reading] holds what the network says and takes no decision beyond the
// likeliest legal labels: which spans make one attribution, who a name is, and
// who speaks, is the business of packages quote and entity.
//
// Names are decided by the Viterbi algorithm over legal BIO paths, the parts of
// attributions by that of a linear-chain conditional random field, block by block; a link is a softmax over the
// partners near a span and none, scored from the hidden states at both spans' ends and from what stands between them.
// The Python of train/ computes the same features; the two are compared by tests.
package reader
