"""The network: a BERT-like encoder with features of case, spacing and quotation marks, and its heads."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

import base
import labels

CONFIG = dict(hidden=384, layers=6, heads=12, ffn=1536, positions=512, vocab=30522, shapes=10, gaps=3, marks=4,
              window=256, link=64, eps=1e-12, distances=0)
# what all-mpnet-base-v2 has otherwise: a teacher
MPNET = dict(hidden=768, layers=12, ffn=3072, eps=1e-5, distances=32)
PAIR_FEATURES = 49


class Dropout(nn.Module):
    """Dropout; on a CPU from bytes of a NumPy generator, in a quarter of the time that torch's takes."""

    def __init__(self, p):
        super().__init__()
        self.p = p
        self.least = round(256 * p)
        self.rng = np.random.Generator(np.random.SFC64(torch.initial_seed()))

    def forward(self, x):
        if not self.training or not self.least:
            return x
        if x.is_cuda:
            return F.dropout(x, self.p)
        kept = torch.from_numpy(np.frombuffer(self.rng.bytes(x.numel()), np.uint8) >= self.least).view(x.shape)
        return x * (kept * (256 / (256 - self.least))).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, c, drop):
        super().__init__()
        h = c["hidden"]
        self.heads = c["heads"]
        self.query, self.key, self.value, self.output = (nn.Linear(h, h) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(h, c["eps"]), nn.LayerNorm(h, c["eps"])
        self.ffn_in, self.ffn_out = nn.Linear(h, c["ffn"]), nn.Linear(c["ffn"], h)
        self.drop = Dropout(drop)

    def forward(self, x, mask):
        """x [b, n, h]; mask [b * heads, 1 or n, n], what is added to the score of each key."""
        b, n, h = x.shape
        split = lambda y: y.view(b, n, self.heads, -1).transpose(1, 2).reshape(b * self.heads, n, -1)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # by hand: going back through torch's own attention takes half as long again on a CPU
        scores = torch.baddbmm(mask.to(q.dtype).expand(-1, n, -1), q * q.shape[-1] ** -.5, k.transpose(1, 2))
        a = torch.bmm(torch.softmax(scores, -1).to(v.dtype), v)
        a = a.view(b, self.heads, n, -1).transpose(1, 2).reshape(b, n, h)
        x = self.norm1(x + self.drop(self.output(a)))
        return self.norm2(x + self.drop(self.ffn_out(F.gelu(self.ffn_in(x)))))


def four_bits(x):
    """The rows of x as whole numbers from -8 to 7, and the scale of each row: that which errs least of a few."""
    most = x.abs().amax(-1, keepdim=True).clamp(min=1e-8) / 7
    best = None
    for share in (1., .9, .875, .8, .7, .6, .5):  # 1 and 7 eighths find again what was rounded before
        scale = most * share
        q = (x / scale).round().clamp(-8, 7)
        error = ((q * scale - x) ** 2).sum(-1, keepdim=True)
        if best is None:
            best = error, q, scale
        else:
            better = error < best[0]
            best = tuple(torch.where(better, a, b) for a, b in zip((error, q, scale), best))
    return best[1:]


def far(n, buckets, most=128):
    """[n, n] the bucket of the distance from each place to each (Raffel et al. 2020, as MPNet has it)."""
    d = torch.arange(n)[:, None] - torch.arange(n)[None]
    half = buckets // 2
    exact = half // 2
    a = d.abs()
    large = exact + (torch.log(a.float().clamp(min=1) / exact) / math.log(most / exact) * (half - exact)).long()
    return (d < 0) * half + torch.where(a < exact, a, large.clamp(max=half - 1))


class Encoder(nn.Module):
    def __init__(self, c=CONFIG, drop=0.1):
        super().__init__()
        h = c["hidden"]
        self.word = nn.Embedding(c["vocab"], h)
        self.position = nn.Embedding(c["positions"], h)
        self.shape = nn.Embedding(c["shapes"], h)
        self.gap = nn.Embedding(c["gaps"], h)
        self.mark = nn.Embedding(c["marks"], h)
        self.norm = nn.LayerNorm(h, c["eps"])
        self.layers = nn.ModuleList(Layer(c, drop) for _ in range(c["layers"]))
        self.drop = Dropout(drop)
        self.bfloat16 = False  # whether the layers compute so
        self.rounded = True  # whether the embeddings of words have four bits
        if c["distances"]:
            self.distance = nn.Embedding(c["distances"], c["heads"])
            self.register_buffer("far", far(c["window"], c["distances"]), persistent=False)
        for e in (self.shape, self.gap, self.mark):
            nn.init.normal_(e.weight, std=0.02)

    def forward(self, ids, shapes, gaps, marks, pad=None):
        return self.states(ids, shapes, gaps, marks, pad)[-1]

    def states(self, ids, shapes, gaps, marks, pad=None):
        """The states after each layer."""
        b, n = ids.shape
        word = self.word(ids)
        if self.rounded:
            with torch.no_grad():
                q, scale = four_bits(word)
                error = q * scale - word
            # rounded as the model file rounds; the gradient passes as if it were not (Bengio et al. 2013)
            word = word + error
        x = word + self.position.weight[:n] + self.shape(shapes) + self.gap(gaps) + self.mark(marks)
        x = self.drop(self.norm(x))
        mask = torch.zeros(b, 1, 1, n, device=x.device)
        if pad is not None:
            mask = mask.masked_fill(pad[:, None, None], -1e9)
        if hasattr(self, "distance"):
            mask = mask + self.distance(self.far[:n, :n]).permute(2, 0, 1)
        heads = self.layers[0].heads
        mask = mask.expand(b, heads, *mask.shape[2:]).reshape(b * heads, *mask.shape[2:])
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self.bfloat16):
            out = []
            for l in self.layers:
                x = l(x, mask)
                out.append(x)
        return [x.float() for x in out]


