"""The caret: the token or span that keys act on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cursor:
    """The stretch the caret outlines. Code points, half-open.

    label: the label of the entity it stands on; None when it stands on plain text.
    by_hand: the user has set its edges, by key or mouse.
    """

    start: int
    end: int
    label: str | None = None
    by_hand: bool = False
