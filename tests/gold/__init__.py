"""A gold standard of our own: articles written for it, tagged by the scheme "news". README.md says how, and what each is for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.baseline.training import marked

if TYPE_CHECKING:
    from reader.core.spans import Span

_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"split: (dev|test|seed)\n\n")


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

    Raises GoldError for a missing header, and for what `marked.parse` refuses.
    """
    header = _HEADER.match(source)
    if header is None:
        raise GoldError(f"{name}: it needs “split: dev” (or test, or seed) and an empty line at the top.")
    try:
        text, spans = marked.parse(source[header.end() :].removesuffix("\n"))
    except marked.MarkBroken as error:
        raise GoldError(f"{name}: {error}") from error
    return GoldArticle(name, header.group(1), text, spans)
