"""Trains the ranker of package entity, and the vectors of the words that it looks at, and writes both.

    python train.py NETWORK.pt MODEL RANKER.json --train DUMP=GOLD[=WEIGHT] … [--dev DUMP=GOLD …]

A dump holds one choice a line, as entity's corpus test writes them: the document ("d"), the place of the anaphor ("a") and
those where each candidate was last mentioned and last named ("m"), in bytes, the features of the candidates ("c") and of the
choice of nobody ("n"), and which are right ("r", -1 for nobody). GOLD has the documents' texts.

A word's states after some layer of the network and after the last, which are not trained here, become two vectors: what the word looks for as an
anaphor, and what it offers as an antecedent. The ranker scores each choice: the sum of its features' rows and of the weighted
evidence (the anaphor's vector, the two of the candidate's places, and the products of the first with either), a rectifier,
a weighted sum; it learns by the softmax over the choices, the probability of all the right ones together.

The vectors' weights go into the model file, the others into RANKER.json.
"""
import argparse
import json
import pathlib
import random
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import base
import features
import modelfile
import predict
from model import TAP

H = 384  # values of a state
BATCH = 16  # windows


class Encoder:
    """The states of the words of texts after layer TAP of a network, and after its last."""

    def __init__(self, path):
        self.tokenizer, self.encoder = base.tokenizer(), predict.load(path).encoder

    @torch.no_grad()
    def read(self, path):
        """id: (first byte of each word, states) of the texts of a file."""
        docs, batch = {}, []
        with open(path, encoding="utf-8") as f:
            for line in f:
                d = json.loads(line)
                doc = features.read(self.tokenizer, d["id"], d["text"])
                states = np.zeros((len(doc.words), 2 * H), np.float16)
                docs[d["id"]] = features.byte_offsets(d["text"])[doc.words[:, 0]], states
                batch += predict.inputs(doc, states)
                while len(batch) >= BATCH:
                    self.encode(batch[:BATCH])
                    batch = batch[BATCH:]
        self.encode(batch)
        return docs

    def encode(self, batch):
        if not batch:
            return
        n = max(len(x.rows[0]) for x in batch)
        rows = np.zeros((4, len(batch), n), np.int64)
        pad = np.ones((len(batch), n), bool)
        for k, x in enumerate(batch):
            pad[k, :len(x.rows[0])] = False
            for into, row in zip(rows, x.rows):
                into[k, :len(row)] = row
        layers = self.encoder.states(*torch.from_numpy(rows), torch.from_numpy(pad))
        out = torch.cat([layers[TAP - 1], layers[-1]], -1).half().numpy()
        for k, x in enumerate(batch):
            x.states[x.lo:x.hi] = out[k, x.first]


class Choices:
    """The choices of a dump, with places as rows of states."""

    def __init__(self, encoder, spec):
        dump, gold, *weight = spec.split("=")
        self.name, docs, index, rows = dump, encoder.read(gold), {}, [np.zeros(2 * H, np.float16)]
        self.choices = []

        def row(doc, at):
            starts, states = docs[doc]
            k = doc, max(0, int(np.searchsorted(starts, at, side="right")) - 1)
            if k not in index:
                index[k] = len(rows)
                rows.append(states[k[1]])
            return index[k]

        with open(dump, encoding="utf-8") as f:
            for line in f:
                c = json.loads(line)
                ends = lambda s: (row(c["d"], s["start"]), row(c["d"], s["end"] - 1))
                self.choices.append({
                    "anaphor": row(c["d"], c["a"]["end"] - 1), "places": [ends(p) + ends(q) for p, q in c["m"]] + [(0,) * 4],
                    "features": c["c"] + [c["n"]], "right": [i if i >= 0 else len(c["c"]) for i in c["r"]], "class": c["k"],
                    "weight": float(weight[0]) if weight else 1.})
        self.states = torch.from_numpy(np.stack(rows)).float()


class Ranker(nn.Module):
    def __init__(self, a):
        super().__init__()
        self.rows = nn.EmbeddingBag(a.features, a.hidden, mode="sum")
        nn.init.normal_(self.rows.weight, std=.1)
        self.bias = nn.Parameter(torch.zeros(a.hidden))
        self.out = nn.Parameter(torch.randn(a.hidden) * .3)
        self.anaphor, self.antecedent = nn.Linear(2 * H, a.width), nn.Linear(2 * H, a.width)
        self.evidence = nn.Linear(5 * a.width, a.hidden, bias=False)
        nn.init.normal_(self.evidence.weight, std=.05)
        self.drop, self.drop_states, self.without = nn.Dropout(a.drop), nn.Dropout(a.drop_states), a.without

    def forward(self, b):
        # each word once: many candidates share it
        of = lambda rows, head: (lambda u, k: F.softsign(head(self.drop_states(b.states[u])))[k])(*torch.unique(rows, return_inverse=True))
        p = of(b.anaphor, self.anaphor)
        e = of(b.places, self.antecedent) * (b.places > 0)[..., None]
        last, name = (e[:, 0] + e[:, 1]) / 2, (e[:, 2] + e[:, 3]) / 2
        x = torch.cat([p, last, name, p * last, p * name], -1)
        if self.training:  # some texts have no vectors
            x = x * (torch.rand(b.n) >= self.without)[b.owner, None]
        return self.drop(torch.relu(self.rows(b.flat, b.starts) + self.bias + self.evidence(x))) @ self.out


