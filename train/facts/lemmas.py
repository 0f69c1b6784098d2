"""Writes the dictionary forms that no rule tells: python lemmas.py OUT.txt VOCABULARY CONLLU …

A line "v lemma" is a known verb, "n lemma" a known noun, and "v form lemma", "n form lemma" an irregular form. VOCABULARY has a word a
line, the most frequent first: of what "underscored" may be the past of, the most frequent is the verb, where the rules of
internal/facts would take another one.
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


def vowel(c):
    return c in "aeiou"


def short(s):
    n = len(s)
    return 2 < n < 5 and vowel(s[n - 2]) and not vowel(s[n - 3]) and not vowel(s[n - 1]) and s[n - 1] not in "wxy"


def guess(form, known):
    """The verb that internal/facts takes a form in "ed" or "ing" for."""
    s = form[:-2] if form.endswith("ed") else form[:-3]
    if form.endswith("ied"):
        stems = [form[:-1], form[:-3] + "y"]
    elif len(s) > 2 and s[-1] == s[-2]:
        stems = [s[:-1], s] if s[-1] in "lsz" else [s, s[:-1]]
    elif short(s):
        stems = [s + "e", s, s + "e"]
    elif s.endswith(("v", "c", "s", "u", "z", "at", "dg")):
        stems = [s, s + "e"]
    else:
        stems = [s + "e", s]
    return next((x for x in stems if x in known), stems[-1])


COMMON = 45_000  # the forms that are looked at


def mistaken(vocabulary, known, irregular):
    """The verbs that a rule would miss."""
    rank = {w: i for i, w in enumerate(vocabulary)}
    out = set()
    for form in vocabulary[:COMMON]:
        if len(form) < 6 or not (form.isascii() and form.isalpha() and form.endswith(("ed", "ing"))) or form in irregular or form in known:
            continue
        stem = form[:-2] if form.endswith("ed") else form[:-3]
        stems = [x for x in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else "") if len(x) > 2 and x in rank]
        guessed = guess(form, known)
        if not stems or guessed in known:
            continue
        best = min(stems, key=rank.get)
        base = best.removesuffix("e")
        is_verb = sum(x in rank for x in (base + "ed", base + "ing", base + base[-1] + "ed", base + base[-1] + "ing")) >= 2
        if best != guessed and is_verb and (guessed not in rank or rank[guessed] > 4 * rank[best]):
            out.add(best)
    return out


def main():
    known, forms = {"v": Counter(), "n": Counter()}, defaultdict(Counter)
    vocabulary = open(sys.argv[2], encoding="utf-8").read().split()
    for path in sys.argv[3:]:
        for line in open(path, encoding="utf-8"):
            c = line.rstrip("\n").split("\t")
            if len(c) < 5 or not c[1].isalpha() or not c[2].isalpha() or not c[1].isascii(): continue
            k = "v" if c[4].startswith("VB") else "n" if c[4] in ("NN", "NNS") else None
            if k:
                known[k][c[2].lower()] += 1
                forms[k, c[1].lower()][c[2].lower()] += 1
    out = open(sys.argv[1], "w")
    for k in "vn":
        lemmas = {lemma for lemma, n in known[k].items() if n >= 2}
        if k == "v":
            lemmas |= mistaken(vocabulary, lemmas, {form for kk, form in forms if kk == k})
        for lemma in sorted(lemmas):
            out.write(f"{k} {lemma}\n")
        for (kk, form), ls in sorted(forms.items()):
            lemma, n = ls.most_common(1)[0]
            if kk == k and n >= 2 and lemma not in candidates(form, k == "v"):
                out.write(f"{k} {form} {lemma}\n")


if __name__ == "__main__":
    main()
