"""Trains a network of the ranker of package entity and writes its weights.

    python train.py OUT.json [--sources] --train DUMP… --dev DUMP… [--weight DUMP=W …]

With --sources it trains the network for who speaks, on the choices of sources, and keeps
the other network of OUT.json; without, the other, on all choices, and keeps that one.

A dump holds one choice a line, as entity's corpus test writes them: the features
of the candidates ("c") and of the choice of nobody ("n"), which are right
("r", -1 for nobody), and whether it is a source's ("s"). The network scores each choice: the sum of its features'
rows, a rectifier, a weighted sum; it learns by the softmax over the choices, the
probability of all the right ones together.
"""
import argparse
import json
import pathlib
import random

import torch


def load(path, weight, features, sources):
    """The choices of a dump; features beyond the network's own are left out."""
    out = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            c = json.loads(line)
            if sources and not c["s"]:
                continue
            options = [[f for f in o if f < features] for o in c["c"] + [c["n"]]]
            right = [i if i >= 0 else len(c["c"]) for i in c["r"]]
            out.append((options, right, weight, c["k"]))
    return out


class Ranker(torch.nn.Module):
    def __init__(self, features, hidden, drop):
        super().__init__()
        self.rows = torch.nn.EmbeddingBag(features, hidden, mode="sum")
        torch.nn.init.normal_(self.rows.weight, std=0.1)
        self.bias = torch.nn.Parameter(torch.zeros(hidden))
        self.out = torch.nn.Parameter(torch.randn(hidden) * 0.3)
        self.drop = torch.nn.Dropout(drop)

    def forward(self, flat, starts):
        return self.drop(torch.relu(self.rows(flat, starts) + self.bias)) @ self.out


def pack(batch):
    flat, starts, owner, right, weight = [], [], [], [], []
    for k, (options, r, w, _) in enumerate(batch):
        for i, o in enumerate(options):
            starts.append(len(flat))
            flat.extend(o)
            owner.append(k)
            right.append(i in r)
        weight.append(w)
    return (torch.tensor(flat), torch.tensor(starts), torch.tensor(owner), torch.tensor(right), torch.tensor(weight))


def logsumexp(x, owner, n):
    top = torch.full((n,), -1e9).scatter_reduce(0, owner, x, "amax")
    return torch.zeros(n).scatter_add(0, owner, (x - top[owner]).exp()).clamp_min(1e-30).log() + top


def evaluate(model, data):
    model.eval()
    classes = {}
    with torch.no_grad():
        for options, right, _, k in data:
            s = model(*pack([(options, right, 1.0, k)])[:2])
            best = int(s.argmax())
            nobody = len(options) - 1
            c = classes.setdefault(k, [0, 0, 0, 0])
            c[0] += best != nobody and best in right
            c[1] += best != nobody
            c[2] += nobody not in right
            c[3] += best in right
    model.train()
    total = [sum(c[i] for c in classes.values()) for i in range(4)]
    def f1(c):
        p, r = c[0] / max(1, c[1]), c[0] / max(1, c[2])
        return f"p {p:.3f} r {r:.3f} f {2 * p * r / max(1e-9, p + r):.3f} of {c[2]}"
    return f1(total), {k: f1(c) for k, c in sorted(classes.items())}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out", type=pathlib.Path)
    ap.add_argument("--sources", action="store_true")
    ap.add_argument("--train", nargs="+", required=True)
    ap.add_argument("--dev", nargs="*", default=[])
    ap.add_argument("--weight", nargs="*", default=[], metavar="DUMP=W")
    ap.add_argument("--features", type=int, required=True)
    ap.add_argument("--hidden", type=int, default=24)
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--drop", type=float, default=0.2)
    ap.add_argument("--decay", type=float, default=1e-2)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    torch.set_num_threads(1)
    weights = {k: float(v) for k, v in (x.rsplit("=", 1) for x in a.weight)}
    train = [c for path in a.train for c in load(path, weights.get(path, 1.0), a.features, a.sources)]
    dev = {path: load(path, 1.0, a.features, a.sources) for path in a.dev}
    model = Ranker(a.features, a.hidden, a.drop)
    opt = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=a.decay)
    steps = a.epochs * (len(train) // 64 + 1)
    sched = torch.optim.lr_scheduler.LinearLR(opt, 1.0, 0.02, steps)
    for epoch in range(a.epochs):
        random.shuffle(train)
        total = 0.0
        for i in range(0, len(train), 64):
            flat, starts, owner, right, weight = pack(train[i:i + 64])
            s = model(flat, starts)
            n = len(weight)
            loss = (weight * (logsumexp(s, owner, n) - logsumexp(s.masked_fill(~right, -1e9), owner, n))).sum() / weight.sum()
            opt.zero_grad()
            loss.backward()
            opt.step()
            sched.step()
            total += float(loss)
        if epoch % 3 == 2 or epoch == a.epochs - 1:
            print(epoch, f"loss {total / (len(train) // 64 + 1):.4f}", *[f"\n  {p} {evaluate(model, d)}" for p, d in dev.items()], flush=True)
    short = lambda t: [round(float(x), 3) for x in t]
    new = {"rows": [short(r) for r in model.rows.weight], "bias": short(model.bias), "out": short(model.out)}
    old = json.loads(a.out.read_text()) if a.out.exists() else {}
    old.update({"sources": new} if a.sources else new)
    a.out.write_text(json.dumps(old, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
