"""What all shell commands share: options, and the library they work on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader.actions.settings import load_settings
from reader.baseline.crew import cores
from reader.cli.progress import upgrading
from reader.library import Library, default_path
from reader.own import own_folder

LibraryOption = Annotated[Path | None, typer.Option("--library", metavar="FILE", help="The library file.")]
TaggerOption = Annotated[str | None, typer.Option("--tagger", metavar="NAME", help="A spaCy pipeline, by name or path.")]
TaggersOption = Annotated[
    list[str] | None, typer.Option("--tagger", metavar="NAME", help="A spaCy pipeline, by name or path; may be given again.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]

JobsOption = Annotated[str, typer.Option("--jobs", metavar="N|all", help="How many processes tag; all: one for each core.")]

WAIT_S = 5.0
"""How long a command waits for another program to be done with the library; nobody watches it stand still."""
_MOST_JOBS = 256


def tagger_named(named: str | None) -> str:
    """Return the tagger to use: the one an option names, else the one chosen for good. Raises SettingsError."""
    return named or load_settings(own_folder()).tagger


def open_library(context: typer.Context, named: Path | None, *, may_make: bool = False) -> Library:
    """Open the library that this command names, or `reader` before it, or the user's own.

    may_make: one that is named and not there is made; else it is refused, for a misspelt one would be called empty, and sound.

    Raises LibraryError.
    """
    named = named or context.find_root().obj
    with upgrading() as told:
        return Library.open(named or default_path(), may_make=may_make or named is None, wait_s=WAIT_S, told=told)


def jobs_named(named: str) -> int:
    """Return how many processes an option like "4" or "all" asks for. Raises typer.BadParameter."""
    if named == "all":
        return cores()
    if not named.isdecimal() or not 1 <= int(named) <= _MOST_JOBS:
        raise typer.BadParameter(f"--jobs {named} makes no sense: give a number from 1 to {_MOST_JOBS}, or “all”.")
    return int(named)
