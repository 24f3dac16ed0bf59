"""OpenDocument texts (OASIS OpenDocument 1.3): headings, paragraphs, lists and tables, in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.core.article import BlockKind
from reader.sources.composing import Piece, compose, filled, known_as
from reader.sources.decoding import beginning
from reader.sources.files import printable, refuse_damaged
from reader.sources.foreign import BEFORE_ROOT
from reader.sources.office import properties_of, style_role
from reader.sources.source import Inside, Outcome, Reading, Source, SourceError
from reader.sources.xml_safely import attribute, local_name, parse, seen, walked
from reader.sources.zip_listing import is_zip, lists
from reader.sources.zips import open_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from reader.core.article import Metadata

_KIND = "OpenDocument text"
_MIME = b"application/vnd.oasis.opendocument.text"
_MIME_REACH = 200
_FIRST = slice(30, 38)
"""Where the name of the first member of a container stands."""
_FLAT = re.compile(BEFORE_ROOT + rb"<office:document\b[^<>]*\bmimetype\s*=\s*[\"']" + re.escape(_MIME), re.DOTALL)
_HEAD = 1 << 15
_UNSEEN = frozenset(("note", "annotation", "tracked-changes", "ruby-text"))
_STANDS_FOR = {"tab": "\t", "line-break": "\n"}
_MOST_BLANKS = 100
_PARAGRAPHS = frozenset(("p", "h"))
_NOTES_LEFT_OUT = "Its footnotes and comments were left out."


def _claims(raw: bytes) -> bool:
    """Tell by the type, which is the first member and not packed, or any one where somebody has packed all anew; or flat XML."""
    if lists(raw, "content.xml"):
        return _MIME in (raw[:_MIME_REACH] if raw[_FIRST] == b"mimetype" else raw)
    return _FLAT.match(beginning(raw, _HEAD)) is not None


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    if not is_zip(raw):
        root = parse(raw, name, _KIND)
        yield _reading(root, raw, name, properties_of(next((of for of in root if local_name(of) == "meta"), None)))
        return
    with open_package(raw, name, _KIND, inside) as package:
        if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
            raise SourceError(f"{printable(name)} is locked with a password: open it with its password, and save it without one.")
        content = package.part("content.xml")
        if content is None:
            refuse_damaged(name, _KIND)
        properties = properties_of(package.root("meta.xml"))
    yield _reading(parse(content, name, _KIND), content, name, properties)


def _reading(root: etree._Element, content: bytes, name: str, properties: Metadata) -> Reading:
    article = compose(_pieces(root, _parents(root)), name, title=properties.title)
    notes = (_NOTES_LEFT_OUT,) if b":note-body" in content or b"office:annotation" in content else ()
    return Reading(known_as(article, filled(article.meta, properties)), notes)


def _parents(root: etree._Element) -> dict[str, str]:
    """Return the style that each automatic style ("P1") is made from."""
    return {
        attribute(style, "name"): attribute(style, "parent-style-name") for style in root.iter() if local_name(style) == "style"
    }


def _pieces(root: etree._Element, parents: dict[str, str]) -> Iterator[Piece]:
    for element, name, within in walked(root):
        if within["table-row"] or any(within[unseen] for unseen in _UNSEEN):
            continue
        if name == "table-row":
            cells = (" ".join(map(_text, seen(cell, _PARAGRAPHS, _UNSEEN))) for cell in element)
            yield Piece("\t".join(cell for cell in cells if cell.strip()), BlockKind.BODY)
        elif name == "h":
            yield Piece(_text(element), style_role(_style(element, parents)) or BlockKind.HEADING)
        elif name == "p":
            role = style_role(_style(element, parents))
            yield Piece(_text(element), role or (BlockKind.LIST_ITEM if within["list-item"] else None))


def _style(element: etree._Element, parents: dict[str, str]) -> str:
    style = attribute(element, "style-name")
    return parents.get(style) or style


def _text(paragraph: etree._Element) -> str:
    """Return the text of one paragraph, blanks as OpenDocument counts them (section 6.1.2)."""
    said = [paragraph.text or ""]
    left: list[etree._Element | str] = list(reversed(paragraph))
    while left:
        element = left.pop()
        if isinstance(element, str):
            said.append(element)
            continue
        left.append(element.tail or "")
        name = local_name(element)
        if name == "s":
            said.append(" " * _blanks(attribute(element, "c")))
        elif name in _STANDS_FOR:
            said.append(_STANDS_FOR[name])
        elif name not in _UNSEEN and name not in _PARAGRAPHS:
            said.append(element.text or "")
            left.extend(reversed(element))
    return "".join(said)


def _blanks(count: str) -> int:
    return min(int(count), _MOST_BLANKS) if count.isdecimal() and len(count) < _MOST_BLANKS else 1


SOURCE = Source("OpenDocument", claims=_claims, read=_read)
