"""Makes the probabilities of a ranker of pairs those of its dev sets: python calibrate.py PAIRS.pt --dev NAME … --dir DUMPS --gold RELATIONS

A logit becomes a·logit + b + b of its kind, fitted by logistic regression to whether pairs are right, where that is known; the
shifts of kinds are drawn to 0. Thresholds are probabilities.
"""
import argparse

import numpy as np
import torch
from torch import nn

import pairs
import states


# Kinds of which news tells less than what the ranker learned from.
STRICTER = {
    "created": .6, "member_of": .5, "participated_in": .55, "located_in": .55, "based_in": .45, "part_of": .55, "born_in": .45, "lives_in": .45,
    "parent": .45, "head_of": .45, "spouse": .45, "defeated": .6, "opposes": .5, "allied_with": .5, "event_date": .5, "sibling": .5,
}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model")
    ap.add_argument("--dev", nargs="+", required=True)
    ap.add_argument("--dir", required=True)
    ap.add_argument("--gold", required=True)
    ap.add_argument("--threshold", type=float, default=.38)
    a = ap.parse_args()
    torch.set_num_threads(1)
    p = torch.load(a.model)
    s = p["state"]
    model = pairs.Pairs(s["features.weight"].shape[0], s["profile.weight"].shape[0], s["hidden.weight"].shape[0], s["mean"], s["std"])
    model.load_state_dict(s)
    model.eval()
    logits, kinds, right = [], [], []
    for name in a.dev:
        docs, rows = pairs.load(name, a.dir, a.gold)
        for d in docs:
            b = pairs.Batch([(d, rows)])
            if not b.n:
                continue
            with torch.no_grad():
                z = model(b.x, b).numpy()
            i, k = np.nonzero((d.mask >= 1) & (z > -4))
            logits.append(z[i, k]); kinds.append(k % pairs.K); right.append(d.target[i, k])
    z, k, y = (torch.from_numpy(np.concatenate(x)) for x in (logits, kinds, right))
    scale, shift, by = nn.Parameter(torch.ones(1)), nn.Parameter(torch.zeros(1)), nn.Parameter(torch.zeros(pairs.K))
    opt = torch.optim.LBFGS([scale, shift, by], max_iter=100)

    def loss():
        opt.zero_grad()
        v = nn.functional.binary_cross_entropy_with_logits(scale * z + shift + by[k], y, reduction="sum") + 2 * (by ** 2).sum()
        v.backward()
        return v

    opt.step(loss)
    p["calibration"] = [scale.item(), (shift + by).tolist()]
    p["thresholds"] = [STRICTER.get(k, a.threshold) for k in pairs.NAMES]
    torch.save(p, a.model)
    q = torch.sigmoid(scale * z + shift + by[k]).detach()
    print("scale", round(scale.item(), 2), "shift", round(shift.item(), 2))
    for n, name in enumerate(pairs.NAMES):
        some = (k == n) & (q >= a.threshold)
        print(f"{name:16} shift {by[n].item():5.2f}, {int((k == n).sum())} pairs, of {int(some.sum())} at the threshold {100 * y[some].mean().item() if some.any() else 0:.0f} % right, of {int(y[k == n].sum())} right {int(y[some].sum())} found")


if __name__ == "__main__":
    main()
