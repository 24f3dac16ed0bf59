"""Prints how well the bodies of the gold pages are found, by Reader and by trafilatura alone: python -m tests.sources.pages."""

from __future__ import annotations

import sys

from tests.sources.pages.scoring import HELD_BACK, TUNED, Score, article, body, gold, mean, score, trafilatura_body


def main() -> None:
    for group, names in (("tuned on", TUNED), ("held back", HELD_BACK)):
        rows = [(name, score(body(article(name)), gold(name)[1]), score(trafilatura_body(name), gold(name)[1])) for name in names]
        for name, ours, theirs in rows:
            _print(name, ours, theirs)
        _print(f"mean of {len(rows)} {group}", mean([row[1] for row in rows]), mean([row[2] for row in rows]))


def _print(name: str, ours: Score, theirs: Score) -> None:
    both = "   ".join(f"{each.precision:.3f} {each.recall:.3f} {each.f1:.3f}" for each in (ours, theirs))
    sys.stdout.write(f"{name:24} {both}\n")


if __name__ == "__main__":
    sys.stdout.write(f"{'':24} Reader P R F1       trafilatura P R F1\n")
    main()
