"""Trains the network: train.py EXAMPLES OUT [--steps N | --minutes M]. Resumes from OUT/checkpoint.pt where there is one.

On the GPU where there is one. Windows are drawn and altered on the CPU, by --workers processes.
"""

import argparse
import itertools
import os
import pickle
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F

import chains
import labels
from links import Between
from model import CONFIG, ILLEGAL, MPNET, PAIR_FEATURES, TAP, Network, of, partition

# share of the windows that come from each set
MIX = {"quotes.polnear": .43, "quotes.composed": .06, "quotes.prosecutors": .04, "names.worldwide": .28, "names.men": .035, "names.wikigold": .03,
       "names.crossner_politics": .015, "names.crossner_literature": .005, "names.crossner_music": .005,
       "names.gum": .025, "names.re3d": .01, "names.gmb": .05, "names.btc": .012, "names.wnut17": .003, "names.tables": .015}
# and beside them, where there is a teacher, from texts without labels
UNLABELLED = {"texts.prosecutors": .12, "texts.masc": .1, "texts.ewt": .05, "texts.gmb": .1, "texts.union": .01}
# and of every second batch, where there is a gold of our own, which has everything, and sets of coreference
GOLD = {"gold": .8, "coref.gum": .1, "coref.litbank": .08, "coref.parcorfull": .02}
SHORT, SHORTS = "coref.gap", .25  # its passages fill half a window: batches of twice as many, share of these batches
LOWER, UPPER, TITLE, LINES = .06, .06, .06, .08  # share of the windows shown in another case, or in part in capitals or headline case
HIDE, HIDDEN = .3, .12  # share of the windows that hide words, and of the words they hide
CLS, SEP, MASK = 101, 102, 103


class Sampler:
    def __init__(self, folder, seed, unlabelled, gold=False):
        self.rng, self.seed = np.random.default_rng(seed), seed
        self.sets = {}
        self.mixes = [{**MIX, **(UNLABELLED if unlabelled and not gold else {})}]
        if gold:  # of what the library of another time read in these there is nothing
            del self.mixes[0]["quotes.prosecutors"], self.mixes[0]["names.gmb"]
            self.mixes += [GOLD, {SHORT: 1.}]
        self.drawn = 0
        for name in itertools.chain(*self.mixes):
            docs = [d for d in pickle.load(open(Path(folder) / f"{name}.pkl", "rb")) if len(d.words) > 8]
            for d in docs:
                if "parts" in d.labels:
                    s = d.labels["spans"]
                    d.between = Between(d, s["source"], s["cue"], s["content"])
            w = np.array([len(d.ids) * d.labels.get("weight", 1.) for d in docs], float)
            self.sets[name] = (docs, w / w.sum())
        self.draw()

    def draw(self):
        """Chooses the sets of the next batch."""
        self.drawn += 1
        gold = len(self.mixes) > 1 and self.drawn % 2 == 0
        self.mix = self.mixes[0 if not gold else 2 if self.rng.random() < SHORTS else 1]
        self.p = np.array(list(self.mix.values())) / sum(self.mix.values())

    def window(self):
        rng = self.rng
        docs, w = self.sets[list(self.mix)[rng.choice(len(self.mix), p=self.p)]]
        d = docs[rng.choice(len(docs), p=w)]
        size = CONFIG["window"] - 2
        if len(d.ids) <= size:
            i = 0
        else:
            # start anywhere, more often where a sentence does, and often at either end of the document
            i = int(rng.integers(-60, len(d.words) - 40))
            if i > 0 and rng.random() < .7:
                stops = np.flatnonzero(d.stops[:i])
                i = int(stops[-1]) + 1 if len(stops) else 0
            i = max(i, 0)
        start = d.first[i]
        j = int(np.searchsorted(d.first, start + size, side="right")) - 1
        if len(d.ids) - start <= size:
            j = len(d.words)
        return d, i, j


def recase(shapes, how):
    """Shapes of the words as they would be in lower, upper or headline case."""
    s = shapes.copy()
    if how == "lower":
        s[s > 0] = 1
    elif how == "upper":
        s[(s > 0) & (s != 2)] = 3
    elif how == "title":
        s[s == 1] = 4
    return s


