"""The gold of our own: shows an article, checks and compiles a reader's notes on it, and lays the gold over the texts.

    python train/gold/gold.py show KEY                 an article with numbered sentences
    python train/gold/gold.py check KEY [--quiet]      reads NOTES/KEY.txt: what is wrong, what may be missing, what was understood
    python train/gold/gold.py compile KEY...           the same, and writes annotations/KEY.json where nothing is wrong
    python train/gold/gold.py status [--open SPLIT]    how many articles are done; the keys that are not
    python train/gold/gold.py lay OUT                  writes OUT/SPLIT.LAYER.jsonl with texts, for the referees and for training
    python train/gold/gold.py agree                    agreement of two readers by layer

--data is the folder with the texts (README.md), --notes the folder of the notes, --out that of the compiled annotations.
--second: the second reader's notes, KEY.b.txt, and annotations, KEY.b.json.
"""

import argparse
import json
import pathlib
import re
import sys

import agreement
import notes
import stored
import texts
import views

SAYING = re.compile(r"\b(said|says|told|tells|added|adds|according to|stated|claimed|announced|insisted|argued|explained|noted|warned|asked|replied)\b")
CALENDAR = set("""monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
 november december i a the""".split())


def show(a):
    article = notes.Article(text_of(a))
    print(f"{a.key}  {a.row['set']}  {a.row['kind']}  {len(article.text.split())} words")
    last = 0
    for n, (s, e) in enumerate(article.sentences, 1):
        if "\n" in article.text[last:s] and n > 1:
            print()
        print(f"{n}| {article.text[s:e]}")
        last = e


def text_of(a):
    return texts.load(a.data, {a.key: a.row})[a.key]


def names_of(a):
    return a.key + (".b" if a.second else "")


def read(a):
    path = pathlib.Path(a.notes) / (names_of(a) + ".txt")
    if not path.is_file():
        sys.exit(f"gold.py: there are no notes {path}")
    text = text_of(a)
    article, records, wrong = notes.read(text, path.read_text("utf-8"))
    wrong += [(0, w) for w in stored.resolve(records)]
    return text, article, records, wrong


def warnings(article, records):
    """What a reader may have overlooked."""
    taken = [m["span"] for m in records["mentions"]]
    covered = taken + [o["office"] for o in records["offices"]] + [s["source"] for s in records["statements"] if s["source"]]
    exact = set(map(tuple, taken))
    contents = [p for s in records["statements"] for p in s["content"]]
    cues = [s["cue"] for s in records["statements"] if s["cue"]]
    out = []
    for n, (s, e) in enumerate(article.sentences, 1):
        sentence = article.plain[s:e]
        words = [(m.group(), (s + m.start(), s + m.end())) for m in re.finditer(r"[^\W_]+", sentence)]
        lost = [w for w, p in words if w.lower() in notes.PRONOUNS and p not in exact and not any(x <= p[0] and p[1] <= y for x, y in taken)
                and not (w == "I" and article.text[p[1]:p[1] + 1] in (".", "-")) and w not in ("US", "IT")]
        if lost:
            out.append(f"{n}: pronouns without a mention: {' '.join(lost)}")
        capitals = [w for k, (w, p) in enumerate(words) if k and w[0].isupper() and w.lower() not in CALENDAR and w.lower() not in notes.PRONOUNS
                    and not any(x <= p[0] and p[1] <= y for x, y in covered) and not opens(article.plain, p[0])]
        if capitals and 2 * sum(w[0].isupper() for w, _ in words) < len(words):
            out.append(f"{n}: capitals outside mentions and offices: {' '.join(capitals)}")
        for m in re.finditer(r'"[^"]{25,}"', sentence):
            if not any(x < s + m.end() and s + m.start() < y for x, y in contents):
                out.append(f"{n}: marks without a statement: {m.group()[:60]}")
        for m in SAYING.finditer(sentence):
            if not any(x <= s + m.start() < y for x, y in cues + contents):
                out.append(f"{n}: no statement has the cue {m.group()!r}")
    return out


def opens(plain, at):
    """Whether a word opens a sentence or a quotation."""
    return bool(re.search(r"[.!?:;\"'(—–-]\s*\"?$", plain[max(0, at - 3):at]))


