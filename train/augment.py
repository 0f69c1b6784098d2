"""Training texts made from others: other names, other quotation marks, other verbs of saying, tables, datelines.

Everything works on characters. An edit is (start, end, new); spans move with the text.
"""

import csv
import json
import re
from collections import defaultdict

import marks

LATIN = re.compile(r"[A-Za-zÀ-ɏ .&’'-]+")
GOVERNED = {"Municipality", "District", "Region", "County", "Province", "City", "Republic", "State", "North", "South"}
STYLES = [("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"), ("''", "''"), ("``", "''")]
STYLE_WEIGHTS = [4, 4, 3, 1, 1, 1, 1]


def rewrite(text, edits):
    """The text with the edits made, and a function that moves a position (and says which side it belongs to)."""
    out, at, shift = [], 0, [(0, 0)]  # from this position on, this shift
    d = 0
    for s, e, new in sorted(edits):
        if s < at:
            continue
        out += [text[at:s], new]
        at = e
        d += len(new) - (e - s)
        shift.append((e, d))
    out.append(text[at:])
    keys = [k for k, _ in shift]

    def move(p):
        from bisect import bisect_right
        return p + shift[bisect_right(keys, p) - 1][1]
    return "".join(out), move


def restyle(text, rng):
    """Edits that give the text other quotation marks."""
    opener, closer = rng.choices(STYLES, STYLE_WEIGHTS)[0]
    return [(s, e, opener if kind == marks.OPEN else closer)
            for s, e, kind, nested in marks.scan(text) if not nested and text[s:e] not in ("‘", "’", "'")]


