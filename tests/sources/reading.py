"""What tests of sources ask of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.sources import registry
from reader.sources.source import Reading, Refusal, SourceError

if TYPE_CHECKING:
    from pathlib import Path


def claimant(raw: bytes) -> str:
    """The name of the source that reads these bytes."""
    return registry.source_of(raw).name


def read_one(path: Path) -> Reading:
    """The first article in a file. Raises SourceError."""
    outcome = next(registry.read(path))
    if isinstance(outcome, Refusal):
        raise SourceError(outcome.sentence)
    return outcome


def readings(raw: bytes, name: str = "story") -> list[Reading]:
    """The articles in a file, from which nothing else comes."""
    found = list(registry.read_bytes(raw, name))
    assert [outcome for outcome in found if isinstance(outcome, Refusal)] == []
    return [outcome for outcome in found if isinstance(outcome, Reading)]


def reading(raw: bytes, name: str = "story") -> Reading:
    """The only article in a file."""
    (found,) = readings(raw, name)
    return found


def roles(raw: bytes, name: str = "story") -> list[tuple[str, str]]:
    """The blocks of the only article in a file."""
    article = reading(raw, name).article
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def refusals(raw: bytes, name: str = "story") -> dict[str, str]:
    """The sentences on what in a file gave no article, by the name of that."""
    return {outcome.name: outcome.sentence for outcome in registry.read_bytes(raw, name) if isinstance(outcome, Refusal)}


def refusal(raw: bytes, name: str = "story") -> str:
    """The sentence on a file that nothing is had from."""
    with pytest.raises(SourceError) as caught:
        list(registry.read_bytes(raw, name))
    return str(caught.value)
