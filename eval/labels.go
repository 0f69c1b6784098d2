package eval

import (
	"fmt"
	"strings"
)

// A LabelSet is a set of entity types that both sides are mapped to before they
// are compared. A type that the set does not know is left out. The zero LabelSet
// is OntoNotes.
type LabelSet uint8

// The sets of labels.
const (
	OntoNotes LabelSet = iota // the 18 types of OntoNotes 5, as they are
	CoNLL                     // PER ORG LOC MISC, as in CoNLL-2003
	Worldwide                 // PER ORG LOC FAC NORP DATE MONEY PRODUCT MISC
	Core                      // PER ORG LOC, from the types of many corpora
)

var setNames = [...]string{OntoNotes: "ontonotes", CoNLL: "conll", Worldwide: "worldwide", Core: "core"}

// setTypes lists for each set the labels with the types that they stand for.
var setTypes = [...]map[string]string{
	OntoNotes: {
		"PERSON": "PERSON", "NORP": "NORP", "FAC": "FAC", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC",
		"PRODUCT": "PRODUCT", "EVENT": "EVENT", "WORK_OF_ART": "WORK_OF_ART", "LAW": "LAW",
		"LANGUAGE": "LANGUAGE", "DATE": "DATE", "TIME": "TIME", "PERCENT": "PERCENT", "MONEY": "MONEY",
		"QUANTITY": "QUANTITY", "ORDINAL": "ORDINAL", "CARDINAL": "CARDINAL",
	},
	CoNLL: {
		"PER": "PERSON PER", "ORG": "ORG", "LOC": "GPE LOC FAC",
		"MISC": "NORP EVENT WORK_OF_ART PRODUCT LAW LANGUAGE MISC",
	},
	Worldwide: {
		"PER": "PERSON Person", "ORG": "ORG Organization", "LOC": "GPE LOC Location", "FAC": "FAC Facility",
		"NORP": "NORP", "DATE": "DATE Date", "MONEY": "MONEY Money", "PRODUCT": "PRODUCT Product",
		"MISC": "EVENT WORK_OF_ART LAW LANGUAGE Misc",
	},
	Core: {
		"PER": "PERSON PER Person person politician",
		"ORG": "ORG Organization ORGANIZATION organisation politicalparty",
		"LOC": "GPE LOC FAC Location Facility LOCATION country location",
	},
}

// labelOf maps for each set a type to its label.
var labelOf = invert()

func invert() (out [len(setTypes)]map[string]string) {
	for set, labels := range setTypes {
		out[set] = map[string]string{}
		for label, types := range labels {
			for t := range strings.FieldsSeq(types) {
				out[set][t] = label
			}
		}
	}
	return out
}

// Label returns the label that a type has in the set, and whether it has one.
func (s LabelSet) Label(typ string) (label string, ok bool) {
	if int(s) >= len(labelOf) {
		return "", false
	}
	label, ok = labelOf[s][typ]
	return label, ok
}

// LabelSets returns all sets.
func LabelSets() []LabelSet { return []LabelSet{OntoNotes, CoNLL, Worldwide, Core} }

// String returns the set's name, such as "ontonotes".
func (s LabelSet) String() string {
	if int(s) >= len(setNames) {
		return fmt.Sprintf("LabelSet(%d)", uint8(s))
	}
	return setNames[s]
}

// MarshalText returns the set's name. It fails for a set that there is not.
func (s LabelSet) MarshalText() ([]byte, error) {
	if int(s) >= len(setNames) {
		return nil, fmt.Errorf("eval: no such label set: %d", uint8(s))
	}
	return []byte(setNames[s]), nil
}

// UnmarshalText sets s to the set with the name, and fails where there is none.
func (s *LabelSet) UnmarshalText(name []byte) error {
	for i, n := range setNames {
		if n == string(name) {
			*s = LabelSet(i)
			return nil
		}
	}
	return fmt.Errorf("eval: no such label set: %q", name)
}
