"""Trains the tagger of offices and the ranker of their holders: python roles.py WORK GOLD MODEL OUT

WORK has SPLIT.states and SPLIT.states.jsonl, by train/states, and SPLIT.read.jsonl, what the library reads, of the splits train and dev;
GOLD the gold, laid over its texts. MODEL is the network's file, whose profiles both see; OUT what is written.

The tagger marks the words of each office, those of persons without a name too. An office is annotated once in an article: where its noun stands elsewhere, nothing
is known. The ranker is asked of each mention near an office whether that is whose it is.
"""
import argparse
import json
import pathlib
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

sys.path[:0] = [str(pathlib.Path(__file__).parents[1]), str(pathlib.Path(__file__).parents[1] / "facts")]
import modelfile

STATE = 3 * 384
EMBED, AROUND, HIDDEN = 64, 2, 96  # of the tagger: values of a word, words on either side that it sees, hidden values
OUT, BEGIN, INSIDE = 0, 1, 2
FAR, MOST = 40, 6  # words from an office to a mention, mentions on either side
HOLDER = 32  # hidden values of the ranker
BETWEEN = 10  # words between whose mean the ranker sees
BINDING = {"of", "for", "in", "to", "at", "with"}
# The words beside an office or a mention that the ranker knows; 0 is any other.
BESIDE = {w: i + 1 for i, w in enumerate(
    ", . ( ) : - and or as is was are were be been who by of for with a an the his her their 's ’s ' ’ named called appointed elected became become".split())}
DISTANCES = (0, 1, 2, 3, 5, 9, 15, 25)
KINDS = {"name": 0, "nominal": 1, "pronoun": 2}
OVERLAP, BEFORE, AFTER = range(3)
# Groups of features, each with its number of values; a pair has one of each.
GROUPS = {"side": 3, "distance": 3 * (len(DISTANCES) + 1), "kind": 9, "rank": 3 * MOST, "stops": 3, "behind_first": 3 * (len(BESIDE) + 1),
          "before_last": 3 * (len(BESIDE) + 1), "before_office": len(BESIDE) + 1, "behind_office": len(BESIDE) + 1, "before_mention": len(BESIDE) + 1,
          "behind_mention": len(BESIDE) + 1, "plural": 6}
STARTS = dict(zip(GROUPS, np.cumsum([0, *GROUPS.values()])))
FEATURES = sum(GROUPS.values())
PARTS = 6  # profiles that the ranker sees


class Article:
    """An article's words, the offices in it, and the mentions of persons in the order of the text."""

    def __init__(self, gold, read, places, x):
        self.key, self.x, self.n = gold["key"], x, len(places)
        text = gold["text"].encode()
        self.places = places
        self.words = [text[a:b].decode().lower() for a, b in places]
        self.gold = gold
        self.offices = {}  # (from, to): holders
        for o in gold["offices"]:
            self.offices.setdefault(self.within(o["office"]), set()).add(o["holder"])
        self.label()
        spans = {}
        for m in gold["mentions"]:
            for i in m.get("entities", []):
                spans.setdefault(i, []).append(m["span"])
        self.entities = [e for e in read["entities"] if e["type"] == "PERSON"]
        self.meant = []  # the gold persons of each
        for e in self.entities:
            ms = [(m["start"], m["end"]) for m in e["mentions"] if m["kind"] == "name"]
            self.meant.append({i for i, ss in spans.items() if i[0] == "P" and any(a < d and c < b for a, b in ms for c, d in ss)})
        self.mentions = sorted((*self.within((m["start"], m["end"])), k, KINDS[m["kind"]]) for k, e in enumerate(self.entities) for m in e["mentions"])

    def within(self, span):
        """The words that overlap a span of bytes."""
        i = int(np.searchsorted(self.places[:, 1], span[0], "right"))
        return i, max(i + 1, int(np.searchsorted(self.places[:, 0], span[1], "left")))

    def label(self):
        self.y, self.known = np.zeros(self.n, np.int64), np.ones(self.n, np.float32)
        nouns = set()
        for i, j in self.offices:
            self.y[i:j] = INSIDE
            self.y[i] = BEGIN
            noun = self.words[head(self.words, i, j)]
            nouns |= {noun, noun + "s", noun.removesuffix("s")}
        for i in range(self.n):
            if self.y[i] == OUT and self.words[i] in nouns:
                self.known[max(0, i - 3):i + 4][self.y[max(0, i - 3):i + 4] == OUT] = 0


def head(words, i, j):
    """The noun of an office: the last word before what a preposition opens."""
    for k in range(i, j):
        if k > i and words[k] in BINDING:
            return k - 1
    return j - 1


def bucket(n):
    return sum(n > d for d in DISTANCES)


def beside(words, i):
    return BESIDE.get(words[i], 0) if 0 <= i < len(words) else 0


