"""The names that the analyst's own judgements teach the tagger: surfaces, each with its label.

Only what had to be corrected by hand is taught: what the tagger finds anyway it need not be told, and would only repeat.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reader.baseline.blanks import plain
from reader.baseline.gazetteer import Gazetteer
from reader.core.spans import SpanIndex
from reader.library.judged import judged_texts

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from reader.library.judged import JudgedText

MOST_ARTICLES = 2_000
"""How many articles are learnt from, those last begun: it takes some tenths of a second, in the background."""
_SHORTEST = 2
_LEAST_SHARE = 0.8
"""How much of all its labels, and of all the places where it stands in finished articles, a name's label must have."""


def learn(path: Path, author: str, values: Container[str]) -> dict[str, str]:
    """Return what an author's judgements in a library teach; see `names`. May be called on any thread.

    Raises LibraryError.
    """
    return names(list(judged_texts(path, author, most=MOST_ARTICLES)), values)


def names(judged: Iterable[JudgedText], values: Container[str]) -> dict[str, str]:
    """Return the label of each surface that articles teach.

    Such a surface was added or relabelled by hand at least once, has a capital, and is nearly always an entity of that label.

    values: labels of dates and numbers, which no name has.
    """
    texts = list(judged)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    corrected: set[tuple[str, str]] = set()
    for each in texts:
        said = {(plain(each.text[span.start : span.end]), span.label) for span in each.positive}
        for surface, label in said:
            labels[surface][label] += 1
        corrected |= {(plain(each.text[span.start : span.end]), span.label) for span in each.positive - each.suggested}
    known = {}
    for surface, counts in labels.items():
        label, times = counts.most_common(1)[0]
        if (surface, label) in corrected and label not in values and times >= _LEAST_SHARE * counts.total() and _is_name(surface):
            known[surface] = label
    return _borne_out(texts, known)


def _is_name(surface: str) -> bool:
    return len(surface) >= _SHORTEST and surface != surface.lower() and "\n" not in surface


def _borne_out(texts: Iterable[JudgedText], known: dict[str, str]) -> dict[str, str]:
    """Return the names that are entities of their label at nearly all places where they stand by themselves."""
    gazetteer = Gazetteer(known)
    right, wrong = Counter[str](), Counter[str]()
    for each in texts:
        positive = SpanIndex(each.positive)
        text = plain(each.text)
        for place in gazetteer.places(text):
            surface = text[place.start : place.end]
            if place in each.positive:
                right[surface] += 1
            elif place in each.negative or (each.finished and not _within_another(positive, place.start, place.end)):
                wrong[surface] += 1
    return {
        surface: label for surface, label in known.items() if right[surface] >= _LEAST_SHARE * (right[surface] + wrong[surface])
    }


def _within_another(positive: SpanIndex, start: int, end: int) -> bool:
    """Tell whether an entity reaches further than a place."""
    return any(
        span.start <= start and span.end >= end and span.end - span.start > end - start
        for span in positive.overlapping(start, end)
    )
