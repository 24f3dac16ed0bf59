"""Finds the parts of a page in which an article goes on: those made just as the one that holds it, beside it, without a title."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reader.sources.html_chunks import HEADINGS

if TYPE_CHECKING:
    from reader.sources.html_chunks import Chunk, Part

_STEPS = 3
"""From how far up the parts of one article may come together."""
_OF_ONE = frozenset(("article", "li", "td", "tr", "tbody", "table", "body", "html"))
"""What holds one text of several."""


def twins_of(region: Part, chunks: list[Chunk]) -> frozenset[Part]:
    """Return the region and the parts that are made as it is: advertisements between them cut one text into several."""
    path = region.within()
    found = {region}
    for step in range(1, min(_STEPS, len(path) - 1) + 1):
        if path[step - 1].tag in _OF_ONE or not region.names:
            break
        found |= _made_alike(path, step, chunks)
    return frozenset(found)


def _made_alike(path: list[Part], step: int, chunks: list[Chunk]) -> set[Part]:
    """Return the parts that lie in the one that many steps above the region as the region does; none if they have titles."""
    shape, holder = [(part.tag, part.names) for part in path[:step]], path[step]
    found: set[Part] = set()
    for chunk in chunks:
        below = list(takewhile(lambda part: part is not holder, chunk.parts))
        if len(below) == len(chunk.parts) or len(below) < step:
            continue
        inner = below[-step:]
        if [(part.tag, part.names) for part in inner] == shape:
            found.add(inner[0])
        elif any(part.tag in HEADINGS for part in below) and (below[-1].tag, below[-1].names) == shape[-1]:
            return set()
    return found
