"""The entity index: every name in the library, with how often it stands there."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.library_context import Chore, Face, query_of
from reader.actions.pages import Pages
from reader.actions.registry import action
from reader.core.wording import counted, not_tagged_yet

if TYPE_CHECKING:
    from reader.actions.library_context import LibraryContext, Steps
    from reader.library import Library
    from reader.library.index import Name, NameOrder

_GROUP = "Names"
_AT_FIRST = 500
"""So many names are found at first: to put all in order, which a large library has 100,000 of, takes three times as long."""


_Asked = tuple[str, str, "NameOrder"]


class _Found(NamedTuple):
    """The numbers of names. asked: their label, what they hold, and their order. is_whole: whether these are all.

    untagged: of how many articles no names are known, since no baseline of theirs has been made yet.
    """

    ids: array[int]
    asked: _Asked = ("", "", "count")
    is_whole: bool = True
    untagged: int = 0


class Names:
    """The names shown, as one author has them. Only their numbers are held, and the names last in sight.

    label: only names of this one are shown; empty for all.
    """

    def __init__(self, library: Library, author: str) -> None:
        """Find nothing yet; all names are wanted at first, those first that stand most often."""
        self.library, self.author = library, author
        self.label = ""
        self.order: NameOrder = "count"
        self._fresh = _Found(array("q"))
        self.adopt()

    def find(self, query: str) -> Steps:
        """Find the first names, or all, that hold what was typed. Raises LibraryError."""
        asked = self.label, query.strip(), self.order
        yield from self._find(asked, all_of_them=len(self) > _AT_FIRST and asked == self._found.asked)

    def _find(self, asked: _Asked, *, all_of_them: bool) -> Steps:
        (label, typed, order), author, limit = asked, self.author, -1 if all_of_them else _AT_FIRST

        def found(library: Library) -> tuple[array[int], int]:
            searching = library.searching
            return searching.name_ids(author, label=label, typed=typed, order=order, limit=limit), searching.untagged()

        ids, untagged = yield Chore(found)
        self._fresh = _Found(ids, asked, len(ids) != limit, untagged)

    def adopt(self) -> None:
        """Have the names that were found."""
        self._found = self._fresh
        self._pages = Pages(self._found.ids, lambda ids: self.library.searching.names(self.author, ids))

    @property
    def may_grow(self) -> bool:
        """Whether there may be more names than the first."""
        return not self._found.is_whole

    def more(self) -> Steps:
        """Find all names. Raises LibraryError."""
        yield from self._find(self._found.asked, all_of_them=True)
        self.adopt()

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._pages.ids)

    def __getitem__(self, at: int) -> Name | None:
        """Return a name; None when it has gone meanwhile. Raises LibraryError."""
        return self._pages[at]

    def about(self, at: int) -> object:
        """Return the number of a name."""
        return self._pages.ids[at]

    def place(self, about: object) -> int | None:
        """Return which row a name has; None where it has none."""
        return self._pages.place(about)

    def chosen(self, at: int) -> Name | None:
        """Return the name of this row; None where there is none. Raises LibraryError."""
        return self[at] if 0 <= at < len(self) else None

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a name."""
        name = self[at]
        return "" if name is None else f"{name.surface}, {name.label}, {name.mentions} in {name.articles} articles"

    @property
    def told(self) -> str:
        """What the rows are: "1,204 names · ORG · most frequent first · 3 articles not tagged yet"."""
        count = counted(len(self), "name") + (" and more" if self.may_grow else "")
        order = "most frequent first" if self.order == "count" else "by name"
        return " · ".join(part for part in (count, self.label, order, not_tagged_yet(self._found.untagged)) if part)

    @property
    def nothing(self) -> str:
        """What is said when there is no name."""
        if any(self._found.asked[:2]):
            return "No entity is called that. x shows all of them again."
        return "No entities yet: they come with the articles that are opened; the menu Articles finds those of all."


@action("names.lines", "Where it stands, line by line", group=_GROUP)
def show_lines(context: LibraryContext) -> None:
    """Show the concordance of the name chosen."""
    _show(context, Face.LINES)


@action("names.articles", "The articles it stands in", group=_GROUP)
def show_articles(context: LibraryContext) -> None:
    """Show the articles that hold the name chosen."""
    _show(context, Face.ARTICLES)


@action("names.label", "This label only, or all", group=_GROUP)
def show_label(context: LibraryContext) -> None:
    """Show only names of the label of the one chosen, or of all labels again."""
    names, name = context.names, context.names.chosen(context.row)
    if names.label:
        names.label = ""
    elif name:
        names.label = name.label
    context.desk.refresh()


@action("names.order", "By name, or the most frequent first", group=_GROUP)
def turn_order(context: LibraryContext) -> None:
    """Sort by name, or by how often they stand."""
    context.names.order = "name" if context.names.order == "count" else "count"
    context.desk.refresh(first=True)


@action("names.all", "Names of all labels", group=_GROUP)
def show_all(context: LibraryContext) -> None:
    """Show all names, whatever their label, and whatever was typed."""
    context.names.label = ""
    context.ask_for("", Face.NAMES)
    context.desk.show_face(Face.NAMES)


def _show(context: LibraryContext, face: Face) -> None:
    """Show what a list finds of the name chosen."""
    name = context.names.chosen(context.row)
    if name:
        context.ask_for(query_of(name.label, name.surface), face)
        context.desk.show_face(face)
