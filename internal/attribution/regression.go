package attribution

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"dictum.example/internal/exact"
)

// weightsFile has a line for each weight of each regression: the regression's name, the feature's, the weight.
// train/calibrate.py writes it.
//
//go:embed weights.tsv
var weightsFile string

// A regression is a logistic regression: what each feature is worth, in log-odds.
type regression map[string]float64

// learned are the regressions that ship, by name.
var learned = sync.OnceValue(func() map[string]regression {
	w, err := parseRegressions(weightsFile)
	if err != nil {
		panic("attribution: the embedded weights are damaged: " + err.Error()) // a build error
	}
	return w
})

func parseRegressions(s string) (map[string]regression, error) {
	all := map[string]regression{}
	n := 0
	for line := range strings.Lines(s) {
		n++
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("line %d: not two names and a weight", n)
		}
		x, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if all[f[0]] == nil {
			all[f[0]] = regression{}
		}
		all[f[0]][f[1]] = x
	}
	return all, nil
}

// A feature is a piece of evidence for or against something, with its name.
type feature struct {
	Name  string
	Value float64
}

// features are the pieces of evidence that are not 0, each name once.
type features []feature

// add adds a feature, where it has a value.
func (fs *features) add(name string, value float64) {
	if value != 0 {
		*fs = append(*fs, feature{name, value})
	}
}

// note adds a feature that something has or has not.
func (fs *features) note(name string, has bool) { fs.add(name, oneIf(has)) }

// odds returns the log-odds that the features give.
func (r regression) odds(fs features) float64 {
	sum := 0.0
	for _, f := range fs {
		sum += float64(r[f.Name] * f.Value) // the conversion forbids to fuse: same bits on all machines
	}
	return sum
}

// probability returns the probability of log-odds.
func probability(odds float64) float64 { return 1 / (1 + exact.Exp(-odds)) }

func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// logit returns the log-odds of p, kept within what float32 tells apart.
func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return exact.Log(p / (1 - p))
}
