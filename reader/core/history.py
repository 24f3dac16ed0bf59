"""Edits, the journal that takes them first, and the history that undo walks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from reader.core.layers import Judgement


class Step(StrEnum):
    """Which way an edit goes in the history."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


def _new_origin() -> str:
    return os.urandom(8).hex()


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one layer: what was taken out and what was put in.

    article: the `Article.digest` it is about.
    title: what was done, as the menu says it: "Tag Mosul as GPE".
    finished: the mark the edit sets (True) or takes back (False); None leaves it as it is.
    origin: names what was done first; the edits that undo and redo it bear the same name, so that a journal which two windows
        write still says which edit each of them took back.
    """

    article: str
    author: str
    at: datetime
    title: str
    removed: tuple[Judgement, ...] = ()
    added: tuple[Judgement, ...] = ()
    finished: bool | None = None
    step: Step = Step.DO
    origin: str = field(default_factory=_new_origin)

    def inverse(self, step: Step, at: datetime) -> Edit:
        """Return the edit that takes this one back, as an undo or a redo."""
        finished = None if self.finished is None else not self.finished
        return replace(self, at=at, removed=self.added, added=self.removed, finished=finished, step=step)


class Kept(NamedTuple):
    """An edit that stands in the journal, read when it is first wanted: a large one takes its time, and few are undone."""

    step: Step
    origin: str
    read: Callable[[], Edit]


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
    """What can be undone and redone in one layer, oldest first. Undo and redo are themselves edits in the journal.

    An edit can be undone just when the layer has it, whichever windows wrote the journal by turns.
    """

    def __init__(self, edits: Iterable[Edit | Kept] = ()) -> None:
        """Walk a layer's journal from its start."""
        self._done: dict[str, Edit | Kept] = {}
        self._undone: dict[str, Edit | Kept] = {}
        for edit in edits:
            self.record(edit)

    def record(self, edit: Edit | Kept) -> None:
        """Take in the newest edit. A new one ends what could be redone; undo and redo move the very edit they are of.

        What another window has undone already, or never was done, cannot be undone again. A redo counts even where a new edit
        of another window had ended it: the layer has it now.
        """
        if edit.step is Step.UNDO:
            if edit.origin in self._done:
                self._undone[edit.origin] = self._done.pop(edit.origin)
        elif edit.step is Step.REDO:
            self._done.setdefault(edit.origin, self._undone.pop(edit.origin, edit))
        else:
            self._done[edit.origin] = edit
            self._undone.clear()

    @property
    def undoable(self) -> Edit | None:
        """The edit that undo would take back."""
        return _newest(self._done)

    @property
    def redoable(self) -> Edit | None:
        """The edit that redo would do again."""
        return _newest(self._undone)


def _newest(edits: dict[str, Edit | Kept]) -> Edit | None:
    newest = next(reversed(edits.values()), None)
    if isinstance(newest, Kept):
        newest = edits[newest.origin] = newest.read()
    return newest
