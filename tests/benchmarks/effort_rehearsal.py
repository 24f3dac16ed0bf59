"""A copy of a session on which the analyst tries what keys would do, before pressing them.

The very actions of the registry run here, on a second session over a journal that forgets, with the same judgements, baseline and
caret. Visual lines are asked of the real page; nothing here scrolls it, and pages are never turned in a rehearsal.
"""

from contextlib import contextmanager
from copy import copy

from reader.actions import jumping
from reader.actions.tagging import set_edges
from reader.core.cursor import Cursor
from reader.core.layers import Layer
from reader.core.review import Standing
from reader.core.session import Session
from reader.ui.line_walk import LineWalk

_NO_MOVES = frozenset(
    "jump.to suspect.next suspect.likeliest search.open hit.next hit.previous page.down page.up article.start article.end".split()  # noqa: SIM905
)
"""Actions of the group "Move" that open something, leave the part of the text in sight, or go by what was looked at before."""

_WALK = "suspect.next"
"""Pressed again and again only, from where the caret is: its walk goes by what was looked at."""

_LONGEST_RUN = 4


class _Forgetful:
    """A journal that keeps nothing."""

    def append(self, _edit):
        """Let it go."""


class _Quiet:
    """A desk that says and shows nothing, but minds the options."""

    def __init__(self, rehearsal):
        """Belong to a rehearsal."""
        self._rehearsal = rehearsal

    def present(self, options):
        """Take in other options."""
        self._rehearsal.context.options = options

    def __getattr__(self, _name):
        """Do nothing for whatever else is asked of a desk."""
        return lambda *_words, **_more: None


class Sight:
    """The real page's lines, with what is in sight held still."""

    def __init__(self, page):
        """Look once."""
        walk = LineWalk(page.flow)
        self.line_from, self.line_at = walk.line_from, walk.line_at
        self._visible = page.visible()

    def visible(self):
        """Return what was in sight."""
        return self._visible


class Rehearsal:
    """One copy, and what can be asked of it."""

    def __init__(self, session, context, registry, *, by_lines=True):
        """Copy a session, with the caret where it is.

        context: its scheme, options and last action, and a `Sight` for a page. by_lines: moves by visual line are thought of.
        """
        layer = Layer(session.layer.article, session.layer.author, session.layer.values(), finished=session.layer.finished)
        self.session = Session(session.article, layer, _Forgetful(), baseline=session.review.baseline)
        self.session.tokens = session.tokens
        self._start, self._registry = session.cursor, registry
        self._moves = [each.id for each in registry.values() if each.group == "Move" and each.id not in _NO_MOVES]
        if not by_lines:
            self._moves = [move for move in self._moves if not move.startswith("line.")]
        self._options, self._last = context.options, context.last
        self._suspect, self._looked_at = context.suspect, frozenset(context.looked_at)
        self.context = copy(context)
        self.context.session, self.context.desk = self.session, _Quiet(self)
        self.context.looked_at = set(self._looked_at)
        self.session.cursor = session.cursor
        self.known = standing_spans(session)
        self._changes = []
        self.session.subscribe(self._note_edit)

    def _note_edit(self, change):
        if change.edit:
            self._changes.append({judgement.span for judgement in (*change.edit.removed, *change.edit.added)})

    def copy(self):
        """Return a copy of the copy as it now is."""
        return Rehearsal(self.session, self.context, self._registry)

    def restore(self, cursor=None):
        """Take all edits back, and put the caret where it was, or there."""
        while self.session.history.undoable:
            self.session.undo()
        self._changes.clear()
        self.session.cursor = cursor or self._start
        self.context.options, self.context.last, self.context.taker = self._options, self._last, None
        self.context.suspect, self.context.looked_at = self._suspect, set(self._looked_at)

    def act(self, action_id):
        """Do an action."""
        self.context.do(self._registry[action_id])

    def jump(self, target):
        """Put the caret where a hint leads."""
        self.session.cursor = landing(target)

    def extend(self, target):
        """Extend the caret to the target of a hint, as a hint's first letter with Shift does."""
        cursor = self.session.cursor
        set_edges(self.context, min(cursor.start, target.word.start), max(cursor.end, target.end))

    def play(self, steps):
        """Take some steps, as `effort_recipes` has them."""
        for kind, what in steps:
            if kind == "do":
                self.act(what)
            else:
                (self.jump if kind == "jump" else self.extend)(what)

    @contextmanager
    def trying(self, cursor, way=()):
        """Begin with the caret at a place, or where it is (None), and take everything back at the end.

        way: the steps that lead to the place, taken if it matters that they were: on a walk along suspects.
        """
        along = ("do", _WALK) in way
        self.restore(None if along else cursor)
        if along:
            self.play(way)
        try:
            yield self
        finally:
            self.restore()

    # What the copy knows

    def found(self):
        """Return what would be the article's entities if it were finished now."""
        touched = {stretch for change in self._changes for stretch in change}
        return (self.known - touched) | {span for span in touched if _stands(self.session, span)}

    def hints(self):
        """Return the target of each hint that the jump key would show, by its letters."""
        return jumping.hints(self.context)

    def walks(self):
        """Return the carets that few moves lead to, each with the moves: any two, or up to four times the same, suspects too."""
        found = {self._start: ()}
        singles = list(self._stepped(found, self._moves))
        for caret, moves in singles:
            for after, more in self._stepped({caret: moves}, self._moves):
                found.setdefault(after, more)
        for move in (*self._moves, _WALK):
            self.restore()
            for times in range(1, _LONGEST_RUN + 1):
                self.act(move)
                found.setdefault(self.session.cursor, (move,) * times)
        self.restore()
        return found

    def after_jump(self, target):
        """Return the carets that a jump to a target leads to, with the moves after the jump: none, or one."""
        found = {landing(target): ()}
        for _ in self._stepped(found, self._moves):
            pass
        return found

    def _stepped(self, found, moves):
        """Add to `found` where one move from each caret in it leads; yield what was added."""
        for caret, before in tuple(found.items()):
            for move in moves:
                self.restore(caret)
                self.act(move)
                if self.session.cursor not in found:
                    found[self.session.cursor] = (*before, move)
                    yield self.session.cursor, (*before, move)
        self.restore()


def landing(target):
    """Return the caret that a hint leads to."""
    return Cursor(target.word.start, target.end, target.label)


def standing_spans(session):
    """Return the spans that would be the article's entities if it were finished now."""
    return {span for span in session.review.entities if _stands(session, span)}


def _stands(session, span):
    return session.review.standing(span) not in {None, Standing.REJECTED}
