"""Trains the ranker of pairs on the frozen encoder: python pairs.py OUT.pt --train NAME[=WEIGHT] … --dev NAME … --dir DUMPS --gold RELATIONS

Of a set NAME, DUMPS has NAME.pairs, which the corpus test of internal/facts writes, and NAME.states, by the reader's; RELATIONS has
NAME.jsonl, the annotation. A pair of mentions in one sentence may have each of the kinds in either direction. What a set does not annotate, or states in
another sentence than the pair's, is unknown there and is not learned from.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import time
from collections import defaultdict

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import states

P, O, G, L, A, N, E, R, W, D = "PERSON ORG GPE LOC FAC NORP EVENT PRODUCT WORK_OF_ART DATE".split()
SIDES = (P, O, G, N)
# kind: types of subjects, types of objects
KINDS = {
    "works_for": ((P,), (O, G, A, N)), "head_of": ((P,), (O, G, N, L, A)), "member_of": ((P, O, G, N), (O, N)), "citizen_of": ((P,), (G, N)),
    "lives_in": ((P,), (G, L, A)), "born_in": ((P,), (G, L, A)), "died_in": ((P,), (G, L, A)), "birth_date": ((P,), (D,)), "death_date": ((P,), (D,)),
    "educated_at": ((P,), (O, A)), "spouse": ((P,), (P,)), "parent": ((P,), (P,)), "sibling": ((P,), (P,)), "relative": ((P,), (P,)),
    "based_in": ((O,), (G, L, A, N)), "located_in": ((G, L, A), (G, L, A)), "part_of": ((O,), (O, G, N)), "subsidiary_of": ((O, R), (O, P)),
    "founded": ((P, O), (O,)), "created": ((P, O), (W, R)), "met": (SIDES, SIDES), "opposes": (SIDES, SIDES), "allied_with": (SIDES, SIDES),
    "defeated": (SIDES, SIDES), "killed": ((P, O, N, G), (P,)), "event_place": ((E,), (G, L, A)), "event_date": ((E,), (D,)), "participated_in": (SIDES, (E,)),
}
NAMES = list(KINDS)
SYMMETRIC = {"spouse", "sibling", "relative", "met", "opposes", "allied_with"}
K = len(NAMES)
JUDGED = 2.  # the weight of a pair that a reader judged
UNKNOWN = .15  # how much is learned from a kind's absence where the set does not annotate it
NUMBER = {k: i for i, k in enumerate(NAMES)}


def allowed(kind, s, o):
    return s in KINDS[kind][0] and o in KINDS[kind][1]


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


class Doc:
    """The pairs of a document, with what is known of each: target and mask, kinds and then kinds the other way round."""

    def __init__(self, dump, gold, words, base):
        self.id, self.dump, self.base, self.n = dump["id"], dump, base, len(words)
        self.pairs = dump["pairs"] or []
        self.target = np.zeros((len(self.pairs), 2 * K), np.float32)
        self.mask = np.zeros((len(self.pairs), 2 * K), np.float32)
        self.allow = np.zeros((len(self.pairs), 2 * K), bool)
        types = dump["types"] or []
        for i, p in enumerate(self.pairs):
            a, b = types[p["a"][2]], types[p["b"][2]]
            for k, name in enumerate(NAMES):
                self.allow[i, k], self.allow[i, K + k] = allowed(name, a, b), allowed(name, b, a)
        self.label(gold)
        if "judged" in gold:
            self.judge(gold)
        self.mask *= self.allow
        self.places = np.array([[p["h"][0], p["w"][1] - 1, p["h"][1], p["w"][3] - 1, p["h"][2]] for p in self.pairs], np.int64).reshape(-1, 5)
        self.lists = {name: self.flatten([of(p) for p in self.pairs]) for name, of in (
            ("between", lambda p: range(p["w"][1], p["w"][2])), ("way", lambda p: p["p"]), ("flat", lambda p: p["f"]))}

    @staticmethod
    def flatten(lists):
        """Values, whose they are, and how many each has."""
        counts = np.array([len(x) for x in lists], np.int64)
        return np.array([v for x in lists for v in x], np.int64), np.repeat(np.arange(len(lists)), counts), counts

    def judge(self, gold):
        """The pairs that a reader judged; those that an earlier ranker found unlikely are taken for wrong, the others are unknown."""
        self.mask[:] = UNKNOWN
        for i, k in gold["likely"]:
            self.mask[i, k] = 0
        for i, k, right in gold["judged"]:
            self.target[i, k], self.mask[i, k] = right, JUDGED

    def label(self, gold):
        meant = {e["id"]: [(m["start"], m["end"]) for m in e["mentions"]] for e in gold["entities"]}
        match = []  # the gold entities of each entity
        for spans in self.dump["entities"] or []:
            match.append({i for i, ms in meant.items() if any(overlap(s, m) for s in spans for m in ms)})
        listed, scope = gold["kinds"], gold.get("scope")
        for i, p in enumerate(self.pairs):
            where = (p["a"][0], p["b"][1])
            for k, name in enumerate(NAMES):
                known = name in listed and (not scope or any(overlap(where, s) for s in scope.get(name, [])))
                self.mask[i, k] = self.mask[i, K + k] = 1 if known else UNKNOWN
        by = defaultdict(list)
        for i, p in enumerate(self.pairs):
            by[p["a"][2], p["b"][2]].append(i)
        for r in gold["relations"]:
            objects = {r["object"], *r.get("also_object", [])}
            for (x, y), pairs in by.items():
                ways = []
                if r["subject"] in match[x] and objects & match[y]:
                    ways.append(0)
                if r["subject"] in match[y] and objects & match[x]:
                    ways.append(1)
                for way in ways:
                    self.relate(r, pairs, way, gold)
        self.refuse(gold.get("unrelated", []), match)

    def refuse(self, unrelated, match):
        """The pairs that a reader found to have nothing to do with one another; and who serves a state is not said to be its citizen."""
        for u in unrelated:
            two, where = u["pair"], (u["evidence"]["start"], u["evidence"]["end"])
            for i, p in enumerate(self.pairs):
                x, y = match[p["a"][2]], match[p["b"][2]]
                if overlap((p["a"][0], p["b"][1]), where) and (two[0] in x and two[1] in y or two[1] in x and two[0] in y):
                    self.mask[i] = np.maximum(self.mask[i], JUDGED)
        if unrelated:
            serves = self.target[:, [way * K + NUMBER[k] for k in ("works_for", "head_of") for way in (0, 1)]].any(1)
            for way in (0, 1):
                self.mask[serves & (self.target[:, way * K + NUMBER["citizen_of"]] == 0), way * K + NUMBER["citizen_of"]] = 0

    def relate(self, r, pairs, way, gold):
        near = pairs
        if r.get("evidence"):
            near = [i for i in pairs if any(overlap((self.pairs[i]["a"][0], self.pairs[i]["b"][1]), (e["start"], e["end"])) for e in r["evidence"])]
        elif "redocred" in gold["id"] or "dwie" in gold["id"]:
            near = []
        best = min(near, key=lambda i: self.pairs[i]["w"][2] - self.pairs[i]["w"][1], default=None)
        kinds = [r["kind"]] if r["kind"] in NUMBER else []
        for name in kinds + [k for k in r.get("also", []) if k in NUMBER]:
            k = NUMBER[name]
            ways = (0, 1) if name in SYMMETRIC or r.get("undirected") else (way,)
            for i in pairs:
                for w in ways:
                    if self.target[i, w * K + k] == 0:
                        self.mask[i, w * K + k] = 0
            if best is None or name not in kinds:
                continue
            fits = [w for w in ways if self.allow[best, w * K + k]]
            if len(fits) == 1 or name in SYMMETRIC:
                for w in fits:
                    self.target[best, w * K + k] = self.mask[best, w * K + k] = 1


def load(name, dumps, golds):
    docs, rows = states.load(f"{dumps}/{name}.states", (1, 2))
    gold = {}
    with open(f"{golds}/{name}.jsonl", encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            gold[d["id"]] = d
    out = []
    with open(f"{dumps}/{name}.pairs", encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            words, base = docs[d["id"]]
            out.append(Doc(d, gold[d["id"]], words, base))
    return out, rows


class Pairs(nn.Module):
    def __init__(self, features, width, hidden, mean, std):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)
        self.profile = nn.Linear(states.WIDTH, width)
        self.features = nn.EmbeddingBag(features, hidden, mode="sum")
        nn.init.normal_(self.features.weight, std=.05)
        self.hidden = nn.Linear(6 * width, hidden)
        self.out = nn.Linear(hidden, 2 * K)
        self.drop_states, self.drop, self.drop_features = nn.Dropout(.3), nn.Dropout(.3), .15

    def forward(self, x, b):
        p = F.softsign(self.profile(self.drop_states((x - self.mean) / self.std)))
        if self.training:
            p = p + (torch.rand_like(p) - .5) / 127
        first, second = (p[b.a0] + p[b.a1]) / 2, (p[b.b0] + p[b.b1]) / 2
        mean = lambda flat, owner, n: torch.zeros(len(b.a0), p.shape[1]).index_add(0, owner, p[flat]) / n[:, None].clamp(min=1)
        between, way = mean(b.between, b.between_of, b.between_n), mean(b.way, b.way_of, b.way_n)
        top = p[b.top.clamp(min=0)] * (b.top >= 0)[:, None]
        v = torch.cat([first, second, first * second, between, way, top], 1)
        flat, weight = b.flat, None
        if self.training:
            weight = (torch.rand(len(flat)) >= self.drop_features).float()
        f = self.features(flat, b.starts, per_sample_weights=weight)
        return self.out(self.drop(torch.relu(f + self.hidden(v))))


class Batch:
    """Pairs of some documents, with their places among the documents' words."""

    def __init__(self, docs, keep=None):
        rows, at, n = [], 0, 0
        c = defaultdict(list)
        for d, states_ in docs:
            rows.append(states_[d.base:d.base + d.n])
            kept = keep(d) if keep else np.ones(len(d.pairs), bool)
            number = np.cumsum(kept) - 1 + n
            for name, column in zip(("a0", "a1", "b0", "b1", "top"), d.places.T):
                c[name].append(np.where(column[kept] >= 0, column[kept] + at, -1))
            for name, offset in (("between", at), ("way", at), ("flat", 0)):
                values, owner, counts = d.lists[name]
                some = kept[owner]
                c[name].append(values[some] + offset)
                c[name + "_of"].append(number[owner[some]])
                c[name + "_n"].append(counts[kept])
            c["target"].append(d.target[kept]); c["mask"].append(d.mask[kept])
            n += int(kept.sum())
            at += d.n
        self.n = n
        self.x = torch.from_numpy(np.concatenate(rows).astype(np.float32))
        for k, v in c.items():
            v = np.concatenate(v)
            setattr(self, k, torch.from_numpy(v if v.dtype == np.float32 else v.astype(np.int64)))
        self.starts = torch.cumsum(self.flat_n, 0) - self.flat_n