def pairs(a, i, j):
    """The mentions near the office of the words [i, j): the mention, its features and the words whose profiles the ranker sees."""
    ms = a.mentions
    over = [m for m in ms if m[0] < j and i < m[1]]
    before = [m for m in ms if m[1] <= i and i - m[1] < FAR][-MOST:]
    after = [m for m in ms if m[0] >= j and m[0] - j < FAR][:MOST]
    last = head(a.words, i, j)
    out = []
    for side, some in ((OVERLAP, over[:MOST]), (BEFORE, before[::-1]), (AFTER, after)):
        for rank, m in enumerate(some):
            first, second = (j, m[0]) if side == AFTER else (m[1], i)
            apart = list(range(first, second)) if side != OVERLAP else []
            stops = sum(a.words[k] in ".!?" for k in apart)
            value = {
                "side": side, "distance": side * (len(DISTANCES) + 1) + bucket(len(apart)), "kind": 3 * side + m[3], "rank": MOST * side + rank, "stops": min(stops, 2),
                "behind_first": side * (len(BESIDE) + 1) + (beside(a.words, first) if apart else 0),
                "before_last": side * (len(BESIDE) + 1) + (beside(a.words, second - 1) if apart else 0),
                "before_office": beside(a.words, i - 1), "behind_office": beside(a.words, j), "before_mention": beside(a.words, m[0] - 1),
                "behind_mention": beside(a.words, m[1]), "plural": 2 * side + a.words[last].endswith("s"),
            }
            out.append((m, [STARTS[g] + v for g, v in value.items()], (last, m[0], m[1] - 1, apart[:BETWEEN])))
    return out


def described(a, places):
    """The profiles that the ranker sees of a pair."""
    last, first, end, apart = places
    x = a.x
    mention = (x[first] + x[end]) / 2
    between = x[apart].mean(0) if apart else torch.zeros_like(mention)
    behind = x[last + 1] if last + 1 < a.n else torch.zeros_like(mention)
    return torch.cat([x[last], mention, x[last] * mention, between, x[last - 1] if last else torch.zeros_like(mention), behind])


