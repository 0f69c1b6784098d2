package resolve

import (
	"slices"

	"dictum.example/internal/pass"
	"dictum.example/internal/value"
)

// Naming returns the passes of [Resolver.Names], in the order in which they run.
func Naming() []pass.Stage {
	return []pass.Stage{
		{Name: "names", Passes: pass.List(namePasses)},
		{Name: "names of the same", Passes: joinPasses()},
		{Name: "roles", Passes: append(pass.List(rolePasses), bareAffiliation)},
		{Name: "values", Passes: value.Passes()},
	}
}

// Referring returns the passes of [Resolution.Antecedents], in the order in which they run.
func Referring() []pass.Stage {
	return []pass.Stage{
		{Name: "antecedents", Passes: append(pass.List(antecedentPasses), otherAntecedents...)},
		{Name: "offices", Passes: []pass.Pass{unlikelyRoles, learnedRoles}},
	}
}

// Talking returns the passes of a [Talk] and of [Resolver.FirstPerson], in the order in which they run.
func Talking() []pass.Stage {
	sources := slices.Concat(
		pass.List(pronounPasses), pass.List(phrasePasses), []pass.Pass{bareOffice, delayedIdentification, cataphora},
	)
	return []pass.Stage{
		{Name: "whom sources mean", Passes: sources},
		{Name: "first person", Passes: []pass.Pass{firstPersonPass}},
	}
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
