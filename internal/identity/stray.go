package identity

import "dictum.example/internal/gazetteer"

// groupStrays groups the lone names that no full name claims. One of whom two could be
// is nobody's: it stands alone. Those of one word whom nobody could be are one thing
// where the articles are alike.
func (cl *clusters) groupStrays(strays []*lone) []*group {
	byWord := map[string][]*group{}
	var all []*group
	for _, l := range strays {
		if g := cl.strayGroup(byWord[l.word], l); g != nil {
			g.members = append(g.members, l.ref)
			continue
		}
		g := &group{kind: human, root: -1, members: []ref{l.ref}}
		all = append(all, g)
		if gs := byWord[l.word]; len(gs) < maxLeaders {
			byWord[l.word] = append(gs, g)
		}
	}
	return all
}

// strayGroup returns the group that a lone name is most likely of, or nil.
func (cl *clusters) strayGroup(groups []*group, l *lone) *group {
	var best *group
	odds := 0.0
	for _, g := range groups {
		if o := cl.c.weights.odds(cl.c.strayFeatures(g, l)); o > odds {
			best, odds = g, o
		}
	}
	return best
}

func (c *corpus) strayFeatures(g *group, l *lone) []Feature {
	m := c.member(l.ref)
	first := c.member(g.members[0])
	fs := []Feature{{"stray", 1}, {"stray.given", truth(gazetteer.IsGivenName(l.word))}, {"stray.rivals", float64(l.bearers)}}
	var own []int32
	for _, w := range companions(human, l.name) {
		own = append(own, c.numbers[w])
	}
	fs = append(fs, Feature{"stray.company", shared(c.companyOf([]ref{l.ref}), c.companyOf(g.members), own)})
	if m.QID != "" && first.QID != "" {
		fs = append(fs, Feature{"stray.item.same", truth(m.QID == first.QID)}, Feature{"stray.item.other", truth(m.QID != first.QID)})
	}
	return fs
}
