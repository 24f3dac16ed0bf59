"""What the user has chosen for good, in a file of their own that may be edited by hand."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.context import ZOOM_STEPS, ViewOptions

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

FILE_NAME = "settings.toml"
_OF_THE_VIEW = ("theme", "zoom", "quiet", "hide_rejected", "sweep", "ghosts")
_CHOICES: dict[str, Container[object]] = {"theme": ("auto", "light", "dark"), "zoom": range(ZOOM_STEPS[0], ZOOM_STEPS[-1] + 1)}


class Settings(NamedTuple):
    """Choices that outlast the program.

    tagger: the one that makes baselines unless the command line names another.
    beside: those that make baselines too, which are kept beside its own.
    names: the tagger is told the names that the library's judgements teach.
    theme, zoom, quiet, hide_rejected, sweep, ghosts: as `ViewOptions` has them, as the window was left.
    """

    tagger: str = "reader"
    theme: str = "auto"
    zoom: int = 100
    quiet: bool = False
    hide_rejected: bool = False
    sweep: bool = False
    ghosts: bool = False
    beside: tuple[str, ...] = ()
    names: bool = True

    @property
    def taggers(self) -> tuple[str, ...]:
        """All taggers chosen, the one that is shown first."""
        return tuple(dict.fromkeys((self.tagger, *self.beside)))

    def showing(self, tagger: str) -> Settings:
        """Return these settings with another tagger shown; the one before stays chosen."""
        beside = tuple(name for name in self.taggers if name != tagger)
        return self if tagger == self.tagger else self._replace(tagger=tagger, beside=beside)

    def view(self) -> ViewOptions:
        """Return how the window opens."""
        return ViewOptions(**{name: getattr(self, name) for name in _OF_THE_VIEW})

    def with_view(self, options: ViewOptions) -> Settings:
        """Return these settings with the window as it is left."""
        return self._replace(**{name: getattr(options, name) for name in _OF_THE_VIEW})


class SettingsError(ValueError):
    """The settings file cannot be read or written; the message says why and what to do."""


def load_settings(folder: Path) -> Settings:
    """Return the settings in a folder; those it does not name are Reader's own, and names it does not know are passed over.

    Raises SettingsError.
    """
    path, standard = folder / FILE_NAME, Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Your settings in {path} are not used: {error}. Mend the file, or delete it.") from error
    chosen = {name: table[name] for name in Settings._fields if name in table}
    if isinstance(beside := chosen.get("beside"), list) and all(isinstance(name, str) and name for name in beside):
        chosen["beside"] = tuple(beside)
    for name, value in chosen.items():
        wanted = type(getattr(standard, name))
        if type(value) is not wanted or value not in _CHOICES.get(name, (value,)) or value == "":
            raise SettingsError(f"Your settings in {path} are not used: {name} = {value!r} makes no sense there. Mend the line.")
    return Settings(**chosen)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all; a file that is to be mended by hand stays as it is. Raises SettingsError."""
    path = folder / FILE_NAME
    load_settings(folder)
    fresh = path.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A JSON text, list, number or truth is one of TOML too, escapes and all.
        lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in settings._asdict().items())
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        raise SettingsError(f"Your settings could not be written to {path} ({error}). See that you may write there.") from error
