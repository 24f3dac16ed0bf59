"""What the shell prints, so that no title, no odd character and no terminal ends a command."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType
    from rich.table import Table


def prepare_stdout() -> None:
    """Have characters that stdout cannot take replaced, where it would raise."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def give_up_stdout() -> None:
    """Send what is still to be printed nowhere: Python would try again at the exit, and complain."""
    with suppress(OSError):  # a stream of a test has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def echo(line: str = "") -> None:
    """Print a line at once."""
    # Not by typer, which writes UTF-8 where ASCII was asked for. None: the shell has closed stdout.
    if sys.stdout is not None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def echo_json(row: Mapping[str, object]) -> None:
    """Print one JSON line, with escapes where stdout, or any UTF-8, cannot hold its characters."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(row)
    echo(line)


def show(*renderables: RenderableType) -> None:
    """Print tables and coloured text."""
    console = Console(highlight=False)
    for each in renderables:
        console.print(each)


def show_line(line: Text) -> None:
    """Print coloured text on one line, however wide the terminal is: what is piped must not be broken."""
    Console(highlight=False).print(line, soft_wrap=True)


def add_plain_row(table: Table, *cells: str) -> None:
    """Add a row whose cells are shown as they are: to rich, the brackets of a plain string are markup."""
    table.add_row(*map(Text, cells))


def complain(sentence: str) -> None:
    """Print a sentence on stderr."""
    typer.echo(sentence, err=True)
