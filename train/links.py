"""What lies between two spans: the features of a link. The Go library computes the same (package reader)."""

import numpy as np

from marks import CLOSING, INSIDE, OPENING
from model import PAIR_FEATURES

DISTANCES = np.array([1, 2, 3, 5, 9, 17, 33, 65, 129])  # upper bounds of the buckets, exclusive


class Between:
    """Running counts over the words of a document."""

    def __init__(self, doc, sources, cues, contents):
        n = len(doc.words)
        def counts(at):
            x = np.zeros(n + 1, np.int64)
            np.add.at(x, np.asarray(at, np.int64) + 1, 1)
            return np.cumsum(x)
        self.of = [counts(np.flatnonzero(doc.gaps == 2)), counts(np.flatnonzero(doc.stops)),
                   counts(cues[:, 0]), counts(contents[:, 0]), counts(sources[:, 0]),
                   counts(np.flatnonzero(doc.marks >= OPENING))]
        self.marks = doc.marks

    def features(self, children, parents):
        """[pairs, F] for spans of words [i, j): all of children by all of parents, row-major."""
        c, p = len(children), len(parents)
        a = np.repeat(children, p, 0)
        b = np.tile(parents, (c, 1))
        f = np.zeros((c * p, PAIR_FEATURES), np.float32)
        before = b[:, 0] < a[:, 0]  # the partner stands first
        lo = np.where(before, b[:, 1], a[:, 1])
        hi = np.where(before, a[:, 0], b[:, 0])
        overlap = hi < lo
        hi = np.maximum(lo, hi)
        rows = np.arange(c * p)
        f[rows, np.searchsorted(DISTANCES, hi - lo, side="right") + 10 * before] = 1
        for k, x in enumerate(self.of):
            # the line break before the later span lies between the two
            n = x[np.minimum(hi + (k == 0), len(x) - 1)] - x[lo]
            f[rows, 20 + 4 * k + np.clip(n, 0, 3)] = 1
        f[:, 44] = self.marks[a[:, 0]] >= INSIDE
        f[:, 45] = self.marks[a[:, 1] - 1] == CLOSING
        f[:, 46] = self.marks[b[:, 0]] >= INSIDE
        f[:, 47] = overlap
        return f