def understood(article, records):
    """What the notes mean, for a reader to look over."""
    text, by = article.text, {}
    words = lambda s: " ".join(text[slice(*s)].split()) if s else "-"
    for m in records["mentions"]:
        for i in m.get("entities", []):
            by.setdefault(i, []).append({"name": "{}", "noun": "[{}]", "pronoun": "{}", "adjective": "'{}"}[m["kind"]].format(words(m["span"])))
    for i in sorted(by, key=lambda i: (i[0], int(i[1:]))):
        seen = dict.fromkeys(by[i])
        print(f"  {i} " + ", ".join(w + (f"×{by[i].count(w)}" if by[i].count(w) > 1 else "") for w in seen))
    for s in records["statements"]:
        content = " + ".join(shortened(words(p)) for p in s["content"])
        print(f"  {s['class'][0].upper()} {'+'.join(s['speakers']) or '-'} | {words(s['source'])} | {words(s['cue'])} | {content}")


def shortened(words):
    return words if len(words) <= 70 else words[:34] + " … " + words[-34:]


def check(a):
    text, article, records, wrong = read(a)
    for line, complaint in wrong:
        print(f"line {line}: {complaint}" if line else complaint)
    for w in warnings(article, records):
        print("?", w)
    if not a.quiet:
        understood(article, records)
    print(f"{names_of(a)}: {len(wrong)} errors;", ", ".join(f"{len(v)} {k}" for k, v in records.items()))
    return text, article, records, wrong


def compile_(a):
    text, article, records, wrong = check(a)
    if wrong:
        return False
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    stored.write(out / (names_of(a) + ".json"), stored.compile_notes(a.row, text, article, records))
    return True


def annotations(a, second=False):
    """The stored articles by key."""
    found = {}
    for path in sorted(pathlib.Path(a.out).glob("*.json")):
        if path.stem.endswith(".b") == second:
            found[path.stem.removesuffix(".b")] = json.loads(path.read_text("utf-8"))
    return found


def status(a):
    rows, done, twice = texts.listed(), annotations(a), annotations(a, True)
    for split in ("train", "dev"):
        keys = [k for k, r in rows.items() if r["split"] == split]
        second = [k for k in keys if rows[k]["second"] == "yes"]
        print(f"{split}: {sum(k in done for k in keys)} of {len(keys)} read, {sum(k in twice for k in second)} of {len(second)} read twice")
    if a.open:
        left = [k for k, r in rows.items() if r["split"] == a.open and (k not in twice and r["second"] == "yes" if a.second else k not in done)]
        print("not read:", " ".join(left))


def lay(a):
    rows, gold = texts.listed(), annotations(a)
    found = texts.load(a.data, {k: rows[k] for k in gold})
    out = pathlib.Path(a.key)
    out.mkdir(parents=True, exist_ok=True)
    files = {}
    for key, x in gold.items():
        view = views.View(rows[key], found[key], stored.laid(x, found[key]))
        for layer, make in views.ALL.items():
            files.setdefault(f"{rows[key]['split']}.{layer}.jsonl", []).append(json.dumps(make(view), ensure_ascii=False))
        whole = {"key": key, "kind_of_text": rows[key]["kind"], "text": found[key], **bytewise(view, view.gold)}
        files.setdefault(f"{rows[key]['split']}.gold.jsonl", []).append(json.dumps(whole, ensure_ascii=False))
    for name, lines in files.items():
        (out / name).write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{out / name}: {len(lines)} articles")


def bytewise(view, x):
    """A laid record with byte offsets."""
    if isinstance(x, list) and len(x) == 2 and all(isinstance(i, int) for i in x):
        return view.bytes(x)
    if isinstance(x, list):
        return [bytewise(view, y) for y in x]
    if isinstance(x, dict):
        return {k: bytewise(view, v) for k, v in x.items()}
    return x


def agree(a):
    first, second = annotations(a), annotations(a, True)
    print(agreement.table([(first[k], second[k]) for k in sorted(first.keys() & second.keys())]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("command", choices=("show", "check", "compile", "status", "lay", "agree"))
    p.add_argument("key", nargs="*")
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--notes", default=texts.HERE / "notes")
    p.add_argument("--out", default=texts.HERE / "annotations")
    p.add_argument("--second", action="store_true")
    p.add_argument("--open", choices=("train", "dev"))
    p.add_argument("--quiet", action="store_true")
    a = p.parse_args()
    commands = {"show": show, "check": check, "compile": compile_, "status": status, "lay": lay, "agree": agree}
    keys, rows = a.key or [None], texts.listed()
    failed = False
    for a.key in keys:
        if a.command in ("show", "check", "compile"):
            if a.key not in rows:
                sys.exit(f"gold.py: no article {a.key!r} in articles.tsv")
            a.row = rows[a.key]
        if a.command == "lay" and not a.key:
            sys.exit("gold.py: lay needs a folder to write to")
        failed |= commands[a.command](a) is False
    sys.exit(failed)


if __name__ == "__main__":
    main()
