"""Reads articles with a trained network: predict.py NETWORK.pt GOLD.jsonl OUT.jsonl [--labels OUT.labels.jsonl]

Writes documents as the referee reads them (names and quotes, each link by its
best choice alone), and, with --labels, the label of every word, which the Go
reader is compared with.
"""

import argparse
import json
from typing import NamedTuple

import numpy as np
import torch

import base
import features
import labels
from links import Between
from model import CONFIG, of

OVERLAP, MARGIN = 32, 8  # words that neighbouring windows share; one hands over so far from either end of them
NEAR = 8  # partners considered on either side of a span


def windows(doc):
    """(i, j, lo, hi): words [i, j) to read, of which [lo, hi) are kept."""
    size = CONFIG["window"] - 2
    n, out, i, lo = len(doc.words), [], 0, 0
    ends = np.append(doc.first[1:], len(doc.ids))
    while n:
        j = max(i + 1, int(np.searchsorted(ends, doc.first[i] + size, side="right")))
        if j >= n:
            out.append((i, n, lo, n))
            return out
        i2 = max(i + 1, j - OVERLAP)
        hi = max(lo, handover(doc, i2, j))
        out.append((i, j, lo, hi))
        i, lo = i2, hi
    return out


def handover(doc, i, j):
    """The word with which the next window takes over: the first of a line, or of a sentence, or the one in the middle."""
    middle = (i + j) // 2
    best, rank = middle, 0
    for k in range(i + MARGIN, j - MARGIN + 1):
        here = 2 if doc.gaps[k] == 2 else int(doc.stops[k - 1])
        if here > rank or here == rank and abs(k - middle) < abs(best - middle):
            best, rank = k, here
    return best


class Input(NamedTuple):
    """What the encoder reads of one window, and where the states of the words that are kept go."""
    rows: list  # pieces, shapes, gaps, marks
    first: np.ndarray  # the first pieces of these words
    lo: int
    hi: int
    states: object  # [words, h]


def inputs(doc, states):
    """The windows of a text, for states of its words."""
    size = CONFIG["window"] - 2
    shapes = doc.piece_shapes()
    is_first = np.zeros(len(doc.ids), bool)
    is_first[doc.first] = True
    for i, j, lo, hi in windows(doc):
        s = doc.first[i]
        e = min(doc.first[j] if j < len(doc.first) else len(doc.ids), s + size)
        wo = doc.word_of[s:e]
        row = lambda x, a, b: np.concatenate([[a], x, [b]]).astype(np.int64)
        yield Input([row(doc.ids[s:e], 101, 102), row(shapes[s:e], 0, 0), row(np.where(is_first[s:e], doc.gaps[wo], 0), 0, 0),
                     row(doc.marks[wo], 0, 0)], doc.first[lo:hi] - s + 1, lo, hi, states)


def encode(net, doc):
    """[words, h]: the hidden state of each word's first piece."""
    h = torch.zeros(len(doc.words), CONFIG["hidden"])
    for x in inputs(doc, h):
        h[x.lo:x.hi] = net.encoder(*(torch.from_numpy(r)[None] for r in x.rows))[0][torch.from_numpy(x.first)]
    return h


def best_path(doc, emit, chain):
    """The chain's best path over [words, labels] scores, line by line: no span crosses a line break."""
    step, start, end = (x.detach().numpy() for x in chain.tables())
    path = np.zeros(len(emit), np.int64)
    cuts = np.append(np.flatnonzero(doc.gaps == 2), len(doc.words))
    for a, b in zip(cuts, cuts[1:]):
        score, back = start + emit[a], np.zeros((b - a, len(start)), np.int64)
        for t in range(a + 1, b):
            x = score[:, None] + step
            back[t - a] = x.argmax(0)
            score = x.max(0) + emit[t]
        y = int((score + end).argmax())
        for t in range(b - 1, a - 1, -1):
            path[t] = y
            y = back[t - a, y]
    return path


