"""Merging: what another library holds comes into this one, however often and in whichever direction.

Articles are the same when their texts are, baselines when text and tagger are. Tags, notes and visits are each the later of the
two; what an article has cost is the larger of the two, for nothing tells apart what both counted. Folders that are watched stay
where they are. An article that was taken out of one library comes back from the other: nothing is kept of what has gone.

Layers of analysts that are strangers here come with their whole journal. Where the same analyst worked on an article in both
files, the journals are merged edit by edit, and every layer stays what replaying its own journal gives:

- An edit says something of each span it touches: this judgement now stands there, or none does. The last thing a journal says of
  a span is its *word* on it; its time is the latest at which the journal said anything of that span.
- Of two words on one span the later holds; of equally late ones the one that comes last in the order of their texts, so that both
  directions end alike.
- The other journal's edits are appended in their order, each cut down to the spans on which the other journal has the later word
  and to what it said there from the time on at which this journal fell silent. An edit of which nothing is left is not appended.
  What it takes out is what really stands here, so that undo brings exactly that back. It keeps its title, time, step and origin.

So after a merge no word of the other journal is later than the one here, and merging again finds nothing to do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.core.history import Edit, Step
from reader.core.layers import Layer
from reader.library.packing import pack_judgements, time_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.core.layers import Judgement
    from reader.core.spans import Span


class _Word(NamedTuple):
    """What a journal last says of a span. at: as `time_text`, the latest time it said anything. said: "" for nothing."""

    at: str = ""
    said: str = ""


class _Mark(NamedTuple):
    """What a journal last says of the finished mark. last: the number of the edit that says it."""

    at: str = ""
    finished: bool = False
    last: int = -1


def edits_to_append(here: Iterable[Edit], there: Iterable[Edit]) -> Iterator[Edit]:
    """Yield what is to be appended to the journal `here`, in this order, to take in the journal `there` of the same layer."""
    mine, theirs = list(here), list(there)
    if not mine:
        yield from theirs
        return
    layer = Layer("", "")
    for edit in mine:
        layer.apply(edit.removed, edit.added, finished=edit.finished)
    news, mark_news = _news(mine, theirs), _mark_news(mine, theirs)
    origins = {edit.origin for edit in mine if edit.step is Step.DO}
    for number, edit in enumerate(theirs):
        finished = edit.finished if number in mark_news and edit.finished != layer.finished else None
        if number in news or finished is not None:
            cut = _cut(edit, news.get(number, set()), layer, finished)
            while cut.step is Step.DO and cut.origin in origins:
                cut = replace(cut, origin=cut.origin + "+")  # its other part came in an earlier merge: undone by itself
            layer.apply(cut.removed, cut.added, finished=cut.finished)
            yield cut


def _news(mine: Iterable[Edit], theirs: Iterable[Edit]) -> dict[int, set[Span]]:
    """Return on which spans each of their edits, by its number, says something that is to be taken in."""
    words, their_words = _words(mine), _words(theirs)
    silent = _Word()
    later = {span for span, word in their_words.items() if word > words.get(span, silent)}
    known = {(*_name(edit), span) for edit in mine for span in _said(edit)}
    last = {span: number for number, edit in enumerate(theirs) for span in _said(edit)}
    latest: dict[Span, str] = {}
    news: dict[int, set[Span]] = {}
    for number, edit in enumerate(theirs):
        for span in later & _said(edit).keys():
            latest[span] = max(latest.get(span, ""), time_text(edit.at))
            is_new = latest[span] >= words.get(span, silent).at and (*_name(edit), span) not in known
            if is_new or last[span] == number:
                news.setdefault(number, set()).add(span)
    return news


def _mark_news(mine: Iterable[Edit], theirs: Iterable[Edit]) -> set[int]:
    """Return the numbers of their edits whose finished mark is to be taken in."""
    mark, their_mark = _mark(mine), _mark(theirs)
    if their_mark.finished == mark.finished or their_mark[:2] < mark[:2]:
        return set()
    since = {number for number, edit in enumerate(theirs) if edit.finished is not None and time_text(edit.at) > mark.at}
    return since | {their_mark.last}


def _cut(edit: Edit, spans: set[Span], layer: Layer, finished: bool | None) -> Edit:
    """Return what an edit says of these spans, as an edit of a layer that may be another than the one it was made on."""
    said = _said(edit)
    added = tuple(judgement for judgement in edit.added if judgement.span in spans)
    before = [layer.get(judgement.span, judgement) for judgement in edit.removed if judgement.span in spans]
    before = [judgement for judgement in before if judgement.span in layer or said[judgement.span] is None]
    named = {judgement.span for judgement in before}
    before += [layer[judgement.span] for judgement in added if judgement.span in layer and judgement.span not in named]
    return replace(edit, removed=tuple(before), added=added, finished=finished)


def _said(edit: Edit) -> dict[Span, Judgement | None]:
    """Return what stands on each span that an edit touches once it is made; None for nothing."""
    gone: dict[Span, Judgement | None] = dict.fromkeys(judgement.span for judgement in edit.removed)
    return gone | {judgement.span: judgement for judgement in edit.added}


def _words(edits: Iterable[Edit]) -> dict[Span, _Word]:
    words: dict[Span, _Word] = {}
    for edit in edits:
        at = time_text(edit.at)
        for span, judgement in _said(edit).items():
            said = "" if judgement is None else pack_judgements([judgement])
            words[span] = _Word(max(at, words[span].at) if span in words else at, said)
    return words


def _mark(edits: Iterable[Edit]) -> _Mark:
    mark = _Mark()
    for number, edit in enumerate(edits):
        if edit.finished is not None:
            mark = _Mark(max(mark.at, time_text(edit.at)), edit.finished, number)
    return mark


def _name(edit: Edit) -> tuple[str, str, Step]:
    return time_text(edit.at), edit.origin, edit.step
