"""Pages saved whole, in one file."""

import base64
import quopri

import pytest

from reader.core.article import BlockKind
from reader.sources import registry
from reader.sources.source import Reading, SourceError

STORY = "El presidente Núñez habló en Mosul el domingo, según dijo el portavoz de la alcaldía. " * 3
PAGE = f"<html><head><title>Mosul</title></head><body><h1>Mosul</h1><p>{STORY}</p><p>{STORY}</p></body></html>"


def saved(
    page: bytes, encoding: str, charset: str = "utf-8", head: str = "Snapshot-Content-Location: https://a.example/story"
) -> bytes:
    return "\r\n".join(
        [
            "From: <Saved by Blink>",
            head,
            "Subject: Mosul",
            "MIME-Version: 1.0",
            'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part--1"',
            "",
            "------Part--1",
            f"Content-Type: text/html; charset={charset}",
            "Content-ID: <frame-1@mhtml.blink>",
            f"Content-Transfer-Encoding: {encoding}",
            "Content-Location: https://a.example/story",
            "",
            page.decode("latin-1"),
            "------Part--1",
            "Content-Type: image/png",
            "Content-Transfer-Encoding: base64",
            "Content-Location: cid:a@mhtml.blink",
            "",
            "iVBORw0KGgo=",
            "------Part--1--",
            "",
        ]
    ).encode("latin-1")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_the_page_is_read_however_it_is_packed(encoding: str, charset: str) -> None:
    raw = PAGE.encode(charset)
    packed = {"quoted-printable": quopri.encodestring(raw), "base64": base64.encodebytes(raw), "8bit": raw}[encoding]
    (reading,) = registry.read_bytes(saved(packed, encoding, charset), "story.mhtml")
    assert isinstance(reading, Reading)
    article = reading.article
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, BlockKind.BODY, BlockKind.BODY]
    assert STORY.strip() in article.text
    assert (article.meta.url, reading.notes) == ("https://a.example/story", ())


def test_a_file_of_internet_explorer_is_one_too() -> None:
    head = "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.2180"
    (reading,) = registry.read_bytes(saved(PAGE.encode(), "8bit", head=head), "story.mht")
    assert isinstance(reading, Reading)


def test_a_file_without_its_page_is_refused() -> None:
    raw = saved(b"", "8bit").replace(b"text/html; charset", b"image/gif; charset")
    with pytest.raises(SourceError, match="holds no page, only what belongs to one"):
        list(registry.read_bytes(raw, "story.mhtml"))


def test_a_mail_is_not_taken_for_a_page() -> None:
    raw = b"From: ann@a.example\r\nTo: bob@a.example\r\nSubject: Mosul\r\nContent-Type: text/plain\r\n\r\nHello.\r\n"
    (reading,) = registry.read_bytes(raw, "mail.eml")
    assert isinstance(reading, Reading)
    assert "Hello." in reading.article.text


def test_parts_within_parts_without_end_are_refused_in_words() -> None:
    deep = b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(20_000))
    with pytest.raises(SourceError, match=r"\.$"):
        list(registry.read_bytes(b"From: <Saved by Blink>\r\n" + deep, "story.mhtml"))


def test_a_page_that_no_browser_but_a_program_packed_is_one_too():
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n    type="text/html";\r\n    boundary="b"\r\n\r\n'
    raw = (
        head
        + b"--b\r\nContent-Type: text/html\r\nContent-Location: file:///C:/fake/a.html\r\n\r\n"
        + PAGE.encode()
        + b"\r\n--b--"
    )
    assert registry.source_of(raw).name == "saved web page"
    assert registry.source_of(b"From: ann@example.org\r\n" + raw).name == "mail"