def some_lines(d, i, j, rng):
    """The document's shapes with a sentence or a line of the window in capitals or headline case."""
    ends = np.flatnonzero((d.stops[i:j] > 0) | np.append(d.gaps[i + 1:j] == 2, True)) + i + 1
    k = rng.integers(len(ends))
    a, b = (ends[k - 1] if k else i), ends[k]
    s = d.shapes.copy()
    s[a:b] = recase(d.shapes[a:b], "upper" if rng.random() < .5 else "title")
    return s


def batch(sampler, size, fixed=False):
    """Windows as the network reads them: arrays of [windows, pieces] and [windows, words], what the words' labels may be, and
    the links among the spans that people (or the library) marked. Fixed: with all arrays as long as they may be, filled with what counts nothing."""
    sampler.draw()
    if SHORT in sampler.mix:
        size *= 2
    n = CONFIG["window"]
    ids, plain = np.zeros((2, size, n), np.int64)
    shapes, cased, gaps, marks = np.zeros((4, size, n), np.int64)
    pad = np.ones((size, n), bool)
    first, breaks = np.zeros((size, n - 2), np.int64), np.zeros((size, n - 2), bool)
    length, opens, closes = np.zeros(size, np.int64), np.zeros(size, bool), np.zeros(size, bool)
    labelled = {h: [] for h in CHAIN}
    links = {"content_cue": [], "cue_source": []}
    asked = []
    for b in range(size):
        d, i, j = sampler.window()
        s, e = d.first[i], d.first[j] if j < len(d.first) else len(d.ids)
        m = e - s
        ids[b, 0], ids[b, 1:m + 1], ids[b, m + 1] = CLS, d.ids[s:e], SEP
        if sampler.rng.random() < HIDE:
            hidden = sampler.rng.random(j - i) < HIDDEN
            ids[b, 1:m + 1][hidden[d.word_of[s:e] - i]] = MASK
        plain[b, 0], plain[b, 1:m + 1], plain[b, m + 1] = CLS, d.ids[s:e], SEP
        pad[b, :m + 2] = False
        r = sampler.rng.random()
        how = "lower" if r < LOWER else "upper" if r < LOWER + UPPER else "title" if r < LOWER + UPPER + TITLE else None
        wo = d.word_of[s:e]
        as_shown = recase(d.shapes, how) if how else some_lines(d, i, j, sampler.rng) if r > 1 - LINES else None
        cased[b, 1:m + 1] = d.piece_shapes()[s:e]
        shapes[b, 1:m + 1] = cased[b, 1:m + 1] if as_shown is None else d.piece_shapes(as_shown)[s:e]
        gaps[b, 1:m + 1][d.first[i:j] - s] = d.gaps[i:j]
        marks[b, 1:m + 1] = d.marks[wo]
        length[b] = j - i
        first[b, :j - i], breaks[b, :j - i] = d.first[i:j] - s + 1, d.gaps[i:j] == 2
        opens[b], closes[b] = d.gaps[i] == 2 or i == 0, j == len(d.words) or d.gaps[j] == 2
        for h in CHAIN:
            if h in d.labels:
                labelled[h].append((b, d.labels[h][i:j], d.labels.get(h + "_weight", 1.)))
        if "mentions" in d.labels:
            at = lambda w: d.first[w] - s + 1
            asked += [(b, at(w), at(c), place, right) for w, c, place, right in chains.ask(d, i, j)]
        if "parts" not in d.labels:
            continue
        weight = d.labels.get("parts_weight", 1.)
        sp = d.labels["spans"]
        inside = {p: np.flatnonzero((v[:, 0] >= i) & (v[:, 1] <= j)) for p, v in sp.items()}
        for rel, child, parent in (("content_cue", "content", "cue"), ("cue_source", "cue", "source")):
            c, p = inside[child], inside[parent]
            if not len(c):
                continue
            where = {int(x): k for k, x in enumerate(p)}
            gold = np.array([where.get(int(x), len(p)) for x in d.labels[rel][c]])
            loc = lambda v: np.stack([np.full(len(v), b), d.first[v[:, 0]] - s + 1, d.first[v[:, 1] - 1] - s + 1], 1)
            links[rel].append((loc(sp[child][c]), loc(sp[parent][p]), d.between.features(sp[child][c], sp[parent][p]), gold,
                               np.full(len(c), weight, np.float32), d.labels["speech"][c].astype(np.float32) if child == "cue" else None))
    words = n - 2 if fixed else max(length)
    if not fixed:
        most = max((~pad).sum(1))
        ids, plain, shapes, cased, gaps, marks, pad = (x[:, :most] for x in (ids, plain, shapes, cased, gaps, marks, pad))
    out = dict(x=dict(ids=ids, shapes=shapes, gaps=gaps, marks=marks, pad=pad), plain=dict(ids=plain, shapes=cased, gaps=gaps, marks=marks, pad=pad),
               first=first[:, :words], blocks=(length, breaks[:, :words], opens, closes), labels={}, links={})
    for h, items in labelled.items():
        rows = np.arange(size) if fixed else np.array([x[0] for x in items], np.int64)
        at = {int(b): k for k, b in enumerate(rows)}
        allowed, weight = np.ones((len(rows), words, CHAIN[h].labels), bool), np.zeros(len(rows), np.float32)
        for b, a, part in items:
            allowed[at[b], :len(a)], weight[at[b]] = a, part
        if len(rows):
            out["labels"][h] = rows, allowed, weight
    for rel, items in links.items():
        if items or fixed:
            out["links"][rel] = together(items, rel == "cue_source", size if fixed else 0)
    out["corrects"] = "gold" in sampler.mix or SHORT in sampler.mix
    if asked:
        out["asked"] = anaphors(asked)
    return out


