"""How much of a gold page's body is found, and how much else: shingles of four words, as the public benchmark counts them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from reader.core.article import Article, BlockKind
from tests.sources.reading import read_one

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))
HELD_BACK = [
    *("german-daily", "indonesian-daily", "mailed-dispatch", "ngo-statement", "persian-site", "portuguese-agency"),
    "science-release",
]
"""The pages that were written after the rules were made, and not looked at since."""
TUNED = [name for name in NAMES if name not in HELD_BACK]
BODY = frozenset((BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE))
_WORD = re.compile(r"\w+")
_LENGTH = 4


class Score(NamedTuple):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def score(found: str, gold: str) -> Score:
    """Hold a body against the gold one."""
    ours, theirs = _shingles(found), _shingles(gold)
    common = (ours & theirs).total()
    return Score(common / (ours.total() or 1), common / (theirs.total() or 1))


def mean(scores: list[Score]) -> Score:
    return Score(fmean(each.precision for each in scores), fmean(each.recall for each in scores))


def gold(name: str) -> tuple[str, str]:
    """Return the title and the body of a gold page."""
    title, _, body = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return title, body


def article(name: str) -> Article:
    return read_one(FOLDER / f"{name}.html").article


def body(article: Article) -> str:
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind in BODY)


def trafilatura_body(name: str) -> str:
    """Return what trafilatura alone takes for a page's body."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import

    raw = (FOLDER / f"{name}.html").read_bytes()
    found = bare_extraction(raw, include_tables=False, include_comments=False)
    parts = found.body.iter("p", "head", "item", "quote") if found else ()
    # Its own text repeats what lies in a list of lists.
    return "\n".join(" ".join(part.itertext()) for part in parts if part.getparent().tag not in {"item", "quote"})


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _LENGTH]) for at in range(max(len(words) - _LENGTH + 1, 1)))
