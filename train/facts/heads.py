"""Writes what was trained to internal/facts/heads.model, and the profiles to the network's model file.

    python heads.py PARSER.pt PAIRS.pt MODEL HEADS
"""
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import modelfile

H = 384  # values of a state
EARLY = 3  # the layer whose states tell most of a word's part in the sentence


def profile(state, prefix, layers):
    """Rows over the early, the tapped and the last states, of a projection over those of two layers."""
    w, b = state["profile.weight"].numpy(), state["profile.bias"].numpy()
    mean, std = state["mean"].numpy(), state["std"].numpy()
    w = w / std
    out = np.zeros((len(w), 3 * H), np.float32)
    for i, layer in enumerate(layers):
        out[:, layer * H:(layer + 1) * H] = w[:, i * H:(i + 1) * H]
    return out, (b - w @ mean).astype(np.float32)


def layer(tensors, name, w, b=None):
    w = w.numpy() if isinstance(w, torch.Tensor) else w
    tensors[name + ".weight"] = modelfile.quantise_linear(w)
    tensors[name + ".bias"] = np.zeros(len(w), np.float32) if b is None else b.numpy() if isinstance(b, torch.Tensor) else b


def parser(path, tensors, config):
    p = torch.load(path)
    s = p["state"]
    config |= {"tags": p["tags"], "relations": p["relations"], "parser_profile": p["width"], "parser_size": p["size"], "ends": s["suffix.weight"].shape[1]}
    tensors["suffixes"] = modelfile.quantise(s["suffix.weight"].numpy())
    parts = ["dep", "head", "rel_dep", "rel_head", "tag"]
    layer(tensors, "words", torch.cat([s[x + ".weight"] for x in parts]), torch.cat([s[x + ".bias"] for x in parts]))
    layer(tensors, "arc", s["arc"].T.contiguous())
    layer(tensors, "distance", s["distance.weight"])
    tensors["bias"], tensors["root"], tensors["rel_root"] = s["bias.weight"][0].numpy(), s["root"].numpy(), s["rel_root"].numpy()
    layer(tensors, "rel_hidden", s["rel_hidden.weight"], s["rel_hidden.bias"])
    layer(tensors, "rel", s["rel.weight"], s["rel.bias"])
    return profile(s, "parser", (0, 2))


def main():
    trained, model, out = sys.argv[1:-2], *sys.argv[-2:]
    tensors, config = {}, {}
    rows = [parser(trained[0], tensors, config)]
    if len(trained) > 1:
        import pairs
        rows.append(pairs.export(trained[1], tensors, config))
    modelfile.write(out, config, [], tensors)
    w, b = (np.concatenate(x) for x in zip(*rows))
    c, vocab, t = modelfile.read(model)
    t["profiles.weight"], t["profiles.bias"] = modelfile.quantise_linear(w), b
    print(modelfile.write(model, {**c, "early": EARLY}, vocab, t))


if __name__ == "__main__":
    main()