def spans(path):
    """(i, j, kind) of a legal path of labels."""
    out, i = [], 0
    for t, y in enumerate(path):
        if y and labels.place(y) in (labels.BEGIN, labels.SINGLE):
            i = t
        if y and labels.place(y) in (labels.END, labels.SINGLE):
            out.append([i, t + 1, int(y - 1) // 4])
    return out


def link(net, module, h, between, children, parents):
    """[children, parents+1] probabilities, the last for none."""
    if not len(children):
        return np.zeros((0, len(parents) + 1))
    rep = lambda s: torch.cat([h[s[:, 0]], h[s[:, 1] - 1]], -1)
    u = torch.relu(module.child(rep(children)))
    none = module.score_none(rep(children))[:, None]
    if not len(parents):
        return np.ones((len(children), 1))
    v = torch.relu(module.parent(rep(parents)))
    f = torch.from_numpy(between.features(children, parents))
    c, p = len(children), len(parents)
    s = module.pair(u.repeat_interleave(p, 0), v.repeat(c, 1), f).view(c, p)
    at = np.searchsorted(parents[:, 0], children[:, 0])
    far = (np.arange(p)[None] < at[:, None] - NEAR) | (np.arange(p)[None] >= at[:, None] + NEAR)
    s = s.masked_fill(torch.from_numpy(far), -1e9)
    return torch.softmax(torch.cat([s, none], 1), 1).numpy()


@torch.no_grad()
def quotes(net, doc, h, bias=0):
    """(labels of the words, quotes as the referee reads them) from the words' hidden states.

    bias is added to the scores of the labels.
    """
    labelled = best_path(doc, net.parts(h).numpy() + np.float32(bias), net.parts_chain)
    at = features.byte_offsets(doc.text)
    where = lambda i, j: {"start": int(at[doc.words[i, 0]]), "end": int(at[doc.words[j - 1, 1]])}
    found = spans(labelled)
    src, cue, con = (np.array([s[:2] for s in found if s[2] == k], np.int64).reshape(-1, 2) for k in range(3))
    between = Between(doc, src, cue, con)
    cc = link(net, net.content_cue, h, between, con, cue)
    cs = link(net, net.cue_source, h, between, cue, src)
    groups, out = {}, []
    for k in range(len(con)):
        best = int(cc[k].argmax())
        groups.setdefault(best if best < len(cue) else (k,), []).append(k)
    for g, ks in groups.items():
        q = {"kind": "indirect", "content": [where(*con[k]) for k in ks], "cue": None, "source": None, "speaker": None}
        if not isinstance(g, tuple):
            q["cue"] = where(*cue[g])
            s = int(cs[g].argmax())
            if s < len(src):
                q["source"] = where(*src[s])
        out.append(q)
    return labelled, out


def names(doc, scores, chain):
    """Name mentions from [words, labels] scores."""
    at = features.byte_offsets(doc.text)
    path = best_path(doc, scores, chain)
    return [{"start": int(at[doc.words[i, 0]]), "end": int(at[doc.words[j - 1, 1]]), "type": labels.NAME_TYPES[t], "kind": "name"}
            for i, j, t in spans(path)]


@torch.no_grad()
def read(net, tok, id, text):
    doc = features.read(tok, id, text)
    if not len(doc.words):
        return {"id": id, "entities": [], "quotes": []}, {"id": id, "words": [], "names": [], "parts": []}
    h = encode(net, doc)
    names = best_path(doc, net.names(h).numpy(), net.names_chain)
    at = features.byte_offsets(text)
    where = lambda i, j: {"start": int(at[doc.words[i, 0]]), "end": int(at[doc.words[j - 1, 1]])}
    ents = [{"id": f"e{k}", "type": labels.NAME_TYPES[t], "name": text[doc.words[i, 0]:doc.words[j - 1, 1]],
             "mentions": [{**where(i, j), "type": labels.NAME_TYPES[t], "kind": "name"}]}
            for k, (i, j, t) in enumerate(spans(names))]
    path, said = quotes(net, doc, h)
    return ({"id": id, "entities": ents, "quotes": said},
            {"id": id, "words": [[int(at[s]), int(at[e])] for s, e in doc.words], "names": names.tolist(),
             "parts": path.tolist()})


def load(path):
    c = torch.load(path, weights_only=False, map_location="cpu")
    return of(c.get("net", c), drop=0.).eval()


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("network"); ap.add_argument("gold"); ap.add_argument("out")
    ap.add_argument("--labels")
    a = ap.parse_args()
    net, tok = load(a.network), base.tokenizer()
    lab = open(a.labels, "w", encoding="utf-8") if a.labels else None
    with open(a.gold, encoding="utf-8") as f, open(a.out, "w", encoding="utf-8") as out:
        for line in f:
            d = json.loads(line)
            doc, labelled = read(net, tok, d["id"], d["text"])
            out.write(json.dumps(doc) + "\n")
            if lab:
                lab.write(json.dumps(labelled) + "\n")


if __name__ == "__main__":
    main()
