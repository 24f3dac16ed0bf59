"""One window in which the simulated analyst works through one article after another: the child process of `effort`."""

import sys

from reader.actions.standard import load_keyboard
from reader.core.baselines import Baseline
from reader.core.spans import Span
from reader.library import Library, default_path
from tests.benchmarks.children import serve
from tests.benchmarks.effort_analyst import Analyst
from tests.benchmarks.effort_keys import Fingers
from tests.benchmarks.stage import AUTHOR, Stage
from tests.benchmarks.texts import TAGGER, article_of


class Desk:
    """A window on a library of its own, with the analyst before it."""

    def __init__(self, *, verdict_on_all):
        """Open an empty library."""
        self._library = Library.open(default_path())
        self._stage = Stage(self._library, tagger=TAGGER)
        self._fingers = Fingers(self._stage.window, self._stage.settle)
        keyboard = load_keyboard()
        self._analyst = Analyst(self._stage, keyboard, self._fingers, verdict_on_all=verdict_on_all)

    def work(self, text, gold, found, near):
        """Let the analyst work through an article; return what it took, and whether the library then holds exactly the gold.

        gold: start, end and label of each span. found, near: these, and the score, of the baseline's spans and alternatives.
        """
        article = article_of(text.encode())
        spans = {Span(*span) for span in gold}
        scores, alternatives = ({Span(*span): score for *span, score in side} for side in (found, near))
        baseline = Baseline(article.digest, TAGGER, scores, alternatives)
        article_id = self._library.add(article).id
        self._library.save_baseline(baseline)
        self._stage.window.open_article(article_id)
        self._stage.settle()
        before = self._fingers.keys
        self._analyst.costs.clear()
        self._analyst.faults.clear()
        self._analyst.work(spans)
        layer = self._library.layer(article.digest, AUTHOR)
        positive = {span for span in layer.positive if article.shows(span.start, span.end)}
        costs = [[*about, count["n"], count["corrections"], count["keys"]] for about, count in self._analyst.costs.items()]
        return {
            "keys": self._fingers.keys - before,
            "exact": layer.finished and positive == spans,
            "costs": costs,
            "faults": self._analyst.faults,
        }

    def close(self):
        """Close window and library."""
        self._stage.close()


def main():
    """Serve: `python -m tests.benchmarks.effort_case PROTOCOL`, "finish" or "verdict_on_all"."""
    desk = Desk(verdict_on_all=sys.argv[1] == "verdict_on_all")
    serve(desk.work)
    desk.close()


if __name__ == "__main__":
    main()
