"""`reader library`: care of the library's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reader.actions.removing import who_judged
from reader.cli.options import JsonOption, LibraryOption, open_library
from reader.cli.output import complain, echo, echo_json
from reader.cli.progress import shares
from reader.core.wording import counted

if TYPE_CHECKING:
    from reader.library.removal import Judged

app = typer.Typer(help="Care of the library: check, backup, compact, merge, remove.", no_args_is_help=True, rich_markup_mode=None)

Numbers = Annotated[list[int], typer.Argument(metavar="ID...", help="Numbers of articles, as `reader list` gives them.")]
NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="A new file; one that is there is never written over.")]
OtherLibrary = Annotated[Path, typer.Argument(metavar="OTHER", help="The file of another library, which stays as it is.")]

_MEGA = 1_000_000
_AT_ONCE = 20
"""Articles of one transaction: others wait meanwhile."""


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


@app.command("remove")
def remove(context: typer.Context, articles: Numbers, *, library: LibraryOption = None, as_json: JsonOption = False) -> int:
    """Take articles out of the library with all that was made and said of them. One in which anybody has judged stays."""
    asked = list(dict.fromkeys(articles))
    removed: list[int] = []
    judged: list[Judged] = []
    missing: list[int] = []
    with open_library(context, library) as opened, shares("Taking out") as told:
        for at in range(0, len(asked), _AT_ONCE):
            out = opened.shelf.take_out(asked[at : at + _AT_ONCE])
            removed += [each.id for each in out.removed]
            judged += out.judged
            missing += out.missing
            told(at / len(asked))
    if as_json:
        echo_json({"removed": removed, "judged": [each._asdict() for each in judged], "missing": missing})
    else:
        for each in judged:
            complain(f"Article {each.id} stays, for {who_judged([each])} judged in it: {each.title}")
        for number in missing:
            complain(f"The library has no article {number}.")
        echo(f"Taken out: {counted(len(removed), 'article')}." if removed else "No article was taken out.")
    return int(bool(judged or missing))


def _megabytes(size: int) -> str:
    return f"{size / _MEGA:.1f} MB"
