"""Names the files that no text can be had from, by their first bytes, and says what to do with each kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.sources.zip_listing import lists


class Foreign(NamedTuple):
    """A kind of file, in the plural, and what to do with one of them, put after "Reader can't read …: "; {} is its name."""

    kind: str
    advice: str = "save {} as plain text first."


_PICTURE = "if {} shows words, run OCR on it and open the text that gives."
_UNPACK = "unpack {} first, and open what is in it."
_TABLE = "save {} as CSV first."
_NO_WORDS = "choose a file with words in it instead of {}."
_EXPORT = "export the column with the texts in {} as CSV or JSON Lines first."
_TAKE_OUT = "import the addresses that you want of those in {}."
_DOCX = "save {} as DOCX first."

# No plain text begins so.
_BEGINNINGS: tuple[tuple[bytes, Foreign], ...] = (
    (b"\x89PNG\r\n\x1a\n", Foreign("PNG pictures", _PICTURE)),
    (b"\xff\xd8\xff", Foreign("JPEG pictures", _PICTURE)),
    (b"II*\x00", Foreign("TIFF pictures", _PICTURE)),
    (b"MM\x00*", Foreign("TIFF pictures", _PICTURE)),
    (b"AT&TFORM", Foreign("DjVu files", "save {} as PDF with its text first.")),
    (b"SQLite format 3\x00", Foreign("SQLite databases", "export the table with the texts in {} as CSV first.")),
    (b"\xfd7zXZ\x00", Foreign("xz archives", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Foreign("Zstandard archives", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Foreign("7z archives", _UNPACK)),
    (b"Rar!\x1a\x07", Foreign("RAR archives", _UNPACK)),
    (b"\x7fELF", Foreign("programs", _NO_WORDS)),
    (b"ID3\x03\x00", Foreign("MP3 recordings", _NO_WORDS)),
    (b"ID3\x04\x00", Foreign("MP3 recordings", _NO_WORDS)),
    (b"OggS\x00", Foreign("Ogg recordings", _NO_WORDS)),
    (b"\x1aE\xdf\xa3", Foreign("Matroska films", _NO_WORDS)),
    (b"fLaC\x00", Foreign("FLAC recordings", _NO_WORDS)),
    (b"8BPS\x00", Foreign("Photoshop pictures", _PICTURE)),
    (b"MZ\x90\x00", Foreign("programs", _NO_WORDS)),
    (b"\xcf\xfa\xed\xfe", Foreign("programs", _NO_WORDS)),
    (b"MSCF\x00\x00", Foreign("CAB archives", _UNPACK)),
    (b"\x04\x22\x4d\x18", Foreign("LZ4 archives", _UNPACK)),
    (b"\x1f\x9d", Foreign("archives of compress", _UNPACK)),
    (b"x\x9f>\x22", Foreign("Outlook's winmail.dat files", "ask for what is in {} to be sent as plain files.")),
    (b"!BDN", Foreign("Outlook's mailboxes", "export the mails in {} as EML files first.")),
    (b"PAR1\x15", Foreign("Parquet files", _EXPORT)),
    (b"ARROW1\x00", Foreign("Arrow files", _EXPORT)),
    (b"\x00\x01\x00\x00Standard ", Foreign("Access databases", _EXPORT)),
    (b"\xffWPC", Foreign("WordPerfect files", _DOCX)),
    (b"\x06\x06\xed\xf5\xd8\x1dF\xe5", Foreign("InDesign files", "export {} as PDF or EPUB first.")),
    (b"ITSF\x03\x00", Foreign("Windows help files", "save the pages that you want of {} first.")),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Foreign("shortcuts", "choose what {} leads to.")),
    (b"<!DOCTYPE NETSCAPE-Bookmark", Foreign("lists of bookmarks", _TAKE_OUT)),
    (b"-----BEGIN PGP MESSAGE-----", Foreign("encrypted texts", "decrypt {} first, and open what that gives.")),
    (b"version https://git-lfs.github.com/spec/", Foreign("pointers of Git LFS", "fetch the file that {} stands for first.")),
)
_LOCKED = Foreign("files locked with a password", "open {} with its password, save it without one, then open that.")
_ZIPPED = (
    # A text, table or slides that LibreOffice 24.8 or later has locked as a whole.
    (("mimetype", "encrypted-package"), _LOCKED),
    (("xl/workbook",), Foreign("Excel files", _TABLE)),
    (("visio/document",), Foreign("Visio drawings", "save {} as PDF first.")),
    (("Index/Document",), Foreign("Pages, Numbers and Keynote files", "export {} as Word (DOCX), CSV or PDF first.")),
    (("index.xml", "QuickLook/"), Foreign("Pages files", "export {} as Word (DOCX) or PDF first.")),
    (("FixedDoc",), Foreign("XPS files", "save {} as PDF first.")),
    (("designmap.xml",), Foreign("InDesign files", "export {} as PDF or EPUB first.")),
    (("ppt/presentation",), Foreign("PowerPoint files", "save {} as PDF first.")),
    (
        ("mimetype", "content.xml"),
        Foreign("OpenDocument files other than texts", "save a table in {} as CSV and slides as PDF first."),
    ),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound files ([MS-CFB]): what Microsoft's programs wrote before 2007, and still wrap what is encrypted in."""
