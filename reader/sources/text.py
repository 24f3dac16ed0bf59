"""Plain text, and what its lines plainly are: a title, a date, a caption, a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from reader.core.article import Article, normalise
from reader.sources.decoding import decode
from reader.sources.files import printable, refuse_empty, refuse_long_text
from reader.sources.foreign import Foreign, foreign, share_of_controls
from reader.sources.paragraphs import paragraphs
from reader.sources.roles import cast
from reader.sources.source import Inside, Outcome, Reading, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_NULS = 0.05
_MOST_CONTROLS = 0.01
_BINARY = Foreign("binary files")


def article_of_text(text: str) -> Article:
    """Return the article that a plain text makes: the text whole, in normal form, and its blocks."""
    return _laid_out(normalise(text))


def _laid_out(text: str) -> Article:
    blocks, meta = cast(text, paragraphs(text))
    return Article(text, blocks, meta)


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    kind = foreign(raw)
    if kind:
        _refuse_kind(name, kind)
    refuse_long_text(name, len(raw))
    decoded = decode(raw)
    if decoded is None or decoded.text.count("\0") > _MOST_NULS * len(decoded.text):
        _refuse_kind(name, _BINARY)
    # A mark at the start of the text itself is one too many: it would be taken for one of the file's when read again.
    text = normalise(decoded.text).lstrip("\ufeff")
    # Counted in the normal form, so that what was read once is read alike from what an export wrote.
    if share_of_controls(text) > _MOST_CONTROLS:
        _refuse_kind(name, _BINARY)
    if not text.strip():
        refuse_empty(name)
    yield Reading(_laid_out(text), decoded.notes)


def _refuse_kind(name: str, found: Foreign) -> NoReturn:
    raise SourceError(f"Reader can't read {found.kind}: {found.advice.format(printable(name))}")


SOURCE = Source("plain text", claims=lambda _: True, read=_read)
