"""Turns tagged articles into what the encoder learns from: pieces, shapes, tags, and windows of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import spacy

from reader.baseline.blanks import legible
from reader.baseline.training.corpus import flat
from reader.baseline.training.recipe import LABELS, TAGS
from reader.baseline.windows import LOWER, TITLE, UPPER, align, pack, sentences, shape

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from reader.baseline.training.corpus import Example
    from reader.baseline.training.recipe import Recipe
    from reader.baseline.windows import Bounds
    from reader.baseline.wordpiece import WordPiece

UNTAGGED = -100
"""The tag of a piece that counts for nothing: it does not begin a word, or a span ends inside its word."""

_LETTERED = frozenset({1, 2, 3, 4})
"""Shapes with capitals: TITLE, UPPER, INITIAL, MIXED."""


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder sees at once. numbers, shapes, tags: one for each piece."""

    numbers: Sequence[int]
    shapes: Sequence[int]
    tags: Sequence[int]


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article, cut up. `whole` holds all its pieces.

    sentences: bounds of words that no entity crosses; before: pieces before each word; first: each word's first piece or -1.
    gold: the entities, as first word, end and label.
    """

    whole: Window
    sentences: Sequence[Bounds]
    before: Sequence[int]
    first: Sequence[int]
    gold: frozenset[tuple[int, int, str]]

    def bounds(self, limit: int) -> list[Bounds]:
        """Return windows of at most so many pieces, as bounds of words."""
        return [(begin, end) for begin, end in pack(self.sentences, self.before, limit) if self.before[end] > self.before[begin]]

    def window(self, begin: int, end: int, limit: int) -> Window:
        """Return the pieces of a window; of a single word that has more pieces than the limit, the first ones."""
        left = self.before[begin]
        at = slice(left, min(self.before[end], left + limit))
        return Window(self.whole.numbers[at], self.whole.shapes[at], self.whole.tags[at])


@cache
def _tokeniser() -> Language:
    return spacy.blank("en")


def encode(example: Example, cut: WordPiece) -> Encoded:
    """Cut an article up as the tagger does when it reads one."""
    doc = _tokeniser().make_doc(legible(example.text))
    words = [token.text for token in doc]
    pieces = cut(doc.text)
    alignment = align(pieces, [(token.idx, token.idx + len(token)) for token in doc])
    tags, gold = _tagged(doc, example)
    of_pieces = [UNTAGGED] * len(pieces)
    for word, piece in enumerate(alignment.first):
        if piece >= 0 and alignment.owner[piece] == word:
            of_pieces[piece] = tags[word]
    shapes = [shape(word) for word in words]
    whole = Window([piece.number for piece in pieces], [shapes[word] for word in alignment.owner], of_pieces)
    return Encoded(whole, _uncrossed(sentences(words), tags), alignment.before, alignment.first, gold)


def _tagged(doc: Doc, example: Example) -> tuple[list[int], frozenset[tuple[int, int, str]]]:
    """Return the tag of every word, and the entities that have the bounds of words."""
    tags = [0] * len(doc)
    gold = set()
    for span in flat(example.spans, LABELS):
        exact = doc.char_span(span.start, span.end)
        wide = exact or doc.char_span(span.start, span.end, alignment_mode="expand")
        if wide is None:
            continue
        first, end = wide.start, wide.end
        if exact is None:
            tags[first:end] = [UNTAGGED] * (end - first)
        elif not any(tags[first:end]):
            tags[first:end] = [TAGS.index(f"{'B' if at == 0 else 'I'}-{span.label}") for at in range(end - first)]
            gold.add((first, end, span.label))
    return tags, frozenset(gold)


def _uncrossed(bounds: Sequence[Bounds], tags: Sequence[int]) -> list[Bounds]:
    """Join sentences that an entity crosses."""
    found: list[Bounds] = []
    for begin, end in bounds:
        crossed = tags[begin] > 0 and TAGS[tags[begin]].startswith("I-")
        if found and crossed:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def learning_windows(article: Encoded, recipe: Recipe, chance: random.Random) -> Iterator[Window]:
    """Yield an article's windows, of a length drawn once for it, some of them in capitals, small letters or as a headline."""
    limit = chance.choice(recipe.windows)
    for begin, end in article.bounds(limit):
        window = article.window(begin, end, limit)
        drawn = chance.random()
        if drawn < recipe.capitals:
            window = _reshaped(window, {1: UPPER, 4: UPPER, 3: UPPER, LOWER: UPPER})
        elif drawn < recipe.capitals + recipe.small:
            window = _reshaped(window, dict.fromkeys(_LETTERED, LOWER))
        elif drawn < recipe.capitals + recipe.small + recipe.headline:
            window = _reshaped(window, {LOWER: TITLE})
        yield window


def _reshaped(window: Window, shapes: dict[int, int]) -> Window:
    return Window(window.numbers, [shapes.get(each, each) for each in window.shapes], window.tags)


def batches(windows: Sequence[Window], pieces: int, chance: random.Random | None = None) -> list[list[int]]:
    """Put windows of like length together, so that a batch has at most so many pieces; returns their numbers.

    chance: shuffles windows of about equal length, and then the batches; None keeps the order by length.
    """
    jitter = [chance.random() * 12 if chance else 0.0 for _ in windows]
    order = sorted(range(len(windows)), key=lambda at: len(windows[at].numbers) + jitter[at])
    cuts, longest = [0], 0
    for place, at in enumerate(order):
        longest = max(longest, len(windows[at].numbers) + 2)
        if longest * (place + 1 - cuts[-1]) > pieces and place > cuts[-1]:
            cuts.append(place)
            longest = len(windows[at].numbers) + 2
    found = [order[begin:end] for begin, end in pairwise([*cuts, len(order)]) if end > begin]
    if chance:
        chance.shuffle(found)
    return found
