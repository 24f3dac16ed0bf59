"""What trafilatura makes of a page: its lines are held against ours, and it guesses well who wrote it and when."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.core.article import Metadata

_MOST_ELEMENTS = 20_000
"""It takes more than linear time: of larger pages our own reading has to do."""


class Taken(NamedTuple):
    """What trafilatura takes for the article's lines, and guesses of it. Empty where it finds nothing."""

    lines: tuple[str, ...] = ()
    byline: str = ""
    published: str = ""
    site: str = ""


def take(tree: _Element, known: Metadata) -> Taken:
    """Return what trafilatura takes for the article on a page, which it leaves as it is.

    known: what need not be guessed. To guess a date in all languages it loads them all, which takes seconds.
    """
    if next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None:
        return Taken()
    from trafilatura import bare_extraction  # noqa: PLC0415 - on use: slow to import

    found = bare_extraction(
        deepcopy(tree),
        include_tables=False,
        include_comments=False,
        with_metadata=not (known.byline and known.published),
        date_extraction_params={"original_date": True, "extensive_search": not known.published},
    )
    if found is None or isinstance(found, dict):
        return Taken()
    lines = (
        []
        if found.body is None
        else [" ".join(" ".join(map(str, part.itertext())).split()) for part in found.body.iter("p", "head", "item", "quote")]
    )
    # A guess of New Year's Day is a year that stands anywhere on the page, as in "founded in 1998".
    date = "" if (found.date or "").endswith("-01-01") else found.date or ""
    return Taken(tuple(lines), (found.author or "").replace(";", ","), date, found.sitename or "")
