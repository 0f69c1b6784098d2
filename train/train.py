"""Trains the network: train.py EXAMPLES OUT [--steps N]. Resumes from OUT/checkpoint.pt where there is one."""

import argparse
import os
import pickle
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F

import labels
from links import Between
from model import CONFIG, Network, of

# share of the windows that come from each set
MIX = {"quotes.polnear": .43, "quotes.composed": .06, "quotes.prosecutors": .04, "names.worldwide": .28, "names.men": .035, "names.wikigold": .03,
       "names.crossner_politics": .015, "names.crossner_literature": .005, "names.crossner_music": .005,
       "names.gum": .025, "names.re3d": .01, "names.gmb": .05, "names.btc": .012, "names.wnut17": .003, "names.tables": .015}
# and beside them, where there is a teacher, from texts without labels
UNLABELLED = {"texts.prosecutors": .08, "texts.masc": .08, "texts.ewt": .04, "texts.gmb": .06, "texts.union": .01}
LOWER, UPPER, TITLE, LINES = .06, .06, .06, .08  # share of the windows shown in another case, or in part in capitals or headline case
HIDE, HIDDEN = .3, .12  # share of the windows that hide words, and of the words they hide
CLS, SEP, MASK = 101, 102, 103


class Sampler:
    def __init__(self, folder, seed, unlabelled):
        self.rng = np.random.default_rng(seed)
        self.sets = {}
        self.mix = {**MIX, **(UNLABELLED if unlabelled else {})}
        for name in self.mix:
            docs = [d for d in pickle.load(open(Path(folder) / f"{name}.pkl", "rb")) if len(d.words) > 8]
            for d in docs:
                if "parts" in d.labels:
                    s = d.labels["spans"]
                    d.between = Between(d, s["source"], s["cue"], s["content"])
            w = np.array([len(d.ids) * d.labels.get("weight", 1.) for d in docs], float)
            self.sets[name] = (docs, w / w.sum())
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


class Window(NamedTuple):
    """A stretch of a document in a row of a batch."""
    row: int
    first: np.ndarray  # [words] the first piece of each word
    breaks: np.ndarray  # [words] whether a block begins with it
    opens: bool  # whether the window begins where a block does
    closes: bool  # whether it ends where a block does
    labels: dict  # for each head that has some, [words, labels] what they may be, and the weight of that


def batch(sampler, size):
    n = CONFIG["window"]
    ids, plain = np.zeros((2, size, n), np.int64)
    shapes, cased, gaps, marks = np.zeros((4, size, n), np.int64)
    pad = np.ones((size, n), bool)
    windows, links = [], {"content_cue": [], "cue_source": []}
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
        shapes[b, 1:m + 1], cased[b, 1:m + 1] = d.piece_shapes(as_shown)[s:e], d.piece_shapes()[s:e]
        gaps[b, 1:m + 1] = np.where(np.isin(np.arange(s, e), d.first), d.gaps[wo], 0)
        marks[b, 1:m + 1] = d.marks[wo]
        first = d.first[i:j] - s + 1
        windows.append(Window(b, first, d.gaps[i:j] == 2, bool(d.gaps[i] == 2 or i == 0), bool(j == len(d.words) or d.gaps[j] == 2),
                              {h: (d.labels[h][i:j], d.labels.get(h + "_weight", 1.)) for h in CHAIN if h in d.labels}))
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
            loc = lambda v: np.stack([d.first[v[:, 0]], d.first[v[:, 1] - 1]], 1) - s + 1
            links[rel].append((b, loc(sp[child][c]), loc(sp[parent][p]) if len(p) else np.zeros((0, 2), np.int64),
                               d.between.features(sp[child][c], sp[parent][p]), gold,
                               d.labels["speech"][c] if child == "cue" else None, np.full(len(c), weight, np.float32)))
    t = torch.from_numpy
    rest = dict(gaps=t(gaps), marks=t(marks), pad=t(pad) if pad.any() else None)
    return (dict(ids=t(ids), shapes=t(shapes), **rest), dict(ids=t(plain), shapes=t(cased), **rest)), windows, links


CHAIN = {"names": 1.5, "parts": 2.}  # weights of the losses


def cat(items, k):
    return torch.from_numpy(np.concatenate([x[k] for x in items]))


