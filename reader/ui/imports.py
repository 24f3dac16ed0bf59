"""Bringing articles in, without ever standing still: what was dropped, chosen, pasted or named, or is new in watched folders."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from reader.actions.importing import Arrived, Import, Progress, Report
from reader.actions.watching import Look
from reader.library import LibraryError
from reader.sources.child import BoundedReader, worker_command
from reader.ui.background import Background
from reader.ui.list_panel import Row
from reader.ui.mime import wanted_in
from reader.ui.work_bar import WorkBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QMimeData

    from reader.actions.importing import Event, Wanted
    from reader.ui.around import Around

LOOK_MS = 30_000
"""So often are the watched folders looked through."""


@dataclass(slots=True)
class _Order:
    """What is known of an import. quiet: nobody asked for it just now. lone: one thing was asked for, to be read at once.

    opened: the id of the article that it has opened; 0 for none.
    """

    quiet: bool
    lone: bool = False
    opened: int = 0


class Imports(QObject):
    """What brings articles in. It is the `Imports` of the actions' desk.

    An article that comes is opened when nothing is, nor a list in sight, or when it alone was asked for: else the page stays.

    finished: an import is over; its `Report`.
    """

    finished = Signal(object)

    def __init__(self, around: Around, window: QWidget) -> None:
        """Import nothing yet. window: over which dialogs open; it is what is around, too."""
        super().__init__(window)
        self._window, self._around = window, around
        self._queue = around.articles.queue
        self._orders: dict[Import, _Order] = {}
        self._told: set[str] = set()
        self._said: tuple[str, ...] = ()
        self.report = Report()
        """What came of the last import."""
        self.background = Background(self._queue.library.path, self)
        self.background.happened.connect(self._happened)
        self.background.ended.connect(self._ended)
        self.bar = WorkBar("Import")
        self.bar.stopped.connect(self.stop)
        rows = cast("QVBoxLayout", cast("QWidget", around.page.parentWidget()).layout())
        rows.insertWidget(rows.count() - 1, self.bar)  # above the status line
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    # Orders

    def bring(self, wanted: Sequence[Wanted]) -> None:
        """Import in the background."""
        if wanted:
            self._start(Import(wanted, _reader()), _Order(quiet=False, lone=len(wanted) == 1))

    def take(self, mime: QMimeData | None) -> None:
        """Import what was dropped or copied."""
        wanted = wanted_in(mime)
        if wanted:
            self._around.bring(wanted)
        else:
            self._around.say("There is no file, address or text in it: copy an article, or drop a file.")

    def paste(self) -> None:
        """Import what the clipboard holds."""
        self.take(QGuiApplication.clipboard().mimeData())

    def choose_files(self) -> None:
        """Ask for files and import them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open articles")
        self._around.bring(names)

    def choose_folder(self) -> None:
        """Ask for a folder and import all that lies in it."""
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder")
        self._around.bring([name] if name else [])

    def ask_for_address(self) -> None:
        """Ask for a web address and import it; the one in the clipboard is offered."""
        copied = wanted_in(QGuiApplication.clipboard().mimeData())
        offered = next((each for each in copied if isinstance(each, str) and "://" in each), "")
        self._around.boxes.ask_for_address(offered, lambda address: self.bring([address]))

    def stop(self) -> None:
        """Stop the import that is running."""
        if self.background.is_busy:
            self.background.stop()
        else:
            self._around.say("No import is running.")

    def close(self) -> None:
        """Stop, and look no more."""
        self._clock.stop()
        self.background.close()

    # Watched folders

    def choose_watched(self) -> None:
        """Ask for a folder, and import what is in it and what comes to be."""
        name = QFileDialog.getExistingDirectory(self._window, "Watch a folder")
        if name:
            self.watch(Path(name))

    def watch(self, folder: Path) -> None:
        """Import what is in a folder, and what comes to be in it."""
        try:
            self._queue.library.watching.watch(folder)
        except LibraryError as error:
            self._around.notice.say(str(error))
            return
        self._around.say(f"New files in {folder.name} become articles from now on.")
        self._start(Look(_reader(), self._told), _Order(quiet=False))

    def show_watched(self) -> None:
        """Show the watched folders; one that is chosen is watched no more."""
        folders = self._watched()
        rows = [Row(folder.name, str(folder), folder) for folder in folders]
        heading = "New files in these folders become articles" if rows else "No folder is watched."
        self._around.boxes.show_list(heading, rows, enter="watch it no more", choose=self._unwatch)

    def look(self) -> None:
        """Look for new files in the watched folders, if nothing else is imported."""
        if self._window.isVisible() and not self.background.is_busy and self._watched():
            self._start(Look(_reader(), self._told), _Order(quiet=True))

    def _watched(self) -> list[Path]:
        with suppress(LibraryError):  # locked for a moment: the next look will tell
            return self._queue.library.watching.folders()
        return []

    def _unwatch(self, folder: Any) -> None:  # noqa: ANN401 - the value of a row
        try:
            self._queue.library.watching.unwatch(folder)
        except LibraryError as error:
            self._around.notice.say(str(error))
        else:
            self._around.say(f"{folder.name} is watched no more; its articles stay.")

    # What comes of it

    def show_report(self) -> None:
        """Show what came of the last import, or has so far; what was said of it above the page has been read then."""
        self._say_last()
        job = self.background.current
        report = job.report if job and not self._orders[job].quiet else self.report
        self._around.boxes.show_list(str(report), _rows(report), enter="open the article", choose=self._open)

    def _open(self, article_id: Any) -> None:  # noqa: ANN401 - the value of a row
        self._around.open_article(article_id)

    def _start(self, job: Import, order: _Order) -> None:
        current = self.background.current
        if current and self._orders[current].quiet:
            current.cancel()  # its files stay new: a later look finds them
        self._orders[job] = order
        self.background.start(job)
        if not order.quiet:
            self.bar.begin("Importing…", self._around.key_of("import.stop"))

    def _happened(self, job: Import, event: Event) -> None:
        order = self._orders[job]
        if order.quiet:
            return
        if isinstance(event, Progress):
            self.bar.advance(_said(event), event.done, event.total)
        elif isinstance(event, Arrived) and self._queue.session is None and not self._around.boxes.library_is_open:
            self._open_unasked(order, event)

    def _ended(self, job: Import) -> None:
        order, report = self._orders.pop(job), job.report
        if all(each.quiet for each in self._orders.values()):
            self.bar.end()
        if report.arrived or report.refused or (report.left and not order.quiet):
            is_unread = self._is_unread
            self._tell(order, report)
            if order.quiet and is_unread:  # else what was refused before would never be read
                report = self.report.joined(report)
                self._say_last(self._pointed_to(report))
            self.report = report
        elif not isinstance(job, Look):
            self._around.say(report.passed_over[0].sentence if report.passed_over else "There is no file in it.")
        self.finished.emit(report)

    @property
    def _is_unread(self) -> bool:
        """Whether what came of the last import still stands above the page."""
        return any(sentence in self._around.notice.sentences for sentence in self._said)

    def _pointed_to(self, report: Report) -> str:
        return f"{report} {self._around.key_of('import.report')} shows the report."

    def _tell(self, order: _Order, report: Report) -> None:
        told = self._pointed_to(report)
        if order.quiet:
            self._around.say(f"From the watched folders: {told}")
        elif order.lone and len(report.arrived) == 1 and not report.refused and self._may_open:
            (arrived,) = report.arrived
            self._open_unasked(order, arrived)
            self._say_last(*arrived.notes, *(each.sentence for each in report.passed_over))
        elif len(report.refused) == 1 and not report.arrived:
            self._say_last(report.refused[0].sentence)
        else:
            self._say_last(told)

    def _open_unasked(self, order: _Order, arrived: Arrived) -> None:
        """Open an article, which nobody has pressed a key for: what the user has still to read above the page stays there."""
        if order.opened != arrived.id:
            order.opened = arrived.id
            unread = self._around.notice.sentences
            self._open(arrived.id)
            self._around.notice.add(*unread)

    def _say_last(self, *sentences: str) -> None:
        """Say what came of the last import, in place of what came of the one before."""
        others = [each for each in self._around.notice.sentences if each not in self._said]
        self._said = sentences
        self._around.notice.say(*others, *sentences)

    @property
    def _may_open(self) -> bool:
        """Whether no box is open whose typing would be lost."""
        return self._window.focusWidget() in (None, self._around.page)

    def doors(self) -> dict[str, Callable[[], object]]:
        """Return what can be done with no article open, by the ids of the actions."""
        return {
            "article.open": self.choose_files,
            "folder.open": self.choose_folder,
            "address.open": self.ask_for_address,
            "clipboard.paste": self.paste,
            "import.report": self.show_report,
            "import.stop": self.stop,
            "folder.watch": self.choose_watched,
            "folder.unwatch": self.show_watched,
        }


def _reader() -> BoundedReader:
    return BoundedReader(worker_command(give_way=True))


def _said(now: Progress) -> str:
    if not now.total:
        return f"Looking through {now.name}…"
    return f"Importing {now.done + 1:,} of {now.total:,} · {now.name}" if now.total > 1 else f"Importing {now.name}"


def _rows(report: Report) -> list[Row]:
    """Return what needs reading first: refusals, articles with notes, then all others."""
    refused = [Row(each.sentence, each.wanted or each.name) for each in report.refused]
    refused += [Row(each.sentence, each.wanted) for each in report.passed_over]
    arrived = [Row(_title(each), " · ".join((each.name, *each.notes)), each.id) for each in report.arrived]
    noted = [row for row, each in zip(arrived, report.arrived, strict=True) if each.notes]
    return [*refused, *noted, *(row for row, each in zip(arrived, report.arrived, strict=True) if not each.notes)]


def _title(arrived: Arrived) -> str:
    return arrived.title if arrived.new else f"{arrived.title} – known already"
