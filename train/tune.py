"""Sets how readily the parts of attributions are marked: tune.py NETWORK.pt GOLD.jsonl SCORE.PY OUT.pt

Three numbers, the bias of O in each part, are chosen on a development set, one after
the other, for the sum of the attributions' F1 and a third of each part's exact F1,
and added to the network's own.
"""

import argparse
import importlib.util
import json
from types import SimpleNamespace

import numpy as np
import torch

import base
import features
import predict


def referee(path):
    spec = importlib.util.spec_from_file_location("score", path)
    m = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(m)
    return m


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for x in ("network", "gold", "score", "out"):
        ap.add_argument(x)
    a = ap.parse_args()
    net, tok, score = predict.load(a.network), base.tokenizer(), referee(a.score)
    gold = score.load(a.gold)
    docs = [features.read(tok, i, d["text"]) for i, d in gold.items()]
    hidden = [predict.encode(net, d) for d in docs]

    def figures(x):
        pred = {d.id: {"id": d.id, "quotes": predict.quotes(net, d, h, x)[1]} for d, h in zip(docs, hidden)}
        r = score.quotes(gold, pred, SimpleNamespace(errors=0))
        f = [r[k]["f1"] for k in ("attribution", "source_spans", "cue_spans", "content_spans")]
        return f[0] + sum(f[1:]) / 3, f

    x = np.zeros(3)
    best, f = figures(x)
    print(x, f, flush=True)
    for steps in ((-.5, .5, 1, 1.5), (-.25, .25)):
        for k in range(3):
            here = x
            for d in steps:
                y = here.copy()
                y[k] += d
                s, f = figures(y)
                if s > best:
                    best, x = s, y
                    print(x, f, flush=True)
    net.parts.bias[[0, 3, 6]] -= torch.tensor(x, dtype=torch.float32)
    torch.save(net.state_dict(), a.out)


if __name__ == "__main__":
    main()
