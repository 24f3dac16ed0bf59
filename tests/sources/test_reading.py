"""Files in, articles out; or a sentence that says what to do."""

import errno
import hashlib
import os
import socket
import sqlite3
from pathlib import Path, PosixPath
from typing import NoReturn

import pytest
from hypothesis import assume, example, given

from reader.core.article import normalise
from reader.sources import files, registry
from reader.sources.source import Reading, SourceError
from tests.sources.reading import read_one as read
from tests.sources.samples import zipped
from tests.strategies import raw_texts

PROSE = "Iraqi forces edged closer to the outskirts of the city. " * 4


def read_bytes(raw: bytes, name: str) -> Reading:
    (reading,) = registry.read_bytes(raw, name)
    assert isinstance(reading, Reading)
    return reading


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read(path)
    return str(caught.value)


def refusal_of(raw: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(raw, "story.txt")
    return str(caught.value)


def compound(*streams: str) -> bytes:
    """What stands in a compound file ([MS-CFB]) with streams of these names."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)


def test_a_text_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"\r\nMosul\r\n\r\n" + PROSE.encode() + b"\r\n")
    reading = read(path)
    assert reading.article.text == f"\nMosul\n\n{PROSE}\n"
    assert reading.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_and_utf_8_are_no_guess(encoding: str) -> None:
    text = "Mosul \U0001f600 الموصل"
    reading = read_bytes(text.encode(encoding), "story.txt")
    assert (reading.article.text, reading.notes) == (text, ())


def test_big_endian_utf_16_is_told_by_its_mark() -> None:
    assert read_bytes("\ufeffMosul".encode("utf-16-be"), "story.txt").article.text == "Mosul"


@pytest.mark.parametrize(
    ("encoding", "shown", "text"),
    [
        (
            "cp1252",
            "windows-1252",
            "El presidente Núñez habló en España. Mañana viajará a Bogotá.",
        ),
        ("cp1252", "windows-1252", "\u201cSmart quotes\u201d \u2014 and dashes\u2026 don\u2019t fail. Café."),
        (
            "cp1250",
            "windows-1250",
            "Zażółć gęślą jaźń. Prezydent Wałęsa powiedział, że tak.",
        ),
        (
            "cp1251",
            "windows-1251",
            "Президент России заявил это в воскресенье.",
        ),
        (
            "cp1256",
            "windows-1256",
            "قال وزير الدفاع العراقي يوم السبت",
        ),
        (
            "cp932",
            "Shift_JIS",
            "日本の首相は日曜日に東京で記者会見を開いた。",
        ),
        ("utf-16-le", "UTF-16", "Mosul fell on Sunday."),
        ("utf-16-be", "UTF-16", "Mosul fell on Sunday."),
    ],
)
def test_other_encodings_are_guessed_and_the_reading_says_so(encoding: str, shown: str, text: str) -> None:
    reading = read_bytes(text.encode(encoding), "story.txt")
    assert reading.article.text == text
    assert reading.notes == (f"The encoding was guessed: {shown}.",)


def test_a_long_text_in_a_guessed_encoding_is_read_to_its_end() -> None:
    text = "Москва \u2014 город.\n" * 20_000
    assert read_bytes(text.encode("cp1251"), "story.txt").article.text == text
    unbroken = "東京" * 40_000
    assert read_bytes(unbroken.encode("cp932"), "story.txt").article.text == unbroken


def test_bytes_that_fit_no_encoding_are_shown_as_such() -> None:
    reading = read_bytes(PROSE.encode() + b"Caf\xe9 \x81\x8d.", "story.txt")
    assert reading.article.text == PROSE + "Caf\u00e9 \ufffd\ufffd."
    assert reading.notes[0] == "The encoding was guessed: windows-1252."
    assert reading.notes[1] == "Some bytes are not valid windows-1252: they are shown as \ufffd."


def test_half_a_letter_at_the_end_of_utf_16_is_shown_as_such() -> None:
    reading = read_bytes("Mosul".encode("utf-16") + b"!", "story.txt")
    assert reading.article.text == "Mosul\ufffd"
    assert reading.notes == ("Some bytes are not valid UTF-16: they are shown as \ufffd.",)


def test_a_stray_nul_is_left_out() -> None:
    assert read_bytes(PROSE.encode() + b"\0", "story.txt").article.text == PROSE


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    expected = "There is no file story.txt: check its name, or choose another file."
    assert refusal(tmp_path / "story.txt") == expected
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "story.txt") == expected
    assert refusal(Path("sto\0ry.txt")) == "There is no file sto\ufffdry.txt: check its name, or choose another file."


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path.name} is a folder: choose a file in it."
    assert refusal(Path("/")) == "/ is a folder: choose a file in it."


class LockedPath(PosixPath):
    """A file that its owner has locked; the superuser, as whom tests may run, would read any real one."""

    def open(self, *_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = LockedPath(tmp_path / "story.txt")
    path.touch()
    assert refusal(path) == "You may not read story.txt: change its permissions, or choose another file."


def test_other_trouble_is_told_with_its_reason(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert refusal(loop).startswith("loop could not be read (")
    assert refusal(tmp_path / ("x" * 300)).endswith("copy it to this computer, then try again.")


def test_a_name_that_is_not_utf_8_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    assert refusal(tmp_path / "sto\udce9ry.txt").startswith("There is no file sto?ry.txt")


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "pipe is a pipe, not a file: save what comes from it as a file, then open that."


def test_devices_and_sockets_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(Path("/dev/zero")).startswith("zero is a device, not a file")
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("plug")
        assert refusal(tmp_path / "plug").startswith("plug is a socket, not a file")


@pytest.fixture
def _small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", files.MEBIBYTE)


@pytest.mark.usefixtures("_small_limit")
def test_a_file_too_large_is_refused_with_its_size_and_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    with path.open("wb") as file:
        file.truncate(3 * files.MEBIBYTE // 2)
    expected = "book.txt is too large (1.5 MiB): Reader reads files of up to 1 MiB, so cut it into smaller ones first."
    assert refusal(path) == expected


def test_bytes_too_large_are_refused_whatever_they_hold() -> None:
    with pytest.raises(SourceError, match=r"^clip is too large \(256\.0 MiB\)"):
        read_bytes(bytes(files.LIMIT + 1), "clip")


def test_a_text_too_long_is_refused_though_a_book_with_pictures_of_its_size_is_not() -> None:
    with pytest.raises(SourceError, match=r"^clip is too large \(64\.0 MiB\): Reader reads such files of up to 64 MiB"):
        read_bytes(b"a " * (files.TEXT_LIMIT // 2 + 1), "clip")


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", "\ufeff \u00a0".encode(), b"\0"])
def test_a_file_without_a_word_is_refused(raw: bytes) -> None:
    assert refusal_of(raw) in {
        "story.txt holds no text: choose a file with words in it.",
        "Reader can't read binary files: save story.txt as plain text first.",
    }


def test_a_file_of_blanks_holds_no_text() -> None:
    assert refusal_of(b" \n") == "story.txt holds no text: choose a file with words in it."


@pytest.mark.parametrize(
    ("raw", "kind", "advice"),
    [
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}), "Excel files", "save story.txt as CSV"),
        (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": "<x/>"}), "PowerPoint files", "as PDF"),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument files other than texts", "slides as PDF"),
        (zipped({"mimetype": "x", "encrypted-package": b"\x8f"}), "files locked with a password", "save it without one"),
        (compound("Root Entry", "EncryptedPackage"), "files locked with a password", "save it without one"),
        (compound("__properties_version1.0", "WordDocument"), "Outlook's MSG files", "as EML"),
        (compound("Root Entry", "WordDocument"), "Word files of before 2007", "as DOCX"),
        (compound("Workbook"), "Excel files of before 2007", "as CSV"),
        (compound("PowerPoint Document"), "PowerPoint files of before 2007", "as PDF"),
        (compound(), "Word, Excel or PowerPoint files of before 2007", "as DOCX or CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG pictures", "run OCR on it"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>Mosul</text></svg>', "SVG pictures", "run OCR on it"),
        (b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b">\n<!-- by hand --><svg/>', "SVG pictures", "run OCR on it"),
        (b'<?xml version="1.0"?><urlset xmlns="s"><url/></urlset>', "site maps", "open the pages that you want"),
        ('<?xml version="1.0"?><k:kml xmlns:k="k"/>'.encode("utf-16"), "XML files of this kind (<kml>)", "as plain text"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>', "XML files", "save the text in story.txt as plain text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG pictures", "run OCR on it"),
        (b"GIF89a\x10\0\x10\0\x80\0\0", "GIF pictures", "run OCR on it"),
        (b"\0\0\0\x20ftypisom", "pictures, films and recordings", "choose a file with words"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z archives", "unpack story.txt first"),
        (b"Rar!\x1a\x07\x01\0", "RAR archives", "unpack story.txt first"),
        (b"\x7fELF\x02\x01\x01", "programs", "choose a file with words"),
        (zipped({"Index/Document.iwa": b"\0" * 9, "preview.jpg": ""}), "Pages, Numbers and Keynote files", "as Word (DOCX)"),
        (zipped({"index.xml": "<x/>", "QuickLook/Preview.pdf": ""}), "Pages files", "as Word (DOCX)"),
        (zipped({"FixedDocSeq.fdseq": "<x/>"}), "XPS files", "as PDF"),
        (zipped({"mimetype": "x", "designmap.xml": "<x/>"}), "InDesign files", "as PDF or EPUB"),
        (b"x\x9f>\x22\1\0\1", "Outlook's winmail.dat files", "be sent as plain files"),
        (b"PAR1\x15\4", "Parquet files", "as CSV or JSON Lines"),
        (b"BZh51AY&SY", "bzip2 archives", "unpack story.txt first"),
        (b"My_Book\0" + bytes(52) + b"BOOKMOBI", "Kindle and Palm books", "as EPUB"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "web archives (WARC)", "take the pages"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar entries", "choose a file with words"),
        (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META>\n", "lists of bookmarks", "import the addresses"),
        (b"<?xml version='1.0'?><pkg:package xmlns:pkg='p'/>", "Word's XML files", "as DOCX"),
        (b"<?xml version='1.0'?><package xmlns='opf'/>", "XML files of this kind (<package>)", "as plain text"),
        (bytes(range(256)) * 4, "binary files", "save story.txt as plain text"),
        (b"".join(hashlib.sha256(bytes([seed])).digest() for seed in range(100)), "binary files", "as plain text"),
        (b"a\0b\0\0c", "binary files", "save story.txt as plain text"),
        (b"\x01\x02story\x03\x04", "binary files", "save story.txt as plain text"),
    ],
)
def test_what_is_no_text_is_named_for_what_it_is_with_what_to_do(raw: bytes, kind: str, advice: str) -> None:
    sentence = refusal_of(raw)
    assert sentence.startswith(f"Reader can't read {kind}: ")
    assert advice in sentence


def test_a_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "library.txt"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert refusal(path).startswith("Reader can't read SQLite databases: ")


@pytest.mark.parametrize(
    "text",
    [
        "GIF89a is a format of pictures.",
        "<b>Mosul</b> fell.",
        "PK is a name.",
        "A %PDF- in mid-text",
        "<svg> is a tag of XML.",
        "<a> <b>",
        "PAR1 is a code.",
        "WARC/1.0 is a format of archives.",
        "BEGIN:VCARD is how address cards begin.",
        "%!PS stands at the top of them.",
        'x = [{"a": 1}]',
    ],
)
def test_text_that_only_begins_like_something_else_is_text(text: str) -> None:
    assert read_bytes(text.encode(), "story.txt").article.text == text


@given(raw_texts(min_size=1))
@example("\ufeff\ufeffMosul")
@example("%PDF-\x01")
@example("\r\n" * 30 + "\x01" + "a" * 40)
@example("Mosul\0")
@example("..\u201c\0")
def test_what_was_read_is_read_alike_from_what_is_written(text: str) -> None:
    try:
        first = read_bytes(text.encode(), "story.txt").article
    except SourceError as error:
        assume(str(error).endswith("first.") or str(error).endswith("in it."))
        return
    assume(registry.source_of(text.encode()).name == "plain text")  # of others, what is seen is not all
    assert first.text == normalise(text).lstrip("\ufeff")
    again = read_bytes(first.text.encode(), "story.txt")
    assert (again.article, again.notes) == (first, ())
