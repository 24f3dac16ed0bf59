"""Actions, and the one registry that menus, help and the keymap are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from reader.core.history import JournalRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType


class Says(Protocol):
    """Whoever the user listens to."""

    def say(self, sentence: str) -> None:
        """Show a sentence until the next key."""


class Told(Protocol):
    """What actions get: whatever else it holds, there is somebody to tell."""

    @property
    def desk(self) -> Says:
        """The window around what is acted on."""


Subject = TypeVar("Subject", bound=Told)
"""What actions act on: the page's `Context`, or that of the library view."""


class Action(NamedTuple, Generic[Subject]):
    """Something the user can do.

    id: "noun.verb", by which keymaps name it.
    title: what menus and help say.
    group: the heading it stands under in help.
    repeats: the repeat key may do it again.
    """

    id: str
    title: str
    group: str
    function: Callable[[Subject], None]
    repeats: bool = False

    def run(self, subject: Subject) -> bool:
        """Do it. A journal that refuses is told to the user; then nothing has changed, and False is returned."""
        try:
            self.function(subject)
        except JournalRefused as refusal:
            subject.desk.say(str(refusal))
            return False
        return True


def action(
    action_id: str, title: str, *, group: str, repeats: bool = False
) -> Callable[[Callable[[Subject], None]], Action[Subject]]:
    """Make a function of a context an action."""
    return lambda function: Action(action_id, title, group, function, repeats)


class Registry(Mapping[str, Action[Subject]]):
    """Every action there is on one kind of subject, by id, in the order help shows them."""

    def __init__(self, actions: Iterable[Action[Subject]]) -> None:
        """Take these actions. Raises ValueError when two share an id."""
        self._actions: dict[str, Action[Subject]] = {}
        for each in actions:
            if each.id in self._actions:
                raise ValueError(f"two actions are called {each.id}")
            self._actions[each.id] = each

    def __getitem__(self, action_id: str) -> Action[Subject]:
        """Return the action of this id. Raises KeyError if there is none."""
        return self._actions[action_id]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in order."""
        return iter(self._actions)

    def __len__(self) -> int:
        """Return how many actions there are."""
        return len(self._actions)


def actions_in(module: ModuleType) -> list[Action[Any]]:
    """Return the actions a module defines, in the order it defines them."""
    return [each for each in vars(module).values() if isinstance(each, Action)]
