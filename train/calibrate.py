"""Fits what decides which quotes are shown: calibrate.py SCORE.PY WEIGHTS.tsv [--plot PLOT.svg] [--dry] QUOTES.jsonl=EVIDENCE.jsonl ...

Each QUOTES.jsonl has annotated attributions, each EVIDENCE.jsonl is what `go run ./train/evidence QUOTES.jsonl` writes
for it. The first pair is PolNeAR's development part, whose
attitudes are all annotated and whose `speech` is a list of verbs; the others are of our own gold, whose `speech` is a reader's.

Two logistic regressions are fitted, and written to WEIGHTS.tsv (internal/attribution/weights.tsv):
  speech       whether a quote with a cue is a statement (it holds one, or lies in one), from the gold alone
  confidence   whether content (half of its words) and source are right, from all; of a free-standing quotation the content alone.
               That a text is of PolNeAR, whose annotators mark what they did not in ours, is evidence here, and not in the library
and the least confidences at which words that are not quoted are quotes, which give PolNeAR the best attribution F1.

Printed are, with weights that are fitted on nine tenths of the articles and tried on the last tenth: how good the first is, how many
quotes of each confidence and of each kind are right, and what is found and right in PolNeAR at several limits. --dry writes nothing.
"""

import argparse
import json
import sys

import numpy as np

from tune import referee

FOLDS = 10
LEAST_SPEECH = .6  # as internal/attribution/speech.go has it
LEAST_KEPT = .975  # of the right quotes without quotation marks, whatever F1 says
MARKS = set("\"“”‘’'«»".encode())
KINDS = ("free, one paragraph", "free, several", "direct with a cue", "mixed",
         "indirect, a statement", "indirect, other verb", "indirect, no verb")


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
            P[b][2]["strict"] = bool(gs & ps) or not gs and not ps
            right[b] = P[b][2]["strict"] or not ps and not P[b][2]["cue"]
        for b, (_, _, q) in enumerate(P):
            yield i, q, right.get(b, False)


def held(gold, pred):
    """(article, quote, whether it holds a statement or lies in one) for every quote with a cue that is not all quoted."""
    for i, g in gold.items():
        text = g["text"].encode()
        inked = lambda spans: {k for s, e in spans for k in range(s, e) if not chr(text[k]).isspace() and text[k] not in MARKS}
        said = [inked(a["content"]) for a in g["attributions"] if a["speech"]]
        for q in pred[i]["quotes"]:
            if q["cue"] is None or q["kind"] == "direct":
                continue
            p = inked([(c["start"], c["end"]) for c in q["content"]])
            both = [(len(p & s), len(p | s), min(len(p), len(s))) for s in said]
            yield i, q, any(b and (2 * b >= u or b >= 12 and b >= .9 * m) for b, u, m in both)


def matrix(quotes, what, names):
    return np.array([[q[what].get(n, 0.) for n in names] for q in quotes], float)


def fit(x, y):
    """The logistic regression's weights by Newton's method, a little drawn to 0 for evidence of unit variance."""
    prior = np.diag(np.maximum(x.var(0), .2))
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        h = (x * (p * (1 - p))[:, None]).T @ x + prior
        w = w + np.linalg.solve(h, x.T @ (y - p) - prior @ w)
    return w


def chance(x, w):
    return 1 / (1 + np.exp(-x @ w))


def crossed(x, y, articles, mask=0):
    """What weights that are fitted on other articles say, and what they say without the masked evidence."""
    ids = sorted(set(articles))
    np.random.default_rng(0).shuffle(ids)
    out, bare = np.zeros(len(y)), np.zeros(len(y))
    for k in range(FOLDS):
        part = np.isin(articles, ids[k::FOLDS])
        w = fit(x[~part], y[~part])
        out[part] = chance(x[part], w)
        bare[part] = chance(x[part] * (1 - mask), w)
    return out, bare


def names_of(quotes, what):
    return sorted({n for q in quotes for n in q[what]})


def fit_speech(golds, preds):
    rows = [r for g, p in zip(golds[1:], preds[1:]) for r in held(g, p)]
    quotes, y = [q for _, q, _ in rows], np.array([r for *_, r in rows])
    names = names_of(quotes, "statement")
    x = matrix(quotes, "statement", names)
    c, _ = crossed(x, y, [i for i, *_ in rows])
    print("statements among quotes with a cue that are not all quoted:\n| | taken for one, rightly | wrongly | missed |\n|---|---|---|---|")
    for title, k in (("the network's head", np.array([q["statement"]["head"] > 0 for q in quotes])), ("the regression", c >= .5), (f"… from {LEAST_SPEECH} on", c >= LEAST_SPEECH)):
        print(f"| {title} | {(k & y).sum()} | {(k & ~y).sum()} | {(~k & y).sum()} |")
    return dict(zip(names, fit(x, y)))


