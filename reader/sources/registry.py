"""The sources there are, and the door through which every file comes in."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.decoding import beginning
from reader.sources.files import LIMIT, MEBIBYTE, printable, read_file, refuse_size
from reader.sources.source import Outcome, Reading, Refusal, SourceError, TooMuch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.sources.source import Source
    from reader.sources.text import PlainText


class Listed(NamedTuple):
    """A source in the list. Its module is imported for no file but one that may be its own.

    marks: in small letters; one of them stands in the first 64 KiB of every file that the source claims.
    """

    module: str
    marks: tuple[bytes, ...]

    @property
    def source(self) -> Source:
        """The source, which tells for certain what it claims."""
        found: Source = import_module(self.module).SOURCE
        return found


def _listed(module: str, *marks: bytes) -> Listed:
    return Listed(f"reader.sources.{module}", marks)


_PLAIN = _listed("text", b"")
SOURCES: tuple[Listed, ...] = (
    _listed("pdf", b"%pdf-"),
    _listed("docx", b"pk"),
    _listed("odt", b"pk", b"office:document"),
    _listed("epub", b"pk"),
    _listed("rtf", b"{\\rtf"),
    _listed("zipped", b"pk"),
    _listed("gzipped", b"\x1f\x8b\x08"),
    _listed("tarred", b"ustar"),
    _listed("feeds", b"<rss", b"<rdf:rdf", b"xmlns"),
    _listed("opml", b"<opml"),
    _listed("plists", b"bplist00", b"<plist"),
    _listed("links", b"[internetshortcut]", b"[desktop entry]"),
    _listed("html", b"<"),
    _listed("mhtml", b"content-location:", b"saved by", b"x-mimeole:"),
    *(_listed(module, b"from:") for module in ("mailbox", "mail")),
    _listed("json_rows", b"{", b"["),
    _listed("csv_rows", b",", b"\t", b";", b"|", b'"'),
    _listed("markdown", b"#", b"](", b"**", b"```", b"~~~", b"---"),
    _PLAIN,
)
"""In the order they are asked: what one mark tells, then what many do. Plain text stands last: it takes whatever no other
claims, and names what it cannot read."""
_NEAR = 1 << 16

DEPTH = 3
"""How many files deep a file may lie within others: an article in an archive, in an archive, attached to a mail."""
_WITHIN = " \u203a "
MOST_FILES = 20_000
"""How many inner files are read of one file."""
MOST_BYTES = 1024 * MEBIBYTE
"""How much all inner files of one file may hold, unpacked."""


class _Spent:
    def __init__(self) -> None:
        self.files = self.bytes = 0


class _Inside:
    """Reads files within a file, so deep and so many and no more."""

    def __init__(self, path: tuple[str, ...], spent: _Spent) -> None:
        self.path, self.spent = path, spent

    def read(self, raw: bytes, name: str) -> Iterator[Outcome]:
        yield from self.unpack(lambda: raw, len(raw), name)

    def unpack(self, unpacked: Callable[[], bytes], size: int, name: str) -> Iterator[Outcome]:
        inner = _Inside((*self.path, name), self.spent)
        self.spent.files += 1
        self.count(size)
        try:
            inner._refuse_too_deep()
            yield from _read(unpacked(), name, inner)
        except TooMuch:
            raise
        except SourceError as error:
            yield Refusal(str(error), inner.name)

    def count(self, size: int) -> None:
        self.spent.bytes += size
        self._refuse_too_much()

    def named(self, part: str) -> str:
        return f"{self.name}{_WITHIN}{printable(part)}"

    @property
    def name(self) -> str:
        return _WITHIN.join(map(printable, self.path))

    def _refuse_too_deep(self) -> None:
        if len(self.path) > DEPTH + 1:
            raise SourceError(f"{self.name} lies too deep in other files: unpack it first.")

    def _refuse_too_much(self) -> None:
        outer = printable(self.path[0])
        if self.spent.files > MOST_FILES:
            raise TooMuch(f"{outer} holds more than {MOST_FILES:,} files: unpack it, and import a part at a time.")
        if self.spent.bytes > MOST_BYTES:
            raise TooMuch(f"{outer} unpacks to more than {MOST_BYTES // MEBIBYTE:,} MiB: unpack it, and import a part at a time.")


def source_of(raw: bytes) -> Source:
    """Return the source that reads these bytes: the first that claims them, of those whose marks they bear."""
    head = beginning(raw, _NEAR).lower()
    borne = (listed for listed in SOURCES if any(mark in head for mark in listed.marks))
    return next(source for source in (listed.source for listed in borne) if source.claims(raw))


def read(path: Path) -> Iterator[Outcome]:
    """Yield the articles in a file, and what in it gave none.

    Raises:
        SourceError: nothing more can be had from it; the message says why and what to do.
    """
    yield from read_bytes(read_file(path), path.name or str(path))


def read_bytes(raw: bytes, name: str) -> Iterator[Outcome]:
    """Yield the articles in the bytes of a file; its format is found by content, and the name serves for messages only.

    Raises:
        SourceError: nothing more can be had from it; the message says why and what to do.
    """
    yield from _read(raw, name, _Inside((name,), _Spent()))


def read_text(path: Path) -> PlainText | None:
    """Return the text in a file of plain text; None for any other file, which may take long or be hard to read.

    Raises:
        SourceError: the file cannot be read, or not as text; the message says why and what to do.
    """
    raw = read_file(path)
    if source_of(raw) is not _PLAIN.source:
        return None
    from reader.sources.text import plain_text  # noqa: PLC0415 - a source is imported for no file but one that may be its own

    return plain_text(raw, path.name or str(path))


def read_plain(path: Path) -> Reading | None:
    """Return the article in a file of plain text; None for any other file, as `read_text` does. Raises SourceError as it does."""
    plain = read_text(path)
    return Reading(plain.article(), plain.notes, printable(path.name or str(path))) if plain else None


def _read(raw: bytes, name: str, inside: _Inside) -> Iterator[Outcome]:
    if len(raw) > LIMIT:
        refuse_size(name, len(raw))
    for outcome in source_of(raw).read(raw, name, inside):
        yield outcome if outcome.name else outcome._replace(name=inside.name)
