package eval

import (
	"encoding/json"
	"fmt"
	"strconv"

	"dictum.example/text"
)

// A Score counts what was found. Its measures are in [0, 1]; in JSON they are
// percents of two decimals: {"p", "r", "f1", "gold", "pred"}.
type Score struct {
	Correct   int // both annotated and predicted
	Predicted int
	Gold      int // annotated
}

// Precision returns the share of what was predicted that is correct, 0 for nothing.
func (s Score) Precision() float64 { return ratio(s.Correct, s.Predicted) }

// Recall returns the share of what is annotated that was predicted, 0 for nothing.
func (s Score) Recall() float64 { return ratio(s.Correct, s.Gold) }

// F1 returns the harmonic mean of precision and recall.
func (s Score) F1() float64 { return harmonic(s.Precision(), s.Recall()) }

func (s *Score) add(t Score) {
	s.Correct += t.Correct
	s.Predicted += t.Predicted
	s.Gold += t.Gold
}

// Percents returns precision, recall and F1 in percent, reckoned in the order in
// which other scorers do it, so that the second decimal is the same.
func (s Score) Percents() (p, r, f1 float64) {
	p, r = s.Precision(), s.Recall()
	if p+r > 0 {
		f1 = 200 * p * r / (p + r)
	}
	return 100 * p, 100 * r, f1
}

// MarshalJSON writes percents and counts.
func (s Score) MarshalJSON() ([]byte, error) {
	p, r, f1 := s.Percents()
	return json.Marshal(struct {
		P    percent `json:"p"`
		R    percent `json:"r"`
		F1   percent `json:"f1"`
		Gold int     `json:"gold"`
		Pred int     `json:"pred"`
	}{percent(p), percent(r), percent(f1), s.Gold, s.Predicted})
}

// A Share counts those of a number of cases that are right. In JSON it is
// {"accuracy", "of"}, the accuracy in percent.
type Share struct {
	Right int
	Of    int
}

// Accuracy returns the share that is right, in [0, 1], and 0 of no cases.
func (s Share) Accuracy() float64 { return ratio(s.Right, s.Of) }

func (s *Share) count(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// MarshalJSON writes the accuracy in percent and the number of cases.
func (s Share) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Accuracy percent `json:"accuracy"`
		Of       int     `json:"of"`
	}{percent(100 * s.Accuracy()), s.Of})
}

// A ClusterScore is one measure of coreference, in [0, 1]; in JSON percents:
// {"p", "r", "f1"}.
type ClusterScore struct {
	Precision float64
	Recall    float64
}

// F1 returns the harmonic mean of precision and recall.
func (s ClusterScore) F1() float64 { return harmonic(s.Precision, s.Recall) }

// MarshalJSON writes percents.
func (s ClusterScore) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		P  percent `json:"p"`
		R  percent `json:"r"`
		F1 percent `json:"f1"`
	}{percent(100 * s.Precision), percent(100 * s.Recall), percent(100 * s.F1())})
}

// A percent is written with two decimals at most.
type percent float64

func (p percent) MarshalJSON() ([]byte, error) {
	x, err := strconv.ParseFloat(fmt.Sprintf("%.2f", float64(p)), 64)
	if err != nil {
		return nil, err
	}
	return json.Marshal(x)
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// A Fault says what is wrong with a Miss.
type Fault string

// The faults.
const (
	Missed       Fault = "missed"        // annotated, and not found
	Spurious     Fault = "spurious"      // found, and not annotated
	WrongSource  Fault = "wrong source"  // of a quote that was found
	WrongSpeaker Fault = "wrong speaker" // of a quote that was found with its source
)

// A Miss is one mistake of a prediction.
type Miss struct {
	// Article is the article's id.
	Article string `json:"article"`
	Fault   Fault  `json:"fault"`
	// Label is the entity's type, the kind of the quote, or the pronoun.
	Label string `json:"label"`
	// Excerpt is the name, the content of the quote in all its extent, or the
	// name that the pronoun refers to.
	text.Excerpt
	// Detail is the words around the name, or the quote's source and cue.
	Detail string `json:"detail"`
}
