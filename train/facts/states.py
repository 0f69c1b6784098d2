"""The states of words, as the reader's tests write them."""
import json

import numpy as np

WIDTH = 768


def load(path):
    """id: (places of the words in bytes, rows of states) for the documents of a file."""
    rows = np.memmap(path, np.float16, "r").reshape(-1, WIDTH)
    docs, at = {}, 0
    with open(path + ".jsonl", encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            words = np.array(d["words"], np.int64).reshape(-1, 2)
            docs[d["id"]] = words, at
            at += len(words)
    assert at == len(rows), (at, len(rows))
    return docs, rows
