"""Edits, the journal that takes them first, and the history that undo walks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reader.core.layers import Judgement


class Step(StrEnum):
    """Which way an edit goes in the history."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one layer: what was taken out and what was put in.

    article: the `Article.digest` it is about.
    title: what was done, as the menu says it: "Tag Mosul as GPE".
    finished: the mark the edit sets (True) or takes back (False); None leaves it as it is.
    """

    article: str
    author: str
    at: datetime
    title: str
    removed: tuple[Judgement, ...] = ()
    added: tuple[Judgement, ...] = ()
    finished: bool | None = None
    step: Step = Step.DO

    def inverse(self, step: Step, at: datetime) -> Edit:
        """Return the edit that takes this one back, as an undo or a redo."""
        finished = None if self.finished is None else not self.finished
        return replace(self, at=at, removed=self.added, added=self.removed, finished=finished, step=step)


class JournalRefused(Exception):
    """The journal could not keep an edit, so nothing changed. The message says why and what to do."""


class Journal(Protocol):
    """Where edits are kept before they count."""

    def append(self, edit: Edit) -> None:
        """Keep an edit for good before returning.

        Raises:
            JournalRefused: it could not be kept.
        """


class History:
    """What can be undone and redone in one layer, oldest first. Undo and redo are themselves edits in the journal."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        """Walk a layer's journal from its start."""
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        for edit in edits:
            self.record(edit)

    def record(self, edit: Edit) -> None:
        """Take in the newest edit. A new one ends what could be redone."""
        if edit.step is Step.UNDO:
            if self._done:
                self._undone.append(self._done.pop())
        elif edit.step is Step.REDO:
            if self._undone:
                self._done.append(self._undone.pop())
        else:
            self._done.append(edit)
            self._undone.clear()

    @property
    def undoable(self) -> Edit | None:
        """The edit that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Edit | None:
        """The edit that redo would do again."""
        return self._undone[-1] if self._undone else None
