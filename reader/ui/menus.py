"""Menus, made from the registry. They show keys; the keymap alone runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from reader.actions.key_names import spoken_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.actions.keymap import Keymap
    from reader.actions.registry import Registry

_GROUPS = ("Articles", "Judge", "Tag", "Labels", "Move", "View")
_AT_THE_CARET = ("entity.keep", "entity.reject", "entity.spread", "edit.repeat", "edit.undo")


class Menus:
    """Makes the menu bar and the menu at the caret."""

    def __init__(self, registry: Registry[Any], keymap: Keymap, run: Callable[[str], None]) -> None:
        """Run actions through this function, by id."""
        self._registry = registry
        self._keymap = keymap
        self._run = run

    def fill(self, bar: QMenuBar, page: QWidget, groups: Sequence[str] = _GROUPS) -> list[QMenu]:
        """Put a menu for each group of actions into a menu bar and return them; when they close, the page has the keys again.

        Each is filled when it is first opened.
        """

        def give_back() -> None:
            if QApplication.activePopupWidget() is None:
                page.setFocus()

        menus = []
        for group in groups:
            menu = bar.addMenu(group)
            menus.append(menu)
            # Esc in a menu leaves the keys with the menu bar, which shows nothing of it. Later, for the next menu may open now.
            menu.aboutToHide.connect(lambda: QTimer.singleShot(0, page, give_back))
            menu.aboutToShow.connect(lambda menu=menu, group=group: self._fill_once(menu, group))
        return menus

    def _fill_once(self, menu: QMenu, group: str) -> None:
        if menu.isEmpty():
            self._add(menu, self._of(group))

    def at_caret(self, parent: QWidget) -> QMenu:
        """Return the menu for what is under the caret."""
        return self._menu(parent, _AT_THE_CARET, self._of("Labels"))

    def at_row(self, parent: QWidget, groups: Iterable[str]) -> QMenu:
        """Return the menu for the row chosen of a list: these groups of actions."""
        return self._menu(parent, *map(self._of, groups))

    def _of(self, group: str) -> list[str]:
        return [action.id for action in self._registry.values() if action.group == group]

    def _menu(self, parent: QWidget, *parts: Iterable[str]) -> QMenu:
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, part in enumerate(parts):
            if number:
                menu.addSeparator()
            self._add(menu, part)
        return menu

    def _add(self, menu: QMenu, actions: Iterable[str]) -> None:
        for action_id in actions:
            keys = spoken_keys(self._keymap, action_id)
            # Text after a tab stands in the shortcut column without being a shortcut, which Qt would take before the page.
            title = self._registry[action_id].title.replace("&", "&&")
            entry = menu.addAction(f"{title}\t{keys[0]}" if keys else title)
            entry.triggered.connect(lambda _checked=False, action_id=action_id: self._run(action_id))
