"""What in an archive is worth reading, and how what is in one is read."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.files import LIMIT, printable
from reader.sources.source import Inside, Outcome, Reading, SourceError
from reader.sources.unlikely import HEAD, bytes_wanted, is_unlikely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MEDIA = frozenset(
    (
        *(
            ".jpg",
            ".jpeg",
            ".png",
            ".gif",
            ".bmp",
            ".tif",
            ".tiff",
            ".webp",
            ".svg",
            ".ico",
            ".heic",
            ".psd",
            ".ttf",
            ".otf",
            ".woff",
        ),
        *(
            ".mp3",
            ".mp4",
            ".m4a",
            ".m4v",
            ".mov",
            ".avi",
            ".mkv",
            ".webm",
            ".wav",
            ".ogg",
            ".flac",
            ".aac",
            ".wmv",
        ),
    )
)
_OF_THE_SYSTEM = frozenset(("__macosx", "thumbs.db", "desktop.ini"))


class Member(NamedTuple):
    """A file in an archive.

    unpacked: gives its bytes, never more than size, or raises SourceError.
    first: gives so many of the first of them; none where it cannot be unpacked.
    """

    name: str
    size: int
    unpacked: Callable[[], bytes]
    first: Callable[[int], bytes]


def read_members(members: Iterable[Member], name: str, inside: Inside) -> Iterator[Outcome]:
    """Yield what the members give, in the order of their names; with the first article goes a note on what was left out.

    name: of the archive, for messages.

    Raises:
        SourceError: there is no member to read.
    """
    shown = sorted((member for member in members if not _is_hidden(member.name)), key=lambda member: member.name)
    held = [member for member in shown if not is_no_article(member.name, _head(member, inside))]
    if not held:
        raise SourceError(f"{printable(name)} holds no files with words in them: choose another archive.")
    notes = left_out_note(name, len(shown) - len(held))
    for member in held:
        # One that is larger than any file may be is not unpacked at all.
        size = member.size if member.size <= LIMIT else 0
        for outcome in inside.unpack(member.unpacked, size, member.name):
            noted = bool(notes) and isinstance(outcome, Reading)
            yield outcome._replace(notes=(*outcome.notes, *notes)) if noted and isinstance(outcome, Reading) else outcome
            notes = () if noted else notes


def left_out_note(name: str, count: int) -> tuple[str, ...]:
    """Return the note that so many pictures, pieces of code and their like were left out."""
    if not count:
        return ()
    files = "a file" if count == 1 else f"{count:,} files"
    return (f"{printable(name)} also holds {files} of pictures, sound, code or settings, left out here.",)


def is_no_article(name: str, head: bytes = b"") -> bool:
    """Tell whether a file is a picture, a film, a recording, or of those that programs write for programs.

    head: its first bytes, where they are known.
    """
    return PurePosixPath(name).suffix.lower() in _MEDIA or is_unlikely(name, head)


def _head(member: Member, inside: Inside) -> bytes:
    """Return the first bytes of a member that may be a page or what makes one; none of any other."""
    if bytes_wanted(member.name) < HEAD:
        return b""
    inside.count(min(member.size, HEAD))
    return member.first(HEAD)


def _is_hidden(name: str) -> bool:
    parts = [part.lower() for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return not parts or name.endswith("/") or any(part.startswith(".") or part in _OF_THE_SYSTEM for part in parts)
