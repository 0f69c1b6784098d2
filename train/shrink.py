"""Takes layers out of a network, to train on from: shrink.py NETWORK.pt OUT.pt --layers N --examples FOLDER

One after the other, that layer is left out without which the losses on the examples grow least.
"""

import argparse

import torch
from torch import nn

from model import of
from train import Sampler, batch, losses, to


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("network"); ap.add_argument("out")
    ap.add_argument("--layers", type=int, required=True)
    ap.add_argument("--examples", required=True)
    ap.add_argument("--batches", type=int, default=12)
    a = ap.parse_args()
    net = of(torch.load(a.network, weights_only=False), drop=0.).eval()
    net.encoder.bfloat16 = True
    sampler = Sampler(a.examples, 3, False)
    batches = [to(batch(sampler, 8), "cpu") for _ in range(a.batches)]

    def loss(layers):
        net.encoder.layers = nn.ModuleList(layers)
        return sum(sum(losses(net, b).values()).item() for b in batches) / len(batches)

    layers = list(net.encoder.layers)
    names = list(range(len(layers)))
    print("all", loss(layers))
    while len(layers) > a.layers:
        worst, k = min((loss(layers[:k] + layers[k + 1:]), k) for k in range(len(layers)))
        print("without", names.pop(k), worst, flush=True)
        del layers[k]
    net.encoder.layers = nn.ModuleList(layers)
    torch.save(net.state_dict(), a.out)


if __name__ == "__main__":
    main()
