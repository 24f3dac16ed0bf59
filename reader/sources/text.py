"""Plain text, and what its lines plainly are: a title, a date, a caption, a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from reader.core.article import Article, digest_of, normalise
from reader.sources.decoding import decode
from reader.sources.files import printable, refuse_empty, refuse_long_text
from reader.sources.foreign import Foreign, foreign, share_of_controls
from reader.sources.source import Inside, Outcome, Reading, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_NULS = 0.05
_MOST_CONTROLS = 0.01
_BINARY = Foreign("binary files")


class PlainText(NamedTuple):
    """A plain text in normal form, not yet laid out. notes: as of the `Reading` it makes."""

    text: str
    notes: tuple[str, ...]

    @property
    def digest(self) -> str:
        """That of the article."""
        return digest_of(self.text)

    def article(self) -> Article:
        """Return the article that it makes."""
        return _laid_out(self.text)


def article_of_text(text: str) -> Article:
    """Return the article that a plain text makes: the text whole, in normal form, and its blocks."""
    return _laid_out(normalise(text))


def _laid_out(text: str) -> Article:
    from reader.sources.paragraphs import paragraphs  # noqa: PLC0415 - a text that the library has is not laid out again
    from reader.sources.roles import cast  # noqa: PLC0415 - as above

    blocks, meta = cast(text, paragraphs(text))
    return Article(text, blocks, meta)


def plain_text(raw: bytes, name: str) -> PlainText:
    """Return the text in the bytes of a file of plain text. name: of the file, for messages.

    Raises SourceError.
    """
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
    return PlainText(text, decoded.notes)


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    plain = plain_text(raw, name)
    yield Reading(plain.article(), plain.notes)


def _refuse_kind(name: str, found: Foreign) -> NoReturn:
    raise SourceError(f"Reader can't read {found.kind}: {found.advice.format(printable(name))}")


SOURCE = Source("plain text", claims=lambda _: True, read=_read)
