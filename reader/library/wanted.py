"""Which articles a list shows, and in which order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection


class Order(StrEnum):
    """What a list is sorted by; what is alike comes as it was imported.

    JUDGED: by `Row.judged`. OPENED: by when the author last had the article open; those never opened come first.
    """

    IMPORTED = "imported"
    PUBLISHED = "published"
    TITLE = "title"
    SITE = "site"
    WORDS = "words"
    JUDGED = "judged"
    SUSPECTS = "suspects"
    OPENED = "opened"


class Wanted(NamedTuple):
    """Which articles a list shows, as one author has them, and in which order. Everything asked for must hold.

    unfinished: True for those the author has not finished, False for the finished ones, None for both.
    label: an entity of this label stands in the article, suggested, kept or added; empty for any.
    since, until: the bounds of the date published, ISO 8601, both included: a "2016" as until holds all of that year. An article
        without a date is outside any bounds.
    site, tag: exactly so called; empty for any.
    among: the ids of the articles to choose from, such as those that a search found; None for all.
    descending: the whole order turned round.
    """

    unfinished: bool | None = None
    label: str = ""
    since: str = ""
    until: str = ""
    site: str = ""
    tag: str = ""
    among: Collection[int] | None = None
    order: Order = Order.IMPORTED
    descending: bool = False


ALL = Wanted()
"""Every article, in import order."""
