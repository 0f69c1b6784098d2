"""Builds the training examples from the data folder: examples.py DATA OUT [--texts FOLDER | --read FOLDER]

One pickle of features.Doc for each set. Words carry the labels that the set
allows there (partial labels); attributions carry spans and links too.

With --texts, it only writes the texts that the library itself may read, NAME.texts.jsonl. With --read, the
folder holds what the library read there, NAME.jsonl: names for the articles that have attributions only, attributions
for those that have names only, and both for articles that have none.
"""

import argparse
import csv
import json
import pickle
import random
import re
from pathlib import Path

import numpy as np

import augment
import chains
import compose
import features
import labels
from base import tokenizer

LOC_WORDS = {"sea", "river", "mount", "mountain", "mountains", "lake", "ocean", "desert", "valley", "peninsula",
             "gulf", "strait", "coast", "basin", "delta", "plateau", "channel", "bay", "forest", "creek", "reef",
             "africa", "asia", "europe", "america", "americas", "oceania", "antarctica", "continent", "hemisphere",
             "balkans", "caucasus", "sahel", "sahara", "caribbean", "mediterranean", "pacific", "atlantic", "arctic",
             "himalayas", "alps", "andes", "everest", "highlands", "island", "islands", "east", "west"}
FAC_WORDS = {"airport", "stadium", "bridge", "street", "road", "avenue", "highway", "hospital", "tower", "palace",
             "prison", "jail", "mosque", "church", "cathedral", "temple", "square", "station", "hotel", "building",
             "museum", "arena", "hall", "house", "boulevard", "tunnel", "port", "dam", "gate", "plaza"}


class Places:
    """What the gazetteer says of a place: a political entity, or another place."""

    def __init__(self, data):
        self.gpe, self.loc = set(), set()
        with open(data / "gaz/aliases.tsv", encoding="utf-8") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["type"] in ("country", "city"):
                    self.gpe.add(row["name"].lower())
                elif row["type"] == "region":
                    self.loc.add(row["name"].lower())
        with open(data / "gaz/geonames/cities5000.tsv", encoding="utf-8") as f:
            for line in f:
                c = line.split("\t")
                self.gpe.update((c[1].lower(), c[2].lower()))
        with open(data / "gaz/wiki-media-cred/wikidata-us-states.tsv", encoding="utf-8") as f:
            for line in f:
                for c in line.rstrip("\n").split("\t"):
                    if re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", c):
                        self.gpe.add(c.lower())
        terr = json.load(open(data / "gaz/cldr/en/territories.json"))
        terr = terr["main"]["en"]["localeDisplayNames"]["territories"]
        for code, name in terr.items():
            (self.loc if code.isdigit() else self.gpe).add(name.lower())
        self.loc -= {"world"}
        self.gpe -= self.loc

    def refine(self, name, types):
        low = re.sub(r"^the ", "", name.lower())
        words = set(low.split())
        if "FAC" in types and words & FAC_WORDS:
            return ("FAC",)
        if low in self.loc or words & LOC_WORDS and low not in self.gpe:
            return tuple(t for t in types if t != "GPE")
        if low in self.gpe:
            return ("GPE",)
        return types


def bio_spans(tags):
    """(start, end, type) of the spans of a BIO sequence."""
    out, start, kind = [], None, None
    for i, t in enumerate([*tags, "O"]):
        if start is not None and (t[0] != "I" or t[2:] != kind):
            out.append((start, i, kind))
            start = None
        if t[0] != "O" and start is None:
            start, kind = i, t[2:]
    return out


def tsv_docs(path):
    """(id, sentences) where a sentence is a list of (token, tag)."""
    docs, sent, cur, id = [], [], [], path.name
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# ") and "\t" not in line:
                if sent:
                    cur.append(sent); sent = []
                if cur:
                    docs.append((id, cur)); cur = []
                id = line[2:].removeprefix("doc ")
            elif not line.strip():
                if sent:
                    cur.append(sent); sent = []
            else:
                tok, tag = line.split("\t")[:2]
                sent.append((tok, tag))
    if sent:
        cur.append(sent)
    if cur:
        docs.append((id, cur))
    # sets without document marks: pieces of a size that can be sampled
    return [(f"{i}#{k}", s[k:k + 200]) for i, s in docs for k in range(0, len(s), 200)]


NO_SPACE_BEFORE = set(".,;:!?)]}%’”»") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "''", "'", "..."}
NO_SPACE_AFTER = set("([{$£€“‘«#@") | {"``"}


