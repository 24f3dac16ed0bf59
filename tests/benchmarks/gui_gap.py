"""A window in which a worker loads and tags, with a clock that ticks each 5 ms: the child process of `worker`.

The longest time between two ticks is the longest time the window was not there for its user. The window shows the article before
the clock starts; the clock stops once the baseline has come and its entities are painted.

idle        no worker runs, for comparison: what the machine and the timer do by themselves.
load+tag    the worker is started, which then imports spaCy, loads the tagger and tags the article.
import      a folder of articles comes in behind the page, without the worker at work.
tag         the worker is loaded; it tags a long article, and its spans come over.
keep        the entities of a very long article have come over: they are kept in the library, and shown.
"""

import sys
import tempfile
import threading
import time
from pathlib import Path

from reader.actions.keeping import Keeper
from reader.app import Mailbox
from reader.baseline.answers import Failed, Ready, Refused, Tagged
from reader.baseline.client import WorkerClient
from reader.baseline.identity import SHIPPED, identify
from reader.core.baselines import Baseline
from reader.library import Library, default_path
from tests.benchmarks.children import serve
from tests.benchmarks.stage import Gaps, Stage
from tests.benchmarks.texts import dense_baseline, long_article, numbered_seeds, seed_article


class LateWorker:
    """The worker of the window's queue, started only when all is shown: so that all of its loading is seen."""

    def __init__(self):
        """Start nothing yet, and remember what is asked."""
        self._client = None
        self._asked = []

    def start(self, on_answer):
        """Start the real one, and pass on what was asked."""
        self._client = WorkerClient(SHIPPED, on_answer)
        for digest, text in self._asked:
            self._client.ask(digest, text)

    def ask(self, digest, text):
        """Pass on, or keep for later."""
        if self._client:
            return self._client.ask(digest, text)
        self._asked.append((digest, text))
        return len(self._asked)

    def cancel(self, job):
        """Pass on."""
        if self._client:
            self._client.cancel(job)

    def close(self):
        """End it."""
        if self._client:
            self._client.close()


class GapCase:
    """The window, its worker, and what it has heard."""

    def __init__(self):
        """Show a window without an article."""
        self._worker, self._mailbox = LateWorker(), Mailbox()
        self._heard = []
        self._trouble = ""
        self._stage = Stage(Library.open(default_path()), self._worker, identify(SHIPPED))
        self._keeper = Keeper(self._stage.library)
        self._mailbox.show_first(self._keeper.keep)
        self._mailbox.ring_at(self._stage.gui.on_ring(self._receive))

    def _receive(self):
        for answer in self._mailbox.take():
            if isinstance(answer, Failed | Refused):
                self._trouble = answer.sentence
            self._heard.append(type(answer))
            self._keeper.tell(answer)
            self._stage.window.receive(answer)

    def _open(self, article):
        self._stage.open(self._stage.library.add(article).id)

    def _has_entities(self):
        return bool(self._stage.session.review.baseline)

    def _wait_until(self, done):
        """Handle events until something is so, or the worker gives up."""
        self._stage.wait_until(lambda: done() or self._trouble)
        if self._trouble:
            raise RuntimeError(self._trouble)

    def idle(self, seconds):
        """Let nothing happen for some time."""
        self._open(seed_article())
        until = time.monotonic() + seconds
        gaps = Gaps()
        self._wait_until(lambda: time.monotonic() > until)
        return gaps.stop()

    def load_and_tag(self):
        """Start the worker under the window that shows the seed, and let it tag that."""
        gaps = Gaps()
        self._worker.start(self._mailbox.put)
        self._wait_until(self._has_entities)
        return gaps.stop()

    def tag(self, words):
        """Open a long article with the worker loaded, and let it be tagged."""
        self._wait_until(lambda: Ready in self._heard)
        self._open(long_article(words))
        gaps = Gaps()
        self._wait_until(self._has_entities)
        return gaps.stop()

    def keep(self, words):
        """Open a very long article, and let its baseline arrive as the worker's client hands it over, on a thread of its own."""
        article = long_article(words)
        self._open(article)
        found = dense_baseline(article)
        baseline = Baseline(article.digest, identify(SHIPPED), found.scores, found.alternatives).indexed()
        gaps = Gaps()
        threading.Thread(target=self._mailbox.put, args=(Tagged(1, baseline),)).start()
        self._wait_until(self._has_entities)
        return gaps.stop()

    def bring_in(self, count):
        """Import so many files of the seed's length, and one of as many words as all of them, while the seed is shown."""
        self._open(seed_article())
        texts = [*numbered_seeds(count, first=1), long_article(count * 350).text]
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(texts):
                (Path(folder) / f"{number:05}.txt").write_text(text, encoding="utf-8")
            gaps = Gaps()
            self._stage.window.bring([folder])
            self._wait_until(lambda: not self._stage.window.is_importing)
            return gaps.stop()

    def measure(self, what, **how):
        """Return the longest gap of a case, in ms, and the number of ticks."""
        return getattr(self, what)(**how)

    def close(self):
        """Close all."""
        self._worker.close()
        self._stage.close()


def main():
    """Serve."""
    case = GapCase()
    try:
        serve(case.measure)
    finally:
        case.close()


if __name__ == "__main__":
    sys.exit(main())
