"""How numbers are said."""

from __future__ import annotations


def counted(number: int, word: str) -> str:
    """Return "1 article" or "2 articles"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def not_tagged_yet(articles: int) -> str:
    """Return "2 articles not tagged yet"; nothing for none."""
    return f"{counted(articles, 'article')} not tagged yet" if articles else ""
