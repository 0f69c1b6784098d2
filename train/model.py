"""The network: a BERT-like encoder with features of case, spacing and quotation marks, and its heads."""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

import base
import labels

CONFIG = dict(hidden=384, layers=6, heads=12, ffn=1536, positions=512, vocab=30522, shapes=10, gaps=3, marks=4,
              window=256, link=64, eps=1e-12)
PAIR_FEATURES = 49


class Layer(nn.Module):
    def __init__(self, c, drop):
        super().__init__()
        h = c["hidden"]
        self.heads = c["heads"]
        self.query, self.key, self.value, self.output = (nn.Linear(h, h) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(h, c["eps"]), nn.LayerNorm(h, c["eps"])
        self.ffn_in, self.ffn_out = nn.Linear(h, c["ffn"]), nn.Linear(c["ffn"], h)
        self.drop = nn.Dropout(drop)
        self.p = drop

    def forward(self, x, mask):
        b, n, h = x.shape
        q, k, v = (f(x).view(b, n, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = a.transpose(1, 2).reshape(b, n, h)
        x = self.norm1(x + self.drop(self.output(a)))
        return self.norm2(x + self.drop(self.ffn_out(F.gelu(self.ffn_in(x)))))


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
        self.drop = nn.Dropout(drop)
        for e in (self.shape, self.gap, self.mark):
            nn.init.normal_(e.weight, std=0.02)

    def forward(self, ids, shapes, gaps, marks, pad=None):
        x = self.word(ids) + self.position.weight[:ids.shape[1]] + self.shape(shapes) + self.gap(gaps) + self.mark(marks)
        x = self.drop(self.norm(x))
        mask = None if pad is None else torch.zeros(pad.shape).masked_fill(pad, -1e9)[:, None, None, :]
        for l in self.layers:
            x = l(x, mask)
        return x


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
        f = torch.zeros(len(u), PAIR_FEATURES)
        f[:, -1] = 1
        return self.pair(u, self.none.expand_as(u), f)


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

    def loss(self, emit, allowed, length, breaks, opens, closes):
        """[B]: -log of the probability of all sequences of allowed labels. emit [B, T, n]; allowed [B, T, n] bool; breaks
        [B, T]: a block begins here; opens, closes [B]: the window begins, ends where a block does (else its first, last
        label may be any)."""
        step, start, end = self.tables()
        b, t, n = emit.shape
        across = end[:, None] + start[None]
        # all sequences, and below them those that are allowed
        emit = torch.cat([emit, emit.masked_fill(~allowed, ILLEGAL)])
        breaks, opens, closes, length = (x.repeat(2, *[1] * (x.dim() - 1)) for x in (breaks, opens, closes, length))
        inside = torch.arange(t)[None] < length[:, None]
        first = torch.where(opens[:, None], start, torch.zeros(()))
        last = torch.where(closes[:, None], end, torch.zeros(()))
        step, across = step.exp(), across.exp()
        alpha = first + emit[:, 0]
        for k in range(1, t):
            # in the space of probabilities a step is one product of matrices
            top = alpha.max(1, keepdim=True).values
            p = (alpha - top).exp()
            new = p @ step
            if breaks[:, k].any():
                new = torch.where(breaks[:, k, None], p @ across, new)
            new = (new + 1e-30).log() + top + emit[:, k]
            alpha = torch.where(inside[:, k, None], new, alpha)
        total = torch.logsumexp(alpha + last, 1)
        return total[:b] - total[b:]


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
        self.drop = nn.Dropout(drop)

    def load_base(self):
        w = load_file(str(base.folder() / "model.safetensors"))
        w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
        e = self.encoder
        with torch.no_grad():
            e.word.weight.copy_(w["embeddings.word_embeddings.weight"])
            e.position.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            e.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            e.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, l in enumerate(e.layers):
                p = f"encoder.layer.{i}."
                for ours, theirs in (("query", "attention.self.query"), ("key", "attention.self.key"),
                                     ("value", "attention.self.value"), ("output", "attention.output.dense"),
                                     ("norm1", "attention.output.LayerNorm"), ("ffn_in", "intermediate.dense"),
                                     ("ffn_out", "output.dense"), ("norm2", "output.LayerNorm")):
                    for k in ("weight", "bias"):
                        getattr(getattr(l, ours), k).copy_(w[p + theirs + "." + k])
        return self

    def spans(self, hidden, rows, first, last):
        """[spans, 2h] of the first and last word of each span."""
        return torch.cat([hidden[rows, first], hidden[rows, last]], -1)
