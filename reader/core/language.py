"""Tells whether a text is English, well enough to warn a reader."""

from __future__ import annotations

import re

_WORDS = """
the and that for with was were by from this which has have had his her its their they he she but not who said would are been it as
to of be you your about after when there than into more could
"""
_COMMON = frozenset(_WORDS.split())
"""Words that fill a third of English, and next to nothing of other languages."""
_LEAST_SHARE = 0.12
_LEAST_WORDS = 25
_LOOKED_AT = 8_000
"""Code points: the start of a text tells its language."""
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 100
_LATIN = re.compile(r"[A-Za-z]")


def seems_english(text: str) -> bool:
    """Tell whether a text may be English; one too short to tell may be."""
    start = text[:_LOOKED_AT]
    words = _WORD.findall(start.lower())
    letters = sum(map(len, words))
    # In scripts without blanks a whole sentence is one word.
    if letters >= _LEAST_LETTERS and len(_LATIN.findall(start)) < letters / 2:
        return False
    return len(words) < _LEAST_WORDS or sum(word in _COMMON for word in words) >= _LEAST_SHARE * len(words)
