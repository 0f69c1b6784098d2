"""Fits how a quote's confidence follows from the evidence for it: calibrate.py GOLD.jsonl EVIDENCE.jsonl SCORE.PY [PLOT.svg]

EVIDENCE.jsonl is what `go run ./train/evidence GOLD.jsonl >EVIDENCE.jsonl`
writes. A quote is right where the referee counts its attribution. Prints the weights of internal/attribution/confidence.go,
and, for confidences that are fitted on nine tenths of the articles and tried on the last tenth: how many
quotes of each confidence are right, and what is found and right at several limits. PLOT.svg shows the former.
"""

import sys
from types import SimpleNamespace

import numpy as np

from tune import referee

FOLDS = 10
# as internal/attribution/confidence.go has it
LEAST = {True: .27, False: .31}


def rights(score, gold, pred):
    """(article, quote, right) for every quote of pred."""
    for i, g in gold.items():
        w = score.Words(g["text"])
        G = [(w.of(score.pairs(q["content"])), w.of(score.pairs(q.get("source")))) for q in g["attributions"]]
        P = [(w.of(score.pairs(q["content"])), w.of(score.pairs(q.get("source"))), q) for q in pred[i]["quotes"]]
        cand = sorted(((len(gc & pc) / len(gc | pc), a, b) for a, (gc, _) in enumerate(G) for b, (pc, _, _) in enumerate(P)
                       if gc and pc and 2 * len(gc & pc) >= len(gc | pc)), key=lambda t: (-t[0], t[1], t[2]))
        ug, right = set(), {}
        for _, a, b in cand:
            if a in ug or b in right:
                continue
            ug.add(a)
            gs, ps = G[a][1], P[b][1]
            right[b] = bool(gs & ps) or (not gs and not ps)
        for b, (_, _, q) in enumerate(P):
            yield i, q, right.get(b, False)


def fit(x, y):
    """The logistic regression's weights by Newton's method, a little drawn to 0 for evidence of unit variance."""
    prior = np.diag(np.maximum(x.var(0), 1e-3))
    prior[:2, :2] = np.eye(2)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        h = (x * (p * (1 - p))[:, None]).T @ x + prior
        w = w + np.linalg.solve(h, x.T @ (y - p) - prior @ w)
    return w


def confidence(x, w):
    return 1 / (1 + np.exp(-x @ w))


def table(c, y):
    print("\n| confidence | quotes | right |\n|---|---|---|")
    edges = [0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1.01]
    for lo, hi in zip(edges, edges[1:]):
        b = (lo <= c) & (c < hi)
        if b.any():
            print(f"| {lo:.1f}–{min(hi, 1):.1f}, mean {c[b].mean():.2f} | {b.sum()} | {y[b].mean():.2f} |")
    for t in (.5, .7, .8, .9):
        b = c >= t
        if b.any():
            print(f"| at least {t}: mean {c[b].mean():.3f} | {b.sum()} | {y[b].mean():.3f} |")


def plot(series, path):
    """Share of right quotes over the confidence, in tenths."""
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "dictum"
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots(figsize=(5, 5))
    ax.plot([0, 1], [0, 1], color="#999999", linewidth=1, label="as it should be")
    for (title, c, y), marker in zip(series, "os"):
        bins = [(c[b].mean(), y[b].mean()) for k in range(10) if (b := (c * 10).astype(int).clip(0, 9) == k).sum() >= 20]
        ax.plot(*zip(*bins), marker=marker, linewidth=1, label=title)
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share that is right", aspect="equal")
    ax.legend(frameon=False)
    fig.tight_layout()
    fig.savefig(path, metadata={"Date": None})


def main():
    gold_path, evidence_path, score_path, *plot_path = sys.argv[1:]
    score = referee(score_path)
    gold, pred = score.load(gold_path), score.load(evidence_path)
    rows = list(rights(score, gold, pred))
    x = np.array([q["evidence"] for _, q, _ in rows], float)
    y = np.array([r for *_, r in rows])
    w = fit(x, y)
    print("\n".join(f"{v:.3f}," for v in w))

    ids = list(gold)
    np.random.default_rng(0).shuffle(ids)
    crossed = np.zeros(len(rows))
    for k in range(FOLDS):
        out = np.isin([i for i, *_ in rows], ids[k::FOLDS])
        crossed[out] = confidence(x[out], fit(x[~out], y[~out]))
    kept = np.array([q["kind"] != "indirect" or c >= LEAST[q["speech"]] for (_, q, _), c in zip(rows, crossed)])
    print(f"\nof {len(rows)} quotes, {kept.sum()} are kept")
    table(crossed[kept], y[kept])
    if plot_path:
        plot([("fitted on other articles", crossed[kept], y[kept]), ("as it stands", confidence(x, w)[kept], y[kept])], plot_path[0])

    for (_, q, _), c in zip(rows, crossed):
        q["confidence"] = c
    print("\n| least statement, belief | attribution p | r | F1 | direct | mixed | indirect | speech |\n|---|---|---|---|---|---|---|---|")
    for statement, belief in ((0, 0), (.1, .1), (.1, .2), (.1, .23), (.1, .25), (.1, .3), (.1, .35), (.1, .4), (.2, .35), (.27, .31), (.3, .3)):
        some = {i: {"quotes": [q for q in d["quotes"] if q["kind"] != "indirect" or
                               q["confidence"] >= (statement if q["speech"] else belief)]} for i, d in pred.items()}
        r = score.quotes(gold, some, SimpleNamespace(errors=0))
        a = r["attribution"]
        print(f"| {statement}, {belief} | {a['p']} | {a['r']} | {a['f1']} | " +
              " | ".join(str(r["recall_" + k]["accuracy"]) for k in ("direct", "mixed", "indirect", "speech")) + " |")


if __name__ == "__main__":
    main()