class Sequences:
    """The words of some windows side by side, as a chain reads them."""

    def __init__(self, windows):
        self.shape = len(windows), max(len(w.first) for w in windows)
        self.at = torch.from_numpy(np.concatenate([np.arange(len(w.first)) + k * self.shape[1] for k, w in enumerate(windows)]))
        self.rows = torch.from_numpy(np.concatenate([np.full(len(w.first), w.row) for w in windows]))
        self.first = torch.from_numpy(np.concatenate([w.first for w in windows]))
        self.length = torch.tensor([len(w.first) for w in windows])
        self.blocks = (self.length, self.spread(torch.from_numpy(np.concatenate([w.breaks for w in windows])), False),
                       torch.tensor([w.opens for w in windows]), torch.tensor([w.closes for w in windows]))

    def spread(self, x, fill):
        """What belongs to each word, [windows, words, …]."""
        out = torch.full((self.shape[0] * self.shape[1], *x.shape[1:]), fill, dtype=x.dtype).index_put((self.at,), x)
        return out.view(*self.shape, *x.shape[1:])

    def scores(self, net, head, h):
        return self.spread(getattr(net, head)(h[self.rows, self.first]), 0.)

    def marginals(self, net, head, h):
        """[words, labels]"""
        m = getattr(net, head + "_chain").marginals(self.scores(net, head, h), *self.blocks)
        return m.flatten(0, 1)[self.at]


def choices(net, h, rel, items):
    """[children, 1 + the most partners] scores of the partners of each child, those that it has not and last none."""
    module = getattr(net, rel)
    child = torch.cat([net.spans(h, b, torch.from_numpy(c[:, 0]), torch.from_numpy(c[:, 1])) for b, c, *_ in items])
    parent = torch.cat([net.spans(h, b, torch.from_numpy(p[:, 0]), torch.from_numpy(p[:, 1])) for b, _, p, *_ in items])
    u, v = torch.relu(module.child(child)), torch.relu(module.parent(parent))
    ui, vi, at, nc, np_ = [], [], [], 0, 0
    width = max(len(p) for _, _, p, *_ in items) + 1
    for b, c, p, f, gold, *_ in items:
        ui.append(np.repeat(np.arange(len(c)), len(p)) + nc)
        vi.append(np.tile(np.arange(len(p)), len(c)) + np_)
        at.append(((np.arange(len(c)) + nc)[:, None] * width + np.arange(len(p))).ravel())
        nc += len(c); np_ += len(p)
    ui, vi, at = (torch.from_numpy(np.concatenate(z)) for z in (ui, vi, at))
    table = torch.full((nc * width,), -1e9).index_put((at,), module.pair(u[ui], v[vi], cat(items, 3))).view(nc, width)
    none = torch.cat([torch.full((len(c),), len(p)) for _, c, p, *_ in items])
    return table.index_put((torch.arange(nc), none), module.score_none(child)), child


@torch.no_grad()
def taught(teachers, x, windows, links):
    """What the teachers say on average: the marginals of each head's labels, and the choices of each link."""
    hs = [t.encoder(**x) for t in teachers]
    mean = lambda f: sum(f(t, h) for t, h in zip(teachers, hs)) / len(hs)
    words = Sequences(windows)
    out = {head: mean(lambda t, h: words.marginals(t, head, h)) for head in CHAIN}
    for rel, items in links.items():
        if items:
            out[rel] = mean(lambda t, h: torch.softmax(choices(t, h, rel, items)[0], -1))
    return out


TAUGHT = 1.  # weight of what the teachers say, beside the annotations


