"""Invents short articles of news: sentences of `newsroom` with names of `naming`, each name the same all through its article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.baseline.training import newsroom
from reader.baseline.training.corpus import Example
from reader.core.spans import Span

if TYPE_CHECKING:
    import random

    from reader.baseline.training.naming import Namer

_SLOT = re.compile(r"\{(\^?)([A-Z])(\d?)\}")
_FEWEST, _MOST = 3, 9
_HEADED, _SIGNED, _DATED, _SHORT, _PARAGRAPHS = 0.6, 0.35, 0.6, 0.8, 0.5
"""How often an article has a headline, a byline and a dateline, a person is called by the family name when met again, and a
sentence begins a paragraph."""
_LOUD, _TITLED = 0.15, 0.5
"""Of headlines: how many are all in capitals, and up to where they have a capital on each word."""
_LONG_ENOUGH = 3
"""Capitals of a name that has an acronym."""
_SMALL = "a an and at by for from in into near of on or over the to with"
_SMALL_WORDS = frozenset(_SMALL.split())


def invented(namer: Namer, chance: random.Random) -> Example:
    """Return an invented article."""
    article = _Article(namer, chance)
    odds = chance.random
    if odds() < _HEADED:
        article.head(chance.choice(newsroom.HEADLINES))
    if odds() < _SIGNED:
        article.add(chance.choice(newsroom.BYLINES))
        article.plain("\n")
    if odds() < _DATED:
        article.add(chance.choice(newsroom.DATELINES))
        article.plain(" ")
    subject = chance.choice(newsroom.SUBJECTS)
    for sentence in chance.sample(subject, chance.randint(_FEWEST, min(_MOST, len(subject)))):
        article.add(sentence)
        article.plain("\n\n" if odds() < _PARAGRAPHS else " ")
    return Example("", article.text, tuple(article.spans))


def dated(example: Example, namer: Namer, chance: random.Random) -> Example:
    """Return an article with a dateline before it."""
    article = _Article(namer, chance)
    article.add(chance.choice(newsroom.DATELINES))
    article.plain(" ")
    length = len(article.text)
    moved = [Span(span.start + length, span.end + length, span.label) for span in example.spans]
    return Example(example.name, article.text + example.text, (*article.spans, *moved))


@dataclass(slots=True)
class _Article:
    """An article while it is written."""

    namer: Namer
    chance: random.Random
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def plain(self, text: str) -> None:
        self.text += text

    def head(self, line: str) -> None:
        """Add a headline, as it is, with capitals, or all in capitals; people in it are still to be met."""
        kind = self.chance.random()
        begin, first = len(self.text), len(self.spans)
        self.add(line, titled=_LOUD < kind < _TITLED)
        if kind < _LOUD:
            upper = self.text[begin:].upper()
            if len(upper) == len(self.text) - begin:
                self.text = self.text[:begin] + upper
            else:  # a letter that is two in capitals
                del self.spans[first:]
                self.text = self.text[:begin]
        self.plain("\n\n")
        self.met.clear()

    def add(self, line: str, *, titled: bool = False) -> None:
        """Add a sentence."""
        at = 0
        for slot in _SLOT.finditer(line):
            between = line[at : slot.start()]
            self.plain(_titled(between) if titled else between)
            loud, kind, number = slot.groups()
            if kind == "X":
                self.plain(str(self.chance.randint(2, 90)))
            else:
                label, name = self._name(kind, number)
                self.spans.append(Span(len(self.text), len(self.text) + len(name), label))
                self.plain(name.upper() if loud and len(name.upper()) == len(name) else name)
            at = slot.end()
        self.plain(_titled(line[at:]) if titled else line[at:])

    def _name(self, kind: str, number: str) -> tuple[str, str]:
        if kind == "A":
            return "ORG", _acronym(self._known("O" + number)[1])
        key = kind + number
        label, name = self._known(key)
        if kind != "P":
            return label, name
        again = key in self.met
        self.met.add(key)
        surname = name.partition(" ")[2]
        return label, surname if again and self.chance.random() < _SHORT else name

    def _known(self, key: str) -> tuple[str, str]:
        if key not in self.known:
            self.known[key] = self.namer(key[0])
        return self.known[key]


def _acronym(name: str) -> str:
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return capitals if len(capitals) >= _LONG_ENOUGH else name


def _titled(text: str) -> str:
    return " ".join(word if word in _SMALL_WORDS else word[:1].upper() + word[1:] for word in text.split(" "))
