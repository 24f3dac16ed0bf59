"""How numbers are said."""

from __future__ import annotations


def counted(number: int, word: str) -> str:
    """Return "1 article" or "2 articles"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
