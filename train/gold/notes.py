"""Reads a reader's notes on an article and finds the words that they quote.

GUIDE.md says how notes are written. Places are spans of characters here.
"""

import re

import texts

ENTITY = re.compile(r"[POLFGDET]\d+$")
CLASSES = {"P": "person", "O": "organisation", "L": "place", "F": "facility", "G": "group", "D": "document", "E": "event", "T": "thing"}
NONE = {"0": "pleonastic", "*": "generic", "-": "other", "?": "unclear"}
PRONOUNS = set("""i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
 it its itself they them their theirs themselves""".split())
MORE_PRONOUNS = PRONOUNS | set("this that these those who whom whose which one both each all some many others another either neither".split())
DETERMINERS = set("the a an this that these those his her its their our my your some any no two three four several".split())
FACTS = set("""works_for member_of head_of citizen_of lives_in born_in died_in birth_date death_date educated_at spouse parent sibling relative
 based_in located_in part_of subsidiary_of founded created met opposes allied_with defeated killed attacked participated_in""".split())
EVENTS = set("""meet agree support aid yield request accuse reject threaten protest sanction coerce mobilise assault death injury crime arrest
 charge trial verdict lawsuit election appointment dismissal resignation law ruling purchase funding results launch closure strike accident
 disaster match award birth marriage visit move other""".split())
ROLES = "who whom what with where time toll amount".split()
MODES = {"denied", "planned", "possible", "former"}
STATUSES = {"former", "acting", "future"}
OPENING, CLOSING, DOUBLE = "“\"‘'«", "”\"’'»", "“”\"«»"
PLAIN = str.maketrans("’‘“”\u00a0", "''\"\" ")
DOTS = re.compile(r"(?<!\.)\.\.(?!\.)")


class Wrong(ValueError):
    """A line of notes that can't be read."""


def wordlike(c):
    return c.isalnum() or c == "_"


class Article:
    """A text whose sentences are numbered from 1."""

    def __init__(self, text):
        self.text, self.plain = text, text.translate(PLAIN)
        self.sentences = texts.sentences(text)

    def sentence(self, n):
        if not 1 <= n <= len(self.sentences):
            raise Wrong(f"there is no sentence {n}")
        return self.sentences[n - 1]

    def number(self, at):
        """The number of the sentence at a place."""
        return next((n for n, (s, e) in enumerate(self.sentences, 1) if s <= at < e), 0)

    def occurrences(self, words, start, end):
        """Where whole words stand between two places."""
        pattern = r"\s+".join(re.escape(w) for w in words.translate(PLAIN).split())
        found, at = [], start
        while pattern and (m := re.compile(pattern).search(self.plain, at, end)):
            first, last = m.start(), m.end()
            cut = (wordlike(self.plain[first]) and first > 0 and wordlike(self.plain[first - 1])
                   or wordlike(self.plain[last - 1]) and last < len(self.plain) and wordlike(self.plain[last]))
            if not cut:
                found.append((first, last))
            at = first + 1
        return found

    def candidates(self, words, start, end):
        """The places that words may mean: one, if #2 or the like stands after them."""
        words, _, nth = words.strip().partition("#") if re.search(r"#\d+$", words.strip()) else (words.strip(), "", "")
        found = self.occurrences(words, start, end)
        if not found:
            raise Wrong(f"not found: {words!r} in {self.plain[start:end]!r}")
        if nth:
            if not 1 <= int(nth) <= len(found):
                raise Wrong(f"{words!r} stands there {len(found)} times")
            return [found[int(nth) - 1]]
        return found

    def find(self, words, start, end, near=()):
        """The one place of words. Of several, the one that stands nearest to some span of near."""
        return nearest(self.candidates(words, start, end), near, words)

    def range(self, numbers):
        """The span of sentences "3" or "3-5"."""
        first, _, last = numbers.partition("-")
        return self.sentence(int(first))[0], self.sentence(int(last or first))[1]

    def without_stop(self, start, end):
        """The end of a content that runs to its sentence's end: a stop outside quotation marks is left out."""
        return end - 1 if self.text[end - 1] == "." and not self.text[start:end].endswith("...") else end

    def with_marks(self, start, end):
        """A span with the quotation marks around it."""
        before, after = self.text[start - 1:start], self.text[end:end + 2]
        if before and before in OPENING and (before in DOUBLE or start == 1 or not self.text[start - 2].isalnum()):
            start -= 1
        first = self.text[start]
        close = DOUBLE if first in DOUBLE or any(c in DOUBLE for c in self.text[start:end]) else CLOSING if first in OPENING else ""
        if after[:1] and after[:1] in close and self.open(start, end):
            end += 1
        elif len(after) == 2 and after[0] in ",.!?" and after[1] in close and self.open(start, end):
            end += 2
        return start, end

    def open(self, start, end):
        """Whether a quotation is still open at the end of a span."""
        piece = self.text[start:end]
        if piece[0] in "‘'":
            return True
        return piece.count("“") > piece.count("”") or piece.count("«") > piece.count("»") or piece.count('"') % 2 == 1

    def piece(self, written, base):
        """A piece of a content: "*", "words", "from..to", "from..", "..to", with "7:" before what stands in another sentence."""
        where, rest = re.fullmatch(r"(?:(\d+(?:-\d+)?):)?(.*)", written.strip(), re.S).groups()
        start, end = self.range(where or base)
        if rest == "*":
            return start, self.without_stop(start, end)
        parts = DOTS.split(rest)
        if len(parts) == 1:
            return self.with_marks(*self.find(rest, start, end))
        if len(parts) > 2:
            raise Wrong(f"more than one ..: {rest!r}")
        first, last = parts[0].strip(), parts[1].strip()
        to = re.fullmatch(r"(\d+):(.*)", last)
        to_start = start
        if to:
            to_start, end = self.sentence(int(to[1]))
            last = to[2]
        s = start
        if first:
            s, after = self.find(first, start, self.sentence_end(start, end, to))
            to_start = max(to_start, s)
        e = self.find(last, to_start, end)[1] if last else self.without_stop(s, end)
        return self.with_marks(s, e)

    def sentence_end(self, start, end, to):
        return self.sentence(self.number(start))[1] if to else end


