"""Word files since 2007 (ECMA-376, WordprocessingML): what a reader sees of the main text, in order, tables included."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from reader.core.article import BlockKind
from reader.sources.composing import Piece, compose, filled, known_as
from reader.sources.files import refuse_damaged
from reader.sources.office import properties_of, style_role
from reader.sources.source import Inside, Outcome, Reading, Source
from reader.sources.xml_safely import attribute, local_name, parse, seen, walked
from reader.sources.zip_listing import lists
from reader.sources.zips import Package, open_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_KIND = "Word file"
_MAIN = re.compile(r"word/document\d*\.xml")
"""Some programs number it."""
_HEADING_LEVELS = frozenset("012345678")
"""An outline level of 9 means body text."""
# Deleted text, the old place of what was moved, field codes, and the second telling of what older programs cannot show.
_UNSEEN = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "rt", "rPrChange", "pPrChange", "sectPr"))
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins"))
_STANDS_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_OFF = frozenset(("0", "false", "off"))
_NOTES_LEFT_OUT = "Its footnotes and endnotes were left out."


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    with open_package(raw, name, _KIND, inside) as package:
        place = next(filter(_MAIN.fullmatch, package.container.namelist()), "")
        main = package.part(place)
        if main is None:
            refuse_damaged(name, _KIND)
        root = parse(main, name, _KIND)
        chunks = _chunks(package, place, root) if b":altChunk" in main else []
        styles, properties = _styles(package.root("word/styles.xml")), properties_of(package.root("docProps/core.xml"))
    notes = (_NOTES_LEFT_OUT,) if b":footnoteReference" in main or b":endnoteReference" in main else ()
    pieces = list(_pieces(root, styles))
    if not chunks or any(piece.text.strip() for piece in pieces):
        article = compose(pieces, name, title=properties.title)
        yield Reading(known_as(article, filled(article.meta, properties)), notes)
    for chunk, held in chunks:
        yield from inside.read(held, chunk)


def _chunks(package: Package, place: str, root: etree._Element) -> list[tuple[str, bytes]]:
    """Return the files that are to be shown within the text (17.17.2): programs that make Word files of web pages write those."""
    folder, name = posixpath.split(place)
    listed = package.root(f"{folder}/_rels/{name}.rels")
    targets = {attribute(of, "Id"): attribute(of, "Target") for of in (() if listed is None else listed)}
    named = [targets.get(attribute(held, "id"), "") for held in root.iter() if local_name(held) == "altChunk"]
    parts = [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in dict.fromkeys(named)]
    return [(posixpath.basename(part), raw) for part in parts if (raw := package.part(part)) is not None]


def _styles(root: etree._Element | None) -> dict[str, BlockKind]:
    """Return the role of each paragraph style that has one, by id."""
    roles: dict[str, BlockKind] = {}
    for style in () if root is None else root:
        if local_name(style) == "style":
            named = next((attribute(child, "val") for child in style if local_name(child) == "name"), "")
            outline = next((attribute(child, "val") for child in style.iter() if local_name(child) == "outlineLvl"), "")
            role = style_role(named) or (BlockKind.HEADING if _is_heading_level(outline) else None)
            if role:
                roles[attribute(style, "styleId")] = role
    return roles


def _is_heading_level(level: str) -> bool:
    return level in _HEADING_LEVELS


def _pieces(root: etree._Element, styles: dict[str, BlockKind]) -> Iterator[Piece]:
    begun = ""
    for element, name, within in walked(root):
        if name == "tr" and not within["tr"]:
            yield from _row(element)
        elif name == "p" and not within["tr"] and not any(within[unseen] for unseen in _UNSEEN):
            begun += _text(element)
            if not _goes_on(element):
                yield Piece(begun, _role(element, styles))
                begun = ""
    yield Piece(begun)


def _goes_on(paragraph: etree._Element) -> bool:
    """Tell whether the end of a paragraph was deleted, so that the next is a part of it."""
    marks = (of for held in paragraph if local_name(held) == "pPr" for of in held if local_name(of) == "rPr")
    return any(local_name(change) in {"del", "moveFrom"} for mark in marks for change in mark)


def _row(row: etree._Element) -> Iterator[Piece]:
    """Yield a row of a table as a line; but of one cell, as of the tables that only lay out a page, its paragraphs."""
    cells = [[text for p in seen(cell, {"p"}, _UNSEEN) if (text := _text(p).strip())] for cell in _cells(row)]
    cells = [cell for cell in cells if cell]
    if len(cells) == 1:
        yield from map(Piece, cells[0])
    else:
        yield Piece("\t".join(" ".join(cell) for cell in cells), BlockKind.BODY)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for held in row:
        if local_name(held) == "tc":
            yield held
        elif local_name(held) in _WRAPPERS:
            yield from _cells(held)


def _role(paragraph: etree._Element, styles: dict[str, BlockKind]) -> BlockKind | None:
    properties = next((child for child in paragraph if local_name(child) == "pPr"), None)
    if properties is None:
        return None
    for child in properties:
        name = local_name(child)
        if name == "pStyle" and (role := styles.get(attribute(child, "val"))):
            return role
        if name == "outlineLvl" and _is_heading_level(attribute(child, "val")):
            return BlockKind.HEADING
        if name == "numPr" and any(local_name(of) == "numId" and attribute(of, "val") != "0" for of in child):
            return BlockKind.LIST_ITEM
    return None


def _text(paragraph: etree._Element) -> str:
    """Return the text of one paragraph, without that of the paragraphs of a box that hangs on it."""
    said: list[str] = []
    left = list(reversed(paragraph))
    while left:
        element = left.pop()
        name = local_name(element)
        if name == "t":
            said.append(element.text or "")
        elif name in _STANDS_FOR:
            said.append(_STANDS_FOR[name])
        elif name not in _UNSEEN and name not in {"p", "pPr"} and not (name == "r" and _is_hidden(element)):
            left.extend(reversed(element))
    return "".join(said)


def _is_hidden(run: etree._Element) -> bool:
    marks = (mark for held in run if local_name(held) == "rPr" for mark in held if local_name(mark) == "vanish")
    return any(attribute(mark, "val") not in _OFF for mark in marks)


SOURCE = Source("Word", claims=lambda raw: lists(raw, "word/document"), read=_read)
