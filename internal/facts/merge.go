package facts

import (
	"cmp"
	"slices"

	"dictum.example/entity"
	"dictum.example/fact"
)

// telling are the verbs whose event is a fact between the agent and whom it is done to.
var telling = map[string]fact.Kind{
	"meet": fact.Met, "kill": fact.Killed, "murder": fact.Killed, "assassinate": fact.Killed, "attack": fact.Attacked,
	"bomb":  fact.Attacked,
	"shell": fact.Attacked, "ambush": fact.Attacked, "beat": fact.Defeated, "defeat": fact.Defeated, "marry": fact.Spouse,
	"wed":   fact.Spouse,
	"found": fact.Founded, "co-found": fact.Founded, "cofound": fact.Founded,
}

// told returns the facts that events tell.
func told(events []*fact.Event) []*fact.Fact {
	var out []*fact.Fact
	for _, e := range events {
		out = append(out, lives(e)...)
		kind, ok := telling[e.Lemma]
		if !ok {
			continue
		}
		for _, a := range e.Participants {
			for _, b := range e.Participants {
				if f := between(e, kind, a, b); f != nil {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// lives returns where somebody was born or died, by an event that says so.
func lives(e *fact.Event) []*fact.Fact {
	kind, who := fact.BornIn, fact.Patient
	switch e.Lemma {
	case "bear":
	case "die":
		kind, who = fact.DiedIn, fact.Agent
	default:
		return nil
	}
	var out []*fact.Fact
	for _, x := range e.Participants {
		for _, y := range e.Places {
			if x.Role == who && x.Entity != nil && sorted(kind, x.Entity, y.Entity) {
				out = append(out, &fact.Fact{Kind: kind, Subject: x.Entity, Object: y.Entity, Evidence: e.Evidence, At: e.Date,
					Polarity: e.Polarity, Modality: e.Modality, Claim: e.Claim, Confidence: e.Confidence * .95})
			}
		}
	}
	return out
}

// between returns the fact that an event of a kind tells of two participants, or nil.
func between(e *fact.Event, kind fact.Kind, a, b fact.Participant) *fact.Fact {
	if a.Entity == nil || b.Entity == nil || a.Entity == b.Entity || a.Role != fact.Agent ||
		b.Role != fact.Patient && (b.Role != fact.Partner || kind != fact.Met) ||
		!sorted(kind, a.Entity, b.Entity) {
		return nil
	}
	return &fact.Fact{Kind: kind, Subject: a.Entity, Object: b.Entity, Evidence: e.Evidence, At: e.Date,
		Polarity: e.Polarity, Modality: e.Modality, Claim: e.Claim, Confidence: e.Confidence * .9}
}

// sorted reports whether the types are those of a kind's subjects and objects.
func sorted(kind fact.Kind, s, o *entity.Entity) bool {
	types, ok := sorts[kind]
	if !ok {
		return (sides | sites).has(s.Type) && (sides | sites).has(o.Type)
	}
	return types[0].has(s.Type) && types[1].has(o.Type)
}

// besides returns the ties that no verb of their sentence denies: who meets somebody there is not said to be married to them.
func besides(ties, told []*fact.Fact) []*fact.Fact {
	verbs := map[key]*fact.Fact{}
	for _, f := range told {
		verbs[key{subject: f.Subject, object: f.Object}], verbs[key{subject: f.Object, object: f.Subject}] = f, f
		if f.Kind == fact.BornIn || f.Kind == fact.DiedIn { // and nobody else of the sentence lives there
			verbs[key{object: f.Object}] = f
		}
	}
	return slices.DeleteFunc(ties, func(f *fact.Fact) bool {
		v := verbs[key{subject: f.Subject, object: f.Object}]
		if v == nil && f.Kind == fact.LivesIn {
			v = verbs[key{object: f.Object}]
		}
		return v != nil && v.Kind != f.Kind && v.Evidence.Overlaps(f.Evidence.Span)
	})
}

// A key tells facts apart.
type key struct {
	kind            fact.Kind
	subject, object *entity.Entity
	words           string
	claimed         bool
}

func keyOf(f *fact.Fact) key {
	k := key{kind: f.Kind, subject: f.Subject, object: f.Object, claimed: f.Claim != nil}
	if f.Words != nil {
		k.words = f.Words.Text
	}
	if f.Kind.Symmetric() && k.subject.ID > k.object.ID {
		k.subject, k.object = k.object, k.subject
	}
	return k
}

// merge returns each fact once, as its surest evidence tells it, in the order of the text. Who leads something is not said to work there.
func merge(facts []*fact.Fact) []*fact.Fact {
	best := map[key]*fact.Fact{}
	for _, f := range facts {
		k := keyOf(f)
		if old := best[k]; old == nil || old.Confidence < f.Confidence {
			best[k] = f
		}
	}
	out := facts[:0:0]
	for _, f := range facts {
		k := keyOf(f)
		if best[k] != f {
			continue
		}
		if f.Kind == fact.WorksFor || f.Kind == fact.MemberOf {
			k.kind = fact.HeadOf
			if best[k] != nil {
				continue
			}
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b *fact.Fact) int { return cmp.Compare(a.Evidence.Start, b.Evidence.Start) })
	return out
}
