"""The gold over its texts, in the formats that the referees and the training scripts read."""

import texts

ARTICLE = {"P": "people", "O": "orgs", "L": "places", "F": "places"}
TYPES = {"P": "PERSON", "O": "ORG", "L": "GPE", "F": "FAC", "G": "NORP", "D": "WORK_OF_ART", "E": "EVENT", "T": "PRODUCT"}
CHAINS = {"P": "person", "O": "organization", "L": "place", "F": "place", "G": "group", "D": "object", "E": "event", "T": "object"}
# Roles of participants, as the referee of events knows them.
AGENTS = {"who": "Arg0", "whom": "Arg1", "what": "Arg1", "with": "Arg2"}


class View:
    """One laid article: its text, spans of characters, and names."""

    def __init__(self, row, text, gold):
        self.row, self.text, self.gold, self.offsets = row, text, gold, texts.Offsets(text)
        self.mentions = {e["id"]: [] for e in gold["entities"]}
        for m in gold["mentions"]:
            if len(m.get("entities", [])) == 1:
                self.mentions[m["entities"][0]].append(m)
        self.names = {i: self.names_of(ms) for i, ms in self.mentions.items()}
        self.named = [m["span"] for m in gold["mentions"] if m["kind"] == "name"]

    def words(self, span):
        return " ".join(self.text[slice(*span)].split())

    def bytes(self, span):
        return self.offsets.bytes(span)

    def names_of(self, mentions):
        """The names of an entity, the fullest first."""
        found = [self.words(m["span"]) for m in mentions if m["kind"] == "name"]
        return sorted(dict.fromkeys(found), key=lambda n: (-len(n.split()), -len(n)))

    def nested(self, m):
        """Whether a mention stands within a longer name, as a town's in that of its police."""
        s, e = m["span"]
        return any(a <= s and e <= b and (a, b) != (s, e) for a, b in self.named)

    def name(self, entity):
        return self.names[entity][0] if self.names.get(entity) else None


def articles(v):
    """For articles.py: people, bodies and places by name, statements by character."""
    out = {"id": v.row["key"], "text": v.text, "people": [], "orgs": [], "places": []}
    offices = {}
    for o in v.gold["offices"]:
        offices.setdefault(o["holder"], []).append(o)
    for e in v.gold["entities"]:
        if v.name(e["id"]) and e["id"][0] in ARTICLE:
            x = {"name": v.name(e["id"]), "aliases": v.names[e["id"]][1:]}
            if e["id"][0] == "P":
                x["roles"] = list(dict.fromkeys(v.words(o["office"]) for o in offices.get(e["id"], [])))
            if all(v.nested(m) for m in v.mentions[e["id"]] if m["kind"] == "name"):
                x["optional"] = True
            out[ARTICLE[e["id"][0]]].append(x)
    out["statements"] = [article_statement(v, s) for s in v.gold["statements"]]
    return out


def article_statement(v, s):
    names = [n for n in map(v.name, s["speakers"]) if n]
    x = {"spans": s["content"], "kind": s["form"], "speaker": names[0] if names else None, "speaker_kind": s["speaker_kind"],
         "source": v.words(s["source"]) if "source" in s else None}
    accept = names[1:] + [n for n in map(v.name, s.get("behalf", [])) if n]
    x.update({"accept": accept} if accept else {}, **({"weak": True} if s.get("weak") else {}))
    if s["class"] == "attitude" or s.get("doubt") or "parent" in s:
        x["optional"] = True
    return x


def quotes(v):
    """For score.py quotes: attributions, the outermost only."""
    out = []
    for s in v.gold["statements"]:
        if "parent" in s:
            continue
        name = v.name(s["speakers"][0]) if s["speakers"] else None
        out.append({**{k: [v.bytes(s[k])] if k in s else [] for k in ("source", "cue")}, "content": [v.bytes(p) for p in s["content"]],
                    "kind": s["form"], "speech": s["class"] == "statement", "speaker": name, "aliases": v.names[s["speakers"][0]][1:] if name else []})
    return {"id": v.row["key"], "text": v.text, "attributions": out}


def head(v, m):
    """The head word of a mention: the last of a noun phrase without what follows it; all of a name."""
    if m["kind"] != "noun":
        return v.bytes(m["span"])
    start, end = m["span"]
    last = v.text[start:end].split()[-1]
    return v.bytes([end - len(last), end])