def losses(net, x, windows, links, said=None):
    h = net.drop(net.encoder(**x))
    out = {}
    for head, weight in CHAIN.items():
        ours = [w for w in windows if head in w.labels]
        if ours:
            words = Sequences(ours)
            allowed = words.spread(torch.from_numpy(np.concatenate([w.labels[head][0] for w in ours])), True)
            part = torch.tensor([w.labels[head][1] for w in ours])
            loss = getattr(net, head + "_chain").loss(words.scores(net, head, h), allowed, *words.blocks)
            out[head] = (loss * part).sum() / (words.length * part).sum() * weight
        if said:
            p, q = said[head], Sequences(windows).marginals(net, head, h)
            out[head + "_taught"] = (p * (p.clamp(min=1e-6).log() - q.clamp(min=1e-6).log())).sum(-1).mean() * weight * TAUGHT
    for rel, items in links.items():
        if not items:
            continue
        table, child = choices(net, h, rel, items)
        weight = cat(items, 6) / cat(items, 6).sum()
        out[rel] = (F.cross_entropy(table, cat(items, 4), reduction="none") * weight).sum() * .3
        if said:
            out[rel + "_taught"] = F.kl_div(F.log_softmax(table, -1), said[rel], reduction="batchmean") * .3 * TAUGHT
        if rel == "cue_source":
            out["speech"] = F.binary_cross_entropy_with_logits(net.speech(child).squeeze(-1), cat(items, 5).float(), weight, reduction="sum") * .2
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("examples"); ap.add_argument("out")
    ap.add_argument("--steps", type=int, default=3600)
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    ap.add_argument("--save", type=int, default=100)
    ap.add_argument("--rate", type=float, default=2e-4, help="the encoder's greatest learning rate; five times that for what is new")
    ap.add_argument("--start", help="a network to go on from, with the rate warmed up again")
    ap.add_argument("--teacher", action="append", default=[], help="a trained network to learn from, on all texts; may be given again")
    ap.add_argument("--layers", type=int, default=CONFIG["layers"], help="how many, where it does not go on from a network")
    ap.add_argument("--base", help="base weights of that many layers, in safetensors, in place of the package's")
    ap.add_argument("--bfloat16", action="store_true", help="compute the layers in bfloat16: faster where the CPU can")
    a = ap.parse_args()
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    if a.threads:
        torch.set_num_threads(a.threads)
    if a.start:
        net = of(torch.load(a.start, weights_only=False))
    else:
        net = Network({**CONFIG, "layers": a.layers}).load_base(a.base)
    net.encoder.bfloat16 = a.bfloat16
    teachers = [of(torch.load(f, weights_only=False), drop=0.).eval() for f in a.teacher]
    for t in teachers:
        t.encoder.bfloat16 = a.bfloat16
    body = list(net.encoder.parameters())
    new = [net.encoder.shape.weight, net.encoder.gap.weight, net.encoder.mark.weight]
    ids = {id(p) for p in new}
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    opt = torch.optim.AdamW([{"params": [p for p in body if id(p) not in ids], "lr": a.rate}, {"params": heads + new, "lr": 5 * a.rate}],
                            weight_decay=.01, fused=True)
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda s: min((s + 1) / (.05 * a.steps), max(0., 1 - s / a.steps)))
    step, mean_net = 0, None
    ckpt = out / "checkpoint.pt"
    if ckpt.exists():
        c = torch.load(ckpt, weights_only=False)
        net.load_state_dict(c["net"]); opt.load_state_dict(c["opt"]); sched.load_state_dict(c["sched"])
        step, mean_net = c["step"], c["mean"]
        torch.set_rng_state(c["rng"])
    sampler = Sampler(a.examples, a.seed + step, bool(teachers))
    net.train()
    mean, t0, s0 = {}, time.time(), step
    while step < a.steps:
        (x, plain), windows, links = batch(sampler, a.batch)
        ls = losses(net, x, windows, links, taught(teachers, plain, windows, links) if teachers else None)
        opt.zero_grad(set_to_none=True)
        sum(ls.values()).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.)
        opt.step(); sched.step()
        step += 1
        if step > .8 * a.steps and step % 10 == 0:
            # the mean of the weights on the last part of the way (Izmailov et al. 2018)
            n, now = mean_net or (0, {})
            mean_net = n + 1, {k: now[k] + (v - now[k]) / (n + 1) if n else v.clone() for k, v in net.state_dict().items()}
        for k, v in ls.items():
            mean[k] = .98 * mean.get(k, v.item()) + .02 * v.item()
        if step % 20 == 0:
            print(f"step {step}/{a.steps} {(time.time() - t0) / (step - s0):.2f} s/step",
                  " ".join(f"{k} {v:.3f}" for k, v in mean.items()), flush=True)
        if step % a.save == 0 or step == a.steps:
            tmp = out / "checkpoint.tmp"
            torch.save(dict(net=net.state_dict(), opt=opt.state_dict(), sched=sched.state_dict(), step=step, mean=mean_net,
                            rng=torch.get_rng_state()), tmp)
            os.replace(tmp, ckpt)
    torch.save(net.state_dict(), out / "network.pt")
    torch.save(mean_net[1], out / "mean.pt")


if __name__ == "__main__":
    main()
