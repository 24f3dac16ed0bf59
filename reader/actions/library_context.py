"""What an action of the library view may touch: the list in sight, and the desk around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.lines import Lines
    from reader.actions.listing import Listing
    from reader.actions.naming import Names
    from reader.core.scheme import Scheme
    from reader.core.tokens import Stretch
    from reader.library import Wanted


class Face(Enum):
    """The lists that the library view shows, one at a time. The value is the first word of the ids of its actions."""

    ARTICLES = "list"
    LINES = "lines"
    NAMES = "names"


class LibraryDesk(Protocol):
    """The window around the library view."""

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

    def ask(self, caption: str, text: str, done: Callable[[str], None]) -> None:
        """Ask for a line of text, this one to begin with; Esc asks no more."""

    def open_article(self, article_id: int, place: Stretch | None = None, *, following: Wanted | None = None) -> None:
        """Open an article on the page, its caret at a place if one is given.

        following: the list that going on steps in from now on; None leaves it as it is.
        """

    def refresh(self) -> None:
        """Show the list as it now is, the context's row chosen."""


class State(Protocol):
    """What one list shows, and why. Rows are read from the library only as they are asked for."""

    @property
    def told(self) -> str:
        """What the rows are, in a few words: "1,204 articles · unfinished · by date"."""

    @property
    def nothing(self) -> str:
        """What is said in their place when there are none, and what to do then."""

    def look(self, query: str) -> None:
        """Find the rows anew for what stands in the line above them. Raises LibraryError."""

    def __len__(self) -> int:
        """Return how many rows are known of."""

    def __getitem__(self, at: int, /) -> object:
        """Return a row. Raises LibraryError."""

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a row."""

    def grow(self) -> bool:
        """Look for more rows below the last; tell whether any came."""


@dataclass(slots=True)
class LibraryContext:
    """What an action of the library view gets.

    row: the number of the row chosen in the list in sight; -1 when it has none.
    typed: what stands in the line above each list. Articles and lines are found by the same query.
    """

    desk: LibraryDesk
    scheme: Scheme
    listing: Listing
    lines: Lines
    names: Names
    face: Face = Face.ARTICLES
    row: int = -1
    typed: dict[Face, str] = field(default_factory=dict)

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