def coref(v):
    """For score.py coref and score_more.py pronouns: chains; and every mention that means no entity."""
    ids = [i for i, ms in v.mentions.items() if ms]
    return {"id": v.row["key"], "text": v.text, "chains": [[v.bytes(m["span"]) for m in v.mentions[i]] for i in ids],
            "heads": [[head(v, m) for m in v.mentions[i]] for i in ids],
            "mentions": [[{"noun": "nominal", "adjective": "name"}.get(m["kind"], m["kind"]) for m in v.mentions[i]] for i in ids],
            "types": [CHAINS[i[0]] for i in ids], "named": [bool(v.names[i]) for i in ids], "entities": ids,
            "none": [{"span": v.bytes(m["span"]), "why": m["none"]} for m in v.gold["mentions"] if "none" in m],
            "several": [{"span": v.bytes(m["span"]), "entities": m["entities"]} for m in v.gold["mentions"] if len(m.get("entities", [])) > 1]}


def names(v):
    """For score.py ner --labels core: the outermost names."""
    found = [{**dict(zip(("start", "end"), v.bytes(m["span"]))), "type": "NORP" if m["kind"] == "adjective" else TYPES[m["entities"][0][0]]}
             for m in v.gold["mentions"] if m["kind"] in ("name", "adjective") and "entities" in m and not v.nested(m)]
    return {"id": v.row["key"], "text": v.text, "mentions": found}


def span_of(v, span):
    return dict(zip(("start", "end"), v.bytes(span)))


def relations(v):
    """For score_more.py relations: entities, facts and offices; the kinds are annotated exhaustively."""
    entities = [{"id": i, "type": TYPES[i[0]], "name": v.name(i) or "", "mentions": [span_of(v, m["span"]) for m in ms]} for i, ms in v.mentions.items()]
    kinds, rows, extra = sorted(FACT_KINDS), [], {}

    def value(span, type_):
        key = tuple(span)
        if key not in extra:
            extra[key] = f"v{len(extra) + 1}"
            entities.append({"id": extra[key], "type": type_, "name": v.words(span), "mentions": [span_of(v, span)]})
        return extra[key]

    def add(kind, subject, obj, x, **more):
        rows.append({"kind": kind, "subject": subject, "object": obj, "evidence": [span_of(v, x["evidence"])], **more,
                     **{k: x[k] for k in ("polarity", "modality", "former", "statement") if k in x}})

    for f in v.gold["facts"]:
        add(f["kind"], f["subject"], f["object"] if isinstance(f["object"], str) else value(f["object"], "DATE"), f)
    for o in v.gold["offices"]:
        add("position_held", o["holder"], value(o["office"], "ROLE"), o, status=o["status"])
        for body in o["organisations"]:
            kind = "head_of" if o.get("heads") else "works_for"
            add(kind, o["holder"], body, o, status=o["status"], also=["works_for", "member_of", "head_of"])
    for e in v.gold["events"]:
        if "entity" in e and v.mentions.get(e["entity"]):
            for p in e["participants"]:
                event_fact(v, e, p, add, value)
    return {"id": v.row["key"], "text": v.text, "entities": entities, "relations": rows, "kinds": kinds,
            "unrelated": [{"pair": u["pair"], "evidence": span_of(v, u["evidence"])} for u in v.gold["unrelated"]]}


def event_fact(v, e, p, add, value):
    """What an event with mentions of its own has: place, time, and who takes part."""
    if p["role"] == "where" and "entity" in p:
        add("event_place", e["entity"], p["entity"], e)
    elif p["role"] == "time" and "span" in p:
        add("event_date", e["entity"], value(p["span"], "DATE"), e)
    elif p["role"] in ("who", "whom") and "entity" in p:
        add("participated_in", p["entity"], e["entity"], e)


def nearest(v, entity, predicate):
    """The mention of an entity that stands nearest to a predicate."""
    ms = v.mentions.get(entity) or []
    return min((m["span"] for m in ms), key=lambda s: max(predicate[0] - s[1], s[0] - predicate[1]), default=None)


def events(v):
    """For score_more.py events. Main events only: a predicate that is not listed is unknown, not wrong."""
    out = []
    for e in v.gold["events"]:
        x = {"predicate": span_of(v, e["predicate"]), "kind": e["kind"], "participants": [], "places": [],
             **{k: e[k] for k in ("polarity", "modality", "statement") if k in e}}
        for p in e["participants"]:
            span = p.get("span") or nearest(v, p["entity"], e["predicate"])
            if not span:
                continue
            if p["role"] == "where":
                x["places"].append(span_of(v, span))
            elif p["role"] in AGENTS:
                x["participants"].append({**span_of(v, span), "role": AGENTS[p["role"]]})
            else:
                x[p["role"]] = span_of(v, span)
        out.append(x)
    return {"id": v.row["key"], "text": v.text, "events": out, "annotated": [v.bytes(e["evidence"]) for e in v.gold["events"]]}


FACT_KINDS = """works_for position_held member_of head_of citizen_of lives_in born_in died_in birth_date death_date educated_at spouse parent
 sibling relative based_in located_in part_of subsidiary_of founded created met opposes allied_with defeated killed attacked""".split()
ALL = {"articles": articles, "quotes": quotes, "coref": coref, "names": names, "relations": relations, "events": events}
