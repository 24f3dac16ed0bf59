"""What it costs to correct a baseline by key alone, measured by a simulated analyst in a real window.

`python -m tests.benchmarks effort [--gold GOLD.jsonl] [--tagger NAME] [--articles N] [--labels PERSON,ORG,…]`

How the analyst works: `effort_analyst`, and chooses keys: `effort_planner`. How keys are counted: `effort_keys`. What a
drag-and-hotkey tool needs for the same errors: `effort_errors`. Every key goes to the real window as an event. There is one JSON
line for each article, one for all, one with the costs by kind of correction and by sequence of keys (L: a label's key, each · a
letter of a hint), and one for the synthetic task (`effort_planting`):

corrections          differences between gold and baseline; two spans that overlap count once.
keys                 K, page turns and finish among them; keys_per_correction: of all these.
keys_verdict_on_all  the same, but each right suggestion is walked to and kept by its key instead of being left to the finish.
klm_s, klm_mouse_s   motor time, in seconds.
exact                the library then held exactly the gold, after both ways of working.

The costs split what was paid: a plan that makes several corrections at once stands under all of them; "half a
correction" is a plan that another one completes; "misled" are moves that led elsewhere than thought.

Errors of labels that the gold never uses are not corrected: these labels are cut out of the baseline beforehand (`--labels`).
"""

import json
import sys
from collections import Counter, defaultdict

from tests.benchmarks.children import Child, home_folder
from tests.benchmarks.effort_errors import K_S, differences, mouse_seconds
from tests.benchmarks.effort_gold import our_own, read_gold, tagged, usable
from tests.benchmarks.effort_planting import planted
from tests.benchmarks.figures import note

PROTOCOLS = ("finish", "verdict_on_all")
_SEQUENCES_SHOWN = 25


class NotExact(Exception):
    """The analyst finished an article, and the library does not hold exactly the gold. The message names the articles."""


def add_options(parser):
    """Add what this group can be told on the command line."""
    parser.add_argument("--gold", metavar="GOLD.jsonl", help="effort: the articles; without it, our own gold of the split dev")
    parser.add_argument("--tagger", metavar="NAME", default="reader", help="effort: whose baselines are corrected")
    parser.add_argument("--articles", metavar="N", type=int, help="effort: only the first so many articles")
    parser.add_argument("--labels", metavar="A,B,…", help="effort: the labels that count; without it, those in the gold")


def measure(options):
    """Print the rows. Raises NotExact."""
    limit = options.articles or (2 if options.quick else None)
    cases = (read_gold(options.gold) if options.gold else our_own())[:limit]
    cases = usable(tagged(cases, options.tagger), options.labels and options.labels.split(","))
    _measure("article", cases)
    if not options.gold:
        _measure("synthetic", planted(our_own(), 2 if options.quick else 20))


def _measure(task, cases):
    """Let the analyst work through the cases in both ways; print what came of it.

    task: "article" for real errors, with a row for each article; "synthetic" for planted ones, with their mean. Raises NotExact
    once all is printed.
    """
    outcomes = {protocol: _worked_through(cases, protocol) for protocol in PROTOCOLS}
    rows = [_row(case, *each) for case, *each in zip(cases, *outcomes.values(), strict=True)]
    if task == "article":
        for case, row in zip(cases, rows, strict=True):
            _print(task="article", article=case.name, **row)
    _print(task="total" if task == "article" else task, **_total(rows))
    _print(task="costs", of=task, **_costs(outcomes["finish"]))
    failed = [case.name for case, row in zip(cases, rows, strict=True) if not row["exact"]]
    if failed:
        raise NotExact(f"the library does not hold exactly the gold of {', '.join(failed)}; stderr says more")


def _worked_through(cases, protocol):
    """Return what the analyst's window said of each case."""
    outcomes = []
    with home_folder() as home, Child("effort_case", protocol, home=home) as child:
        for case in cases:
            outcomes.append(child.ask(**_sent(case)))
            for fault in outcomes[-1]["faults"]:
                note(f"effort: {case.name}, {protocol}: {fault}")
    return outcomes


def _sent(case):
    """Return a case as JSON has it."""
    gold = [(span.start, span.end, span.label) for span in sorted(case.gold)]
    found, near = (
        [(span.start, span.end, span.label, score) for span, score in sorted(side.items())] for side in (case.found, case.near)
    )
    return {"text": case.text, "gold": gold, "found": found, "near": near}


def _row(case, finished, judged):
    wrong = differences(case.gold, case.found)
    return {
        "articles": 1,
        "words": case.words,
        "entities": len(case.gold),
        "corrections": len(wrong),
        "keys": finished["keys"],
        "keys_per_correction": _ratio(finished["keys"], len(wrong)),
        "keys_verdict_on_all": judged["keys"],
        "klm_s": round(finished["keys"] * K_S, 2),
        "klm_mouse_s": round(mouse_seconds(wrong), 2),
        "exact": finished["exact"] and judged["exact"],
    }


def _total(rows):
    summed = ("articles", "words", "entities", "corrections", "keys", "keys_verdict_on_all", "klm_s", "klm_mouse_s")
    total = {name: round(sum(row[name] for row in rows), 2) for name in summed}
    return total | {
        "keys_per_article": _ratio(total["keys"], len(rows)),
        "keys_per_correction": _ratio(total["keys"], total["corrections"]),
        "klm_ratio": _ratio(total["klm_s"], total["klm_mouse_s"]),
        "exact": all(row["exact"] for row in rows),
    }


def _costs(outcomes):
    """Return keys by kind of correction, and by sequence of keys, the dearest first."""
    kinds, sequences = defaultdict(Counter), defaultdict(Counter)
    for about, pattern, times, corrections, keys in (row for outcome in outcomes for row in outcome["costs"]):
        for table, entry in ((kinds, about), (sequences, f"{about}: {pattern}")):
            table[entry].update(times=times, corrections=corrections, keys=keys)
    dearest = sorted(sequences.items(), key=lambda row: -row[1]["keys"])[:_SEQUENCES_SHOWN]
    return {
        "kinds": {kind: _cost(count) for kind, count in sorted(kinds.items(), key=lambda row: -row[1]["keys"])},
        "sequences": {sequence: _cost(count) for sequence, count in dearest},
    }


def _cost(count):
    return {**count, "mean": _ratio(count["keys"], count["times"])}


def _ratio(one, other):
    return round(one / other, 3) if other else None


def _print(**row):
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()
