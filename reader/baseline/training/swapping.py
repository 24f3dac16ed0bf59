"""Swaps the names in a training article for others, so that names are learnt from what stands around them.

A name is swapped for the same other one all through an article: a surname still follows its full name.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.baseline.training.corpus import Example, flat, is_name_word
from reader.core.spans import Span

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reader.baseline.training.naming import Namer

_WORD = re.compile(r"\S+")
_COUNTRY_SHARE, _ORG_SHARE, _MADE_SHARE, _OTHER_SHARE = 0.3, 0.45, 0.5, 0.3
"""How often a country, an organisation, and a region or building of several words are swapped; people and cities always are.
Of the organisations that are swapped, how many for one that is made up."""
_PARTICLES = frozenset({"Al", "El", "Bin", "Ibn", "Abu", "De", "Van", "Von", "Der", "Den", "Di", "Da", "La", "Le", "Jr", "Sr"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names to swap in. Any may be empty: then those are not swapped."""

    forenames: Sequence[str] = ()
    surnames: Sequence[str] = ()
    cities: Sequence[str] = ()
    countries: Sequence[str] = ()
    organisations: Sequence[str] = ()

    @property
    def are_full(self) -> bool:
        """Whether names can be made up of them: there are some of all but organisations."""
        return all((self.forenames, self.surnames, self.cities, self.countries))


def read_names(folder: Path) -> Names:
    """Read the lists forenames.csv, surnames.csv (popular-names-by-country) and cities.csv (GeoNames world cities).

    Raises:
        OSError: One cannot be read.
        KeyError: One lacks its column.
    """
    return Names(
        forenames=_column(folder / "forenames.csv", "Romanized Name"),
        surnames=_column(folder / "surnames.csv", "Romanized Name"),
        cities=_column(folder / "cities.csv", "name"),
        countries=tuple(sorted({*_column(folder / "cities.csv", "country"), *_SHORT_NAMES.split()})),
    )


def names_in(examples: Iterable[Example]) -> Names:
    """Collect names from tagged articles; their places count as cities."""
    forenames: set[str] = set()
    surnames: set[str] = set()
    others: dict[str, set[str]] = {"GPE": set(), "ORG": set()}
    for example in examples:
        for span in example.spans:
            surface = example.text[span.start : span.end]
            words = surface.split()
            if span.label in others and len(words) <= _LONGEST_NAME:
                others[span.label].add(" ".join(words))
            elif span.label == "PERSON" and len(words) > 1 and all(map(is_name_word, words)):
                forenames.update(words[:-1])
                surnames.add(words[-1])
    people, surnames_found = tuple(sorted(forenames)), tuple(sorted(surnames))
    cities, organisations = (tuple(sorted(others[label])) for label in ("GPE", "ORG"))
    return Names(people, surnames_found, cities, organisations=organisations)


_SHORT_NAMES = """
Iran Syria Russia Venezuela Bolivia Tanzania Vietnam Laos Moldova Taiwan Congo Britain Palestine Turkey Kosovo Eswatini America
"""
"""Of countries that the list calls otherwise."""
_LONGEST_NAME = 4
"""Words. Longer names say too much of what they are to be swapped."""


_OTHERS = {"FAC": "F", "LOC": "L"}
_ORGANISATIONS = {
    kind: frozenset(words.split())
    for kind, words in {
        "M": "Ministry Department Court Parliament Assembly Senate Commission Council Office Police Navy Authority",
        "T": "Party Democrats Labour Front Alliance Coalition Movement League Congress Union Greens Liberals",
        "G": "Army Brigade Division Battalion Regiment Forces Force Corps Guard Militia Squadron Command",
        "R": "Times Post News Herald Radio Television TV Press Tribune Journal Magazine Gazette Network",
        "B": "FC United City Club Team Rovers Athletic Tigers Giants Rangers",
        "O": "University College Institute School Foundation Society Association Church Centre Center Academy",
    }.items()
}
"""Words that tell what kind of organisation a name is of, by the kinds of `naming`."""


