"""One window with one article, that presses keys when told to: the child process of `page`."""

import sys
import time

from PySide6.QtCore import Qt

from reader.library import Library, default_path
from tests.benchmarks.children import serve
from tests.benchmarks.stage import AUTHOR, Gaps, NotPainted, Stage
from tests.benchmarks.texts import TAGGER, dense_baseline, long_article, one_paragraph, seed_article

_CTRL = Qt.KeyboardModifier.ControlModifier
_LABEL_KEY = Qt.Key.Key_O


def make_article(words, shape):
    """Return the article of a case. shape: "seed", "blocks" or "paragraph"."""
    if shape == "seed":
        return seed_article()
    return one_paragraph(words) if shape == "paragraph" else long_article(words)


class PageCase:
    """Presses keys in batches."""

    def __init__(self, words, shape, *, finished):
        """Put the article with its baseline into the library, and open it.

        finished: the analyst has finished it: every entity has a judgement.
        """
        article = make_article(words, shape)
        library = Library.open(default_path())
        self._id = library.add(article).id
        session = library.open_session(self._id, AUTHOR, baseline=dense_baseline(article))
        if finished:
            session.finish()
        self._stuck = 0
        self._stage = Stage(library, tagger=TAGGER)
        self._stage.open(self._id)
        self._about = {"words": len(article.text.split()), "spans": len(session.review.entities)}

    def right(self, times):
        """Time so many moves to the next word; from the last one back to the first."""
        return [self._timed(Qt.Key.Key_Right) for _ in range(times)]

    def down(self, times):
        """Time so many moves to the next line."""
        return [self._timed(Qt.Key.Key_Down) for _ in range(times)]

    def page(self, times):
        """Time so many screens down."""
        return [self._timed(Qt.Key.Key_PageDown) for _ in range(times)]

    def page_back(self, times):
        """Time so many screens up again, after as many down: over parts that are set already, where they still are."""
        for _ in range(times):
            self._stage.press(Qt.Key.Key_PageDown)
        return [self._timed(Qt.Key.Key_PageUp) for _ in range(times)]

    def tag(self, times):
        """Time tagging so many words, each by its label's key; each tag is taken back, untimed."""
        return [took for took, _ in (self._tag_and_undo() for _ in range(times))]

    def first_tag(self, times):
        """Time tagging one word after the article was opened, so many times over, by a library that holds nothing of it yet."""
        taken = []
        for _ in range(times):
            with Library.open_again(default_path()) as library:
                self._blank()
                self._stage.queue.library, kept = library, self._stage.queue.library
                self._open()
                taken.append(self._tag_and_undo()[0])
                self._stage.queue.library = kept
        self._blank()
        self._open()
        return taken

    def undo(self, times):
        """Time taking back so many tags."""
        return [took for _, took in (self._tag_and_undo() for _ in range(times))]

    def hints(self, times):
        """Time showing the hints so many times, each a line further down; hiding them is not timed."""
        taken = []
        for _ in range(times):
            taken.append(self._stage.time_key(Qt.Key.Key_J))
            self._stage.press(Qt.Key.Key_Escape)
            self._stage.press(Qt.Key.Key_Down)
        return taken

    def suspect(self, times):
        """Time so many steps to the next suspect, paint included; where none is left, finding that out."""
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            self._stage.press(Qt.Key.Key_S)
            taken.append((time.perf_counter() - began) * 1000)
        return taken

    def open(self, times):
        """Time opening the article after its text is loaded: the session with its baseline is made before."""
        taken = []
        for _ in range(times):
            session = self._stage.library.open_session(self._id, AUTHOR)
            session.attach(self._stage.library.baseline(session.article.digest, TAGGER.digest))
            _ = session.review
            self._blank()
            self._stage.queue.loaded = session
            taken.append(self._open())
        return taken

    def open_with_loading(self, times):
        """Time opening the article from the library file: text, layer, journal, baseline, then the page."""
        taken = []
        for _ in range(times):
            self._blank()
            taken.append(self._open())
        return taken

    def open_gap(self, times):
        """Return the longest time that the window stands still while the article is opened from the library file."""
        taken = []
        for _ in range(times):
            self._blank()
            gaps = Gaps()
            self._stage.open(self._id)
            taken.append(gaps.stop()["worst"])
        return taken

    def load(self, times):
        """Time what loading takes without a window: the session from the file, its baseline, and their review."""
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            session = self._stage.library.open_session(self._id, AUTHOR)
            session.attach(self._stage.library.baseline(session.article.digest, TAGGER.digest))
            _ = session.review
            taken.append((time.perf_counter() - began) * 1000)
        return taken

    def measure(self, what, times):
        """Return the times of a batch, in ms, whether the screen was up to date after it, and what the text is made of.

        stuck: how many keys so far left the caret where it was, though the text goes on.
        """
        taken = getattr(self, what)(times)
        return {"ms": taken, "fresh": self._stage.is_up_to_date(), "stuck": self._stuck, **self._about}

    def close(self):
        """Close window and library."""
        self._stage.close()

    def _open(self):
        took = self._stage.time_to_paint(lambda: self._stage.open(self._id))
        if not self._stage.window.page.painted():
            raise RuntimeError("the article was painted without its entities, which are to be timed too")
        return took

    def _blank(self):
        """Let the page forget what it has set and painted."""
        self._stage.window.page.show_session(None)
        self._stage.settle()

    def _timed(self, key):
        """Time a key that moves the caret; where it cannot go on, go back to the start (or on to the end) first."""
        ahead = Qt.Key.Key_End if key == Qt.Key.Key_PageUp else Qt.Key.Key_Home
        if self._is_at_the_last(key):
            self._stage.press(ahead, _CTRL)
        try:
            return self._stage.time_key(key)
        except NotPainted:
            # A caret that a key leaves where it is costs nothing, and so says nothing: step on, and time the next one.
            self._stuck += 1
            self._stage.press(Qt.Key.Key_Right)
            return self._stage.time_key(key)

    def _is_at_the_last(self, key):
        """Tell whether a key would leave the caret where it is."""
        session, page = self._stage.session, self._stage.window.page
        cursor, text = session.cursor, session.article.text
        if key == Qt.Key.Key_Right:
            return session.tokens.following(cursor.end, words=True) is None
        if key == Qt.Key.Key_PageUp:
            return page.line_at(cursor.start).start <= session.article.blocks[0].start
        if key == Qt.Key.Key_PageDown:
            return page.bar.value() >= page.bar.maximum()
        return page.line_at(cursor.start).end >= len(text.rstrip())

    def _tag_and_undo(self):
        """Tag the next plain word and take it back; return both times, in ms."""
        session = self._stage.session
        if self._is_at_the_last(Qt.Key.Key_Right):
            self._stage.press(Qt.Key.Key_Home, _CTRL)
        self._stage.press(Qt.Key.Key_Right)
        while session.entity and not self._is_at_the_last(Qt.Key.Key_Right):
            self._stage.press(Qt.Key.Key_Right)
        tagged = self._stage.time_key(_LABEL_KEY)
        return tagged, self._stage.time_key(Qt.Key.Key_U)


def main():
    """Serve: `python -m tests.benchmarks.page_case WORDS SHAPE FINISHED`."""
    words, shape, finished = sys.argv[1:]
    case = PageCase(int(words), shape, finished=finished == "finished")
    serve(case.measure)
    case.close()


if __name__ == "__main__":
    main()