def distance(a, b):
    return max(0, a[0] - b[1], b[0] - a[1])


def nearest(found, near, words):
    """The candidate that is nearest to some span of near."""
    ranked = sorted((min((distance(f, n) for n in near), default=0), f) for f in found)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise Wrong(f"{words!r} stands there {len(found)} times: write more words, or #1, #2 ... after it")
    return ranked[0][1]


def pieces(article, written, base):
    found = sorted(article.piece(p, base) for p in written.split(" + "))
    for a, b in zip(found, found[1:]):
        if a[1] > b[0]:
            raise Wrong(f"pieces overlap: {article.text[slice(*b)]!r}")
    return found


def kind_of(article, span, override):
    """name, noun or pronoun, by the words; or as the reader says."""
    if override:
        return {"^": "name", "~": "noun", "'": "adjective"}[override]
    words = article.text[slice(*span)]
    parts = words.split()
    if words.lower() in MORE_PRONOUNS:
        return "pronoun"
    if parts[0].lower() in DETERMINERS:
        return "noun"
    if len(parts) == 1 and any(span[0] == s for s, _ in article.sentences) and article.occurrences(words.lower(), 0, len(article.text)):
        return "noun"  # "Police" opens a sentence, and the text has "police" elsewhere
    return "name" if any(c.isupper() or c.isdigit() for c in parts[-1]) else "noun"


def entities_of(written, line):
    ids = written.split("+")
    for i in ids:
        if not ENTITY.match(i):
            raise Wrong(f"no entity: {i!r} in {line!r}")
    return ids


MENTION = re.compile(r"\s*(\S.*?)=([~^']?)([POLFGDET]\d+(?:\+[POLFGDET]\d+)*|[0*?-])(?=\s|$)")


def mentions(article, n, rest, out):
    """Mentions of a sentence, each sought after the start of the one before."""
    start, end = article.sentence(n)
    at, used, last = start, {tuple(m["span"]) for m in out}, 0
    for m in MENTION.finditer(rest):
        if rest[last:m.start()].strip():
            raise Wrong(f"can't read {rest[last:m.start()]!r}")
        last = m.end()
        words, override, who = m[1].strip(), m[2], m[3]
        span = mention_span(article, words, start, at, end, used)
        used.add(span)
        at = span[0]
        mention = {"span": span, "kind": kind_of(article, span, override)}
        mention.update({"none": NONE[who]} if who in NONE else {"entities": who.split("+")})
        out.append(mention)
    if rest[last:].strip():
        raise Wrong(f"can't read {rest[last:].strip()!r}")


