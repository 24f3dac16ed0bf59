"""The articles to work through: gold from a JSONL file or from our own, and what a tagger finds in them."""

import json
from pathlib import Path
from typing import NamedTuple

from reader.actions.standard import load_keyboard
from reader.core.spans import Span
from reader.sources.source import SourceError
from tests.benchmarks.figures import note
from tests.benchmarks.texts import article_of
from tests.gold import articles


class Case(NamedTuple):
    """One article with its gold spans and its baseline.

    found: the baseline's spans with their scores; None while no tagger was asked. near: its alternatives.
    """

    name: str
    text: str
    gold: frozenset
    found: dict | None = None
    near: dict = {}  # noqa: RUF012 - never changed

    @property
    def words(self):
        """How many words it has."""
        return len(self.text.split())


def our_own(split="dev"):
    """Return the articles of our own gold standard."""
    return [Case(article.name, article.text, frozenset(article.spans)) for article in articles(split)]


def read_gold(path):
    """Return the articles of a JSONL file: `{"text", "spans": [{"start", "end", "label"}]}`.

    "found", of the same form as "spans" and perhaps with a "score" each, is a baseline for which no tagger is asked; "near", of
    the same form, has its alternatives.
    """
    cases = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        name = str(row.get("meta", {}).get("id", number))
        found = None if row.get("found") is None else _scores(row["found"])
        cases.append(Case(name, row["text"], frozenset(_scores(row["spans"])), found, _scores(row.get("near", []))))
    return cases


def _scores(rows):
    return {Span(row["start"], row["end"], row["label"]): row.get("score") for row in rows}


def usable(cases, labels=None):
    """Return the cases as the window would have them, without what nobody can be asked to tag; each loss is noted on stderr.

    That is: an article that reading changes, so that offsets would move; gold of a label that the scheme lacks or that is not
    wanted; gold that leaves its block or lies in a folded one.

    Args:
        cases: With their baselines.
        labels: The labels that count; None for those that occur in the gold at all. Gold and baseline are cut down to them.
    """
    scheme = load_keyboard().scheme
    wanted = frozenset(labels or {span.label for case in cases for span in case.gold})
    wanted = frozenset(label for label in wanted if label in scheme)
    note(f"effort: only these labels count, in gold and baseline: {' '.join(sorted(wanted))}")
    return [made for case in cases if (made := _usable(case, wanted))]


def _usable(case, wanted):
    try:
        article = article_of(case.text.encode())
    except SourceError as refusal:
        note(f"effort: {case.name} left out: {refusal}")
        return None
    if article.text != case.text:
        note(f"effort: {case.name} left out: its text changes when it is read, and the gold's offsets would move")
        return None
    gold = frozenset(span for span in case.gold if span.label in wanted)
    kept = frozenset(span for span in gold if _can_be_set(article, span))
    if kept != gold:
        note(f"effort: {case.name}: {len(gold - kept)} gold spans left out: folded away, across blocks, or with a blank edge")
    found, near = ({span: score for span, score in side.items() if span.label in wanted} for side in (case.found, case.near))
    return case._replace(gold=kept, found=found, near=near)


def _can_be_set(article, span):
    surface, block = article.text[span.start : span.end], article.block_at(span.start)
    return surface == surface.strip() and article.shows(span.start, span.end) and block is not None and span.end <= block.end


def tagged(cases, tagger):
    """Return the cases with what a tagger finds; those that have a baseline already keep it.

    tagger: a name, as `reader.baseline.pipeline.load` takes it.
    """
    if all(case.found is not None for case in cases):
        return cases
    from reader.baseline.pipeline import load  # noqa: PLC0415 - it takes seconds, and is not always needed

    pipeline = load(tagger)
    return [case if case.found is not None else _tagged(case, pipeline) for case in cases]


def _tagged(case, pipeline):
    found = pipeline.read(case.text)
    return case._replace(found=found.scores, near=found.alternatives)
