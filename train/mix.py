"""Averages networks and sets how readily they mark: mix.py OUT.pt NETWORK.pt=SHARE… [--begin PART=MORE…] [--no-name MORE]

Networks that went on from the same weights can be averaged (Wortsman et al. 2022); the shares sum to one. A head that one of them
lacks is left out. What --begin
adds to the first words of sources, cues or contents, and --no-name to words that are in no name, is chosen by the figures
of the whole library on dev.
"""

import argparse

import torch

import labels


def pair(s):
    name, _, value = s.rpartition("=")
    return name, float(value)


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out")
    ap.add_argument("networks", nargs="+", type=pair)
    ap.add_argument("--begin", nargs="*", type=pair, default=[])
    ap.add_argument("--no-name", type=float, default=0.)
    a = ap.parse_args()
    if abs(sum(share for _, share in a.networks) - 1) > 1e-6:
        ap.error("the shares do not sum to one")
    networks = [(torch.load(path, weights_only=False, map_location="cpu"), share) for path, share in a.networks]
    common = set.intersection(*(set(weights) for weights, _ in networks))
    mean = {k: sum(share * weights[k] for weights, share in networks) for k in networks[0][0] if k in common}
    for part, more in a.begin:
        k = labels.PARTS.index(part)
        mean["parts.bias"][[labels.label(labels.BEGIN, k), labels.label(labels.SINGLE, k)]] += more
    mean["names.bias"][0] += a.no_name
    torch.save(mean, a.out)


if __name__ == "__main__":
    main()
