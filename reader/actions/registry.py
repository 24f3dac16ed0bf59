"""Actions, and the one registry that menus, help and the keymap are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.core.history import JournalRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from reader.actions.context import Context


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do.

    id: "noun.verb", by which keymaps name it.
    title: what menus and help say.
    group: the heading it stands under in help.
    repeats: the repeat key may do it again.
    """

    id: str
    title: str
    group: str
    function: Callable[[Context], None]
    repeats: bool = False

    def run(self, context: Context) -> None:
        """Do it. A journal that refuses is told to the user; then nothing has changed."""
        try:
            self.function(context)
        except JournalRefused as refusal:
            context.desk.say(str(refusal))
            return
        if self.repeats:
            context.last = self


def action(action_id: str, title: str, *, group: str, repeats: bool = False) -> Callable[[Callable[[Context], None]], Action]:
    """Make a function of a context an action."""
    return lambda function: Action(action_id, title, group, function, repeats)


class Registry(Mapping[str, Action]):
    """Every action there is, by id, in the order help shows them."""

    def __init__(self, actions: Iterable[Action]) -> None:
        """Take these actions. Raises ValueError when two share an id."""
        self._actions: dict[str, Action] = {}
        for each in actions:
            if each.id in self._actions:
                raise ValueError(f"two actions are called {each.id}")
            self._actions[each.id] = each

    def __getitem__(self, action_id: str) -> Action:
        """Return the action of this id. Raises KeyError if there is none."""
        return self._actions[action_id]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in order."""
        return iter(self._actions)

    def __len__(self) -> int:
        """Return how many actions there are."""
        return len(self._actions)


def actions_in(module: ModuleType) -> list[Action]:
    """Return the actions a module defines, in the order it defines them."""
    return [each for each in vars(module).values() if isinstance(each, Action)]
