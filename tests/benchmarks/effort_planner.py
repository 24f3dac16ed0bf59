"""What to press next: programs of keys for one difference, tried on a rehearsal and weighed.

Every caret is tried that a few keys lead to: two moves, a run of the same move, or a jump by the hints that would now be shown,
with at most one move after it. From each such caret every recipe of `effort_recipes` that may help is run, alone and with one or
two spreads (*) after it. A program weighs

    keys - WORTH * (corrections it makes at once),

WORTH being about what a correction costs by itself; one that does harm elsewhere pays for it likewise. Of the lightest programs
the one is chosen that is still the lightest together with the best one for the difference that comes next.
"""

from functools import cached_property
from typing import NamedTuple

from reader.core.cursor import Cursor
from reader.core.review import Standing
from tests.benchmarks.effort_errors import Kind, differences
from tests.benchmarks.effort_keys import cost, held
from tests.benchmarks.effort_recipes import JUMPS, Stuck, Trial, recipes_for

WORTH = 3.5
"""Keys that a correction made along with another one saves."""

_SLACK = 1.0
_KEPT = 4
"""So many programs, and this much heavier than the lightest, are thought through to the next difference."""

_SPREADS = 2
_NEAR = 3
"""Tokens beside a difference from which it may be corrected."""


class Plan(NamedTuple):
    """A program of steps (see `effort_recipes`) with what it promises.

    weight: the less the better. keys: K. kinds: of the differences it makes good. way: how many of the steps only move the caret,
    and stands: where they lead. caret: where all of it leaves the caret.
    """

    weight: float
    keys: int
    steps: tuple
    kinds: tuple
    way: int
    stands: Cursor
    caret: Cursor


class Planner:
    """Thinks from one situation on."""

    def __init__(self, rehearsal, sequences, gold, down=frozenset()):
        """Look at a rehearsal.

        Args:
            rehearsal: A copy of the session.
            sequences: The keys of each action.
            gold: The spans wanted.
            down: The modifiers held down.
        """
        self._rehearsal, self._sequences, self._gold, self._down = rehearsal, sequences, frozenset(gold), down
        hints = rehearsal.hints()
        self._targets = {target.word.start: target for target in hints.values()}
        self._letters = {target.word.start: name for name, target in hints.items()}

    @cached_property
    def wrong(self):
        """The differences there are."""
        return differences(self._gold, self._rehearsal.known)

    @cached_property
    def _walks(self):
        return self._rehearsal.walks()

    def best(self, difference, is_ahead=lambda _: False):
        """Return the best plan for a difference; None when no keys help.

        is_ahead: tells of another difference whether it may come next.
        """
        plans = self._lightest(difference)
        if len(plans) == 1:
            return plans[0]
        return min(plans, key=lambda plan: plan.weight + self._weight_after(plan, is_ahead), default=None)

    def _weight_after(self, plan, is_ahead):
        """Return the weight of what is best for the next difference after a plan; 0 when none is left in sight."""
        rehearsal = self._rehearsal
        with rehearsal.trying(None):
            rehearsal.play(plan.steps)
            after = Planner(rehearsal.copy(), self._sequences, self._gold, held(self._names(plan.steps)[-1])[0])
        ahead = next(filter(is_ahead, after.wrong), None)
        plans = after._lightest(ahead) if ahead else []
        return plans[0].weight if plans else 0.0

    def _lightest(self, difference):
        """Return the lightest plans for a difference, lightest first, one for each caret they leave."""
        found = {}
        limit = None
        most = WORTH * (1 + _company(difference, self.wrong))
        for caret, steps in self._reach(difference):
            keys = cost(self._names(steps), self._down)
            if limit is not None and keys + 1 - most > limit:
                break  # whatever is done from here costs a key at least
            for plan in self._plans(difference, caret, steps):
                known = found.get(plan.caret)
                if known is None or (plan.weight, plan.keys) < (known.weight, known.keys):
                    found[plan.caret] = plan
                    limit = plan.weight + _SLACK if limit is None else min(limit, plan.weight + _SLACK)
        light = [plan for plan in found.values() if plan.weight <= limit]
        return sorted(light, key=lambda plan: (plan.weight, plan.keys))[:_KEPT]

    def _reach(self, difference):
        """Return the carets near a difference, the nearest first, each with the steps of the fewest keys that lead there."""
        low, high = _surroundings(self._rehearsal.session.tokens, difference)
        found = {}
        ways = [(caret, [], moves) for caret, moves in self._walks.items()]
        for start, target in self._targets.items():
            if low <= start < high:
                ways += [(caret, [("jump", target)], moves) for caret, moves in self._rehearsal.after_jump(target).items()]
        for caret, jump, moves in ways:
            if low <= caret.start and caret.end <= high:
                steps = [*jump, *(("do", move) for move in moves)]
                keys = cost(self._names(steps), self._down)
                if caret not in found or keys < found[caret][0]:
                    found[caret] = keys, steps
        return [(caret, steps) for caret, (_, steps) in sorted(found.items(), key=lambda each: each[1][0])]

    def _plans(self, difference, caret, steps):
        """Yield what may be done about a difference from a caret."""
        rehearsal = self._rehearsal
        with rehearsal.trying(caret, steps):
            recipes = recipes_for(difference, rehearsal.session)
        for recipe in recipes:
            with rehearsal.trying(caret, steps):
                trial = Trial(rehearsal, difference, self._targets)
                try:
                    for _ in recipe(trial):
                        yield from self._weighed(trial, steps, caret)
                except Stuck:
                    continue
                if _company(difference, self.wrong):
                    for _ in range(_SPREADS):
                        trial.do("entity.spread")
                        yield from self._weighed(trial, steps, caret)

    def _weighed(self, trial, way, stands):
        """Yield the plan that a trial has come to, if it makes anything better."""
        found, known = trial.rehearsal.found(), self._rehearsal.known
        if trial.difference.kind is Kind.NONE:
            kept = trial.session.review.standing(trial.difference.gold) is Standing.KEPT
            better, kinds = float(kept), (Kind.NONE,)
        else:
            left = [(each, each.left(found)) for each in self.wrong]
            better = sum(1 - share for _, share in left)
            better -= len(found - known - self._gold) + len((known & self._gold) - found)
            kinds = tuple(each.kind for each, share in left if not share)
        if better > 0:
            steps = (*way, *trial.steps)
            keys = cost(self._names(steps), self._down)
            yield Plan(keys - WORTH * better, keys, steps, kinds, len(way), stands, trial.session.cursor)

    def _names(self, steps):
        """Return the keys of some steps; a hint that is not shown yet counts as two letters."""
        names = []
        for kind, what in steps:
            if kind == "do":
                names += self._sequences[what]
            else:
                names += [*self._sequences[JUMPS[kind]], *self._letters.get(what.word.start, "fj")]
        return names


def _surroundings(tokens, difference):
    """Return the bounds within which a caret may help with a difference."""
    low, high = difference.start, difference.end
    for _ in range(_NEAR):
        before, after = tokens.preceding(low), tokens.following(high)
        low = before.start if before else low
        high = after.end if after else high
    return low, high


def _company(difference, wrong):
    """Return how many other differences are of the same label, so that spreading may mend them too."""
    label = _labels(difference)
    return sum(bool(label & _labels(other)) for other in wrong if other != difference)


def _labels(difference):
    return {span.label for span in difference if span}
