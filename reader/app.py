"""The window's composition root: the one place that sees the library, the worker and the window together."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from reader import __version__
from reader.actions.keeping import Keeper
from reader.actions.queue import Queue
from reader.actions.settings import Settings, SettingsError, load_settings, save_settings
from reader.actions.standard import load_keyboard
from reader.baseline.answers import Failed, Refused
from reader.baseline.client import WorkerClient
from reader.baseline.identity import TaggerBroken, TaggerNotFound, identify
from reader.baseline.labels import label_table
from reader.library import Library, LibraryError, default_author, default_path
from reader.own import own_folder
from reader.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.baseline.answers import Answer
    from reader.core.baselines import Tagger
    from reader.ui.start import Gui, Upgrade


_SETTLED_S = 2.0
"""Seconds after which the window is there."""
_LEARNT_S = 600.0
"""Seconds between two looks at what the judgements teach."""


class Mailbox:
    """Keeps what the worker's thread says until the window's thread takes it."""

    def __init__(self) -> None:
        """Start empty, and ring nowhere."""
        self._answers: SimpleQueue[Answer] = SimpleQueue()
        self._ring: Callable[[], None] = lambda: None
        self._first: Callable[[Answer], None] = lambda _: None

    def put(self, answer: Answer) -> None:
        """Keep an answer and ring; on any thread."""
        self._first(answer)
        self._answers.put(answer)
        self._ring()

    def show_first(self, first: Callable[[Answer], None]) -> None:
        """Show each answer from now on to a function before it is kept, on the thread that brings it."""
        self._first = first

    def ring_at(self, ring: Callable[[], None]) -> None:
        """Ring here for each answer from now on, and once for what came before."""
        self._ring = ring
        ring()

    def take(self) -> Iterator[Answer]:
        """Yield what is there, oldest first."""
        try:
            while True:
                yield self._answers.get_nowait()
        except Empty:
            return


def run(options: argparse.Namespace) -> int:
    """Open the window, or draw it into a picture, as `arguments` say; return the exit code."""
    mailbox = Mailbox()
    settings, troubles = _settings()
    named = options.tagger or settings.tagger
    # Before Qt: both load for half a second, side by side.
    worker = WorkerClient(named, mailbox.put)
    try:
        with _upgrading(in_window=options.screenshot is None) as told:
            library = Library.open(options.library or default_path(), told=told)
    except LibraryError as error:
        worker.close()
        return _refuse("\n".join((str(error), *troubles)), in_window=options.screenshot is None)
    try:
        queue = Queue(library, default_author(), worker, _tagger(named))
        if settings.names and not options.screenshot:
            _teach(worker, library.path)
        return _work(options, settings, troubles, queue, mailbox)
    finally:
        worker.close()
        library.close()


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the words of the command line, without `open`. Ends the process with exit code 2 when they make no sense."""
    parser = argparse.ArgumentParser(
        prog="reader",
        description="Reads news articles and corrects the entities found in them.",
        epilog="Shell commands: reader import, list, show, tag, keys, baseline, library; each with --help.",
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", type=Path, help="articles to open; with none, go on where you left off")
    add("--library", metavar="FILE", type=Path, help="the library file (else READER_LIBRARY, else your own)")
    add("--tagger", metavar="NAME", help="a spaCy pipeline, by name or path, instead of Reader's own")
    add("--theme", choices=("auto", "light", "dark"), help="else as the window was left")
    add("--screenshot", metavar="FILE.png", type=Path, help="draw the window into a picture and leave")
    add("--size", metavar="WxH", type=_size, help="of the window, in pixels; else what fits the screen")
    add("--version", action="version", version=f"reader {__version__}")
    return parser.parse_args(words)


def _size(text: str) -> tuple[int, int]:
    wide, _, high = text.partition("x")
    if not (wide.isdecimal() and high.isdecimal() and 0 < int(wide) <= 10_000 and 0 < int(high) <= 10_000):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"“{text}” is no size: write it as 1180x980, each at most 10000")
    return int(wide), int(high)


@contextmanager
def _upgrading(*, in_window: bool) -> Iterator[Callable[[float], None]]:
    """Give what to tell how far an older library is brought up to date, which a window of its own shows."""
    with ExitStack() as stack:
        shown: list[Upgrade] = []

        def told(share: float) -> None:
            if not shown and in_window:
                from reader.ui.start import Upgrade  # noqa: PLC0415 - Qt is imported only once the worker has started

                shown.append(Upgrade())
                stack.callback(shown[0].close)
            for upgrade in shown:
                upgrade.show(share)

        yield told


def _refuse(sentence: str, *, in_window: bool) -> int:
    """Tell why the program cannot start, on stderr and in a window; return the exit code."""
    sys.stderr.write(f"{sentence}\n")
    if in_window:
        from reader.ui.start import tell  # noqa: PLC0415 - Qt is imported only once the worker has started

        tell(sentence)
    return 1


