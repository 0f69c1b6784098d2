"""The types of what is read, made of the JSON that the program writes.

The program counts bytes of UTF-8; here every place is counted in characters, so that
``document.text[span.start:span.end]`` is the span's text.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Union

Place = Callable[[int], int]


@dataclass(frozen=True)
class Span:
    """A place in the article's text: characters from start up to, not including, end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Block(Span):
    """A paragraph, headline, dateline, byline, caption, heading or list_item."""

    kind: str


@dataclass(frozen=True)
class Mention(Span):
    """A place that means an entity. Its kind is name, nominal, pronoun or value."""

    type: str
    kind: str


@dataclass(frozen=True)
class Role(Span):
    """The words for what a person is, such as "foreign minister"."""


@dataclass(eq=False)
class Entity:
    """A person, organisation, place, date, amount or other thing that an article names.

    Its type is one of OntoNotes' eighteen: PERSON, ORG, GPE, DATE and so on.
    """

    id: str
    type: str
    name: str
    aliases: List[str]
    mentions: List[Mention]
    roles: List[Role]
    gender: Optional[str] = None
    """female or male, where the text tells it."""
    affiliation: Optional["Entity"] = field(default=None, repr=False)
    qid: Optional[str] = None
    """The item of Wikidata that it most likely is."""
    qid_confidence: Optional[float] = None
    key: Optional[str] = None
    """The identifier in a list of the user's own."""
    node: Optional[str] = None
    value: Optional[Dict[str, str]] = None
    """What a date, time, number or amount means: timex, start, end, number, unit, currency."""


@dataclass(eq=False)
class Quote:
    """What somebody said, wrote or thought, in one piece or more."""

    kind: str
    """direct, mixed or indirect."""
    text: str
    """All of the content, joined."""
    content: List[Span]
    quoted: List[Span]
    """The parts in quotation marks."""
    cue: Optional[Span]
    """The words that tell of the saying, such as "said"."""
    source: Optional[Span]
    """The words for who said it, such as "she"."""
    speaker: Optional[Entity]
    joint: List[Entity]
    """Others who said it too."""
    speaker_kind: str
    """person, unnamed-person, unnamed-group, organisation, document, or nothing."""
    addressee: Optional[Entity]
    polarity: str
    """affirmed, denied, declined, or nothing."""
    speech: bool
    """False for a belief, wish or perception."""
    nested: List["Quote"]
    confidence: float
    node: Optional[str] = None

    @property
    def speakers(self) -> List[Entity]:
        """Everybody with a name who said it."""
        return ([self.speaker] if self.speaker else []) + self.joint

    @property
    def speaker_text(self) -> str:
        """Who said it, in words: the speakers' names, or the words for the source."""
        return " and ".join(e.name for e in self.speakers) or (self.source.text if self.source else "")


@dataclass(eq=False)
class When:
    """A date that the article gives: the words, and what they mean, such as 2021-08."""

    words: Span
    means: Optional[Dict[str, str]]


@dataclass(eq=False)
class Fact:
    """A relation that the article tells, such as works_for, with the words that prove it."""

    kind: str
    subject: Entity
    object: Union[Entity, Span]
    evidence: Span
    polarity: str
    modality: str
    claim: Optional[Quote]
    """The quote that claims it; None where the article itself does."""
    confidence: float
    of: Optional[Entity] = None
    """The organisation or place of an office."""
    at: Optional[When] = None
    since: Optional[When] = None
    until: Optional[When] = None
    standing: Optional[str] = None
    """former, acting or incoming, of an office."""


@dataclass(frozen=True)
class Participant(Span):
    """Who or what takes part in an event."""

    entity: Optional[Entity] = None
    role: Optional[str] = None


@dataclass(eq=False)
class Event:
    """What happened: a predicate with those who took part."""

    predicate: Span
    lemma: str
    kind: Optional[str]
    participants: List[Participant]
    places: List[Participant]
    date: Optional[When]
    amounts: List[Entity]
    evidence: Span
    polarity: str
    modality: str
    claim: Optional[Quote]
    confidence: float


@dataclass(eq=False)
class Document:
    """What was read in one article."""

    id: str
    text: str
    title: Optional[str]
    url: Optional[str]
    published: Optional[str]
    blocks: List[Block]
    entities: List[Entity]
    quotes: List[Quote]
    facts: List[Fact]
    events: List[Event]
    json: Dict[str, Any] = field(repr=False)
    """The document as the program wrote it; its places are bytes of the UTF-8 text."""

    @classmethod
    def from_json(cls, data: Dict[str, Any]) -> "Document":
        """Makes a document of one that ``dictum extract --format jsonl`` wrote, already parsed."""
        return _Builder(data).document()

    def of_type(self, *types: str) -> List[Entity]:
        """The entities of any of the types, in the order of the document."""
        return [e for e in self.entities if e.type in types]


