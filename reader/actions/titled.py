"""The articles of a library by their titles, as the palette finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library import Library


class Titled:
    """Where titles come from, each with its article's number and date. Whatever cannot be read raises a LibraryError."""

    def __init__(self, library: Library, author: str, current: Callable[[], int | None]) -> None:
        """Read nothing yet. current: returns the article that is open."""
        self._library, self._author, self._current = library, author, current

    def titles(self, after: int = 0) -> Iterator[tuple[int, str, str]]:
        """Yield number, title and date of the articles after one of them, or of all, in import order."""
        return self._library.shelf.titles(after)

    def recent(self, limit: int) -> list[tuple[int, str, str]]:
        """Return number, title and date of the articles last open, the latest first, without the one that is open."""
        shelf = self._library.shelf
        rows = shelf.rows(self._author, shelf.recent(self._author, limit + 1))
        return [(row.id, row.title, row.published[:10]) for row in rows if row.id != self._current()][:limit]

    def stand(self, last: int) -> tuple[int, int]:
        """Return how many articles there are up to one of them, and the sum of their numbers: see `Titles.stand`."""
        return self._library.shelf.stand(last)
