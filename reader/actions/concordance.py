"""Concordance edits: many places of many articles judged from one list of lines, and taken back in one go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from reader.actions.library_context import Chore, Share
from reader.core.history import JournalRefused
from reader.core.layers import How, Verdict
from reader.core.spans import Span
from reader.library import LibraryError, LibraryFullError, LibraryLockedError, LibraryReadOnlyError
from reader.library.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator

    from reader.actions.library_context import Steps
    from reader.core.history import Edit
    from reader.core.session import Session
    from reader.library import Library
    from reader.library.lines import Line


_Outcome = TypeVar("_Outcome")
_HOPELESS = (LibraryFullError, LibraryLockedError, LibraryReadOnlyError)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said of a line. label: what its place is an entity of; empty: it is none. singly: it was marked by itself."""

    label: str
    singly: bool


@dataclass(slots=True, eq=False)
class Applied:
    """A receipt, written on as the work goes on: whatever was done stands in it.

    edits: what was done, one edit for each article that changed, with the article's id.
    refused: why articles could not be changed, or changed back, in sentences.
    """

    edits: list[tuple[int, Edit]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def reasons(self) -> list[str]:
        """Why articles could not be changed, each reason once."""
        return list(dict.fromkeys(self.refused))


class Sessions:
    """Opens the sessions that lines are judged in: the one on the page for its own article, so that the page repaints."""

    def __init__(self, library: Library, author: str, session: Callable[[], Session | None] = lambda: None) -> None:
        """Judge as one author. session: returns the one now on the page; None where no article is open."""
        self.library = library
        self.author = author
        self._session = session

    def _on_page(self, article_id: int) -> Session | None:
        session = self._session()
        return session if session and self.library.find(session.article.digest) == article_id else None

    def each(self, article_id: int, do: Callable[[Session], _Outcome]) -> Generator[Chore, Any, _Outcome]:
        """Return what is done with the session on an article: here with the one on the page, as a chore with any other."""
        session = self._on_page(article_id)
        if session:
            return do(session)
        author = self.author
        outcome: _Outcome = yield Chore(lambda library: do(_open(library, article_id, author)))
        return outcome

    def undo(self, applied: Applied, back: Applied) -> Steps:
        """Take back what was applied, an article at each step, where it is still the newest edit.

        back: is given what was taken back, and why not in the other articles. In `applied` stays what can be tried again.
        """
        todo, left = list(applied.edits), []
        for done, (article_id, edit) in enumerate(todo, 1):
            try:
                refused = yield from self.each(article_id, partial(_take_back, edit))
                back.refused += [refused] if refused else []
                back.edits += [] if refused else [(article_id, edit)]
            except (JournalRefused, LibraryError) as error:
                left.append((article_id, edit))
                back.refused.append(str(error))
                if _would_befall_all(error):
                    return
            applied.edits = [*left, *todo[done:]]
            yield Share(done, len(todo))


def _open(library: Library, article_id: int, author: str) -> Session:
    return library.open_session(article_id, author, baseline=library.last_baseline(article_id))


def _take_back(edit: Edit, session: Session) -> str:
    """Undo an edit; return why not where it is no longer the newest, else nothing."""
    newest = session.history.undoable
    if newest is None or newest.origin != edit.origin:
        return f"“{session.article.name}” has been edited since: open it and undo there."
    session.undo()
    return ""


def _would_befall_all(error: Exception) -> bool:
    """Tell whether what was refused for one article will be refused for all that follow."""
    return isinstance(error.__cause__ if isinstance(error, JournalRefused) else error, _HOPELESS)


def surface_lines(library: Library, author: str, surface: str, article_id: int) -> Iterator[Line]:
    """Yield every place of an article where a surface stands as whole words, as spreading finds it, whether tagged or not."""
    session = _open(library, article_id, author)
    for place in session.tokens.occurrences(surface):
        equal = session.review.entities.equal_to(*place)
        entities = [(span, standing) for span in equal if (standing := session.review.standing(span))]
        if not entities:
            yield line_of(article_id, session.article, place)
        for entity in entities:
            yield line_of(article_id, session.article, place, entity)


class Concordance:
    """Lines, and what is to be said of each. Nothing changes until `apply`."""

    def __init__(self, sessions: Sessions, lines: Iterable[Line] = ()) -> None:
        """Begin with no line marked."""
        self.lines: list[Line] = []
        self.marks: dict[int, Mark] = {}
        self._sessions = sessions
        self.add(lines)

    def add(self, lines: Iterable[Line]) -> None:
        """Put lines below those there are; those without a hit, where nothing can be judged, are left out."""
        self.lines += (line for line in lines if line.start < line.end)

    @property
    def marked(self) -> list[tuple[Line, Mark]]:
        """The lines that are marked, in their order."""
        return [(self.lines[row], self.marks[row]) for row in sorted(self.marks)]

    def keep(self, rows: Collection[int]) -> int:
        """Mark lines to be entities as they are; return how many are: a place without a label cannot be kept."""
        labels = {row: span.label for row in rows if (span := self.lines[row].span)}
        marks = {label: Mark(label, singly=len(rows) == 1) for label in set(labels.values())}
        self.marks |= {row: marks[label] for row, label in labels.items()}
        return len(labels)

    def refuse(self, rows: Collection[int]) -> None:
        """Mark lines to be no entities."""
        self.relabel(rows, "")

    def relabel(self, rows: Collection[int], label: str) -> None:
        """Mark lines to be entities of a label, in place of whatever label their places have."""
        self.marks |= dict.fromkeys(rows, Mark(label, singly=len(rows) == 1))

    def unmark(self, rows: Iterable[int]) -> None:
        """Take marks off."""
        for row in rows:
            self.marks.pop(row, None)

    def apply(self, applied: Applied) -> Steps:
        """Judge all marked lines, with one edit for each article, an article at each step; where it is refused the marks stay.

        applied: is given what was done.
        """
        by_article: defaultdict[int, list[int]] = defaultdict(list)
        for row in sorted(self.marks):
            by_article[self.lines[row].article].append(row)
        for done, (article_id, rows) in enumerate(by_article.items(), 1):
            marked = [(self.lines[row], self.marks[row]) for row in rows]
            try:
                edit = yield from self._sessions.each(article_id, partial(_judge, marked))
            except (JournalRefused, LibraryError) as error:
                applied.refused.append(str(error))
                if _would_befall_all(error):
                    return
            else:
                self.unmark(rows)
                applied.edits += [(article_id, edit)] if edit else []
            yield Share(done, len(by_article))


def _judge(marked: Iterable[tuple[Line, Mark]], session: Session) -> Edit | None:
    """Judge the marked lines of one article; what is so already stays as it was said."""
    entities, others, keyed = [], [], []
    for line, mark in marked:
        span = Span(line.start, line.end, mark.label) if mark.label else None
        here = session.review.entities.equal_to(line.start, line.end)
        # Refused is the entity of the line; another label for the same place gives way to the one it gets.
        gone = [other for other in here if other != span and (span is not None or line.span in {None, other})]
        entities += [span] if span and session.layer.verdict(span) is not Verdict.IS else []
        others += gone
        keyed += [*gone, *([span] if span else [])] if mark.singly else []
    title = f"Judge {len(entities) + len(others)} in a search"
    return session.judge(title, entities=entities, others=others, how=How.SPREAD, keyed=keyed)
