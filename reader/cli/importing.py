"""`reader import`: files, folders and web addresses become articles, with a bar where somebody watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from reader.actions.importing import Arrived, Event, Import, PassedOver, Progress, Refused
from reader.cli.output import complain, echo, echo_json
from reader.core.wording import counted
from reader.sources.child import BoundedReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.library import Library


def bring_in(library: Library, wanted: Iterable[str], *, as_json: bool) -> int:
    """Import, and tell of each article, of what gave none, and what came of it all; Ctrl+C leaves what is in.

    Returns the exit code.
    """
    job = Import(wanted, BoundedReader())
    with _bar(as_json=as_json) as show:
        try:
            for event in job.run(library):
                _tell(event, show, as_json=as_json)
        except KeyboardInterrupt:
            complain(f"Stopped. What is in stays: {job.report}")
            return 1
    if not as_json and len(job.report.arrived) + len(job.report.refused) > 1:
        complain(str(job.report))
    return int(bool(job.report.refused))


def _tell(event: Event, show: Callable[[Progress], None], *, as_json: bool) -> None:
    if isinstance(event, Progress):
        show(event)
    elif isinstance(event, PassedOver):
        complain(event.sentence)
    elif isinstance(event, Refused):
        if as_json:
            echo_json({"path": event.wanted, "error": event.sentence})
        complain(event.sentence)
    else:
        _tell_arrived(event, as_json=as_json)


def _tell_arrived(event: Arrived, *, as_json: bool) -> None:
    if as_json:
        echo_json({"id": event.id, "title": event.title, "blocks": event.blocks, "words": event.words, "new": event.new})
    else:
        known = "" if event.new else ", known already"
        echo(f"{event.id}  {event.title} ({counted(event.words, 'word')}{known})")
    for note in event.notes:
        complain(f"{event.wanted}: {note}")


@contextmanager
def _bar(*, as_json: bool) -> Iterator[Callable[[Progress], None]]:
    """Show how far it is, below what is printed; not where nobody watches, nor among JSON lines."""
    prints_here = sys.stdout is not None and sys.stdout.isatty()
    if sys.stderr is None or not sys.stderr.isatty() or (as_json and prints_here):
        yield lambda _progress: None
        return
    columns = BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False)
    # What goes elsewhere than to this terminal must not be taken to it.
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=prints_here) as bar:
        task = bar.add_task("", total=None)
        yield lambda now: bar.update(task, completed=now.done, total=now.total or None, description=now.name)
