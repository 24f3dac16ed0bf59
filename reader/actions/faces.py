"""The keys of the library view: each of its lists has some of its own, beside those that hold in all. Made when first wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.actions import leafing, lines, naming, removing, shelving
from reader.actions.keymap import Keymap, KeymapError, parse_bindings
from reader.actions.library_context import Face
from reader.actions.registry import Registry, actions_in
from reader.own import own_folder
from reader.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    from reader.actions.standard import Keyboard
    from reader.core.scheme import Scheme

_EVERYWHERE = "library"
_WIDE = (
    *("palette.open", "view.theme", "view.zoom_in", "view.zoom_out", "view.zoom_reset"),
    *("article.open", "folder.open", "address.open", "clipboard.paste"),
    *("import.report", "import.stop", "folder.watch", "folder.unwatch", "library.names", "library.tag_all"),
    *("article.next", "article.previous", "article.back", "article.forward", "app.quit"),
)
"""Actions of the page that are the whole window's: none of them touches the article that is hidden."""


@dataclass(frozen=True, slots=True)
class FaceKeys:
    """The actions of one list, and their keys."""

    registry: Registry[Any]
    keymap: Keymap


@dataclass(frozen=True, slots=True)
class LibraryKeys:
    """The keys of every list. troubles: whole sentences on a file of the user's own that could not be used."""

    faces: dict[Face, FaceKeys]
    troubles: tuple[str, ...] = ()


def load_library_keys(scheme: Scheme, folder: Path | None = None) -> LibraryKeys:
    """Return what is in force in the library view. A keymap of the user's own that is wrong is left out, and told about.

    folder: where the user's own keymap.toml is; None for `own_folder`.
    """
    shipped = resource("keymap.toml").read_text(encoding="utf-8")
    own = (folder or own_folder()) / "keymap.toml"
    try:
        return LibraryKeys(_faces(scheme, shipped, own.read_text(encoding="utf-8") if own.exists() else ""))
    except (KeymapError, OSError, UnicodeDecodeError) as error:
        return LibraryKeys(_faces(scheme, shipped, ""), (f"Your own keys in {own.parent} are not used in the library. {error}",))


def _faces(scheme: Scheme, shipped: str, own: str) -> dict[Face, FaceKeys]:
    registry: Registry[Any] = Registry(library_actions(scheme))
    bindings = lines.label_bindings(scheme)
    for toml in (shipped, own):
        bindings |= parse_bindings(toml, registry, "library")
    made = {}
    for face in Face:
        here = [each for each in registry.values() if each.id.partition(".")[0] in (_EVERYWHERE, face.value)]
        known = {each.id for each in here}
        keys = {action_id: keys for action_id, keys in bindings.items() if action_id in known}
        made[face] = FaceKeys(Registry(here), Keymap(keys))
    return made


def wide_keys(keyboard: Keyboard) -> FaceKeys:
    """Return those actions of the page that can be done while a list is in its place, with their keys."""
    keymap = keyboard.keymap
    bound = {action_id: [" ".join(sequence) for sequence in keymap.keys(action_id)] for action_id in _WIDE}
    return FaceKeys(Registry(keyboard.registry[action_id] for action_id in _WIDE), Keymap(bound))


def library_actions(scheme: Scheme) -> list[Any]:
    """Return every action of the library view."""
    modules = (shelving, removing, lines, naming, leafing)
    return [*(each for module in modules for each in actions_in(module)), *lines.label_actions(scheme)]
