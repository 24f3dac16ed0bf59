"""Writes a text as a tagger can read it, without moving a single offset."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 400
"""Code points. No word of any language is longer; what is (a key, an image in base64) would only cost time."""

_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_ZERO_WIDTH = "\u200b\u2060\ufeff"
_CONTROLS = [chr(code) for code in (*range(32), *range(127, 160))]
_SPACES = [char for char in map(chr, range(0x3001)) if unicodedata.category(char) == "Zs"]
_PLAIN = (
    dict.fromkeys([*_CONTROLS, *_SPACES, *_ZERO_WIDTH], " ")
    | dict.fromkeys(_LINE_ENDS, "\n")
    | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
)
_ODD = re.compile("[" + "".join(re.escape(char) for char in _PLAIN if char not in " \n") + "]")
_OVERLONG = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}")


def plain(text: str) -> str:
    """Return a text of the same length with only plain blanks, line feeds and valid characters in it.

    No-break and other odd blanks, tabs and control characters become a space, every line end a line feed, a lone surrogate
    U+FFFD (it cannot be written in UTF-8, and spaCy stores strings so).
    """
    return _ODD.sub(lambda match: _PLAIN[match.group()], text)


def legible(text: str) -> str:
    """Return the `plain` text with words of more than LONGEST_WORD code points blanked out; same length."""
    return _OVERLONG.sub(lambda match: " " * len(match.group()), plain(text))
