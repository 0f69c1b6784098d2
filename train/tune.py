"""Sets how readily the network marks: tune.py NETWORK.pt QUOTES.jsonl NAMES.jsonl SCORE.PY OUT.pt

How much each part of an attribution gains for a word and for a span is chosen on a development set, one after
the other, for the sum of the attributions' F1 and a third of each part's exact F1; then the
biases of a few groups of names, for the sum of F1 on all types and on the core types.
"""

import argparse
import importlib.util
from types import SimpleNamespace

import numpy as np
import torch

import base
import features
import labels
import predict


def referee(path):
    spec = importlib.util.spec_from_file_location("score", path)
    m = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(m)
    return m


def ascend(x, figures, steps):
    """Raises figures(x)[0] by trying steps for each number, one after the other."""
    best, f = figures(x)
    print(x, f, flush=True)
    for some in steps:
        for k in range(len(x)):
            here = x
            for d in some:
                y = here.copy()
                y[k] += d
                s, f = figures(y)
                if s > best:
                    best, x = s, y
                    print(x, f, flush=True)
    return x


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for x in ("network", "quotes", "names", "score", "out"):
        ap.add_argument(x)
    a = ap.parse_args()
    net, tok, score = predict.load(a.network), base.tokenizer(), referee(a.score)

    def read(path):
        gold = score.load(path)
        docs = [features.read(tok, i, d["text"]) for i, d in gold.items()]
        return gold, [(d, predict.encode(net, d)) for d in docs]

    gold, docs = read(a.quotes)

    def attributions(x):
        pred = {d.id: {"id": d.id, "quotes": predict.quotes(net, d, h, part_bias(x))[1]} for d, h in docs}
        r = score.quotes(gold, pred, SimpleNamespace(errors=0))
        f = [r[k]["f1"] for k in ("attribution", "source_spans", "cue_spans", "content_spans")]
        return f[0] + sum(f[1:]) / 3, f

    x = ascend(np.zeros(6), attributions, ((-1, 1), (-.5, .5), (-.25, .25)))
    net.parts.bias += torch.from_numpy(part_bias(x))

    gold, docs = read(a.names)
    scores = [net.names(h).numpy() for _, h in docs]

    def names(x):
        pred = {}
        for (d, _), s in zip(docs, scores):
            ms = predict.names(d, s + bias(x), net.names_chain)
            pred[d.id] = {"id": d.id, "entities": [{"type": m["type"], "mentions": [m]} for m in ms]}
        f = [score.ner(gold, pred, SimpleNamespace(errors=0, labels=l, loose=True))["all"]["f1"] for l in ("worldwide", "core")]
        return sum(f), f

    x = ascend(np.zeros(len(NAMES)), names, ((-.5, .5), (-.25, .25)))
    net.names.bias += torch.from_numpy(bias(x))
    torch.save(net.state_dict(), a.out)


def part_bias(x):
    """For each part, what every word of a span gains, and what every span does."""
    out = np.zeros(labels.count(len(labels.PARTS)), np.float32)
    for k in range(len(labels.PARTS)):
        out[1 + 4 * k:5 + 4 * k] = x[k]
        out[[labels.label(labels.BEGIN, k), labels.label(labels.SINGLE, k)]] += x[len(labels.PARTS) + k]
    return out


# groups of labels that one number is added to
NAMES = (("O",), ("PERSON",), ("ORG",), ("GPE", "LOC"), ("FAC",), ("NORP",), ("PRODUCT",), ("EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"))


def bias(x):
    out = np.zeros(labels.count(len(labels.NAME_TYPES)), np.float32)
    for v, group in zip(x, NAMES):
        for t in group:
            if t == "O":
                out[0] = v
            else:
                k = labels.NAME_TYPES.index(t)
                out[1 + 4 * k:5 + 4 * k] = v
    return out


if __name__ == "__main__":
    main()