def detokenize(sents, rng):
    """Text and character spans of the tokens, spaced as an editor would."""
    text, spans = [], []
    pos, quoted = 0, False
    for sent in sents:
        glue = True
        for k, (tok, _) in enumerate(sent):
            space = not glue and tok not in NO_SPACE_BEFORE
            glue = tok in NO_SPACE_AFTER
            if tok == '"':
                space = space if quoted is False else False
                glue = not quoted
                quoted = not quoted
            if tok in ("-", "/", "–") and k and rng.random() < 0.3:
                space, glue = False, True
            if space and pos:
                text.append(" "); pos += 1
            spans.append((pos, pos + len(tok)))
            text.append(tok); pos += len(tok)
        quoted = False
        sep = "\n\n" if rng.random() < 0.3 else " "
        text.append(sep); pos += len(sep)
    return "".join(text), spans


def word_range(doc, s, e):
    """Indexes [i, j) of the words of the characters [s, e)."""
    i = int(np.searchsorted(doc.words[:, 1], s, side="right"))
    j = int(np.searchsorted(doc.words[:, 0], e, side="left"))
    return i, j


def lines(doc, i, j):
    """The words [i, j) line by line: no span crosses a line break."""
    breaks = np.flatnonzero(doc.gaps == 2)
    cuts = [i, *breaks[(breaks > i) & (breaks < j)].tolist(), j]
    return zip(cuts, cuts[1:])


def types_of(set_name):
    return {"library": labels.LIBRARY, "gold": labels.GOLD}.get(set_name) or labels.SETS[set_name]


def allowed_masks(doc, spans, set_name, places):
    """[words, labels] bool: what each word's label may be."""
    types, hidden = types_of(set_name)
    index = labels.NAME_TYPES.index
    m = np.zeros((len(doc.words), labels.count(len(labels.NAME_TYPES))), bool)
    m[:, 0] = True
    for t in hidden:
        m[:, 1 + 4 * index(t):5 + 4 * index(t)] = True
    for s, e, kind in spans:
        i, j = word_range(doc, s, e)
        if i >= j:
            continue
        ours = types.get(kind, (kind,) if kind in labels.NAME_TYPES else ANY)
        name = doc.text[s:e]
        if set_name == "re3d" and not any(c.isupper() for c in name):
            ours = ANY
        if ours is ANY:
            m[i:j] = True
            continue
        if "GPE" in ours and len(ours) > 1:
            ours = places.refine(name, ours)
        for a, b in lines(doc, i, j):
            m[a:b] = False
            for t in ours:
                m[np.arange(a, b), labels.of_span(b - a, index(t))] = True
    return m


ANY = labels.ANY


TITLES = {"mr.", "mrs.", "ms.", "dr.", "prime", "minister", "president", "vice", "secretary", "general", "gen.", "sen.", "rep.", "senator",
          "pope", "king", "queen", "prince", "chancellor", "foreign", "defense", "state", "leader", "justice", "judge", "lieutenant", "colonel",
          "former", "secretary-general", "spokesman", "spokeswoman", "ambassador", "governor", "mayor", "ayatollah", "sheikh"}


def name_texts(data, set_name, rng):
    """(id, text, spans in characters) of a set's documents."""
    if set_name == "worldwide":
        for line in open(data / "ner/worldwide.train.jsonl", encoding="utf-8"):
            d = json.loads(line)
            at = {int(b): c for c, b in enumerate(features.byte_offsets(d["text"]))}
            yield d["id"], d["text"], [(at[x["start"]], at[x["end"]], x["type"]) for x in d["mentions"]]
        return
    for id, sents in tsv_docs(data / f"ner/{set_name}.train.tsv"):
        if set_name == "re3d" and id.startswith("BBC_Online"):
            continue
        text, tspans = detokenize(sents, rng)
        spans, k = [], 0
        for s in sents:
            for a, b, kind in bio_spans([t for _, t in s]):
                a0 = a
                if set_name == "gmb" and kind == "per":
                    # its people are often marked with their titles
                    while a < b - 1 and s[a][0].lower() in TITLES:
                        a += 1
                    if a > a0:
                        spans.append((tspans[k + a0][0], tspans[k + a - 1][1], "tim"))
                spans.append((tspans[k + a][0], tspans[k + b - 1][1], kind))
            k += len(s)
        yield id, text, spans