def anaphors(asked):
    """The anaphors of some windows in arrays: their places, those of their candidates, the pairs of both with what lies
    between them, and [anaphors, candidates + 1] which are right, the last for none."""
    width = max(len(x[2]) for x in asked)
    n = [len(x[2]) for x in asked]
    right = np.zeros((len(asked), width + 1), bool)
    for k, x in enumerate(asked):
        right[k, :n[k]] = x[4]
        right[k, -1] = not x[4].any()
    return dict(anaphor=np.array([x[:2] for x in asked], np.int64), width=width, right=right,
                candidate=np.concatenate([np.concatenate([np.full((len(x[2]), 1), x[0]), x[2]], 1) for x in asked]).astype(np.int64),
                place=np.concatenate([x[3] for x in asked]).astype(np.int64),
                pairs=np.stack([np.repeat(np.arange(len(asked)), n), np.arange(sum(n)), np.concatenate([np.arange(k) for k in n])], 1).astype(np.int64))


CHILDREN, PAIRS, PARTNERS = 8, 64, 32  # a window's spans and pairs, on average over a batch of fixed size, and a span's partners: more than there ever are


def together(items, speech, windows=0):
    """The links of some windows in arrays: spans of children and of partners, the pairs of them with their features, and for
    each child the right place among its partners (the one behind them: none)."""
    c, p = (sum(len(x[k]) for x in items) for k in (0, 1))
    n = sum(len(x[2]) for x in items)
    if windows:
        # the last child takes the pairs that are none
        c, p, n, width = CHILDREN * windows, CHILDREN * windows, PAIRS * windows, PARTNERS
    else:
        width = 1 + max(len(x[1]) for x in items)
    out = dict(child=np.zeros((c, 3), np.int64), parent=np.zeros((p, 3), np.int64), pairs=np.zeros((n, 3), np.int64),
               features=np.zeros((n, PAIR_FEATURES), np.float32), gold=np.zeros(c, np.int64), none=np.zeros(c, np.int64),
               weight=np.zeros(c, np.float32), speech=np.zeros(c, np.float32), width=width)
    out["pairs"][:, 0] = c - 1
    c = p = n = 0
    for child, parent, features, gold, weight, said in items:
        cs, ps = len(child), len(parent)
        out["child"][c:c + cs], out["parent"][p:p + ps], out["features"][n:n + cs * ps] = child, parent, features
        out["pairs"][n:n + cs * ps] = np.stack([np.repeat(np.arange(cs), ps) + c, np.tile(np.arange(ps), cs) + p, np.tile(np.arange(ps), cs)], 1)
        out["gold"][c:c + cs], out["none"][c:c + cs], out["weight"][c:c + cs] = gold, ps, weight
        if speech:
            out["speech"][c:c + cs] = said
        c, p, n = c + cs, p + ps, n + cs * ps
    return out


