"""From a text to what the encoder reads: pieces with their features, and the words they belong to."""

from dataclasses import dataclass, field

import numpy as np

import marks

LOWER, SINGLE, UPPER, CAPITAL, MIXED = 1, 2, 3, 4, 5


def shape(word):
    """The case shape of a word: 0 no letters, 1 lower, 2 one capital, 3 upper, 4 Capitalised, 5 mixed."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    up = [c.isupper() or c.istitle() for c in letters]
    if not any(up):
        return LOWER
    if len(letters) == 1:
        return SINGLE
    if all(up):
        return UPPER
    if up[0] and not any(up[1:]):
        return CAPITAL
    return MIXED


# the shape of a word's pieces after its first
CONTINUED = np.array([6, 6, 9, 7, 8, 9])


@dataclass
class Doc:
    """A text in pieces. Words are those of BERT's basic tokenizer, spans in characters."""
    id: str
    text: str
    ids: np.ndarray  # [pieces]
    word_of: np.ndarray  # [pieces] index of the piece's word
    words: np.ndarray  # [words, 2]
    first: np.ndarray  # [words] index of the word's first piece
    shapes: np.ndarray  # [words]
    gaps: np.ndarray  # [words] 0 nothing before the word, 1 a space, 2 a line break
    marks: np.ndarray  # [words]
    stops: np.ndarray  # [words] whether the word ends a sentence
    labels: dict = field(default_factory=dict)

    def piece_shapes(self, shapes=None):
        s = (self.shapes if shapes is None else shapes)[self.word_of]
        cont = np.ones(len(self.ids), bool)
        cont[self.first] = False
        return np.where(cont, CONTINUED[s], s)


def read(tok, id, text):
    enc = tok(text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False)
    ids = np.array(enc["input_ids"], np.int32)
    wid = enc.word_ids()
    off = enc["offset_mapping"]
    words, first, word_of = [], [], np.zeros(len(ids), np.int32)
    prev = None
    for k, (w, (s, e)) in enumerate(zip(wid, off)):
        if w != prev:
            first.append(k)
            words.append([s, e])
            prev = w
        else:
            words[-1][1] = max(words[-1][1], e)
        word_of[k] = len(words) - 1
    gaps, shapes, stops = [], [], []
    last = 0
    for k, (s, e) in enumerate(words):
        between = text[last:s]
        gaps.append(2 if "\n" in between or k == 0 else 1 if s > last else 0)
        shapes.append(shape(text[s:e]))
        last = e
    for k, (s, e) in enumerate(words):
        end = text[s:e] in (".", "?", "!", "…")
        nxt = k + 1
        while nxt < len(words) and gaps[nxt] == 0:
            if text[words[nxt][0]:words[nxt][1]] not in ("'", '"', "”", "’", "»", ")", "]"):
                end = False
            nxt += 1
        stops.append(end)
    return Doc(id, text, ids, word_of, np.array(words, np.int64).reshape(-1, 2), np.array(first, np.int64),
               np.array(shapes, np.int8), np.array(gaps, np.int8),
               np.array(marks.states(text, words), np.int8), np.array(stops, bool))


def byte_offsets(text):
    """Byte offset of each character, and of the end."""
    n = np.fromiter((len(c.encode("utf-8", "surrogatepass")) for c in text), np.int64, len(text))
    return np.concatenate([[0], np.cumsum(n)])
