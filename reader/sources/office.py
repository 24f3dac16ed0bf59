"""What the documents of word processors and books have in common: properties, and styles by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.article import BlockKind, Metadata
from reader.sources.composing import one_line
from reader.sources.dates import read_date
from reader.sources.xml_safely import attribute, local_name

if TYPE_CHECKING:
    from lxml import etree

_LONGEST_PROPERTY = 300
_NO_AUTHOR = "python-docx"
_STYLES = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.DECK,
    "quote": BlockKind.QUOTE,
    "quotations": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
}


def properties_of(root: etree._Element | None) -> Metadata:
    """Return what the Dublin Core elements in a part of a document say; empty for None."""
    said: dict[str, str] = {}
    creators: list[str] = []
    for element in () if root is None else root.iter():
        text = one_line(element.text or "")[:_LONGEST_PROPERTY]
        if text:
            said.setdefault(local_name(element), text)
            creators += [text] if local_name(element) == "creator" and _is_author(element, root) else []
    if said.get("creator") == _NO_AUTHOR:  # its template's own author and date, which it leaves in every document
        said.clear()
        creators.clear()
    published = next((said[key] for key in ("creation-date", "created", "date") if key in said), "")
    return Metadata(
        title=said.get("title", ""),
        byline=said.get("initial-creator") or ", ".join(dict.fromkeys(creators)) or said.get("creator", ""),
        published=read_date(published),
        language=said.get("language", ""),
    )


def _is_author(creator: etree._Element, root: etree._Element | None) -> bool:
    """Tell whether one of those who made a book wrote it: books name translators and illustrators beside (MARC relators)."""
    name = f"#{attribute(creator, 'id')}"
    refined = (
        (element.text or "").strip()
        for element in (() if root is None else root.iter())
        if attribute(element, "refines") == name and attribute(element, "property") == "role"
    )
    return (attribute(creator, "role") or next(refined, "")) in {"", "aut", "cre"}


def style_role(style: str) -> BlockKind | None:
    """Return the role that paragraphs of a style have, by its English name, which files keep in every language."""
    style = style.lower().replace("_20_", " ").strip()
    if style.startswith("heading"):
        return BlockKind.HEADING
    if style.startswith("list"):
        return BlockKind.LIST_ITEM
    return _STYLES.get(style)