def set_speech(preds, weights):
    """Gives each quote what the regression says, as the library does."""
    for p in preds:
        for d in p.values():
            for q in d["quotes"]:
                if q["statement"]:
                    odds = sum(weights.get(n, 0) * v for n, v in q["statement"].items())
                    q["evidence"]["statement"] = odds
                    q["speech"] = bool(1 / (1 + np.exp(-odds)) >= LEAST_SPEECH or q["kind"] == "direct")


def kind_of(q):
    e = q["evidence"]
    if e.get("free"):
        return KINDS["free-paragraphs" in e]
    if q["kind"] != "indirect":
        return KINDS[2 if q["kind"] == "direct" else 3]
    return KINDS[6 if e.get("no-verb") else 4 if q["speech"] else 5]


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


def by_kind(c, y, quotes):
    kinds = np.array([kind_of(q) for q in quotes])
    print("\n| kind | quotes | confidence | right | of .5 and more | right |\n|---|---|---|---|---|---|")
    for k in KINDS:
        b = kinds == k
        if b.any():
            s = b & (c >= .5)
            print(f"| {k} | {b.sum()} | {c[b].mean():.3f} | {y[b].mean():.3f} | {s.sum()} | {y[s].mean() if s.any() else 0:.3f} |")


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


def limits(golds, rows, chances):
    """The least confidences of statements and attitudes that give PolNeAR the best attribution F1, of those that find enough."""
    whole = sum(len(g["attributions"]) for g in golds.values())
    statement = np.array([q["speech"] for _, q, _ in rows])
    indirect = np.array([q["kind"] == "indirect" for _, q, _ in rows])
    right = np.array([r and q["strict"] for _, q, r in rows])
    best = None
    print("\n| least statement, attitude | attribution p | r | F1 | of the right indirect ones, kept |\n|---|---|---|---|---|")
    for s in (.12, .15):
        for t in (.06, .065, .07, .075, .08, .085, .09, .095, .1):
            kept = ~indirect | (chances >= np.where(statement, s, t))
            hit, share = (right & kept).sum(), (right & kept & indirect).sum() / (right & indirect).sum()
            f = 200 * hit / (kept.sum() + whole)
            print(f"| {s}, {t} | {100 * hit / kept.sum():.2f} | {100 * hit / whole:.2f} | {f:.2f} | {share:.4f} |")
            if share >= LEAST_KEPT and (best is None or f > best[0]):
                best = f, s, t
    return best[1:]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("score")
    p.add_argument("weights")
    p.add_argument("sets", nargs="+")
    p.add_argument("--plot")
    p.add_argument("--dry", action="store_true")
    args = p.parse_args()
    score = referee(args.score)
    pairs = [s.split("=") for s in args.sets]
    golds, preds = [score.load(g) for g, _ in pairs], [score.load(e) for _, e in pairs]
    speech = fit_speech(golds, preds)
    set_speech(preds, speech)

    rows = [(k, *r) for k, (g, d) in enumerate(zip(golds, preds)) for r in rights(score, g, d)]
    quotes, y = [r[2] for r in rows], np.array([r[3] for r in rows])
    for k, _, q, _ in rows:
        q["evidence"]["polnear"] = float(k == 0)
    names = names_of(quotes, "evidence")
    x = matrix(quotes, "evidence", names)
    mask = np.array([n == "polnear" for n in names])
    c, shipped = crossed(x, y, [f"{k} {i}" for k, i, *_ in rows], mask)
    w = fit(x, y)
    first = np.array([k == 0 for k, *_ in rows])
    for title, b in (("PolNeAR", first), ("gold", ~first)):
        print(f"\n## {title}: {b.sum()} quotes, {y[b].mean():.3f} right; log loss {-np.log(np.where(y[b], c[b], 1 - c[b])).mean():.4f}")
        table(c[b], y[b])
        by_kind(c[b], y[b], [q for q, k in zip(quotes, b) if k])
    least = limits(golds[0], [r[1:] for r in rows if r[0] == 0], shipped[first])
    print("\nleast:", *least)
    if args.plot:
        plot([("fitted on other articles", c, y), ("as it stands", chance(x, w), y)], args.plot)
    if not args.dry:
        with open(args.weights, "w") as out:
            kept = {n: v for n, v in zip(names, w) if n != "polnear"}
            for model, weights in (("confidence", kept), ("least", dict(zip(("statement", "attitude"), least))), ("speech", speech)):
                for n, v in sorted(weights.items()):
                    out.write(f"{model}\t{n}\t{v:.3f}\n")


if __name__ == "__main__":
    main()
