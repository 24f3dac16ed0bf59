"""What a query is made of, once it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Words:
    """Words one after the other. begins: the last may go on. in_title: they are looked for in titles only."""

    text: str
    begins: bool = False
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words with at most so many others between them, whichever comes first."""

    left: Words
    right: Words
    distance: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entity. surface: its name; empty for any of the label. begins: the name may go on."""

    label: str
    surface: str = ""
    begins: bool = False


class Kind(StrEnum):
    """What a filter asks of an article, as it is typed."""

    SITE = "site"
    SINCE = "since"
    UNTIL = "until"
    TAG = "tag"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Filter:
    """What an article must be."""

    kind: Kind
    value: str


Term = Words | Near | Named | Filter


@dataclass(frozen=True, slots=True)
class Clause:
    """One of some terms must hold; negated: none of them may."""

    terms: tuple[Term, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses that must all hold."""

    typed: str
    clauses: tuple[Clause, ...]

    @property
    def wanted(self) -> list[Term]:
        """The terms whose hits are shown: all that are not negated."""
        return [term for clause in self.clauses if not clause.negated for term in clause.terms]

    @property
    def asks_for_entities(self) -> bool:
        """Whether it is of entities, which only articles that were tagged have."""
        return any(isinstance(term, Named) for clause in self.clauses for term in clause.terms)

    @property
    def has_lines(self) -> bool:
        """Whether anything is asked for that stands in texts: titles, sites, dates and tags alone have no lines."""
        return any(isinstance(term, Named | Near) or (isinstance(term, Words) and not term.in_title) for term in self.wanted)
