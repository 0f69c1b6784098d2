"""Writes the model file that the Go library embeds: export.py NETWORK.pt OUT.model
and reads one back, to train on from it: export.py --back IN.model NETWORK.pt

Matrices of the encoder become int8, the words' embeddings numbers of four bits, with one scale a row; what is small stays
float32. The words' vectors, which coreference looks at, are added by coref/train.py.
"""

import sys

import torch

import base
import labels
import modelfile
from model import CONFIG, Network, four_bits
from predict import load


def tensors(net):
    """(name in the file, tensor of the network, whether it is quantised) of all there are."""
    e, out = net.encoder, []
    out.append(("embeddings.word", e.word.weight, True))
    for name in ("position", "shape", "gap", "mark"):
        out.append((f"embeddings.{name}", getattr(e, name).weight, False))

    def both(name, m, quantised=False):
        out.extend(((name + ".weight", m.weight, quantised), (name + ".bias", m.bias, False)))

    both("embeddings.norm", e.norm)
    for i, l in enumerate(e.layers):
        p = f"layer.{i}."
        for part in ("query", "key", "value", "output"):
            both(f"{p}attention.{part}", getattr(l, part), True)
        both(p + "attention.norm", l.norm1)
        both(p + "ffn.in", l.ffn_in, True)
        both(p + "ffn.out", l.ffn_out, True)
        both(p + "ffn.norm", l.norm2)
    for head in ("names", "parts"):
        both(head, getattr(net, head))
        for name in ("transitions", "start", "end"):
            out.append((f"{head}.{name}", getattr(getattr(net, head + "_chain"), name), False))
    both("speech", net.speech)
    for name in ("content_cue", "cue_source"):
        m = getattr(net, name)
        for part in ("child", "parent", "hidden", "out"):
            both(f"{name}.{part}", getattr(m, part))
        out.append((name + ".none", m.none, False))
    return out


@torch.no_grad()
def back(source, dest):
    config, _, values = modelfile.read(source)
    net = Network({**CONFIG, "layers": config["layers"]})
    for name, t, quantised in tensors(net):
        v = values.pop(name)
        t.copy_(torch.from_numpy(modelfile.dequantise(*v) if quantised else v.copy()))
    values = [name for name in values if not name.startswith(("vectors.", "profiles."))]  # which coref/train.py and link/train.py add
    if values:
        raise ValueError(f"{source}: no place for {', '.join(values)}")
    torch.save(net.state_dict(), dest)


def main():
    if sys.argv[1] == "--back":
        return back(*sys.argv[2:])
    net = load(sys.argv[1])
    config = {k: CONFIG[k] for k in ("hidden", "layers", "heads", "ffn", "positions", "window", "link", "eps")}
    config["layers"] = len(net.encoder.layers)
    config["names"] = labels.NAME_TYPES

    def stored(name, t, quantised):
        x = t.detach().numpy()
        if not quantised:
            return x
        if name.startswith("embeddings."):
            q, scale = four_bits(t.detach())
            return modelfile.Nibbles(q.to(torch.int8).numpy(), scale[:, 0].numpy())
        return modelfile.quantise_linear(x)

    values = {name: stored(name, t, q) for name, t, q in tensors(net)}
    print(modelfile.write(sys.argv[2], config, base.vocabulary(), values))


if __name__ == "__main__":
    main()
