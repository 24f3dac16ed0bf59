"""Turns the bytes of a text file into text, and says so where the encoding had to be guessed."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.files import refuse_damaged, refuse_long_text
from reader.sources.foreign import share_of_controls
from reader.sources.labels import ESCAPING, UTF16, known_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "cp1252"
_LATIN = [_WESTERN, "cp1250", "cp1254"]
_PLAUSIBLE = [*_LATIN, "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "gb18030", "big5", "euc_kr"]
_MOST_ASCII = 0.9
"""The share of ASCII from which on a text is in Latin letters, however odd a few of its bytes are."""
_SAMPLE = 1 << 16
_LEAST_NULS = 0.3
"""The share of NULs in every other byte from which on the bytes are UTF-16 without a mark."""

_MOST_STRAY, _FEW_STRAY = 0.001, 3

_MOST_CONTROLS = 0.05
"""Compressed and encrypted bytes hold twice as many; text in any encoding that is guessed here holds next to none."""


class Decoded(NamedTuple):
    """A text, and whole sentences on what was guessed or lost on the way to it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, declared: str = "") -> Decoded | None:
    """Return the text of bytes: by byte order mark, as strict UTF-8, as declared, or by the best guess; None if they are no text.

    declared: the encoding that the bytes, or who sent them, say that they are in; empty if neither does. It need not be true.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_as(raw[len(mark) :], encoding)
    stated = known_encoding(declared)
    if stated in UTF16 and not len(raw) % 2 and (share_of_controls(raw) > _MOST_CONTROLS or not _is_utf8(raw)):
        return _as_stated(raw, stated)
    if stated in ESCAPING and ESCAPING[stated] in raw:
        return _decode_as(raw, stated)
    try:
        unmarked = _unmarked_utf16(raw)
        return _guessed(raw, unmarked) if unmarked else Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        if share_of_controls(raw) > _MOST_CONTROLS:
            return None
    return (_as_stated(raw, stated) if stated and stated not in UTF16 else None) or _guessed(raw, _guess(raw))


def _as_stated(raw: bytes, encoding: str) -> Decoded | None:
    """Return the text if these bytes are, all but a few, in the encoding they say; without a note where all are.

    What is called UTF-8 must be that in more places than not.
    """
    decoded = _decode_as(raw, encoding)
    stray = decoded.text.count("\ufffd")
    borne = encoding != "utf-8" or 2 * stray < len(decoded.text) - len(decoded.text.encode("ascii", "ignore"))
    return decoded if borne and stray <= _MOST_STRAY * len(decoded.text) + _FEW_STRAY else None


def head_of(raw: bytes) -> str:
    """Return the beginning of a text, to look for marks of a format in; what is not ASCII may be wrong. Empty for no text."""
    head = raw[:_SAMPLE]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    unmarked = _unmarked_utf16(head) if b"\0" in head else None
    return head.decode(unmarked or "utf-8", "replace") if unmarked or share_of_controls(head) <= _MOST_CONTROLS else ""


def lines_of(raw: bytes, name: str) -> tuple[Iterator[str], tuple[str, ...]]:
    """Return the lines of a text, with their ends, and notes on its encoding; UTF-8 is never held whole a second time.

    Raises:
        SourceError: it is no text, or in another encoding too long. name: of the file, for that message.
    """
    if b"\0" not in raw and _is_utf8(raw):
        return io.TextIOWrapper(io.BytesIO(raw), "utf-8-sig", newline=""), ()
    refuse_long_text(name, len(raw))
    decoded = decode(raw)
    if decoded is None:
        refuse_damaged(name, "text file")
    return io.StringIO(decoded.text, newline=""), decoded.notes


def _is_utf8(raw: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(raw)
    try:
        for start in range(0, len(raw), _SAMPLE):
            decoder.decode(view[start : start + _SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def beginning(raw: bytes, most: int) -> bytes:
    """Return the first so many bytes as ASCII shows them: no byte order mark, and no NULs of UTF-16."""
    head = raw[:most]
    mark = next((mark for mark, _ in _MARKS if head.startswith(mark)), b"")
    return head[len(mark) :].replace(b"\0", b"")


def _decode_as(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding))
    except UnicodeDecodeError:
        note = f"Some bytes are not valid {_shown(encoding)}: they are shown as \ufffd."
        return Decoded(raw.decode(encoding, "replace"), (note,))


def _guessed(raw: bytes, encoding: str) -> Decoded:
    text, notes = _decode_as(raw, encoding)
    return Decoded(text, (f"The encoding was guessed: {_shown(encoding)}.", *notes))


def _guess(raw: bytes) -> str:
    """Return the likeliest encoding of text that is not UTF-8."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - on use: most files are UTF-8

    sample = raw[:_SAMPLE]
    if len(raw) > _SAMPLE:
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample
    ascii_only = sample.decode("ascii", "ignore")
    best = from_bytes(sample, cp_isolation=_LATIN if len(ascii_only) >= _MOST_ASCII * len(sample) else _PLAUSIBLE).best()
    if best is None:
        return _WESTERN
    # Alike for most Western text, and the guesser then names cp1250, which turns the Spanish "Núñez" into "Núńez".
    if best.encoding == "cp1250" and _could_be_western(sample, chaos=best.chaos):
        return _WESTERN
    return best.encoding


def _could_be_western(sample: bytes, *, chaos: float) -> bool:
    from charset_normalizer import from_bytes  # noqa: PLC0415

    western = from_bytes(sample, cp_isolation=[_WESTERN]).best()
    return western is not None and western.chaos <= chaos


def _unmarked_utf16(raw: bytes) -> str | None:
    """Return which UTF-16 this is, going by NULs in every other byte; None if it is not."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if len(raw) % 2 or bool(odd) == bool(even):
        return None
    rest = raw.replace(b"\0", b"")
    # Where all else reads as UTF-8, every other byte must be one: else it is a stray one among letters.
    least = (_MOST_ASCII if _is_utf8(rest) and not share_of_controls(rest) else _LEAST_NULS) * len(raw) / 2
    if odd > least:
        return "utf-16-le"
    return "utf-16-be" if even > least else None


def _shown(encoding: str) -> str:
    """Return an encoding's name as the world writes it."""
    names = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP", "euc_kr": "EUC-KR", "koi8_r": "KOI8-R"}
    return names.get(encoding) or encoding.replace("cp125", "windows-125").replace("utf", "UTF").removesuffix("-le").removesuffix(
        "-be"
    )
