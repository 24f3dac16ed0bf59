"""The order in which the lines of a page are read, and which of them are no part of the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median

from reader.sources.pdf_lines import Box, Line

_BINS = 200
_MARGIN = 0.15
"""The part of the width, at each side, where no two columns meet."""
_MOST_ACROSS = 0.4
"""The part of all lines that may cross the gap between two columns: titles and abstracts."""
_LEAST_IN_COLUMN = 3
_LEAST_FULL = 0.5
"""The part of its column that a common line takes; cells of a table take less."""
_MOST_COLUMNS_DEEP = 3
_SAME_BASELINE = 0.4
_EDGE_LINES = 3
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_GRID = 6
"""Points: a head that repeats stands in the same place."""
_FEW_PAGES = 3

Column = list[Line]


def columns(lines: list[Line], depth: int = 0) -> list[Column]:
    """Return the columns of a page in reading order, the lines of each from the top down."""
    lines = sorted(lines, key=lambda line: (-line.box.top, line.box.left))
    gap = _gap(lines) if depth < _MOST_COLUMNS_DEEP else None
    if gap is None:
        return [_rows(lines)] if lines else []
    found: list[Column] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in lines:
        if line.box.left < gap < line.box.right:
            found += _flushed(left, right, depth)
            left, right = [], []
            across.append(line)
            continue
        if across:
            found.append(_rows(across))
            across = []
        (left if line.box.right <= gap else right).append(line)
    return found + _flushed(left, right, depth) + ([_rows(across)] if across else [])


def _flushed(left: list[Line], right: list[Line], depth: int) -> list[Column]:
    return columns(left, depth + 1) + columns(right, depth + 1)


def _gap(lines: list[Line]) -> float | None:
    """Return where, between left and right, two columns of text part; None in a single one."""
    if len(lines) < 2 * _LEAST_IN_COLUMN:
        return None
    start, end = min(line.box.left for line in lines), max(line.box.right for line in lines)
    if end - start <= 0:
        return None
    step = (end - start) / _BINS
    steps = [0] * (_BINS + 2)
    for line in lines:
        steps[int((line.box.left - start) / step)] += 1
        steps[int((line.box.right - start) / step) + 1] -= 1
    across, covering = [], 0
    for change in steps[:_BINS]:
        covering += change
        across.append(covering)
    places = range(int(_MARGIN * _BINS), int((1 - _MARGIN) * _BINS))
    least = min(across[place] for place in places)
    if least > _MOST_ACROSS * len(lines):
        return None
    clear = [place for place in places if across[place] == least]
    gap = start + (clear[len(clear) // 2] + 0.5) * step
    return gap if _are_columns(lines, gap, start, end) else None


def _are_columns(lines: list[Line], gap: float, start: float, end: float) -> bool:
    left = [line for line in lines if line.box.right <= gap]
    right = [line for line in lines if line.box.left >= gap]
    if min(len(left), len(right)) < _LEAST_IN_COLUMN:
        return False
    beside = min(left[0].box.top, right[0].box.top) > max(left[-1].box.bottom, right[-1].box.bottom)
    return beside and _is_full(left, gap - start) and _is_full(right, end - gap)


def _is_full(lines: list[Line], width: float) -> bool:
    return median(line.box.right - line.box.left for line in lines) >= _LEAST_FULL * width


def _rows(lines: list[Line]) -> Column:
    """Return the lines with those joined that stand on the same baseline: cells of a table, or words far apart."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.box.bottom):
        if rows and abs(rows[-1][0].box.bottom - line.box.bottom) <= _SAME_BASELINE * max(line.size, 1.0):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(row) if len(row) > 1 else row[0] for row in rows]


def _joined(row: list[Line]) -> Line:
    leftward = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in row[0].text[:_GRID])
    row = sorted(row, key=lambda line: line.box.left, reverse=leftward)
    boxes = [line.box for line in row]
    longest = max(row, key=lambda line: len(line.text))
    box = Box(min(box.left for box in boxes), longest.box.bottom, max(box.right for box in boxes), longest.box.top)
    text = row[0].text
    for before, line in pairwise(row):
        text += ("" if before.hyphenated else " ") + line.text
    return replace(longest, text=text, box=box, first_word=row[0].first_word, hyphenated=row[-1].hyphenated)


def without_running_heads(pages: list[list[Line]], body_size: float) -> list[list[Line]]:
    """Return the pages without what stands at the same place of several, numbers aside: running heads and feet, page numbers.

    body_size: of most letters; on the first page a larger line, its title, is left even where the heads repeat it.
    """
    edges = [[(_head_key(line), line) for line in _edge(page)] for page in pages]
    seen = Counter(key for edge in edges for key in {key for key, _ in edge})
    least = 2 if len(pages) <= _FEW_PAGES else _FEW_PAGES
    kept = []
    for at, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        dropped = {id(line) for key, line in edge if seen[key] >= least and (at > 0 or line.size <= 1.1 * body_size)}
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _edge(page: list[Line]) -> list[Line]:
    """Return the lines nearest to the top and the bottom of a page."""
    down = sorted(page, key=lambda line: -line.box.bottom)
    return down[:_EDGE_LINES] + down[_EDGE_LINES:][-_EDGE_LINES:]


def _head_key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text.lower()), round(line.box.bottom / _GRID)
