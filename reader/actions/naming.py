"""The entity index: every name in the library, with how often it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.library_context import Face, Share, query_of
from reader.actions.registry import action
from reader.core.wording import not_tagged_yet

if TYPE_CHECKING:
    from reader.actions.library_context import LibraryContext, Steps
    from reader.library import Library
    from reader.library.index import Name, NameOrder

_GROUP = "Names"
_AT_ONCE = 200


class Names:
    """The names shown, as one author has them; read some hundred at a time as the list is gone down.

    label: only names of this one are shown; empty for all.
    """

    def __init__(self, library: Library, author: str) -> None:
        """Find nothing yet; all names are wanted at first, those first that stand most often."""
        self.library, self.author = library, author
        self.label = ""
        self.order: NameOrder = "count"
        self._typed = ""
        self._untagged = 0
        self._names: list[Name] = []
        self._fresh: list[Name] = []

    def look(self, query: str) -> None:
        """Find the names that hold what was typed. Raises LibraryError."""
        self._typed = query.strip()
        self._names = []
        self._untagged = self.library.searching.untagged()
        self.grow()

    def again(self) -> Steps:
        """Read as many names as are known, as the library now has them. Raises LibraryError."""
        self._fresh = []
        while len(self._fresh) < max(len(self), _AT_ONCE) and (more := self._read(len(self._fresh))):
            self._fresh += more
            yield Share(len(self._fresh), len(self))

    def adopt(self) -> None:
        """Have the names that were read again. Raises LibraryError."""
        self._names, self._untagged = self._fresh, self.library.searching.untagged()

    def __len__(self) -> int:
        """Return how many names were read so far."""
        return len(self._names)

    def __getitem__(self, at: int) -> Name:
        """Return a name."""
        return self._names[at]

    def grow(self) -> bool:
        """Read some more names; tell whether there were any. Raises LibraryError."""
        more = self._read(len(self))
        self._names += more
        return bool(more)

    def _read(self, offset: int) -> list[Name]:
        return self.library.searching.names(
            self.author, label=self.label, typed=self._typed, order=self.order, limit=_AT_ONCE, offset=offset
        )

    def about(self, at: int) -> object:
        """Return label and surface of a name."""
        return self._names[at][:2]

    def place(self, about: object) -> int | None:
        """Return where a name stands among those read; None where it does not."""
        return next((at for at, name in enumerate(self._names) if name[:2] == about), None)

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a name."""
        name = self._names[at]
        return f"{name.surface}, {name.label}, {name.mentions} in {name.articles} articles"

    @property
    def told(self) -> str:
        """What the rows are: "ORG · most frequent first · 3 articles not tagged yet"."""
        order = "most frequent first" if self.order == "count" else "by name"
        return " · ".join(part for part in (self.label, order, not_tagged_yet(self._untagged)) if part)

    @property
    def nothing(self) -> str:
        """What is said when there is no name."""
        if self._typed or self.label:
            return "No entity is called that. x shows all of them again."
        return "No entities yet: they come with the articles that are opened, or by “reader baseline tag”."


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
    names = context.names
    if names.label:
        names.label = ""
    elif 0 <= context.row < len(names):
        names.label = names[context.row].label
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
    if 0 <= context.row < len(context.names):
        name = context.names[context.row]
        context.ask_for(query_of(name.label, name.surface), face)
        context.desk.show_face(face)
