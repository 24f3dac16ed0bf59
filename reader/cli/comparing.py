"""`reader baseline compare`: two taggers, or an analyst and a tagger, over the articles of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.baseline.identity import identify
from reader.cli.evaluating import Evaluation
from reader.core.baselines import Tagger
from reader.core.compare import compare
from reader.library import default_author

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from reader.core.article import Article
    from reader.core.compare import Comparison
    from reader.core.spans import Span
    from reader.library import Library

LAYER = "layer"
"""Names the analyst in place of a tagger: the judgements on finished articles."""


class Compared(NamedTuple):
    """How one side stands against the other. passed: articles that one of them has nothing of."""

    evaluation: Evaluation
    passed: int


def compared(library: Library, gold: str, found: str, *, labels: Collection[str] | None = None) -> Compared:
    """Compare two sides over every article that both have.

    gold, found: a tagger, or `LAYER`; the first is taken for right.

    Raises TaggerNotFound, TaggerBroken, LibraryError.
    """
    one, other = _side(library, gold), _side(library, found)
    comparisons: list[Comparison] = []
    gold_labels: set[str] = set()
    passed = 0
    for row in library.articles(default_author()):
        article = library.article(row.id)
        left, right = one(article), other(article)
        if left is None or right is None:
            passed += 1
            continue
        left = list(left)
        gold_labels.update(span.label for span in left)
        comparisons.append(compare(left, right, labels=labels))
    tagger = Tagger(LAYER, "", "") if found == LAYER else identify(found)
    only = None if labels is None else frozenset(labels)
    return Compared(Evaluation(tagger, tuple(comparisons), only, frozenset(gold_labels)), passed)


def _side(library: Library, name: str) -> Callable[[Article], Iterable[Span] | None]:
    """Return what gives the spans of an article; it gives None where there are none to be had."""
    if name == LAYER:

        def layer(article: Article) -> Iterable[Span] | None:
            judged = library.layer(article.digest, default_author())
            return judged.positive if judged.finished else None

        return layer
    digest = identify(name).digest

    def baseline(article: Article) -> Iterable[Span] | None:
        kept = library.baseline(article.digest, digest)
        return None if kept is None else kept.scores

    return baseline
