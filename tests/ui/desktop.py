"""A real window on a library in a temporary folder, with a worker that answers when the test says so."""

from __future__ import annotations

from PySide6.QtTest import QTest

from reader.actions.context import ViewOptions
from reader.actions.queue import Queue
from reader.actions.standard import load_keyboard
from reader.baseline.answers import Tagged
from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span
from reader.library import Library
from reader.ui.window import Window

TAGGER = Tagger("fake", "1", "0" * 8)


class SilentWorker:
    """Is asked and says nothing."""

    def __init__(self):
        self.asked = []

    def ask(self, text_digest, text):
        self.asked.append((text_digest, text))
        return len(self.asked)

    def cancel(self, job):
        self.asked.append(f"cancel {job}")

    def use(self, tagger):
        self.asked = [f"use {tagger}"]


class Desktop:
    """What a test has before it: a window, its library, and keys to press."""

    def __init__(self, folder, qtbot, *, options=None):
        self.folder = folder
        self.library = Library.open(folder / "library.sqlite")
        self.worker = SilentWorker()
        self.queue = Queue(self.library, "ann", self.worker, TAGGER)
        self.window = Window(self.queue, load_keyboard(folder), options=options or ViewOptions(theme="light"))
        qtbot.addWidget(self.window)
        self.window.resize(900, 700)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self._qtbot = qtbot

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def open(self, *texts):
        """Open texts as articles, the first of them in the window."""
        paths = [self.file(f"{number}.txt", text) for number, text in enumerate(texts)]
        ids = [self.queue.add(path)[0] for path in paths]
        assert self.window.open_article(ids[0]) == []
        self._qtbot.waitUntil(lambda: not self.window.articles.is_opening)
        return self

    def bring(self, *paths):
        """Open or import files; return what was refused at once."""
        return self.window.bring([str(path) for path in paths])

    def suggest(self, *suggested):
        """Let the worker answer for the open article: (surface, label) or (surface, label, nth)."""
        article = self.session.article
        scores = {self.span(*each): 0.9 for each in suggested}
        self.window.receive(Tagged(1, Baseline(article.digest, TAGGER, scores)))
        self.paint()
        return self

    def span(self, surface, label, nth=0):
        return self.span_in(self.session.article, surface, label, nth)

    @staticmethod
    def span_in(article, surface, label, nth=0):
        at = -1
        for _ in range(nth + 1):
            at = article.text.index(surface, at + 1)
        return Span(at, at + len(surface), label)

    def type(self, text):
        """Press the keys that type a text, in the page."""
        QTest.keyClicks(self.page, text)
        self.paint()
        return self

    def key(self, key, *modifiers):
        held = modifiers[0] if modifiers else None
        for modifier in modifiers[1:]:
            held |= modifier
        if held is None:
            QTest.keyClick(self.page, key)
        else:
            QTest.keyClick(self.page, key, held)
        self.paint()
        return self

    def paint(self):
        self.page.viewport().repaint()

    @property
    def page(self):
        return self.window.page

    @property
    def session(self):
        return self.window.session

    @property
    def caret(self):
        cursor = self.session.cursor
        return self.session.article.text[cursor.start : cursor.end]

    @property
    def place(self):
        return self.window.status.texts[0]

    @property
    def said(self):
        return self.window.status.texts[1]

    def close(self):
        self.window.close()
        self.library.close()
