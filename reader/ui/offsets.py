"""The one place where code points, which everything else counts, and UTF-16 units, which Qt counts, are mapped."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Maps places in one short text. Costs nothing where every code point is one UTF-16 unit."""

    __slots__ = ("_astral", "_pairs")

    def __init__(self, text: str) -> None:
        """Note where the code points stand that take two units."""
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]
        self._pairs = [place + nth for nth, place in enumerate(self._astral)]

    def to_qt(self, place: int) -> int:
        """Return the UTF-16 offset of a code-point offset."""
        return place + bisect_left(self._astral, place) if self._astral else place

    def from_qt(self, unit: int) -> int:
        """Return the code-point offset of a UTF-16 offset; from inside a pair, that of the pair's code point."""
        return unit - bisect_left(self._pairs, unit) if self._pairs else unit
