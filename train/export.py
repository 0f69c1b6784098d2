"""Writes the model file that the Go library embeds: export.py NETWORK.pt OUT.model

Matrices of the encoder become int8 with one scale a row; what is small stays float32.
"""

import sys

import base
import labels
import modelfile
from model import CONFIG
from predict import load


def tensors(net):
    q = lambda x: modelfile.quantise(x.detach().numpy())
    f = lambda x: x.detach().numpy()
    e, out = net.encoder, {}
    out["embeddings.word"] = q(e.word.weight)
    for name in ("position", "shape", "gap", "mark"):
        out[f"embeddings.{name}"] = f(getattr(e, name).weight)

    def norm(name, m):
        out[name + ".weight"], out[name + ".bias"] = f(m.weight), f(m.bias)

    def linear(name, m, quantised=False):
        out[name + ".weight"] = q(m.weight) if quantised else f(m.weight)
        out[name + ".bias"] = f(m.bias)

    norm("embeddings.norm", e.norm)
    for i, l in enumerate(e.layers):
        p = f"layer.{i}."
        for part in ("query", "key", "value", "output"):
            linear(f"{p}attention.{part}", getattr(l, part), True)
        norm(p + "attention.norm", l.norm1)
        linear(p + "ffn.in", l.ffn_in, True)
        linear(p + "ffn.out", l.ffn_out, True)
        norm(p + "ffn.norm", l.norm2)
    linear("names", net.names)
    linear("parts", net.parts)
    for name in ("transitions", "start", "end"):
        out[f"chain.{name}"] = f(getattr(net.chain, name))
    linear("speech", net.speech)
    for name in ("content_cue", "cue_source"):
        m = getattr(net, name)
        for part in ("child", "parent", "hidden", "out"):
            linear(f"{name}.{part}", getattr(m, part))
        out[name + ".none"] = f(m.none)
    return out


def main():
    net = load(sys.argv[1])
    config = {k: CONFIG[k] for k in ("hidden", "layers", "heads", "ffn", "positions", "window", "link", "eps")}
    config["names"] = labels.NAME_TYPES
    print(modelfile.write(sys.argv[2], config, base.vocabulary(), tensors(net)))


if __name__ == "__main__":
    main()
