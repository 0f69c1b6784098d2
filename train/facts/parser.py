"""Trains the parser on the frozen encoder: python parser.py OUT.pt --train TREES=STATES … --dev TREES=STATES …

TREES is what treebank.py writes, STATES what the reader's tests write for it. A word's states become a profile of few values
between -1 and 1; a tag is read off the profile, and an arc off those of two words and their distance (Dozat and Manning,
"Deep Biaffine Attention for Neural Dependency Parsing", 2017).
"""
import argparse
import json
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import states

KEPT = {"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass", "obl:tmod", "obl:unmarked", "nmod:unmarked", "nmod:tmod", "compound:prt", "csubj:pass"}
BUCKETS = [-40, -20, -10, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20, 40]


def relation(r):
    return r if r in KEPT else r.split(":")[0]


def bucket(d):
    """The number of the bucket of a distance."""
    return torch.bucketize(d, torch.tensor(BUCKETS, device=d.device))


SUFFIXES, ENDS = 2048, 32


def suffix(word):
    """The number of the end of a word: FNV-1a of its last three bytes, of its case and length."""
    b = word.encode()
    tail = b[-3:].lower()
    shape = 1 if word[:1].isupper() else 2 if word[:1].isdigit() else 3 if not word[:1].isalpha() else 0
    h = 2166136261
    for c in tail + bytes([shape, min(len(b), 4)]):
        h = (h ^ c) * 16777619 & 0xffffffff
    return h % SUFFIXES


class Sentence:
    __slots__ = ("rows", "heads", "relations", "tags", "suffixes")


def sentences(spec):
    """Sentences over the reader's words, and their states."""
    trees, path = spec.split("=")
    docs, rows = states.load(path, (0, 2))
    out = []
    with open(trees, encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            words, base = docs[d["id"]]
            raw = d["text"].encode()
            for tokens in d["sentences"]:
                s = sentence(tokens, words, base)
                if s:
                    s.suffixes = [suffix(raw[a:b].decode()) for a, b in words[s.rows - base]]
                    out.append(s)
    return out, rows


def sentence(tokens, words, base):
    first = int(np.searchsorted(words[:, 1], tokens[0][0], "right"))
    last = int(np.searchsorted(words[:, 0], tokens[-1][1], "left"))
    if not 0 < last - first <= 120:
        return None
    of = []  # the word of each token
    for t in tokens:
        w = int(np.searchsorted(words[:, 1], t[0], "right"))
        of.append(min(max(w, first), last - 1) - first)
    n = last - first
    top = [None] * n  # the token that a word stands for
    for i, w in enumerate(of):
        k, depth = i, 0
        inside = lambda k: k >= 0 and of[k] == w
        if not inside(tokens[i][2]):
            if top[w] is None:
                top[w] = i
    s = Sentence()
    s.rows = np.arange(base + first, base + last)
    s.heads, s.relations, s.tags = [], [], []
    for w in range(n):
        if top[w] is None:  # goes on with the word before
            k = w
            while k > 0 and top[k] is None:
                k -= 1
            s.heads.append(k if k != w else -1)
            s.relations.append("in")
            s.tags.append("in")
            continue
        t = tokens[top[w]]
        s.heads.append(of[t[2]] if t[2] >= 0 else -1)
        s.relations.append(relation(t[3]))
        s.tags.append(t[4])
    return s


class Parser(nn.Module):
    def __init__(self, tags, relations, width, size, mean, std):
        super().__init__()
        self.tags, self.relations = tags, relations
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)
        self.profile = nn.Linear(states.WIDTH, width)
        self.suffix = nn.Embedding(SUFFIXES, ENDS)
        nn.init.normal_(self.suffix.weight, std=.3)
        width += ENDS
        self.dep, self.head = nn.Linear(width, size), nn.Linear(width, size)
        self.root = nn.Parameter(torch.randn(size) * .1)
        self.arc = nn.Parameter(torch.randn(size, size) * .05)
        self.bias = nn.Linear(size, 1, bias=False)
        self.distance = nn.Embedding(len(BUCKETS) + 1, size)
        nn.init.normal_(self.distance.weight, std=.05)
        self.rel_dep, self.rel_head = nn.Linear(width, size), nn.Linear(width, size)
        self.rel_root = nn.Parameter(torch.randn(size) * .1)
        self.rel_hidden = nn.Linear(3 * size + len(BUCKETS) + 1, size)
        self.rel = nn.Linear(size, len(relations))
        self.tag = nn.Linear(width, len(tags))
        self.drop_states, self.drop = nn.Dropout(.25), nn.Dropout(.2)

    def profiles(self, x, suffixes):
        p = F.softsign(self.profile(self.drop_states((x - self.mean) / self.std)))
        if self.training:
            p = p + (torch.rand_like(p) - .5) / 127
        return torch.cat([p, self.drop(self.suffix(suffixes))], -1)

    def arcs(self, p):
        """Scores of each word's head: the root, then the words."""
        n = p.shape[1]
        d, h = torch.relu(self.dep(p)), torch.relu(self.head(p))
        d, h = self.drop(d), self.drop(h)
        h = torch.cat([self.root.expand(len(p), 1, -1), h], 1)
        at = torch.arange(n)
        dist = bucket(at[None, :] - at[:, None])  # head minus dependent
        by_distance = torch.einsum("bnd,kd->bnk", d, self.distance.weight)
        by_distance = by_distance.gather(2, dist.expand(len(p), n, n))
        s = (d @ self.arc) @ h.transpose(1, 2) + self.bias(h).transpose(1, 2)
        return torch.cat([s[:, :, :1], s[:, :, 1:] + by_distance], 2)

    def labels(self, p, heads):
        """Scores of the relations, given the heads (0 for the root)."""
        d, h = torch.relu(self.rel_dep(p)), torch.relu(self.rel_head(p))
        h = torch.cat([self.rel_root.expand(len(p), 1, -1), h], 1)
        h = h.gather(1, heads[..., None].expand(-1, -1, h.shape[2]))
        at = torch.arange(p.shape[1])
        far = F.one_hot(bucket(torch.where(heads > 0, heads - 1 - at, 0 * heads)), len(BUCKETS) + 1).float()
        return self.rel(self.drop(torch.relu(self.rel_hidden(self.drop(torch.cat([d, h, d * h, far], -1))))))


