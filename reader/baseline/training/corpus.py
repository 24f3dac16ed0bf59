"""Tagged articles to train on, read from files."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.baseline.labels import label_here
from reader.baseline.training import marked
from reader.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_OUT_OF = 1_000
_TAGGED = {".jsonl", ".txt"}
"""Endings of the files that are read in a folder."""


class CorpusBroken(ValueError):
    """A file cannot be trained on. The message says which line, and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its true spans. name: what its place in the split is drawn by."""

    name: str
    text: str
    spans: tuple[Span, ...]


def read(file: Path) -> list[Example]:
    """Read a file of tagged articles, or all in a folder; names of labels become those of the default scheme.

    A file whose name ends in .txt holds articles with marks (see `marked`). Any other has one object a line: `{"text", "spans":
    [{"start", "end", "label"}, …], "meta": {"id"}}`, where offsets are code points, half-open, and `meta` may be absent.

    Raises:
        OSError: The file cannot be read.
        CorpusBroken: It is not as above.
    """
    if file.is_dir():
        return [example for each in sorted(file.iterdir()) if each.suffix in _TAGGED for example in read(each)]
    if file.suffix == ".txt":
        return _marked(file)
    examples = []
    with file.open(encoding="utf-8") as lines:
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    examples.append(_example(file, number, line))
        except UnicodeDecodeError as error:
            message = f"{file.name} is not UTF-8: {error.reason} at byte {error.start}."
            raise CorpusBroken(message) from error
    return examples


def _marked(file: Path) -> list[Example]:
    examples: list[Example] = []
    try:
        for article in marked.articles(file.read_text(encoding="utf-8")):
            text, spans = marked.parse(article)
            known = tuple(Span(span.start, span.end, label_here(span.label)) for span in spans)
            examples.append(Example(f"{file.stem}-{len(examples) + 1}", text, known))
    except UnicodeDecodeError as error:
        raise CorpusBroken(f"{file.name} is not UTF-8: {error.reason} at byte {error.start}.") from error
    except marked.MarkBroken as error:
        raise CorpusBroken(f"{file.name}, article {len(examples) + 1}: {error}") from error
    return examples


def split(examples: Iterable[Example], share: float) -> tuple[list[Example], list[Example]]:
    """Return the examples to learn from, and about a share of them to measure on, by their names alone.

    So an example stays on its side whatever else is trained on.
    """
    learn: list[Example] = []
    measure: list[Example] = []
    for example in examples:
        drawn = int.from_bytes(hashlib.sha256(example.name.encode()).digest()[:4], "big") % _OUT_OF
        (measure if drawn < share * _OUT_OF else learn).append(example)
    return learn, measure


def _example(file: Path, number: int, line: str) -> Example:
    try:
        row = json.loads(line)
        text = str(row["text"])
        spans = {Span(int(each["start"]), int(each["end"]), label_here(str(each["label"]))) for each in row["spans"]}
        name = str((row.get("meta") or {}).get("id") or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{file.name}, line {number}: {type(error).__name__}: {error}."
        raise CorpusBroken(message) from error
    if any(span.end > len(text) for span in spans):
        message = f"{file.name}, line {number}: a span ends behind the text."
        raise CorpusBroken(message)
    return Example(name, text, tuple(sorted(spans)))


def flat(spans: Sequence[Span], labels: Iterable[str]) -> list[Span]:
    """Return the spans of some labels without those that overlap a longer one, or an earlier one as long."""
    known = frozenset(labels)
    taken: list[Span] = []
    for span in sorted((span for span in spans if span.label in known), key=lambda span: (-len(span), span.start)):
        if not any(span.overlaps(other.start, other.end) for other in taken):
            taken.append(span)
    return sorted(taken)


def is_name_word(word: str) -> bool:
    """Tell whether a word is a name to swap: it has a capital and then small letters, and no full stop behind it."""
    return len(word) > 1 and word[0].isupper() and all(unicodedata.category(char)[0] in "LM" or char in "'’-" for char in word)
