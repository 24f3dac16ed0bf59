"""The caret: the token or span that keys act on."""

from __future__ import annotations

from typing import NamedTuple


class Cursor(NamedTuple):
    """The stretch the caret outlines. Code points, half-open.

    label: the label of the entity it stands on; None when it stands on plain text.
    by_hand: the user has set its edges, by key or mouse.
    """

    start: int
    end: int
    label: str | None = None
    by_hand: bool = False