class Head(NamedTuple):
    labels: int
    weight: float  # of its loss


CHAIN = {"names": Head(labels.count(len(labels.NAME_TYPES)), 1.5), "parts": Head(labels.count(len(labels.PARTS)), 2.)}


def to(x, device):
    """Arrays as tensors there."""
    if isinstance(x, np.ndarray):
        return torch.from_numpy(x).to(device, non_blocking=True)
    if isinstance(x, dict):
        return {k: to(v, device) for k, v in x.items()}
    if isinstance(x, tuple):
        return tuple(to(v, device) for v in x)
    return x


def emissions(net, head, h, b):
    """[windows, words, labels] the scores of the words' labels."""
    return getattr(net, head)(h[torch.arange(len(h), device=h.device)[:, None], b["first"]])


def choices(net, h, rel, x):
    """[children, 1 + the most partners] scores of the partners of each child, those that it has not and last none."""
    module = getattr(net, rel)
    child, parent = (net.spans(h, *s.unbind(1)) for s in (x["child"], x["parent"]))
    u, v = torch.relu(module.child(child)), torch.relu(module.parent(parent))
    c, p, place = x["pairs"].unbind(1)
    table = torch.full((len(u), x["width"]), -1e9, device=h.device)
    table = table.index_put((c, place), module.pair(u[c], v[p], x["features"]))
    return table.index_put((torch.arange(len(u), device=h.device), x["none"]), module.score_none(child)), child


@torch.no_grad()
def taught(teachers, b):
    """What the teachers say on average: how probable each step of each chain is, and each choice of each link."""
    hs = [t.encoder(**b["plain"]) for t in teachers]
    out = {head: [sum(p) / len(hs) for p in zip(*(getattr(t, head + "_chain").expected(emissions(t, head, h, b), *b["blocks"])
                                                   for t, h in zip(teachers, hs)))] for head in CHAIN}
    for rel, x in b["links"].items():
        out[rel] = sum(torch.softmax(choices(t, h, rel, x)[0], -1) for t, h in zip(teachers, hs)) / len(hs)
    return out


ANTECEDENTS = .3  # weight of the antecedents
TAUGHT = 1.  # weight of what the teachers say, beside the annotations


def losses(net, b, said=None):
    states = net.encoder.states(**b["x"])
    h = net.drop(states[-1])
    length = b["blocks"][0]
    out = {}
    for head, (_, weight) in CHAIN.items():
        if head not in b["labels"] and not said:
            continue
        chain, emit = getattr(net, head + "_chain"), emissions(net, head, h, b)
        ours = chain.potentials(emit, *b["blocks"])
        z = partition(*ours)
        if head in b["labels"]:
            rows, allowed, part = b["labels"][head]
            right = partition(*chain.potentials(emit[rows].masked_fill(~allowed, ILLEGAL), *(x[rows] for x in b["blocks"])))
            out[head] = ((z[rows] - right) * part).sum() / (length[rows] * part).sum().clamp(min=1.) * weight
        if said:
            # the cross-entropy of the sequences that the teachers expect (Wang et al. 2021)
            out[head + "_taught"] = (z.sum() - sum((p * s).sum() for p, s in zip(said[head], ours))) / length.sum() * weight * TAUGHT
    if "asked" in b:
        x = b["asked"]
        table = F.log_softmax(net.antecedents(torch.cat([net.drop(states[TAP - 1]), h], -1), x), -1)
        out["antecedents"] = -torch.logsumexp(table.masked_fill(~x["right"], -1e9), -1).mean() * ANTECEDENTS
    for rel, x in b["links"].items():
        table, child = choices(net, h, rel, x)
        there = (x["weight"] > 0).float()
        weight, there = x["weight"] / x["weight"].sum().clamp(min=1e-3), there / there.sum().clamp(min=1.)
        out[rel] = (F.cross_entropy(table, x["gold"], reduction="none") * weight).sum() * .3
        if said:
            out[rel + "_taught"] = (F.kl_div(F.log_softmax(table, -1), said[rel], reduction="none").sum(-1) * there).sum() * .3 * TAUGHT
        if rel == "cue_source":
            out["speech"] = F.binary_cross_entropy_with_logits(net.speech(child).squeeze(-1), x["speech"], weight, reduction="sum") * .2
    return out


