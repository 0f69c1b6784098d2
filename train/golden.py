"""Golden activations: what PyTorch computes, for internal/encoder to be compared with.

    python train/golden.py --small internal/encoder/testdata    the committed small model and its activations
    python train/golden.py MODEL.model OUT.golden               those of a real model

The output is a model file without vocabulary that holds the tensors
    input      [4, pieces]               ids, shapes, gaps, marks
    float32    [layers + 1, pieces, h]   the embeddings and each layer's output, in float32
    int8       [layers + 1, pieces, h]   the same, linear layers with int8 weights and attention in int8
The forward pass is written from the model file alone, apart from the network that was trained.
"""

import math
import pathlib
import sys

import torch
import torch.nn.functional as F

import modelfile

# Words of this are looked up whole; none is of the training data.
TEXT = """the minister of trade said on monday that the new bridge over the river would cost 40 million dollars ,
" and not a cent more , " but officials in the capital declined to say who is going to pay for it . " we were
never asked , " john smith , a teacher who lives near the harbor , told a local newspaper . prices rose 3 . 5 %
last year , according to the central bank ; the governor has warned of " difficult months " ."""


def attend(q, k, v):
    return torch.softmax(q @ k.transpose(1, 2) / q.shape[-1] ** 0.5, -1) @ v


def attend_int8(q, k, v):
    """attend with integer products: queries have a scale a row, keys one a head, values one a column, weights 13 bits."""
    k = k - (k.amax(1, keepdim=True) + k.amin(1, keepdim=True)) / 2
    q, q_scale = to_int8(q, -1)
    k, k_scale = to_int8(k, (1, 2))
    v, v_scale = to_int8(v, 1, 1023)
    scores = q.double() @ k.double().transpose(1, 2)
    steps = (scores.amax(-1, keepdim=True) - scores).float() * (q_scale * k_scale * (64 * math.log2(math.e) / q.shape[-1] ** 0.5))
    i = torch.arange(897)  # the weight is that many 64ths of a power of two below the largest
    weights = torch.floor(torch.floor(16382 * 2 ** (-(i % 64).double() / 64)) / 2 ** (i // 64) / 2 + 0.5)
    weights = weights[torch.round(steps).clamp(max=896).long()]
    return (weights @ v.double()).float() / weights.sum(-1, keepdim=True).float() * v_scale


def to_int8(x, dim, most=127):
    top = x.abs().amax(dim, keepdim=True)
    return torch.round(x * (most / top)), top / most


class Model:
    def __init__(self, path):
        self.config, self.vocab, tensors = modelfile.read(path)
        self.int8 = {k: tuple(map(torch.tensor, t)) for k, t in tensors.items() if isinstance(t, tuple)}
        self.f32 = {k: torch.tensor(modelfile.dequantise(*t) if isinstance(t, tuple) else t) for k, t in tensors.items()}

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.f32[name + ".weight"], self.f32[name + ".bias"], self.config["eps"])

    def linear(self, x, name, quantised):
        if not quantised or name + ".weight" not in self.int8:
            return F.linear(x, self.f32[name + ".weight"], self.f32[name + ".bias"])
        w, scales = self.int8[name + ".weight"]
        q, scale = to_int8(x, -1)  # half to even
        sums = (q.double() @ w.double().T).float()  # exact
        return sums * scale * scales + self.f32[name + ".bias"]

    def embed(self, ids, shapes, gaps, marks):
        e = {k: self.f32["embeddings." + k] for k in ("word", "position", "shape", "gap", "mark")}
        return self.norm(e["word"][ids] + e["position"][: len(ids)] + e["shape"][shapes] + e["gap"][gaps] + e["mark"][marks],
                         "embeddings.norm")

    def layer(self, x, i, quantised):
        heads = self.config["heads"]
        p = f"layer.{i}."
        lin = lambda x, name: self.linear(x, p + name, quantised)
        q, k, v = (lin(x, "attention." + name).unflatten(-1, (heads, -1)).transpose(0, 1) for name in ("query", "key", "value"))
        context = (attend_int8(q, k, v) if quantised else attend(q, k, v)).transpose(0, 1).flatten(1)
        x = self.norm(x + lin(context, "attention.output"), p + "attention.norm")
        return self.norm(x + lin(F.gelu(lin(x, "ffn.in")), "ffn.out"), p + "ffn.norm")

    def forward(self, inputs, quantised):
        out = [self.embed(*inputs)]
        for i in range(self.config["layers"]):
            out.append(self.layer(out[-1], i, quantised))
        return torch.stack(out).numpy()


def inputs_of(model):
    """Ids of TEXT, or any ids where the vocabulary is not of words; and any features."""
    g = torch.Generator().manual_seed(2)
    rows = lambda name: len(model.f32["embeddings." + name])
    index = {w: i for i, w in enumerate(model.vocab)}
    ids = [index[w] for w in TEXT.split() if w in index]
    if ids:
        ids = torch.tensor([index["[CLS]"], *ids, index["[SEP]"]])
    else:
        ids = torch.randint(rows("word"), (rows("position") - 5,), generator=g)
    return [ids] + [torch.randint(rows(name), ids.shape, generator=g) for name in ("shape", "gap", "mark")]


def write_small(path):
    """A model with random weights: most of int8, some of float32."""
    c = dict(hidden=48, layers=2, heads=4, ffn=96, eps=1e-12)
    g = torch.Generator().manual_seed(1)
    h, f = c["hidden"], c["ffn"]
    t = {}

    def add(name, *shape, std=0.15, mean=0.0):
        t[name] = (torch.randn(shape, generator=g) * std + mean).numpy()

    def linear(name, out, inn):
        add(name + ".weight", out, inn)
        add(name + ".bias", out)

    def norm(name):
        add(name + ".weight", h, mean=1)
        add(name + ".bias", h)

    for name, rows in (("word", 60), ("position", 24), ("shape", 10), ("gap", 3), ("mark", 4)):
        add("embeddings." + name, rows, h)
    norm("embeddings.norm")
    for i in range(c["layers"]):
        p = f"layer.{i}."
        for name in ("query", "key", "value", "output"):
            linear(p + "attention." + name, h, h)
        norm(p + "attention.norm")
        linear(p + "ffn.in", f, h)
        linear(p + "ffn.out", h, f)
        norm(p + "ffn.norm")
    float32 = ("embeddings.position", "embeddings.shape", "embeddings.mark", "layer.1.ffn.in.weight")
    def stored(name, v):
        if v.ndim == 1 or name in float32:
            return v
        if name == "embeddings.word":
            scales = abs(v).max(1) / 7
            return modelfile.Nibbles((v / scales[:, None]).round().astype("int8"), scales)
        return modelfile.quantise(v) if name.startswith("embeddings.") else modelfile.quantise_linear(v)

    modelfile.write(path, c, [], {k: stored(k, v) for k, v in t.items()})


def main():
    a, b = sys.argv[1:]
    source, out = a, b
    if a == "--small":
        source, out = pathlib.Path(b) / "small.model", pathlib.Path(b) / "small.golden"
        write_small(source)
    model = Model(source)
    with torch.no_grad():
        inputs = inputs_of(model)
        golden = {
            "input": torch.stack(inputs).numpy(),
            "float32": model.forward(inputs, False),
            "int8": model.forward(inputs, True),
        }
    modelfile.write(out, {}, [], golden)


if __name__ == "__main__":
    main()
