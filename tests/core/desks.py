"""A session on one sentence, with a journal in a list, a clock that ticks, and what its listener was told."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.history import JournalRefused
from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.session import Session
from reader.core.spans import Span
from tests.strategies import FIRST_DAY

if TYPE_CHECKING:
    from reader.core.history import Edit
    from reader.core.review import Standing
    from reader.core.session import Change

TEXT = "\u201cIslamic State\u201d leaders fled Mosul"
ARTICLE = Article(TEXT, (Block(BlockKind.BODY, 0, len(TEXT)),))
IS, MOSUL = Span(1, 14, "ORG"), Span(29, 34, "GPE")
NORP, STATE = Span(1, 14, "NORP"), Span(9, 14, "ORG")


def baseline_of(*found: Span, article: Article = ARTICLE) -> Baseline:
    return Baseline(article.digest, Tagger("fake", "1", "0"), dict.fromkeys(found))


class ListJournal:
    """Keeps every edit in a list. full: it refuses, as a full disk would."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.full = False

    def append(self, edit: Edit) -> None:
        if self.full:
            message = "The disk is full: make room, then try again."
            raise JournalRefused(message)
        self.edits.append(edit)


class Desk:
    """A session with a journal in a list and a clock that ticks once a second, and what its listener was told."""

    def __init__(self, *found: Span, article: Article = ARTICLE) -> None:
        ticks = count()
        self.journal = ListJournal()
        self.session = Session(
            article,
            Layer(article.digest, "ann"),
            self.journal,
            baseline=baseline_of(*found, article=article),
            clock=lambda: FIRST_DAY + timedelta(seconds=next(ticks)),
        )
        self.told: list[Change] = []
        self.unsubscribe = self.session.subscribe(self.told.append)

    def standings(self) -> dict[Span, Standing | None]:
        return {span: self.session.review.standing(span) for span in self.session.review.entities}

    def verdicts(self) -> dict[Span, Verdict]:
        return {span: judgement.verdict for span, judgement in self.session.layer.items()}


def word(span: Span, verdict: Verdict = Verdict.IS, *, how: How = How.KEYED, note: str = "") -> Judgement:
    return Judgement(span, verdict, how, FIRST_DAY, note)
