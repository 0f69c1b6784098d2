package identity

import "dictum.example/kb"

// A Ruling is what a user knows: that two are the same, or that they are not.
type Ruling struct {
	Same bool
	A, B Side
}

// A Side is one of the two that a Ruling is about: all entities of a name, or those
// that are listed.
type Side struct {
	Name    string
	Members map[Named]bool
}

// rule joins and parts the profiles that the user has ruled on. What is ruled apart
// stays apart whatever else is ruled.
func (cl *clusters) rule(rulings []Ruling) {
	for _, r := range rulings {
		a, b := cl.profilesOf(r.A), cl.profilesOf(r.B)
		x, y := cl.loneOf(r.A), cl.loneOf(r.B)
		if r.Same {
			continue
		}
		for _, i := range a {
			for _, j := range b {
				cl.apart[[2]int32{min(i, j), max(i, j)}] = true
			}
		}
		part(x, b)
		part(y, a)
	}
	for _, r := range rulings {
		if r.Same {
			cl.unite(r)
		}
	}
}

// part keeps lone names from being of profiles.
func part(ls []*lone, profiles []int32) {
	for _, l := range ls {
		l.not = append(l.not, profiles...)
	}
}

func (cl *clusters) unite(r Ruling) {
	all := append(cl.profilesOf(r.A), cl.profilesOf(r.B)...)
	if len(all) == 0 {
		return
	}
	for _, i := range all[1:] {
		if a, b := cl.root(all[0]), cl.root(i); a != b && cl.mayJoin(a, b) {
			cl.join(merge{a: all[0], b: i, p: 1, ruled: true})
		}
	}
	for _, l := range append(cl.loneOf(r.A), cl.loneOf(r.B)...) {
		l.ruled = all[0] + 1
	}
}

// mayJoin reports whether no two profiles of the clusters were ruled apart.
func (cl *clusters) mayJoin(a, b int32) bool {
	if len(cl.apart) == 0 {
		return true
	}
	for _, x := range cl.parts[a] {
		for _, y := range cl.parts[b] {
			if cl.apart[[2]int32{min(x, y), max(x, y)}] {
				return false
			}
		}
	}
	return true
}

func (cl *clusters) profilesOf(s Side) (found []int32) {
	name := kb.Fold(s.Name)
	for i, p := range cl.c.profiles {
		if name != "" && (kb.Fold(p.label) == name || p.item() == s.Name) || cl.hasMember(p.members, s.Members) {
			found = append(found, int32(i))
		}
	}
	return found
}

func (cl *clusters) loneOf(s Side) (found []*lone) {
	name := kb.Fold(s.Name)
	for _, l := range cl.c.lone {
		if name != "" && kb.Fold(cl.c.member(l.ref).Name) == name || cl.hasMember([]ref{l.ref}, s.Members) {
			found = append(found, l)
		}
	}
	return found
}

func (cl *clusters) hasMember(rs []ref, set map[Named]bool) bool {
	if len(set) == 0 {
		return false
	}
	for _, r := range rs {
		if set[Named{cl.c.articles[r.article].ID, cl.c.member(r).ID}] {
			return true
		}
	}
	return false
}
