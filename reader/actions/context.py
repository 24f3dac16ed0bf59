"""What an action may touch: the session, the page as far as geometry matters, how things are shown, and the desk around it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.core.review import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.actions.library_context import Face
    from reader.actions.registry import Action
    from reader.core.cursor import Cursor
    from reader.core.effort import Effort
    from reader.core.review import Entity
    from reader.core.scheme import Scheme
    from reader.core.session import Session
    from reader.core.spans import Span
    from reader.core.tokens import Stretch

ZOOM_STEPS = (50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Per cent of the theme's own size."""


class ViewOptions(NamedTuple):
    """How the page is shown.

    quiet: no badges, and no reflow when tags change.
    hidden_groups: groups of labels that are not shown (nor visited by entity moves).
    characters: the caret and its edges move by character instead of by token.
    sweep: finishing first offers what may have been missed.
    ghosts: all that may have been missed is shown, faintly; else only where a walk along suspects leads.
    zoom: one of `ZOOM_STEPS`, in per cent.
    theme: the name of a file in resources/themes; "auto" follows the desktop.
    """

    quiet: bool = False
    hide_rejected: bool = False
    hidden_groups: frozenset[str] = frozenset()
    characters: bool = False
    sweep: bool = False
    ghosts: bool = False
    zoom: int = 100
    theme: str = "auto"


class Page(Protocol):
    """What only the page knows: where lines break and what is in sight. All offsets are code points."""

    def line_from(self, offset: int, lines: int) -> int:
        """Return the offset at the same height of column, so many visual lines down (negative: up), clamped to the text."""

    def visible(self) -> Stretch:
        """Return from the first to the last letter in sight."""

    def line_at(self, offset: int) -> Stretch:
        """Return the visual line that holds an offset."""

    def screen_from(self, offset: int, screens: int) -> int:
        """Scroll so many screens down (negative: up) and return the offset that now lies where this one lay."""


class KeyTaker(Protocol):
    """Takes keys before the keymap does, as jump hints do."""

    def press(self, key: str) -> bool:
        """Take a key; tell whether more are wanted."""


class Boxes(Protocol):
    """The boxes one types in. While one is open, the page's keys rest."""

    def search(self) -> None:
        """Open the search bar."""

    def step_hit(self, steps: int) -> None:
        """Make the next hit of the last search the span (negative: the one before)."""

    def open_palette(self, *, labels_only: bool = False) -> None:
        """Open the palette; with labels_only, to choose a label."""

    def ask_for_note(self, entity: Entity) -> None:
        """Open the bar for a note on a judged entity."""

    def open_library(self, face: Face, query: str | None = None) -> None:
        """Show a list of the library view in the page's place.

        query: what is to stand in the line above it; None for what stood there; empty with the keys in that line.
        """


class Imports(Protocol):
    """What brings articles in, in the background."""

    def choose_files(self) -> None:
        """Ask for files and import them."""

    def choose_folder(self) -> None:
        """Ask for a folder and import all that lies in it."""

    def ask_for_address(self) -> None:
        """Ask for a web address and import it."""

    def paste(self) -> None:
        """Import what the clipboard holds."""

    def show_report(self) -> None:
        """Show what came of the last import."""

    def stop(self) -> None:
        """Stop the import that is running."""

    def choose_watched(self) -> None:
        """Ask for a folder and watch it from now on."""

    def show_watched(self) -> None:
        """Show the watched folders, to stop watching one."""


class Steps(Protocol):
    """Opens one article after another."""

    @property
    def is_waiting(self) -> bool:
        """Whether the baseline of the open article is still to come."""

    def open_neighbour(self, steps: int) -> bool:
        """Open the next (1) or previous (-1) article of the queue; False at its end."""

    def go_on(self) -> bool:
        """Open the next unfinished article of the queue; False when none is left."""

    def go_back(self, steps: int) -> bool:
        """Open the article that was open before (1), or the one gone back from (-1); False when there is none."""

    def effort(self) -> Effort:
        """Return what the open article has cost. Raises LibraryError."""

    def tag_all(self) -> int | None:
        """Have all articles tagged in the background, or no more: how many are left then; None. Raises LibraryError."""


class Desk(Protocol):
    """The window around the page."""

    @property
    def articles(self) -> Steps:
        """What opens other articles."""

    @property
    def imports(self) -> Imports:
        """What brings articles in."""

    @property
    def boxes(self) -> Boxes:
        """The boxes one types in."""

    @property
    def is_dark(self) -> bool:
        """Whether the theme shown is a dark one."""

    def key_of(self, action: str) -> str:
        """Return the key that does an action, as menus show it; empty when it has none."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line until the next key."""

    def say_at_once(self, sentence: str) -> None:
        """Show a sentence before going on with what takes so long that one would wonder."""

    def present(self, options: ViewOptions) -> None:
        """Show the page another way."""

    def show_hints(self, hints: Mapping[str, Stretch], typed: str) -> None:
        """Show these letters on these words of the page, those typed already set back; none hides them."""

    def show_help(self) -> None:
        """Show the key map over the page; hide it when it is shown."""

    def close(self) -> bool:
        """Close the window."""


class Route(Enum):
    """Which way a walk along suspects goes."""

    IN_ORDER = auto()
    LIKELIEST = auto()
    MISSED = auto()
    """In order, but only to what may have been missed."""


class SuspectWalk(NamedTuple):
    """Where a walk along suspects is.

    span: what it led to. cursor: the very caret it put there.
    """

    span: Span
    cursor: Cursor
    route: Route


class Context:
    """What an action gets.

    last: the action that the repeat key does again; None before the first edit.
    suspect: where the walk along suspects last led. looked_at: all places it led to so far.
    swept: finishing has offered them.
    hit: what the last search has made the span.
    taker: what takes the next keys in place of the keymap; None when nothing does.
    """

    def __init__(
        self,
        session: Session,
        scheme: Scheme,
        page: Page,
        desk: Desk,
        options: ViewOptions,
        *,
        last: Action[Context] | None = None,
    ) -> None:
        """Begin with an article that was just opened."""
        self.session, self.scheme, self.page, self.desk = session, scheme, page, desk
        self.options = options
        self.last = last
        self.taker: KeyTaker | None = None
        self.suspect: SuspectWalk | None = None
        self.looked_at: set[Span] = set()
        self.swept = False
        self.hit: Stretch | None = None

    @property
    def entity(self) -> Entity | None:
        """The entity with the very bounds of the caret, of those that are shown: see `Session.entity`."""
        return self.session.entity_among(self.is_shown)

    def do(self, action: Action[Context]) -> None:
        """Do an action, and have the repeat key do it again if it may."""
        if action.run(self) and action.repeats:
            self.last = action

    def is_shown(self, span: Span) -> bool:
        """Tell whether the options let an entity be seen."""
        if self.options.hidden_groups and self.scheme.label(span.label).group in self.options.hidden_groups:
            return False
        return not self.options.hide_rejected or self.session.review.standing(span) is not Standing.REJECTED