class Links(nn.Module):
    """Scores how well a span (a content, a cue) goes with its partner (a cue, a source), or with none."""

    def __init__(self, h, d):
        super().__init__()
        self.child, self.parent = nn.Linear(2 * h, d), nn.Linear(2 * h, d)
        self.none = nn.Parameter(torch.zeros(d))
        self.hidden = nn.Linear(3 * d + PAIR_FEATURES, d)
        self.out = nn.Linear(d, 1)

    def forward(self, child, parent, features):
        """child, parent [pairs, 2h] (parent rows of none: see score_none), features [pairs, F]."""
        u, v = torch.relu(self.child(child)), torch.relu(self.parent(parent))
        return self.pair(u, v, features)

    def pair(self, u, v, f):
        return self.out(torch.relu(self.hidden(torch.cat([u, v, u * v, f], -1)))).squeeze(-1)

    def score_none(self, child):
        u = torch.relu(self.child(child))
        f = u.new_zeros(len(u), PAIR_FEATURES)
        f[:, -1] = 1
        return self.pair(u, self.none.expand_as(u), f)


TAP = 6  # the layer whose states coreference sees beside the last


class Antecedents(nn.Module):
    """Scores how well a pronoun or a noun goes with a mention, or with none of them."""

    PLACES = 96  # how far apart the two are, whether a sentence ends between them, what the candidate is

    def __init__(self, h, d=32, hidden=32):
        super().__init__()
        self.anaphor, self.antecedent = nn.Linear(2 * h, d), nn.Linear(2 * h, d)
        self.evidence = nn.Linear(3 * d, hidden)
        self.place = nn.Embedding(self.PLACES, hidden)
        self.none = nn.Parameter(torch.zeros(hidden))
        self.out = nn.Linear(hidden, 1)

    def forward(self, h, x):
        """[anaphors, 1 + the most candidates] scores of the candidates, those that are not there and last none; h [b, n, 2h]."""
        row, word = x["anaphor"].unbind(1)
        p = F.softsign(self.anaphor(h[row, word]))
        row, first, last = x["candidate"].unbind(1)
        q = F.softsign(self.antecedent((h[row, first] + h[row, last]) / 2))
        a, c, place = x["pairs"].unbind(1)
        u, v = p[a], q[c]
        score = self.out(torch.relu(self.evidence(torch.cat([u, v, u * v], -1)) + self.place(x["place"]))).squeeze(-1)
        table = torch.full((len(p), x["width"]), -1e9, device=h.device).index_put((a, place), score)
        zero = torch.zeros_like(p)
        none = self.out(torch.relu(self.evidence(torch.cat([p, zero, zero], -1)) + self.none)).squeeze(-1)
        return torch.cat([table, none[:, None]], 1)


ILLEGAL = -1e4


class Chain(nn.Module):
    """A linear-chain conditional random field (Lafferty et al. 2001) over the labels of spans of so many kinds, block by block."""

    def __init__(self, kinds):
        super().__init__()
        n = labels.count(kinds)
        self.transitions = nn.Parameter(torch.zeros(n, n))  # from, to
        self.start, self.end = nn.Parameter(torch.zeros(n)), nn.Parameter(torch.zeros(n))
        begins = [y == 0 or labels.place(y) in (labels.BEGIN, labels.SINGLE) for y in range(n)]
        ends = [y == 0 or labels.place(y) in (labels.END, labels.SINGLE) for y in range(n)]
        legal = torch.tensor([[ends[a] and begins[b] or not ends[a] and not begins[b] and (a - 1) // 4 == (b - 1) // 4
                               for b in range(n)] for a in range(n)])
        self.register_buffer("legal", torch.where(legal, 0., ILLEGAL), persistent=False)
        self.register_buffer("begins", torch.where(torch.tensor(begins), 0., ILLEGAL), persistent=False)
        self.register_buffer("ends", torch.where(torch.tensor(ends), 0., ILLEGAL), persistent=False)

    def tables(self):
        """Scores of a step inside a block, of a block's first label and of its last."""
        return self.transitions + self.legal, self.start + self.begins, self.end + self.ends

    def potentials(self, emit, length, breaks, opens, closes):
        """Scores of the first label [B, n], of each step from one to the next [B, T-1, n, n], and of the last label [B, n].

        emit [B, T, n]; length [B]; breaks [B, T]: a block begins here; opens, closes [B]: the window begins, ends where a
        block does (else its first, last label may be any)."""
        step, start, end = self.tables()
        t, n = emit.shape[1:]
        steps = torch.where(breaks[:, 1:, None, None], end[:, None] + start, step) + emit[:, 1:, None]
        stay = torch.full((n, n), ILLEGAL, device=emit.device).fill_diagonal_(0.)
        inside = torch.arange(1, t, device=emit.device) < length[:, None]
        return (start * opens[:, None] + emit[:, 0], torch.where(inside[:, :, None, None], steps, stay), end * closes[:, None])

    def expected(self, *args):
        """How probable each first label is, each step and each last label, among all sequences; arguments as those of
        potentials, results as its."""
        with torch.enable_grad():
            p = [x.detach().requires_grad_() for x in self.potentials(*args)]
            return torch.autograd.grad(partition(*p).sum(), p)


