"""The network: a BERT-like encoder with features of case, spacing and quotation marks, and its heads."""

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

import base
import labels

CONFIG = dict(hidden=384, layers=6, heads=12, ffn=1536, positions=512, vocab=30522, shapes=10, gaps=3, marks=4,
              window=256, link=64, eps=1e-12)
PAIR_FEATURES = 49


class Dropout(nn.Module):
    """Dropout from bytes of a NumPy generator: on a CPU a quarter of the time that torch's takes."""

    def __init__(self, p):
        super().__init__()
        self.least = round(256 * p)
        self.rng = np.random.Generator(np.random.SFC64(torch.initial_seed()))

    def forward(self, x):
        if not self.training or not self.least:
            return x
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
        """x [b, n, h]; mask [b * heads, 1, n], what is added to the score of each key."""
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
        for e in (self.shape, self.gap, self.mark):
            nn.init.normal_(e.weight, std=0.02)

    def forward(self, ids, shapes, gaps, marks, pad=None):
        word = self.word(ids)
        with torch.no_grad():
            q, scale = four_bits(word)
            error = q * scale - word
        # rounded as the model file rounds; the gradient passes as if it were not (Bengio et al. 2013)
        x = word + error + self.position.weight[:ids.shape[1]] + self.shape(shapes) + self.gap(gaps) + self.mark(marks)
        x = self.drop(self.norm(x))
        mask = torch.zeros(ids.shape)
        if pad is not None:
            mask = mask.masked_fill(pad, -1e9)
        mask = mask[:, None].repeat_interleave(self.layers[0].heads, 0)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            for l in self.layers:
                x = l(x, mask)
        return x.float()


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

    def marginals(self, emit, length, breaks, opens, closes):
        """[B, T, n]: how probable each label is at each word, among all sequences; arguments as those of loss. What is behind
        a window's length means nothing."""
        step, start, end = (x.exp() for x in self.tables())
        b, t, n = emit.shape
        rows = torch.arange(b)[:, None]
        # the way back is the way forth over the turned window: both at once
        turned = (length[:, None] - 1 - torch.arange(t)[None]).clamp(min=0)
        after = F.pad(breaks[:, 1:], (0, 1))
        e = (emit - emit.max(-1, keepdim=True).values).exp()
        e = torch.stack([e, e[rows, turned]])
        step, leave, enter = torch.stack([step, step.T]), torch.stack([end, start])[:, :, None], torch.stack([start, end])[:, None]
        breaks = torch.stack([breaks, after[rows, turned]])
        edge = torch.stack([torch.where(opens[:, None], start, torch.ones(())), torch.where(closes[:, None], end, torch.ones(()))])
        any_breaks = breaks.any(0).any(0).tolist()
        before, with_own = [edge], [edge * e[:, :, 0]]
        for k in range(1, t):
            p = with_own[-1]
            p = p / p.sum(-1, keepdim=True)
            new = p @ step
            if any_breaks[k]:
                new = torch.where(breaks[:, :, k, None], (p @ leave) * enter, new)
            before.append(new)
            with_own.append(new * e[:, :, k])
        forth, back = torch.stack([x[0] for x in with_own], 1), torch.stack([x[1] for x in before], 1)
        m = forth * back[rows, turned]
        return m / m.sum(-1, keepdim=True).clamp(min=1e-30)


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
        self.drop = Dropout(drop)

    def load_base(self, path=None):
        """The encoder's base weights: those of package base, or of a file of safetensors with as many layers."""
        w = load_file(str(path or base.folder() / "model.safetensors"))
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


def of(state, **kw):
    """The network with those weights: it has as many layers as they have."""
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    net = Network({**CONFIG, "layers": layers}, **kw)
    net.load_state_dict(state)
    return net
