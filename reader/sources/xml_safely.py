"""The one place where XML from outside is parsed: nothing is fetched, no entity is resolved, no tree grows without bounds."""

from __future__ import annotations

import re
from collections import Counter
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from reader.sources.files import TEXT_LIMIT, refuse_damaged, refuse_size
from reader.sources.labels import ESCAPING, known_encoding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

_MOST_TAGS = 6_000_000
"""An element takes some hundred bytes of memory, however short its tag."""
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_DECLARED = re.compile(rb"(\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*[\"'])([\w.:-]{1,40})")
_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))


def parse(raw: bytes, name: str, kind: str, *, leniently: bool = False) -> etree._Element:
    """Return the root of an XML file, or of a part of one.

    name, kind: of the file, for messages. leniently: mend what is not well-formed, as readers of books do.

    Raises:
        SourceError: it is not well-formed, or too large.
    """
    from lxml import etree  # noqa: PLC0415 - on use: slow

    if len(raw) > TEXT_LIMIT or raw.count(b"<") > _MOST_TAGS:
        refuse_size(name, len(raw), limit=TEXT_LIMIT)
    raw = in_utf8(raw)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=leniently,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_NAMED.sub(_numbered, raw) if leniently else raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        refuse_damaged(name, kind)
    return root


def in_utf8(raw: bytes) -> bytes:
    """Return XML in UTF-8 that says it is in another encoding: parsers know few of those, and by few of their names."""
    said = _DECLARED.match(raw)
    codec = known_encoding(said[2].decode("ascii", "replace")) if said else ""
    if said is None or not codec or codec.startswith("utf-"):
        return raw
    body = raw[said.end() :]
    if codec in ESCAPING or not _is_utf8(body):
        body = body.decode(codec, "replace").encode()
    return said[1] + b"utf-8" + body


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def walked(root: etree._Element) -> Iterator[tuple[etree._Element, str, Counter[str]]]:
    """Yield each element in order, with its local name and how often it lies within elements of each name; that counts on."""
    from lxml import etree  # noqa: PLC0415 - on use: slow

    within: Counter[str] = Counter()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local_name(element)
        if event == "start":
            yield element, name, within
        within[name] += 1 if event == "start" else -1


def seen(root: etree._Element, names: Collection[str], unseen: Collection[str]) -> Iterator[etree._Element]:
    """Yield the elements of these names that lie in none of the names that are not shown."""
    return (element for element, name, within in walked(root) if name in names and not any(within[of] for of in unseen))


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for what is none (an entity that was not resolved)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return the attribute of that name in any namespace; empty if there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _numbered(named: re.Match[bytes]) -> bytes:
    """Return an entity of HTML as a number: XML knows five names, and the list of the others is not fetched."""
    code = None if named[1] in _OWN else name2codepoint.get(named[1].decode("ascii"))
    return named[0] if code is None else b"&#%d;" % code
