"""A desk without a window: a page of lines of a fixed width, and a journal in a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from reader.actions.context import Context, ViewOptions
from reader.actions.key_names import spoken_keys
from reader.actions.keymap import KeyReader, Match
from reader.actions.standard import load_keyboard
from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.cursor import Cursor
from reader.core.effort import Effort
from reader.core.history import JournalRefused
from reader.core.layers import Layer
from reader.core.session import Session
from reader.core.spans import Span
from reader.core.tokens import Stretch

TAGGER = Tagger("fake", "1", "0" * 8)


class ListJournal:
    """Keeps edits in a list, unless it is told to refuse."""

    def __init__(self):
        self.edits = []
        self.refuses = False

    def append(self, edit):
        if self.refuses:
            raise JournalRefused("The disk is full.")
        self.edits.append(edit)


class GridPage:
    """A page whose lines are `width` characters and whose screens are three lines."""

    def __init__(self, text, width=20):
        self.text, self.width = text, width
        self.sight = 10**9

    def line_from(self, offset, lines):
        moved = offset + lines * self.width
        return moved if 0 <= moved < len(self.text) else offset

    def visible(self):
        return Stretch(0, min(self.sight, len(self.text)))

    def line_at(self, offset):
        start = offset - offset % self.width
        return Stretch(start, min(start + self.width, len(self.text)))

    def screen_from(self, offset, screens):
        return max(0, min(offset + screens * 3 * self.width, len(self.text) - 1))


@dataclass
class FakeDesk:
    """Remembers what it was told."""

    context: Context | None = None
    said: str = ""
    helped: int = 0
    closed: bool = False
    chosen: int = 0
    neighbours: int = 0
    untagged: int | None = None
    is_waiting: bool = False
    opened: list = field(default_factory=list)
    hints: dict = field(default_factory=dict)
    typed: str = ""

    @property
    def is_dark(self):
        return self.context.options.theme == "dark"

    def key_of(self, action):
        return next(iter(spoken_keys(load_keyboard().keymap, action)), "")

    @property
    def boxes(self):
        return self

    @property
    def imports(self):
        return self

    def step_hit(self, steps):
        self.opened.append(("hit", steps))

    def say(self, sentence):
        self.said = sentence

    def say_at_once(self, sentence):
        self.said_at_once = sentence

    def present(self, options):
        self.context.options = options

    def show_hints(self, hints, typed):
        self.hints, self.typed = dict(hints), typed

    def show_help(self):
        self.helped += 1

    def open_neighbour(self, steps):
        self.opened.append(steps)
        return self.neighbours > 0

    def go_on(self):
        self.opened.append("on")
        return self.neighbours > 0

    def go_back(self, steps):
        self.opened.append(("back", steps))
        return self.neighbours > 0

    def effort(self):
        return Effort(3, 2, 61.0)

    def tag_all(self):
        return self.untagged

    @property
    def articles(self):
        return self

    def open_library(self, face, query=None):
        self.opened.append((face, query))

    def choose_files(self):
        self.chosen += 1

    def close(self):
        self.closed = True
        return True


class Bench:
    """An analyst at a desk: presses keys by name and sees what comes of it."""

    def __init__(self, text, suggested=(), *, kinds=None, width=20):
        blocks, at = [], 0
        for number, line in enumerate(text.split("\n")):
            if line:
                kind = kinds[number] if kinds else BlockKind.BODY
                blocks.append(Block(kind, at, at + len(line)))
            at += len(line) + 1
        self.article = Article(text, tuple(blocks))
        self.journal = ListJournal()
        ticks = iter(range(10**6))
        start = datetime(2016, 7, 31, tzinfo=UTC)
        self.session = Session(
            self.article,
            Layer(self.article.digest, "ann"),
            self.journal,
            baseline=self.baseline(suggested),
            clock=lambda: start + timedelta(seconds=next(ticks)),
        )
        self.keyboard = load_keyboard()
        self.desk = FakeDesk()
        self.context = Context(self.session, self.keyboard.scheme, GridPage(text, width), self.desk, ViewOptions())
        self.desk.context = self.context
        self._keys = KeyReader(self.keyboard.keymap)

    def baseline(self, suggested):
        return Baseline(self.article.digest, TAGGER, {self.span(*each): 0.9 for each in suggested})

    def span(self, surface, label, nth=0):
        """Return the span of the nth occurrence of a surface."""
        at = -1
        for _ in range(nth + 1):
            at = self.article.text.index(surface, at + 1)
        return Span(at, at + len(surface), label)

    def go(self, surface, nth=0):
        """Put the caret on a stretch, as if by hand."""
        span = self.span(surface, "X", nth)
        self.session.cursor = Cursor(span.start, span.end)
        return self

    def press(self, *keys):
        for key in keys:
            self.desk.said = ""
            if self.context.taker:
                if not self.context.taker.press(key):
                    self.context.taker = None
                continue
            match, action = self._keys.press(key)
            assert match is not Match.NONE, f"{key} does nothing"
            if action:
                self.context.do(self.keyboard.registry[action])
        return self

    @property
    def caret(self):
        cursor = self.session.cursor
        return self.article.text[cursor.start : cursor.end]

    @property
    def positive(self):
        return {(self.article.text[span.start : span.end], span.label) for span in self.session.layer.positive}

    def standing(self, surface, label, nth=0):
        standing = self.session.review.standing(self.span(surface, label, nth))
        return standing and str(standing)
