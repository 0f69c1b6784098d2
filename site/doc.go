// Package site writes many documents as a folder of web pages: an index with a search, a page for each article, as
// package page writes it, and one for each person, with what they said where, their offices, what articles tell of
// them, and a timeline.
//
//	s, err := site.Create("out", site.Options{Title: "A town argues"})
//	for doc := range documents { s.Add(doc) }
//	err = s.Close()
//
// The folder needs no server: index.html can be opened from a disk. The pages ask for nothing on the network, and their content
// security policies allow no script but the index's own, without which the lists are still there. They can be read with a
// keyboard, with a screen reader and on a narrow screen.
//
// Who is one person over many articles is told by package corpus, or else by one Wikidata item or one name.
package site
