// Package pass names the steps of the engines, so that a result can say which step made
// it, and so that a step can be left out to see what it is worth.
package pass

// A Pass is a step of an engine.
type Pass struct {
	// Name is what results are signed with. Passes of one stage have different names.
	Name string
	// Purpose says in a few words what the pass does.
	Purpose string
}

// A Stage is a list of passes that do the same kind of work, in the order in which they run
// or are asked.
type Stage struct {
	Name   string
	Passes []Pass
}

// List returns the passes that are embedded in the steps of a list.
func List[S interface{ Self() Pass }](steps []S) []Pass {
	passes := make([]Pass, len(steps))
	for i, s := range steps {
		passes[i] = s.Self()
	}
	return passes
}

// Self returns p: what embeds a Pass can be listed by it.
func (p Pass) Self() Pass { return p }
