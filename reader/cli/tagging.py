"""`reader tag`: what a tagger finds in files, as JSON lines, without a library."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn

from reader.sources.registry import read_one
from reader.sources.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.baseline.pipeline import Pipeline


def tagged_lines(paths: Iterable[Path], tagger: str) -> Iterator[dict[str, Any] | str]:
    """Yield a line for each article, or a sentence for each that could not be read; one bad file or line stops no other.

    Raises TaggerNotFound, TaggerBroken.
    """
    from reader.baseline.pipeline import load  # noqa: PLC0415 - spaCy takes a second to load

    pipeline = load(tagger)
    for path in paths:
        if path.suffix == ".jsonl":
            yield from _json_lines(path, pipeline)
            continue
        try:
            text = read_one(path).article.text
        except SourceError as error:
            yield str(error)
        else:
            yield _line({}, text, pipeline)


def _json_lines(path: Path, pipeline: Pipeline) -> Iterator[dict[str, Any] | str]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _json_line(line, f"Line {number} of {path}", pipeline)
    except (OSError, UnicodeDecodeError) as error:
        yield f"{path} could not be read ({error}). See that it is a UTF-8 text file that you may read."


def _json_line(line: str, place: str, pipeline: Pipeline) -> dict[str, Any] | str:
    try:
        row = json.loads(line, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        return f"{place} is not JSON ({error}): it is left out."
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return f"{place} has no “text”: it is left out."
    return _line(row, row["text"], pipeline)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number there")


def _finite(digits: str) -> float:
    """Return a number that JSON can say again. Raises ValueError."""
    return number if isfinite(number := float(digits)) else _no_number(digits)


def _line(row: dict[str, Any], text: str, pipeline: Pipeline) -> dict[str, Any]:
    """Return what was found, beside the other keys of the row; the text stays as it is, character for character."""
    found = pipeline.tag(text)
    tagger = pipeline.tagger
    spans = [{"start": span.start, "end": span.end, "label": span.label, "score": score} for span, score in found.items()]
    return row | {
        "text": text,
        "spans": spans,
        "tagger": {"name": tagger.name, "version": tagger.version, "digest": tagger.digest},
    }