def mention_span(article, words, start, at, end, used):
    if re.search(r"#\d+$", words):
        return article.find(words, start, end)
    if DOTS.search(words):
        return shortest(article, *DOTS.split(words), at, end, used)
    free = [f for f in article.occurrences(words, start, end) if f not in used]
    if not free:
        raise Wrong(f"not found (again): {words!r} in {article.plain[start:end]!r}")
    return next((f for f in free if f[0] >= at), free[0])


def shortest(article, first, last, at, end, used):
    """The first span from some words to others that holds neither twice."""
    for e in article.occurrences(last, at, end):
        starts = [s[0] for s in article.occurrences(first, at, e[0])]
        if starts and (starts[-1], e[1]) not in used:
            return starts[-1], e[1]
    raise Wrong(f"not found (again): {first!r} to {last!r}")


def flags(written, known, valued):
    """Flags such as "former" and fields such as "time=since May"."""
    out, rest = {}, written.strip()
    stop = "|".join([*(v + "=" for v in valued), *(k + r"(?:\s|$)" for k in known)])
    for m in re.finditer(rf"\b({'|'.join(valued)})=(.*?)(?=\s(?:{stop})|$)", rest) if valued else ():
        out[m[1]] = m[2].strip()
        rest = rest.replace(m[0], " ", 1)
    for f in rest.split():
        if f not in known:
            raise Wrong(f"unknown: {f!r}")
        out[f] = True
    return out


def fields(rest, least, most):
    parts = [p.strip() for p in rest.split("|")]
    if not least <= len(parts) <= most:
        raise Wrong(f"{len(parts)} fields, not {least} to {most}")
    return parts + [""] * (most - len(parts))


def spots(article, words, base):
    """The spans that words may mean; none for "-"."""
    if words in ("", "-"):
        return []
    where, rest = re.fullmatch(r"(?:(\d+):)?(.*)", words, re.S).groups()
    start, end = article.range(where or base)
    parts = DOTS.split(rest)
    if len(parts) == 2 and all(parts):
        return [shortest(article, *parts, start, end, ())]
    return article.candidates(rest, start, end)


def spot(article, words, base, near=()):
    """The span of words, the nearest to some span of near; none for "-"."""
    found = spots(article, words, base)
    return nearest(found, near, words) if found else None


def source_and_cue(article, source, cue, base, speaker):
    """The spans of a source and a cue: of several the ones that stand nearest to each other."""
    sources, cues = spots(article, source, base), spots(article, cue, base)
    sources = [s for s in sources if any(distance(s, m) == 0 for m in speaker)] or sources
    if len(sources) > 1 and len(cues) > 1:
        pairs = sorted((distance(s, c), s, c) for s in sources for c in cues)
        if pairs[0][0] == pairs[1][0]:
            raise Wrong(f"{source!r} and {cue!r} stand there more than once: write more words, or #1, #2 ... after them")
        return pairs[0][1:]
    return (nearest(sources, cues, source) if sources else None), (nearest(cues, sources, cue) if cues else None)


def statement(article, kind, rest, out):
    head, source, cue, content, more = fields(rest, 4, 5)
    m = re.fullmatch(r"(\d+(?:-\d+)?)\s+(\S+)", head)
    if not m:
        raise Wrong("a statement begins with its sentence and its speaker")
    base, who = m.groups()
    source, cue = source_and_cue(article, source, cue, base, spans_of(out, who))
    f = flags(more, ("denied", "declined", "weak", "doubt"), ("to", "for"))
    s = {"class": "statement" if kind == "S" else "attitude", "speakers": [] if who == "-" else entities_of(who, rest),
         "source": source, "cue": cue, "content": pieces(article, content, base)}
    s["polarity"] = next((p for p in ("denied", "declined") if p in f), None)
    s.update({k: True for k in ("weak", "doubt") if k in f})
    if "to" in f:
        s["addressee"] = {"entity": f["to"]} if ENTITY.match(f["to"]) else {"span": spot(article, f["to"], base)}
    if "for" in f:
        s["behalf"] = entities_of(f["for"], rest)
    out["statements"].append(s)


def spans_of(out, who):
    """The mentions of entities."""
    return [m["span"] for m in out["mentions"] if set(who.split("+")) & set(m.get("entities", []))]


