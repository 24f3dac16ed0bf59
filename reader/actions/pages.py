"""Rows of a list that is known by numbers: those in sight are read, a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping

_PAGE, _PAGES_HELD = 100, 20
"""Rows read at once, and how many such pages are held: a screen shows some twenty rows."""

_Row = TypeVar("_Row")


class Pages(Generic[_Row]):
    """The rows of some numbers. Only those last in sight are held."""

    def __init__(self, ids: array[int], read: Callable[[array[int]], Mapping[int, _Row]]) -> None:
        """Read nothing yet. read: returns the rows of some numbers, without those that have gone."""
        self.ids = ids
        self._read = read
        self._pages: OrderedDict[int, Mapping[int, _Row]] = OrderedDict()

    def __getitem__(self, at: int) -> _Row | None:
        """Return a row; None when it has gone meanwhile."""
        page = at // _PAGE
        if page not in self._pages:
            self._pages[page] = self._read(self.ids[page * _PAGE : (page + 1) * _PAGE])
            while len(self._pages) > _PAGES_HELD:
                self._pages.popitem(last=False)
        return self._pages[page].get(self.ids[at])

    def place(self, number: object) -> int | None:
        """Return which row a number has; None where it is not in the list."""
        return self.ids.index(number) if isinstance(number, int) and number in self.ids else None
