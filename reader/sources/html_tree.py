"""Parses a page into a tree, whatever it holds: bounded in depth and size, and nothing is ever loaded for it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element, _ElementUnicodeResult

_PROLOG = re.compile(r"<\?xml[^<>]*>", re.IGNORECASE)
_LONG_VALUE = re.compile(r"=\s*(?:\"[^\"<]{4096,}\"|'[^'<]{4096,}')")
"""A picture or font written out within the page, as browsers save them."""
_LONG_TAG = re.compile(r"<([a-z][a-z0-9]{0,20})\b[^<>]{20000,}>", re.IGNORECASE)
"""libxml2 2.14 compares each attribute of a tag with all others."""
_LOADS = ("script", "style", "svg", "math", "iframe", "object", "canvas")
_LOAD = re.compile(rf"<({'|'.join(_LOADS)})\b", re.IGNORECASE)
_CLOSINGS = {name: re.compile(rf"</{name}\b[^>]{{0,200}}>", re.IGNORECASE) for name in _LOADS}
_LINKED = re.compile(r"ld\+json", re.IGNORECASE)
_STRUCTURE = re.compile(r"(?:<(?!/?(?:p|h[1-6]|li|title|meta|script|br|a)\b)/?[a-z!][^<>]{0,2000}>\s*)+", re.IGNORECASE)
_TOO_DEEP = "Excessive depth"
_MOST_ELEMENTS = 300_000
_LONGEST_VALUE = 2000


class Page(NamedTuple):
    """A page as a tree. notes: as of a `Reading`."""

    tree: _Element
    notes: tuple[str, ...] = ()


def parse(text: str) -> Page | None:
    """Return the tree of a page; None if there is nothing in it.

    No element lies deeper than some 256 others: a page that nests deeper is read without its boxes.
    """
    plain = "".join(_without_loads(_PROLOG.sub("", _brief(text.replace("\0", "")), count=1)))
    tree, too_deep = _parsed(plain)
    notes: list[str] = []
    if too_deep:
        tree, _ = _parsed(_STRUCTURE.sub("<br><br>", plain))
        notes.append("The page nests its parts so deeply that it was read as plain lines: look whether parts are missing.")
    if tree is None:
        return None
    if next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None:
        _cut(tree)
        notes.append(f"The page has more than {_MOST_ELEMENTS:,} parts: what comes after them was left out.")
    _drop_endless(tree)
    return Page(tree, tuple(notes))


def _brief(text: str) -> str:
    """Return a page without long values, and without all attributes of a tag that has too many."""
    return _LONG_TAG.sub(r"<\1>", _LONG_VALUE.sub('=""', text))


def _parsed(text: str) -> tuple[_Element | None, bool]:
    from lxml import etree, html  # noqa: PLC0415 - on use: slow to import

    parser = html.HTMLParser(recover=True, huge_tree=False, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(text, parser=parser) if text.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    return tree, any(_TOO_DEEP in entry.message for entry in parser.error_log)


def _without_loads(text: str) -> Iterator[str]:
    """Yield a page without what is no text: scripts, styles, drawings. What the page says of itself in JSON stays."""
    kept = at = 0
    unclosed: set[str] = set()
    while opening := _LOAD.search(text, at):
        name, at = opening[1].lower(), opening.end()
        head = -1 if name in unclosed else text.find(">", at)
        closing = None if head < 0 else _CLOSINGS[name].search(text, head)
        if closing is None:
            unclosed.add(name)  # left to the parser, and looked for once only
        elif name == "script" and _LINKED.search(text, at, head):
            at = closing.end()
        else:
            yield text[kept : opening.start()]
            kept = at = closing.end()
    yield text[kept:]


def _drop_endless(tree: _Element) -> None:
    """Drop what a page says of itself without end: trafilatura takes quadratic time over it, and nothing real is so long."""
    for value in cast("list[_ElementUnicodeResult]", tree.xpath(f"//@*[string-length() > {_LONGEST_VALUE}]")):
        element, name = value.getparent(), value.attrname
        if element is None or name is None:
            continue
        try:
            del element.attrib[name]
        except ValueError:  # lxml reads a name with a control character in it, and then does not take it back
            element.attrib.clear()
    for title in tree.iter("title"):
        if len(title.text or "") > _LONGEST_VALUE:
            title.text = None


def _cut(tree: _Element) -> None:
    """Drop all elements after the first so many, and nothing that holds one of those."""
    late = list(islice(tree.iter(), _MOST_ELEMENTS, None))
    for element in reversed(late):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
