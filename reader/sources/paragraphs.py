"""Finds the paragraphs of a plain text: one a line, or several lines where the text was wrapped to a width."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.small_print import read_small_print

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_LONGEST_UNDERLINED = 120

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_INK = re.compile(r"\S+")
_FINAL = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u2019\u201d\u00bb)\]]{0,3}\Z")
_FINAL_REACH = 4
_MARKED_HEADING = re.compile(r"#{1,6}\s")
_BEGINNING = re.compile(r"[-*\u2022]\s|\d{1,3}[.)]\s|#{1,6}\s|>|(?i:photo|image|picture|published|updated)s?:")

_REACH = 24
"""How many lines from the top may be small print, which never goes on on the next line."""
_NARROWEST, _WIDEST = 40, 130
_SLACK, _WIDE_SLACK = 0.03, 0.3
"""The part of the width by which a wrapped line may stop short of it: a line that ends a sentence, and one that does not."""
_FEW = 3
"""From so many wrapped lines on, a majority is enough; of fewer, every one must go on in small letters."""


class Paragraph(NamedTuple):
    """A stretch of the text that belongs together, without blanks around it. Code points, half-open.

    apart: an empty line, or the start of the text, lies before it.
    lines: how many lines it takes.
    underlined: its last line is a Markdown underline.
    """

    start: int
    end: int
    apart: bool
    lines: int = 1
    underlined: bool = False


class _Break(NamedTuple):
    """Where one line ends and the next follows at once, neither empty."""

    above: Paragraph
    below: Paragraph


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs in text order; together they hold every code point that is not blank."""
    lines = list(_lines(text))
    width = _width(text, lines)
    alone = {line for line in lines[:_REACH] if _is_small_print(text, line)}
    found: list[Paragraph] = []
    for above, line in pairwise([Paragraph(0, 0, apart=True), *lines]):
        if line.apart or found[-1].underlined:
            found.append(line)
        elif _underlines(text, found[-1], line):
            found[-1] = _joined(found[-1], line, underlined=True)
        elif width and not {above, line} & alone and _goes_on(text, above, line, width):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
    return found


def _joined(paragraph: Paragraph, line: Paragraph, *, underlined: bool = False) -> Paragraph:
    return Paragraph(paragraph.start, line.end, paragraph.apart, paragraph.lines + 1, underlined)


def ends_a_sentence(text: str, end: int) -> bool:
    """Tell whether what ends at this offset ends in a full stop or its like."""
    return _FINAL.search(text, max(end - _FINAL_REACH, 0), end) is not None


def _lines(text: str) -> Iterator[Paragraph]:
    end = -1
    for match in _LINE.finditer(text):
        apart = end < 0 or text.count("\n", end, match.start()) > 1
        yield Paragraph(match.start(), match.end(), apart)
        end = match.end()


def _underlines(text: str, above: Paragraph, line: Paragraph) -> bool:
    return (
        above.apart
        and above.lines == 1
        and above.end - above.start <= _LONGEST_UNDERLINED
        and any(map(str.isalnum, text[above.start : above.end]))
        and _UNDERLINE.fullmatch(text, line.start, line.end) is not None
    )


def _goes_on(text: str, above: Paragraph, line: Paragraph, width: int) -> bool:
    """Tell whether a line belongs to the paragraph of the line above it, in a text wrapped to a width."""
    if _is_row(text, line) or _is_row(text, above) or _MARKED_HEADING.match(text, above.start):
        return False
    if _BEGINNING.match(text, line.start):
        return text[line.start] == ">" == text[above.start]
    if ends_a_sentence(text, above.end):
        return _is_full(text, above, line, width * (1 - _SLACK))
    return text[line.start].islower() or _is_full(text, above, line, width * (1 - _WIDE_SLACK))


def _is_row(text: str, line: Paragraph) -> bool:
    """Tell whether a line is a row of a table: it has columns."""
    start, end = line.start, line.end
    return text.find("|", start, end) >= 0 or text.find("   ", start, end) >= 0 or text.find("\t", start, end) >= 0


def _is_small_print(text: str, line: Paragraph) -> bool:
    return line.end - line.start <= _WIDEST and read_small_print(text[line.start : line.end]) is not None


def _is_full(text: str, above: Paragraph, line: Paragraph, width: float) -> bool:
    """Tell whether the next line's first word would not have fitted on the line above."""
    word = _INK.match(text, line.start, line.end)
    if word and not word[0].isascii():
        word = _first_word().match(text, line.start, line.end)
    return above.end - above.start + 1 + (word.end() - word.start() if word else 0) > width


@cache
def _first_word() -> re.Pattern[str]:
    """Return what finds a first word in any script. Compiled when needed: each letter of its ranges is looked at for that."""
    return re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")


def _width(text: str, lines: list[Paragraph]) -> int:
    """Return the width that a text was wrapped to; 0 where each line is a paragraph of its own.

    Wrapped lines are about equally full, stop in mid-sentence, and go on with what begins no sentence. Paragraphs of a line each
    are of all lengths and end in full stops; rows of a log or a table begin with no small letter.
    """
    breaks = [
        _Break(above, below)
        for above, below in pairwise(lines)
        if not below.apart and above.end - above.start >= _NARROWEST and not _BEGINNING.match(text, below.start)
        if not _is_row(text, above)
    ]
    lengths = sorted(above.end - above.start for above, _ in breaks)
    # Not the longest: an address on the web is never wrapped.
    width = lengths[len(lengths) * 95 // 100] if lengths else 0
    if not 0 < width <= _WIDEST:
        return 0
    wrapped = [held for held in breaks if _looks_wrapped(text, held, width)]
    if len(wrapped) < _FEW:
        plain = len(wrapped) == len(breaks) and all(text[below.start].islower() for _, below in wrapped)
    else:
        going_on = sum(_goes_on_in_mid_sentence(text[below.start]) for _, below in wrapped)
        plain = 5 * len(wrapped) >= 3 * len(breaks) and 10 * going_on >= 3 * len(wrapped)
    return width if plain else 0


def _looks_wrapped(text: str, held: _Break, width: int) -> bool:
    above, below = held
    if below.end - below.start > width * (1 + _SLACK) or ends_a_sentence(text, above.end):
        return False
    return text[below.start].islower() or _is_full(text, above, below, width * (1 - _SLACK))


def _goes_on_in_mid_sentence(letter: str) -> bool:
    """Tell whether a line's first letter may stand in mid-sentence; scripts without capitals do not say."""
    return letter.isalpha() and not letter.isupper()
