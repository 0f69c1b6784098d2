"""Writes which first names are short for others: pairs that stand before one last
name, as label and alias of one person, for four people or more.

    python identity/nicknames.py GAZ/wikidata/names.tsv > ../internal/identity/nicknames.tsv
"""
import collections
import csv
import re
import sys
import unicodedata

TITLES = {"sir", "dame", "lord", "lady", "gov", "sen", "rep", "dr", "gen", "king", "prince", "pope", "saint"}
LEAST, LEAST_UNLIKE = 4, 9  # people; where the two do not begin with one letter


def fold(s):
    s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c)).lower()
    return re.sub(r"[.'’]", "", s).split()


def alike(a, b):
    """Two letters in a row of one are in the other."""
    return any(a[i:i + 2] in b for i in range(len(a) - 1))


def main():
    csv.field_size_limit(1 << 24)
    people = collections.defaultdict(set)
    with open(sys.argv[1], encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["type"] != "PERSON":
                continue
            names = [n for n in map(fold, [row["name"], *row["aliases"].split("|")]) if 2 <= len(n) <= 4]
            for i, a in enumerate(names):
                for b in names[i + 1:]:
                    if a[-1] == b[-1] and a[0] != b[0] and min(len(a[0]), len(b[0])) > 2 and (a[0] + b[0]).isalpha():
                        people[tuple(sorted((a[0], b[0])))].add(row["qid"])
    for (a, b), items in sorted(people.items()):
        if len(items) >= (LEAST if a[0] == b[0] else LEAST_UNLIKE) and alike(a, b) and not {a, b} & TITLES:
            print(a, b, len(items), sep="\t")


if __name__ == "__main__":
    main()
