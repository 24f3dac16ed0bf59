"""Which articles get their baselines before they are opened: the next few of the list and, on request, all of the library."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reader.library.articles import LARGEST_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.actions.questions import Questions
    from reader.actions.trail import Listed
    from reader.core.article import Article
    from reader.core.baselines import Tagger
    from reader.library import Library

_NEXT = 3
"""So many articles down the list, one at a time, once the open one has its own."""


class Ahead:
    """Finds what to ask the worker while nobody waits for it."""

    def __init__(self, library: Library, questions: Questions) -> None:
        """Look no farther than the next few."""
        self._library, self._questions = library, questions
        self.is_whole = False
        """Whether all of the library gets its baselines, and what comes into it meanwhile."""
        self._tagger = ""
        self._looked_through = 0
        """Up to the article of this number all have their baselines of that tagger, or cannot be tagged."""

    def turn(self) -> None:
        """Have all of the library get its baselines, or only the next few again."""
        self.is_whole, self._looked_through = not self.is_whole, 0

    def wanted(self, listed: Listed, current: int, tagger: Tagger) -> Article | None:
        """Return the first article without a baseline of the tagger; None when none is wanted. Raises LibraryError."""
        near = self._library.shelf.untagged(listed.ahead(current, _NEXT), tagger)
        for number in chain(near, self._rest(tagger)):
            article = self._library.article(number)
            if not self._questions.is_refused(article.digest):
                return article
        return None

    def _rest(self, tagger: Tagger) -> Iterator[int]:
        """Yield the other articles without one, in import order; those passed already are not looked at again."""
        if tagger.base != self._tagger:
            self._tagger, self._looked_through = tagger.base, 0
        while self.is_whole:
            number = self._library.shelf.next_untagged(self._looked_through, tagger)
            if number is None:
                self._looked_through = self._library.neighbour(LARGEST_ID, -1) or 0
                return
            self._looked_through = number - 1
            yield number
            self._looked_through = number

    @property
    def left(self) -> int:
        """How many articles of the library no tagger has tagged yet. Raises LibraryError."""
        return self._library.searching.untagged()
