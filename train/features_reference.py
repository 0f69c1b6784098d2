"""Writes the features of a few texts, which the Go reader's are compared with:

    python features_reference.py ../internal/reader/testdata/features.json
"""

import json
import sys

import numpy as np

import base
import features
from links import Between

TEXTS = [
    "Rail to close\n\n“The line,” Nora Lind said, “won’t reopen in May.” She added: \"We tried.\"\n\nA spokesman declined to comment.",
    "“We are tired,” said Mr. Quist. “We want answers.\n\n“We want them now.” He left...",
    "'It's the lads' fault,' Pugh said (twice). U.S. firms, e.g. Halden, said no?\nPrices: $3.50!",
    "``We're ready,'' said Ms. Åsa Ødegård — «Merci», answered someone… The 6'2\" keeper wasn't. ",
]


def main():
    tok, out = base.tokenizer(), []
    for text in TEXTS:
        d = features.read(tok, "", text)
        n = len(d.words)
        # spans at fixed places, as if the network had marked them
        spans = lambda start, step, length: np.array([[i, min(n, i + length)] for i in range(start, n, step)])
        sources, cues, contents = spans(2, 7, 2), spans(4, 9, 1), spans(0, 6, 4)
        b = Between(d, sources, cues, contents)
        f = b.features(contents, cues).reshape(len(contents), len(cues), -1)
        at = features.byte_offsets(text)
        out.append({"text": text, "words": [[int(at[s]), int(at[e])] for s, e in d.words], "gaps": d.gaps.tolist(),
                    "marks": d.marks.tolist(), "stops": d.stops.tolist(), "sources": sources.tolist(), "cues": cues.tolist(),
                    "contents": contents.tolist(), "pairs": [[np.flatnonzero(x).tolist() for x in row] for row in f]})
    json.dump(out, open(sys.argv[1], "w"), ensure_ascii=False, indent=None, separators=(",", ":"))


if __name__ == "__main__":
    main()
