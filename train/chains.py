"""Mentions and whom they mean, as the training of coreference reads them."""

import json
import re

import numpy as np

import features

NAME, NOUN, PRONOUN = range(3)
PRONOUNS = set("he him his himself she her hers herself it its itself they them their theirs themselves".split())
SPEAKERS = set("i me my mine myself we us our ours ourselves you your yours yourself yourselves".split())
DEFINITE = re.compile(r"(the|this|that|these|those)\s", re.I)
NOBODY = -1  # the chain of what means no thing of the text


def kind_of(words, named):
    """What a mention is, where the set does not say."""
    low = words.lower()
    if low in PRONOUNS or low in SPEAKERS:
        return PRONOUN
    return NAME if named and any(w[:1].isupper() for w in words.split()[-2:]) else NOUN


def rows(d):
    """(first byte, last byte of the head, chain, kind, whether it asks for an antecedent) of a text's mentions."""
    raw = d["text"].encode()
    kinds = {"name": NAME, "nominal": NOUN, "pronoun": PRONOUN}
    words = lambda s: raw[s[0]:s[1]].decode(errors="replace")

    def asks(span, kind):
        w = words(span)
        return kind == PRONOUN and w.lower() in PRONOUNS or kind == NOUN and bool(DEFINITE.match(w))

    for k, chain in enumerate(d["chains"]):
        for m, span in enumerate(chain):
            head = d["heads"][k][m] if "heads" in d else span
            kind = kinds.get(d["mentions"][k][m], NOUN) if d.get("mentions") else kind_of(words(span), d["named"][k])
            if words(span).lower() not in SPEAKERS:
                yield span[0], head[1], k, kind, asks(span, kind)
    for x in d.get("none", []):
        w = words(x["span"]).lower()
        kind = PRONOUN if w in PRONOUNS else NOUN
        yield *x["span"], NOBODY, kind, asks(x["span"], kind)


def pair(d):
    """The same of a pronoun and two names of GAP."""
    right = "a" if d["a_coref"] else "b" if d["b_coref"] else None
    for k, key in enumerate(("a", "b")):
        yield *d[key], k, NAME, False
    yield *d["pronoun"], "ab".index(right) if right else NOBODY, PRONOUN, True


def label(doc, mentions):
    """Gives a document its mentions: [mentions, 5] first and last word, chain, kind, whether it asks."""
    at = features.byte_offsets(doc.text)
    starts = at[doc.words[:, 0]]
    word = lambda b: max(0, int(np.searchsorted(starts, b, side="right")) - 1)
    m = sorted((word(s), word(e - 1), chain, kind, ask) for s, e, chain, kind, ask in mentions)
    doc.labels["mentions"] = np.array(m, np.int64).reshape(-1, 5)


def read(tok, path):
    """The documents of a file of chains, or of GAP."""
    with open(path, encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            doc = features.read(tok, d["id"], d["text"])
            label(doc, pair(d) if "pronoun" in d else rows(d))
            if "pronoun" in d:
                doc.labels["both_ways"] = True
            yield doc


DISTANCES = np.array([2, 4, 8, 16, 32, 64, 128])  # in words, upper bounds of the buckets, exclusive
MOST = 40  # candidates of an anaphor, the nearest


def ask(doc, i, j):
    """The anaphors of the words [i, j): for each its place, the places of its candidates, what lies between, and which are right."""
    m = doc.labels["mentions"]
    inside = np.flatnonzero((m[:, 0] >= i) & (m[:, 1] < j))
    stops = np.cumsum(doc.stops)
    for a in inside[m[inside, 4] > 0]:
        c = inside[inside != a] if doc.labels.get("both_ways") else inside[m[inside, 0] < m[a, 0]]
        c = c[(m[c, 1] < m[a, 0]) | (m[c, 0] > m[a, 1])]  # neither within the other
        c = c[np.argsort(np.abs(m[c, 1] - m[a, 0]), kind="stable")][:MOST]
        right = (m[c, 2] == m[a, 2]) & (m[a, 2] != NOBODY)
        if not right.any() and m[a, 2] != NOBODY and (m[:a, 2] == m[a, 2]).any():
            continue  # its antecedent stands before the window
        far = np.searchsorted(DISTANCES, np.abs(m[a, 0] - m[c, 1]), side="right")
        apart = np.minimum(1, np.abs(stops[m[a, 0]] - stops[m[c, 1]]))
        after = (m[c, 0] > m[a, 0]).astype(np.int64)
        yield m[a, 1], m[c, :2], far + 8 * apart + 16 * m[c, 3] + 48 * after, right
