"""Universal Dependencies as texts and trees: python treebank.py OUT.jsonl CONLLU …

A line of OUT is a document: {"id", "text", "sentences": [[[start, end, head, relation, tag, lemma], …], …]}. Places are bytes;
a head is the number of a word within its sentence, -1 for none.
"""
import json
import sys


def sentences(path):
    """(begins a document, begins a paragraph, text, words) of the sentences of a file."""
    doc = par = False
    text, rows, multi = "", [], {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                doc = True
            elif line.startswith("# newpar"):
                par = True
            elif line.startswith("# text = "):
                text = line[9:]
            elif line and not line.startswith("#"):
                c = line.split("\t")
                if "-" in c[0]:
                    first, last = map(int, c[0].split("-"))
                    multi[first] = last, c[1]
                elif "." not in c[0]:
                    rows.append(c)
            elif not line and rows:
                yield doc, par, text, rows, multi
                doc = par = False
                rows, multi = [], {}


def words(text, rows, multi):
    """The words of a sentence with places in its text, in characters."""
    at, out, until, place = 0, [], 0, None
    for i, c in enumerate(rows, 1):
        if i in multi:
            until, form = multi[i]
            begin = text.index(form, at)
            place = begin, begin + len(form)
            at = place[0]
        k = text.find(c[1], at)
        if i <= until:
            if k < 0 or k + len(c[1]) > place[1]:
                s, e = place
            else:
                s, e = k, k + len(c[1])
                at = e
            if i == until:
                at = place[1]
        else:
            if k < 0:
                raise ValueError(c[1])
            s, e = k, k + len(c[1])
            at = e
        out.append([s, e, int(c[6]) - 1, c[7], c[4], c[2]])
    return out


def main():
    out = open(sys.argv[1], "w", encoding="utf-8")
    docs = bad = 0
    for path in sys.argv[2:]:
        d = None
        for doc, par, text, rows, multi in sentences(path):
            if doc or d is None:
                if d:
                    out.write(json.dumps(d) + "\n")
                    docs += 1
                d = {"id": f"{path.rsplit('/', 1)[-1]}/{docs}", "text": "", "sentences": []}
            try:
                ws = words(text, rows, multi)
            except ValueError:
                bad += 1
                continue
            if d["text"]:
                d["text"] += "\n\n" if par else " "
            base = len(d["text"].encode())
            at = [0]
            for ch in text:
                at.append(at[-1] + len(ch.encode()))
            d["text"] += text
            d["sentences"].append([[base + at[w[0]], base + at[w[1]], *w[2:]] for w in ws])
        out.write(json.dumps(d) + "\n")
        docs += 1
    print(docs, "documents,", bad, "sentences left out")


if __name__ == "__main__":
    main()
