"""Reads what stands before the prose of an article: title, deck, byline, date, reading time, caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.core.article import BlockKind, Metadata
from reader.sources.paragraphs import ends_a_sentence
from reader.sources.small_print import SmallPrint, is_caption, read_small_print

if TYPE_CHECKING:
    from reader.sources.paragraphs import Paragraph

_REACH = 12
"""How many paragraphs from the top front matter is looked for."""
_REPEAT_REACH = 4
_LONGEST_TITLE = 200
_MOST_TITLE_LINES = 3
_LONGEST_DECK = 500
_MARKED_TITLE = re.compile(r"#\s+(?=[^\s#])")
_HEADING_MARKS = re.compile(r"#{1,6}\s+(?=[^\s#])")
_MARKED_OTHER = re.compile(r"[-*\u2022>]\s|\d{1,3}[.)]\s")
_UNDERLINE = re.compile(r"\n\s*[=-]+\Z")
_NO_TITLE_END = re.compile(r"[,;:\u3002\u06d4\u0964\uff0c\u060c\u061b]\Z|(?<![^\W\d_]\.[^\W\d_])\.\Z")


@dataclass(slots=True)
class FrontMatter:
    """The roles of the first paragraphs, up to the first that is prose, and what they say."""

    kinds: list[BlockKind] = field(default_factory=list)
    meta: Metadata = field(default_factory=Metadata)


def read_front_matter(text: str, paragraphs: list[Paragraph]) -> FrontMatter:
    """Return the front matter of a plain text; empty where it begins with prose."""
    return _Scan(text, paragraphs[: _REACH + 1]).run()


class _Scan:
    """One walk from the top down to the first paragraph that is prose."""

    def __init__(self, text: str, paragraphs: list[Paragraph]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._lines = [_plain(text[held.start : min(held.end, held.start + _LONGEST_DECK + 1)]) for held in paragraphs]
        self._small = [read_small_print(line) for line in self._lines]
        self._captions = [is_caption(text, held.start, held.end, credited=at > 0) for at, held in enumerate(paragraphs)]
        self._found = FrontMatter()

    def run(self) -> FrontMatter:
        # The last paragraph of a text is never front matter: there is nothing for it to stand before.
        for at in range(min(len(self._paragraphs) - 1, _REACH)):
            kind = self._kind(at)
            if kind is None:
                break
            self._note(kind, self._lines[at], self._small[at])
            self._found.kinds.append(kind)
        return self._found

    def _kind(self, at: int) -> BlockKind | None:
        """Return the role of a paragraph in the front matter; None for prose."""
        title, small = self._found.meta.title, self._small[at]
        if small:
            return small.kind
        if title and self._lines[at] == title:
            return BlockKind.REPEAT
        if self._captions[at]:
            return BlockKind.CAPTION
        if not title and self._is_title(at):
            return BlockKind.TITLE
        return BlockKind.DECK if title and not self._found.meta.deck and self._is_deck(at) else None

    def _is_title(self, at: int) -> bool:
        held, line = self._paragraphs[at], self._lines[at]
        if held.end - held.start > _LONGEST_TITLE or held.lines > _MOST_TITLE_LINES or not any(map(str.isalnum, line)):
            return False
        if held.underlined or _MARKED_TITLE.match(self._text, held.start):
            return True
        if _MARKED_OTHER.match(line) or _NO_TITLE_END.search(line):
            return False
        return self._is_repeated(at) or self._small_print_follows(at) or self._is_above_prose(at)

    def _is_repeated(self, at: int) -> bool:
        """Tell whether a line comes again, and more after that."""
        return self._lines[at] in self._lines[at + 1 : -1][:_REPEAT_REACH]

    def _small_print_follows(self, at: int) -> bool:
        """Tell whether small print or a caption is next, or next but a deck, and more after that."""
        return any(self._small[at + 1 : -1][:2]) or any(self._captions[at + 1 : -1][:2])

    def _is_above_prose(self, at: int) -> bool:
        """Tell whether the next paragraph is longer than this line and ends a sentence."""
        this, below = self._paragraphs[at], self._paragraphs[at + 1]
        return below.end - below.start > this.end - this.start and ends_a_sentence(self._text, below.end)

    def _is_deck(self, at: int) -> bool:
        held = self._paragraphs[at]
        return (
            held.end - held.start <= _LONGEST_DECK
            and not _MARKED_OTHER.match(self._lines[at])
            and any(self._small[at + 1 : -1][:1])
        )

    def _note(self, kind: BlockKind, line: str, small: SmallPrint | None) -> None:
        """Take in what a paragraph says; of two bylines or dates the first counts."""
        meta = self._found.meta
        if kind is BlockKind.TITLE:
            self._found.meta = meta._replace(title=line)
        elif kind is BlockKind.DECK:
            self._found.meta = meta._replace(deck=line)
        elif small:
            self._found.meta = meta._replace(byline=meta.byline or small.byline, published=meta.published or small.published)


def _plain(text: str) -> str:
    """Return a paragraph on one line, without the marks of a heading."""
    marks = _HEADING_MARKS.match(text)
    return " ".join(_UNDERLINE.sub("", text[marks.end() if marks else 0 :]).split())
