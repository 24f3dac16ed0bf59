"""Concordance edits: many places of many articles judged from one list of lines, and taken back in one go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.core.history import JournalRefused
from reader.core.layers import How, Verdict
from reader.core.spans import Span
from reader.library import LibraryError
from reader.library.lines import line_of
from reader.library.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from reader.core.history import Edit
    from reader.core.session import Session
    from reader.library import Library
    from reader.library.lines import Line


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said of a line. label: what its place is an entity of; empty: it is none. singly: it was marked by itself."""

    label: str
    singly: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """A receipt.

    edits: what was done, one edit for each article that changed, with the article's id.
    refused: why articles could not be changed, each reason once, in a sentence.
    """

    edits: tuple[tuple[int, Edit], ...]
    refused: tuple[str, ...]


class Sessions:
    """Opens the sessions that lines are judged in: the one on the page for its own article, so that the page repaints."""

    def __init__(self, library: Library, author: str, session: Callable[[], Session | None] = lambda: None) -> None:
        """Judge as one author. session: returns the one now on the page; None where no article is open."""
        self.library = library
        self.author = author
        self._session = session

    def session(self, article_id: int) -> Session:
        """Return the session on an article. Raises LibraryError."""
        session = self._session()
        if session is not None and self.library.find(session.article.digest) == article_id:
            return session
        return self.library.open_session(article_id, self.author, baseline=self.library.last_baseline(article_id))

    def undo(self, applied: Applied) -> tuple[int, Applied]:
        """Take back what was applied, where it is still the newest edit; return in how many articles that was done.

        With it comes why not in the others, and those edits among them that can be tried again.
        """
        back, left, told = 0, [], []
        for article_id, edit in applied.edits:
            try:
                session = self.session(article_id)
                newest = session.history.undoable
                if newest is None or newest.origin != edit.origin:
                    told.append(f"“{session.article.name}” has been edited since: open it and undo there.")
                else:
                    session.undo()
                    back += 1
            except (JournalRefused, LibraryError) as error:
                left.append((article_id, edit))
                told.append(str(error))
        return back, Applied(tuple(left), tuple(dict.fromkeys(told)))


def surface_lines(sessions: Sessions, surface: str) -> Iterator[Line]:
    """Yield every place where a surface stands as whole words, as spreading finds it, whether tagged or not.

    Raises:
        QueryError: it holds no letter.
    """
    searching = sessions.library.searching
    query = parse('"{}"'.format(" ".join(surface.replace('"', " ").split())))
    for article_id in searching.find(query, sessions.author):
        session = sessions.session(article_id)
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
        spans = {row: span for row in rows if (span := self.lines[row].span)}
        self.marks |= {row: Mark(span.label, singly=len(rows) == 1) for row, span in spans.items()}
        return len(spans)

    def refuse(self, rows: Collection[int]) -> None:
        """Mark lines to be no entities."""
        self.marks |= {row: Mark("", singly=len(rows) == 1) for row in rows}

    def relabel(self, rows: Collection[int], label: str) -> None:
        """Mark lines to be entities of a label, in place of whatever label their places have."""
        self.marks |= {row: Mark(label, singly=len(rows) == 1) for row in rows}

    def unmark(self, rows: Iterable[int]) -> None:
        """Take marks off."""
        for row in rows:
            self.marks.pop(row, None)

    def apply(self) -> Applied:
        """Judge all marked lines, with one edit for each article, and take their marks off; where it is refused they stay."""
        by_article: defaultdict[int, list[int]] = defaultdict(list)
        for row in sorted(self.marks):
            by_article[self.lines[row].article].append(row)
        edits, refused = [], []
        for article_id, rows in by_article.items():
            try:
                edit = self._judge(self._sessions.session(article_id), rows)
            except (JournalRefused, LibraryError) as error:
                refused.append(str(error))
                continue
            self.unmark(rows)
            if edit:
                edits.append((article_id, edit))
        return Applied(tuple(edits), tuple(dict.fromkeys(refused)))

    def _judge(self, session: Session, rows: Iterable[int]) -> Edit | None:
        """Judge the marked lines of one article; what is so already stays as it was said."""
        entities, others, keyed = [], [], []
        for row in rows:
            line, mark = self.lines[row], self.marks[row]
            span = Span(line.start, line.end, mark.label) if mark.label else None
            here = session.review.entities.equal_to(line.start, line.end)
            # Refused is the entity of the line; another label for the same place gives way to the one it gets.
            gone = [other for other in here if other != span and (span is not None or line.span in {None, other})]
            entities += [span] if span and session.layer.verdict(span) is not Verdict.IS else []
            others += gone
            keyed += [*gone, *([span] if span else [])] if mark.singly else []
        title = f"Judge {len(entities) + len(others)} in a search"
        return session.judge(title, entities=entities, others=others, how=How.SPREAD, keyed=keyed)
