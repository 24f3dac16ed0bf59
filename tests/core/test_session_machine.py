"""A session against a model of it: whatever is done in whatever order, layer, review, undo and library say what they must."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.history import JournalRefused
from reader.core.layers import How, Judgement, Verdict
from reader.core.review import Review, Standing
from reader.core.session import Session
from reader.core.spans import Span
from reader.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.core.history import Edit

# A title, the same title folded away, and a body; all offsets by hand, so that the model does not lean on the code.
ARTICLE = Article(
    "😀 Acme\n😀 Acme\nMosul q\u0323 שלום",
    (Block(BlockKind.TITLE, 0, 6), Block(BlockKind.REPEAT, 7, 13), Block(BlockKind.BODY, 14, 27)),
)
FOLDED = [Span(9, 13, "ORG"), Span(0, 8, "GPE")]
SEEN = [
    *(Span(start, end, label) for start, end in [(2, 6), (14, 19), (23, 27)] for label in ("ORG", "GPE")),
    *(Span(0, 6, "ORG"), Span(14, 15, "DATE"), Span(14, 22, "GPE")),
]
BEYOND = Span(20, 40, "ORG")  # an imported tag may lie past the end of the text; nobody sees it
BASELINES = [
    Baseline(ARTICLE.digest, Tagger("one", "1", "1" * 64), {SEEN[0]: 0.9, FOLDED[0]: 0.8, SEEN[2]: 0.5}),
    Baseline(ARTICLE.digest, Tagger("two", "1", "2" * 64), dict.fromkeys([SEEN[1], *SEEN[2:6], FOLDED[1]])),
]
AUTHOR = "ann"

spans = st.sampled_from([*SEEN, *FOLDED, BEYOND])
hows = st.sampled_from(How)


def hidden(span: Span) -> bool:
    """Tell whether a span touches the folded title or leaves the text."""
    return (span.start < 13 and span.end > 7) or span.end > 27


class State(NamedTuple):
    """What a layer holds at one moment."""

    judgements: Mapping[Span, Judgement]
    finished: bool


class Faltering:
    """A journal that refuses when it is told to."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.refuses = False

    def append(self, edit: Edit) -> None:
        if self.refuses:
            raise JournalRefused("The disk is full.")
        self._library.append(edit)