_STREAMS = (
    ("EncryptedPackage", _LOCKED),
    (
        "__properties_version1.0",
        Foreign("Outlook's MSG files", "save {} as EML first, by dragging it into another mail program."),
    ),
    ("WordDocument", Foreign("Word files of before 2007", _DOCX)),
    ("PowerPoint Document", Foreign("PowerPoint files of before 2007", "save {} as PDF first.")),
    ("Workbook", Foreign("Excel files of before 2007", _TABLE)),
)
_OLD_OFFICE = Foreign("Word, Excel or PowerPoint files of before 2007", "save {} as DOCX or CSV first.")
_HEAD = 4096

_PATTERNS: tuple[tuple[re.Pattern[bytes], Foreign], ...] = (
    (re.compile(rb"GIF8[79]a.{4}[\x80-\xff]", re.DOTALL), Foreign("GIF pictures", _PICTURE)),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), Foreign("bitmap pictures", _PICTURE)),
    (re.compile(rb"%!PS(?:-Adobe|[\r\n])"), Foreign("PostScript files", "save {} as PDF first.")),
    (re.compile(rb"WARC/1\.\d\r?\n"), Foreign("web archives (WARC)", "take the pages that you want out of {} first.")),
    (re.compile(rb"BEGIN:VCARD\r?\n"), Foreign("address cards", _NO_WORDS)),
    (re.compile(rb"BEGIN:VCALENDAR\r?\n"), Foreign("calendar entries", _NO_WORDS)),
    (re.compile(rb"BZh[1-9]1AY&SY"), Foreign("bzip2 archives", _UNPACK)),
    (
        re.compile(rb"[^\0]{1,31}\0.{28,58}(?:BOOKMOBI|TEXtREAd)", re.DOTALL),
        Foreign("Kindle and Palm books", "save {} as EPUB first."),
    ),
    (re.compile(rb"RIFF.{4}(?:WEBP|WAVE|AVI )|\0\0\0.ftyp", re.DOTALL), Foreign("pictures, films and recordings", _NO_WORDS)),
)
BEFORE_ROOT = rb"\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*+"
"""What may stand before the first element of an XML file."""
_XML = re.compile(BEFORE_ROOT + rb"<([A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,40})([^<>]*)", re.DOTALL)
_XML_MARKS = (b"<?xml", b"<!doctype")
_XML_KINDS = {
    "svg": Foreign("SVG pictures", _PICTURE),
    "worddocument": Foreign("Word's XML files", _DOCX),
    "pkg:package": Foreign("Word's XML files", _DOCX),
    "urlset": Foreign("site maps", "open the pages that you want of those named in {} first."),
    "sitemapindex": Foreign("site maps", "open the pages that you want of those named in {} first."),
}
_XML_ADVICE = "save the text in {} as plain text or as a web page first."
CONTROLS = "".join(map(chr, (*set(range(32)) - set(b"\t\n\v\f\r\x1b"), 127)))
"""Control characters that text does not need: all but blanks, line ends and escape."""


def foreign(raw: bytes) -> Foreign | None:
    """Return what kind of file this is; None for what may be plain text."""
    if is_foreign_zip(raw):
        return next(kind for members, kind in _ZIPPED if all(lists(raw, member) for member in members))
    if raw.startswith(_COMPOUND):
        return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in raw), _OLD_OFFICE)
    head = raw.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    known = next((kind for pattern, kind in _PATTERNS if pattern.match(head)), None)
    return known or next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None) or _xml(head)


def _xml(head: bytes) -> Foreign | None:
    """Return what kind of XML file this is; None for what need not be one, whatever tags are in it."""
    head = head.replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    said = head[:9].lower().startswith(_XML_MARKS)
    root = _XML.match(head)
    if root is None:
        return Foreign("XML files", _XML_ADVICE) if said else None
    name = root[2].decode("ascii", "replace").lower()
    if not said and b"xmlns" not in root[3]:
        return None
    return (
        _XML_KINDS.get(f"{(root[1] or b'').decode()}{name}".lower())
        or _XML_KINDS.get(name)
        or Foreign(f"XML files of this kind (<{name}>)", _XML_ADVICE)
    )


def is_foreign_zip(raw: bytes) -> bool:
    """Tell whether this is a ZIP container of some program that writes no texts."""
    return any(all(lists(raw, member) for member in members) for members, _ in _ZIPPED)


def share_of_controls(content: bytes | str) -> float:
    """Return which part, from 0 to 1, is control characters that text does not need (all but blanks, line ends and escape)."""
    found = sum(map(content.count, CONTROLS.encode())) if isinstance(content, bytes) else sum(map(content.count, CONTROLS))
    return found / max(len(content), 1)
