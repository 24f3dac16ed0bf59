"""Cuts the tree of a page into chunks: the stretches of text that stand by themselves, each with what it lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from reader.sources import html_marks as marks

if TYPE_CHECKING:
    from lxml.etree import _Element

# fmt: off
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label",
    "mark", "nobr", "q", "rb", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
))
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas", "audio",
    "video", "map", "select", "option", "textarea", "button", "input", "datalist", "progress", "meter", "nav", "dialog", "menu",
    "rp", "amp-sidebar", "amp-consent", "amp-ad", "amp-embed", "amp-social-share",
))
# fmt: on
# A form may hold the whole page, as pages of ASP do.
_DROPPED_IF_SMALL = frozenset(("form",))
_AROUND_TAGS = frozenset(("aside", "footer"))
_AROUND_ROLES = frozenset(
    (
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "form",
    )
)
_PICTURES = frozenset(("img", "picture", "amp-img"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong", *HEADINGS))
_NOTE = re.compile(r"\W?(?:\d{1,3}|[a-z]|[*†‡]+|note \d+)\W?", re.IGNORECASE)
_NOTE_NAMES = re.compile(r"(?:^|[\s_#-])(?:foot-?note|end-?note|reference|cite|fn|edn|ftn)", re.IGNORECASE)
_LONGEST_MARK = 12
_TIPS = re.compile(
    r"(?:^|[\s_-])(?:noprint|mw-editsection|tool-?tip|pop-?over|hover-?card|rollover-(?:\w+-)?block)", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n\s*\n")
_FEW = 2
_LONGEST_NAMES = 500


@dataclass(slots=True, eq=False)
class Part:
    """An element of the page, as far as its text is concerned. around: its name or tag says that it is none of an article."""

    tag: str
    names: str
    parent: Part | None
    around: bool = False
    pictured: bool = False
    """Whether it holds a picture itself, and not by another part."""
    chunks: int = 0
    """How many chunks it holds itself."""
    weight: int = 0
    """How many characters that are taken for the article lie within."""

    def within(self) -> list[Part]:
        """Return this part and all that it lies in, from the inside out."""
        found, part = [], self
        while part is not None:
            found.append(part)
            part = part.parent  # type: ignore[assignment]
        return found


@dataclass(slots=True, eq=False)
class Chunk:
    """A stretch of text that stands by itself, on one line.

    linked, bold: how many of its characters are. calls: whether a link in it leads to where readers subscribe.
    """

    text: str
    part: Part
    linked: int = 0
    bold: int = 0
    calls: bool = False
    parts: list[Part] = field(default_factory=list)
    """From the inside out."""

    @property
    def tags(self) -> list[str]:
        """The tags around it, from the inside out."""
        return [part.tag for part in self.parts]

    @property
    def link_share(self) -> float:
        """Which part, from 0 to 1, is link."""
        return self.linked / len(self.text)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is."""
        return 0 < self.bold >= len(self.text) - 2

    def lies_in(self, *tags: str) -> bool:
        """Tell whether an element of such a tag is around it."""
        return any(part.tag in tags for part in self.parts)