class SessionMachine(RuleBasedStateMachine):
    """The model: the states the layer has been in, and where among them it now is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.sqlite"
        self.library = Library.open(self.path)
        self.library.add(ARTICLE)
        self.ticks = 0
        self.states = [State({}, finished=False)]
        self.now = 0
        self.baseline: Baseline | None = None
        self.counted: Baseline | None = None
        self.open()

    def open(self) -> None:
        self.journal = Faltering(self.library)
        self.session = Session(
            ARTICLE,
            self.library.layer(ARTICLE.digest, AUTHOR),
            self.journal,
            baseline=self.baseline,
            past=self.library.past(ARTICLE.digest, AUTHOR),
            clock=self.clock,
        )

    def teardown(self) -> None:
        assert self.library.check() == []
        self.library.close()
        self.folder.cleanup()

    def clock(self) -> datetime:
        self.ticks += 1
        return self.time(self.ticks)

    def time(self, tick: int) -> datetime:
        return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=tick)

    # The model, from the definitions

    @property
    def state(self) -> State:
        return self.states[self.now]

    @property
    def found(self) -> set[Span]:
        """What the baseline found, but for what is folded away."""
        return {span for span in self.baseline.scores if not hidden(span)} if self.baseline else set()

    def put(self, span: Span, verdict: Verdict, how: How) -> dict[Span, Judgement]:
        """Return the judgement that saying this now makes; an old one that says the same stays, a note stays in any case."""
        old = self.state.judgements.get(span)
        if old and (old.verdict, old.how) == (verdict, how):
            return {span: old}
        return {span: Judgement(span, verdict, how, self.time(self.ticks + 1), old.note if old else "")}

    def judged(self, entities: list[Span], others: list[Span], how: How) -> State:
        judgements = dict(self.state.judgements)
        for span in others:
            if span in self.found:
                judgements |= self.put(span, Verdict.IS_NOT, how)
            else:
                judgements.pop(span, None)
        for span in entities:
            judgements |= self.put(span, Verdict.IS, how)
        return State(judgements, self.state.finished)

    def then(self, state: State) -> None:
        """Go on to another state; what could be redone is gone."""
        if state != self.state:
            self.states = [*self.states[: self.now + 1], state]
            self.now += 1

    # What the user does

    @rule(entities=st.lists(spans, max_size=2), others=st.lists(spans, max_size=2), how=hows)
    def judge(self, entities: list[Span], others: list[Span], how: How) -> None:
        expected = self.judged(entities, [span for span in others if span not in entities], how)
        edit = self.session.judge("Judge", entities=entities, others=others, how=how)
        assert (edit is None) == (expected == self.state)
        self.then(expected)

    @rule(span=spans, label=st.sampled_from(["ORG", "GPE", "PERSON"]))
    def relabel(self, span: Span, label: str) -> None:
        new = Span(span.start, span.end, label)
        expected = self.judged([new], [span] if span != new else [], How.KEYED)
        self.session.judge("Relabel", entities=[new], others=[span])
        self.then(expected)

    @rule(some=st.lists(spans, min_size=3, unique=True))
    def spread(self, some: list[Span]) -> None:
        expected = self.judged(some, [], How.SPREAD)
        self.session.judge("Tag all equal", entities=some, how=How.SPREAD)
        self.then(expected)

    @rule(span=spans, note=st.sampled_from(["", "why?", "לא 😀\u00a0"]))
    def note(self, span: Span, note: str) -> None:
        judgement = Judgement(span, Verdict.IS, How.KEYED, self.clock(), note)
        old = self.state.judgements.get(span)
        if not judgement.says_the_same(old):
            self.then(State({**self.state.judgements, span: judgement}, self.state.finished))
        self.session.edit("Note", add=[judgement])

    @rule()
    def finish(self) -> None:
        judgements = dict(self.state.judgements)
        said = {(span.start, span.end) for span, judgement in judgements.items() if judgement.verdict is Verdict.IS}
        for span in self.found - judgements.keys():
            verdict = Verdict.IS_NOT if (span.start, span.end) in said else Verdict.IS
            judgements |= self.put(span, verdict, How.BULK)
        self.session.finish()
        self.then(State(judgements, finished=True))

    @rule()
    def undo(self) -> None:
        assert (self.session.undo() is None) == (self.now == 0)
        self.now = max(0, self.now - 1)

    @rule()
    def redo(self) -> None:
        assert (self.session.redo() is None) == (self.now == len(self.states) - 1)
        self.now = min(len(self.states) - 1, self.now + 1)

    @rule(baseline=st.sampled_from([None, *BASELINES]))
    def attach(self, baseline: Baseline | None) -> None:
        self.session.attach(baseline)
        self.baseline = baseline
        if baseline:
            self.library.save_baseline(baseline)
            self.counted = baseline

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = Library.open(self.path)
        if self.baseline:
            self.baseline = self.library.baseline(ARTICLE.digest, self.baseline.tagger.digest)
        self.open()

    @rule(what=st.sampled_from(["judge", "finish", "undo", "redo"]), span=spans)
    def be_refused(self, what: str, span: Span) -> None:
        does: dict[str, tuple[Callable[[], object], bool]] = {
            "judge": (
                lambda: self.session.judge("Judge", entities=[span]),
                self.judged([span], [], How.KEYED) != self.state,
            ),
            "finish": (self.session.finish, not self.state.finished or bool(self.found - self.state.judgements.keys())),
            "undo": (self.session.undo, self.now > 0),
            "redo": (self.session.redo, self.now < len(self.states) - 1),
        }
        act, would_change = does[what]
        told: list[object] = []
        forget = self.session.subscribe(told.append)
        self.journal.refuses = True
        if would_change:
            with pytest.raises(JournalRefused, match="disk is full"):
                act()
        else:
            assert act() is None
        self.journal.refuses = False
        forget()
        assert told == []

    # What must hold

    @invariant()
    def the_layer_is_what_the_model_says(self) -> None:
        assert dict(self.session.layer) == self.state.judgements
        assert self.session.layer.finished == self.state.finished

    @invariant()
    def the_library_has_it_too(self) -> None:
        stored = self.library.layer(ARTICLE.digest, AUTHOR)
        assert dict(stored) == self.state.judgements
        assert stored.finished == self.state.finished

    @invariant()
    def the_counts_are_those_of_the_definition(self) -> None:
        standings: Counter[Standing] = Counter()
        for span in self.found | self.state.judgements.keys():
            judgement = self.state.judgements.get(span)
            if span in self.found:
                is_kept = judgement and judgement.verdict is Verdict.IS
                standings[Standing.KEPT if is_kept else Standing.REJECTED if judgement else Standing.SUGGESTED] += 1
            elif judgement and judgement.verdict is Verdict.IS and not hidden(span):
                standings[Standing.ADDED] += 1
        assert self.session.review.counts() == {standing: standings[standing] for standing in Standing}

    @invariant()
    def the_review_that_kept_up_is_the_one_made_anew(self) -> None:
        anew = Review(ARTICLE, self.baseline, self.session.layer)
        assert list(self.session.review.entities) == list(anew.entities)
        assert list(self.session.review.suggested) == list(anew.suggested)

    @invariant()
    def the_list_counts_as_the_review_does(self) -> None:
        (row,) = self.library.articles(AUTHOR)
        counts = Review(ARTICLE, self.counted, self.session.layer).counts()
        assert {standing: getattr(row, standing.value) for standing in Standing} == counts
        assert row.finished == self.state.finished


TestSession = SessionMachine.TestCase
TestSession.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
