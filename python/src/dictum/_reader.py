"""Runs the program that the package brings with it, one process for many articles."""

from __future__ import annotations

import atexit
import collections
import json
import os
import re
import subprocess
import sys
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Deque, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Union

from ._document import Document


class DictumError(Exception):
    """The program could not be started, or ended before its work was done."""


class ArticleError(DictumError):
    """An article could not be read. Others still can."""

    def __init__(self, message: str, article: "Article"):
        super().__init__(message)
        self.article = article


@dataclass(frozen=True)
class Article:
    """A text, with what is known of it.

    ``published`` is what "on Thursday" is reckoned from: a date, a datetime, or their
    text (2025-07-04, or RFC 3339).
    """

    text: str
    id: Optional[str] = None
    title: Optional[str] = None
    url: Optional[str] = None
    published: Union[date, datetime, str, None] = None

    def _line(self) -> bytes:
        given = {"text": self.text, "id": self.id, "title": self.title, "url": self.url, "published": self._day()}
        for name, value in given.items():
            if value is not None and not isinstance(value, str):
                raise TypeError(f"{name} is {type(value).__name__}, not str")
        if self.text is None:
            raise TypeError("text is None, not str")
        return json.dumps({k: v for k, v in given.items() if v is not None}).encode() + b"\n"

    def _day(self) -> Optional[str]:
        p = self.published
        if isinstance(p, datetime):
            return (p if p.tzinfo else p.astimezone()).isoformat()
        return p.isoformat() if isinstance(p, date) else p


Readable = Union[str, Article, Mapping[str, Any]]
"""An article, a mapping with the names of its fields, or its text alone."""


def _article(x: Readable) -> Article:
    if isinstance(x, Article):
        return x
    if isinstance(x, str):
        return Article(x)
    if isinstance(x, Mapping):
        return Article(**{k: x.get(k) for k in ("text", "id", "title", "url", "published")})
    raise TypeError(f"an article is a str, a mapping or an Article, not {type(x).__name__}")


def program() -> Path:
    """The path of the program: the package's own, or DICTUM_BINARY where that is set."""
    given = os.environ.get("DICTUM_BINARY")
    if given:
        return Path(given)
    return Path(__file__).parent / "bin" / ("dictum.exe" if sys.platform == "win32" else "dictum")


