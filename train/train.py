"""Trains the network: train.py EXAMPLES OUT [--steps N]. Resumes from OUT/checkpoint.pt where there is one."""

import argparse
import os
import pickle
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import labels
from links import Between
from model import CONFIG, Network

# share of the windows that come from each set
MIX = {"quotes.polnear": .43, "quotes.composed": .06, "quotes.prosecutors": .04, "names.worldwide": .28, "names.men": .035, "names.wikigold": .03,
       "names.crossner_politics": .015, "names.crossner_literature": .005, "names.crossner_music": .005,
       "names.gum": .025, "names.re3d": .01, "names.gmb": .05, "names.btc": .012, "names.wnut17": .003, "names.tables": .015}
LOWER, UPPER, TITLE, LINES = .06, .06, .06, .08  # share of the windows shown in another case, or in part in capitals or headline case
HIDE, HIDDEN = .3, .12  # share of the windows that hide words, and of the words they hide
CLS, SEP, MASK = 101, 102, 103


class Sampler:
    def __init__(self, folder, seed):
        self.rng = np.random.default_rng(seed)
        self.sets = {}
        for name in MIX:
            docs = [d for d in pickle.load(open(Path(folder) / f"{name}.pkl", "rb")) if len(d.words) > 8]
            for d in docs:
                if "parts" in d.labels:
                    s = d.labels["spans"]
                    d.between = Between(d, s["source"], s["cue"], s["content"])
            w = np.array([len(d.ids) * d.labels["weight"] for d in docs], float)
            self.sets[name] = (docs, w / w.sum())
        self.p = np.array(list(MIX.values())) / sum(MIX.values())

    def window(self):
        rng = self.rng
        docs, w = self.sets[list(MIX)[rng.choice(len(MIX), p=self.p)]]
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


def batch(sampler, size):
    n = CONFIG["window"]
    ids = np.zeros((size, n), np.int64)
    shapes, gaps, marks = (np.zeros((size, n), np.int64) for _ in range(3))
    pad = np.ones((size, n), bool)
    chains, links = {"names": [], "parts": []}, {"content_cue": [], "cue_source": []}
    for b in range(size):
        d, i, j = sampler.window()
        s, e = d.first[i], d.first[j] if j < len(d.first) else len(d.ids)
        m = e - s
        ids[b, 0], ids[b, 1:m + 1], ids[b, m + 1] = CLS, d.ids[s:e], SEP
        if sampler.rng.random() < HIDE:
            hidden = sampler.rng.random(j - i) < HIDDEN
            ids[b, 1:m + 1][hidden[d.word_of[s:e] - i]] = MASK
        pad[b, :m + 2] = False
        r = sampler.rng.random()
        how = "lower" if r < LOWER else "upper" if r < LOWER + UPPER else "title" if r < LOWER + UPPER + TITLE else None
        wo = d.word_of[s:e]
        as_shown = recase(d.shapes, how) if how else some_lines(d, i, j, sampler.rng) if r > 1 - LINES else None
        shapes[b, 1:m + 1] = d.piece_shapes(as_shown)[s:e]
        gaps[b, 1:m + 1] = np.where(np.isin(np.arange(s, e), d.first), d.gaps[wo], 0)
        marks[b, 1:m + 1] = d.marks[wo]
        first = d.first[i:j] - s + 1
        for head in chains:
            if head in d.labels:
                chains[head].append((b, first, d.labels[head][i:j], d.gaps[i:j] == 2, d.gaps[i] == 2 or i == 0,
                                     j == len(d.words) or d.gaps[j] == 2, d.labels.get(head + "_weight", 1.)))
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
    return dict(ids=t(ids), shapes=t(shapes), gaps=t(gaps), marks=t(marks), pad=t(pad) if pad.any() else None), chains, links


CHAIN = {"names": 1.5, "parts": 2.}  # weights of the losses


def cat(items, k):
    return torch.from_numpy(np.concatenate([x[k] for x in items]))


def losses(net, x, chains, links):
    h = net.drop(net.encoder(**x))
    out = {}
    for head, items in chains.items():
        if not items:
            continue
        t, n = max(len(p[1]) for p in items), items[0][2].shape[1]
        at = torch.cat([torch.arange(len(p[1])) + k * t for k, p in enumerate(items)])
        rows = torch.from_numpy(np.concatenate([np.full(len(p[1]), p[0]) for p in items]))
        emit = torch.zeros(len(items) * t, n).index_put((at,), getattr(net, head)(h[rows, cat(items, 1)])).view(-1, t, n)
        allowed = torch.ones(len(items) * t, n, dtype=torch.bool).index_put((at,), cat(items, 2)).view(-1, t, n)
        breaks = torch.zeros(len(items) * t, dtype=torch.bool).index_put((at,), cat(items, 3)).view(-1, t)
        length = torch.tensor([len(p[1]) for p in items])
        weight = torch.tensor([p[6] for p in items])
        ends = [torch.tensor([bool(p[k]) for p in items]) for k in (4, 5)]
        loss = getattr(net, head + "_chain").loss(emit, allowed, length, breaks, *ends)
        out[head] = (loss * weight).sum() / (length * weight).sum() * CHAIN[head]
    for rel, items in links.items():
        if not items:
            continue
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
        score = module.pair(u[ui], v[vi], cat(items, 3))
        table = torch.full((nc * width,), -1e9).index_put((at,), score).view(nc, width)
        none = torch.cat([torch.full((len(c),), len(p)) for _, c, p, *_ in items])
        table = table.index_put((torch.arange(nc), none), module.score_none(child))
        weight = cat(items, 6) / cat(items, 6).sum()
        out[rel] = (F.cross_entropy(table, cat(items, 4), reduction="none") * weight).sum() * .3
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
    a = ap.parse_args()
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    if a.threads:
        torch.set_num_threads(a.threads)
    net = Network().load_base()
    if a.start:
        net.load_state_dict(torch.load(a.start, weights_only=False))
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
    sampler = Sampler(a.examples, a.seed + step)
    net.train()
    mean, t0, s0 = {}, time.time(), step
    while step < a.steps:
        ls = losses(net, *batch(sampler, a.batch))
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