class Tagger(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.embed, self.hidden, self.out = nn.Linear(width, EMBED), nn.Linear(EMBED * (2 * AROUND + 1), HIDDEN), nn.Linear(HIDDEN, 3)
        self.drop_in, self.drop = nn.Dropout(.3), nn.Dropout(.4)

    def forward(self, x):
        e = F.pad(F.softsign(self.embed(self.drop_in(x))), (0, 0, AROUND, AROUND))
        around = torch.cat([e[k:k + len(x)] for k in range(2 * AROUND + 1)], 1)
        return self.out(self.drop(torch.relu(self.hidden(around))))


class Holder(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.features = nn.EmbeddingBag(FEATURES, HOLDER, mode="sum")
        nn.init.normal_(self.features.weight, std=.05)
        self.hidden, self.out = nn.Linear(PARTS * width, HOLDER), nn.Linear(HOLDER, 1)
        self.drop_in, self.drop = nn.Dropout(.5), nn.Dropout(.3)

    def forward(self, v, f):
        return self.out(self.drop(torch.relu(self.hidden(self.drop_in(v)) + self.features(f))))[:, 0]


def optimiser(model, rate, steps):
    o = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=.05)
    return o, torch.optim.lr_scheduler.LambdaLR(o, lambda i: min(1, (i + 1) / 50) * max(.02, 1 - i / steps))


def train_tagger(articles, epochs):
    model, size = Tagger(articles[0].x.shape[1]), 8
    o, schedule = optimiser(model, 3e-3, epochs * -(-len(articles) // size))
    weight = torch.tensor([1., 2., 2.])
    for epoch in range(epochs):
        began, total = time.time(), 0.
        model.train()
        random.shuffle(articles)
        for k in range(0, len(articles), size):
            some = articles[k:k + size]
            x = torch.cat([F.pad(a.x, (0, 0, 0, AROUND)) for a in some])
            y = np.concatenate([np.pad(a.y, (0, AROUND)) for a in some])
            known = np.concatenate([np.pad(a.known, (0, AROUND)) for a in some])
            loss = (F.cross_entropy(model(x), torch.from_numpy(y), weight=weight, reduction="none") * torch.from_numpy(known)).sum() / len(y)
            o.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.)
            o.step()
            schedule.step()
            total += loss.item() * len(some)
        print("tagger", epoch, f"loss {total / len(articles):.4f} {time.time() - began:.0f} s", flush=True)
    return model


@torch.no_grad()
def tags(model, a):
    model.eval()
    return F.log_softmax(model(a.x), 1).numpy()


def decode(scores, ready=0.):
    """The spans of the best path, and the mean probability of being in an office of the words of each. An office begins where ready is added."""
    s = scores.copy()
    s[:, BEGIN] += ready
    s[:, INSIDE] += ready
    best, back = s[0].copy(), []
    best[INSIDE] = -np.inf
    for row in s[1:]:
        through = np.tile(best[:, None], (1, 3))
        through[OUT, INSIDE] = -np.inf
        back.append(through.argmax(0))
        best = through.max(0) + row
    y = [int(best.argmax())]
    for b in back[::-1]:
        y.append(int(b[y[-1]]))
    y.reverse()
    out, i = [], 0
    inside = 1 - np.exp(scores[:, OUT])
    while i < len(y):
        j = i + 1
        if y[i] == BEGIN:
            while j < len(y) and y[j] == INSIDE:
                j += 1
            out.append((i, j, float(inside[i:j].mean())))
        i = j
    return out


def examples(articles):
    vs, fs, ys = [], [], []
    for a in articles:
        for (i, j), holders in a.offices.items():
            found, seen = pairs(a, i, j), set()
            order = sorted(range(len(found)), key=lambda k: len(found[k][2][3]))
            for k in order:
                m, f, places = found[k]
                right = bool(a.meant[m[2]] & holders)
                if right and m[2] in seen:
                    continue  # another mention of whose office it is
                seen.add(m[2])
                vs.append(described(a, places)); fs.append(f); ys.append(right)
    return torch.stack(vs), torch.tensor(fs), torch.tensor(ys, dtype=torch.float32)


def train_holder(articles, epochs):
    v, f, y = examples(articles)
    print(len(y), "pairs,", int(y.sum()), "right")
    model, size = Holder(articles[0].x.shape[1]), 64
    o, schedule = optimiser(model, 2e-3, epochs * -(-len(y) // size))
    for _ in range(epochs):
        model.train()
        for some in torch.randperm(len(y)).split(size):
            loss = F.binary_cross_entropy_with_logits(model(v[some], f[some]), y[some])
            o.zero_grad()
            loss.backward()
            o.step()
            schedule.step()
    return model


@torch.no_grad()
def holders(model, a, i, j):
    """The persons whose office it may be, with probabilities."""
    model.eval()
    found = pairs(a, i, j)
    if not found:
        return {}
    p = torch.sigmoid(model(torch.stack([described(a, w) for _, _, w in found]), torch.tensor([f for _, f, _ in found]))).tolist()
    best = {}
    for (m, _, _), x in zip(found, p):
        best[m[2]] = max(best.get(m[2], 0), x)
    return best


def load(work, laid, split, profiles):
    w, b = profiles
    rows = np.memmap(f"{work}/{split}.states", np.float16, "r").reshape(-1, STATE)
    x = np.concatenate([rows[k:k + 8192].astype(np.float32) @ w.T + b for k in range(0, len(rows), 8192)])
    x = np.rint(127 * x / (1 + np.abs(x))) / 127  # as the library keeps them
    read = {d["id"]: d for d in map(json.loads, open(f"{work}/{split}.read.jsonl", encoding="utf-8"))}
    gold = {d["key"]: d for d in map(json.loads, open(f"{laid}/{split}.gold.jsonl", encoding="utf-8"))}
    out, at = [], 0
    for line in open(f"{work}/{split}.states.jsonl", encoding="utf-8"):
        d = json.loads(line)
        places = np.array(d["words"], np.int64).reshape(-1, 2)
        out.append(Article(gold[d["id"]], read[d["id"]], places, torch.from_numpy(x[at:at + len(places)].astype(np.float32))))
        at += len(places)
    return out


def evaluate(tagger, holder, articles, ready=0.):
    """Offices found by the tagger, and by both with the right holder; of those whose holder has a name."""
    n = dict.fromkeys("gold found spans right named held given".split(), 0)
    for a in articles:
        spans = decode(tags(tagger, a), ready)
        n["gold"] += len(a.offices)
        n["found"] += sum(any(i < q and p < j for p, q, _ in spans) for i, j in a.offices)
        for p, q, _ in spans:
            over = [h for (i, j), h in a.offices.items() if i < q and p < j]
            n["spans"] += a.known[p:q].min() > 0
            n["right"] += bool(over)
            for e, pr in holders(holder, a, p, q).items():
                if over:
                    n["given"] += pr >= .5
                    n["held"] += pr >= .5 and any(a.meant[e] & h for h in over)
        n["named"] += sum(any(m & h for m in a.meant) for h in a.offices.values())
    return n


def linear(tensors, name, layer):
    tensors[name + ".weight"] = modelfile.quantise_linear(layer.weight.detach().numpy())
    tensors[name + ".bias"] = layer.bias.detach().numpy()


def export(path, tagger, holder):
    tensors = {}
    for name, layer in (("embed", tagger.embed), ("tag_hidden", tagger.hidden), ("tag", tagger.out), ("holder_hidden", holder.hidden), ("holder", holder.out)):
        linear(tensors, name, layer)
    tensors["holder_features"] = modelfile.quantise(holder.features.weight.detach().numpy())
    modelfile.write(path, {"around": AROUND, "beside": list(BESIDE)}, [], tensors)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("work")
    ap.add_argument("gold")
    ap.add_argument("model")
    ap.add_argument("out")
    ap.add_argument("--epochs", type=int, default=18)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    torch.set_num_threads(1)
    t = modelfile.read(a.model)[2]
    profiles = modelfile.dequantise(*t["profiles.weight"]), t["profiles.bias"]
    train, dev = (load(a.work, a.gold, split, profiles) for split in ("train", "dev"))
    tagger = train_tagger(train, a.epochs)
    holder = train_holder(train, 12)
    for ready in (-1, 0., 1):
        print("dev", ready, evaluate(tagger, holder, dev, ready), flush=True)
    export(a.out, tagger, holder)


if __name__ == "__main__":
    main()
