"""The simulated analyst: knows the gold, sees the baseline, and presses keys until both agree.

Greedy, from the top of the text down: the first difference in sight is corrected in the way that `effort_planner` finds cheapest,
then the next. When none is left in sight, the nearest one is walked to if a few moves lead there, else the page is turned. Hints
are read off the window while it shows them. Should moves not lead where the plan said, the rest of it is dropped, the keys count,
and the analyst looks again. Suggestions that are right need no key: finishing keeps them.
"""

from collections import Counter, defaultdict
from copy import copy

from reader.core.spans import reading_order
from tests.benchmarks.effort_errors import Difference, differences
from tests.benchmarks.effort_keys import cost
from tests.benchmarks.effort_planner import WORTH, Planner
from tests.benchmarks.effort_recipes import JUMPS
from tests.benchmarks.effort_rehearsal import Rehearsal, Sight, standing_spans

HALF = "half a correction"
"""What a plan's cost stands under when it only makes a difference smaller: the next plan does the rest."""

MISLED = "misled"
"""What the moves stand under that led elsewhere than the plan said. Moves by line do, when they keep to an earlier column."""

_MOST_ROUNDS = 400


class Analyst:
    """Works through the articles of one window."""

    def __init__(self, stage, keyboard, fingers, *, verdict_on_all=False):
        """Sit down before a stage.

        verdict_on_all: walk over every suggestion, and keep each right one by key, instead of leaving them to the finish.
        """
        self._stage, self._registry, self._fingers = stage, keyboard.registry, fingers
        self._verdict_on_all = verdict_on_all
        self._sequences = {action: _cheapest(keyboard.keymap.keys(action)) for action in keyboard.registry}
        self._last, self._misled = None, False
        self._shown = {}
        self._watch_hints(stage.window.hints)
        self.costs = defaultdict(Counter)
        self.faults = []

    def _watch_hints(self, overlay):
        """Read the hints from the window whenever it shows some."""
        show = overlay.show_hints

        def read(hints, typed):
            self._shown = {word.start: name for name, word in hints.items()}
            show(hints, typed)

        overlay.show_hints = read

    @property
    def _session(self):
        return self._stage.session

    def work(self, gold):
        """Correct the open article until it has exactly the spans of the gold, and finish it."""
        self._gold, self._given_up = frozenset(gold), set()
        for _ in range(_MOST_ROUNDS):
            if not self._work_on():
                break
        self._press("article.finish", about="finish")

    def _work_on(self):
        """Make one correction or one move; tell whether there was anything to do."""
        wrong = [each for each in differences(self._gold, standing_spans(self._session)) if each not in self._given_up]
        if self._verdict_on_all:
            right = [Difference(span, span) for span in self._session.review.suggested if span in self._gold]
            wrong = sorted([*wrong, *right], key=lambda each: reading_order(each.gold or each.found))[:1]
        if not wrong:
            return False
        sight = self._stage.window.page.visible()
        near = [each for each in wrong if _is_in(sight, each)]
        first = (near or wrong)[0]
        plan = self._plan(first, sight)
        if plan and (near or plan.keys <= WORTH + 1):
            self._carry_out(plan)
        elif near or not self._turn_page(first, sight):
            self.faults.append(f"no keys lead from here to {first}")
            self._given_up.add(first)
        return True

    def _plan(self, difference, sight):
        """Return what to press for a difference; None when nothing helps."""
        window = self._stage.window
        real = window._context  # noqa: SLF001 - the window tells nobody else
        context = copy(real)
        context.page, context.last = Sight(window.page), self._last
        rehearsal = Rehearsal(self._session, context, self._registry, by_lines=not self._misled)

        def is_ahead(other):
            return not self._verdict_on_all and other not in self._given_up and _is_in(sight, other)

        planner = Planner(rehearsal, self._sequences, self._gold, self._fingers.held)
        return planner.best(difference, is_ahead)

    def _turn_page(self, difference, sight):
        """Go a screen towards a difference; tell whether that moved anything."""
        before = self._stage.window.page.visible(), self._session.cursor
        self._press("page.down" if difference.start >= sight.start else "page.up", about="page")
        return before != (self._stage.window.page.visible(), self._session.cursor)

    # Pressing

    def _carry_out(self, plan):
        began = self._fingers.keys
        pattern = []
        for kind, what in plan.steps[: plan.way]:
            pattern.append(self._take(kind, what))
        self._misled = self._session.cursor != plan.stands
        if self._misled:
            self._note_cost(MISLED, " ".join(pattern), self._fingers.keys - began, 0)
            return
        for kind, what in plan.steps[plan.way :]:
            pattern.append(self._take(kind, what))
        kinds = Counter(plan.kinds)
        about = " + ".join(f"{kind}×{times}" if times > 1 else kind for kind, times in sorted(kinds.items())) or HALF
        self._note_cost(about, " ".join(pattern), self._fingers.keys - began, len(plan.kinds))

    def _take(self, kind, what):
        """Take one step of a plan; return how the tables of costs call it."""
        if kind == "do":
            self._press(what)
            return self._name_of(what)
        letters = self._jump(what, kind)
        return f"{' '.join(self._sequences[JUMPS[kind]])}{'·' * len(letters)}"

    def _name_of(self, action_id):
        """Return how the tables of costs call an action: a label as L, edges as arrows."""
        return "L" if action_id.startswith("label.") else " ".join(self._sequences[action_id])

    def _jump(self, target, kind):
        """Press a jump key and the letters shown on a word; return them, "" when it shows none."""
        self._shown = {}
        self._press(JUMPS[kind])
        letters = self._shown.get(target.word.start, "")
        if not letters:
            self.faults.append(f"no hint on the word at {target.word.start}")
            self._fingers.press("esc")
            return ""
        for letter in letters:
            self._fingers.press(letter)
        return letters

    def _press(self, action_id, *, about=""):
        began = self._fingers.keys
        for key in self._sequences[action_id]:
            self._fingers.press(key)
        if self._registry[action_id].repeats:
            self._last = self._registry[action_id]
        if about:
            self._note_cost(about, self._name_of(action_id), self._fingers.keys - began, 0)

    def _note_cost(self, about, pattern, keys, times):
        self.costs[about, pattern]["keys"] += keys
        self.costs[about, pattern]["n"] += 1
        self.costs[about, pattern]["corrections"] += times


def _cheapest(sequences):
    return min(sequences, key=cost, default=())


def _is_in(sight, difference):
    return sight.start <= difference.start and difference.end <= sight.end