def office(article, rest, out):
    head, words, organisation, more = fields(rest, 3, 4)
    n, who = head.split()
    f = flags(more, (*STATUSES, "head"), ("time",))
    o = {"holder": entities_of(who, rest)[0], "office": spot(article, words, n, spans_of(out, who)), "sentence": int(n),
         "organisations": [] if organisation == "-" else entities_of(organisation, rest),
         "status": next((s for s in f if s in STATUSES), "current"), "heads": "head" in f}
    if not o["office"]:
        raise Wrong("an office has words")
    if "time" in f:
        o["time"] = spot(article, f["time"], n)
    out["offices"].append(o)


def fact(article, rest, out):
    head, trigger, more = fields(rest, 1, 3)
    m = re.fullmatch(r"(\d+)\s+(\w+)\s+(\w+)\s+(.+)", head)
    if not m or m[2] not in FACTS:
        raise Wrong("a fact is: sentence, kind, subject, object; kinds: " + " ".join(sorted(FACTS)))
    n, kind, subject, obj = m.groups()
    f = flags(more, MODES, ("time",))
    x = {"kind": kind, "sentence": int(n), "subject": entities_of(subject, rest)[0],
         "object": obj if ENTITY.match(obj) else spot(article, obj.strip('"'), n), "trigger": spot(article, trigger, n, spans_of(out, subject + "+" + obj)), **modality(f)}
    if "time" in f:
        x["time"] = spot(article, f["time"], n)
    out["facts"].append(x)


def modality(f):
    return {"polarity": "denied" if "denied" in f else "asserted", "former": "former" in f,
            "modality": next((m for m in ("planned", "possible") if m in f), "actual")}


def event(article, rest, out):
    head, predicate, participants, more = fields(rest, 2, 4)
    m = re.fullmatch(r"(\d+)\s+(\w+)(?:\s+(E\d+))?", head)
    if not m or m[2] not in EVENTS:
        raise Wrong("an event is: sentence, kind, entity if it has one; kinds: " + " ".join(sorted(EVENTS)))
    n, kind, entity = m.groups()
    e = {"kind": kind, "sentence": int(n), "predicate": spot(article, predicate, n), "participants": [], **modality(flags(more, MODES, ()))}
    if not e["predicate"]:
        raise Wrong("an event has a predicate")
    if entity:
        e["entity"] = entity
    for role, value in flags(participants, (), ROLES).items():
        for v in value.split("+") if re.fullmatch(r"[POLFGDET]\d+(\+[POLFGDET]\d+)*", value) else [value]:
            e["participants"].append({"role": role, **({"entity": v} if ENTITY.match(v) else {"span": spot(article, v.strip('"'), n, [e["predicate"]])})})
    out["events"].append(e)


def unrelated(article, rest, out):
    parts = rest.split()
    if len(parts) != 3:
        raise Wrong("a pair is: sentence, entity, entity")
    article.sentence(int(parts[0]))
    out["unrelated"].append({"sentence": int(parts[0]), "pair": [entities_of(p, rest)[0] for p in parts[1:]]})


def read(text, written):
    """The records of notes, and what is wrong with them: [(line number, complaint)]."""
    article = Article(text)
    out = {k: [] for k in ("mentions", "statements", "offices", "facts", "events", "unrelated")}
    lines = [(k, line.strip()) for k, line in enumerate(written.splitlines(), 1)]
    lines = [(k, line) for k, line in lines if line and not line.startswith("%")]
    wrong = []
    readers = {"S": lambda r: statement(article, "S", r, out), "A": lambda r: statement(article, "A", r, out), "R": lambda r: office(article, r, out),
               "F": lambda r: fact(article, r, out), "V": lambda r: event(article, r, out), "N": lambda r: unrelated(article, r, out)}
    lines.sort(key=lambda x: not x[1][0].isdigit())  # mentions first: the others name their entities
    for k, line in lines:
        try:
            m = re.match(r"(\d+):(.*)", line)
            if m:
                mentions(article, int(m[1]), m[2], out["mentions"])
            elif line[0] in readers and line[1:2] == " ":
                readers[line[0]](line[2:])
            else:
                raise Wrong("a line begins with a sentence number and a colon, or with S, A, R, F, V, N and a space")
        except (Wrong, ValueError) as e:
            wrong.append((k, str(e)))
    out["mentions"].sort(key=lambda m: (m["span"][0], -m["span"][1]))
    return article, out, sorted(wrong)
