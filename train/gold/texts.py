"""The texts of the gold: the list of its articles, and where their words stand.

An offset of a stored annotation counts the bytes of the UTF-8 text that are not white space ("ink"), so that
annotations fit a text however its paragraphs and spaces are laid out.
"""

import hashlib
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
FILES = {  # set -> file in the data folder
    "worldwide": "ner/worldwide.train.jsonl",
    "polnear": "quotes/polnear.train.jsonl",
    "gum": "coref/gum.train.jsonl",
    "prosecutors": "text/prosecutors_UNSTATED.jsonl",
}
SPACE = " \t\r\n\v\f\u00a0\u2028\u2029\u3000"
ABBREVIATIONS = set("""mr mrs ms dr prof rev hon sen rep gov gen col maj capt lt sgt cpl st jr sr inc corp co ltd llc bros no nos vs v
 jan feb mar apr jun jul aug sep sept oct nov dec mt ft dept etc e.g i.e u.s u.k u.n d.c a.m p.m ph.d""".split())
END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")


def listed():
    """The rows of articles.tsv by key."""
    lines = (HERE / "articles.tsv").read_text("utf-8").splitlines()
    head = lines[0].split("\t")
    rows = [dict(zip(head, line.split("\t"))) for line in lines[1:]]
    return {r["key"]: r for r in rows}


def load(data, rows):
    """The texts of the rows, by key, from the data folder."""
    want = {}
    for key, row in rows.items():
        want.setdefault(row["set"], {})[row["id"]] = key
    texts = {}
    for name, ids in want.items():
        with open(pathlib.Path(data) / FILES[name], encoding="utf-8") as f:
            for line in f:
                article = json.loads(line)
                if article["id"] in ids:
                    texts[ids[article["id"]]] = article["text"]
    return texts


def checksum(text):
    """The SHA-256 of a text without its white space."""
    return hashlib.sha256(re.sub(f"[{SPACE}]+", "", text).encode()).hexdigest()


class Offsets:
    """Maps characters of a text to bytes, and both to ink."""

    def __init__(self, text):
        self.ink_before, self.byte, self.start_of, self.end_of = [0], [0], {}, {}
        for i, c in enumerate(text):
            n = len(c.encode())
            ink = self.ink_before[-1] + (0 if c in SPACE else n)
            if c not in SPACE:
                self.start_of[self.ink_before[-1]] = i
                self.end_of[ink] = i + 1
            self.ink_before.append(ink)
            self.byte.append(self.byte[-1] + n)

    def ink(self, span):
        return [self.ink_before[span[0]], self.ink_before[span[1]]]

    def characters(self, span):
        """The characters of an ink span. A KeyError says that an end of it is within a character."""
        return [self.start_of[span[0]], self.end_of[span[1]]]

    def bytes(self, span):
        return [self.byte[span[0]], self.byte[span[1]]]


def ends_sentence(text, at):
    """Whether the stop at a place ends a sentence, and not an abbreviation or an initial."""
    if text[at] != ".":
        return True
    word = re.search(r"[\w.]*$", text[:at]).group().lower()
    return word not in ABBREVIATIONS and not (len(word) == 1 and word.isalpha())


def sentences(text):
    """The sentences of a text, as spans of characters: handles for notes, no more."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        cuts = [m.end() for m in END.finditer(text, line.start(), line.end()) if ends_sentence(text, m.start())]
        for end in [*cuts, line.end()]:
            piece = text[start:end]
            if piece.strip():
                found.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
            start = end
    return found