class Library:
    """What the library read in the texts of a set: a folder's NAME.jsonl, or nothing."""

    SURE = .6  # a quotation that is less probable says nothing of its words

    def __init__(self, folder, name):
        self.docs = {}
        if folder and (Path(folder) / f"{name}.jsonl").exists():
            for line in open(Path(folder) / f"{name}.jsonl", encoding="utf-8"):
                d = json.loads(line)
                self.docs[d["id"]] = d

    def __contains__(self, id):
        return id in self.docs

    def names(self, id):
        """The names in characters."""
        d = self.docs[id]
        at = {int(b): c for c, b in enumerate(features.byte_offsets(d["text"]))}
        return sorted((at[m["start"]], at[m["end"]], m["type"]) for e in d["entities"] for m in e["mentions"]
                      if m["kind"] == "name" and m["type"] in labels.NAME_TYPES)

    def attributions(self, id):
        """The attributions in characters, each with whether it is sure."""
        d = self.docs[id]
        at = {int(b): c for c, b in enumerate(features.byte_offsets(d["text"]))}
        span = lambda x: (at[x["start"]], at[x["end"]])
        one = lambda x: [span(x)] if x else []
        return [{"content": [span(x) for x in q["content"]], "cue": one(q["cue"]), "source": one(q["source"]),
                 "speech": q["speech"], "kind": q["kind"], "sure": q["confidence"] >= Library.SURE} for q in d["quotes"]]

    def agreed(self, id, spans, set_name):
        """The spans of a noisy set: with the library's type where it sees the same name, of any where it does not."""
        types, _ = types_of(set_name)
        ours = self.names(id)
        out, left = [], {(s, e): t for s, e, t in ours}
        for s, e, kind in spans:
            t, want = left.get((s, e)), types.get(kind, ANY)
            if t and (want is ANY or t in want):
                out.append((s, e, t))
                del left[s, e]
            else:
                out.append((s, e, None))
        # the unsure ones first: what is agreed on stands over them
        return sorted([x for x in out if not x[2]] + [(s, e, None) for s, e in left]) + [x for x in out if x[2]]


def name_doc(tok, set_name, places, id, text, spans, weight=1.):
    doc = features.read(tok, id, text)
    doc.labels.update(names=allowed_masks(doc, spans, set_name, places), weight=weight)
    return doc


SWAPPED = {"worldwide": .8, "men": .5, "wikigold": .5}  # sets that are seen with other names too, and how much of them


def with_other_names(names, text, spans, rng):
    """A copy of an article with other names, and often with the lines that agencies and editors add."""
    text2, move = augment.rewrite(text, names.swap(text, spans, rng))
    spans = [(move(s), move(e), k) for s, e, k in spans]
    lines = []
    if rng.random() < .4:
        lines.append((0, *names.dateline(rng)))
    breaks = [m.end() for m in re.finditer("\n", text2)]
    if breaks and rng.random() < .3:
        t, sp = names.credit(rng)
        lines.append((rng.choice(breaks), t + "\n", sp))
    for at, t, sp in sorted(lines, reverse=True):
        if any(s < at < e for s, e, _ in spans):
            continue
        spans = [(s + len(t), e + len(t), k) if s >= at else (s, e, k) for s, e, k in spans] + [(s + at, e + at, k) for s, e, k in sp]
        text2 = text2[:at] + t + text2[at:]
    return text2, spans


def quote_texts(path):
    """(id, text, attributions in characters) of a file of attributions."""
    for line in open(path, encoding="utf-8"):
        d = json.loads(line)
        at = {int(b): c for c, b in enumerate(features.byte_offsets(d["text"]))}
        yield d["id"], d["text"], [{**{p: [(at[s], at[e]) for s, e in a[p]] for p in labels.PARTS},
                                    "speech": bool(a.get("speech")), "kind": a["kind"]} for a in d["attributions"]]


def moved(attributions, move):
    return [{k: [(move(s), move(e)) for s, e in v] if k in labels.PARTS else v for k, v in a.items()} for a in attributions]


def with_other_marks(text, attributions, verbs, rng):
    """A copy of an article with other quotation marks, and some of its verbs of saying replaced."""
    edits = augment.restyle(text, rng)
    for a in attributions:
        for s, e in a["cue"]:
            new = verbs.get(text[s:e].lower())
            if new and a["speech"] and rng.random() < .3:
                edits.append((s, e, rng.choice(new)))
    text2, move = augment.rewrite(text, edits)
    return text2, moved(attributions, move), move


def verbs_of_saying(docs):
    """For the commonest verbs of saying, the rarer ones that introduce a direct quote too."""
    past, present = set(), set()
    for _, text, attributions in docs:
        for a in attributions:
            for s, e in a["cue"]:
                c = text[s:e]
                if a["speech"] and a["kind"] == "direct" and c.isalpha() and c.islower():
                    (past if c.endswith("ed") else present if c.endswith("s") else set()).add(c)
    return {"said": sorted(past), "says": sorted(present - {"was", "is", "has", "as"}), "added": sorted(past)}


