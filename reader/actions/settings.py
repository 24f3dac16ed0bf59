"""What the user has chosen for good, in a file of their own that may be edited by hand."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that outlast the program.

    tagger: the one that makes baselines unless the command line names another.
    """

    tagger: str = "reader"


class SettingsError(ValueError):
    """The settings file cannot be read or written; the message says why and what to do."""


def load_settings(folder: Path) -> Settings:
    """Return the settings in a folder; those it does not name are Reader's own. Raises SettingsError."""
    path = folder / FILE_NAME
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Your settings in {path} are not used: {error}. Mend the file, or delete it.") from error
    tagger = table.get("tagger", Settings().tagger)
    if not isinstance(tagger, str) or not tagger:
        raise SettingsError(f"Your settings in {path} are not used: tagger must be the name of a tagger.")
    return Settings(tagger)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all. Raises SettingsError."""
    path = folder / FILE_NAME
    fresh = path.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A JSON text is a TOML text too, escapes and all.
        fresh.write_text(f"tagger = {json.dumps(settings.tagger, ensure_ascii=False)}\n", encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise SettingsError(f"Your settings could not be written to {path} ({error}). See that you may write there.") from error
