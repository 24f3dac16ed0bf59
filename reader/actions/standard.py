"""The scheme, the actions and the keys that are in force: those Reader ships with, and the user's own over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.actions import asking, bringing, filing, judging, jumping, moving, spreading, suspecting, tagging, viewing
from reader.actions.keymap import Keymap, KeymapError, parse_bindings, parse_reserved, placed
from reader.actions.registry import Registry, actions_in
from reader.core.scheme import Scheme, SchemeError, parse_scheme
from reader.own import own_folder
from reader.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.actions.context import Context


class Keyboard(NamedTuple):
    """Labels, actions and keys that fit together.

    troubles: whole sentences on files of the user's own that could not be used.
    """

    scheme: Scheme
    registry: Registry[Context]
    keymap: Keymap
    troubles: tuple[str, ...] = ()


def load_keyboard(folder: Path | None = None) -> Keyboard:
    """Return what is in force. A file of the user's own that is wrong is left out, and told about.

    folder: where the user's own files are; None for `own_folder`.
    """
    home = folder or own_folder()
    troubles: list[str] = []
    shipped = parse_scheme(resource("schemes", "news.toml").read_text(encoding="utf-8"))
    keys = resource("keymap.toml").read_text(encoding="utf-8")
    scheme, own_keys = shipped, ""
    try:
        own_scheme = _text(home / "scheme.toml")
        scheme = parse_scheme(own_scheme) if own_scheme else shipped
    except (SchemeError, OSError, UnicodeDecodeError) as error:
        troubles.append(f"Your own scheme {home / 'scheme.toml'} is not used. {error}")
    try:
        own_keys = _text(home / "keymap.toml")
        return _keyboard(scheme, keys, own_keys, troubles)
    except (KeymapError, OSError, UnicodeDecodeError) as error:
        troubles.append(f"Your own keys in {home} are not used. {error}")
    return _keyboard(shipped, keys, "", troubles)


def standard_actions(scheme: Scheme) -> Registry[Context]:
    """Return every action, with two for each label of the scheme."""
    modules = (tagging, spreading, judging, jumping, suspecting, moving, asking, viewing, bringing, filing)
    found = [each for module in modules for each in actions_in(module)]
    return Registry([*tagging.label_actions(scheme), *found])


def standard_keymap(scheme: Scheme, registry: Registry[Context], shipped: str, own: str = "") -> Keymap:
    """Return the keymap: the shipped file, the scheme's label keys, and the user's own file over both.

    shipped, own: TOML texts. Raises KeymapError as `Keymap` and `parse_bindings` do.
    """
    bindings = tagging.label_bindings(scheme) | parse_bindings(shipped, registry) | parse_bindings(own, registry)
    try:
        return Keymap(bindings, reserved=parse_reserved(shipped))
    except KeymapError as error:
        raise placed(error, own) from error


def _keyboard(scheme: Scheme, shipped: str, own: str, troubles: Iterable[str]) -> Keyboard:
    registry = standard_actions(scheme)
    return Keyboard(scheme, registry, standard_keymap(scheme, registry, shipped, own), tuple(troubles))


def _text(path: Path) -> str:
    """Return a file's text, empty when there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
