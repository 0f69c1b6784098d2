"""Reads news articles: who is in them, who said what, what happened.

    >>> import dictum
    >>> article = dictum.read('"Every crane has been checked," Maria Okoye told reporters.')
    >>> [(q.speaker.name, q.text) for q in article.quotes]
    [('Maria Okoye', '"Every crane has been checked,"')]

``read`` reads one article and ``read_all`` many; both share one process of the program
that the package brings with it. A ``Reader`` is such a process with options of its own.
``frames`` makes pandas data frames, and ``dictum.spacy`` is a component for spaCy.
"""

from ._frames import frames
from ._reader import Article, ArticleError, DictumError, Reader, read, read_all
from ._document import Block, Document, Entity, Event, Fact, Mention, Participant, Quote, Role, Span, When
from ._version import VERSION as __version__

__all__ = [
    "Article",
    "ArticleError",
    "Block",
    "DictumError",
    "Document",
    "Entity",
    "Event",
    "Fact",
    "Mention",
    "Participant",
    "Quote",
    "Reader",
    "Role",
    "Span",
    "When",
    "__version__",
    "frames",
    "read",
    "read_all",
]
