"""What all shell commands share: options, and the library they work on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader.actions.settings import load_settings
from reader.actions.standard import own_folder
from reader.library import Library, default_path

LibraryOption = Annotated[Path | None, typer.Option("--library", metavar="FILE", help="The library file.")]
TaggerOption = Annotated[str | None, typer.Option("--tagger", metavar="NAME", help="A spaCy pipeline, by name or path.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]

WAIT_S = 5.0
"""How long a command waits for another program to be done with the library; nobody watches it stand still."""


def tagger_named(named: str | None) -> str:
    """Return the tagger to use: the one an option names, else the one chosen for good. Raises SettingsError."""
    return named or load_settings(own_folder()).tagger


def open_library(context: typer.Context, named: Path | None) -> Library:
    """Open the library that this command names, or `reader` before it, or the user's own. Raises LibraryError."""
    return Library.open(named or context.find_root().obj or default_path(), wait_s=WAIT_S)
