"""`reader tag`: what a tagger finds in files, as JSON lines, without a library."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.baseline.crew import Crew
from reader.cli.json_lines import json_lines
from reader.sources.registry import read
from reader.sources.source import Refusal, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from reader.core.baselines import Baseline


@dataclass(frozen=True, slots=True)
class Text:
    """A text to tag.

    row: what else is said of it. text: None where there is none, and then `trouble` is the sentence that says why.
    place: where it comes from, to begin a sentence with. size: bytes of its file up to its end, since the one before.
    """

    row: dict[str, Any] = field(default_factory=dict)
    text: str | None = None
    trouble: str = ""
    place: str = ""
    size: int = 0


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, and those within the folders at any depth, by name; hidden ones only when they are named."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and not any(part.startswith(".") for part in inner.relative_to(path).parts):
                yield inner


def size_of(paths: Iterable[Path]) -> int:
    """Return how many bytes the files have; those that are not there have none."""
    size = 0
    for path in paths:
        with suppress(OSError):
            size += path.stat().st_size
    return size


def texts_in(paths: Iterable[Path]) -> Iterator[Text]:
    """Yield the texts in files, in order; one bad file or line stops no other."""
    for path in paths:
        yield from _rows(path) if path.suffix == ".jsonl" else _articles(path)


def _rows(path: Path) -> Iterator[Text]:
    for line in json_lines(path):
        if line.row is None:
            yield Text(trouble=f"{line.place} {line.trouble}", size=line.size)
        else:
            yield Text(line.row, line.row["text"], place=line.place, size=line.size)


def _articles(path: Path) -> Iterator[Text]:
    size = size_of([path])
    try:
        for outcome in read(path):
            if isinstance(outcome, Refusal):
                yield Text(trouble=outcome.sentence, size=size)
            else:
                yield Text({"path": str(path)}, outcome.article.text, place=str(path), size=size)
            size = 0
    except SourceError as error:
        yield Text(trouble=str(error), size=size)


def tagged_lines(
    paths: Iterable[Path], tagger: str, *, jobs: int = 1, on_progress: Callable[[Text], None] = lambda _text: None
) -> Iterator[dict[str, Any] | str]:
    """Yield a line for each text in its order, or a sentence for each that could not be read or tagged.

    Args:
        paths: Files.
        tagger: As `identity.tagger_folder` takes it.
        jobs: How many processes tag.
        on_progress: Is told of each text that is done.

    Raises TaggerBroken.
    """
    with Crew(tagger, jobs) as crew:
        for text, outcome in crew.tag((text, text.text) for text in texts_in(paths)):
            on_progress(text)
            if text.text is None:
                yield text.trouble
            elif isinstance(outcome, str):
                yield f"{text.place}: {outcome}"
            else:
                yield _line(text.row, text.text, outcome)


def _line(row: dict[str, Any], text: str, found: Baseline) -> dict[str, Any]:
    """Return what was found, beside the other keys of the row; the text stays as it is, character for character."""
    tagger = found.tagger
    spans = [{"start": span.start, "end": span.end, "label": span.label, "score": score} for span, score in found.scores.items()]
    return row | {
        "text": text,
        "spans": spans,
        "tagger": {"name": tagger.name, "version": tagger.version, "digest": tagger.digest},
    }
