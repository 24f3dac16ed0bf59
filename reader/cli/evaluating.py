"""`reader baseline evaluate`: what a tagger finds, measured against a gold standard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.table import Table

from reader.cli.json_lines import json_lines
from reader.cli.output import add_plain_row
from reader.core.compare import Side, Tally, Way, compare, confusion, tally, total
from reader.core.intervals import bootstrap
from reader.core.spans import Span
from reader.core.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from reader.baseline.pipeline import Pipeline
    from reader.core.baselines import Tagger
    from reader.core.compare import Comparison
    from reader.core.intervals import Interval, Intervals

_NONE = "–"
"""In the table: there is no such score."""


class GoldText(NamedTuple):
    """One text of a gold standard, and the spans that are right in it."""

    text: str
    spans: tuple[Span, ...]


class BadLine(ValueError):
    """A line of a gold standard cannot be used; the message says what it lacks."""


@dataclass(frozen=True)
class Evaluation:
    """How a tagger did on a gold standard.

    comparisons: one for each text.
    labels: the labels it was restricted to; None for all.
    gold_labels: every label the gold has, before any restriction.
    """

    tagger: Tagger
    comparisons: tuple[Comparison, ...]
    labels: frozenset[str] | None
    gold_labels: frozenset[str]

    @cached_property
    def scores(self) -> dict[Way, dict[str, Tally]]:
        """The counts in each way, by label."""
        return {way: tally(self.comparisons, way) for way in Way}

    @cached_property
    def intervals(self) -> dict[Way, Intervals]:
        """The confidence intervals of the totals."""
        return {way: bootstrap([total(tally([each], way).values()) for each in self.comparisons]) for way in Way}

    @property
    def absent(self) -> list[str]:
        """Labels that are measured though the gold has no span of them: all that was found of them counts as wrong."""
        return sorted(set(self.scores[Way.STRICT]) - self.gold_labels)


def gold_lines(path: Path) -> Iterator[GoldText | str]:
    """Yield each text of a gold standard in JSON lines, or a sentence for each line that cannot be used."""
    for line in json_lines(path):
        if line.row is None:
            yield f"{line.place} {line.trouble}"
            continue
        try:
            yield _gold_text(line.row)
        except BadLine as error:
            yield f"{line.place} {error}: it is left out."


def _gold_text(row: dict[str, Any]) -> GoldText:
    if not isinstance(row.get("spans"), list):
        raise BadLine("has no “spans”: it needs a list, which may be empty")
    return GoldText(row["text"], tuple(_span(each, len(row["text"])) for each in row["spans"]))


def _span(row: object, length: int) -> Span:
    if not isinstance(row, dict):
        raise BadLine(f"has a span that is not an object: {row!r}")
    start, end, label = row.get("start"), row.get("end"), row.get("label")
    # True and False are integers to Python.
    if type(start) is not int or type(end) is not int or not isinstance(label, str) or not label:
        raise BadLine(f"has a span without whole numbers as “start” and “end” and a name as “label”: {row!r}")
    if not 0 <= start < end <= length:
        raise BadLine(f"has a span that is empty or leaves the text, which is {counted(length, 'character')} long: {row!r}")
    return Span(start, end, label)


def evaluate(gold: Iterable[GoldText], tagger: str, *, labels: Collection[str] | None = None) -> Evaluation:
    """Tag each text in this process, and compare.

    Args:
        gold: The texts and what is right in them.
        tagger: As `pipeline.load` takes it.
        labels: Measure only these; None for all.

    Raises TaggerNotFound, TaggerBroken.
    """
    from reader.baseline.pipeline import load  # noqa: PLC0415 - spaCy takes a second to load

    return evaluate_with(load(tagger), gold, labels=labels)


def evaluate_with(pipeline: Pipeline, gold: Iterable[GoldText], *, labels: Collection[str] | None = None) -> Evaluation:
    """Tag each text with a loaded tagger, and compare."""
    comparisons: list[Comparison] = []
    gold_labels: set[str] = set()
    for text, spans in gold:
        gold_labels.update(span.label for span in spans)
        comparisons.append(compare(spans, pipeline.tag(text), labels=labels))
    only = None if labels is None else frozenset(labels)
    return Evaluation(pipeline.tagger, tuple(comparisons), only, frozenset(gold_labels))


def parse_labels(given: str | None) -> frozenset[str] | None:
    """Return the labels of an option like "PERSON,ORG"; None when it names none."""
    labels = frozenset(name.strip().upper() for name in (given or "").split(",") if name.strip())
    return labels or None


def notes(evaluation: Evaluation) -> list[str]:
    """Return what a reader of the scores must know beside them, in sentences."""
    told = [] if evaluation.comparisons else ["The gold has no text that could be used."]
    if evaluation.absent:
        told.append(
            f"The gold has no {', '.join(evaluation.absent)}: all that was found of them counts as wrong."
            f" To leave them out: --labels {','.join(sorted(evaluation.gold_labels))}"
        )
    unknown = sorted((evaluation.labels or frozenset()) - evaluation.gold_labels)
    if unknown:
        told.append(f"The gold has no {', '.join(unknown)}, which --labels asks for.")
    return told


def as_table(evaluation: Evaluation) -> Table:
    """Return the scores for a terminal, in per cent: a row for each label, and the total with its 95 % intervals."""
    table = Table("label", box=None)
    for heading in ("gold", "found", "strict P", "R", "F1", "exact F1", "partial F1", "type F1"):
        table.add_column(heading, justify="right")
    scores = evaluation.scores
    for label in scores[Way.STRICT]:
        add_plain_row(table, label, *_cells({way: scores[way][label] for way in Way}))
    table.add_section()
    add_plain_row(table, "total", *_cells({way: total(scores[way].values()) for way in Way}))
    strict = evaluation.intervals[Way.STRICT]
    f1s = (evaluation.intervals[way].f1 for way in Way)
    add_plain_row(table, "95 %", "", "", _range(strict.precision), _range(strict.recall), *map(_range, f1s))
    return table


def _cells(tallies: dict[Way, Tally]) -> list[str]:
    strict = tallies[Way.STRICT]
    counts = [str(strict.gold.size), str(strict.found.size)]
    return counts + [_per_cent(score) for score in (strict.precision, strict.recall, *(tallies[way].f1 for way in Way))]


def _per_cent(score: float | None) -> str:
    return _NONE if score is None else f"{100 * score:.1f}"


def _range(interval: Interval | None) -> str:
    return _NONE if interval is None else f"{100 * interval.low:.0f}–{100 * interval.high:.0f}"


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return the scores as `reader baseline evaluate --json` prints them."""
    tagger, strict = evaluation.tagger, evaluation.scores[Way.STRICT]
    return {
        "tagger": {"name": tagger.name, "version": tagger.version, "digest": tagger.digest},
        "texts": len(evaluation.comparisons),
        "labels": None if evaluation.labels is None else sorted(evaluation.labels),
        "absent": evaluation.absent,
        "total": {way: _scores(total(evaluation.scores[way].values())) | _bounds(evaluation.intervals[way]) for way in Way},
        "by_label": {label: {way: _scores(evaluation.scores[way][label]) for way in Way} for label in strict},
        "confusion": [
            {"gold": gold, "found": found, "times": times} for (gold, found), times in confusion(evaluation.comparisons).items()
        ],
    }


def _scores(counts: Tally) -> dict[str, Any]:
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "gold": _side(counts.gold),
        "found": _side(counts.found),
    }


def _side(side: Side) -> dict[str, int]:
    counts = {"correct": side.correct, "partial": side.partial, "incorrect": side.incorrect, "alone": side.alone}
    return {"size": side.size} | counts


def _bounds(intervals: Intervals) -> dict[str, Sequence[float] | None]:
    named = intervals._asdict().items()
    return {f"{score}_95": None if interval is None else list(interval) for score, interval in named}
