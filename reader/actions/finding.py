"""Finding actions, labels and articles by a few letters of their names."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.actions.key_names import spoken_keys
from reader.core.surfaces import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.actions.keymap import Keymap
    from reader.actions.registry import Registry
    from reader.core.scheme import Scheme

LEAST_LETTERS = 2
"""Articles are looked for from so many letters on."""

_START, _ADJOINING, _FIRST, _CLOSE = 9, 6, 5, 5
_NEVER = -(10**6)


class EntryKind(Enum):
    """What choosing an entry does: an action, a label, the opening of an article, or the baseline of another tagger."""

    ACTION = auto()
    LABEL = auto()
    ARTICLE = auto()
    TAGGER = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found by its name.

    id: of the action, the number of the article, or the name of the tagger. detail: a muted second line of a label, a word or two
    beside the others; "" for none.
    key: the first of its keys as menus show it; "" for none.
    """

    kind: EntryKind
    id: str
    title: str
    detail: str = ""
    key: str = ""

    @property
    def article(self) -> int | None:
        """The number of the article it opens; None for an action."""
        return int(self.id) if self.kind is EntryKind.ARTICLE else None

    @property
    def is_tagger(self) -> bool:
        """Whether it is the name of a tagger."""
        return self.kind is EntryKind.TAGGER


class Found(NamedTuple):
    """An entry, and which of its title's letters were typed.

    is_close: they begin its words or stand together, so that it is likely to be what is meant.
    """

    entry: Entry
    places: tuple[int, ...] = ()
    is_close: bool = True


def entries_of(registry: Registry[Any], scheme: Scheme, keymap: Keymap) -> list[Entry]:
    """Return an entry for each action, in the registry's order; those that set a label show its guideline."""
    return [_entry(registry, scheme, keymap, action_id) for action_id in registry]


def _entry(registry: Registry[Any], scheme: Scheme, keymap: Keymap, action_id: str) -> Entry:
    keys = spoken_keys(keymap, action_id)
    sets, _, name = action_id.partition(".")
    is_label = sets == "label" and name in scheme
    kind, detail = (EntryKind.LABEL, scheme.label(name).guideline) if is_label else (EntryKind.ACTION, "")
    return Entry(kind, action_id, registry[action_id].title, detail, keys[0] if keys else "")


def find_entries(typed: str, entries: Sequence[Entry], limit: int) -> list[Found]:
    """Return the entries whose titles hold the letters typed, in their order; the best first, equal ones as they came.

    What begins words, or stands together, counts most: "ne" finds "Next entity" before "Line end". Nothing typed finds all.
    """
    wanted = _fold_each("".join(typed.split()))
    if not wanted:
        return [Found(entry) for entry in entries[:limit]]
    scored = []
    for number, entry in enumerate(entries):
        match = match_letters(wanted, _fold_each(entry.title))
        if match:
            scored.append((-match[0], number, Found(entry, match[1], match[0] >= _CLOSE * len(wanted))))
    return [found for _, _, found in nsmallest(limit, scored, key=lambda one: one[:2])]


def match_letters(wanted: str, title: str) -> tuple[int, tuple[int, ...]] | None:
    """Return how well letters match a title in their order, with the best places for them; None when they do not.

    Both folded already. The places are those of highest score: a letter that begins a word, or follows the one before, counts
    more; letters left out between count less.
    """
    rest = iter(title)
    if not wanted or not all(letter in rest for letter in wanted):
        return None
    worth = [_worth(title, place) for place in range(len(title))]
    scores = [worth[place] if letter == wanted[0] else _NEVER for place, letter in enumerate(title)]
    came_from: list[list[int]] = []
    for letter in wanted[1:]:
        scores, origins = _next_scores(letter, title, worth, scores)
        came_from.append(origins)
    best = max(range(len(title)), key=scores.__getitem__)
    places = [best]
    for origins in reversed(came_from):
        places.append(origins[places[-1]])
    return scores[best], tuple(reversed(places))


def _worth(title: str, place: int) -> int:
    if place == 0:
        return _START + _FIRST
    return _START if not title[place - 1].isalnum() and title[place].isalnum() else 0