class _Walk:
    """One walk through the tree, without recursion."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self._pieces: list[str] = []
        self._linked = self._bold = self._breaks = 0
        self._links = self._bolds = 0
        self._calls = False
        self._part = Part("html", "", None)

    def run(self, root: _Element) -> list[Chunk]:
        from lxml import etree  # noqa: PLC0415 - on use: slow to import

        skipped: _Element | None = None
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if _is_dropped(element):
                    skipped = element
                    walker.skip_subtree()
                else:
                    self._enter(element)
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._leave(element)
                if element is not root:
                    self._add(element.tail)
        self._flush()
        return self.chunks

    def _enter(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag in {"br", "hr"}:
            self._break(_FEW if tag == "hr" or _parts_fonts(element) else 1)
        elif tag in _INLINE:
            self._links += tag == "a"
            self._bolds += tag in _BOLD
            self._calls = self._calls or (tag == "a" and marks.is_call_address(_address_of(element)))
        else:
            self._flush()
            self._part.pictured = self._part.pictured or tag in _PICTURES
            self._part = _part_of(element, tag, self._part)
        self._add(element.text)

    def _leave(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag in {"br", "hr"}:
            return
        if tag in _INLINE:
            self._links -= tag == "a"
            self._bolds -= tag in _BOLD
        else:
            self._flush()
            self._part = self._part.parent or self._part

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if text.isspace():
            if self._pieces:
                self._pieces.append(" ")
            return
        if self._part.tag == "pre" and _EMPTY_LINES.search(text):
            first, *others = _EMPTY_LINES.split(text)
            self._put(first)
            for other in others:
                self._flush()
                self._put(other)
            return
        self._put(text)

    def _put(self, text: str) -> None:
        self._breaks = 0
        self._pieces.append(text)
        length = len(text.strip())
        self._linked += length if self._links > 0 else 0
        self._bold += length if self._bolds > 0 else 0

    def _break(self, times: int = 1) -> None:
        self._breaks += times
        if self._breaks >= _FEW:
            self._flush()
        else:
            self._pieces.append("\n")

    def _flush(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._pieces)).strip()
        if text:
            self.chunks.append(Chunk(text, self._part, min(self._linked, len(text)), min(self._bold, len(text)), self._calls))
        self._pieces, self._calls = [], False
        self._linked = self._bold = self._breaks = 0


def chunks_of(root: _Element) -> list[Chunk]:
    """Return the chunks of a tree, in the order of the page."""
    found = _Walk().run(root)
    for chunk in found:
        chunk.parts = chunk.part.within()
        chunk.part.chunks += 1
    return found


def _names_of(element: _Element) -> str:
    return " ".join(str(element.get(key) or "")[:_LONGEST_NAMES] for key in ("class", "id", "data-component", "itemprop"))


def _part_of(element: _Element, tag: str, parent: Part) -> Part:
    names = _names_of(element).strip()
    around = (
        tag in _AROUND_TAGS or (element.get("role") or "").lower() in _AROUND_ROLES or (bool(names) and marks.is_around(names))
    )
    return Part(tag, names, parent, around)


def _is_dropped(element: _Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return True
    if tag in _DROPPED_IF_SMALL:
        return next(element.iter("p", "article", "h1"), None) is None
    if (tag in _DROPPED and not _is_shown(element)) or element.get("hidden") is not None:
        return True
    style = element.get("style")
    if _is_mark_of_note(element):
        return True
    if _TIPS.search((element.get("class") or "")[:_LONGEST_NAMES]):
        return True
    return bool(style) and _HIDDEN.search(str(style)[:_LONGEST_NAMES]) is not None


def _is_shown(element: _Element) -> bool:
    """Tell whether a template is what a part of the page keeps to itself, as programs that save pages write that."""
    return element.tag == "template" and bool(element.get("shadowrootmode") or element.get("shadowroot"))


def _parts_fonts(element: _Element) -> bool:
    """Tell whether a line break stands between two fonts, as between title and deck on pages of old."""
    before, after = element.getprevious(), element.getnext()
    if before is None or after is None or before.tag != "font" or after.tag != "font":
        return False
    return not (before.tail or "").strip() and not (element.tail or "").strip() and before.items() != after.items()


def _is_mark_of_note(element: _Element) -> bool:
    """Tell whether an element is only the number of a note, which leads to it or back."""
    if element.tag not in {"sup", "a"}:
        return False
    link = element if element.tag == "a" else next(element.iter("a"), None)
    if link is None or not _address_of(link).startswith("#"):
        return False
    if element.tag == "a" and not _NOTE_NAMES.search(f"{_names_of(element)} {_address_of(link)}"):
        return False
    shown = "".join(map(str, islice(element.itertext(), _LONGEST_MARK)))
    return len(shown) <= _LONGEST_MARK and _NOTE.fullmatch(shown.strip()) is not None


def _address_of(link: _Element) -> str:
    return str(link.get("href") or "")[:_LONGEST_NAMES]
