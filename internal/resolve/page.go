package resolve

import (
	"dictum.example/internal/doc"
	"dictum.example/internal/names"
	"dictum.example/internal/reader"
)

// none is the index of what is not there.
const none = doc.None

// A page is a document on its way to a Resolution.
type page struct {
	*doc.Document
	gaz    facts
	labels []reader.Label   // the names of the reading, without those that the user's own overlap
	forms  map[run][]string // the words of names, once they are asked for

	offices map[string]bool // abbreviations of offices: "SP", of "superintendent of police"

	without map[string]bool // the passes that are not run

	own       []names.Match // the user's own names
	owners    []names.Owner
	ownValues []nameMention // those of dates, numbers and amounts, in order
}

// newPage prepares a document in which a user's own names, if dict is not nil, stand for themselves.
func newPage(d *doc.Document, g facts, dict *names.Dictionary) *page {
	p := &page{Document: d, gaz: g, labels: d.Reading.Names, forms: map[run][]string{}}
	if l := d.Reading.Layout; l != nil && dict != nil {
		p.own, p.owners = dict.Find(l), dict.Owners()
		d.SplitAt(ends(p.own))
		p.labels = withoutOverlaps(p.labels, p.own)
	}
	return p
}

// leavesOut reports whether a pass is not run.
func (p *page) leavesOut(pass string) bool { return p.without[pass] }
