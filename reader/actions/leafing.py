"""What can be done in every list of the library view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.library_context import Face
from reader.actions.registry import action

if TYPE_CHECKING:
    from reader.actions.library_context import LibraryContext

_GROUP = "Library"
_FACES = tuple(Face)


@action("library.leave", "Back to the article", group=_GROUP)
def leave(context: LibraryContext) -> None:
    """Go back to the page."""
    context.desk.show_page()


@action("library.search", "Search, or narrow the list", group=_GROUP)
def search(context: LibraryContext) -> None:
    """Type into the line above the list."""
    context.desk.begin_typing()


@action("library.next_face", "Next list: articles, lines, names", group=_GROUP)
def next_face(context: LibraryContext) -> None:
    """Show the next of the three lists."""
    context.desk.show_face(_FACES[(_FACES.index(context.face) + 1) % len(_FACES)])


@action("library.previous_face", "List before", group=_GROUP)
def previous_face(context: LibraryContext) -> None:
    """Show the list before this one."""
    context.desk.show_face(_FACES[_FACES.index(context.face) - 1])


@action("library.help", "Show all keys", group=_GROUP)
def show_help(context: LibraryContext) -> None:
    """Show the keys of the list in sight."""
    context.desk.show_help()
