"""Surfaces compared: which of them count as one name, and which letters count as one letter."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Code points: what is longer is no name, and is known by its beginning."""

_MARKS = re.compile("[\u0300-\u036f]")
_ALIKE = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u00ad": None})


def name_of(surface: str) -> str:
    """Return the name that a surface writes: on one line, typographic and compatibility forms made plain (NFKC).

    Capitals stay, for "US" is not "us"; and so does a possessive, which the scheme leaves outside, for "McDonald's" is a name.
    Empty when a surface is nothing but blanks.
    """
    if surface.isascii() and surface.isalnum():
        return surface[:LONGEST]
    return " ".join(unicodedata.normalize("NFKC", surface[: 2 * LONGEST].translate(_ALIKE)).split())[:LONGEST]


def unaccented(text: str) -> str:
    """Return a text without its accents; it may be of another length."""
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", text))


def fold(text: str) -> str:
    """Return a text in small letters without accents, as searches compare it; it may be of another length."""
    return unaccented(text).lower()
