"""The door to training: from files of tagged articles to a tagger that Reader can use."""

from __future__ import annotations

import shutil
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from reader.baseline.build import build
from reader.baseline.identity import TaggerBroken, TaggerNotFound, tagger_folder
from reader.baseline.training import calibration, corpus, inventing, naming, start, swapping
from reader.baseline.training.encoding import encode
from reader.baseline.training.recipe import SCRATCH_RATE, TUNE_RATE, Recipe, TrainingStopped
from reader.baseline.wordpiece import WordPiece, vocabulary

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from reader.baseline.training.corpus import Example
    from reader.baseline.training.encoding import Encoded

_NEEDED = {"torch": "torch", "onnx": "onnx"}
_MARK = "meta.json"
_ROOM = 400 * 1024 * 1024
"""Bytes that a training may need on the disk: weights of full size twice, and the int8 ones."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is trained on.

    files: see `corpus.read`. examples: tagged articles from elsewhere, a library say. measured: files to measure on; none
    for a share of the rest. names: a folder with lists of names to swap in (`swapping.read_names`); None for those that the
    articles themselves have.
    """

    files: Sequence[Path] = ()
    examples: Sequence[Example] = ()
    measured: Sequence[Path] = ()
    names: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished training. score: strict F1 in [0, 1] on the articles to measure on, of the weights as written."""

    out: Path
    score: float
    epochs: float
    temperature: float
    learnt: int
    measured: int


def train(
    sources: Sources,
    out: Path,
    *,
    recipe: Recipe | None = None,
    base: str | None = "reader",
    teachers: Sequence[str] = (),
    say: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Train a tagger and write it into a folder, which then is a tagger's name for Reader and loads by `spacy.load`.

    The tagger is written whenever it has become better, so whatever ends the training, the best one so far is there. Ctrl+C
    measures once more, then ends; a second one ends at once.

    Args:
        sources: What to train on.
        out: The folder: new, empty, or of a tagger, which is replaced once a better one is whole.
        recipe: All numbers; None for the usual ones.
        base: The tagger made by Reader that is trained further; None to begin with the bare language model.
        teachers: Taggers made by Reader whose probabilities are learnt too.
        say: Is given progress lines.

    Raises:
        TrainingStopped: There is no new tagger. The message says why.
    """
    chosen = recipe or Recipe()
    _check(out)
    loop: Any = _needed()
    try:
        with _workplace(out) as place, _interruption() as interruption:
            return _train(_Order(sources, out, chosen, base, tuple(teachers), say), loop, place, interruption)
    except (corpus.CorpusBroken, TaggerNotFound, TaggerBroken) as error:
        raise TrainingStopped(str(error)) from error
    except OSError as error:
        raise TrainingStopped(f"The training cannot go on: {error}. What is in {out} is whole, if anything is.") from error


@dataclass(frozen=True, slots=True)
class _Order:
    sources: Sources
    out: Path
    recipe: Recipe
    base: str | None
    teachers: Sequence[str]
    say: Callable[[str], None]


