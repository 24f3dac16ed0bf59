import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.spans import Span
from tests.benchmarks.effort_errors import Kind, differences, mouse_seconds
from tests.benchmarks.effort_gold import our_own
from tests.benchmarks.effort_keys import cost
from tests.benchmarks.effort_planting import ENTITIES, WORDS, planted

ROOT = Path(__file__).resolve().parents[2]
FIELDS = {
    "articles",
    "words",
    "entities",
    "corrections",
    "keys",
    "keys_per_correction",
    "keys_verdict_on_all",
    "klm_s",
    "klm_mouse_s",
    "exact",
}


def line(text, gold, found):
    """Return a line of gold with a baseline: both as {surface: label}, of the first place a surface stands at."""
    spans, found = ([_row(text, *each) for each in side.items()] for side in (gold, found))
    return json.dumps({"text": text, "spans": spans, "found": found})


def _row(text, surface, label):
    return {"start": text.index(surface), "end": text.index(surface) + len(surface), "label": label}


def rows(*words):
    """Run the group in a process of its own; return its rows by task."""
    command = [sys.executable, "-m", "tests.benchmarks", "effort", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {}
    for row in map(json.loads, done.stdout.splitlines()):
        made.setdefault(row.get("task"), []).append(row)
    return made


@pytest.mark.e2e
def test_the_analyst_makes_two_articles_exactly_the_gold_by_keys_alone(tmp_path):
    gold = tmp_path / "gold.jsonl"
    first = line(
        "Clashes near Basra\n\nGen. Khalid al-Obeidi said the Badr Organisation had left. Anna Kowalska flew to Warsaw on May 3.",
        {"Basra": "GPE", "Khalid al-Obeidi": "PERSON", "Badr Organisation": "ORG", "Anna Kowalska": "PERSON", "Warsaw": "GPE"},
        {"Basra": "LOC", "Gen. Khalid": "PERSON", "Badr Organisation": "ORG", "Clashes": "ORG", "May 3": "DATE"},
    )
    second = line(
        "A Nordic-Baltic pact\n\nPoland and Oslo signed.", {"Baltic": "NORP", "Poland": "GPE", "Oslo": "GPE"}, {"Oslo": "GPE"}
    )
    gold.write_text(f"{first}\n{second}\n", encoding="utf-8")

    found = rows("--gold", str(gold))

    articles, (total,), (costs,) = found["article"], found["total"], found["costs"]
    assert all(row.keys() >= FIELDS for row in [*articles, total])
    assert all(row["exact"] for row in [*articles, total])
    assert [row["corrections"] for row in articles] == [5, 2]
    assert total["articles"] == 2
    assert total["keys"] == sum(row["keys"] for row in articles) == sum(count["keys"] for count in costs["kinds"].values())
    assert total["klm_s"] == pytest.approx(0.2 * total["keys"])
    assert costs["kinds"]["finish"] == {"times": 2, "corrections": 0, "keys": 4, "mean": 2.0}


def test_a_modifier_costs_a_press_when_it_goes_down_and_none_while_it_is_held():
    assert cost(["shift+right"] * 3) == 4
    assert cost(["shift+right", "alt+shift+left", "alt+shift+left"]) == 5
    assert cost(["ctrl+enter"]) == cost(["*"]) == cost(["N"]) == 2
    assert cost(["j", "F", "d"]) == 4
    assert cost(["ctrl++"]) == 3
    assert cost(["shift+right"], frozenset({"shift"})) == 1


def test_an_overlap_counts_once_and_says_what_is_wrong():
    gold = [Span(0, 5, "GPE"), Span(10, 20, "ORG"), Span(30, 40, "PERSON"), Span(60, 65, "LOC")]
    found = [Span(0, 5, "LOC"), Span(10, 15, "ORG"), Span(32, 45, "ORG"), Span(50, 55, "ORG")]
    wrong = differences(gold, found)
    assert [each.kind for each in wrong] == [Kind.LABEL, Kind.BOUNDS, Kind.BOTH, Kind.SPURIOUS, Kind.MISSING]
    assert mouse_seconds(wrong) == pytest.approx(1.4 + 2.4 + 2.6 + 1.4 + 2.6 + 1.2)


def test_the_synthetic_task_is_the_one_of_the_yardstick_and_always_the_same():
    cases = planted(our_own(), 3)
    assert cases == planted(our_own(), 3)
    for case in cases:
        kinds = sorted(each.kind for each in differences(case.gold, case.found))
        assert kinds == sorted([Kind.MISSING] * 3 + [Kind.LABEL] * 2 + [Kind.BOUNDS] * 2 + [Kind.SPURIOUS])
        assert len(case.gold) == ENTITIES
        assert abs(case.words - WORDS) <= 10
