// Package facts finds what an article tells of its entities: lasting facts and events, each with its evidence, its time
// and its voice.
//
// It works on what is known by then: the layout of the text, the network's reading, the entities with their mentions and roles,
// and the quotes. Who is meant by a word was decided before, and whose words a passage is too; here it is only looked up.
package facts
