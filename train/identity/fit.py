"""Fits the weights of identity: a logistic model for pairs of names, a conditional
one for who a lone name is of, both drawn to the weights that they begin with.

    python identity/fit.py WEIGHTS.tsv PAIRS.tsv[:TIMES] ... > NEW.tsv

TIMES says how often the file counts. See README.md.
"""
import sys

import numpy

L2 = 0.3     # what a weight's distance from its beginning costs
KNOWN = 2.0  # log odds: who is named by one word alone is somebody whom readers know, which full names that stand in for it are not
LIMITS = {  # what a weight may be at most, where few examples that are odd would turn it round
    "together": 0.5, "together.part": -0.5, "item.other": -2, "organ.item.other": 0, "known.other": -0.5, "known.two": -4,
    "nation.other": -0.5, "facility": -2,
}
STEPS = 1500
RATE = 0.05


def read(args):
    pairs, lone = [], {}
    for k, arg in enumerate(args):
        path, _, times = arg.partition(":")
        with open(path, encoding="utf-8") as f:
            for line in f:
                label, group, _, _, *fs = line.rstrip("\n").split("\t")
                row = (float(label), float(times or 1), {n: float(v) for n, v in (x.rsplit("=", 1) for x in fs)})
                if group == "0":
                    pairs.append(row)
                else:
                    lone.setdefault((k, group), []).append(row)
    return pairs, list(lone.values())


def main():
    names, start = [], []
    with open(sys.argv[1], encoding="utf-8") as f:
        for line in f:
            n, v = line.split("\t")
            names.append(n)
            start.append(float(v))
    index = {n: i for i, n in enumerate(names)}
    pairs, lone = read(sys.argv[2:])
    w0 = numpy.array(start)
    rows = [r for r in pairs] + [r for g in lone for r in g]
    x = numpy.zeros((len(rows), len(names)))
    for i, (_, _, fs) in enumerate(rows):
        for n, v in fs.items():
            x[i, index[n]] = v
    y = numpy.array([r[0] for r in rows])
    t = numpy.array([r[1] for r in rows])
    n = len(pairs)
    ends = numpy.cumsum([len(g) for g in lone]) + n
    group = numpy.repeat(numpy.arange(len(lone)), [len(g) for g in lone])
    most = numpy.array([LIMITS.get(n, numpy.inf) for n in names])
    w, m, v = w0.copy(), numpy.zeros(len(w0)), numpy.zeros(len(w0))
    for step in range(1, STEPS + 1):
        z = x @ w
        p = 1 / (1 + numpy.exp(-z))
        e = numpy.exp(z[n:].clip(-30, 30))
        p[n:] = e / (1 + numpy.bincount(group, e, len(lone))[group])
        g = x.T @ (t * (p - y)) + L2 * (w - w0)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= RATE * (m / (1 - 0.9 ** step)) / (numpy.sqrt(v / (1 - 0.999 ** step)) + 1e-8)
        w = numpy.minimum(w, most)
    for name, value in zip(names, w):
        if name in ("lone.last", "lone.first", "lone.middle", "lone.alias", "lone.misspelt"):
            value += KNOWN
        print(name, f"{value:.2f}", sep="\t")
    wrong = (p > 0.5) != (y > 0.5)
    print(f"{n} pairs, {wrong[:n].sum()} wrong; {len(rows) - n} bearers of {len(lone)} lone names, {wrong[n:].sum()} wrong", file=sys.stderr)


if __name__ == "__main__":
    main()
