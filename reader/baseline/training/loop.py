"""The training itself: steps, the running average of the weights, measuring, and the best weights so far."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.baseline.decode import Decoder
from reader.baseline.training import network
from reader.baseline.training.encoding import UNTAGGED, batches, learning_windows
from reader.baseline.training.network import collate, forward, torch
from reader.baseline.training.recipe import TAGS, WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.baseline.decode import Rows
    from reader.baseline.training.encoding import Encoded, Window
    from reader.baseline.training.network import Tensors
    from reader.baseline.training.recipe import Recipe

Judged = tuple["Rows", frozenset[tuple[int, int, str]]]
"""A sentence: log-probabilities, one row a word, and its true entities as first word, end and label."""

_HEAD_START = 5
"""How many times the learning rate of the language model that of its new parts is."""
_LARGEST_STEP = 1.0
_SAID_EVERY = 20.0
"""Seconds between two progress lines."""
_MEASURED_PIECES = 6_000


@dataclass(slots=True)
class Course:
    """How far a training is, and the best weights it has had. score: strict F1, the weights rounded."""

    weights: Tensors
    epoch: float = 0.0
    score: float = -1.0
    best: Tensors = field(default_factory=dict)
    worse: int = 0
    """Measurings since the best one."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a training starts.

    fresh: whether the head is new, and must learn faster than the rest.
    teachers: weights whose probabilities are learnt beside the true tags.
    """

    weights: Tensors
    fresh: bool
    teachers: Sequence[Tensors] = ()


def train(
    beginning: Beginning,
    articles: Callable[[random.Random], Sequence[Encoded]],
    measured: Sequence[Encoded],
    recipe: Recipe,
    *,
    say: Callable[[str], None],
    stopped: Callable[[], bool],
    on_better: Callable[[Tensors], None],
) -> Course:
    """Train until the epochs are over, or no measuring was better for long, or it is told to stop.

    Args:
        beginning: Where it starts.
        articles: Gives the articles of an epoch: some of them with other names each time.
        measured: The articles to measure on.
        recipe: All numbers; the rate must be set.
        say: Is given progress lines.
        stopped: Is asked after every step whether to stop; the best weights until then are kept.
        on_better: Is given weights that are better than all before, those it starts from too if they are a tagger's.
    """
    # Not for cryptography: a seed must give the same training again.
    chance = random.Random(recipe.seed)  # noqa: S311
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    weights = beginning.weights
    course = Course(weights)
    if not beginning.fresh:
        course.score = strict_f1(judged(weights, measured))
        say(f"before: F1 {100 * course.score:.2f}")
    weights[network.WORDS].requires_grad_(not recipe.keeps_words)
    average = {name: tensor.detach().clone() for name, tensor in weights.items()}
    optimiser = _optimiser(weights, recipe, fresh=beginning.fresh)
    steps = _Steps(recipe, say)
    for batch in _all_batches(articles, recipe, chance, steps):
        loss = _step(course.weights, batch, recipe, beginning.teachers)
        _learn(course.weights, loss, optimiser, steps.rate_now())
        _average(average, course.weights, recipe, steps.done)
        steps.advance(float(loss.item()))
        course.epoch = steps.done / steps.in_epoch
        halted = stopped()
        if steps.is_time_to_measure() or halted:
            _measure(course, average, measured, say, on_better)
            if halted or course.worse >= recipe.patience:
                break
    return course


class _Steps:
    """Counts steps, and says how it goes."""

    def __init__(self, recipe: Recipe, say: Callable[[str], None]) -> None:
        self._recipe, self._say = recipe, say
        self.done, self.in_epoch = 0, 1
        self._losses: list[float] = []
        self._began = self._said = time.monotonic()

    @property
    def total(self) -> int:
        return max(1, round(self.in_epoch * self._recipe.epochs))

    def rate_now(self) -> float:
        """Return the learning rate as a share of the highest: up in the warm-up, then straight down to 0."""
        warm = max(1, int(self._recipe.warm_up * self.total))
        return min(1.0, (self.done + 1) / warm) * max(0.0, 1 - self.done / self.total)

    def advance(self, loss: float) -> None:
        self.done += 1
        self._losses = [*self._losses[-49:], loss]
        now = time.monotonic()
        if now - self._said >= _SAID_EVERY:
            self._said = now
            left = (now - self._began) / self.done * max(0, self.total - self.done) / 60
            mean = sum(self._losses) / len(self._losses)
            self._say(f"step {self.done} of {self.total}, loss {mean:.3f}, {left:.0f} min left")

    def is_time_to_measure(self) -> bool:
        every = max(1, self.in_epoch // self._recipe.measures)
        return self.done % every == 0 or self.done == self.total


def _all_batches(
    articles: Callable[[random.Random], Sequence[Encoded]], recipe: Recipe, chance: random.Random, steps: _Steps
) -> Iterator[list[Window]]:
    """Yield the batches of all epochs."""
    while True:
        windows = [window for article in articles(chance) for window in learning_windows(article, recipe, chance)]
        order = batches(windows, recipe.pieces, chance)
        if steps.done == 0:
            steps.in_epoch = max(1, len(order))
        for batch in order:
            if steps.done >= steps.total:
                return
            yield [windows[at] for at in batch]
        if not order:
            return


def _optimiser(weights: Tensors, recipe: Recipe, *, fresh: bool) -> Any:  # noqa: ANN401 - a torch optimiser
    """Return the optimiser: lower layers learn more slowly, and biases and norms do not decay."""
    top = network.layers(weights)
    groups: dict[tuple[float, bool], Any] = {}
    learning = ((name, tensor) for name, tensor in weights.items() if tensor.requires_grad)
    for name, tensor in learning:
        new = name.startswith("head") or "token_type" in name
        depth = 0 if new else top - int(name.split(".")[2]) if name.startswith("encoder.layer.") else top + 1
        rate = (recipe.rate or 0) * (_HEAD_START if fresh and new else recipe.layer_decay ** max(0, depth - 1))
        decays = not (new or name.endswith("bias") or "LayerNorm" in name)
        alike: dict[str, Any] = {"params": [], "lr": rate, "base": rate, "weight_decay": recipe.weight_decay if decays else 0.0}
        groups.setdefault((rate, decays), alike)["params"].append(tensor)
    return torch.optim.AdamW([*groups.values()], fused=True)


def _step(weights: Tensors, batch: Sequence[Window], recipe: Recipe, teachers: Sequence[Tensors]) -> Any:  # noqa: ANN401 - a tensor
    """Return how far off the weights are on a batch: from the true tags, and from what the teachers say on average."""
    functions = torch.nn.functional
    numbers, shapes, mask, tags = collate(batch)
    counted = tags != UNTAGGED
    with _halved(recipe):
        scores = forward(network.rounded(weights) if recipe.rounds else weights, numbers, shapes, mask, dropout=recipe.dropout)[
            counted
        ].float()
    loss = functions.cross_entropy(scores, tags[counted], label_smoothing=recipe.smoothing)
    if not teachers:
        return loss
    with torch.no_grad(), _halved(recipe):
        said = [forward(teacher, numbers, shapes, mask)[counted].float().softmax(-1) for teacher in teachers]
    return (1 - recipe.taught) * loss + recipe.taught * functions.cross_entropy(scores, sum(said) / len(said))


def _halved(recipe: Recipe) -> Any:  # noqa: ANN401 - a context
    """Return a context that computes in bfloat16, if that is wanted and fast here."""
    return torch.autocast(network.device(), dtype=torch.bfloat16, enabled=recipe.half and network.is_quick_at_half())


def _learn(weights: Tensors, loss: Any, optimiser: Any, share: float) -> None:  # noqa: ANN401
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * share
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(list(weights.values()), _LARGEST_STEP)
    optimiser.step()


def _average(average: Tensors, weights: Tensors, recipe: Recipe, done: int) -> None:
    """Move the running average a little; in the first steps faster, so that it forgets where it began."""
    keep = min(recipe.average, (1 + done) / (10 + done)) if recipe.average else 0.0
    with torch.no_grad():
        held = list(average.values())
        torch._foreach_mul_(held, keep)
        torch._foreach_add_(held, [tensor.detach() for tensor in weights.values()], alpha=1 - keep)


def _measure(
    course: Course,
    average: Tensors,
    measured: Sequence[Encoded],
    say: Callable[[str], None],
    on_better: Callable[[Tensors], None],
) -> None:
    score = strict_f1(judged(network.rounded(average), measured))
    better = score > course.score
    say(f"epoch {course.epoch:.2f}: F1 {100 * score:.2f}{' (best so far)' if better else ''}")
    course.worse = 0 if better else course.worse + 1
    if better:
        course.score = score
        course.best = {name: tensor.clone() for name, tensor in average.items()}
        on_better(course.best)


def judged(weights: Tensors, articles: Sequence[Encoded]) -> list[Judged]:
    """Return, window by window, what the network says of all words, and what is true."""
    places = [(article, begin, end) for article in articles for begin, end in article.bounds(WINDOW)]
    windows = [article.window(begin, end, WINDOW) for article, begin, end in places]
    found: list[Judged] = []
    with torch.no_grad():
        for batch in batches(windows, _MEASURED_PIECES):
            numbers, shapes, mask, _ = collate([windows[at] for at in batch])
            rows = torch.log_softmax(forward(weights, numbers, shapes, mask), dim=-1).cpu().numpy()
            found += [_judged(rows[row, 1:], *places[at]) for row, at in enumerate(batch)]
    return found


def _judged(rows: Rows, article: Encoded, begin: int, end: int) -> Judged:
    left, right = article.before[begin], article.before[end]
    words = [word for word in range(begin, end) if left <= article.first[word] < min(right, left + WINDOW)]
    place = {word: number for number, word in enumerate(words)}
    gold = {
        (place[first], place[last - 1] + 1, label) for first, last, label in article.gold if first in place and last - 1 in place
    }
    return rows[[article.first[word] - left for word in words]], frozenset(gold)


def strict_f1(sentences: Sequence[Judged]) -> float:
    """Return how well the entities found agree with the true ones, to the letter; 0 if there are none of either."""
    decoder = Decoder(TAGS)
    right = said = true = 0
    for rows, gold in sentences:
        found = {(run.first, run.end, run.label) for run in decoder.runs(rows)}
        right, said, true = right + len(found & gold), said + len(found), true + len(gold)
    return 2 * right / (said + true) if said + true else 0.0
