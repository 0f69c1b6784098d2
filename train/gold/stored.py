"""Stored annotations: JSON without any text, one file an article. README.md says what is in it."""

import json
import re

import notes
import texts

MARKED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'](?=\w).*?[’'](?!\w)", re.S)
VERSION = 1


def form(pieces):
    """direct, mixed or indirect: how much of a content stands within quotation marks."""
    whole = " ".join(pieces)
    words = len(re.findall(r"\w+", whole))
    quoted = sum(len(re.findall(r"\w+", m.group())) for p in pieces for m in MARKED.finditer(p))
    if quoted == 0:
        open_piece = all(p[:1] in "“\"‘'" for p in pieces)
        return "direct" if open_piece and words else "indirect"
    return "direct" if quoted >= 0.9 * words else "mixed"


def speaker_kind(speakers, named):
    if not speakers:
        return "nobody"
    letter = speakers[0][0]
    if len(speakers) > 1:
        return "persons" if all(s[0] == "P" for s in speakers) else "several"
    if letter == "P":
        return "person" if named[speakers[0]] else "unnamed person"
    if letter == "D" or letter == "T":
        return "document"
    return "organisation" if named.get(speakers[0]) and letter != "G" else "unnamed group"


def compile_notes(row, text, article, records):
    """What is stored of an article: ink offsets, ids and labels."""
    where = texts.Offsets(text)
    span = lambda s: where.ink(s) if s else None
    sentence = lambda n: where.ink(article.sentence(n))
    named, ids = {}, set()
    for m in records["mentions"]:
        for i in m.get("entities", []):
            ids.add(i)
            named[i] = named.get(i, False) or m["kind"] == "name"
    for e in records["events"]:
        if e.get("entity"):
            ids.add(e["entity"])
    contents = [(s["content"], k) for k, s in enumerate(records["statements"])]
    spanned = {k: [m["span"] for m in records["mentions"] if k in m.get("entities", [])] for k in ids}

    def voice(at):
        """The innermost statement in whose content a place stands."""
        holds = [(sum(b - a for a, b in c), k) for c, k in contents if at and any(a <= at[0] and at[1] <= b for a, b in c)]
        return min(holds)[1] if holds else None

    def fact_place(f):
        if f["trigger"]:
            return f["trigger"]
        s, e = article.sentence(f["sentence"])
        inside = [m for m in spanned.get(f["object"], []) if s <= m[0] < e] if isinstance(f["object"], str) else [f["object"]]
        return inside[0] if inside else None

    out = {"version": VERSION, "key": row["key"], "set": row["set"], "id": row["id"], "ink": where.ink_before[-1], "sha256": texts.checksum(text),
           "entities": [{"id": i, "kind": notes.CLASSES[i[0]], "named": named.get(i, False)}
                        for i in sorted(ids, key=lambda i: (i[0], int(i[1:])))],
           "mentions": [{**m, "span": span(m["span"])} for m in records["mentions"]]}
    out["statements"] = []
    for k, s in enumerate(records["statements"]):
        parents = [(sum(b - a for a, b in c), j) for c, j in contents
                   if j != k and all(any(a <= x and y <= b for a, b in c) for x, y in s["content"]) and c != s["content"]]
        out["statements"].append(drop({
            "class": s["class"], "form": form([text[a:b] for a, b in s["content"]]), "content": [span(p) for p in s["content"]],
            "source": span(s["source"]), "cue": span(s["cue"]), "speakers": s["speakers"],
            "speaker_kind": speaker_kind(s["speakers"], named), "behalf": s.get("behalf"), "polarity": s["polarity"],
            "addressee": {"entity": s["addressee"]["entity"]} if "entity" in s.get("addressee", {}) else
            {"span": span(s["addressee"]["span"])} if "addressee" in s else None,
            "weak": s.get("weak"), "doubt": s.get("doubt"), "parent": min(parents)[1] if parents else None}))
    out["offices"] = [drop({"holder": o["holder"], "office": span(o["office"]), "organisations": o["organisations"], "status": o["status"],
                            "heads": o["heads"] or None, "time": span(o.get("time")), "evidence": sentence(o["sentence"])}) for o in records["offices"]]
    out["facts"] = [drop({"kind": f["kind"], "subject": f["subject"], "object": f["object"] if isinstance(f["object"], str) else span(f["object"]),
                          "evidence": sentence(f["sentence"]), "trigger": span(f["trigger"]), "time": span(f.get("time")), "polarity": f["polarity"],
                          "modality": f["modality"], "former": f["former"] or None, "statement": voice(fact_place(f))}) for f in records["facts"]]
    out["events"] = [drop({"predicate": span(e["predicate"]), "kind": e["kind"], "entity": e.get("entity"),
                           "participants": [{k: span(v) if k == "span" else v for k, v in p.items()} for p in e["participants"]],
                           "polarity": e["polarity"], "modality": e["modality"], "evidence": sentence(e["sentence"]),
                           "statement": voice(e["predicate"])}) for e in records["events"]]
    out["unrelated"] = [{"pair": u["pair"], "evidence": sentence(u["sentence"])} for u in records["unrelated"]]
    return out


def drop(record):
    return {k: v for k, v in record.items() if v is not None}


def resolve(records):
    """Complaints on entities that are named by a record and have no mention."""
    known = {i for m in records["mentions"] for i in m.get("entities", [])} | {e["entity"] for e in records["events"] if "entity" in e}
    used = []
    for s in records["statements"]:
        used += s["speakers"] + s.get("behalf", []) + [v for k, v in s.get("addressee", {}).items() if k == "entity"]
    for o in records["offices"]:
        used += [o["holder"], *o["organisations"]]
    for f in records["facts"]:
        used += [f["subject"]] + ([f["object"]] if isinstance(f["object"], str) else [])
    for e in records["events"]:
        used += [p["entity"] for p in e["participants"] if "entity" in p]
    for u in records["unrelated"]:
        used += u["pair"]
    return [f"{i} has no mention" for i in sorted(set(used) - known)]


def write(path, record):
    """Writes a line for each record of a layer, so that changes are easy to see."""
    lines = []
    for key, value in record.items():
        if isinstance(value, list):
            body = ",\n".join(" " + json.dumps(x, separators=(",", ":")) for x in value)
            lines.append(f'"{key}": [\n{body}\n]' if value else f'"{key}": []')
        else:
            lines.append(f'"{key}": {json.dumps(value)}')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def spans(x):
    """Every span of a stored article, whatever layer it is of."""
    if isinstance(x, list) and len(x) == 2 and all(isinstance(i, int) for i in x):
        yield x
    elif isinstance(x, (list, dict)):
        for y in x.values() if isinstance(x, dict) else x:
            yield from spans(y)


def laid(stored, text):
    """A stored article with spans of characters. A ValueError says that the text is not the one that was annotated."""
    if texts.checksum(text) != stored["sha256"]:
        raise ValueError(f"{stored['key']}: the text of {stored['id']} is not the one that was annotated")
    where = texts.Offsets(text)

    def place(x):
        if isinstance(x, list) and len(x) == 2 and all(isinstance(i, int) for i in x):
            return where.characters(x)
        if isinstance(x, list):
            return [place(y) for y in x]
        if isinstance(x, dict):
            return {k: place(v) for k, v in x.items()}
        return x

    try:
        return place(stored)
    except KeyError as e:
        raise ValueError(f"{stored['key']}: an offset of {e} is no place in the text") from e
