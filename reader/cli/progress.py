"""How far a long command is, on stderr."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar while the `with` lasts; gives what to call with each step done.

    Nothing is shown where stderr is no terminal, nor where stdout is one too: there the output itself tells.

    total: the steps of the whole.
    """
    console = Console(stderr=True)
    shown = console.is_terminal and not (sys.stdout is not None and sys.stdout.isatty())
    columns = (TextColumn(title, markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    # Redirected, what goes into a pipe would come out on the terminal.
    with Progress(*columns, console=console, disable=not shown, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda steps: bar.advance(task, steps)
