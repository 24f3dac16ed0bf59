"""One analyst at work on one article: the only door through which a layer changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum, auto
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.core.article import on_one_line
from reader.core.cursor import Cursor
from reader.core.history import Edit, History, Journal, Kept, Step
from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.review import Entity, Review
from reader.core.tokens import Stretch, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from reader.core.article import Article
    from reader.core.baselines import Baseline
    from reader.core.spans import Span

_MANY = 1_000
"""So many stretches at most are told one by one."""


class Cause(Enum):
    """Why views are told to look again."""

    EDIT = auto()
    BASELINE = auto()
    CURSOR = auto()


class Change(NamedTuple):
    """What views must look at again.

    stretches: where; empty with BASELINE, which may touch any place.
    edit: the edit that did it; None unless cause is EDIT.
    """

    cause: Cause
    stretches: tuple[Stretch, ...] = ()
    edit: Edit | None = None


class Session:
    """One analyst at work on one article.

    Every change of the layer goes through `edit`, `undo` or `redo`: the journal has it first, and only then does it count. When
    the journal refuses, `JournalRefused` leaves these methods and nothing has changed.
    """

    def __init__(
        self,
        article: Article,
        layer: Layer,
        journal: Journal,
        *,
        baseline: Baseline | None = None,
        past: Iterable[Edit | Kept] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Begin where the layer and its past edits, oldest first, left off.

        Raises ValueError for the layer or the baseline of another text.
        """
        if layer.article != article.digest:
            raise ValueError("this layer is of another text")
        self.article = article
        self._refuse_another_text(baseline)
        self.layer = layer
        self.tokens = Tokens(article)
        self._baseline = baseline
        self._review: Review | None = None
        self.history = History(past)
        self._journal = journal
        self._clock = clock
        self._listeners: list[Callable[[Change], None]] = []
        self._cursor = self._first_cursor()

    @property
    def review(self) -> Review:
        """The entities as baseline and layer make them; derived when first asked for, for a baseline often comes right behind."""
        if self._review is None:
            self._review = Review(self.article, self._baseline, self.layer)
        return self._review

    # The caret

    @property
    def cursor(self) -> Cursor:
        """The stretch that keys act on; set it to move the caret."""
        return self._cursor

    @cursor.setter
    def cursor(self, cursor: Cursor) -> None:
        left, self._cursor = self._cursor, cursor
        if left != cursor:
            self._tell(Change(Cause.CURSOR, (Stretch(left.start, left.end), Stretch(cursor.start, cursor.end))))

    @property
    def entity(self) -> Entity | None:
        """The entity with the very bounds of the caret; of several, the one whose label the caret names, else the first."""
        return self.entity_among(lambda _span: True)

    def entity_among(self, accepts: Callable[[Span], bool]) -> Entity | None:
        """Return the entity with the bounds of the caret, as `entity`, of those that pass a test."""
        cursor = self._cursor
        equal = self.review.entities.equal_to(cursor.start, cursor.end) if cursor.start < cursor.end else []
        spans = [span for span in equal if accepts(span)]
        named = [span for span in spans if span.label == cursor.label]
        return self.review.entity((named or spans)[0]) if spans else None

    def stand_on(self, span: Span) -> None:
        """Put the caret on an entity."""
        self.cursor = Cursor(span.start, span.end, span.label)

    # Edits

    def edit(
        self, title: str, *, add: Iterable[Judgement] = (), remove: Iterable[Span] = (), finished: bool | None = None
    ) -> Edit | None:
        """Put judgements in (in place of any on the same span) and take others out, as one edit that undo takes back whole.

        Returns the edit; None when it would change nothing.

        Raises:
            JournalRefused: the journal could not keep it; nothing changed.
        """
        said = {judgement.span: judgement for judgement in add}
        stood = {span: self.layer[span] for span in (*remove, *said) if span in self.layer}
        added = [judgement for span, judgement in said.items() if not judgement.says_the_same(stood.get(span))]
        same = said.keys() - {judgement.span for judgement in added} if stood else ()
        removed = [judgement for span, judgement in stood.items() if span not in same]
        if finished == self.layer.finished:
            finished = None
        if not added and not removed and finished is None:
            return None
        return self._commit(
            Edit(
                article=self.article.digest,
                author=self.layer.author,
                at=self._clock(),
                title=title,
                removed=tuple(removed),
                added=tuple(added),
                finished=finished,
            )
        )

    def judge(
        self,
        title: str,
        *,
        entities: Iterable[Span] = (),
        others: Iterable[Span] = (),
        how: How = How.KEYED,
        keyed: Collection[Span] = (),
    ) -> Edit | None:
        """Judge spans to be entities, and others not to be, as one edit.

        "Is not" is said only of what the baseline found; an entity that the analyst alone had added just goes.
        keyed: those that were judged by hand, whatever `how` says of the rest.
        Returns None when it would change nothing. Raises JournalRefused as `edit` does.
        """
        at = self._clock()
        kept = dict.fromkeys(entities)
        refused = [span for span in dict.fromkeys(others) if span not in kept]
        add = [self._judgement(span, Verdict.IS, How.KEYED if span in keyed else how, at) for span in kept]
        found = [span for span in refused if self.review.is_suggested_by_baseline(span)]
        add += [self._judgement(span, Verdict.IS_NOT, How.KEYED if span in keyed else how, at) for span in found]
        gone = [span for span in refused if not self.review.is_suggested_by_baseline(span)]
        return self.edit(title, add=add, remove=gone)

    def note(self, span: Span, text: str) -> Edit | None:
        """Put a note on a judged span, in place of any; an empty one takes it off. Nothing else of the judgement changes.

        Returns None when it would change nothing.

        Raises:
            ValueError: nobody has judged this span.
            JournalRefused: as `edit` does.
        """
        judgement = self.layer.get(span)
        if judgement is None:
            raise ValueError("a note belongs to a judgement, and this span has none")
        line = " ".join(text.split())
        surface = on_one_line(self.article.text[span.start : span.end])
        title = f"Note on “{surface}”" if line else f"Take the note off “{surface}”"
        return self.edit(title, add=[judgement._replace(note=line)])

    def finish(self) -> Edit | None:
        """Say the article is done: the suggestions left become kept, in bulk. None when it was done and nothing is left.

        Where the analyst has said what a surface is, a suggestion of another label for the same one is refused, in bulk too.
        """
        at, said = self._clock(), {(span.start, span.end) for span in self.layer.positive}
        verdicts = {True: Verdict.IS_NOT, False: Verdict.IS}
        add = [Judgement(span, verdicts[span[:2] in said], How.BULK, at) for span in self.review.suggested]
        return self.edit("Finish the article", add=add, finished=True)

    def undo(self) -> Edit | None:
        """Take the newest edit back; return the edit that does so, None when there is nothing left to undo."""
        done = self.history.undoable
        return self._commit(done.inverse(Step.UNDO, self._clock())) if done else None

    def redo(self) -> Edit | None:
        """Do again what undo took back last; return the edit that does so, None when there is nothing left to redo."""
        undone = self.history.redoable
        return self._commit(replace(undone, step=Step.REDO, at=self._clock())) if undone else None

    def _judgement(self, span: Span, verdict: Verdict, how: How, at: datetime) -> Judgement:
        """Judge a span anew, keeping its note."""
        old = self.layer.get(span)
        return Judgement(span, verdict, how, at, old.note if old else "")

    def _commit(self, edit: Edit) -> Edit:
        self._journal.append(edit)
        self.layer.apply(edit.removed, edit.added, finished=edit.finished)
        self.history.record(edit)
        touched = dict.fromkeys(judgement.span for judgement in (*edit.removed, *edit.added))
        self.review.refresh(touched)
        self._tell(Change(Cause.EDIT, _stretches(touched), edit))
        return edit

    # The baseline and the views

    def attach(self, baseline: Baseline | None) -> None:
        """Take in what a tagger found, in place of any baseline before it; no judgement changes.

        Raises ValueError for the baseline of another text.
        """
        self._refuse_another_text(baseline)
        self._baseline, self._review = baseline, None
        self._tell(Change(Cause.BASELINE))

    def _refuse_another_text(self, baseline: Baseline | None) -> None:
        if baseline is not None and baseline.text_digest != self.article.digest:
            raise ValueError("this baseline was made from another text")

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call the listener after every change; return the function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    def _first_cursor(self) -> Cursor:
        token = self.tokens.following(0, words=True) or self.tokens.following(0)
        return Cursor(token.start, token.end) if token else Cursor(0, 0)


def _stretches(spans: Collection[Span]) -> tuple[Stretch, ...]:
    """Return where some spans are: each, or of many the one stretch from the first to the last."""
    if len(spans) > _MANY:
        return (Stretch(min(spans).start, max(map(itemgetter(1), spans))),)
    return tuple(Stretch(span.start, span.end) for span in spans)
