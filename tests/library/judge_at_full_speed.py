"""A child process that judges as fast as it can until it is killed: `python judge_at_full_speed.py LIBRARY`.

Edit number n is titled n and tags the span [n, n + 1), every seventh [n, n + 1) under twenty labels. Its number is printed
only after `Session.judge` has returned.
"""

import sys
from itertools import count
from pathlib import Path

from reader.core.article import Article
from reader.core.spans import Span
from reader.library.library import Library

ARTICLE = Article("Acme won. " * 10_000)


def spans_of(number: int) -> list[Span]:
    """Return what edit number n tags."""
    return [Span(number, number + 1, f"L{label}") for label in range(20 if number % 7 == 0 else 1)]


def main(path: str) -> None:
    with Library.open(Path(path)) as library:
        session = library.open_session(library.add(ARTICLE).id, "ann")
        for number in count(len(library.past(session.article.digest, "ann"))):
            session.judge(str(number), entities=spans_of(number))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
