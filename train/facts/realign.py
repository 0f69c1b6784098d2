"""Fits the profiles anew to a network that was trained on: realign.py OLD.pt NEW.pt OLD.model NEW.model TEXTS.jsonl …

The parser and the ranker of pairs see a word as a profile, a projection of the old network's states. The projection of the
new network's states that comes nearest to it on the texts (least squares) takes its place, so that both
networks need no new training. NEW.model gets the profiles, and with them its early layer.
"""
import itertools
import json
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
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


def main():
    old, new = (predict.load(p) for p in sys.argv[1:3])
    _, _, tensors = modelfile.read(sys.argv[3])
    weight, bias = modelfile.dequantise(*tensors["profiles.weight"]), tensors["profiles.bias"]
    k = 3 * H + 1
    xx, xy, n, total, error = np.zeros((k, k)), np.zeros((k, len(weight))), 0, 0., 0.
    one, two = itertools.tee(read(sys.argv[5:]))
    held = []
    for doc, (a, b) in enumerate(zip(states(old, one), states(new, two))):
        x = np.concatenate([b, np.ones((len(b), 1), np.float32)], 1).astype(np.float64)
        y = (a @ weight.T + bias).astype(np.float64)
        if doc % 20 == 0:
            held.append((x, y))
            continue
        xx, xy, n = xx + x.T @ x, xy + x.T @ y, n + len(x)
        if n > WORDS:
            break
    prior = np.diag(np.diag(xx)) * PRIOR
    prior[-1, -1] = 0
    w = np.linalg.solve(xx + prior, xy).T
    soft = lambda v: v / (1 + np.abs(v))
    for x, y in held:
        total += ((soft(y) - soft(y).mean(0)) ** 2).sum()
        error += ((soft(y) - soft(x @ w.T)) ** 2).sum()
    print(f"{n} words; of the profiles' variance {1 - error / total:.4f} is kept")
    config, vocab, t = modelfile.read(sys.argv[4])
    t["profiles.weight"], t["profiles.bias"] = modelfile.quantise_linear(w[:, :-1].astype(np.float32)), w[:, -1].astype(np.float32)
    print(modelfile.write(sys.argv[4], {**config, "tap": TAP, "early": EARLY}, vocab, t))


if __name__ == "__main__":
    main()