def _settings() -> tuple[Settings, tuple[str, ...]]:
    """Return what was chosen for good; Reader's own choices, and why, when the file cannot be used."""
    trouble = label_table().trouble
    try:
        return load_settings(own_folder()), (trouble,) if trouble else ()
    except SettingsError as error:
        return Settings(), (str(error),)


def _keep(settings: Settings, gui: Gui, shown: str | None) -> None:
    """Keep how the window was left, if it was not found so. shown: the tagger, if it is another than at the start."""
    left = settings.with_view(gui.window.options)
    if shown:
        left = left.showing(shown)
    try:
        if left != settings:
            save_settings(own_folder(), left)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")


def _tagger(name: str) -> Tagger | None:
    """Return who the tagger is; None when there is none, which the worker then tells in words."""
    try:
        return identify(name)
    except (TaggerNotFound, TaggerBroken):
        return None


def _teach(worker: WorkerClient, library: Path) -> None:
    """Tell the tagger the names that the library's judgements teach, in the background: soon, and now and then."""

    def teach() -> None:
        from reader.actions.gazetteer import learn  # noqa: PLC0415 - not on the way to the first page

        with suppress(LibraryError):  # a library that cannot be read is told by whoever opens it
            worker.know(learn(library, default_author(), load_keyboard().scheme.group("values")))
        begin(_LEARNT_S)

    def begin(seconds: float) -> None:
        timer = threading.Timer(seconds, teach)
        timer.daemon = True
        timer.start()

    begin(_SETTLED_S)


def _work(options: argparse.Namespace, settings: Settings, troubles: tuple[str, ...], queue: Queue, mailbox: Mailbox) -> int:
    from reader.ui import start  # noqa: PLC0415 - as above

    if options.screenshot:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    view = settings.view()
    size = options.size or (start.READABLE if options.screenshot else None)
    gui = start.open_gui(queue, view._replace(theme=options.theme or view.theme), size)
    keeper = Keeper(queue.library)
    mailbox.show_first(keeper.keep)

    def receive() -> None:
        for answer in mailbox.take():
            keeper.tell(answer)
            if isinstance(answer, Failed | Refused):
                sys.stderr.write(f"{answer.sentence}\n")
            gui.window.receive(answer)

    mailbox.ring_at(gui.on_ring(receive))
    refused: list[str] = []
    gui.window.show()  # so that the article is set once, for the room there is; it is painted when events are next handled
    _open(options, queue, gui, refused)
    _tell((*troubles, *gui.troubles), gui)
    _collect_calmly()
    if options.screenshot:
        return _draw(options.screenshot, queue, gui, refused)
    began_with = queue.tagger.name if queue.tagger else ""
    code = gui.run()
    _keep(settings, gui, queue.tagger.name if queue.tagger and queue.tagger.name != began_with else None)
    return code or bool(refused)


def _open(options: argparse.Namespace, queue: Queue, gui: Gui, refused: list[str]) -> None:
    """Open what the command line names, else what is left to do, else the seeds.

    refused: is given what could not be opened, which may come later, and is told on stderr.
    """

    def tell(sentences: list[str]) -> None:
        refused.extend(sentences)
        sys.stderr.writelines(f"{sentence}\n" for sentence in sentences)

    first = None if options.paths else queue.first()
    if first is not None:
        gui.window.open_article(first)
        return
    paths = options.paths or sorted(resource("seeds").glob("*.txt"))
    tell(gui.bring([str(path) for path in paths], tell))
    if not options.paths:
        _say_first_steps(gui)


def _say_first_steps(gui: Gui) -> None:
    """Say what to press at a first start."""
    tab, keep, keys = (gui.window.key_of(action) for action in ("entity.next", "entity.keep", "view.help"))
    gui.window.say(f"{tab}: next entity · {keep}: keep it · a letter below: tag the word · {keys}: all keys")


def _tell(troubles: tuple[str, ...], gui: Gui) -> None:
    """Tell on stderr and in the window what could not be used; before an article was open it would be wiped."""
    sys.stderr.writelines(f"{sentence}\n" for sentence in troubles)
    gui.window.notice.add(*troubles)


def _collect_calmly() -> None:
    """Let the collector pass over what is there now, and seldom look at the rest: full rounds over a long article stall keys."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 1_000)
    gc.enable()


def _draw(picture: Path, queue: Queue, gui: Gui, refused: list[str]) -> int:
    """Wait for the article and its baseline, then draw the window into a file; return the exit code."""
    gui.run_until(lambda: not (gui.window.is_importing or gui.window.articles.is_opening or queue.is_waiting))
    if refused:
        return 1
    if gui.grab(picture):
        return 0
    sys.stderr.write(f"The picture {picture} could not be written: see that its folder exists and ends in .png.\n")
    return 1
