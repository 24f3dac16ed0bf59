"""Articles and the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.library_context import Face, query_of
from reader.actions.registry import action
from reader.core.wording import counted
from reader.library import LibraryError

if TYPE_CHECKING:
    from reader.actions.context import Context

_GROUP = "Articles"


@action("library.open", "All articles…", group=_GROUP)
def open_library(context: Context) -> None:
    """Show the library's articles in the page's place."""
    context.desk.boxes.open_library(Face.ARTICLES)


@action("library.search", "Search the library…", group=_GROUP)
def search_library(context: Context) -> None:
    """Show the library's articles with the keys in the line one searches in."""
    context.desk.boxes.open_library(Face.ARTICLES, "")


@action("library.names", "All names in the library…", group=_GROUP)
def open_names(context: Context) -> None:
    """Show the entity index in the page's place."""
    context.desk.boxes.open_library(Face.NAMES)


@action("library.lines", "Everywhere in the library: lines…", group=_GROUP)
def open_lines(context: Context) -> None:
    """Show every line of the library where the entity under the caret stands or, where there is none, its words."""
    entity, cursor = context.entity, context.session.cursor
    surface = context.session.article.text[cursor.start : cursor.end]
    context.desk.boxes.open_library(Face.LINES, query_of(entity.span.label if entity else "", surface))


@action("article.next", "Next article", group=_GROUP)
def next_article(context: Context) -> None:
    """Open the next article of the queue."""
    if not context.desk.articles.open_neighbour(1):
        context.desk.say("This is the last article.")


@action("article.previous", "Previous article", group=_GROUP)
def previous_article(context: Context) -> None:
    """Open the article before this one in the queue."""
    if not context.desk.articles.open_neighbour(-1):
        context.desk.say("This is the first article.")


@action("article.back", "Back to the article before", group=_GROUP)
def go_back(context: Context) -> None:
    """Open the article that was open before this one, wherever it stands in the queue."""
    if not context.desk.articles.go_back(1):
        context.desk.say("No other article was open before.")


@action("article.forward", "Forward again", group=_GROUP)
def go_forward(context: Context) -> None:
    """Open the article that was gone back from."""
    if not context.desk.articles.go_back(-1):
        context.desk.say("You have not gone back from any article.")


@action("effort.show", "What this article has cost", group=_GROUP)
def show_effort(context: Context) -> None:
    """Say how many keys, edits and active seconds went into this article."""
    try:
        context.desk.say(f"This article so far: {context.desk.articles.effort()}.")
    except LibraryError as error:
        context.desk.say(str(error))


@action("library.tag_all", "Find the entities of all articles, or stop that", group=_GROUP)
def tag_all(context: Context) -> None:
    """Have the articles that are not tagged yet tagged one after the other, while nothing else is wanted of the tagger."""
    try:
        left = context.desk.articles.tag_all()
    except LibraryError as error:
        context.desk.say(str(error))
        return
    if left is None:
        context.desk.say("Articles are tagged as you come to them again.")
    elif left:
        again = context.desk.key_of("library.tag_all")
        context.desk.say(f"{counted(left, 'article')} not tagged yet: one after the other is from now on. {again} stops that.")
    else:
        context.desk.say("All articles are tagged, and so will be those that come in.")


@action("app.quit", "Quit", group=_GROUP)
def leave(context: Context) -> None:
    """Close the window; everything is saved already."""
    context.desk.close()
