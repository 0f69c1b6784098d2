"""How far two readers of an article agree, layer by layer."""

from collections import Counter

LAYERS = ("mentions", "names", "nouns", "pronouns", "who is meant", "statements", "statement or attitude", "source", "cue", "speaker",
          "offices", "office's organisation", "facts", "events", "event kinds", "participants")


def key(span):
    return tuple(span)


def overlap(a, b):
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def jaccard(a, b):
    both = overlap(a, b)
    return both / (sum(e - s for s, e in a) + sum(e - s for s, e in b) - both)


def paired(a, b, like, least):
    """One-to-one pairs of two lists, the most alike first."""
    scores = sorted(((like(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), key=lambda t: (-t[0], t[1], t[2]))
    used_a, used_b, out = set(), set(), []
    for s, i, j in scores:
        if s >= least and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            out.append((a[i], b[j]))
    return out


def match_entities(a, b):
    """The entities of b for those of a that share most of their mentions."""
    spans = [{}, {}]
    for side, doc in zip(spans, (a, b)):
        for m in doc["mentions"]:
            for i in m.get("entities", []):
                side.setdefault(i, set()).add(key(m["span"]))
    pairs = paired(list(spans[0].items()), list(spans[1].items()), lambda x, y: len(x[1] & y[1]) / len(x[1] | y[1]), 0.01)
    return {x[0]: y[0] for x, y in pairs}


def compare(a, b):
    """Counts per layer: [the same, of the first reader, of the second]."""
    n = {k: [0, 0, 0] for k in LAYERS}

    def add(layer, same, first, second):
        for k, x in enumerate((same, first, second)):
            n[layer][k] += x

    same = match_entities(a, b)
    alike = lambda x, y: (same.get(x) == y) if isinstance(x, str) and isinstance(y, str) else \
        not isinstance(x, str) and not isinstance(y, str) and overlap([x], [y]) > 0
    compare_mentions(a, b, same, add)
    compare_statements(a, b, same, add)
    offices = paired(a["offices"], b["offices"], lambda x, y: alike(x["holder"], y["holder"]) and overlap([x["office"]], [y["office"]]) > 0, 1)
    add("offices", len(offices), len(a["offices"]), len(b["offices"]))
    right = sum({same.get(i) for i in x["organisations"]} == set(y["organisations"]) for x, y in offices)
    add("office's organisation", right, len(offices), len(offices))
    symmetric = {"spouse", "sibling", "relative", "met", "opposes", "allied_with"}
    facts = paired(a["facts"], b["facts"], lambda x, y: x["kind"] == y["kind"] and (
        alike(x["subject"], y["subject"]) and alike(x["object"], y["object"])
        or x["kind"] in symmetric and alike(x["subject"], y["object"]) and alike(x["object"], y["subject"])), 1)
    add("facts", len(facts), len(a["facts"]), len(b["facts"]))
    events = paired(a["events"], b["events"], lambda x, y: jaccard([x["predicate"]], [y["predicate"]]), 0.01)
    add("events", len(events), len(a["events"]), len(b["events"]))
    add("event kinds", sum(x["kind"] == y["kind"] for x, y in events), len(events), len(events))
    for x, y in events:
        like = lambda p, q: p["role"] == q["role"] and alike(p.get("entity", p.get("span")), q.get("entity", q.get("span")))
        add("participants", len(paired(x["participants"], y["participants"], like, 1)), len(x["participants"]), len(y["participants"]))
    return n


def compare_mentions(a, b, same, add):
    sides = [{key(m["span"]): m for m in doc["mentions"]} for doc in (a, b)]
    for layer, kind in (("mentions", None), ("names", "name"), ("nouns", "noun"), ("pronouns", "pronoun")):
        x, y = ({k for k, m in s.items() if kind in (None, m["kind"])} for s in sides)
        add(layer, len(x & y), len(x), len(y))
    for k in sides[0].keys() & sides[1].keys():
        x, y = sides[0][k], sides[1][k]
        ok = x.get("none") == y.get("none") and {same.get(i) for i in x.get("entities", [])} == set(y.get("entities", []))
        add("who is meant", ok, 1, 1)


def compare_statements(a, b, same, add):
    pairs = paired(a["statements"], b["statements"], lambda x, y: jaccard(x["content"], y["content"]), 0.5)
    add("statements", len(pairs), len(a["statements"]), len(b["statements"]))
    for x, y in pairs:
        add("statement or attitude", x["class"] == y["class"], 1, 1)
        add("speaker", {same.get(i) for i in x["speakers"]} == set(y["speakers"]), 1, 1)
        for layer in ("source", "cue"):
            if layer in x or layer in y:
                add(layer, x.get(layer) == y.get(layer), 1, 1)


def table(pairs):
    """Agreement over pairs of stored articles, a line a layer."""
    total = Counter()
    for a, b in pairs:
        for layer, n in compare(a, b).items():
            for k, x in enumerate(n):
                total[layer, k] += x
    lines = [f"{len(pairs)} articles read twice"]
    for layer in LAYERS:
        both, first, second = (total[layer, k] for k in range(3))
        f1 = f"{200 * both / (first + second):5.1f}" if first + second else "    -"
        lines.append(f"{layer:24}{f1}   {both} the same of {first} and {second}")
    return "\n".join(lines)
