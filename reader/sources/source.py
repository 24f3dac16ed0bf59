"""What every source is, what it gives, and how it says no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.core.article import Article


class SourceError(Exception):
    """No article can be had from there. The message is a whole sentence: what happened, and what to do next."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it came from its source.

    notes: whole sentences on what had to be guessed or left out, to be shown with the article; empty when all went plainly.
    """

    article: Article
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One format that articles come in.

    claims: tells by content alone whether these bytes are its own; the first source of the registry that says so reads them.
    read: makes the article; the second argument is the file's name, for messages. Raises SourceError.
    """

    name: str
    claims: Callable[[bytes], bool]
    read: Callable[[bytes, str], Reading]
