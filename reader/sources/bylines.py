"""Finds who wrote an article in what passes for a byline: labels, dates and accounts stand there too."""

from __future__ import annotations

import re

from reader.sources.small_print import names_a_picture, read_small_print

_CAPITAL = r"(?-i:[A-Z\u00c0-\u00de\u0410-\u042f])"
# Von, di and da begin surnames too: before a single one they stay.
_BY = re.compile(rf"\A(?:(?:by|par|por|door|av)\s*:?\s+|(?:von|di|da)(?:\s*:\s*|\s+(?=\S+(?<!,)\s{_CAPITAL})))", re.IGNORECASE)
# Lists of authors lose the colon or the preposition, so that a capital has to tell a label from a name.
_LABEL = re.compile(
    rf"\A(?:analysis|opinion|words|written|текст|автор|texto|testo)\s+(?:(?:by|de|di)\s+)?(?={_CAPITAL})", re.IGNORECASE
)
# With a date whose figures are gone. May, June, April and August are names too.
_DATED = re.compile(
    r"(?<![\s,|\u00b7\u2022-])[\s,|\u00b7\u2022-]++(?:published|updated|posted|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"january|february|july|september|october|november|december|\d{4}-\d\d-\d\d)\b(?![-\w]).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = frozenset(
    (
        *("admin", "administrator", "author", "guest", "root", "unknown", "user", "webmaster"),
        *("microsoft office user", "office user", "windows user"),
    )
)
"""Accounts that a site or a program names where nobody told it who wrote."""


def as_names(byline: str) -> str:
    """Return who a byline names, without its "By", brackets and date; empty for an account, and for whom a picture is by."""
    line = " ".join(byline.split()).strip("()\uff08\uff09 ")
    if names_a_picture(line):
        return ""
    small = read_small_print(line)
    names = small.byline if small and small.byline else _BY.sub("", line)
    names = _DATED.sub("", _LABEL.sub("", names)).strip(" |")
    return "" if names.lower() in _NOBODY else names
