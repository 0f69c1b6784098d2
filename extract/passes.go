package extract

import "dictum.example/internal/engine"

// A Pass is a rule that makes a part of what is found: mentions, roles, quotes, speakers.
// [entity.Mention], [entity.Entity] and [quote.Quote] name the passes that made them.
type Pass struct {
	// Stage is the kind of work: "names", "roles", "antecedents" and so on.
	Stage string
	// Name is what results are signed with.
	Name string
	// Purpose says in a few words what the pass does.
	Purpose string
}

// Passes returns all passes in the order in which they run or are asked.
func Passes() []Pass {
	var passes []Pass
	for _, stage := range engine.Stages() {
		for _, p := range stage.Passes {
			passes = append(passes, Pass{Stage: stage.Name, Name: p.Name, Purpose: p.Purpose})
		}
	}
	return passes
}