@torch.no_grad()
def predict(model, docs, rows):
    model.eval()
    out = []
    for d in docs:
        b = Batch([(d, rows)])
        out.append(torch.sigmoid(model(b.x, b)).numpy() * d.allow if b.n else np.zeros((0, 2 * K)))
    return out


def write(path, docs, scores, thresholds):
    """Documents as the referee reads them."""
    with open(path, "w") as f:
        for d, p in zip(docs, scores):
            best = {}
            for i, k in zip(*np.nonzero(p >= np.tile(thresholds, 2))):
                a, b = d.pairs[i]["a"], d.pairs[i]["b"]
                s, o = (a, b) if k < K else (b, a)
                name = NAMES[k % K]
                key = name, *(sorted((s[2], o[2])) if name in SYMMETRIC else (s[2], o[2]))
                if best.get(key, (0,))[0] < p[i, k]:
                    best[key] = p[i, k], {"kind": name, "subject": f"e{s[2]}", "object": f"e{o[2]}", "evidence": {"start": a[0], "end": b[1]}, "confidence": round(float(p[i, k]), 3)}
            es = [{"id": f"e{i}", "type": t, "name": "", "mentions": [{"start": s, "end": e} for s, e in m]} for i, (m, t) in enumerate(zip(d.dump["entities"] or [], d.dump["types"] or []))]
            f.write(json.dumps({"id": d.id, "entities": es, "facts": [x for _, x in best.values()]}) + "\n")


