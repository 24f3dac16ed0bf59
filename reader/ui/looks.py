"""How each kind of block is set: face, size, line height, and the room around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from reader.core.article import BlockKind
from reader.core.parts import SMALL_PRINT
from reader.ui.fonts import SANS, SERIF, face

if TYPE_CHECKING:
    from reader.core.parts import Part

BODY_PIXELS = 20
"""The size of the body at 100 %: one em of the page."""

_MEASURE = 34.5
"""The longest line in ems: about 68 characters of the body face."""

_SIDE = 24
"""The least margin beside the text, in px."""

_TOP, _BOTTOM = 1.7, 4.0
_WORD_ROOM = 0.075
"""Ems added to each blank of the body, so that boxes and the caret's outline have air between words."""


class Look(NamedTuple):
    """How one kind of block is set. Lengths in px.

    pixels: the size of its face. line: from baseline to baseline. rise: from the top of a line to its baseline.
    tall, deep: how far a box round its text reaches above and below the baseline.
    above, below: room around it; of two that meet the larger counts. indent: at the side where lines begin.
    """

    font: QFont
    pixels: float
    line: float
    rise: float
    tall: float
    deep: float
    above: float
    below: float
    indent: float = 0.0
    muted: bool = False
    bullet: bool = False
    bar: bool = False


class _Recipe(NamedTuple):
    """A look at 100 %, in ems of the body (size, above, below, indent) or of itself (line)."""

    size: float = 1.0
    line: float = 1.7
    above: float = 0.0
    below: float = 0.95
    family: str = SERIF
    weight: QFont.Weight = QFont.Weight.Normal
    italic: bool = False
    indent: float = 0.0
    muted: bool = False
    bullet: bool = False
    bar: bool = False


_SMALL = _Recipe(size=0.75, line=1.6, below=0.85, family=SANS, muted=True)
_RECIPES = {
    BlockKind.TITLE: _Recipe(size=1.75, line=1.24, below=0.75, weight=QFont.Weight.Bold),
    BlockKind.DECK: _Recipe(size=1.15, line=1.55, below=0.85, italic=True),
    **dict.fromkeys(SMALL_PRINT, _SMALL),
    BlockKind.CAPTION: _Recipe(size=0.85, line=1.6, below=1.2, family=SANS, muted=True),
    BlockKind.HEADING: _Recipe(size=1.25, line=1.35, above=1.6, below=0.5, weight=QFont.Weight.Bold),
    BlockKind.BODY: _Recipe(),
    BlockKind.LIST_ITEM: _Recipe(below=0.35, indent=1.5, bullet=True),
    BlockKind.QUOTE: _Recipe(below=1.1, above=1.1, indent=1.5, bar=True),
}


class Looks:
    """The looks of all kinds of block at one zoom."""

    def __init__(self, zoom: int) -> None:
        """Make none yet. zoom: per cent."""
        self.em = BODY_PIXELS * zoom / 100
        self._made: dict[BlockKind, Look] = {}

    def of(self, kind: BlockKind) -> Look:
        """Return how a kind of block is set."""
        look = self._made.get(kind)
        if look is None:
            look = self._made[kind] = _make(_RECIPES.get(kind, _RECIPES[BlockKind.BODY]), self.em)
        return look

    def column(self, width: float) -> tuple[int, int]:
        """Return where lines begin and how long they are, in a page of this width. Never clipped: the margins give way first."""
        side = min(_SIDE, max(4.0, width / 12))
        measure = round(max(self.em * 2, min(self.em * _MEASURE, width - 2 * side)))
        return max(0, round((width - measure) / 2)), measure

    def head(self) -> int:
        """Return the room above the first block."""
        return round(self.em * _TOP)

    def foot(self) -> int:
        """Return the room below the last block."""
        return round(self.em * _BOTTOM)

    def gap(self, part: Part, following: Part) -> int:
        """Return the room between two parts: none inside a block that goes on."""
        if not part.closes:
            return 0
        above, below = self.of(following.kind).above, self.of(part.kind).below
        if part.kind is BlockKind.LIST_ITEM and following.kind is not BlockKind.LIST_ITEM:
            below = self.of(BlockKind.BODY).below
        return round(max(above, below))


def _make(recipe: _Recipe, em: float) -> Look:
    pixels = round(em * recipe.size)
    font = face(recipe.family, pixels, weight=recipe.weight, italic=recipe.italic)
    if recipe.weight is QFont.Weight.Normal:
        font.setWordSpacing(pixels * _WORD_ROOM)
    metrics = QFontMetricsF(font)
    line = round(pixels * recipe.line)
    inner = min(line - 4 * em / 20, metrics.ascent() + metrics.descent())
    spare = (line - metrics.ascent() - metrics.descent()) / 2
    tall = metrics.ascent() - (metrics.ascent() + metrics.descent() - inner) / 2
    return Look(
        font=font,
        pixels=pixels,
        line=line,
        rise=round(spare + metrics.ascent()),
        tall=tall,
        deep=inner - tall,
        above=em * recipe.above,
        below=em * recipe.below,
        indent=em * recipe.indent,
        muted=recipe.muted,
        bullet=recipe.bullet,
        bar=recipe.bar,
    )
