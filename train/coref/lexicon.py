"""Counts the parts of speech of words in Universal Dependencies and writes internal/lexicon/tags.txt.

    python lexicon.py UD_DIR ../../internal/lexicon/tags.txt

UD_DIR holds CoNLL-U files; only those named *.train.conllu are read. A line of the
output is a lower-case word and its tags, the most frequent first, each with at
least a fifth of the word's uses: N noun, J adjective, V verb, A auxiliary,
R adverb, F any other function word. Names are left out, and so are words that
the training parts use less than three times.
"""
import collections
import pathlib
import sys

TAGS = {"NOUN": "N", "ADJ": "J", "VERB": "V", "AUX": "A", "ADV": "R", "NUM": "F", "DET": "F", "ADP": "F",
        "PRON": "F", "CCONJ": "F", "SCONJ": "F", "PART": "F", "INTJ": "F"}
LEAST, SHARE = 3, 0.2


def main(folder, out):
    seen = collections.defaultdict(collections.Counter)
    for path in sorted(pathlib.Path(folder).glob("*.train.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cols = line.split("\t")
            if len(cols) > 3 and cols[0].isdigit() and cols[3] in TAGS and cols[1].replace("-", "").isalpha():
                seen[cols[1].lower()][TAGS[cols[3]]] += 1
    with open(out, "w", encoding="utf-8") as f:
        for word, tags in sorted(seen.items()):
            total = sum(tags.values())
            if total >= LEAST:
                f.write(word + " " + "".join(t for t, n in tags.most_common() if n >= SHARE * total) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
