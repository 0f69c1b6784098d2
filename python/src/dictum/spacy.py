"""A component for spaCy: ``nlp.add_pipe("dictum")`` sets ``doc.ents`` and ``doc._.dictum``."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from . import Reader
from ._reader import _shared


class Component:
    """Reads the text of a spaCy Doc; its entities are the names and values of the document.

    Those that begin or end within a token take the whole of it. ``doc._.dictum`` is the
    document that was read.
    """

    def __init__(self, reader: Reader):
        self.reader = reader
        if not Doc.has_extension("dictum"):
            Doc.set_extension("dictum", default=None)

    def __call__(self, doc: Doc) -> Doc:
        read = self.reader.read(doc.text)
        spans = (
            doc.char_span(m.start, m.end, label=m.type, kb_id=e.qid or "", alignment_mode="expand")
            for e in read.entities
            for m in e.mentions
            if m.kind in ("name", "value")
        )
        doc.set_ents(filter_spans([s for s in spans if s is not None]))
        doc._.dictum = read
        return doc


@Language.factory("dictum")
def create(nlp: Language, name: str) -> Any:
    """Makes the component; it shares its process with ``dictum.read``."""
    return Component(_shared)
