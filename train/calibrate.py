"""Fits and shows how far a quote's confidence can be trusted: calibrate.py GOLD.jsonl PRED.jsonl SCORE.PY [PLOT.svg]

A quote is right where the referee counts its attribution. Prints, for each kind, the
line over log-odds that fits best on top of what the library does already (shift 0 and slope 1
where it is calibrated), and how many quotes of each confidence are right: as they stand, and
fitted on one half of the articles and tried on the other. PLOT.svg shows both.
"""

import json
import math
import sys

import numpy as np

from tune import referee


def pairs(score, gold, pred):
    """(article, kind, confidence, right) of every predicted quote."""
    out = []
    for n, (i, g) in enumerate(gold.items()):
        w = score.Words(g["text"])
        G = [(w.of(score.pairs(q["content"])), w.of(score.pairs(q.get("source")))) for q in g["attributions"]]
        P = [(w.of(score.pairs(q["content"])), w.of(score.pairs(q.get("source"))), q) for q in pred.get(i, {}).get("quotes", [])]
        cand = sorted(((len(gc & pc) / len(gc | pc), a, b) for a, (gc, _) in enumerate(G) for b, (pc, _, _) in enumerate(P)
                       if gc and pc and 2 * len(gc & pc) >= len(gc | pc)), key=lambda t: (-t[0], t[1], t[2]))
        ug, right = set(), {}
        for _, a, b in cand:
            if a in ug or b in right:
                continue
            ug.add(a)
            gs, ps = G[a][1], P[b][1]
            right[b] = bool(gs & ps) or (not gs and not ps)
        out += [(n, q["kind"], q["confidence"], right.get(b, False)) for b, (_, _, q) in enumerate(P)]
    return out


def logit(p):
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def fit(rows):
    """(shift, slope) by Newton's method on the log-likelihood, a little drawn to (0, 1)."""
    x = np.array([[1, logit(c)] for _, _, c, _ in rows])
    y = np.array([r for *_, r in rows], float)
    w = np.array([0., 1.])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        h = (x * (p * (1 - p))[:, None]).T @ x + np.eye(2)
        w = w + np.linalg.solve(h, x.T @ (y - p) - (w - [0, 1]))
    return w


def table(rows, title):
    print(f"\n| {title} | quotes | right |\n|---|---|---|")
    edges = [0, .3, .4, .5, .6, .7, .8, .9, 1.01]
    for lo, hi in zip(edges, edges[1:]):
        b = [r for *_, c, r in rows if lo <= c < hi]
        if b:
            mean = np.mean([c for *_, c, r in rows if lo <= c < hi])
            print(f"| {lo:.1f}–{min(hi, 1):.1f}, mean {mean:.2f} | {len(b)} | {np.mean(b):.2f} |")
    for t in (.5, .7, .8, .9):
        b = [(c, r) for *_, c, r in rows if c >= t]
        if b:
            print(f"| at least {t}: mean {np.mean([c for c, _ in b]):.3f} | {len(b)} | {np.mean([r for _, r in b]):.3f} |")


def plot(series, path):
    """Share of right quotes over the confidence, in tenths."""
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "dictum"
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots(figsize=(5, 5))
    ax.plot([0, 1], [0, 1], color="#999999", linewidth=1, label="as it should be")
    for (title, rows), marker in zip(series, "os"):
        bins = {}
        for *_, c, r in rows:
            bins.setdefault(min(int(c * 10), 9), []).append((c, r))
        x, y = zip(*(np.mean(b, 0) for k, b in sorted(bins.items()) if len(b) >= 20))
        ax.plot(x, y, marker=marker, linewidth=1, label=title)
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share that is right", aspect="equal")
    ax.legend(frameon=False)
    fig.tight_layout()
    fig.savefig(path, metadata={"Date": None})


def main():
    gold_path, pred_path, score_path, *plot_path = sys.argv[1:]
    score = referee(score_path)
    rows = pairs(score, score.load(gold_path), score.load(pred_path))
    crossed = []
    for kind in ("direct", "mixed", "indirect"):
        mine = [r for r in rows if r[1] == kind]
        a, b = fit(mine)
        print(f"{kind}: shift {a:.3f} slope {b:.3f} over {len(mine)} quotes")
        for half in (0, 1):
            a, b = fit([r for r in mine if r[0] % 2 == half])
            crossed += [(n, k, 1 / (1 + math.exp(-(a + b * logit(c)))), r) for n, k, c, r in mine if n % 2 != half]
    if plot_path:
        plot((("as it stands", rows), ("fitted on the other half", crossed)), plot_path[0])
    table(rows, "confidence as it stands")
    table(crossed, "fitted on the other half")


if __name__ == "__main__":
    main()