class Names:
    """Names of people, places and organisations to put in the place of others."""

    def __init__(self, data, places):
        self.given, self.surname, self.person, self.org = set(), set(), set(), set()
        with open(data / "gaz/aliases.tsv", encoding="utf-8") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                n = row["name"]
                if not LATIN.fullmatch(n):
                    continue
                if row["type"] == "person":
                    w = n.split()
                    if 2 <= len(w) <= 4 and all(x[:1].isupper() and x.isalpha() for x in w):
                        self.given.add(w[0]); self.surname.add(w[-1]); self.person.add(n)
                elif (row["type"] in ("org", "company", "media") or row["type"] == "gov" and "of" in n.split()) and \
                        n[:1].isupper() and len(n.split()) <= 5 and "," not in n and not set(n.split()) & GOVERNED:
                    self.org.add(n)
        with open(data / "gaz/sec-tickers/mappings.csv", encoding="utf-8") as f:
            for row in csv.DictReader(f):
                n = re.sub(r"[, ]+(Inc|Corp|Ltd|Co|Plc|LLC|Llc|L\.?P)\.?$", "", row["Name"]).strip()
                if n and "/" not in n and "," not in n and len(n.split()) <= 4:
                    self.org.add(n)
        with open(data / "gaz/popular-names-by-country/common-forenames-by-country.csv", encoding="utf-8-sig") as f:
            self.given |= {r["Romanized Name"] for r in csv.DictReader(f) if LATIN.fullmatch(r["Romanized Name"]) and r["Romanized Name"].istitle()}
        with open(data / "gaz/popular-names-by-country/common-surnames-by-country.csv", encoding="utf-8-sig") as f:
            self.surname |= {r["Romanized Name"] for r in csv.DictReader(f) if LATIN.fullmatch(r["Romanized Name"]) and r["Romanized Name"].istitle()}
        self.city, self.big = set(), set()
        with open(data / "gaz/geonames/cities5000.tsv", encoding="utf-8") as f:
            for line in f:
                c = line.rstrip("\n").split("\t")
                if c[1].replace(" ", "").replace("-", "").isalpha() and len(c[1].split()) <= 2:
                    self.city.add(c[1])
                    if int(c[-1] or 0) > 300_000:
                        self.big.add(c[1])
        terr = json.load(open(data / "gaz/cldr/en/territories.json"))["main"]["en"]["localeDisplayNames"]["territories"]
        self.country = {n for c, n in terr.items() if len(c) == 2 and c.isalpha() and "(" not in n and "&" not in n}
        self.gpe = places.gpe
        for k in ("given", "surname", "person", "org", "city", "big", "country"):
            setattr(self, k, sorted(getattr(self, k)))

    def orgs_of(self, docs):
        """Adds the organisations of the training sets, which look like those of the news."""
        self.seen = sorted({t[s:e] for t, spans in docs for s, e, k in spans if k.lower().startswith("org") and e - s > 1})
        self.acronyms = [o for o in self.seen if o.isupper() and o.isalpha() and 2 <= len(o) <= 6]
        self.long = [o for o in self.seen if len(o.split()) > 1 and o[0].isupper() and "\n" not in o]

    def an_org(self, rng, like=""):
        if like.isupper():
            return rng.choice(self.acronyms)
        return rng.choice(self.long if rng.random() < .5 else self.org)

    def a_person(self, rng):
        if rng.random() < .5:
            return rng.choice(self.person)
        return f"{rng.choice(self.given)} {rng.choice(self.surname)}"

    def swap(self, text, spans, rng, person=.6, place=.4, org=.4):
        """Edits that put other names in the place of the text's, one for one."""
        known, edits = {}, []
        order = sorted(spans, key=lambda x: x[0] - x[1])
        for s, e, kind in order:
            name, k = text[s:e], kind.lower()[:3]
            if "\n" in name:
                continue
            if k == "per":
                words = [m for m in re.finditer(r"[^\W\d_]+", name) if len(m[0]) > 2 and m[0][0].isupper() and not m[0].isupper()]
                for n, m in enumerate(words):
                    w = m[0]
                    if w not in known:
                        pool = self.given if n == 0 and len(words) > 1 else self.surname
                        known[w] = rng.choice(pool) if rng.random() < person else w
                    if known[w] != w:
                        edits.append((s + m.start(), s + m.end(), known[w]))
            elif k in ("loc", "org") and name not in known:
                if k == "loc":
                    ok = name.lower() in self.gpe and name[0].isupper() and not name.isupper() and rng.random() < place
                    known[name] = rng.choice((self.city, self.big, self.country)[rng.randrange(3)]) if ok else name
                else:
                    ok = name[0].isupper() and rng.random() < org
                    known[name] = self.an_org(rng, name) if ok else name
            if k in ("loc", "org") and known[name] != name:
                edits.append((s, e, known[name]))
        return edits

    def dateline(self, rng):
        """(text, spans) of the line that opens an agency's report."""
        b = Text()
        city = rng.choice(self.big if rng.random() < .7 else self.city)
        b.add(city.upper() if rng.random() < .7 else city, "Location")
        if rng.random() < .4:
            b.add(", "); b.add(rng.choice(self.country), "Location")
        if rng.random() < .35:
            b.add(", "); b.add(f"{rng.choice(MONTHS)} {rng.randint(1, 28)}", "Date")
        if rng.random() < .8:
            b.add(" ("); b.add(rng.choice(self.acronyms) if rng.random() < .6 else rng.choice(self.seen), "Organization"); b.add(")")
        b.add(rng.choice((" - ", " — ", " -- ", " – ", ": ")))
        return b.text, b.spans

    def credit(self, rng):
        b = Text()
        b.add(rng.choice(("Photo: ", "Photo by ", "Photograph: ", "Image: ", "(Photo: ", "Picture: ", "Credit: ", "By ", "Reporting by ", "Written by ", "Editing by ")))
        b.add(self.a_person(rng), "Person")
        if rng.random() < .5:
            b.add(rng.choice(("/", " / ", ", ", " | "))); b.add(self.an_org(rng), "Organization")
        return b.text, b.spans

    def table(self, rng):
        """(text, spans) of a page of results: a team called by its town is an organisation, by its country a place."""
        b = Text()
        country = rng.random() < .35
        team = lambda: ((rng.choice(self.country), "Location") if country else
                        (rng.choice(self.big if rng.random() < .6 else self.city), "Organization"))
        cap = rng.random() < .15
        put = lambda x: b.add(x[0].upper() if cap else x[0], x[1])
        person = lambda: (self.a_person(rng), "Person")
        land = lambda: (rng.choice(self.country), "Location")
        sport = rng.choice(("SOCCER", "CRICKET", "TENNIS", "GOLF", "RUGBY UNION", "BASKETBALL", "ATHLETICS", "HOCKEY", "CYCLING", "BASEBALL", "Football", "Tennis", "Results", "Standings"))
        b.add(sport + rng.choice((" - ", ": ", "-", " — ")))
        if rng.random() < .5:
            put(team()); b.add(rng.choice((" BEAT ", " DRAW WITH ", " LOSE TO ", " beat ", " IN ", " hold ", " v "))); put(team())
            if rng.random() < .5:
                b.add(f" {rng.randint(0, 5)}-{rng.randint(0, 5)}")
        else:
            b.add(rng.choice(("RESULTS", "STANDINGS", "FINAL RESULTS", "SCOREBOARD", "LEAGUE RESULTS", "SUMMARIES", "Latest scores")))
        b.add(rng.choice((".", " .", "")) + "\n")
        if rng.random() < .6:
            b.add(rng.choice(self.big).upper(), "Location"); b.add(f" {rng.randint(1980, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}\n" if rng.random() < .5 else "\n")
        kind = rng.randrange(6)
        for n in range(rng.randint(4, 14)):
            if kind == 0:
                put(team()); b.add(f" {rng.randint(0, 5)} "); put(team()); b.add(f" {rng.randint(0, 5)}")
            elif kind == 1:
                b.add(f"{n + 1}. " if rng.random() < .8 else ""); put(person()); b.add(rng.choice((" ( ", " ("))); put(land())
                b.add(rng.choice((" ) ", ") ")) + f"{rng.randint(1, 59)}.{rng.randint(0, 99):02}")
            elif kind == 2:
                put(person()); b.add(" ("); put(land()); b.add(") beat "); put(person()); b.add(" ("); put(land())
                b.add(f") {rng.randint(0, 7)}-{rng.randint(0, 7)} {rng.randint(0, 7)}-{rng.randint(0, 7)}")
            elif kind == 3:
                put(team()); b.add("".join(f" {rng.randint(0, 60)}" for _ in range(rng.randint(4, 8))))
            elif kind == 4:
                put(team()); b.add(rng.choice((" at ", " AT ", " v ", " vs. "))); put(team())
            else:
                b.add(f"{n + 1}. "); put(person()); b.add(rng.choice((", ", " - ", " "))); put((self.an_org(rng), "Organization")); b.add(f", {rng.randint(1, 99)}")
            b.add("\n")
        return b.text, b.spans


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
          "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]


class Text:
    """A text under construction, with its spans."""

    def __init__(self):
        self.text, self.spans = "", []

    def add(self, s, kind=None):
        if kind:
            self.spans.append((len(self.text), len(self.text) + len(s), kind))
        self.text += s
