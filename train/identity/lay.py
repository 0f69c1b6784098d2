"""Lays the annotation of identity over its texts, and checks every offset.

    python identity/lay.py TEXTS.jsonl OUT.jsonl [--part dev|test]

TEXTS holds the articles ({"id","text"}, one a line), OUT gets what the referee
reads. Exit status 1 where a text or an offset is not what was annotated.
"""
import argparse
import hashlib
import json
import pathlib
import sys

GOLD = pathlib.Path(__file__).parent.parent / "gold" / "identity"


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(x) for x in f if x.strip()]


def word(c):
    return c.isalnum()


def mentions(article, text, things):
    """The article's mentions as the referee wants them, or ValueError."""
    raw = text.encode()
    if hashlib.sha256(raw).hexdigest()[:16] != article["sha256"]:
        raise ValueError("the text is not the one that was annotated")
    out, last = [], 0
    for start, end, thing in article["mentions"]:
        if not last <= start < end <= len(raw):
            raise ValueError(f"{start}-{end}: out of order or of the text")
        if thing not in things:
            raise ValueError(f"{start}-{end}: unknown thing {thing}")
        before, name, after = raw[:start].decode(), raw[start:end].decode(), raw[end:].decode()
        if before and word(before[-1]) and word(name[0]) or after and word(after[0]) and word(name[-1]) or name != name.strip():
            raise ValueError(f"{start}-{end}: does not begin and end with words")
        out.append({"start": start, "end": end, "cluster": thing, "type": things[thing]["type"], "kind": "name"})
        last = end
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("texts")
    ap.add_argument("out")
    ap.add_argument("--part", choices=["dev", "test"])
    a = ap.parse_args()
    texts = {d["id"]: d["text"] for d in lines(a.texts)}
    things = {t["id"]: t for t in lines(GOLD / "things.jsonl")}
    n = 0
    with open(a.out, "w", encoding="utf-8") as f:
        for article in lines(GOLD / "mentions.jsonl"):
            if a.part and article["part"] != a.part:
                continue
            i = article["id"]
            if i not in texts:
                sys.exit(f"{a.texts}: no article {i}")
            try:
                found = mentions(article, texts[i], things)
            except ValueError as e:
                sys.exit(f"{i}: {e}")
            f.write(json.dumps({"id": i, "text": texts[i], "mentions": found}) + "\n")
            n += len(found)
    print(f"{n} mentions checked")


if __name__ == "__main__":
    main()
