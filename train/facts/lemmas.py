"""Writes the dictionary forms that no rule tells: python lemmas.py OUT.txt CONLLU …

A line "v lemma" is a known verb, "n lemma" a known noun, and "v form lemma", "n form lemma" an irregular form.
"""
import sys
from collections import Counter, defaultdict


def candidates(form, verb):
    out = [form]
    if verb:
        if form.endswith("ies"): out.append(form[:-3] + "y")
        if form.endswith("es"): out += [form[:-1], form[:-2]]
        elif form.endswith("s"): out.append(form[:-1])
        for end in ("ed", "ing"):
            if form.endswith(end):
                stem = form[:-len(end)]
                out += [stem + "e", stem]
                if len(stem) > 2 and stem[-1] == stem[-2]: out.append(stem[:-1])
                if end == "ed" and stem.endswith("i"): out.append(stem[:-1] + "y")
    else:
        if form.endswith("ies"): out.append(form[:-3] + "y")
        if form.endswith("es"): out += [form[:-1], form[:-2]]
        elif form.endswith("s"): out.append(form[:-1])
    return out


def main():
    known, forms = {"v": Counter(), "n": Counter()}, defaultdict(Counter)
    for path in sys.argv[2:]:
        for line in open(path, encoding="utf-8"):
            c = line.rstrip("\n").split("\t")
            if len(c) < 5 or not c[1].isalpha() or not c[2].isalpha() or not c[1].isascii(): continue
            k = "v" if c[4].startswith("VB") else "n" if c[4] in ("NN", "NNS") else None
            if k:
                known[k][c[2].lower()] += 1
                forms[k, c[1].lower()][c[2].lower()] += 1
    out = open(sys.argv[1], "w")
    for k in "vn":
        for lemma, n in sorted(known[k].items()):
            if n >= 2: out.write(f"{k} {lemma}\n")
        for (kk, form), ls in sorted(forms.items()):
            lemma, n = ls.most_common(1)[0]
            if kk == k and n >= 2 and lemma not in candidates(form, k == "v"):
                out.write(f"{k} {form} {lemma}\n")


if __name__ == "__main__":
    main()