class _Builder:
    def __init__(self, data: Dict[str, Any]):
        self.data = data
        self.text: str = data["text"]
        self.at = _characters(data)
        self.entities: Dict[str, Entity] = {}
        self.quotes: List[Quote] = []

    def document(self) -> Document:
        d = self.data
        for e in d["entities"]:
            self.entities[e["id"]] = self.entity(e)
        for e in d["entities"]:
            self.entities[e["id"]].affiliation = self.named(e.get("affiliation"))
        self.quotes = [self.quote(q) for q in d["quotes"]]
        return Document(
            id=d["id"], text=self.text, title=d.get("title"), url=d.get("url"), published=d.get("published"),
            blocks=[Block(**self.place(b), kind=b["kind"]) for b in d["blocks"]],
            entities=list(self.entities.values()), quotes=self.quotes,
            facts=[self.fact(f) for f in d.get("facts") or []],
            events=[self.event(e) for e in d.get("events") or []],
            json=d,
        )

    def place(self, x: Dict[str, Any]) -> Dict[str, Any]:
        start, end = self.at(x["start"]), self.at(x["end"])
        return {"start": start, "end": end, "text": self.text[start:end]}

    def span(self, x: Optional[Dict[str, Any]]) -> Optional[Span]:
        return Span(**self.place(x)) if x else None

    def spans(self, xs: Optional[List[Dict[str, Any]]]) -> List[Span]:
        return [Span(**self.place(x)) for x in xs or []]

    def named(self, id: Optional[str]) -> Optional[Entity]:
        return self.entities[id] if id else None

    def entity(self, e: Dict[str, Any]) -> Entity:
        optional = {k: e[k] for k in ("gender", "qid", "qid_confidence", "key", "node", "value") if k in e}
        return Entity(
            id=e["id"], type=e["type"], name=e["name"], aliases=e["aliases"],
            mentions=[Mention(**self.place(m), type=m["type"], kind=m["kind"]) for m in e["mentions"]],
            roles=[Role(**self.place(r)) for r in e["roles"]],
            **optional,
        )

    def quote(self, q: Dict[str, Any]) -> Quote:
        return Quote(
            kind=q["kind"], text=q["text"], content=self.spans(q["content"]), quoted=self.spans(q["quoted"]),
            cue=self.span(q["cue"]), source=self.span(q["source"]), speaker=self.named(q["speaker"]),
            joint=[self.entities[id] for id in q["joint"] or []], speaker_kind=q["speaker_kind"],
            addressee=self.named(q["addressee"]), polarity=q["polarity"], speech=q["speech"],
            nested=[self.quote(n) for n in q["nested"] or []], confidence=q["confidence"], node=q.get("node"),
        )

    def when(self, x: Optional[Dict[str, Any]]) -> Optional[When]:
        return When(words=Span(**self.place(x["words"])), means=x.get("means")) if x else None

    def claim(self, n: Optional[int]) -> Optional[Quote]:
        return None if n is None else self.quotes[n]

    def fact(self, f: Dict[str, Any]) -> Fact:
        o = f["object"]
        return Fact(
            kind=f["kind"], subject=self.entities[f["subject"]],
            object=self.entities[o] if isinstance(o, str) else Span(**self.place(o)),
            evidence=Span(**self.place(f["evidence"])), polarity=f["polarity"], modality=f["modality"],
            claim=self.claim(f["claim"]), confidence=f["confidence"], of=self.named(f.get("of")),
            at=self.when(f.get("at")), since=self.when(f.get("from")), until=self.when(f.get("until")),
            standing=f.get("standing"),
        )

    def participant(self, p: Dict[str, Any]) -> Participant:
        return Participant(**self.place(p), entity=self.named(p.get("entity")), role=p.get("role"))

    def event(self, e: Dict[str, Any]) -> Event:
        return Event(
            predicate=Span(**self.place(e["predicate"])), lemma=e["lemma"], kind=e.get("kind"),
            participants=[self.participant(p) for p in e["participants"]],
            places=[self.participant(p) for p in e["places"]], date=self.when(e.get("date")),
            amounts=[self.entities[id] for id in e.get("amounts") or []],
            evidence=Span(**self.place(e["evidence"])), polarity=e["polarity"], modality=e["modality"],
            claim=self.claim(e["claim"]), confidence=e["confidence"],
        )


def _characters(data: Dict[str, Any]) -> Place:
    """Returns the function from a byte of the text to the character that begins there."""
    text: str = data["text"]
    if "text_base64" in data:  # bytes that are no UTF-8, each of them one character of text
        raw = base64.b64decode(data["text_base64"])
        return _table(len(c.encode("utf-8", "surrogateescape")) for c in raw.decode("utf-8", "surrogateescape"))
    if text.isascii():
        return lambda at: at
    return _table(len(c.encode()) for c in text)


def _table(sizes: Any) -> Place:
    at, places = 0, {}
    for n, size in enumerate(sizes):
        places[at] = n
        at += size
    places[at] = len(places)
    return places.__getitem__