@dataclass(slots=True)
class Interruption:
    """Whether Ctrl+C was pressed."""

    happened: threading.Event = field(default_factory=threading.Event)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take the signal; the second one breaks off."""
        del number, frame
        if self.happened.is_set():
            raise KeyboardInterrupt
        self.happened.set()


def _train(order: _Order, loop: Any, place: Path, interruption: Interruption) -> Outcome:  # noqa: ANN401 - a module with torch
    learn, measure = _articles(order)
    weights, words = _start(order)
    rate = order.recipe.rate or (SCRATCH_RATE if order.base is None else TUNE_RATE)
    recipe = replace(order.recipe, rate=rate)
    cut = WordPiece(vocabulary(words))
    measured = [encode(example, cut) for example in measure]
    order.say(f"{len(learn)} articles to learn from, {len(measure)} to measure on")
    temperatures: list[float] = []

    def write(best: Any) -> None:  # noqa: ANN401 - tensors
        temperatures.append(calibration.temperature(loop.judged(loop.network.rounded(best), measured)))
        _write(loop.network.to_arrays(best), words, temperatures[-1], place, order.out)

    teachers = [loop.network.to_tensors(start.tagger(_weights_of(name))[0], learning=False) for name in order.teachers]
    course = loop.train(
        loop.Beginning(loop.network.to_tensors(weights), order.base is None, teachers),
        _epoch(learn, _names(order, learn), recipe, cut),
        measured,
        recipe,
        say=order.say,
        stopped=interruption.happened.is_set,
        on_better=write,
    )
    if not course.best:
        raise TrainingStopped(f"Training made it no better (F1 {100 * max(0, course.score):.2f}): nothing was written.")
    return Outcome(order.out, course.score, course.epoch, temperatures[-1], len(learn), len(measure))


def _write(arrays: start.Arrays, words: bytes, temperature: float, place: Path, out: Path) -> None:
    """Write a whole tagger beside `out`, then put it there: whatever fails before, what was there stays."""
    weights, new, old = (Path(mkdtemp(prefix=prefix, dir=place)) for prefix in ("weights-", "new-", "old-"))
    import_module("reader.baseline.training.export").export(arrays, words, weights, temperature=temperature)
    build(weights, new)
    shutil.rmtree(weights)
    if out.exists():
        out.rename(old / out.name)
    new.rename(out)
    shutil.rmtree(old)


def _articles(order: _Order) -> tuple[list[Example], list[Example]]:
    """Return what to learn from and what to measure on.

    Raises:
        TrainingStopped: There is too little of one.
    """
    sources = order.sources
    given = [*(example for file in sources.files for example in corpus.read(file)), *sources.examples]
    if sources.measured:
        learn, measure = given, [example for file in sources.measured for example in corpus.read(file)]
    else:
        learn, measure = corpus.split(given, order.recipe.dev_share)
        # A handful of articles may all have fallen on one side.
        if not measure:
            learn, measure = learn[:-1], learn[-1:]
        elif not learn:
            learn, measure = measure[:-1], measure[-1:]
    if not any(example.spans for example in learn) or not any(example.spans for example in measure):
        raise TrainingStopped("There is too little to train on: give at least two articles with entities, better hundreds.")
    return learn, measure


def _names(order: _Order, learn: Sequence[Example]) -> swapping.Names:
    own = swapping.names_in(learn)
    if order.sources.names is None:
        return own
    try:
        return replace(swapping.read_names(order.sources.names), organisations=own.organisations)
    except KeyError as error:
        raise TrainingStopped(f"A list in {order.sources.names} lacks the column {error}.") from error


def _start(order: _Order) -> tuple[start.Arrays, bytes]:
    if order.base is None:
        return start.scratch(order.recipe.seed)
    return start.tagger(_weights_of(order.base))


def _weights_of(tagger: str) -> Path:
    return tagger_folder(tagger) / "reader_ner"


def _epoch(
    learn: Sequence[Example], names: swapping.Names, recipe: Recipe, cut: WordPiece
) -> Callable[[random.Random], Sequence[Encoded]]:
    """Return what gives the articles of an epoch, some with other names."""
    plain = [encode(example, cut) for example in learn]

    def articles(chance: random.Random) -> list[Encoded]:
        namer = naming.Namer(names, chance) if names.are_full else None
        found = list(plain)
        for at, example in enumerate(learn):
            if chance.random() < recipe.swaps:
                other = swapping.swapped(example, names, chance, namer)
                if namer and chance.random() < recipe.dated:
                    other = inventing.dated(other, namer, chance)
                found[at] = encode(other, cut)
        if namer:
            found += [encode(inventing.invented(namer, chance), cut) for _ in range(round(recipe.invented * len(learn)))]
        return found

    return articles


def _needed() -> Any:  # noqa: ANN401 - a module with torch
    missing = [package for module, package in _NEEDED.items() if find_spec(module) is None]
    if missing:
        raise TrainingStopped(f"Training needs {' and '.join(missing)}: pip install 'reader[train]'.")
    return import_module("reader.baseline.training.loop")


def _check(out: Path) -> None:
    """Refuse a folder that holds something else, and a disk without room, before hours are spent."""
    if out.exists() and not (out / _MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise TrainingStopped(f"{out} holds something else than a tagger. Choose another folder.")
    there = next(folder for folder in (out, *out.absolute().parents) if folder.is_dir())
    if shutil.disk_usage(there).free < _ROOM:
        raise TrainingStopped(f"There is too little room for a training in {there}: {_ROOM // 1024**2} MB are needed.")


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """Make a folder beside `out`, on the same disk; it goes away at the end, whatever happens."""
    out.parent.mkdir(parents=True, exist_ok=True)
    place = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _interruption() -> Iterator[Interruption]:
    """Take Ctrl+C as the word to stop, as long as the `with` lasts; not on another thread than the main one."""
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return
    before = signal.signal(signal.SIGINT, interruption)
    try:
        yield interruption
    finally:
        signal.signal(signal.SIGINT, before)
