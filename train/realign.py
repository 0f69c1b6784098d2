"""Fits the words' vectors and profiles anew to a network that was trained on: realign.py OLD.pt NEW.pt OLD.model NEW.model TEXTS.jsonl …

Coreference sees words as vectors, and the parser, the ranker of pairs and the tagger of offices as profiles: projections of the old network's
states. The projections of the new network's states that come nearest to them on the texts (least squares) take their place, so
that nothing that stands on them needs new training. NEW.model gets both, and the layers that they look at.
"""
import itertools
import json
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent / "facts"))
import base
import features
import modelfile
import predict
from heads import EARLY, H
from model import TAP

WORDS = 400_000  # to fit on, at most
PRIOR = 1e-3  # share of the states' variance by which the weights are drawn to 0


@torch.no_grad()
def states(net, docs):
    """[words, 3H] the early, the tapped and the last states of the words of some texts."""
    for doc in docs:
        out = np.zeros((len(doc.words), 3 * H), np.float32)
        for x in predict.inputs(doc, out):
            layers = net.encoder.states(*(torch.from_numpy(r)[None] for r in x.rows))
            rows = torch.from_numpy(x.first)
            out[x.lo:x.hi] = torch.cat([layers[k - 1][0][rows] for k in (EARLY, TAP, len(layers))], -1).numpy()
        yield out


def read(paths):
    tok = base.tokenizer()
    for path in paths:
        with open(path, encoding="utf-8") as f:
            for line in f:
                d = json.loads(line)
                yield features.read(tok, d["id"], d["text"])


def stored(tensors, name):
    """The weights of a projection, over the early, the tapped and the last states, and its biases."""
    w = tensors[name + ".weight"]
    w = modelfile.dequantise(*w) if isinstance(w, tuple) else w
    if w.shape[1] == H:  # over the tapped states alone
        w = np.concatenate([np.zeros_like(w), w, np.zeros_like(w)], 1)
    return w, tensors[name + ".bias"]


SEES = {"profiles": slice(0, 3 * H + 1), "vectors": slice(H, 3 * H + 1)}  # the states that each may look at, and a constant


class Fit:
    """Least squares of a projection, from sums over the words."""

    def __init__(self, name, tensors):
        self.name, self.columns = name, SEES[name]
        self.weight, self.bias = stored(tensors, name)
        k = self.columns.stop - self.columns.start
        self.xx, self.xy, self.held = np.zeros((k, k)), np.zeros((k, len(self.weight))), []

    def add(self, old, new, held):
        x = np.concatenate([new, np.ones((len(new), 1), np.float32)], 1)[:, self.columns].astype(np.float64)
        y = (old @ self.weight.T + self.bias).astype(np.float64)
        if held:
            self.held.append((x, y))
        else:
            self.xx, self.xy = self.xx + x.T @ x, self.xy + x.T @ y

    def solve(self):
        """The weights over all states, and the biases; prints how much of what is projected is kept on texts that were held back."""
        prior = np.diag(np.diag(self.xx)) * PRIOR
        prior[-1, -1] = 0
        w = np.linalg.solve(self.xx + prior, self.xy).T
        soft = lambda v: v / (1 + np.abs(v))
        x, y = (np.concatenate(c) for c in zip(*self.held))
        lost = ((soft(y) - soft(x @ w.T)) ** 2).sum() / ((soft(y) - soft(y).mean(0)) ** 2).sum()
        print(f"{self.name}: {1 - lost:.4f} of the variance is kept")
        weight = np.zeros((len(w), 3 * H), np.float32)
        weight[:, self.columns.start:] = w[:, :-1]
        return weight, w[:, -1].astype(np.float32)


def main():
    old, new = (predict.load(p) for p in sys.argv[1:3])
    _, _, tensors = modelfile.read(sys.argv[3])
    fits, n = [Fit(name, tensors) for name in SEES], 0
    one, two = itertools.tee(read(sys.argv[5:]))
    for doc, (a, b) in enumerate(zip(states(old, one), states(new, two))):
        for f in fits:
            f.add(a, b, doc % 20 == 0)
        n += len(a)
        if n > WORDS:
            break
    config, vocab, t = modelfile.read(sys.argv[4])
    for f in fits:
        weight, bias = f.solve()
        t[f.name + ".weight"], t[f.name + ".bias"] = modelfile.quantise_linear(weight) if f.name == "profiles" else weight, bias
    print(modelfile.write(sys.argv[4], {**config, "tap": TAP, "early": EARLY}, vocab, t))


if __name__ == "__main__":
    main()
