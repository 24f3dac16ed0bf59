"""The actions Reader ships with, and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions import filing, judging, moving, tagging, viewing
from reader.actions.keymap import Keymap, parse_bindings, parse_reserved
from reader.actions.registry import Registry, actions_in

if TYPE_CHECKING:
    from reader.core.scheme import Scheme


def standard_actions(scheme: Scheme) -> Registry:
    """Return every action, with two for each label of the scheme."""
    found = [each for module in (tagging, judging, moving, viewing, filing) for each in actions_in(module)]
    return Registry([*tagging.label_actions(scheme), *found])


def standard_keymap(scheme: Scheme, registry: Registry, shipped: str, own: str = "") -> Keymap:
    """Return the keymap: the shipped file, the scheme's label keys, and the user's own file over both.

    shipped, own: TOML texts. Raises KeymapError as `Keymap` and `parse_bindings` do.
    """
    bindings = tagging.label_bindings(scheme) | parse_bindings(shipped, registry)
    bindings |= parse_bindings(own, registry)
    return Keymap(bindings, reserved=parse_reserved(shipped))
