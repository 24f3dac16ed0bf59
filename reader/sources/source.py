"""What every source is, what it gives, and how it says no."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.core.article import Article


class SourceError(Exception):
    """No article can be had from there. The message is a whole sentence: what happened, and what to do next."""


class TooMuch(SourceError):
    """A file holds more than is read of one file: nothing around it is read on either."""


class Reading(NamedTuple):
    """An article as it came from its source.

    notes: whole sentences on what had to be guessed or left out, to be shown with the article; empty when all went plainly.
    name: which file, or part of one, it came from ("wire.zip", or what lies within it).
    """

    article: Article
    notes: tuple[str, ...] = ()
    name: str = ""


class Refusal(NamedTuple):
    """A part of a file that gave no article, beside others that may. sentence: as of a `SourceError`. name: as of a `Reading`."""

    sentence: str
    name: str = ""


Outcome = Reading | Refusal
"""What a file gives, once or many times: an archive holds many articles, and one bad one stops none of the others."""


class Inside(Protocol):
    """What a source reads that lies within the file it reads: the members of an archive, the attachments of a mail."""

    def read(self, raw: bytes, name: str) -> Iterator[Outcome]:
        """Yield what lies in the bytes of an inner file; whatever is wrong with it is a `Refusal`, never an error.

        name: of the inner file alone; that of the outer one is put before it.

        Raises:
            TooMuch: so much was read already that the outer file is at its end too.
        """

    def named(self, part: str) -> str:
        """Return how a part of the outer file is named that is no file (a row of a table)."""

    def count(self, size: int) -> None:
        """Count so many bytes as unpacked that are read otherwise: the parts of a document that is an archive.

        Raises:
            TooMuch: as for `read`.
        """

    def unpack(self, unpacked: Callable[[], bytes], size: int, name: str) -> Iterator[Outcome]:
        """Do as `read` does with bytes that are yet to be unpacked.

        unpacked: gives them, never more than size; may raise SourceError.
        size: what they are counted for before they are unpacked, so that broken ones cost no less than others.
        """


class Source(NamedTuple):
    """One format that articles come in.

    claims: tells by content alone whether these bytes are its own; the first source of the registry that says so reads them.
    read: yields the articles; its arguments are the bytes, the file's name, for messages, and what reads files within.
        Raises SourceError, at any time, when nothing more can be had.
    """

    name: str
    claims: Callable[[bytes], bool]
    read: Callable[[bytes, str, Inside], Iterator[Outcome]]
