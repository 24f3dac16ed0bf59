"""`reader library`: care of the library's file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reader.cli.options import JsonOption, LibraryOption, open_library
from reader.cli.output import complain, echo, echo_json
from reader.cli.progress import shares
from reader.core.wording import counted

app = typer.Typer(help="Care of the library: check, backup, compact, merge.", no_args_is_help=True, rich_markup_mode=None)

NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="A new file; one that is there is never written over.")]
OtherLibrary = Annotated[Path, typer.Argument(metavar="OTHER", help="The file of another library, which stays as it is.")]

_MEGA = 1_000_000


@app.command("check")
def check(context: typer.Context, *, library: LibraryOption = None, as_json: JsonOption = False) -> int:
    """Tell whether the library is sound. Reads all of it."""
    with open_library(context, library) as opened:
        faults = opened.check()
    if as_json:
        echo_json({"faults": faults})
    else:
        for fault in faults:
            complain(fault)
        echo(f"The library has {counted(len(faults), 'fault')}." if faults else "The library is sound.")
    return int(bool(faults))


@app.command("backup")
def back_up(
    context: typer.Context,
    file: NewFile,
    *,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy the library to a new file, even while a window has it open, and read the copy again."""
    with open_library(context, library) as opened:
        size = opened.care.back_up(file)
    if as_json:
        echo_json({"file": str(file), "bytes": size})
    else:
        echo(f"The library was copied to {file} ({_megabytes(size)}).")


@app.command("compact")
def compact(context: typer.Context, *, library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Write the library anew without the room that nothing takes any more."""
    with open_library(context, library) as opened:
        saved = opened.care.compact()
    if as_json:
        echo_json({"saved": saved})
    else:
        echo(f"The library is {_megabytes(saved)} smaller." if saved > 0 else "The library could not be made smaller.")


@app.command("merge")
def merge(
    context: typer.Context,
    other: OtherLibrary,
    *,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in what another library holds: articles, entities found, and the work of its analysts. Twice changes nothing."""
    with open_library(context, library, may_make=True) as opened, shares("Taking in") as told:
        merged = opened.care.merge(other, told=told)
    if as_json:
        echo_json(merged._asdict())
        return
    parts = (counted(number, name.removesuffix("s")) for name, number in merged._asdict().items())
    echo(f"Taken in: {', '.join(parts)}." if any(merged) else "There was nothing to take in.")


def _megabytes(size: int) -> str:
    return f"{size / _MEGA:.1f} MB"
