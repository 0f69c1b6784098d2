"""Figures on the dev parts: evaluate.py DATA SCORE.PY DICTUM [--only NAME…] [--keep FOLDER]

Runs the command (a path to the dictum binary, arguments allowed) over every
development set, scores what it writes with the referee, and prints Markdown tables.
"""

import argparse
import json
import random
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from examples import bio_spans, detokenize, tsv_docs

CORE = {"wikigold": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
        "uner_ewt": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
        "crossner_politics": {"politician": "PERSON", "person": "PERSON", "politicalparty": "ORG",
                              "organisation": "ORG", "country": "GPE", "location": "LOC"},
        "re3d": {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC"},
        "men": {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "FACILITY": "FAC"}}


def tsv_gold(path, types):
    """The articles of a token file as the referee reads them. re3d's nominals are left out."""
    nominals = path.name.startswith("re3d")
    rng = random.Random(1)
    for id, sents in tsv_docs(path):
        if id.startswith("BBC_Online"):
            continue
        text, at = detokenize(sents, rng)
        raw = [len(text[:s].encode()) for s, _ in at]
        ends = [len(text[:e].encode()) for _, e in at]
        mentions, k = [], 0
        for sent in sents:
            for a, b, kind in bio_spans([t for _, t in sent]):
                name = " ".join(t for t, _ in sent[a:b])
                if kind in types and (not nominals or any(c.isupper() for c in name)):
                    mentions.append({"start": raw[k + a], "end": ends[k + b - 1], "type": types[kind]})
            k += len(sent)
        yield {"id": id, "text": text, "mentions": mentions}


def same_length(c, new):
    """The character in another case, where its UTF-8 keeps its length."""
    return new if len(new.encode()) == len(c.encode()) else c


def lower(text):
    return "".join(same_length(c, c.lower()) for c in text)


def upper(text):
    return "".join(same_length(c, c.upper()) for c in text)


def title(text):
    out, start = [], True
    for c in text:
        out.append(same_length(c, c.upper()) if start else c)
        start = not (c.isalnum() or c in "'’")
    return "".join(out)


def recased(path, how):
    for line in open(path, encoding="utf-8"):
        d = json.loads(line)
        yield {**d, "text": how(d["text"])}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path); ap.add_argument("score"); ap.add_argument("dictum")
    ap.add_argument("--only", nargs="*", default=[])
    ap.add_argument("--keep", type=Path, help="folder for the gold and the output of each set")
    a = ap.parse_args()
    keep = a.keep or Path(tempfile.mkdtemp())
    keep.mkdir(parents=True, exist_ok=True)

    def run(name, gold, *task):
        """The referee's figures for a set, given as a path or as articles."""
        if not isinstance(gold, Path):
            path = keep / f"{name}.gold.jsonl"
            path.write_text("".join(json.dumps(d) + "\n" for d in gold), encoding="utf-8")
            gold = path
        pred = keep / f"{name}.jsonl"
        if not pred.exists() or not a.keep:
            texts = keep / f"{name}.texts.jsonl"
            with open(texts, "w", encoding="utf-8") as f:
                for line in open(gold, encoding="utf-8"):
                    d = json.loads(line)
                    f.write(json.dumps({"id": d["id"], "text": d["text"]}) + "\n")
            with open(pred, "w") as f:
                subprocess.run([*shlex.split(a.dictum), "extract", "--format", "jsonl", str(texts)], stdout=f, check=True)
        out = []
        for t in task:
            r = subprocess.run([sys.executable, a.score, "--json", t[0], str(gold), str(pred), *t[1:]],
                               stdout=subprocess.PIPE, check=True)
            out.append(json.loads(r.stdout))
        return out

    wanted = lambda name: not a.only or name in a.only
    ww = a.data / "ner/worldwide.dev.jsonl"
    if wanted("quotes"):
        for name, path in (("polnear", a.data / "quotes/polnear.dev.jsonl"), ("gum_news", a.data / "quotes/gum_news.jsonl")):
            (r,) = run(name, path, ("quotes",))
            print(f"\n| {name} | p | r | F1 |\n|---|---|---|---|")
            for k, v in r.items():
                print(f"| {k} | {v['p']} | {v['r']} | {v['f1']} |" if "f1" in v else f"| {k} | | | {v['accuracy']} % of {v['of']} |")
    print("\n| names | types | p | r | F1 |\n|---|---|---|---|---|")
    row = lambda name, types, v: print(f"| {name} | {types} | {v['p']} | {v['r']} | {v['f1']} |", flush=True)
    if wanted("worldwide"):
        nine, core = run("worldwide", ww, ("ner", "--labels", "worldwide", "--loose"), ("ner", "--labels", "core", "--loose"))
        for k, v in nine.items():
            row("worldwide", f"nine: {k}", v)
        for k, v in core.items():
            row("worldwide", f"core: {k}", v)
    for name, types in CORE.items():
        if wanted(name):
            (r,) = run(name, tsv_gold(a.data / f"ner/{name}.dev.tsv", types), ("ner", "--labels", "core", "--loose"))
            row(name, "core", r["all"])
    for name, how in (("lower", lower), ("upper", upper), ("title", title)):
        if wanted(name):
            (r,) = run(name, recased(ww, how), ("ner", "--labels", "core", "--loose"))
            row(f"worldwide, {name} case", "core", r["all"])
    if wanted("coref"):
        (r,) = run("gum_coref", a.data / "coref/gum.dev.jsonl", ("coref", "--named"))
        print(f"\ncoref, GUM dev, named: CoNLL F1 {r['conll']['f1']}")
        (r,) = run("gap", a.data / "coref/gap.dev.jsonl", ("gap",))
        print(f"GAP dev: F1 {r['all']['f1']}, feminine {r['feminine']['f1']}, masculine {r['masculine']['f1']}")


if __name__ == "__main__":
    main()
