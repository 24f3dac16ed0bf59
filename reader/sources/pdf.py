"""PDF files (ISO 32000): the text that is in them, in the order in which it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from reader.core.article import Metadata
from reader.sources.composing import compose, filled, known_as, one_line
from reader.sources.dates import read_date
from reader.sources.files import printable, refuse_damaged
from reader.sources.pdf_layout import columns, without_running_heads
from reader.sources.pdf_lines import Line, page_lines
from reader.sources.pdf_paragraphs import body_size, pieces
from reader.sources.source import Inside, Outcome, Reading, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # pypdfium2 5 ships no types

_LATE = re.compile(rb"[\r\n]%PDF-\d")
_REACH = 1024
_MOST_PAGES = 5_000
_MOST_LETTERS = 10_000_000
"""Some two million words: each letter is asked for on its own, which takes two microseconds in all."""
_MOST_ON_PAGE = 1_000_000
_EXCUSE = re.compile(r"If this message is not eventually\s+replaced by the proper contents")
"""What the one page of a form says whose text is in another format (XFA) to all other programs."""
_LONGEST_EXCUSE = 2_000
_MADE_UP_TITLE = re.compile(r"(?i)microsoft word - |untitled|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|tex|dvi|html?)\Z|\W*\Z")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:([+-])(\d\d)'?(\d\d)?|Z)?")


class _Pages(NamedTuple):
    """lines: of each page. bare: the numbers of those without a letter. broken: of those that cannot be read."""

    lines: list[list[Line]]
    bare: list[int]
    broken: list[int]


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    document = _opened(raw, name)
    try:
        if len(document) > _MOST_PAGES:
            raise SourceError(f"{printable(name)} has more than {_MOST_PAGES:,} pages: cut it into smaller files first.")
        pages, properties, attached = _pages(document, name), _properties(document), document.count_attachments()
    finally:
        document.close()
    lines = [line for page in pages.lines for line in page]
    if not lines:
        _refuse_bare(name, pages)
    common = body_size(lines)
    held = without_running_heads(pages.lines, common)
    article = compose(pieces([column for page in held for column in columns(page)], common), name, title=properties.title)
    if len(article.text) < _LONGEST_EXCUSE and _EXCUSE.search(article.text):
        raise SourceError(f"{printable(name)} is a form that only Adobe's own programs show: print it there to a new PDF.")
    yield Reading(known_as(article, filled(article.meta, properties)), _notes(pages, attached))


def _opened(raw: bytes, name: str) -> PdfDocument:
    import pypdfium2 as pdfium  # noqa: PLC0415 - on use: slow

    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(
                f"{printable(name)} is locked with a password: open it with its password, and print it to a new PDF without one."
            ) from error
        if "security" in str(error).lower():
            raise SourceError(
                f"{printable(name)} is locked in a way that Reader doesn't know: print it to a new PDF where it opens."
            ) from error
        refuse_damaged(name, "PDF file")


def _pages(document: PdfDocument, name: str) -> _Pages:
    import pypdfium2 as pdfium  # noqa: PLC0415

    pages = _Pages([], [], [])
    letters = 0
    for at in range(len(document)):
        try:
            page = document[at]
            text = page.get_textpage()
            count = text.count_chars()
            letters += count
            if letters > _MOST_LETTERS or count > _MOST_ON_PAGE:
                _refuse_long(name)
            lines = page_lines(text, at + 1)
            text.close()
            page.close()
        except pdfium.PdfiumError:
            pages.broken.append(at + 1)
            continue
        pages.lines.append(lines)
        if not lines:
            pages.bare.append(at + 1)
    return pages


def _refuse_long(name: str) -> NoReturn:
    raise SourceError(f"{printable(name)} holds more text than can be read at once: cut it into smaller files first.")


def _refuse_bare(name: str, pages: _Pages) -> NoReturn:
    if pages.broken or not pages.bare:
        refuse_damaged(name, "PDF file")
    raise SourceError(f"{printable(name)} holds pictures of pages and no text: run OCR on it first.")


def _notes(pages: _Pages, attached: int) -> tuple[str, ...]:
    """Return what was not read: pages that are pictures, among others that are text, broken ones, and files attached."""
    found = []
    if pages.bare:
        found.append(f"{_shown(pages.bare)} no text: if there are pictures of words there, run OCR on the file first.")
    if pages.broken:
        found.append(f"{_shown(pages.broken)} nothing that could be read: the file is damaged there.")
    if attached > 0:
        files = "A file attached to it was" if attached == 1 else f"{attached:,} files attached to it were"
        found.append(f"{files} left out: save what you want of that from a PDF viewer, and import it.")
    return tuple(found)


def _shown(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]} holds"
    return f"{len(numbers):,} pages, from page {numbers[0]} on, hold"


def _properties(document: PdfDocument) -> Metadata:
    said = {key: one_line(value) for key, value in document.get_metadata_dict().items() if value}
    title = said.get("Title", "")
    return Metadata(
        title="" if _MADE_UP_TITLE.match(title) else title,
        byline=said.get("Author", ""),
        published=_date(said.get("CreationDate", "")),
    )


def _date(said: str) -> str:
    """Return a date of a PDF (ISO 32000-1, 7.9.4) in ISO 8601."""
    found = _DATE.match(said)
    if not found:
        return ""
    year, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    if not (month and day):
        return year
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "+00:00" if said.endswith("Z") else ""
    return read_date(f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone}" if hour else ""))


def _claims(raw: bytes) -> bool:
    """Programs take up to a kilobyte of anything before the beginning; in a text, no such end follows."""
    return raw.startswith(b"%PDF-") or (_LATE.search(raw, 0, _REACH) is not None and b"%%EOF" in raw[-_REACH:])


SOURCE = Source("PDF", claims=_claims, read=_read)