def quote_doc(tok, id, text, attributions, weight=1.):
    doc = features.read(tok, id, text)
    spans = {p: [] for p in labels.PARTS}  # distinct (i, j) in order
    index = {p: {} for p in labels.PARTS}

    def add(part, s, e):
        w = word_range(doc, s, e)
        if w[0] >= w[1]:
            return None
        if w not in index[part]:
            index[part][w] = len(spans[part])
            spans[part].append(w)
        return index[part][w]

    content_cue, cue_source, speech = {}, {}, {}
    for a in attributions:
        cue = [add("cue", *x) for x in a["cue"]]
        src = [add("source", *x) for x in a["source"]]
        cue = cue[0] if cue else None
        if cue is not None:
            cue_source[cue] = src[0] if src and src[0] is not None else -1
            speech[cue] = a["speech"]
        for x in a["content"]:
            c = add("content", *x)
            if c is not None:
                content_cue[c] = -1 if cue is None else cue
    doc.labels.update(parts=part_labels(doc, spans, [x for a in attributions if not a.get("sure", True)
                                                     for p in labels.PARTS for x in a[p]]), weight=weight,
                      spans={p: np.array(v, np.int64).reshape(-1, 2) for p, v in spans.items()},
                      content_cue=np.array([content_cue.get(c, -1) for c in range(len(spans["content"]))]),
                      cue_source=np.array([cue_source.get(c, -1) for c in range(len(spans["cue"]))]),
                      speech=np.array([speech.get(c, False) for c in range(len(spans["cue"]))]))
    return doc


def part_labels(doc, spans, unsure):
    """[words, labels] bool: what each word's label may be; any where the characters are unsure."""
    y = np.zeros(len(doc.words), np.int8)
    for k, p in enumerate(labels.PARTS):
        for i, j in spans[p]:
            for a, b in lines(doc, i, j):
                if not y[a:b].any():
                    y[a:b] = labels.of_span(b - a, k)
    m = np.eye(labels.count(len(labels.PARTS)), dtype=bool)[y]
    for s, e in unsure:
        i, j = word_range(doc, s, e)
        m[i:j] = True
    return m


def others(data):
    """(id, text) of the documents of sets that have no labels, for a teacher to read."""
    out = {}
    for name, file in (("masc", "masc_ANC_open"), ("union", "state_union_USPD")):
        docs = [(d["id"], d["text"]) for d in map(json.loads, open(data / f"text/{file}.jsonl", encoding="utf-8"))]
        out[name] = [d for d in docs if "/spoken/" not in d[0]]
    sentences = [line[len("# text = "):].strip() for line in open(data / "ud/ewt.train.conllu", encoding="utf-8") if line.startswith("# text = ")]
    out["ewt"] = [(f"ewt#{k}", " ".join(sentences[k:k + 100])) for k in range(0, len(sentences), 100)]
    return out


GOLD_NAMES = .5  # weight of the gold's names, which follow its own guide


def gold_docs(tok, folder, places):
    """The gold's articles, with everything: attributions, mentions, and names where no other set has the text's."""
    layer = lambda name: [json.loads(line) for line in open(folder / f"train.{name}.jsonl", encoding="utf-8")]
    worldwide = {row["key"] for row in gold_articles() if row["set"] == "worldwide"}
    quotes = {id: (text, a) for id, text, a in quote_texts(folder / "train.quotes.jsonl")}
    for c, n in zip(layer("coref"), layer("names")):
        text, attributions = quotes[c["id"]]
        doc = quote_doc(tok, c["id"], text, attributions)
        chains.label(doc, chains.rows(c))
        if c["id"] not in worldwide:
            at = {int(b): k for k, b in enumerate(features.byte_offsets(text))}
            spans = [(at[m["start"]], at[m["end"]], m["type"]) for m in n["mentions"]]
            doc.labels.update(names=allowed_masks(doc, spans, "gold", places), names_weight=GOLD_NAMES)
        yield doc


