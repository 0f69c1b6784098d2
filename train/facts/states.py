"""The states of words, as the reader's tests write them."""
import json

import numpy as np

STATE = 384
WIDTH = 2 * STATE  # what a training reads of a word


class Rows:
    """Of the early, the tapped and the last state of each word of a file, two."""

    def __init__(self, path, layers):
        self.all, self.layers = np.memmap(path, np.float16, "r").reshape(-1, 3 * STATE), layers

    def __len__(self):
        return len(self.all)

    def __getitem__(self, i):
        x = self.all[i]
        return np.concatenate([x[..., k * STATE:(k + 1) * STATE] for k in self.layers], -1)


def load(path, layers):
    """id: (places of the words in bytes, number of the first one's row) for the documents of a file, and the rows."""
    rows = Rows(path, layers)
    docs, at = {}, 0
    with open(path + ".jsonl", encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            words = np.array(d["words"], np.int64).reshape(-1, 2)
            docs[d["id"]] = words, at
            at += len(words)
    assert at == len(rows), (at, len(rows))
    return docs, rows