def _made(namer: Namer, surface: str) -> str:
    """Return a made-up organisation, of the same kind if its words tell."""
    if surface.isupper():
        return namer.acronym()
    kinds = [kind for kind, tell in _ORGANISATIONS.items() if not tell.isdisjoint(surface.split())]
    return namer(kinds[0] if kinds else "K")[1]


def _column(file: Path, column: str) -> tuple[str, ...]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        names = {row[column].strip() for row in csv.DictReader(rows)}
    # "Korea, Republic of" is no name that a text has.
    return tuple(sorted(name for name in names if name[:1].isupper() and "," not in name))


def swapped(example: Example, names: Names, chance: random.Random, namer: Namer | None = None) -> Example:
    """Return a copy of an article with other names in it; labels without names to swap in stay as they are.

    namer: makes up names that no list has; None for those of the lists alone.
    """
    swap = _Swap(names, chance, namer)
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for span in flat(example.spans, {span.label for span in example.spans}):
        before, surface = example.text[at : span.start], swap(example.text[span.start : span.end], span.label)
        start = length + len(before)
        parts += [before, surface]
        spans.append(Span(start, start + len(surface), span.label))
        at, length = span.end, start + len(surface)
    return Example(example.name, "".join(parts) + example.text[at:], tuple(spans))


@dataclass(slots=True)
class _Swap:
    """What is swapped for what in one article."""

    names: Names
    chance: random.Random
    namer: Namer | None
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def __call__(self, surface: str, label: str) -> str:
        if label == "PERSON":
            return self._person(surface)
        if label == "GPE" and self.names.cities:
            return self._place(surface)
        if label == "ORG" and self.namer and self.chance.random() < _MADE_SHARE:
            return self._once("ORG", surface, [_made(self.namer, surface)], _ORG_SHARE)
        if label == "ORG" and self.names.organisations:
            return self._once("ORG", surface, self._like(surface), _ORG_SHARE)
        if label in _OTHERS and self.namer and " " in surface:
            return self._once(label, surface, [self.namer(_OTHERS[label])[1]], _OTHER_SHARE)
        return surface

    def _person(self, surface: str) -> str:
        words = list(_WORD.finditer(surface))
        parts, at = [], 0
        for number, match in enumerate(words):
            parts += [surface[at : match.start()], self._name(match.group(), given=number + 1 < len(words))]
            at = match.end()
        return "".join(parts) + surface[at:]

    def _name(self, word: str, *, given: bool) -> str:
        if not is_name_word(word) or word in _PARTICLES or word.isupper():
            return word
        for kind in ("forename", "surname"):
            if (kind, word) in self.known:
                return self.known[kind, word]
        kind, pool = ("forename", self.names.forenames) if given else ("surname", self.names.surnames)
        if self.namer:
            pool = [self.namer.forename() if given else self.namer.surname()]
        return self._once(kind, word, pool, 1)

    def _place(self, surface: str) -> str:
        if surface in self.names.countries:
            return self._once("country", surface, self.names.countries, _COUNTRY_SHARE)
        # Short acronyms ("US") and names in capitals keep their look.
        return surface if surface.isupper() else self._once("city", surface, self.names.cities, 1)

    def _like(self, surface: str) -> Sequence[str]:
        """Return organisations that look alike: as many words, an acronym for an acronym."""
        words, capitals = len(surface.split()), surface.isupper()
        return [name for name in self.names.organisations if len(name.split()) == words and name.isupper() is capitals]

    def _once(self, kind: str, surface: str, pool: Sequence[str], share: float) -> str:
        if (kind, surface) not in self.known:
            swaps = bool(pool) and self.chance.random() < share
            self.known[kind, surface] = self.chance.choice(pool) if swaps else surface
        return self.known[kind, surface]
