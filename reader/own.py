"""Finds the user's own files, which stand beside or over those that ship with Reader."""

from pathlib import Path

import appdirs  # type: ignore[import-untyped]  # appdirs 1.4.4 ships no types


def own_folder() -> Path:
    """Return the folder of settings.toml, scheme.toml, keymap.toml and labels.toml."""
    return Path(appdirs.user_config_dir("reader", appauthor=False))