class Batch:
    def __init__(self, states, choices):
        self.states, self.n = states, len(choices)
        flat, starts, owner, right, anaphor, places = [], [], [], [], [], []
        for k, c in enumerate(choices):
            for i, fs in enumerate(c["features"]):
                starts.append(len(flat))
                flat.extend(fs)
                owner.append(k)
                right.append(i in c["right"])
                anaphor.append(c["anaphor"])
                places.append(c["places"][i])
        self.flat, self.starts, self.owner = torch.tensor(flat), torch.tensor(starts), torch.tensor(owner)
        self.right, self.anaphor, self.places = torch.tensor(right), torch.tensor(anaphor), torch.tensor(places)
        self.weight = torch.tensor([c["weight"] for c in choices])

    def logsumexp(self, x):
        top = torch.full((self.n,), -1e9).scatter_reduce(0, self.owner, x, "amax")
        return torch.zeros(self.n).scatter_add(0, self.owner, (x - top[self.owner]).exp()).clamp_min(1e-30).log() + top

    def loss(self, scores):
        right = self.logsumexp(scores.masked_fill(~self.right, -1e9))
        return (self.weight * (self.logsumexp(scores) - right)).sum() / self.weight.sum()


@torch.no_grad()
def evaluate(model, states, choices):
    """F1 over the choices of somebody, and the share of right choices; of all, and of each class of anaphors."""
    model.eval()
    classes = {}
    for c in choices:
        best, nobody = int(model(Batch(states, [c])).argmax()), len(c["features"]) - 1
        for k in ("all", c["class"]):
            r = classes.setdefault(k, [0, 0, 0, 0, 0])
            for i, x in enumerate((best != nobody and best in c["right"], best != nobody, nobody not in c["right"], best in c["right"], True)):
                r[i] += x
    return {k: f"{200 * r[0] / max(1, r[1] + r[2]):.1f} {100 * r[3] / r[4]:.1f} of {r[4]}" for k, r in classes.items()}


def scaled(linear, mean, std):
    """The weights and biases of a linear layer for inputs that are not standardised."""
    w = linear.weight / std
    return w, linear.bias - w @ mean


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("network"); ap.add_argument("model"); ap.add_argument("ranker", type=pathlib.Path)
    ap.add_argument("--train", nargs="+", required=True, metavar="DUMP=GOLD[=WEIGHT]")
    ap.add_argument("--dev", nargs="*", default=[], metavar="DUMP=GOLD")
    ap.add_argument("--features", type=int, required=True)
    ap.add_argument("--hidden", type=int, default=32)
    ap.add_argument("--width", type=int, default=32)
    ap.add_argument("--epochs", type=int, default=9)
    ap.add_argument("--drop", type=float, default=.2)
    ap.add_argument("--drop-states", type=float, default=.4)
    ap.add_argument("--without", type=float, default=.15, help="share of choices that are learned without vectors")
    ap.add_argument("--decay", type=float, default=1e-2)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    encoder = Encoder(a.network)
    sets, dev = [Choices(encoder, s) for s in a.train], [Choices(encoder, s) for s in a.dev]
    torch.set_num_threads(1)
    seen = torch.cat([s.states[1:] for s in sets])
    mean, std = seen.mean(0), seen.std(0) + 1e-4
    choices, tables, offset = [], [], 0
    for s in sets:
        for c in s.choices:
            choices.append({**c, "anaphor": c["anaphor"] + offset, "places": [tuple(x + offset if x else 0 for x in p) for p in c["places"]]})
        tables.append((s.states - mean) / std)
        offset += len(s.states)
    states = torch.cat(tables)
    model = Ranker(a)
    heads = [*model.anaphor.parameters(), *model.antecedent.parameters()]
    rest = [p for p in model.parameters() if not any(p is h for h in heads)]
    opt = torch.optim.AdamW([{"params": rest, "lr": 5e-3, "weight_decay": a.decay}, {"params": heads, "lr": 1e-3, "weight_decay": .1}])
    sched = torch.optim.lr_scheduler.LinearLR(opt, 1., .02, a.epochs * (len(choices) // 64 + 1))
    for epoch in range(a.epochs):
        random.shuffle(choices)
        total = 0.
        for i in range(0, len(choices), 64):
            b = Batch(states, choices[i:i + 64])
            loss = b.loss(model(b))
            opt.zero_grad()
            loss.backward()
            opt.step()
            sched.step()
            total += float(loss)
        print(epoch, f"loss {total / (len(choices) // 64 + 1):.4f}", flush=True)
    for d in dev:
        print(d.name, evaluate(model, (d.states - mean) / std, d.choices))
    short = lambda t: [round(float(x), 3) for x in t]
    with torch.no_grad():
        a.ranker.write_text(json.dumps({"rows": [short(r) for r in model.rows.weight], "evidence": [short(r) for r in model.evidence.weight],
                                        "bias": short(model.bias), "out": short(model.out)}, separators=(",", ":")) + "\n")
        parts = [scaled(h, mean, std) for h in (model.anaphor, model.antecedent)]
        config, vocab, tensors = modelfile.read(a.model)
        weight, bias = (torch.cat(x).numpy() for x in zip(*parts))
        # the file's rows stand over the early, the tapped and the last states
        tensors["vectors.weight"] = np.concatenate([np.zeros((len(weight), H), np.float32), weight], 1)
        tensors["vectors.bias"] = bias
        print(modelfile.write(a.model, {**config, "tap": TAP}, vocab, tensors))


if __name__ == "__main__":
    main()
