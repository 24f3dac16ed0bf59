"""What a list calls an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.article import BlockKind

if TYPE_CHECKING:
    from reader.core.article import Article

_LONGEST = 80


def display_title(article: Article) -> str:
    """Return what a list shows for an article: its title, else its first words, on one line. Empty only for an empty text."""
    if article.meta.title:
        return article.meta.title
    prose = [block.start for block in article.blocks if block.kind is BlockKind.BODY]
    start = prose[0] if prose else 0
    words = " ".join(article.text[start : start + 4 * _LONGEST].split())
    if len(words) <= _LONGEST:
        return words
    cut = words.rfind(" ", _LONGEST // 2, _LONGEST)
    return words[: cut if cut > 0 else _LONGEST - 1] + "\u2026"
