"""What an action of the library view may touch: the list in sight, and the desk around it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from reader.actions.line_list import Lines
    from reader.actions.listing import Listing
    from reader.actions.naming import Names
    from reader.core.scheme import Scheme
    from reader.core.tokens import Stretch
    from reader.library import Library


class Face(Enum):
    """The lists that the library view shows, one at a time. The value is the first word of the ids of its actions."""

    ARTICLES = "list"
    LINES = "lines"
    NAMES = "names"


class Share(NamedTuple):
    """How far long work is: so many of so many are done; of 0 while it is not known how many there are."""

    done: int
    total: int = 0


class Chore(NamedTuple):
    """A part of long work that another thread can do, which has a library of its own: it may wait for the disk."""

    do: Callable[[Library], Any]


Steps = Generator[Share | Chore, Any, None]
"""Long work. Each step does a little (some ms) and says how far it is, or what chore it wants done; it is sent the outcome."""


class LibraryDesk(Protocol):
    """The window around the library view."""

    @property
    def is_at_work(self) -> bool:
        """Whether long work is under way; until it has ended, the lists are for looking only."""

    def work(self, caption: str, steps: Steps, ended: Callable[[bool], None]) -> None:
        """Do long work a little at a time while the window goes on; Esc stops it between two steps.

        caption: what is done, beside how far it is. ended: is told whether all of it was done, once it is over.
        """

    def stop(self) -> None:
        """Stop long work after the last step that was done."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line until the next key."""

    def key_of(self, action: str) -> str:
        """Return the key that does an action of the face in sight, as menus show it; empty when it has none."""

    def show_help(self) -> None:
        """Show the keys of the face in sight over it; hide them when they are shown."""

    def show_face(self, face: Face) -> None:
        """Show another list."""

    def show_page(self) -> None:
        """Go back to the article that is open; stay where none is."""

    def begin_typing(self) -> None:
        """Put the keys into the line in which one searches."""

    def ask(self, caption: str, text: str, done: Callable[[str], None], *, hint: str = "") -> None:
        """Ask for a line of text, this one to begin with; Esc asks no more. hint: what may be answered."""

    def open_article(self, article_id: int, place: Stretch | None = None, *, following: Sequence[int] | None = None) -> None:
        """Open an article on the page, its caret at a place if one is given.

        following: the articles that are gone through from here on, none for all; None leaves that as it is.
        """

    def leave_what_is_gone(self) -> None:
        """Have no article open in place of one that was taken out of the library."""

    def refresh(self, *, first: bool = False, about: object = None) -> None:
        """Find the rows of the list in sight for what is now asked, and show them.

        first: the first is chosen; else what the row chosen is about stays so or, where that is gone, as high a row; of a new
            query the first. about: what the row to be chosen is about; None for what it is about now.
        """

    def show_rows(self) -> None:
        """Show the rows as they are known, the context's row chosen; if it is below them, once it is known."""

    def look_anew(self) -> None:
        """Find the same rows anew while the window goes on, and show them then."""


class State(Protocol):
    """What one list shows, and why. Rows are read from the library only as they are asked for."""

    @property
    def told(self) -> str:
        """What the rows are, in a few words: "1,204 articles · unfinished · by date"."""

    @property
    def nothing(self) -> str:
        """What is said in their place when there are none, and what to do then."""

    def find(self, query: str) -> Steps:
        """Find the rows for what stands in the line above them, as the library now has them. Raises LibraryError.

        For another query the first rows at least; else as many as are known. Those that are known stay till `adopt`.
        """

    def adopt(self) -> None:
        """Have the rows that were found in place of those that were known."""

    @property
    def may_grow(self) -> bool:
        """Whether there may be more rows below the last."""

    def more(self) -> Steps:
        """Read some more rows below the last. Raises LibraryError."""

    def about(self, at: int) -> object:
        """Return what a row is about, by which `place` finds it again."""

    def place(self, about: object) -> int | None:
        """Return which of the rows known is about something; None when none is."""

    def __len__(self) -> int:
        """Return how many rows are known of."""

    def __getitem__(self, at: int, /) -> object:
        """Return a row. Raises LibraryError."""

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a row."""


class LibraryContext:
    """What an action of the library view gets.

    row: the number of the row chosen in the list in sight; -1 when it has none.
    typed: what stands in the line above each list. Articles and lines are found by the same query.
    """

    def __init__(self, desk: LibraryDesk, scheme: Scheme, listing: Listing, lines: Lines, names: Names) -> None:
        """Begin with the list of articles, and nothing asked for."""
        self.desk, self.scheme = desk, scheme
        self.listing, self.lines, self.names = listing, lines, names
        self.face = Face.ARTICLES
        self.row = -1
        self.typed: dict[Face, str] = {}

    @property
    def state(self) -> State:
        """What the list in sight shows."""
        states: dict[Face, State] = {Face.ARTICLES: self.listing, Face.LINES: self.lines, Face.NAMES: self.names}
        return states[self.face]

    @property
    def query(self) -> str:
        """What stands in the line above the list in sight."""
        return self.typed.get(self.face, "")

    def ask_for(self, query: str, face: Face) -> None:
        """Have something else stand in the line above a list."""
        alike = (Face.ARTICLES, Face.LINES)
        for each in alike if face in alike else (face,):
            self.typed[each] = query


def query_of(label: str, surface: str) -> str:
    """Return the query that finds an entity wherever it stands or, without a label, these words."""
    quoted = " ".join(surface.replace('"', " ").split())
    return f'{label}:"{quoted}"' if label else f'"{quoted}"'
