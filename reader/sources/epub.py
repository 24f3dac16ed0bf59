"""EPUB books (W3C EPUB 3.3, and 2): an article of each chapter, in the order in which the book is read."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.core.article import BlockKind, Metadata
from reader.sources.composing import Piece, compose, known_as, one_line, titled
from reader.sources.files import printable, refuse_damaged
from reader.sources.office import properties_of
from reader.sources.source import Inside, Outcome, Reading, Refusal, Source, SourceError, TooMuch
from reader.sources.xml_safely import attribute, local_name, parse
from reader.sources.zip_listing import lists
from reader.sources.zips import Package, open_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_KIND = "EPUB book"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made useless elsewhere; the text is not touched."""
_NCX = "application/x-dtbncx+xml"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TITLES = frozenset(("h1", "h2", "h3"))
_LEAVES = frozenset((*_HEADINGS, "p", "li", "dt", "dd", "tr", "pre", "figcaption", "blockquote", "div", "section", "body"))
"""What holds text in a line of its own; of two that nest, the text goes to the inner one."""
_UNSEEN = frozenset(("head", "script", "style", "nav", "rt", "rp", "svg"))
_ROLES = {"tr": BlockKind.BODY, "li": BlockKind.LIST_ITEM, "figcaption": BlockKind.CAPTION, "blockquote": BlockKind.QUOTE}
_BLANKS = re.compile(r"[ \t\r\n]+")
_MANY_BLANKS = re.compile(r" {2,}")
_STANDS_FOR = {"br": "\n", "td": "\t", "th": "\t"}
_LEAST = 120
"""Letters: a page with fewer is a cover or a half title."""


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    with open_package(raw, name, _KIND, inside) as package:
        if _is_locked(package.root(_ENCRYPTION)):
            raise SourceError(f"{printable(name)} is locked by its seller (DRM): only the seller's own program can show it.")
        place = _place(package.root(_CONTAINER))
        book = package.root(place)
        if book is None:
            refuse_damaged(name, _KIND)
        said = properties_of(book)
        told = said._replace(title="", site=said.title)
        folder = posixpath.dirname(place)
        titles = _contents(package, book, folder)
        found = False
        for chapter in _spine(book, folder):
            within = inside.named(posixpath.basename(chapter))
            outcome = _chapter(package, chapter, within, told._replace(title=titles.get(chapter, "")))
            if outcome:
                found = True
                yield outcome
    if not found:
        raise SourceError(f"{printable(name)} holds no chapter with words in it: choose another book.")


def _is_locked(encryption: etree._Element | None) -> bool:
    methods = [] if encryption is None else [attribute(held, "Algorithm") for held in encryption.iter()]
    return any(method and method not in _FONTS_ONLY for method in methods)


def _place(container: etree._Element | None) -> str:
    """Return where the package document lies; empty if that is not said."""
    held = () if container is None else container.iter()
    return unquote(next((attribute(element, "full-path") for element in held if local_name(element) == "rootfile"), ""))


def _contents(package: Package, book: etree._Element, folder: str) -> dict[str, str]:
    """Return what the table of contents calls the chapters, by where they lie; of several in one file, the first."""
    titles: dict[str, str] = {}
    for held in _listed(book).values():
        if "nav" not in attribute(held, "properties").split() and attribute(held, "media-type") != _NCX:
            continue
        place = _within(folder, attribute(held, "href"))
        root = package.root(place)
        label = ""
        for element in () if root is None else root.iter():
            name = local_name(element)
            if name == "text":  # of an NCX, before where it leads
                label = one_line(element.text or "")
            elif name == "a":
                label = one_line("".join(map(str, element.itertext())))
            if name in {"a", "content"} and label:
                titles.setdefault(
                    _within(posixpath.dirname(place), attribute(element, "href") or attribute(element, "src")), label
                )
    return titles


def _listed(book: etree._Element) -> dict[str, etree._Element]:
    return {attribute(held, "id"): held for held in book.iter() if local_name(held) == "item"}


def _within(folder: str, address: str) -> str:
    """Return where in the container an address leads that is written in a part of this folder."""
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))


def _spine(package: etree._Element, folder: str) -> Iterator[str]:
    """Yield where the chapters lie, without what only leads to them."""
    listed = _listed(package)
    seen: set[str] = set()
    references = (held for held in package.iter() if local_name(held) == "itemref" and attribute(held, "linear") != "no")
    # Without an order, that in which they are listed.
    for name in [attribute(reference, "idref") for reference in references] or listed:
        held = listed.get(name)
        if held is None or "nav" in attribute(held, "properties").split() or "html" not in attribute(held, "media-type"):
            continue
        place = _within(folder, attribute(held, "href"))
        if place not in seen:
            seen.add(place)
            yield place


def _chapter(package: Package, place: str, within: str, book: Metadata) -> Outcome | None:
    """Return the article in a chapter; None where there is next to no text, as on a cover.

    within: its name. book: what is known of it, with the chapter's title as the table of contents has it.
    """
    try:
        raw = package.part(place)
        if raw is None:
            return Refusal(f"{within} is missing from the book: get it again from where it came from.", within)
        pieces = _pieces(parse(raw, within, "chapter", leniently=True))
        if sum(len(piece.text) for piece in pieces) < _LEAST:
            return None
        article = compose(pieces, within)
        if not article.meta.title:
            article = titled(article, book.title)
        return Reading(known_as(article, book._replace(title=article.meta.title or book.title)), (), within)
    except TooMuch:
        raise
    except SourceError as error:
        return Refusal(str(error), within)


def _pieces(root: etree._Element) -> list[Piece]:
    """Return the paragraphs of a chapter; its first heading, if nothing longer stands above it, is the title."""
    pieces: list[Piece] = []
    for kind, said in _texts(root):
        text = "\n".join(line.strip() for line in _MANY_BLANKS.sub(" ", "".join(said)).split("\n")).strip()
        if not text:
            continue
        role = BlockKind.HEADING if kind in _HEADINGS else _ROLES.get(kind)
        if kind in _TITLES and all(len(piece.text) < _LEAST and piece.kind is not BlockKind.TITLE for piece in pieces):
            role = BlockKind.TITLE
        pieces.append(Piece(text, role))
    return pieces


def _texts(root: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """Yield what each leaf holds, with the name of the leaf that says most of its role: of a paragraph in a list, the list's."""
    from lxml import etree  # noqa: PLC0415 - on use: slow

    outer, said, unseen = ["body"], [""], 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name, begins = local_name(element), event == "start"
        if name in _LEAVES:
            yield outer[-1], said
            said = []
            if begins:
                outer.append(outer[-1] if outer[-1] in _ROLES and name not in _HEADINGS and name not in _ROLES else name)
            else:
                outer.pop()
        if name in _UNSEEN:
            unseen += 1 if begins else -1
        if not unseen:
            said.append(_BLANKS.sub(" ", (element.text if begins else element.tail) or ""))
            said.append(_STANDS_FOR.get(name, "") if begins else "")
    yield outer[-1], said


SOURCE = Source("EPUB", claims=lambda raw: lists(raw, _CONTAINER), read=_read)
