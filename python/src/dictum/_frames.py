"""Documents as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Optional

from ._document import Document, Entity, Event, Fact, Quote, Span

if TYPE_CHECKING:
    import pandas


def frames(documents: Iterable[Document]) -> "Dict[str, pandas.DataFrame]":
    """Makes the pandas data frames articles, entities, mentions, quotes, facts and events.

    Rows are joined by ``article``, the document's id, and ``entity``, the entity's id in it.
    """
    import pandas

    tables: Dict[str, List[Dict[str, Any]]] = {name: [] for name in _COLUMNS}
    for d in documents:
        tables["articles"].append({"article": d.id, "title": d.title, "url": d.url, "published": d.published, "text": d.text})
        for e in d.entities:
            tables["entities"].append(_entity(d, e))
            tables["mentions"] += (
                {"article": d.id, "entity": e.id, "kind": m.kind, "start": m.start, "end": m.end, "text": m.text} for m in e.mentions
            )
        tables["quotes"] += (_quote(d, q) for q in d.quotes)
        tables["facts"] += (_fact(d, f) for f in d.facts)
        tables["events"] += (_event(d, e) for e in d.events)
    return {name: pandas.DataFrame(rows, columns=_COLUMNS[name]) for name, rows in tables.items()}


_COLUMNS = {
    "articles": ["article", "title", "url", "published", "text"],
    "entities": ["article", "entity", "type", "name", "gender", "roles", "affiliation", "qid", "node", "mentions"],
    "mentions": ["article", "entity", "kind", "start", "end", "text"],
    "quotes": ["article", "kind", "text", "speaker", "speaker_name", "source", "cue", "speaker_kind", "addressee", "polarity", "speech",
               "confidence", "start", "end"],
    "facts": ["article", "kind", "subject", "subject_name", "object", "object_name", "since", "until", "polarity", "modality", "claimed_by",
              "confidence", "evidence"],
    "events": ["article", "kind", "lemma", "participants", "places", "date", "polarity", "modality", "claimed_by", "confidence", "evidence"],
}


def _entity(d: Document, e: Entity) -> Dict[str, Any]:
    return {"article": d.id, "entity": e.id, "type": e.type, "name": e.name, "gender": e.gender, "roles": [r.text for r in e.roles],
            "affiliation": e.affiliation and e.affiliation.name, "qid": e.qid, "node": e.node, "mentions": len(e.mentions)}


def _quote(d: Document, q: Quote) -> Dict[str, Any]:
    return {"article": d.id, "kind": q.kind, "text": q.text, "speaker": q.speaker and q.speaker.id, "speaker_name": q.speaker and q.speaker.name,
            "source": _text(q.source), "cue": _text(q.cue), "speaker_kind": q.speaker_kind or None,
            "addressee": q.addressee and q.addressee.name, "polarity": q.polarity or None, "speech": q.speech, "confidence": q.confidence,
            "start": q.content[0].start if q.content else None, "end": q.content[-1].end if q.content else None}


def _fact(d: Document, f: Fact) -> Dict[str, Any]:
    thing = f.object if isinstance(f.object, Entity) else None
    return {"article": d.id, "kind": f.kind, "subject": f.subject.id, "subject_name": f.subject.name, "object": thing and thing.id,
            "object_name": thing.name if thing else _text(f.object), "since": _text(f.since and f.since.words),
            "until": _text(f.until and f.until.words), "polarity": f.polarity or None, "modality": f.modality or None,
            "claimed_by": f.claim and f.claim.speaker_text, "confidence": f.confidence, "evidence": f.evidence.text}


def _event(d: Document, e: Event) -> Dict[str, Any]:
    return {"article": d.id, "kind": e.kind, "lemma": e.lemma, "participants": [p.text for p in e.participants],
            "places": [p.text for p in e.places], "date": _text(e.date and e.date.words), "polarity": e.polarity or None,
            "modality": e.modality or None, "claimed_by": e.claim and e.claim.speaker_text, "confidence": e.confidence,
            "evidence": e.evidence.text}


def _text(span: Optional[Span]) -> Optional[str]:
    return span.text if span else None