class Batches(torch.utils.data.IterableDataset):
    """Batches without end, other ones from each worker."""

    def __init__(self, sampler, size, fixed):
        self.sampler, self.size, self.fixed = sampler, size, fixed

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        if worker:
            torch.set_num_threads(1)
            self.sampler.rng = np.random.default_rng([self.sampler.seed, worker.id])
        while True:
            yield batch(self.sampler, self.size, self.fixed)


class Trainer:
    """Steps of training. On a GPU the whole step is recorded once and played again (a CUDA graph): launched one by one, its
    thousands of small kernels take three times as long."""

    WARM = 5  # steps before the recording

    def __init__(self, net, teachers, opt):
        self.net, self.teachers, self.opt = net, teachers, opt
        self.steps, self.b, self.graph, self.mean = 0, None, None, {}

    def step(self, b):
        device = next(self.net.parameters()).device
        if device.type == "cpu":
            self.compute(to(b, device))
        elif self.steps < Trainer.WARM:
            self.b = to(b, device)
            side = torch.cuda.Stream()
            side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                self.compute(self.b)
            torch.cuda.current_stream().wait_stream(side)
        else:
            put(self.b, b)
            if not self.graph:
                self.graph = torch.cuda.CUDAGraph()
                with torch.cuda.graph(self.graph):
                    self.compute(self.b)
            self.graph.replay()
        self.steps += 1

    def compute(self, b):
        ls = losses(self.net, b, taught(self.teachers, b) if self.teachers and not b["corrects"] else None)
        self.opt.zero_grad(set_to_none=True)
        sum(ls.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.)
        self.opt.step()
        for k, v in ls.items():
            if k in self.mean:
                self.mean[k].mul_(.98).add_(v.detach(), alpha=.02)
            else:
                self.mean[k] = v.detach().clone()


