"""How a training goes: all its numbers, and what is said meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "MISC")
"""What the encoder learns to find; the other labels of the default scheme are found by rule."""

TAGS = ("O", *(f"{side}-{label}" for label in LABELS for side in "BI"))

WINDOW = 160
"""Pieces in the longest window that the encoder sees."""


class TrainingStopped(RuntimeError):
    """There are no new weights. The message says why, and what to do; a tagger that was there is as it was, or a better one."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of a training.

    epochs: rounds through all articles, fractions allowed.
    rate: the highest learning rate; None for what fits where it starts (`SCRATCH_RATE`, `TUNE_RATE`).
    layer_decay: the learning rate of a layer, as a share of that of the layer above it.
    average: how much of the running average of the weights a step keeps; 0 for the last weights instead of an average.
    pieces: in a batch, padding counted.
    swaps: share of articles of which each epoch sees a copy with other names; dated: share of those that get a dateline.
    invented: how many invented articles an epoch has, as a share of the others. Neither is without full lists of names.
    capitals, small, headline: share of windows shown all in capitals, all in small letters, with a capital on each word.
    smoothing: of labels. dropout: of the encoder's states.
    taught: how much the probabilities of teachers count beside the true tags, where there are teachers.
    keeps_words: whether the vectors of the word pieces stay as they are: a fifth faster, and rare names stay beside common ones.
    rounds: whether it learns with the weights rounded as they will be shipped.
    half: whether to compute in bfloat16 where the processor does so itself: nearly twice as fast.
    dev_share: of the articles, to measure on, where no files for that are given.
    patience: measurings without a better one after which it ends.
    measures: in an epoch.
    """

    epochs: float = 4.0
    rate: float | None = None
    layer_decay: float = 0.95
    average: float = 0.995
    pieces: int = 2_000
    swaps: float = 0.6
    dated: float = 0.1
    invented: float = 0.06
    capitals: float = 0.03
    small: float = 0.025
    headline: float = 0.03
    smoothing: float = 0.05
    dropout: float = 0.1
    taught: float = 0.5
    keeps_words: bool = True
    rounds: bool = True
    half: bool = True
    warm_up: float = 0.08
    weight_decay: float = 0.01
    windows: tuple[int, ...] = (40, 64, 96, 128, WINDOW)
    dev_share: float = 0.1
    patience: int = 4
    measures: int = 2
    seed: int = 1
    threads: int = 1


SCRATCH_RATE, TUNE_RATE = 1.5e-4, 4e-5
"""Learning rates: from the bare language model, and from weights that are already a tagger's."""

_LEAST, _MOST = 1e-9, 1e9
_FREE = frozenset({"epochs", "rate"})
"""Numbers with a fraction that may be above 1: the others are shares."""


def with_numbers(recipe: Recipe, wanted: Iterable[str]) -> Recipe:
    """Return a recipe with some of its numbers changed, as typed: `rate=1.5e-4`, `keeps_words=off`, `windows=64,96`.

    Raises:
        TrainingStopped: One is not of the recipe, or not what it can be.
    """
    usual = {field.name: getattr(Recipe(rate=SCRATCH_RATE), field.name) for field in fields(Recipe)}
    changed: dict[str, Any] = {}
    for each in wanted:
        name, _, typed = (part.strip() for part in each.partition("="))
        if name not in usual:
            raise TrainingStopped(f"The recipe has no number {name!r}. It has: {', '.join(usual)}.")
        kind, read = _kind(name, usual[name])
        try:
            changed[name] = read(typed)
        except (KeyError, ValueError):
            raise TrainingStopped(f"{name} must be {kind}, not {typed!r}.") from None
    return replace(recipe, **changed)


def _kind(name: str, usual: object) -> tuple[str, Callable[[str], object]]:
    """Return in words what a number of the recipe can be, and what reads it: that raises KeyError or ValueError."""
    if isinstance(usual, bool):
        return "on or off", {"on": True, "off": False}.__getitem__
    if isinstance(usual, tuple):
        return "whole numbers with commas between", lambda typed: tuple(_whole(each, WINDOW) for each in typed.split(","))
    if isinstance(usual, int):
        return "a whole number from 1 on", _whole
    if name in _FREE:
        return "a number above 0", lambda typed: _bounded(float(typed), _LEAST, _MOST)
    return "a number from 0 to 1", lambda typed: _bounded(float(typed), 0, 1)


def _whole(typed: str, most: float = _MOST) -> int:
    return int(_bounded(int(typed), 1, most))


def _bounded(number: float, least: float, most: float) -> float:
    if not least <= number <= most:
        raise ValueError
    return number
