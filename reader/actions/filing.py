"""Articles and the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.library_context import Face
from reader.actions.registry import action
from reader.library import LibraryError

if TYPE_CHECKING:
    from reader.actions.context import Context

_GROUP = "Articles"


@action("library.open", "All articles…", group=_GROUP)
def open_library(context: Context) -> None:
    """Show the library's articles in the page's place."""
    context.desk.open_library(Face.ARTICLES)


@action("article.next", "Next article", group=_GROUP)
def next_article(context: Context) -> None:
    """Open the next article of the queue."""
    if not context.desk.open_neighbour(1):
        context.desk.say("This is the last article.")


@action("article.previous", "Previous article", group=_GROUP)
def previous_article(context: Context) -> None:
    """Open the article before this one in the queue."""
    if not context.desk.open_neighbour(-1):
        context.desk.say("This is the first article.")


@action("article.back", "Back to the article before", group=_GROUP)
def go_back(context: Context) -> None:
    """Open the article that was open before this one, wherever it stands in the queue."""
    if not context.desk.go_back(1):
        context.desk.say("No other article was open before.")


@action("article.forward", "Forward again", group=_GROUP)
def go_forward(context: Context) -> None:
    """Open the article that was gone back from."""
    if not context.desk.go_back(-1):
        context.desk.say("You have not gone back from any article.")


@action("effort.show", "What this article has cost", group=_GROUP)
def show_effort(context: Context) -> None:
    """Say how many keys, edits and active seconds went into this article."""
    try:
        context.desk.say(f"This article so far: {context.desk.effort()}.")
    except LibraryError as error:
        context.desk.say(str(error))


@action("app.quit", "Quit", group=_GROUP)
def leave(context: Context) -> None:
    """Close the window; everything is saved already."""
    context.desk.close()
