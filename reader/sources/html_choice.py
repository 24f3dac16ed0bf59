"""Chooses, of all chunks of a page, the ones that are its article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from reader.sources import html_looks as looks
from reader.sources import html_marks as marks
from reader.sources.html_region import twins_of
from reader.sources.html_sample import Sample, words_of
from reader.sources.html_tail import heads_talk, without_tail

if TYPE_CHECKING:
    from reader.sources.html_chunks import Chunk, Part

_MOST_OF = 0.6
_LEAST_WEIGHT = 0.85
_ARTICLE_SHARE = 0.4
_WHOLE = 0.85
_LONGEST_CALL = 300
_LONGEST_BOX = 450
_END = 3
"""How many of the last paragraphs a call to subscribe need not stand apart from."""
_LEAST_SAMPLE = 200
_MUCH_MORE = 3
"""By how much the densest prose must be longer than a sample as short as that, to be taken for the article instead."""


@dataclass(slots=True)
class Choice:
    """One choosing. first: from which chunk on an article may begin, just after its title."""

    chunks: list[Chunk]
    taken: Sample
    linked: Sample
    first: int = 0
    byline: str = ""
    anchors: list[int] = field(default_factory=list)
    regions: frozenset[Part] = frozenset()
    """The parts that hold the article: one, or several of a kind where something else stands between."""
    opening: int = 0
    """The first chunk of the article that is prose."""
    _shapes: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _anchored: frozenset[int] = frozenset()

    def run(self) -> list[int]:
        """Return the places of the chunks that are the article's body, in order."""
        self.anchors = self._sampled()
        if self._length(self.anchors) < _LEAST_SAMPLE:
            dense = self._densest()
            self.anchors = dense if self._length(dense) > _MUCH_MORE * self._length(self.anchors) else self.anchors
        if not self.anchors:
            return []
        self._weigh()
        kept = [at for at in range(self.first, len(self.chunks)) if self._is_kept(at)]
        kept = self._without_boxes_of_talk(self._without_bare_headings(self._without_lists_of_links(kept)))
        kept = self._without_calls(kept)
        return without_tail(self.chunks, self._without_boxes_below(self._within_linked(kept)), self.byline)

    def stands_alone(self, at: int) -> bool:
        """Tell whether nothing else of the article is marked as this chunk is."""
        return self._shapes[_shape(self.chunks[at])] <= (at in self._anchored)

    def boxed(self, at: int) -> bool:
        """Tell whether a chunk is all that lies of the article in what holds it."""
        chunk = self.chunks[at]
        return len(chunk.parts) > 1 and chunk.parts[1].weight <= len(chunk.text)

    def is_followed(self, at: int) -> bool:
        """Tell whether the article goes on with the very next chunk."""
        return at + 1 in self._anchored

    def _sampled(self) -> list[int]:
        samples = [sample for sample in (self.taken, self.linked) if sample.length]
        return [
            at
            for at in range(self.first, len(self.chunks))
            if any(sample.holds(self.chunks[at]) for sample in samples) and not looks.is_mere_talk(self.chunks[at])
        ]

    def _densest(self) -> list[int]:
        """Return the prose within the part that holds most of it."""
        weights: Counter[Part] = Counter()
        prose = [
            at
            for at in range(self.first, len(self.chunks))
            if looks.is_prose(self.chunks[at]) and not looks.is_around(self.chunks[at])
        ]
        for at in prose:
            for step, part in enumerate(self.chunks[at].parts[:4]):
                weights[part] += len(self.chunks[at].text) // (step + 1)
        if not weights:
            return []
        best = max(weights, key=weights.__getitem__)
        return [at for at in prose if best in self.chunks[at].parts]

    def _weigh(self) -> None:
        """Find the part that holds the article, and take back that parts are none of it where those of a name hold much of it."""
        named: Counter[str] = Counter()
        for at in self.anchors:
            for part in self.chunks[at].parts:
                part.weight += len(self.chunks[at].text)
                if part.around:
                    named[_kind_of(part)] += len(self.chunks[at].text)
        total = sum(len(self.chunks[at].text) for at in self.anchors)
        for chunk in self.chunks:
            for part in chunk.parts:
                part.around = part.around and max(part.weight, named[_kind_of(part)]) < _ARTICLE_SHARE * total
        longest = self.chunks[max(self.anchors, key=lambda at: len(self.chunks[at].text))]
        holders = (part for at in self.anchors for part in self.chunks[at].parts if part.weight >= _LEAST_WEIGHT * total)
        region = min(holders, key=lambda part: part.weight, default=longest.parts[-1])
        self._shapes = Counter(_shape(self.chunks[at]) for at in self.anchors)
        self.regions = twins_of(region, self.chunks)
        self._anchored = frozenset(self.anchors).union(filter(self._goes_on, range(self.first, len(self.chunks))))
        self.anchors = sorted(self._anchored)
        self.opening = next((at for at in self.anchors if looks.is_prose(self.chunks[at])), 0)

    def _goes_on(self, at: int) -> bool:
        """Tell whether a chunk is prose like the article's, in a part that holds it."""
        chunk = self.chunks[at]
        alike = self._is_within(chunk) and self._shapes[_shape(chunk)] > 0
        return alike and looks.is_prose(chunk) and not looks.is_around(chunk) and not looks.is_mere_talk(chunk)

    def _is_within(self, chunk: Chunk) -> bool:
        return not self.regions.isdisjoint(chunk.parts)

    def _is_kept(self, at: int) -> bool:
        chunk = self.chunks[at]
        if looks.is_around(chunk) or self._is_talk(at):
            return False
        if at in self._anchored:
            return not looks.is_mere_link(chunk) and not (at < self.opening and looks.is_stray(chunk))
        if self.first <= at < self.anchors[0] and self.first:  # between title and body
            return chunk.link_share <= looks.LINKY and self._is_missed_above(at)
        return self._is_listed(at) or (self._is_within(chunk) and self._is_missed(at))

    def _is_listed(self, at: int) -> bool:
        """Tell whether a chunk is no link, and an entry of a list of which other entries are the article's."""
        chunk = self.chunks[at]
        within = self.anchors[0] < at < self.anchors[-1]
        return within and not chunk.linked and any(part.weight and part.tag in {"ul", "ol"} for part in chunk.parts)

    def _is_talk(self, at: int) -> bool:
        """Tell whether a chunk is what pages say of themselves; a sentence without a link, marked as others are, is none."""
        chunk = self.chunks[at]
        told = looks.is_mere_talk(chunk) or (marks.is_small_talk(chunk.text) and self.stands_alone(at))
        return told or looks.is_labelled_link(chunk) or looks.is_addresses(chunk)

    def _is_missed_above(self, at: int) -> bool:
        chunk = self.chunks[at]
        alike = self._shapes[_shape(chunk)] > 0 and self._is_within(chunk)
        return (alike and looks.is_prose(chunk)) or (chunk.lies_in("li") and not chunk.linked) or chunk.lies_in("h2", "h3")

    def _is_missed(self, at: int) -> bool:
        """Tell whether a chunk that no sample holds is the article's for all that."""
        chunk = self.chunks[at]
        inner = takewhile(lambda part: part not in self.regions, chunk.parts)
        if chunk.link_share > looks.LINKY or any(part.tag in {"table", "td"} for part in inner):
            return False
        alike = self._shapes[_shape(chunk)] > 1
        within = self.anchors[0] < at < self.anchors[-1]
        if within:
            bold = chunk.is_bold and {at - 1, at + 1} <= self._anchored
            return alike or bold or looks.is_prose(chunk) or chunk.lies_in("h2", "h3", "h4", "blockquote")
        return alike and looks.is_prose(chunk)

    def _without_lists_of_links(self, kept: list[int]) -> list[int]:
        """Return the places without lists in which every entry is a link or begins with one, unless they are much of all."""
        lists: dict[Part, list[int]] = {}
        for at in kept:
            holder = next((part for part in self.chunks[at].parts if part.tag in {"ul", "ol"}), None)
            if holder:
                lists.setdefault(holder, []).append(at)
        if not lists:
            return kept
        begins: dict[Part, Chunk] = {}
        for chunk in self.chunks:
            for part in chunk.parts:
                begins.setdefault(part, chunk)
        length = self._length(kept)
        mere = [
            places
            for places in lists.values()
            if all(self._entry(at, begins).link_share >= looks.LINKED for at in places)
            and self._length(places) < _ARTICLE_SHARE * length
        ]
        dropped = {at for places in mere for at in places}
        return [at for at in kept if at not in dropped]

    def _entry(self, at: int, begins: dict[Part, Chunk]) -> Chunk:
        """Return the chunk with which the entry of a list begins that a chunk lies in. begins: with which each part does."""
        chunk = self.chunks[at]
        return next((begins[part] for part in chunk.parts if part.tag == "li"), chunk)

    def _without_bare_headings(self, kept: list[int]) -> list[int]:
        """Return the places without headings of parts that hold more, of which nothing was kept."""
        held, all_of = Counter(part for at in kept for part in self.chunks[at].parts), self._lengths()
        return [
            at
            for at in kept
            if not looks.is_heading(self.chunks[at])
            or not any(held[part] == 1 and all_of[part] > 2 * len(self.chunks[at].text) for part in self.chunks[at].parts)
        ]

    def _without_boxes_of_talk(self, kept: list[int]) -> list[int]:
        """Return the places without small parts under a heading of talk, unless the article has others of their kind."""
        boxes = {part for at in kept if heads_talk(self.chunks[at]) for part in self.chunks[at].parts[1:2]} - self.regions
        if not boxes:
            return kept
        kinds = Counter((part.tag, part.names) for part in {part for at in kept for part in self.chunks[at].parts})
        all_of = self._lengths()
        boxes = {part for part in boxes if all_of[part] <= _LONGEST_BOX and kinds[part.tag, part.names] == 1}
        return [at for at in kept if boxes.isdisjoint(self.chunks[at].parts)]

    def _lengths(self) -> Counter[Part]:
        """Return how many letters each part of the page holds."""
        found: Counter[Part] = Counter()
        for chunk in self.chunks:
            found.update(dict.fromkeys(chunk.parts, len(chunk.text)))
        return found

    def _without_calls(self, kept: list[int]) -> list[int]:
        """Return the places without what leads to where readers subscribe, and stands apart from all else or at the end."""
        calls = (at for at in kept if self._calls(at) and len(self.chunks[at].text) <= _LONGEST_CALL)
        dropped = {at for at in calls if self.stands_alone(at) or at in kept[-_END:]}
        return [at for at in kept if at not in dropped]

    def _calls(self, at: int) -> bool:
        """Tell whether a chunk leads to where readers subscribe, or names a network in a box of its own within the article."""
        chunk = self.chunks[at]
        boxed = self.boxed(at) and self.stands_alone(at) and at > self.anchors[0] and not chunk.lies_in("blockquote")
        return chunk.calls or (boxed and marks.names_a_network(chunk.text))

    def _without_boxes_below(self, kept: list[int]) -> list[int]:
        """Return the places without short texts of boxes below the part that holds the article, but for notes."""
        within = [at for at in kept if self._is_within(self.chunks[at])]
        last = within[-1] if within else 0
        tags = {self.chunks[at].part.tag for at in within}
        return [at for at in kept if at <= last or not self._is_box(at, tags)]

    def _is_box(self, at: int, tags: set[str]) -> bool:
        """Tell whether a short text, marked as nothing else is, links, is no sentence, or has none of these tags."""
        chunk = self.chunks[at]
        short = len(chunk.text) <= _LONGEST_CALL and self.stands_alone(at)
        apart = chunk.linked > 0 or not looks.is_sentence(chunk) or chunk.part.tag not in tags
        return short and apart and not any(marks.is_note_part(part.names) for part in chunk.parts)

    def _within_linked(self, kept: list[int]) -> list[int]:
        """Return the places from the first to the last that the page's own copy of the text holds, if that is a whole one."""
        held = [at for at in kept if self.linked.length and self.linked.holds(self.chunks[at])]
        length = self._length(held)
        if not held or length < _WHOLE * self.linked.length or length < _MOST_OF * self._length(kept):
            return kept
        return [at for at in kept if held[0] <= at <= held[-1]]

    def _length(self, places: list[int]) -> int:
        return sum(len("".join(words_of(self.chunks[at].text))) for at in places)


def _shape(chunk: Chunk) -> tuple[str, ...]:
    return tuple(f"{part.tag} {part.names}" for part in chunk.parts[:2])


def _kind_of(part: Part) -> str:
    """Return what parts of one kind have in common: their first names, of which a page gives some of them more.

    Of paragraphs it is the name that sets them aside: pages mark those that are paid for as they do what asks to pay.
    """
    if part.tag == "p":
        return f"p {marks.around_in(part.names)}"
    return " ".join(part.names.split()[:2])
