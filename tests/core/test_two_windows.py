"""Two windows on one layer that write one journal by turns: what the layer has is what can be undone."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from reader.core.layers import Layer
from reader.core.session import Session
from reader.core.spans import Span
from tests.core.desks import ARTICLE, TEXT, ListJournal


def window_on(journal: ListJournal) -> Session:
    """Open a window on what the journal now says."""
    layer = Layer(ARTICLE.digest, "ann")
    for edit in journal.edits:
        layer.apply(edit.removed, edit.added, finished=edit.finished)
    return Session(ARTICLE, layer, journal, past=journal.edits)


@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["tag", "tag", "undo", "undo", "redo", "reopen"])), max_size=30))
def test_whatever_two_windows_do_by_turns_the_layer_is_what_can_be_undone(turns: list[tuple[int, str]]) -> None:
    journal, numbers = ListJournal(), count()
    windows = [window_on(journal), window_on(journal)]
    for which, act in turns:
        if act == "tag":  # each time another span, so that no edit covers an older one
            number = next(numbers)
            windows[which].judge("Tag", entities=[Span(number % len(TEXT), len(TEXT), f"L{number}")])
        elif act == "reopen":
            windows[which] = window_on(journal)
        else:
            getattr(windows[which], act)()
    last = window_on(journal)
    while last.layer:
        here = len(last.layer)
        edit = last.undo()
        assert edit is not None
        assert len(last.layer) == here - 1
    assert last.history.undoable is None
