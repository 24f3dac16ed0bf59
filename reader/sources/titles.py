"""What a list calls an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.article import BlockKind

if TYPE_CHECKING:
    from reader.core.article import Article

_LONGEST = 80


def display_title(article: Article) -> str:
    """Return what a list shows for an article: its title, else its first words, on one line. Empty for one without blocks."""
    if article.meta.title:
        return article.meta.title
    prose = next((block for block in article.blocks if block.kind is BlockKind.BODY), None) or next(iter(article.blocks), None)
    if prose is None:
        return ""
    words = " ".join(article.text[prose.start : min(prose.end, prose.start + 4 * _LONGEST)].split())
    if len(words) <= _LONGEST:
        return words
    cut = words.rfind(" ", _LONGEST // 2, _LONGEST)
    return words[: cut if cut > 0 else _LONGEST - 1] + "\u2026"