def partition(first, steps, last):
    """[B] the logarithm of the sum over all sequences, from the potentials of a chain. The matrices of the steps are
    multiplied in pairs, and the products in pairs again (Särkkä and García-Fernández 2021): so its depth is the logarithm of its length."""
    top = steps.detach().amax((2, 3), keepdim=True)
    m, total = (steps - top).exp(), top.sum((1, 2, 3))
    n = m.shape[-1]
    m = F.pad(m, (0, -n % 8) * 2)  # as a GPU multiplies them fastest
    while m.shape[1] > 1:
        odd = m[:, m.shape[1] // 2 * 2:]
        m = torch.cat([m[:, 0:-1:2] @ m[:, 1::2], odd], 1)
        top = m.detach().amax((2, 3), keepdim=True).clamp(min=1e-30)
        m, total = m / top, total + top.log().sum((1, 2, 3))
    top = first.detach().amax(1, keepdim=True)
    m = m[:, 0] if m.shape[1] else torch.eye(m.shape[-1], device=m.device)
    v = ((first - top).exp()[:, None] @ m[..., :n, :n])[:, 0] * last.exp()
    return (v.sum(1) + 1e-30).log() + top[:, 0] + total


class Network(nn.Module):
    def __init__(self, c=CONFIG, drop=0.1):
        super().__init__()
        h = c["hidden"]
        self.encoder = Encoder(c, drop)
        self.names, self.names_chain = nn.Linear(h, labels.count(len(labels.NAME_TYPES))), Chain(len(labels.NAME_TYPES))
        self.parts, self.parts_chain = nn.Linear(h, labels.count(len(labels.PARTS))), Chain(len(labels.PARTS))
        self.speech = nn.Linear(2 * h, 1)  # of a cue: a verb of saying
        self.content_cue = Links(h, c["link"])
        self.cue_source = Links(h, c["link"])
        self.antecedents = Antecedents(h)
        self.drop = Dropout(drop)

    def load_base(self, path=None):
        """The encoder's base weights: those of package base, or of a file of safetensors with as many layers."""
        w = load_file(str(path or base.folder() / "model.safetensors"))
        w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
        e = self.encoder
        word, position = w["embeddings.word_embeddings.weight"], w["embeddings.position_embeddings.weight"]
        mpnet = hasattr(e, "distance")
        names = BERT_NAMES
        with torch.no_grad():
            if mpnet:
                # its words are BERT's, four places on, with other marks for beginning, end and mask
                word = word[4:4 + len(e.word.weight)].clone()
                word[[101, 102, 103]] = w["embeddings.word_embeddings.weight"][[0, 2, -1]]
                position = position[2:2 + len(e.position.weight)]
                e.distance.weight.copy_(w["encoder.relative_attention_bias.weight"])
                names = MPNET_NAMES
            else:
                position = position + w["embeddings.token_type_embeddings.weight"][0]
            e.word.weight.copy_(word)
            e.position.weight.copy_(position)
            e.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            e.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, l in enumerate(e.layers):
                for ours, theirs in names.items():
                    for k in ("weight", "bias"):
                        getattr(getattr(l, ours), k).copy_(w[f"encoder.layer.{i}.{theirs}.{k}"])
        return self

    def spans(self, hidden, rows, first, last):
        """[spans, 2h] of the first and last word of each span."""
        return torch.cat([hidden[rows, first], hidden[rows, last]], -1)


BERT_NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
              "output": "attention.output.dense", "norm1": "attention.output.LayerNorm", "ffn_in": "intermediate.dense",
              "ffn_out": "output.dense", "norm2": "output.LayerNorm"}
MPNET_NAMES = {**BERT_NAMES, "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
               "output": "attention.attn.o", "norm1": "attention.LayerNorm"}


def of(state, **kw):
    """The network with those weights: it has as many layers as they have."""
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    net = Network({**CONFIG, **(MPNET if "encoder.distance.weight" in state else {}), "layers": layers}, **kw)
    # networks that were trained without mentions have no head for them
    missing, unexpected = net.load_state_dict(state, strict=False)
    if unexpected or not all(k.startswith("antecedents.") for k in missing):
        raise ValueError(f"no weights for {missing}, no place for {unexpected}")
    return net
