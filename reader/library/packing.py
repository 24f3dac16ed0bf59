"""How times, blocks, judgements and scores are written into columns, and read back exactly as they were."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate, pairwise, repeat
from math import isnan, nan
from operator import add
from sys import intern
from typing import TYPE_CHECKING

from reader.core.article import Block, BlockKind
from reader.core.layers import How, Judgement, Verdict
from reader.core.spans import Span, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Looking a value up in a dictionary takes a quarter of the time that calling the enumeration does; there may be 130,000.
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_KINDS = {kind.value: kind for kind in BlockKind}
_HOWS = {how.value: how for how in How}
_FASTEST = 1
_BLOCKS_AT_ONCE = 2_000


@lru_cache(maxsize=64)  # the judgements of one edit are mostly of one time
def time_text(at: datetime) -> str:
    """Return a time in UTC as ISO 8601, always as long, so that texts sort as times do.

    Raises ValueError for a time without a zone: nobody could say when that was.
    """
    if at.tzinfo is None:
        raise ValueError(f"a time needs its zone, {at} has none")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def pack_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks as JSON: a list of [kind, start, end].

    Made some at a time: all at once would hold the interpreter's lock, and with it the window, while a book is imported.
    """
    rows = [[block.kind, block.start, block.end] for block in blocks]
    few = (_compact(rows[at : at + _BLOCKS_AT_ONCE])[1:-1] for at in range(0, len(rows), _BLOCKS_AT_ONCE))
    return f"[{','.join(few)}]"


def unpack_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks that `pack_blocks` wrote."""
    return tuple(Block(_KINDS[kind], start, end) for kind, start, end in json.loads(text))


def unpack_alike(row: tuple[str, str, str, str, str, str, str]) -> Iterator[Judgement]:
    """Return the judgements in a row of columns: verdict, how, at and note of all, and as JSON lists starts, ends and labels."""
    verdict, how, at, note, starts, ends, labels = row
    said = _VERDICTS[verdict], _HOWS[how], datetime.fromisoformat(at), note
    # One string for each label, not for each judgement: it is hashed but once.
    spans = Span.many(json.loads(starts), json.loads(ends), map(intern, json.loads(labels)))
    return map(Judgement._make, zip(spans, *map(repeat, said), strict=False))


def pack_judgements(judgements: Iterable[Judgement]) -> str:
    """Return judgements as JSON: in "kinds" each [label, verdict, how, at, note] once, in "spans" start, end and kind by turns.

    An edit of a hundred thousand judgements has few kinds, so this is a sixth of what a list of whole judgements takes.
    """
    kinds: dict[tuple[str, str, str, str, str], int] = {}
    spans: list[int] = []
    for (start, end, label), verdict, how, at, note in judgements:
        spans += (start, end, kinds.setdefault((label, verdict, how, time_text(at), note), len(kinds)))
    return _compact({"kinds": list(kinds), "spans": spans})


def unpack_judgements(text: str) -> tuple[Judgement, ...]:
    """Return the judgements that `pack_judgements` wrote, in their order."""
    packed = json.loads(text)
    kinds = [
        (label, (_VERDICTS[verdict], _HOWS[how], datetime.fromisoformat(at), note))
        for label, verdict, how, at, note in packed["kinds"]
    ]
    numbers = iter(packed["spans"])
    return tuple(
        Judgement(Span(start, end, kinds[number][0]), *kinds[number][1])
        for start, end, number in zip(numbers, numbers, numbers, strict=True)
    )


def pack_scores(scores: Mapping[Span, float | None]) -> tuple[str, bytes]:
    """Return the labels as JSON, and the spans in reading order with their scores as compressed columns.

    The columns: distances from start to start, lengths, numbers of labels (32-bit), scores (64-bit, NaN for None).
    """
    spans = sorted(scores, key=reading_order)
    labels = {label: number for number, label in enumerate(sorted({span.label for span in spans}))}
    starts = [0, *(span.start for span in spans)]
    columns = struct.pack(
        _columns(len(spans)),
        *(right - left for left, right in pairwise(starts)),
        *(len(span) for span in spans),
        *(labels[span.label] for span in spans),
        *(nan if (score := scores[span]) is None else score for span in spans),
    )
    return _compact(list(labels)), zlib.compress(columns, _FASTEST)


def unpack_scores(labels: str, packed: bytes) -> dict[Span, float | None]:
    """Return the spans and scores that `pack_scores` wrote, in reading order."""
    columns = zlib.decompress(packed)
    names = json.loads(labels)
    size = len(columns) // struct.calcsize(_columns(1))
    numbers = struct.unpack(_columns(size), columns)
    starts = tuple(accumulate(numbers[:size]))
    ends = tuple(map(add, starts, numbers[size : 2 * size]))
    spans = Span.many(starts, ends, map(names.__getitem__, numbers[2 * size : 3 * size]))
    return {span: None if isnan(score) else score for span, score in zip(spans, numbers[3 * size :], strict=True)}


def unpack_near(labels: str, packed: bytes) -> dict[Span, float]:
    """Return the alternatives that `pack_scores` wrote: each of them has a score."""
    return {span: score for span, score in unpack_scores(labels, packed).items() if score is not None}


def pack_places(places: tuple[tuple[int, ...], tuple[int, ...]]) -> bytes:
    """Return the starts and the ends of some places as compressed columns of 32 bits."""
    starts, ends = places
    return zlib.compress(struct.pack(f"<{len(starts)}I{len(ends)}I", *starts, *ends), _FASTEST)


def unpack_places(packed: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the places that `pack_places` wrote."""
    columns = zlib.decompress(packed)
    numbers = struct.unpack(f"<{len(columns) // 4}I", columns)
    return numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]


def _columns(size: int) -> str:
    return f"<{size}I{size}I{size}I{size}d"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
