package resolve

import (
	"slices"

	"dictum.example/internal/pass"
	"dictum.example/internal/value"
)

// Stages returns all passes, in the order in which they run.
func Stages() []pass.Stage {
	return []pass.Stage{
		{Name: "names", Passes: pass.List(namePasses)},
		{Name: "names of the same", Passes: joinPasses()},
		{Name: "roles", Passes: append(pass.List(rolePasses), bareAffiliation)},
		{Name: "values", Passes: value.Passes()},
		{Name: "antecedents", Passes: append(pass.List(antecedentPasses), otherAntecedents...)},
		{Name: "offices", Passes: []pass.Pass{unlikelyRoles, learnedRoles}},
		{Name: "whom sources mean", Passes: sourceAntecedents()},
	}
}

// sourceAntecedents returns the passes that tell whom sources mean.
func sourceAntecedents() []pass.Pass {
	return slices.Concat(pass.List(pronounPasses), pass.List(phrasePasses), []pass.Pass{bareOffice, delayedIdentification, cataphora})
}

// joinPasses returns the sieves that join names, those of persons first, each name once.
func joinPasses() []pass.Pass {
	all := append([]pass.Pass{sameOwner}, pass.List(fullNameSieves)...)
	all = append(append(all, pass.List(loneSieves)...), knownAs)
	for _, j := range joinings {
		all = append(all, pass.List(j.sieves)...)
	}
	var passes []pass.Pass
	for _, p := range all {
		if !slices.ContainsFunc(passes, func(q pass.Pass) bool { return q.Name == p.Name }) {
			passes = append(passes, p)
		}
	}
	return passes
}
