"""A gold standard of our own: articles written for it, tagged by the scheme "news". README.md says how, and what each is for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from reader.core.spans import Span

_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"split: (dev|test|seed)\n\n")
_MARK = re.compile(r"\[([^\[\]|]*)\|([A-Z]+)\]")


class GoldError(ValueError):
    """A gold article is not written as README.md says; the message says where."""


class GoldArticle(NamedTuple):
    """A text and all its spans, in text order, none overlapping another. name: of its file, without the ending."""

    name: str
    split: str
    text: str
    spans: tuple[Span, ...]


def articles(split: str | None = None) -> list[GoldArticle]:
    """Return the articles of a split ("dev", "test" or "seed"), or all, by name. Raises GoldError."""
    found = [parse(path.stem, path.read_bytes().decode()) for path in sorted(_FOLDER.glob("*.txt"))]
    return [article for article in found if split in (None, article.split)]


def parse(name: str, source: str) -> GoldArticle:
    """Read one article from its source: a header, then the text with marks like ``[Mosul|GPE]``.

    Raises GoldError for a missing header, an empty surface, one with a blank at an edge or a line end in it, and a broken mark.
    """
    header = _HEADER.match(source)
    if header is None:
        raise GoldError(f"{name}: it needs “split: dev” (or test, or seed) and an empty line at the top.")
    marked = source[header.end() :].removesuffix("\n")
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(marked):
        surface, label = mark.groups()
        if not surface or surface != surface.strip() or "\n" in surface:
            raise GoldError(f"{name}: {mark.group()!r} is empty, has a blank at an edge, or goes over a line end.")
        text += _plain(name, marked[at : mark.start()])
        spans.append(Span(len(text), len(text) + len(surface), label))
        text += surface
        at = mark.end()
    return GoldArticle(name, header.group(1), text + _plain(name, marked[at:]), tuple(spans))


def _plain(name: str, between: str) -> str:
    """Return the text between two marks, after a look for what was meant to be one. A bar alone may stand in a text."""
    broken = re.search(r"\|[A-Za-z]*\]|\[[^\]]*\|", between)
    if broken:
        raise GoldError(
            f"{name}: a mark is broken near {between[max(0, broken.start() - 20) : broken.end()]!r}; marks do not nest."
        )
    return between
