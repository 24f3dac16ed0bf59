"""Where the library lies, and who judges, unless the user says otherwise."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import appdirs  # type: ignore[import-untyped]  # appdirs 1.4.4 ships no types

FILE_NAME = "library.sqlite"


def default_path() -> Path:
    """Return where the library lies: `READER_LIBRARY` if it is set, else in the user's folder for program files.

    With `XDG_DATA_HOME` set but empty appdirs gives a relative folder; then it is the one the XDG specification names.
    """
    named = os.environ.get("READER_LIBRARY")
    if named:
        return Path(named).expanduser()
    folder = Path(appdirs.user_data_dir("reader", appauthor=False))
    return (folder if folder.is_absolute() else Path.home() / ".local" / "share" / "reader") / FILE_NAME


def default_author() -> str:
    """Return whose layers are worked on: `READER_AUTHOR` if it is set, else the name of the user's account."""
    named = os.environ.get("READER_AUTHOR")
    if named:
        return named
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "analyst"  # an account without a name, as in some containers
