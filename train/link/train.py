"""Trains the linker's network: train.py WEIGHTS.json --train CHOICES.jsonl[=WEIGHT] … [--dev CHOICES.jsonl]

CHOICES are what `go run ./train/link` writes. The network scores every candidate of a name;
"none of these" scores 0; what is learned is the softmax over both. WEIGHT counts the names
of a file; masked names count MASKED times that.
"""

import argparse
import json

import numpy as np
import torch

MASKED = {"PERSON": 0.35, "ORG": 0.15, "GPE": 0.08, "LOC": 0.12, "FAC": 0.3}


def read(spec, known=False):
    """The names of a file; known: only those whose item, or that they have none, is known."""
    path, _, weight = spec.partition("=")
    rows = []
    for line in open(path, encoding="utf-8"):
        c = json.loads(line)
        if c["gold"].startswith("?"):  # its item is not known
            if known:
                continue
            c["right"] = -1
        c["weight"] = float(weight or 1) * min(2.0, 1 + 0.25 * (c["mentions"] - 1))
        if c.get("masked"):
            c["weight"] *= MASKED.get(c["type"], 0.2)
        rows.append(c)
    return rows


class Batch:
    """Names with their candidates, padded."""

    def __init__(self, rows, most=24):
        n = len(rows[0]["features"][0])
        k = max(min(most, len(r["features"])) for r in rows)
        self.x = torch.zeros(len(rows), k, n)
        self.mask = torch.full((len(rows), k), -1e9)
        self.y = torch.zeros(len(rows), dtype=torch.long)
        for i, r in enumerate(rows):
            f = torch.tensor(r["features"][:k])
            self.x[i, : len(f)] = f
            self.mask[i, : len(f)] = 0
            self.y[i] = 1 + r["right"] if r["right"] < k else 0
        self.w = torch.tensor([r["weight"] for r in rows])


class Net(torch.nn.Module):
    def __init__(self, n, hidden):
        super().__init__()
        self.hidden = torch.nn.Linear(n, hidden)
        self.out = torch.nn.Linear(hidden, 1)
        self.direct = torch.nn.Linear(n, 1, bias=False)
        torch.nn.init.zeros_(self.direct.weight)

    def forward(self, b, drop=0.0):
        h = torch.nn.functional.dropout(torch.relu(self.hidden(b.x)), drop, self.training)
        s = (self.out(h) + self.direct(b.x)).squeeze(-1) + b.mask
        return torch.cat([torch.zeros(len(s), 1), s], 1)


def fit(rows, hidden, steps, decay, seed):
    torch.manual_seed(seed)
    b = Batch(rows)
    net = Net(b.x.shape[-1], hidden)
    opt = torch.optim.AdamW(net.parameters(), lr=0.01, weight_decay=decay)
    sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, steps)
    net.train()
    for _ in range(steps):
        opt.zero_grad()
        loss = torch.nn.functional.cross_entropy(net(b, 0.1), b.y, reduction="none")
        ((loss * b.w).sum() / b.w.sum()).backward()
        opt.step()
        sched.step()
    return net.eval()


def figures(net, rows, name):
    """Precision and recall over the names of the text at several thresholds, and how well calibrated."""
    with torch.no_grad():
        p = torch.softmax(net(Batch(rows)), 1)[:, 1:].numpy()
    best, conf = p.argmax(1), p.max(1)
    right = np.array([r["right"] for r in rows])
    n = np.array([r["mentions"] for r in rows])
    for t in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        on = conf >= t
        ok = on & (best == right)
        print(f"{name:10} at {t:.1f}: linked {on.sum():5} names {n[on].sum():5} mentions, right {ok.sum() / max(1, on.sum()):.3f} {n[ok].sum() / max(1, n[on].sum()):.3f},"
              f" said {conf[on].mean():.3f}, of the linkable {ok.sum() / max(1, (right >= 0).sum()):.3f}")
    return best, conf


def export(net, path):
    r = lambda v: [round(float(x), 4) for x in v]
    hidden = [r(w) + r([b]) for w, b in zip(net.hidden.weight.detach(), net.hidden.bias.detach())]
    out = {"hidden": hidden, "out": r(net.out.weight.detach()[0]) + r(net.out.bias.detach()), "direct": r(net.direct.weight.detach()[0])}
    with open(path, "w") as f:
        f.write("{\n")
        f.write('"hidden": [\n' + ",\n".join(json.dumps(h) for h in hidden) + "\n],\n")
        f.write('"out": ' + json.dumps(out["out"]) + ',\n"direct": ' + json.dumps(out["direct"]) + "\n}\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights")
    ap.add_argument("--train", nargs="+", required=True)
    ap.add_argument("--dev", nargs="*", default=[])
    ap.add_argument("--hidden", type=int, default=16)
    ap.add_argument("--steps", type=int, default=400)
    ap.add_argument("--decay", type=float, default=0.3)
    ap.add_argument("--errors", type=int, default=0, help="print so many wrong links of dev")
    a = ap.parse_args()
    torch.set_num_threads(1)
    rows = [r for spec in a.train for r in read(spec, known=True)]
    print(len(rows), "names,", sum(r["right"] >= 0 for r in rows), "of them linkable")
    net = fit(rows, a.hidden, a.steps, a.decay, 1)
    for spec in a.dev:
        dev = [r for r in read(spec) if not r.get("masked")]
        best, conf = figures(net, dev, spec.split("/")[-1].split(".")[0])
        wrong = [(c, r["type"], r["text"], r["ids"][b] if b < len(r["ids"]) else "", r["gold"]) for r, b, c in zip(dev, best, conf) if b != r["right"] and c >= 0.5]
        for w in sorted(wrong, reverse=True)[: a.errors]:
            print("  wrong", *w)
        missed = [(c, r["type"], r["text"], r["gold"]) for r, b, c in zip(dev, best, conf) if c < 0.5 and r["right"] >= 0]
        for w in sorted(missed, reverse=True)[: a.errors]:
            print("  missed", *w)
    export(net, a.weights)


if __name__ == "__main__":
    main()
