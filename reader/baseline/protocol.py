r"""The lines that client and worker exchange: one JSON object each, in ASCII, ended by a line feed.

To the worker: `{"job", "digest", "text"}` asks for a baseline, `{"cancel": job}` takes that back, `{"names": {surface:
label}}` tells what was judged before, for all articles that are not begun, `{"quit": true}` ends it; so does the end of the pipe.

From the worker: `{"loading": true}` now and then until `{"ready": tagger}` or `{"failed": sentence}`, where a tagger is
`{"name", "version", "digest"}`. For a job `{"job", "digest", "progress": 0 to 1}` (0 when it begins), then
`{"job", "digest", "spans": [[start, end, label, score], …], "near": [the alternatives, likewise]}` with `"more": true` on every
line but the last, which has `"tagger": tagger`; or `{"job", "digest", "error": sentence}`. For a job taken back
`{"dropped": job}`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.baseline.found import Found
from reader.core.baselines import Tagger
from reader.core.pipes import message, pieces
from reader.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.core.pipes import Message

SPANS_IN_A_LINE = 5_000
"""Reading one line of JSON holds the interpreter's lock: longer ones would make the window stutter."""


class Ask(NamedTuple):
    """Asks for the baseline of a text. digest: the text's; it comes back with every answer."""

    job: int
    digest: str
    text: str


class Cancel(NamedTuple):
    """Takes a job back."""

    job: int


class Know(NamedTuple):
    """Tells names judged before, in place of those told before. names: the label of each surface."""

    names: dict[str, str]


class Quit(NamedTuple):
    """Ends the worker."""


Request = Ask | Cancel | Know | Quit


def ask_line(ask: Ask) -> Iterator[bytes]:
    """Yield the line of a request piece by piece; see `reader.core.pipes.pieces`."""
    yield f'{{"job":{ask.job},"digest":{json.dumps(ask.digest)},"text":"'.encode("ascii")
    for piece in pieces(ask.text):
        yield json.dumps(piece)[1:-1].encode("ascii")
    yield b'"}\n'


def request(raw: bytes) -> Request:
    """Return the request in a line.

    Raises:
        ValueError: There is none in it.
    """
    asked = message(raw)
    match asked:
        case {"job": int(job), "digest": str(digest), "text": str(text)}:
            return Ask(job, digest, text)
        case {"cancel": int(job)}:
            return Cancel(job)
        case {"names": dict(names)}:
            return Know({str(surface): str(label) for surface, label in names.items()})
        case {"quit": True}:
            return Quit()
    wrong = f"no request: {sorted(asked)}"
    raise ValueError(wrong)


def lines(found: Found) -> list[dict[str, object]]:
    """Return what was found as the messages that hold it, still without the job; one message if there is nothing."""
    spans, near = _rows(found.scores), _rows(found.alternatives)
    each = SPANS_IN_A_LINE // 2
    starts = range(0, max(len(spans), len(near), 1), each)
    return [{"spans": spans[at : at + each], "near": near[at : at + each]} for at in starts]


def _rows(scores: Mapping[Span, float | None] | Mapping[Span, float]) -> list[list[object]]:
    return [[span.start, span.end, span.label, score] for span, score in scores.items()]


def found(received: Message) -> Found:
    """Return the spans and alternatives in a message; none if it has none.

    Raises:
        TypeError, ValueError: They are not what they should be.
    """
    return Found(
        {_span(row): None if row[3] is None else float(row[3]) for row in received.get("spans", ())},
        {_span(row): float(row[3]) for row in received.get("near", ())},
    )


def _span(row: list[Any]) -> Span:
    start, end, label, _ = row
    return Span(int(start), int(end), str(label))


def tagger_row(tagger: Tagger) -> Message:
    """Return a tagger as a message holds it."""
    return {"name": tagger.name, "version": tagger.version, "digest": tagger.digest}


def tagger_in(row: Message) -> Tagger:
    """Return the tagger that `tagger_row` wrote.

    Raises:
        KeyError: A field is missing.
    """
    return Tagger(name=str(row["name"]), version=str(row["version"]), digest=str(row["digest"]))
