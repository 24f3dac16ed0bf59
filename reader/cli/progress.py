"""How far a long command is, on stderr."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from reader.cli.output import complain
from reader.library.schema import UPGRADING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

_HUNDREDTHS = 100
_SOON_S = 1.0
"""What is done in less than this needs no word."""


@contextmanager
def progress(title: str, total: int, *, silent: bool = False) -> Iterator[Callable[[int], None]]:
    """Show a bar while the `with` lasts; gives what to call with each step done.

    Nothing is shown where stderr is no terminal, nor where stdout is one too: there the output itself tells.

    total: the steps of the whole. silent: nothing is printed meanwhile that could tell.
    """
    console = Console(stderr=True)
    shown = console.is_terminal and (silent or not (sys.stdout is not None and sys.stdout.isatty()))
    columns = (TextColumn(title, markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    # Redirected, what goes into a pipe would come out on the terminal.
    with Progress(*columns, console=console, disable=not shown, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda steps: bar.advance(task, steps)


@contextmanager
def shares(title: str, sentence: str = "") -> Iterator[Callable[[float], None]]:
    """Give what to tell which share of a work is done, from 0 to 1; after a second, a sentence and a bar show it."""
    began, shown = time.monotonic(), 0
    with ExitStack() as stack:
        advance: Callable[[int], None] | None = None

        def told(share: float) -> None:
            nonlocal advance, shown
            if advance is None and time.monotonic() - began < _SOON_S:
                return
            if advance is None:
                if sentence:
                    complain(sentence)
                advance = stack.enter_context(progress(title, _HUNDREDTHS, silent=True))
            advance(int(share * _HUNDREDTHS) - shown)
            shown = int(share * _HUNDREDTHS)

        yield told
        if advance is not None:
            told(1)


def upgrading() -> AbstractContextManager[Callable[[float], None]]:
    """Give what to tell how far an older library is brought up to date."""
    return shares("Bringing the library up to date", " ".join(UPGRADING))