def _next_scores(letter: str, title: str, worth: list[int], scores: list[int]) -> tuple[list[int], list[int]]:
    """Return the best score for a letter at each place, given those of the letter before it, and where that one then stood."""
    following, origins = [_NEVER] * len(title), [0] * len(title)
    gapped, gapped_from = _NEVER, 0
    for place in range(1, len(title)):
        adjoining = scores[place - 1] + _ADJOINING
        if title[place] == letter:
            gapped_wins = gapped > adjoining
            following[place] = (gapped if gapped_wins else adjoining) + worth[place]
            origins[place] = gapped_from if gapped_wins else place - 1
        fresh = scores[place - 1] - 1
        if fresh >= gapped - 1:
            gapped, gapped_from = fresh, place - 1
        else:
            gapped -= 1
    return following, origins


# Articles


@dataclass(slots=True)
class _Chunk:
    """Some titles in one string, a line each, so that most of them are never looked at one by one."""

    entries: list[Entry]
    lines: str
    starts: array[int]


@dataclass(slots=True)
class Titles:
    """The articles of a library by their titles, however many there are.

    last: the number of the newest one in it; 0 for none.
    recent: those that are found while nothing is typed; see `offer`.
    """

    last: int = 0
    _sum: int = 0
    recent: list[Entry] = field(default_factory=list)
    _chunks: list[_Chunk] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(len(chunk.entries) for chunk in self._chunks)

    @property
    def stand(self) -> tuple[int, int]:
        """How many there are, and the sum of their numbers: other ones when any was taken out of the library or put back."""
        return len(self), self._sum

    def add(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Take in articles: number, title, and date."""
        entries = _entries(rows)
        if entries:
            folded = [fold(entry.title) for entry in entries]
            starts, at = array("q"), 0
            for line in folded:
                starts.append(at)
                at += len(line) + 1
            self._chunks.append(_Chunk(entries, "\n".join(folded), starts))
            self.last = int(entries[-1].id)
            self._sum += sum(int(entry.id) for entry in entries)

    def offer(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Have these found while nothing is typed: those last open."""
        self.recent = _entries(rows)

    def search(self, typed: str, limit: int) -> Iterator[list[Found]]:
        """Yield the best titles that hold every word typed, again and again as more of them are looked through.

        Titles that begin with what was typed come first, then those where each word typed begins one; of equals the newest.
        """
        words = fold(typed).split()
        best: list[tuple[tuple[int, int], Entry]] = []
        if not words and self.recent:
            yield [Found(entry) for entry in self.recent[:limit]]
        if sum(map(len, words)) < LEAST_LETTERS:
            return
        for chunk in reversed(self._chunks):
            best = nsmallest(limit, best + list(_hits(chunk, words)), key=lambda hit: hit[0])
            yield [Found(entry, _places(entry.title, words)) for _, entry in best]


def _entries(rows: Iterable[tuple[int, str, str]]) -> list[Entry]:
    return [Entry(EntryKind.ARTICLE, str(number), " ".join(title.split()), date) for number, title, date in rows]


def _hits(chunk: _Chunk, words: list[str]) -> Iterator[tuple[tuple[int, int], Entry]]:
    rarest = max(words, key=len)
    at = chunk.lines.find(rarest)
    while at >= 0:
        number = bisect_right(chunk.starts, at) - 1
        start = chunk.starts[number]
        end = chunk.starts[number + 1] - 1 if number + 1 < len(chunk.starts) else len(chunk.lines)
        line = chunk.lines[start:end]
        if all(word in line for word in words):
            entry = chunk.entries[number]
            yield (_rank(line, words), -int(entry.id)), entry
        at = chunk.lines.find(rarest, end)


def _rank(line: str, words: list[str]) -> int:
    if line.startswith(" ".join(words)):
        return 0
    return 1 if all(f" {word}" in f" {line}" for word in words) else 2


def _places(title: str, words: list[str]) -> tuple[int, ...]:
    folded = _fold_each(title)
    found: set[int] = set()
    for word in words:
        at = folded.find(word)
        found.update(range(at, at + len(word)) if at >= 0 else ())
    return tuple(sorted(found))


@lru_cache(maxsize=512)
def _fold_each(text: str) -> str:
    """Fold a text letter by letter, so that places stay the same."""
    return text.lower() if text.isascii() else "".join(fold(letter)[:1] or letter for letter in text)
