package quote

import "math"

// calibration turns the network's own certainty of a quote's parts into the
// probability that the quote is right: for each kind, a line over log-odds, fitted
// by train/calibrate.py.
var calibration = map[Kind]struct{ shift, slope float64 }{
	Direct:   {-0.146, 0.669},
	Mixed:    {-0.148, 0.537},
	Indirect: {-0.750, 0.473},
}

// confidence returns the probability that a quote of that kind is right, of which
// the network was certain by p.
func confidence(k Kind, p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	c := calibration[k]
	return 1 / (1 + math.Exp(-(c.shift + c.slope*math.Log(p/(1-p)))))
}