def gold_articles():
    with open(Path(__file__).parent / "gold/articles.tsv", encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t"))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--texts", type=Path)
    ap.add_argument("--read", type=Path)
    ap.add_argument("--gold", type=Path, help="where gold/gold.py laid the gold over its texts: with it, and with sets of coreference; its dev part in no set")
    a = ap.parse_args()
    data = a.data
    rng = random.Random(1)
    texts = {name: list(name_texts(data, name, random.Random(name))) for name in labels.SETS}
    quotes = list(quote_texts(data / "quotes/polnear.train.jsonl"))
    unlabelled = [(d["id"], d["text"]) for d in map(json.loads, open(data / "text/prosecutors_UNSTATED.jsonl", encoding="utf-8"))
                  if 800 < len(d["text"]) < 8000]
    random.Random(5).shuffle(unlabelled)
    unlabelled, more = unlabelled[:1500], unlabelled[1500:]
    held = {row["id"] for row in gold_articles() if row["split"] == "dev"} if a.gold else set()
    without = lambda docs: [d for d in docs if d[0].split("#")[0] not in held]
    texts, quotes, unlabelled, more = {k: without(v) for k, v in texts.items()}, without(quotes), without(unlabelled), without(more)
    if a.texts:
        a.texts.mkdir(parents=True, exist_ok=True)
        for name, docs in {**texts, "polnear": quotes, "prosecutors": unlabelled}.items():
            with open(a.texts / f"{name}.texts.jsonl", "w", encoding="utf-8") as f:
                for d in docs:
                    f.write(json.dumps({"id": d[0], "text": d[1]}) + "\n")
        return

    dest = a.out
    dest.mkdir(parents=True, exist_ok=True)
    tok = tokenizer()
    places = Places(data)
    read = {name: Library(a.read, name) for name in (*texts, "polnear", "prosecutors")}

    def keep(name, docs):
        print(name, len(docs), "documents", sum(len(d.ids) for d in docs), "pieces", flush=True)
        pickle.dump(docs, open(dest / f"{name}.pkl", "wb"))

    def with_library(doc, name, move=None, parts=False):
        """The document with the names, or the attributions, that the library reads in it."""
        lib = read[name]
        if doc.id not in lib:
            return doc
        if parts:
            other = quote_doc(tok, doc.id, doc.text, lib.attributions(doc.id))
            doc.labels = {**other.labels, **doc.labels, "parts_weight": LIBRARY_WEIGHT}
        else:
            spans = lib.names(doc.id)
            if move:
                spans = [(move(s), move(e), k) for s, e, k in spans]
            doc.labels.update(names=allowed_masks(doc, spans, "library", places), names_weight=LIBRARY_WEIGHT)
        return doc

    names = augment.Names(data, places)
    names.orgs_of((t, s) for name in ("worldwide", "men") for _, t, s in texts[name])
    for name, docs in texts.items():
        out = []
        for i, t, s in docs:
            if name == "gmb" and i in read[name]:
                out.append(name_doc(tok, name, places, i, t, read[name].agreed(i, s, name)))
            else:
                out.append(with_library(name_doc(tok, name, places, i, t, s), name, parts=True))
        if name in SWAPPED:
            out += [name_doc(tok, name, places, id, *with_other_names(names, t, s, rng), SWAPPED[name]) for id, t, s in docs]
        keep(f"names.{name}", out)
    keep("names.tables", [name_doc(tok, "worldwide", places, "table", *names.table(rng)) for _ in range(1500)])

    if a.gold:
        keep("gold", list(gold_docs(tok, a.gold, places)))
        for name in ("gum", "litbank", "gap", "parcorfull"):
            keep(f"coref.{name}", [d for d in chains.read(tok, data / f"coref/{name}.train.jsonl") if d.id not in held])

    verbs = verbs_of_saying(quotes)
    print(verbs)
    out = [with_library(quote_doc(tok, *d), "polnear") for d in quotes]
    for id, t, att in quotes:
        t, att, move = with_other_marks(t, att, verbs, rng)
        out.append(with_library(quote_doc(tok, id, t, att, .4), "polnear", move))
    keep("quotes.polnear", out)
    keep("quotes.prosecutors", [with_library(quote_doc(tok, i, t, read["prosecutors"].attributions(i)), "prosecutors")
                                for i, t in unlabelled if i in read["prosecutors"]])
    for name, docs in {"prosecutors": more, **others(data)}.items():
        keep(f"texts.{name}", [features.read(tok, id, t) for id, t in docs])
    keep("texts.gmb", [features.read(tok, id, t) for id, t, _ in texts["gmb"]])
    composer = compose.Composer([(t, x) for _, t, x in quotes], names)
    keep("quotes.composed", [quote_doc(tok, "composed", *composer.document(rng)) for _ in range(4000)])


LIBRARY_WEIGHT = .3  # of what the library reads, beside what people annotated


if __name__ == "__main__":
    main()
