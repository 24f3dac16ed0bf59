"""Archives: what is in them is read as if it stood alone, whatever they say of themselves; nothing is ever written."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

import pytest

from reader.sources import files, registry
from reader.sources.source import Reading, Refusal
from tests.sources.locked.ciphers import zip_cipher
from tests.sources.reading import reading, readings, refusal, refusals
from tests.sources.samples import PROSE, archive, mail, tarred, zipped

WITHIN = " \u203a "
CRC = zlib.crc32(PROSE.encode())


def raw_zip(*entries: dict[str, object]) -> bytes:
    """A ZIP archive built by hand, so that it may lie. Of each entry: name, packed, and whatever differs from what is true."""
    raw, directory = b"", b""
    for given in entries:
        held = {
            "name": b"a.txt",
            "packed": b"",
            "method": 8,
            "flags": 0,
            "crc": 0,
            "size": 0,
            "at": len(raw),
            "extra": b"",
            **given,
        }
        local = struct.pack(
            "<4s5H3L2H",
            b"PK\3\4",
            20,
            held["flags"],
            held["method"],
            0,
            33,
            held["crc"],
            len(held["packed"]),
            held["size"],
            len(held["name"]),
            0,
        )
        directory += (
            struct.pack(
                *(
                    "<4s6H3L5H2L",
                    b"PK\1\2",
                    20,
                    20,
                    held["flags"],
                    held["method"],
                    0,
                    33,
                    held["crc"],
                    len(held["packed"]),
                    held["size"],
                ),
                *(len(held["name"]), len(held["extra"]), 0, 0, 0, 0, held["at"]),
            )
            + held["name"]
            + held["extra"]
        )
        raw += local + held["name"] + held["packed"]
    return raw + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(raw), 0)


def deflated(raw: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(raw) + packer.flush()


def test_members_are_read_in_the_order_of_their_names_without_what_only_systems_and_pages_need():
    found = readings(archive(), "wire.zip")
    assert [held.name.split(WITHIN, 1)[1] for held in found] == [
        "a.docx",
        "b/story.txt",
        *(f"c.jsonl{WITHIN}Line {number}" for number in (1, 2, 3)),
        f"inner.zip{WITHIN}d.txt",
        f"inner.zip{WITHIN}e.eml",
        f"inner.zip{WITHIN}e.eml{WITHIN}notes.txt",
    ]
    assert found[0].notes == ("wire.zip also holds 2 files of pictures, sound, code or settings, left out here.",)


def test_a_member_that_cannot_be_read_stops_no_other():
    raw = zipped({"a.txt": PROSE, "b.rar": b"Rar!\x1a\x07\x01\0", "c.txt": PROSE})
    outcomes = list(registry.read_bytes(raw, "wire.zip"))
    assert [type(outcome) for outcome in outcomes] == [Reading, Refusal, Reading]
    assert outcomes[1].sentence == "Reader can't read RAR archives: unpack b.rar first, and open what is in it."


def test_a_member_without_a_name_is_read():
    entry = {"packed": deflated(PROSE.encode()), "size": len(PROSE), "crc": CRC}
    found = readings(raw_zip({**entry, "name": b""}, entry), "wire.zip")
    assert [held.name for held in found] == [f"wire.zip{WITHIN}a file without a name", f"wire.zip{WITHIN}a.txt"]


def test_names_that_lead_out_of_an_archive_are_only_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    raw = zipped({"../../up.txt": PROSE, "/etc/root.txt": PROSE, "C:\\win.txt": PROSE})
    assert len(readings(raw)) == 3
    assert list(tmp_path.iterdir()) == []


def test_an_archive_of_nothing_to_read_is_refused():
    sentence = "story holds no files with words in them: choose another archive."
    assert refusal(zipped({})) == refusal(zipped({"a.png": b"\x89PNG", "__MACOSX/a": "x", ".b": "x"})) == sentence


def locked(password: bytes) -> dict[str, object]:
    """An entry of an archive that is encrypted as ZIP has always done it."""
    packed = zip_cipher(password, bytes(11) + bytes([CRC >> 24]) + deflated(PROSE.encode()))
    return {"packed": packed, "flags": 1, "size": len(PROSE), "crc": CRC}


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8", ["Отчёт за март.txt", "青浜港.txt"]),
        ("cp437", ["Übersicht.txt", "Große Städte.txt", "résumé.txt"]),
        ("cp850", ["Informação.txt", "São João.txt"]),
        ("cp866", ["Новости дня.txt", "Отчёт за март.txt"]),
        ("cp866", ["Обзор.txt"]),
        ("cp932", ["青浜港の報告.txt", "漁協の記事.txt"]),
        ("cp932", ["会議の記録.txt", "平和の話.txt"]),
        ("gb18030", ["三月报告.txt", "新闻稿.txt"]),
        ("big5", ["三月報告.txt", "新聞稿件.txt"]),
        ("cp949", ["뉴스 기사.txt", "보고서.txt"]),
        ("cp1251", ["Отчёт за март.txt"]),
        ("cp1252", ["Città e paesi.txt"]),
        ("cp1252", ["Größe der Städte.txt", "Müller.txt"]),
    ],
)
def test_names_without_a_mark_are_shown_as_they_were_meant(encoding, names):
    entry = {"packed": deflated(PROSE.encode()), "size": len(PROSE), "crc": CRC}
    raw = raw_zip(*({**entry, "name": name.encode(encoding)} for name in names))
    assert {held.name for held in readings(raw, "wire.zip")} == {f"wire.zip{WITHIN}{name}" for name in names}


def test_a_name_that_stands_beside_another_counts_if_it_is_of_that():
    entry = {"packed": deflated(PROSE.encode()), "size": len(PROSE), "crc": CRC, "name": b"?????.txt"}
    for crc, shown in ((zlib.crc32(b"?????.txt"), "Обзор.txt"), (7, "?????.txt")):
        field = b"\1" + struct.pack("<L", crc) + "Обзор.txt".encode()
        raw = raw_zip({**entry, "extra": struct.pack("<HH", 0x7075, len(field)) + field})
        assert reading(raw, "wire.zip").name == f"wire.zip{WITHIN}{shown}"


def test_a_locked_member_is_told_of_and_stops_no_other():
    raw = raw_zip(locked(b"Mosul"), {"name": b"b.txt", "packed": deflated(PROSE.encode()), "size": len(PROSE), "crc": CRC})
    assert refusals(raw) == {f"story{WITHIN}a.txt": "a.txt is locked with a password: unpack it with the password first."}
    assert [held.name for held in registry.read_bytes(raw, "story") if isinstance(held, Reading)] == [f"story{WITHIN}b.txt"]
    with zipfile.ZipFile(io.BytesIO(raw)) as container:  # whoever has the password can read it
        assert container.read("a.txt", b"Mosul").decode() == PROSE


def test_a_locked_archive_is_told_of_once():
    raw = raw_zip(locked(b"Mosul"), {**locked(b"Mosul"), "name": b"b.txt"})
    assert refusal(raw) == "story is locked with a password: unpack it with the password, and import what that gives."
    # AE-2 of WinZip, whose members are of a packing of its own.
    raw = raw_zip({"packed": bytes(60), "method": 99, "flags": 1, "size": len(PROSE)})
    assert refusal(raw).startswith("story is locked with a password: ")


@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_packings_that_unpack_without_bound_are_left_alone(method):
    raw = raw_zip({"packed": b"BZh91AY&SY" + bytes(100), "method": method, "size": 100})
    assert refusals(raw) == {f"story{WITHIN}a.txt": "a.txt is packed in a way that Reader doesn't know: unpack it first."}


def test_a_member_whose_checksum_is_wrong_or_that_ends_early_is_damaged():
    sentence = "a.txt is a damaged or incomplete file: get it again from where it came from."
    packed = deflated(PROSE.encode())
    for entry in (
        {"packed": packed, "size": len(PROSE)},
        {"packed": packed[:20], "size": len(PROSE)},
        {"packed": b"\xff" * 30, "size": 30},
    ):
        assert refusals(raw_zip(entry)) == {f"story{WITHIN}a.txt": sentence}


def test_a_member_that_unpacks_to_more_than_it_says_is_damaged_and_not_unpacked_on():
    raw = raw_zip({"packed": deflated(bytes(50_000_000)), "size": 1000, "crc": zlib.crc32(bytes(50_000_000))})
    assert list(refusals(raw)) == [f"story{WITHIN}a.txt"]


def test_a_member_that_says_it_is_too_large_is_not_unpacked_at_all():
    raw = raw_zip({"packed": deflated(bytes(1000)), "size": 4_000_000_000})
    assert refusals(raw)[f"story{WITHIN}a.txt"].startswith("a.txt is too large (3,814.7 MiB)")


def test_members_that_overlap_count_each_for_what_they_unpack_to(monkeypatch):
    monkeypatch.setattr(registry, "MOST_BYTES", 50 * files.MEBIBYTE)
    held = bytes(10 * files.MEBIBYTE)
    entry = {"packed": deflated(held), "size": len(held), "crc": zlib.crc32(held)}
    raw = raw_zip(entry, *({**entry, "packed": b"", "at": 0} for _ in range(1000)))
    assert refusal(raw) == "story unpacks to more than 50 MiB: unpack it, and import a part at a time."


def test_broken_members_count_for_what_they_say_they_unpack_to(monkeypatch):
    monkeypatch.setattr(registry, "MOST_BYTES", 50 * files.MEBIBYTE)
    bomb = raw_zip(*({"packed": deflated(bytes(1000)), "size": 20 * files.MEBIBYTE} for _ in range(3)))
    outcomes = []
    with pytest.raises(registry.TooMuch, match=r"^wire\.zip unpacks to more than 50 MiB"):
        outcomes.extend(registry.read_bytes(zipped({f"{at}.zip": bomb for at in range(10)}), "wire.zip"))
    assert len(outcomes) <= 3


def test_more_files_than_are_read_of_one_end_the_reading_once(monkeypatch):
    monkeypatch.setattr(registry, "MOST_FILES", 5)
    found = registry.read_bytes(zipped({f"{at}.txt": PROSE for at in range(9)}), "wire.zip")
    assert sum(isinstance(next(found), Reading) for _ in range(5)) == 5
    with pytest.raises(registry.TooMuch, match=r"^wire\.zip holds more than 5 files"):
        next(found)


def test_archives_in_archives_are_read_so_deep_and_no_deeper():
    raw = zipped({"a.txt": PROSE})
    for _ in range(registry.DEPTH - 1):
        raw = zipped({"a.zip": raw})
    assert reading(raw).name.count(WITHIN) == registry.DEPTH
    (sentence,) = refusals(zipped({"a.zip": raw})).values()
    assert sentence.endswith("lies too deep in other files: unpack it first.")


def test_a_directory_of_more_members_than_any_archive_needs_is_refused():
    assert refusal(b"PK\5\6" + b"PK\1\2" * 100_001).startswith("story holds more than 100,000 files")


def test_a_file_packed_by_gzip_is_read_under_its_own_name():
    assert reading(gzip.compress(PROSE.encode()), "a.txt.gz").name == f"a.txt.gz{WITHIN}a.txt"
    assert [held.name for held in readings(gzip.compress(tarred()), "a.tgz")] == [
        f"a.tgz{WITHIN}a.tar{WITHIN}a.txt",
        f"a.tgz{WITHIN}a.tar{WITHIN}f/b.txt",
    ]
    assert readings(gzip.compress(mail()), "a")[0].name == f"a{WITHIN}a unpacked"


def test_a_gzip_file_that_lies_of_its_size_is_refused():
    packed = gzip.compress(PROSE.encode() * 10)
    lie = packed[:-4] + (100).to_bytes(4, "little")
    (sentence,) = refusals(lie).values()
    assert sentence == "story doesn't unpack to the size it gives for itself: unpack it first, and open what is in it."
    assert refusal(packed[:-4] + b"\xff" * 4).startswith("story is too large (4,096.0 MiB)")
    (sentence,) = refusals(packed[:30] + packed[-8:]).values()
    assert sentence == "story is a damaged or incomplete gzip file: get it again from where it came from."


def test_a_tar_archive_gives_its_files_and_follows_no_links():
    assert [held.name for held in readings(tarred())] == [f"story{WITHIN}a.txt", f"story{WITHIN}f/b.txt"]


def test_a_tar_archive_that_is_cut_off_gives_what_is_whole():
    raw = tarred()
    outcomes = list(registry.read_bytes(raw[:1560], "story"))
    assert [type(outcome) for outcome in outcomes] == [Reading, Refusal]


def test_long_names_that_nest_without_end_do_no_harm():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for _ in range(5000):
            held = tarfile.TarInfo("././@LongLink")
            held.type, held.size = tarfile.GNUTYPE_LONGNAME, 1
            tar.addfile(held, io.BytesIO(b"x"))
    assert refusal(file.getvalue()).startswith("story ")


def test_a_zip_file_is_read_though_something_stands_before_its_members():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        container.writestr("[Content_Types].xml", "<x/>")
        container.writestr("a/b.txt", PROSE)
    assert any(outcome.name.endswith("a/b.txt") for outcome in registry.read_bytes(file.getvalue(), "story"))


def test_the_parts_of_documents_count_as_unpacked_too(monkeypatch):
    monkeypatch.setattr(registry, "MOST_BYTES", 50 * files.MEBIBYTE)
    body = f'<w:p xmlns:w="w"><w:r><w:t>{PROSE}</w:t></w:r><!--{" " * 10 * files.MEBIBYTE}--></w:p>'
    bomb = zipped({"word/document.xml": body})
    with pytest.raises(registry.TooMuch, match=r"^wire\.zip unpacks to more than 50 MiB"):
        list(registry.read_bytes(zipped({f"{at}.docx": bomb for at in range(10)}), "wire.zip"))