def put(there, x):
    """Copies arrays into the tensors there."""
    if isinstance(x, np.ndarray):
        there.copy_(torch.from_numpy(x))
    elif isinstance(x, (dict, tuple)):
        for k in x if isinstance(x, dict) else range(len(x)):
            put(there[k], x[k])


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("examples"); ap.add_argument("out")
    ap.add_argument("--steps", type=int, default=3600)
    ap.add_argument("--minutes", type=float, help="in place of --steps: how long it may take")
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    ap.add_argument("--workers", type=int, default=0, help="processes that draw windows; 0: this one does")
    ap.add_argument("--save", type=int, default=100)
    ap.add_argument("--rate", type=float, default=2e-4, help="the encoder's greatest learning rate; five times that for what is new")
    ap.add_argument("--start", help="a network to go on from, with the rate warmed up again")
    ap.add_argument("--teacher", action="append", default=[], help="a trained network to learn from, on all texts; may be given again")
    ap.add_argument("--layers", type=int, default=CONFIG["layers"], help="how many, where it does not go on from a network")
    ap.add_argument("--base", help="base weights of that many layers, in safetensors, in place of the package's")
    ap.add_argument("--mpnet", action="store_true", help="the base weights are of MPNet; its embeddings are not rounded")
    ap.add_argument("--bfloat16", action="store_true", help="compute the layers in bfloat16: faster on a GPU, and where the CPU can")
    ap.add_argument("--frozen", type=int, default=0, help="how many of the first layers stay as they are, and with them the embeddings")
    ap.add_argument("--gold", action="store_true", help="train on the gold of our own and on sets of coreference too (on a CPU)")
    a = ap.parse_args()
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    if a.threads:
        torch.set_num_threads(a.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if a.start:
        net = of(torch.load(a.start, weights_only=False))
    else:
        net = Network({**CONFIG, **MPNET} if a.mpnet else {**CONFIG, "layers": a.layers}).load_base(a.base)
    net.encoder.rounded = not a.mpnet
    teachers = [of(torch.load(f, weights_only=False), drop=0.).eval().to(device) for f in a.teacher]
    for t in teachers:
        t.encoder.rounded = False
    for n in (net, *teachers):
        n.to(device).encoder.bfloat16 = a.bfloat16
    for module in (net.encoder.word, net.encoder.position, net.encoder.shape, net.encoder.gap, net.encoder.mark, net.encoder.norm,
                   *net.encoder.layers)[:6 + a.frozen if a.frozen else 0]:
        module.requires_grad_(False)
    body = list(net.encoder.parameters())
    new = [net.encoder.shape.weight, net.encoder.gap.weight, net.encoder.mark.weight]
    ids = {id(p) for p in new}
    heads = [p for n, p in net.named_parameters() if not n.startswith(("encoder.", "antecedents."))]
    gpu = device == "cuda"
    torch.set_float32_matmul_precision("high")
    groups = [{"params": [p for p in body if id(p) not in ids]}, {"params": heads + new}, {"params": list(net.antecedents.parameters())}]
    for g in groups:
        g["lr"] = torch.zeros((), device=device) if gpu else 0.
    opt = torch.optim.AdamW(groups, weight_decay=.01, fused=True, capturable=gpu)
    step, spent, mean_net = 0, 0., None
    ckpt = out / "checkpoint.pt"
    if ckpt.exists():
        c = torch.load(ckpt, weights_only=False, map_location=device)
        net.load_state_dict(c["net"]); opt.load_state_dict(c["opt"])
        step, spent, mean_net = c["step"], c["spent"], c["mean"]
        torch.set_rng_state(c["rng"].cpu())
    batches = iter(torch.utils.data.DataLoader(Batches(Sampler(a.examples, a.seed + step, bool(teachers), a.gold), a.batch, gpu), batch_size=None,
                                               num_workers=a.workers, prefetch_factor=8 if a.workers else None, collate_fn=lambda x: x))
    net.train()
    trainer, s0 = Trainer(net, teachers, opt), step
    b = next(batches)
    t0, spent0 = time.time(), spent
    while True:
        spent = spent0 + time.time() - t0
        done = spent / 60 / a.minutes if a.minutes else step / a.steps
        if done >= 1:
            break
        for g, times in zip(opt.param_groups, (1, 5, 10)):
            rate = a.rate * times * min(max(done / .05, 1e-3), 1 - done)
            if gpu:
                g["lr"].fill_(rate)
            else:
                g["lr"] = rate
        trainer.step(b)
        step += 1
        b = next(batches)
        if done > .8 and step % 10 == 0:
            # the mean of the weights on the last part of the way (Izmailov et al. 2018)
            n, now = mean_net or (0, {})
            mean_net = n + 1, {k: now[k] + (v - now[k]) / (n + 1) if n else v.clone() for k, v in net.state_dict().items()}
        if step % 20 == 0:
            print(f"step {step} {done:.1%} {(time.time() - t0) / (step - s0):.3f} s/step",
                  " ".join(f"{k} {v.item():.3f}" for k, v in trainer.mean.items()), flush=True)
        if step % a.save == 0:
            tmp = out / "checkpoint.tmp"
            torch.save(dict(net=net.state_dict(), opt=opt.state_dict(), step=step, spent=spent, mean=mean_net,
                            rng=torch.get_rng_state()), tmp)
            os.replace(tmp, ckpt)
    torch.save({k: v.cpu() for k, v in net.state_dict().items()}, out / "network.pt")
    torch.save({k: v.cpu() for k, v in (mean_net[1] if mean_net else net.state_dict()).items()}, out / "mean.pt")


if __name__ == "__main__":
    main()
