package resolve

import (
	"slices"

	"dictum.example/entity"
	"dictum.example/internal/lexicon"
)

// owned returns the one person in sight with a name who is what "its director", "his lawyer" says, and not of another
// than "its"; or nil.
func (r *resolver) owned(a *anaphor) *referent {
	t := &r.p.Tokens[a.from]
	if !isPronoun(t) || a.class != personNominal {
		return nil
	}
	var owner, found *referent
	if len(r.recent) > 0 && r.recent[0].last == a.from {
		owner = r.recent[0]
	}
	for _, x := range r.recent {
		if x == owner || len(x.names) == 0 || !x.heads[a.noun] || !r.fits(a, x) {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	if found == nil || owner != nil && len(owner.names) > 0 && r.another(found, a.noun, owner) {
		return nil
	}
	return found
}

// another reports whether x is what the noun says of somebody else than the owner: "Lind's lawyer", "director of the Halden Museum".
func (r *resolver) another(x *referent, what string, owner *referent) bool {
	others := false
	for _, role := range x.roles {
		ws := words(role.Text)
		if !slices.Contains(ws, what) {
			continue
		}
		for _, w := range owner.forms[0] {
			if len(w) > 2 && slices.Contains(ws, w) {
				return false
			}
		}
		from, to := r.p.TokensIn(role.Span)
		for k := from; k < to; k++ {
			others = others || r.p.Tokens[k].Name != none
		}
	}
	return others
}

// nominal resolves a noun phrase, or remembers it as somebody new.
func (r *resolver) nominal(a *anaphor) {
	first := &r.p.Tokens[a.from]
	if (first.Lower == "the" || a.shown) && r.resolve(a) != nil {
		return
	}
	m := mention{r.p.SpanOf(a.from, a.to), entity.Nominal, newNounPass.Name}
	if x := r.owned(a); x != nil {
		m.pass = ownedNounPass.Name
		r.mention(x, m, a.from, a.to, a.class)
		return
	}
	if a.class == placeNominal || a.class == pairNominal {
		return
	}
	x := &referent{
		typ: entity.Person, gender: titleGender(a.noun), plural: r.p.pluralNoun(r.p.At(a.head)), heads: map[string]bool{a.noun: true},
	}
	if a.class == orgNominal {
		x.typ = entity.Org
	}
	x.somebody = first.Is(lexicon.IndefiniteDeterminer)
	r.mention(x, m, a.from, a.to, a.class)
}
