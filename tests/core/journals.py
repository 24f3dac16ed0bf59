"""Journals for tests: one that keeps edits in a list, one that refuses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.history import JournalRefused

if TYPE_CHECKING:
    from reader.core.history import Edit


class ListJournal:
    """Keeps every edit in a list. full: it refuses, as a full disk would."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.full = False

    def append(self, edit: Edit) -> None:
        if self.full:
            message = "The disk is full: make room, then try again."
            raise JournalRefused(message)
        self.edits.append(edit)
