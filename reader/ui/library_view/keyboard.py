"""Keys, menus and help of the library view: each list has its own, beside those that hold in the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.actions.faces import FaceKeys, load_library_keys, wide_keys
from reader.actions.finding import entries_of
from reader.actions.key_names import spoken_keys
from reader.actions.keymap import KeyReader, Match
from reader.library import LibraryError
from reader.ui.help import HelpOverlay
from reader.ui.library_view.row_list import MOVES
from reader.ui.menus import Menus
from reader.ui.which_key import WhichKey

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    from reader.actions.finding import Entry
    from reader.actions.keymap import KeySequence
    from reader.actions.library_context import Face, LibraryContext
    from reader.actions.standard import Keyboard
    from reader.ui.around import Around
    from reader.ui.library_view.view import LibraryView
    from reader.ui.theme import Theme

_TYPED = frozenset({"ctrl+v", "ctrl+z"})
"""Keys that mean something to the line one types in."""
AT_WORK = "One moment: this goes on. Esc stops it."
_BOTH = frozenset({"Library"})
"""The group of actions that is the same for every list."""
_WIDE = ("View", "Articles")
"""The groups of actions that are the whole window's."""


class LibraryKeyboard(QObject):
    """Does what keys and menus say while the library view is in sight: what is the list's, or else the window's."""

    def __init__(self, window: Around, keyboard: Keyboard, view: LibraryView, context: LibraryContext, theme: Theme) -> None:
        """Read the keys in force; what is wrong with them is told."""
        super().__init__(view)
        self._window, self._view, self._context, self._theme = window, view, context, theme
        keys = load_library_keys(keyboard.scheme)
        window.notice.add(*keys.troubles)
        self._faces = keys.faces
        self._wide = wide_keys(keyboard)
        self._scheme = keyboard.scheme
        self._readers = {face: KeyReader(each.keymap) for face, each in keys.faces.items()}
        self._wide_reader = KeyReader(self._wide.keymap)
        self._panels: dict[Face | None, WhichKey] = {}
        self._helps: dict[Face, HelpOverlay] = {}
        self._menus: dict[Face, list[QMenu]] = {}
        view.resized.connect(self._cover)

    @property
    def _here(self) -> FaceKeys:
        return self._faces[self._context.face]

    @property
    def help(self) -> HelpOverlay | None:
        """The keys of the list in sight, if they are shown."""
        return next((each for each in self._helps.values() if each.isVisible()), None)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        for overlay in self._helps.values():
            overlay.set_theme(theme)
        for panel in self._panels.values():
            panel.set_theme(theme)

    def key_of(self, action: str) -> str:
        """Return the key that does an action of the list in sight, as menus show it; empty when it has none."""
        return next(iter(spoken_keys(self._here.keymap, action)), "")

    # Keys

    def press(self, key: str) -> bool:
        """Take a key by its name; tell whether it meant anything."""
        if self._context.desk.is_at_work:
            return self._press_at_work(key)
        if self.help:
            self.help.press(key)
            return True
        self._window.status.say("")
        return self._press_of(self._context.face, key) or self._press_of(None, key)

    def _press_at_work(self, key: str) -> bool:
        """While long work goes on, nothing else is done by keys; one may look."""
        if key in MOVES:
            return False
        if key == "esc":
            self._context.desk.stop()
        else:
            self._context.desk.say(AT_WORK)
        return True

    def _press_of(self, face: Face | None, key: str) -> bool:
        """Take a key as a list has it or, with None, the whole window; tell whether it meant anything there."""
        reader, other = (self._readers[self._context.face], self._wide_reader)[:: 1 if face else -1]
        if other.pending:
            return False
        match, action = reader.press(key)
        self._show_pending(face, reader.pending)
        if action:
            self.run(action)
        return match is not Match.NONE

    def forget(self) -> None:
        """Let go of a sequence of keys that was begun: the next key is a first one."""
        for reader in (*self._readers.values(), self._wide_reader):
            reader.forget()
        for panel in self._panels.values():
            panel.wait_for(())

    def _show_pending(self, face: Face | None, pending: KeySequence) -> None:
        """Show what may follow these keys, of a list or of the whole window, if they stay alone for a while."""
        if pending and face not in self._panels:
            here = self._faces[face] if face else self._wide
            self._panels[face] = WhichKey(here.registry, here.keymap, self._theme, self._view)
        if face in self._panels:
            self._panels[face].wait_for(pending)

    @property
    def which_key(self) -> WhichKey | None:
        """The panel of keys that may follow, if it is shown."""
        return next((each for each in self._panels.values() if each.isVisible()), None)

    def press_typing(self, key: str) -> bool:
        """Take a key that is pressed while one types in the line above the list: only such as write nothing there."""
        return ("+" in key[:-1] or key == "f1") and key not in _TYPED and not key.startswith("shift+") and self._press_chord(key)

    def _press_chord(self, key: str) -> bool:
        matches = [keymap.match((key,)) for keymap in (self._here.keymap, self._wide.keymap)]
        return any(match is Match.EXACT for match, _ in matches) and self.press(key)

    def run(self, action_id: str) -> None:
        """Do an action of the list in sight or of the window by its id. What the library refuses is told."""
        if self._context.desk.is_at_work:
            self._context.desk.say(AT_WORK)
            return
        action = self._here.registry.get(action_id)
        if action is None:
            self._run_wide(action_id)
            return
        self._context.row = self._view.list.at
        try:
            action.run(self._context)
        except LibraryError as error:
            self._window.status.say(str(error))

    def _run_wide(self, action_id: str) -> None:
        """Do an action of the window; where it has opened another article, show that."""
        before = self._window.session
        self._window.run(action_id)
        if self._window.session is not before:
            self._context.desk.show_page()

    # Help, menus, palette

    def toggle_help(self) -> None:
        """Show the keys of the list in sight over it; hide them when they are shown."""
        face = self._context.face
        if face not in self._helps:
            own, *labels = (group for group in self._groups(face) if group not in _BOTH)
            keys = [(each.registry, each.keymap) for each in (self._here, self._wide)]
            self._helps[face] = HelpOverlay(keys, self._view, self._theme, columns=[(own, *_BOTH), _WIDE, labels])
        self._helps[face].toggle()

    def _cover(self) -> None:
        if self.help:
            self.help.cover()

    def _groups(self, face: Face) -> list[str]:
        return list(dict.fromkeys(action.group for action in self._faces[face].registry.values()))

    def show_menus(self, face: Face | None) -> None:
        """Put the menus of a list into the menu bar; None for those of the page."""
        if face and face not in self._menus:
            self._menus[face] = self._make_menus(face)
        for each in self._window.page_menus:
            each.menuAction().setVisible(face is None)
        for other, menus in self._menus.items():
            for each in menus:
                each.menuAction().setVisible(other is face)

    def _make_menus(self, face: Face) -> list[QMenu]:
        bar, rows = self._window.menuBar(), self._view.lists[face]
        wide, own = (Menus(each.registry, each.keymap, self.run) for each in (self._wide, self._faces[face]))
        return [
            *wide.fill(bar, rows, ("Articles",)),
            *own.fill(bar, rows, self._groups(face)),
            *wide.fill(bar, rows, ("View",)),
        ]

    def show_menu(self, place: QPoint) -> None:
        """Show what can be done with the row chosen, at a place of the screen."""
        groups = [group for group in self._groups(self._context.face) if group not in _BOTH]
        Menus(self._here.registry, self._here.keymap, self.run).at_row(self._view, groups).popup(place)

    def entries(self) -> list[Entry]:
        """Return what the palette offers here."""
        return [entry for each in (self._here, self._wide) for entry in entries_of(each.registry, self._scheme, each.keymap)]