def referee(gold, pred):
    r = subprocess.run([sys.executable, "/work/shared/score/score_more.py", "--json", "relations", gold, pred], capture_output=True, text=True)
    return json.loads(r.stdout)


def export(path, tensors, config):
    import heads
    import modelfile
    p = torch.load(path)
    s = p["state"]
    config |= {"kinds": NAMES, "pairs_profile": s["profile.weight"].shape[0], "thresholds": p["thresholds"]}
    scale, shift = p["calibration"]
    tensors["pair_features"] = modelfile.quantise(s["features.weight"].numpy())
    heads.layer(tensors, "pair_hidden", s["hidden.weight"], s["hidden.bias"])
    heads.layer(tensors, "pair_out", scale * s["out.weight"], scale * s["out.bias"] + torch.tensor(shift + shift))
    return heads.profile(s, "pairs", (1, 2))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--train", nargs="+", required=True)
    ap.add_argument("--dev", nargs="*", default=[])
    ap.add_argument("--dir", required=True)
    ap.add_argument("--gold", required=True)
    ap.add_argument("--width", type=int, default=128)
    ap.add_argument("--hidden", type=int, default=128)
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--negatives", type=float, default=1.)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--init", help="go on from this one")
    ap.add_argument("--rate", type=float, default=1.5e-3)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    torch.set_num_threads(1)
    train = []
    for spec in a.train:
        name, _, weight = spec.partition("=")
        docs, rows = load(name, a.dir, a.gold)
        docs = [d for d in docs if d.mask.any()]  # those with pairs
        print(name, len(docs), "documents", sum(len(d.pairs) for d in docs), "pairs", int(sum(d.target.sum() for d in docs)), "right", flush=True)
        train += [(d, rows, float(weight or 1)) for d in docs]
    dev = [(name, *load(name, a.dir, a.gold)) for name in a.dev]
    features = train[0][0].dump["features"]
    sample = np.concatenate([rows[d.base:d.base + d.n] for d, rows, _ in random.sample(train, min(400, len(train)))]).astype(np.float32)
    model = Pairs(features, a.width, a.hidden, torch.from_numpy(sample.mean(0)), torch.from_numpy(sample.std(0) + 1e-4))
    if a.init:
        model.load_state_dict(torch.load(a.init)["state"])
    opt = torch.optim.AdamW(model.parameters(), lr=a.rate, weight_decay=.03)
    useful = lambda d: d.mask.any(1) & (d.target.any(1) | (np.random.rand(len(d.pairs)) < a.negatives))

    def batches():
        random.shuffle(train)
        some, n = [], 0
        for d, rows, weight in train:
            some.append((d, rows)); n += len(d.pairs)
            if n >= 300:
                yield some
                some, n = [], 0
        if some:
            yield some

    total = a.epochs * (sum(len(d.pairs) for d, _, _ in train) // 300 + 1)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda i: min(1, (i + 1) / 100) * max(.02, 1 - i / total))
    began = time.time()
    for epoch in range(a.epochs):
        model.train()
        losses = []
        for some in batches():
            b = Batch(some, useful)
            if not b.n:
                continue
            loss = (F.binary_cross_entropy_with_logits(model(b.x, b), b.target, reduction="none") * b.mask).sum() / b.n
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.)
            opt.step()
            sched.step()
            losses.append(loss.item())
        print(epoch, f"loss {np.mean(losses):.4f} {time.time() - began:.0f} s", flush=True)
        torch.save({"state": model.state_dict(), "thresholds": [.5] * K, "calibration": [1., [0.] * K]}, a.out)
        if epoch in (1, a.epochs - 1):
            for name, docs, rows in dev:
                scores = predict(model, docs, rows)
                for t in (.3, .5, .7):
                    write("/tmp/pairs.pred", docs, scores, np.full(K, t))
                    r = referee(f"{a.gold}/{name}.jsonl", "/tmp/pairs.pred")
                    print(name, t, r["micro"], "in sentence", r["in_sentence"], flush=True)


if __name__ == "__main__":
    main()
