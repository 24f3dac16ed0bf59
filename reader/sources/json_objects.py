"""Finds the objects with texts in a JSON value, wherever they lie in it: in a list or under keys, so deep and no deeper."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.columns import (
    BYLINES,
    DATES,
    LONG,
    TEXTS,
    TITLES,
    URLS,
    Rank,
    TextColumn,
    by_known_name,
    known_name,
    text_column,
)
from reader.sources.files import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEEPEST = 12
"""How many lists and objects deep in others objects with texts are looked for."""
_SAMPLE = 50
_OFFSETS = frozenset(("spans", "entities", "ents", "label", "labels", "annotations", "annotation", "predictions", "tokens"))
"""What the formats of taggers call the lists that point into a text by offsets."""
_PIECES = frozenset((*TEXTS, "blocks", "sections", "elements", "parts", "lines"))
"""What holds a text in pieces: paragraphs, or sections with a heading each."""
_SAID = frozenset((*TEXTS, "heading", "value"))
_OF_AN_ARTICLE = frozenset((*TITLES, *BYLINES, *DATES, *URLS)) - {"heading"}
_OF_A_TYPED = _OF_AN_ARTICLE - frozenset(URLS)
_FEW_LETTERS = 200
_DOT = re.compile(r"\.")
_WORDED = ("rendered", "main", "*")
_NAMED = (*_WORDED, "name", "title")
"""Where in an object its words are that stands for a text or a line, and for who or what has a name."""


class Found(NamedTuple):
    """Objects with texts. objects: each with where it lies, "response.results 3". notes: what else there was."""

    objects: list[tuple[str, dict[str, object]]]
    notes: tuple[str, ...] = ()


class _Group(NamedTuple):
    path: str
    objects: list[tuple[str, dict[str, object]]]
    text: TextColumn

    @property
    def letters(self) -> int:
        return self.text.letters * len(self.objects) // min(len(self.objects), _SAMPLE)

    @property
    def weight(self) -> tuple[int, int]:
        """What makes it likelier than others: its name, unless that stands for mere words, and then its length."""
        return self.text.rank if self.letters >= LONG * len(self.objects) else Rank.LONG, self.letters


def find(value: dict[str, object]) -> Found:
    """Return the objects in one that each make an article: itself, or those in the lists of objects that it wraps."""
    itself = Found([("", value)])
    own = _own_text(value)
    if own and own.rank is Rank.NAMED:
        return itself
    groups = _outermost(value)
    if not groups:
        return itself
    taken = known_name(max(groups, key=lambda group: group.weight).text.name)
    same = [group for group in groups if known_name(group.text.name) == taken]
    letters = sum(group.letters for group in same)
    if own and (own.letters >= letters or _is_described(value)):
        return itself
    left = [group.path for group in groups if known_name(group.text.name) != taken and group.letters >= _FEW_LETTERS]
    return Found([held for group in same for held in group.objects], _notes(same, left))


def cells_of(value: dict[str, object]) -> dict[str, str]:
    """Return an object as the cells of a row; what lies in an object within it ("data", "meta") counts as its own."""
    cells: dict[str, str] = {}
    inner = ((f"{key}.{of}", held) for key, within in value.items() if isinstance(within, dict) for of, held in within.items())
    for key, held in (*value.items(), *inner):
        shown = _shown(key, held)
        if shown:
            cells[key] = shown
    return cells


def has_offsets(value: dict[str, object]) -> bool:
    """Tell whether an object points into its text by offsets, so that no letter of that may be moved.

    A list of mere words does not; an empty one may be of a tagger that found nothing.
    """
    lists = (held for key, held in value.items() if isinstance(held, list) and known_name(key) in _OFFSETS)
    return any(not held or not all(isinstance(each, str) for each in held) for held in lists)


def _own_text(value: dict[str, object]) -> TextColumn | None:
    """Return the text that an object itself holds; of one within it only if no other within it holds the like."""
    text = text_column([cells_of(value)])
    if text is None or text.name in value:
        return text
    within = (text_column([cells_of(held)]) for held in value.values() if isinstance(held, dict))
    alike = islice((held for held in within if held and held.rank >= text.rank), 1, None)
    return text_column([cells_of(_outside(value))]) if next(alike, None) else text


def _outside(value: dict[str, object]) -> dict[str, object]:
    return {key: held for key, held in value.items() if not isinstance(held, dict)}


def _is_described(value: dict[str, object]) -> bool:
    """Tell whether an object says of itself what only an article does: a title, and who wrote it or when."""
    named = by_known_name([cells_of(_outside(value))])
    return any(name in named for name in TITLES) and any(name in named for name in (*BYLINES, *DATES))


def _outermost(value: dict[str, object]) -> list[_Group]:
    """Return the groups of objects with texts, without those that lie within objects of another that is one of articles."""
    held: dict[str, list[tuple[str, dict[str, object]]]] = {}
    for path, label, of in _walked(value, "", DEEPEST):
        held.setdefault(path, []).append((label, of))
    found: list[_Group] = []
    outer: set[str] = set()
    for path, objects in held.items():
        if outer and ("" in outer or any(path[: dot.start()] in outer for dot in _DOT.finditer(path))):
            continue
        many, first = len(objects) > 1, objects[0][1]
        text = text_column([cells_of(of) for _, of in objects[:_SAMPLE]]) if many else _own_text(first)
        if text and (many or text.rank is Rank.NAMED or text.name in first):
            found.append(_Group(path, objects, text))
            outer |= {path} if many or text.rank is Rank.NAMED else set()
    return found


def _walked(value: object, path: str, left: int) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield the objects below a value, outer ones first: the path of their group, where they lie, and themselves."""
    if left <= 0:
        return
    for step, label, held in _below(value):
        inner = ".".join(filter(None, (path, step)))
        if isinstance(held, dict) and not _is_keyed(held):
            yield inner, " ".join(filter(None, (inner, label))), held
        yield from _walked(held, inner, left - 1)