class Reader:
    """A process that reads articles. It is safe to use from several threads.

    ``workers`` is how many articles are read at the same time (as many as there are cores
    by default), ``names`` lists of names of your own as CSV, ``kb`` bases that "dictum kb
    build" made, ``model`` a model in place of the built-in one, and ``max_bytes`` the
    length above which an article is refused (0 for none).

    The process starts with the first article and ends with ``close``, or the ``with``
    block, or the interpreter.
    """

    def __init__(
        self,
        *,
        workers: Optional[int] = None,
        names: Sequence[Union[str, Path]] = (),
        kb: Sequence[Union[str, Path]] = (),
        model: Union[str, Path, None] = None,
        max_bytes: Optional[int] = None,
    ):
        flags = ["--input=jsonl", "--format=jsonl"]
        for name, value in [("workers", workers), ("model", model), ("max-bytes", max_bytes)]:
            if value is not None:
                flags.append(f"--{name}={value}")
        flags += [f"--names={n}" for n in names] + [f"--kb={k}" for k in kb]
        self._flags = flags
        self._window = 4 * (workers or os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._process: Optional[_Process] = None

    def read(self, text: Readable, **known: Any) -> Document:
        """Reads one article; ``known`` is what an Article can hold besides its text."""
        return self._submit(Article(text, **known) if known else _article(text)).result()

    def read_all(self, articles: Iterable[Readable], *, errors: str = "raise") -> Iterator[Union[Document, ArticleError]]:
        """Reads many articles at once and yields their documents in order, holding only a few.

        An article that cannot be read raises an ArticleError. With ``errors="yield"`` the
        error comes in the document's place, and with ``errors="skip"`` nothing does.
        """
        if errors not in ("raise", "yield", "skip"):
            raise ValueError(f'errors is {errors!r}, not "raise", "yield" or "skip"')
        return self._all(articles, errors)

    def _all(self, articles: Iterable[Readable], errors: str) -> Iterator[Union[Document, ArticleError]]:
        waiting: Deque["Future[Document]"] = collections.deque()
        for article in articles:
            waiting.append(self._submit(_article(article)))
            if len(waiting) > self._window:
                yield from _outcome(waiting.popleft(), errors)
        while waiting:
            yield from _outcome(waiting.popleft(), errors)

    def _submit(self, article: Article) -> "Future[Document]":
        line = article._line()
        with self._lock:
            if self._process is None or self._process.ended():
                self._process = _Process(self._flags)
            process = self._process
        return process.submit(article, line)

    def close(self) -> None:
        """Ends the process once it has read what it was given. The next article starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.close()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _outcome(future: "Future[Document]", errors: str) -> Iterator[Union[Document, ArticleError]]:
    try:
        yield future.result()
    except ArticleError as e:
        if errors == "raise":
            raise
        if errors == "yield":
            yield e


class _Process:
    """One run of the program: articles in as lines, and for each its document or its error."""

    ORIGIN = re.compile(r"stdin:(\d+)")
    ERROR = re.compile(r"dictum: stdin:(\d+): (?!warning: )(.*)")

    def __init__(self, flags: List[str]):
        command = [str(program()), "extract", *flags]
        pipe = subprocess.PIPE
        try:
            self.child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
        except OSError as e:
            raise DictumError(f"{command[0]}: {e.strerror}") from e
        self.writing, self.lock = threading.Lock(), threading.Lock()
        self.lines = 0
        self.waiting: Dict[int, Any] = {}  # the future and the article of each line without an outcome
        self.said: Deque[str] = collections.deque(maxlen=5)  # what it said last that is about no article
        self.over = False
        errors = threading.Thread(target=self._errors, daemon=True)
        errors.start()
        self.reading = threading.Thread(target=self._documents, args=[errors], daemon=True)
        self.reading.start()

    def ended(self) -> bool:
        return self.over

    def submit(self, article: Article, line: bytes) -> "Future[Document]":
        future: "Future[Document]" = Future()
        with self.writing:
            with self.lock:
                self.lines += 1
                self.waiting[self.lines] = future, article
                over = self.over
            if not over:
                try:
                    self.child.stdin.write(line)  # type: ignore[union-attr]
                    self.child.stdin.flush()  # type: ignore[union-attr]
                    return future
                except (OSError, ValueError):
                    pass  # it has ended: the thread that reads its documents tells every future
        self.reading.join()
        self._fail()
        return future

    def close(self) -> None:
        self._close_input()
        self.reading.join()

    def _close_input(self) -> None:
        with self.writing:
            try:
                self.child.stdin.close()  # type: ignore[union-attr]
            except OSError:
                pass

    def _take(self, line: int) -> Any:
        with self.lock:
            return self.waiting.pop(line, (None, None))

    def _documents(self, errors: threading.Thread) -> None:
        for line in self.child.stdout:  # type: ignore[union-attr]
            data = json.loads(line)
            at = self.ORIGIN.fullmatch(data.pop("origin", ""))
            future, article = self._take(int(at[1]) if at else 0)
            if future is None:
                continue
            if article.id is not None:  # which the program alters where another article had it before
                data["id"] = article.id
            try:
                future.set_result(Document.from_json(data))
            except Exception as e:
                future.set_exception(e)
        errors.join()
        self.child.wait()
        self._fail()
        self._close_input()
        self.child.stdout.close()  # type: ignore[union-attr]
        self.child.stderr.close()  # type: ignore[union-attr]

    def _errors(self) -> None:
        for raw in self.child.stderr:  # type: ignore[union-attr]
            line = raw.decode("utf-8", "replace").rstrip()
            at = self.ERROR.fullmatch(line)
            future, article = self._take(int(at[1])) if at else (None, None)
            if future is None:
                self.said.append(line)
            else:
                future.set_exception(ArticleError(at[2], article))

    def _fail(self) -> None:
        """Gives an error to whoever still waits, once the process has ended."""
        with self.lock:
            self.over = True
            waiting, self.waiting = self.waiting, {}
        said = "; ".join(self.said)
        for future, _ in waiting.values():
            future.set_exception(DictumError(f"the program ended with status {self.child.returncode}: {said}"))


_shared = Reader()
atexit.register(_shared.close)


def read(text: Readable, **known: Any) -> Document:
    """Reads one article, as ``Reader().read`` does."""
    return _shared.read(text, **known)


def read_all(articles: Iterable[Readable], *, errors: str = "raise") -> Iterator[Union[Document, ArticleError]]:
    """Reads many articles and yields their documents in order, as ``Reader().read_all`` does."""
    return _shared.read_all(articles, errors=errors)