def batch(rows, ss, tags, relations):
    n = max(len(s.heads) for s in ss)
    at = torch.zeros(len(ss), n, dtype=torch.long)
    x = torch.zeros(len(ss), n, states.WIDTH)
    heads = torch.full((len(ss), n), -100)
    rels, tgs, ends = heads.clone(), heads.clone(), torch.zeros_like(heads)
    for k, s in enumerate(ss):
        m = len(s.heads)
        x[k, :m] = torch.from_numpy(rows[s.rows[0]:s.rows[-1] + 1].astype(np.float32))
        heads[k, :m] = torch.tensor(s.heads) + 1
        rels[k, :m] = torch.tensor([relations.get(r, 0) for r in s.relations])
        ends[k, :m] = torch.tensor(s.suffixes)
        tgs[k, :m] = torch.tensor([tags.get(t, 0) for t in s.tags])
    return x, ends, heads, rels, tgs


def masked(scores, heads):
    """No head behind the end of the sentence."""
    valid = torch.cat([torch.ones(len(heads), 1, dtype=torch.bool), heads != -100], 1)
    return scores.masked_fill(~valid[:, None, :], -1e9)


@torch.no_grad()
def evaluate(model, rows, ss):
    model.eval()
    t, r = {t: i for i, t in enumerate(model.tags)}, {x: i for i, x in enumerate(model.relations)}
    n, c, by = 0, Counter(), {}
    for i in range(0, len(ss), 64):
        x, ends, heads, rels, tgs = batch(rows, ss[i:i + 64], t, r)
        ok = (heads >= 0) & (rels != r["punct"]) & (rels != r["in"])
        p = model.profiles(x, ends)
        h = masked(model.arcs(p), heads).argmax(-1)
        l = model.labels(p, h).argmax(-1)
        g = model.tag(p).argmax(-1)
        n += int(ok.sum())
        c["uas"] += int((ok & (h == heads)).sum())
        c["las"] += int((ok & (h == heads) & (l == rels)).sum())
        c["tag"] += int((ok & (g == tgs)).sum())
        for name in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "appos", "conj", "obl:agent", "nmod:poss"):
            k = r[name]
            b = by.setdefault(name, [0, 0, 0])
            b[0] += int((ok & (h == heads) & (l == rels) & (l == k)).sum())
            b[1] += int(((heads >= 0) & (l == k)).sum())
            b[2] += int((ok & (rels == k)).sum())
    print({k: round(100 * v / n, 2) for k, v in c.items()}, {k: round(200 * a / max(1, b + g), 1) for k, (a, b, g) in by.items()}, flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--train", nargs="+", required=True)
    ap.add_argument("--dev", nargs="+", default=[])
    ap.add_argument("--width", type=int, default=128)
    ap.add_argument("--size", type=int, default=96)
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    sets, dev = [sentences(s) for s in a.train], [sentences(s) for s in a.dev]
    tags = Counter(t for ss, _ in sets for s in ss for t in s.tags)
    rels = Counter(t for ss, _ in sets for s in ss for t in s.relations)
    tags, rels = [t for t, n in tags.most_common() if n > 20], [t for t, n in rels.most_common() if n > 20]
    print(len(tags), "tags", len(rels), "relations", rels, flush=True)
    sample = np.concatenate([rows[:: max(1, len(rows) // 20000)] for _, rows in sets]).astype(np.float32)
    mean, std = torch.from_numpy(sample.mean(0)), torch.from_numpy(sample.std(0) + 1e-4)
    model = Parser(tags, rels, a.width, a.size, mean, std)
    ti, ri = {t: i for i, t in enumerate(tags)}, {t: i for i, t in enumerate(rels)}
    batches = []
    for ss, rows in sets:
        ss = sorted(ss, key=lambda s: (len(s.heads), random.random()))
        at, k = 0, 0
        while at < len(ss):
            k = max(4, 1200 // len(ss[min(at + 8, len(ss) - 1)].heads))
            batches.append((rows, ss[at:at + k]))
            at += k
    opt = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=.02, betas=(.9, .98))
    total = a.epochs * len(batches)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda i: min(1, (i + 1) / 200) * max(.02, 1 - i / total))
    began = time.time()
    for epoch in range(a.epochs):
        model.train()
        random.shuffle(batches)
        loss_sum = 0.
        for rows, ss in batches:
            x, ends, heads, rels_, tgs = batch(rows, ss, ti, ri)
            p = model.profiles(x, ends)
            ok = heads >= 0
            arc = masked(model.arcs(p), heads)
            loss = F.cross_entropy(arc[ok], heads[ok]) + F.cross_entropy(model.labels(p, heads.clamp(min=0))[ok], rels_[ok]) + .5 * F.cross_entropy(model.tag(p)[ok], tgs[ok])
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.)
            opt.step()
            sched.step()
            loss_sum += loss.item()
        print(epoch, f"loss {loss_sum / len(batches):.4f} {time.time() - began:.0f} s", flush=True)
        torch.save({"state": model.state_dict(), "tags": tags, "relations": rels, "width": a.width, "size": a.size}, a.out)
        for ss, rows in dev:
            evaluate(model, rows, ss)


if __name__ == "__main__":
    main()