def _below(value: object) -> Iterator[tuple[str, str, object]]:
    """Yield what may hold objects: the key that leads there, empty where many lead to the like, and the place among those."""
    if isinstance(value, list):
        yield from (("", str(at), held) for at, held in enumerate(value, 1) if isinstance(held, dict | list))
    elif isinstance(value, dict):
        keyed = _is_keyed(value)
        for key, held in value.items():
            if isinstance(held, dict | list) and known_name(key) not in _OFFSETS and not _in_pieces(key, held):
                shown = printable(key)[:_SAMPLE]
                yield ("", shown, held) if keyed else (shown, "", held)


def _is_keyed(value: dict[str, object]) -> bool:
    """Tell whether an object is a list of things by their numbers or names: objects of mostly the same keys."""
    sample = list(islice(value.values(), _SAMPLE))
    if len(sample) < 2 or not all(isinstance(held, dict) and held for held in sample):  # noqa: PLR2004
        return False
    keys = [set(held) for held in sample if isinstance(held, dict)]
    return 2 * len(set.intersection(*keys)) >= len(set.union(*keys))


def _shown(key: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and known_name(key) in BYLINES and any(isinstance(held, dict) for held in value):
        return ", ".join(filter(None, (_shown(key, held) for held in value)))
    if isinstance(value, list):
        return _joined(value) if not _are_objects(value) or _in_pieces(key, value) else ""
    if isinstance(value, dict):
        names = _WORDED if known_name(key) in TEXTS else _NAMED
        return next((held for name in names if isinstance(held := value.get(name), str)), "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _joined(values: list[object]) -> str:
    """Return a text that stands in pieces: paragraphs, or words among which some are marked; empty if these are none."""
    said = [held if isinstance(held, str) else _said(held) for held in values]
    marked = len({isinstance(held, str) for held in values}) > 1
    return "" if None in said or not said else ("" if marked else "\n\n").join(filter(None, said))


def _said(value: object) -> str | None:
    """Return what a piece of a text says, its heading first; None if it is no such piece."""
    if not isinstance(value, dict):
        return None
    inner = [of for within in value.values() if isinstance(within, dict) for of in within.items()]
    texts = [held for key, held in (*value.items(), *inner) if known_name(key) in _SAID and isinstance(held, str)]
    return "\n\n".join(filter(None, texts)) if texts or "type" in value else None


def _are_objects(values: Iterable[object]) -> bool:
    return all(isinstance(held, dict) for held in values)


def _in_pieces(key: str, value: object) -> bool:
    """Tell whether a list holds a text in pieces: it is called a text, and nothing in it says what only articles do."""
    if not isinstance(value, list) or known_name(key) not in _PIECES or not value:
        return False
    sample = [held for held in value[:_SAMPLE] if isinstance(held, dict)]
    # What says of which kind it is may be a picture or a link, each with an address.
    named = (known_name(name) in (_OF_A_TYPED if "type" in held else _OF_AN_ARTICLE) for held in sample for name in held)
    return not any(named) and _joined(value[:_SAMPLE]) != ""


def _notes(taken: list[_Group], left: list[str]) -> tuple[str, ...]:
    if not left:
        return ()
    lists = ", ".join(f"“{path}”" for path in left[:3])
    return (f"The articles were taken from “{taken[0].path}”: texts in {lists} were left out.",)
