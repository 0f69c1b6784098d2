// Package engine has the one order of the rules that read an article, from its words and the network's labels to its entities
// and quotes:
//
//  1. names, which of them are of one thing, and the roles of persons (package resolve);
//  2. quotes, with contents, cues and sources (package attribution);
//  3. whom pronouns and nouns mean, sources among them (package resolve);
//  4. what knowledge bases know of the entities (package resolve);
//  5. who says the quotes; whom a source means that names nobody, attribution asks resolution (packages attribution and resolve).
package engine

import (
	"slices"
	"time"

	"dictum.example/entity"
	"dictum.example/internal/attribution"
	"dictum.example/internal/doc"
	"dictum.example/internal/names"
	"dictum.example/internal/pass"
	"dictum.example/internal/resolve"
	"dictum.example/kb"
	"dictum.example/quote"
)

// An Engine reads articles by rules, with what its user knows besides. The zero Engine runs all passes. It is safe for
// concurrent use.
type Engine struct {
	// Own are the names of the user. They are found wherever they stand, and win over those of the reading.
	Own *names.Dictionary
	// Base is asked before the embedded knowledge base, if it is not nil.
	Base kb.Base
	// Without names the passes that are not run: to measure what each is worth.
	Without map[string]bool
}

// Read finds the entities and the quotes of an article. Dates are read against the day of publication where that is not zero.
// It never fails: what it cannot tell it leaves out. It runs in time linear in the length of the text.
func (x Engine) Read(d *doc.Document, published time.Time) ([]*entity.Entity, []*quote.Quote) {
	resolver := resolve.Resolver{Own: x.Own, Base: x.Base, Without: x.Without}
	named := resolver.Names(d, published)
	found := attribution.Attributor{Without: x.Without}.Find(d, named)
	named.Antecedents(found.Sources())
	named.Link()
	quotes := found.Speakers()
	resolver.FirstPerson(d, quotes)
	return named.Entities, quotes
}

// Stages returns all passes in the order in which they run or are asked.
func Stages() []pass.Stage {
	return slices.Concat(resolve.Naming(), attribution.Quoting(), resolve.Referring(), attribution.Speaking(), resolve.Talking())
}
