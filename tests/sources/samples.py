"""A valid file of every format, built by the libraries that write it or by hand: what tests read, and what the fuzzer breaks."""

from __future__ import annotations

import csv
import gzip
import io
import json
import plistlib
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx

from tests.sources.pdfs import Show, lines, pdf

PROSE = "Iraqi forces edged closer to the outskirts of the city on Sunday, officials said, after weeks of fighting. "
TITLE = "Forces close in"


def zipped(members: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP container of these members. stored: those that are not packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, held in members.items():
            container.writestr(name, held, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def word() -> bytes:
    """A Word file with each style that has a role, a list and a table."""
    document = docx.Document()
    document.core_properties.author = "Ann Lee"
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph("A deck", style="Subtitle")
    document.add_paragraph("By Bob Ray")
    document.add_paragraph("31 July 2016")
    document.add_paragraph(PROSE)
    document.add_heading("A heading", level=2)
    document.add_paragraph("a point", style="List Bullet")
    document.add_paragraph("what was said", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for at, cell in enumerate(("city", "dead", "Mosul", "17")):
        table.cell(at // 2, at % 2).text = cell
    document.add_paragraph(PROSE)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


_ODT = """<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b">
<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>
<office:body><office:text><text:p text:style-name="P1">{title}</text:p><text:p>{prose}
<text:s text:c="2"/>Two<text:tab/>tabs.</text:p>
<text:h>A heading</text:h>
<text:list><text:list-item><text:p>a <text:span>point</text:span> of it</text:p></text:list-item></text:list>
<text:p text:style-name="Quotations">what was said</text:p>
<table:table><table:table-row><table:table-cell><text:p>Mosul</text:p></table:table-cell><table:table-cell><text:p>17</text:p>
</table:table-cell></table:table-row></table:table>
<text:p>{prose}
<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>a note</text:p></text:note-body></text:note>
</text:p>
</office:text></office:body></office:document-content>"""
_ODT_META = """<m xmlns:dc="d" xmlns:meta="e"><dc:creator>Ann Lee</dc:creator>
<meta:creation-date>2016-07-31T10:00:00</meta:creation-date></m>"""


def odt() -> bytes:
    """An OpenDocument text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": _ODT.format(title=TITLE, prose=PROSE),
            "meta.xml": _ODT_META,
            "META-INF/manifest.xml": "<manifest/>",
        },
        stored=("mimetype",),
    )


_OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>The Siege</dc:title>
<dc:creator>Ann Lee</dc:creator><dc:date>2016-07-31</dc:date><dc:language>en</dc:language></metadata><manifest>
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="c1" href="text/one%20.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="pic" href="p.png" media-type="image/png"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="c1"/><itemref idref="c2"/></spine></package>"""
_XHTML = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>
{}</body></html>"""


def epub(**more: str | bytes) -> bytes:
    """A book of two chapters. more: members by name, a double underscore for a slash."""
    chapter = f"<h1>Chapter one</h1><p>{PROSE}&nbsp;\n and <em>then</em><br/>more.</p><ul><li><p>a point</p></li></ul>"
    chapter += "<blockquote><p>said</p></blockquote>"
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": _OPF,
            "OEBPS/nav.xhtml": _XHTML.format(f"<nav><p>{PROSE * 3}</p></nav>"),
            "OEBPS/cover.xhtml": _XHTML.format("<p>The Siege</p>"),
            "OEBPS/text/one .xhtml": _XHTML.format(chapter),
            "OEBPS/text/two.xhtml": _XHTML.format(f"<div>{PROSE}<p>{PROSE}</p>after</div>"),
            **{name.replace("__", "/"): held for name, held in more.items()},
        },
        stored=("mimetype",),
    )


def rtf() -> bytes:
    """An RTF file with properties, letters outside of ASCII in each way they are written, and a picture."""
    return (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Forces close in}{\author Ann Lee}}\f0 Forces close in\par "
        + PROSE.encode()
        + rb"Caf\'e9 \u1575?\u-10179?\u-8704?\par {\pict\pngblip "
        + b"89504e47" * 40
        + rb"}\pard "
        + PROSE.encode()
        + rb"\par}"
    )


def mail(*, html: bool = True, attached: bool = True) -> bytes:
    """A mail of a plain text and the same in HTML, with a text and a picture attached."""
    message = EmailMessage()
    message["Subject"] = "Città: forces close in"
    message["From"] = "Ann Lee <ann@example.org>"
    message["To"] = "desk@example.org"
    message["Date"] = "Sun, 31 Jul 2016 10:00:00 +0300"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(f"{PROSE}\n\n> {PROSE}\n")
    if html:
        message.add_alternative(f"<html><body><p>{PROSE}</p></body></html>", subtype="html")
    if attached:
        message.add_attachment(f"Notes\n\n{PROSE}", filename="notes.txt")
        message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def mailbox() -> bytes:
    """Two mails, in whose text a line begins with "From "."""
    return b"".join(
        b"From ann@example.org Sun Jul 31 10:00:00 2016\n" + mail(html=False, attached=False) + b"\n>From there on\n\n"
        for _ in range(2)
    )


def json_lines(rows: int = 3) -> bytes:
    """Objects of a text each, one a line."""
    return b"".join(
        json.dumps({"title": f"{TITLE} {at}", "text": PROSE, "date": "2016-07-31"}).encode() + b"\n" for at in range(rows)
    )


def json_list() -> bytes:
    """A list of objects within an object, indented."""
    held = [{"headline": f"{TITLE} {at}", "body": PROSE, "author": {"name": "Ann Lee"}} for at in range(3)]
    return json.dumps({"status": "ok", "articles": held}, indent=1).encode()


def table(delimiter: str = ",") -> bytes:
    """Rows of texts below the names of the columns."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["id", "Title", "Full Text", "Date", "Author", "URL"])
    for at in range(4):
        writer.writerow([at, f"{TITLE} {at}", f'{PROSE}\nHe said "no".', "2016-07-31", "Ann Lee", f"https://example.org/{at}"])
    return file.getvalue().encode()


def markdown() -> bytes:
    """A text with a front matter and every mark."""
    return f"""---
title: "{TITLE}"
author: Ann Lee
date: 2016-07-31
---

# {TITLE}

{PROSE} It is **bold**, *slanted*, `code`, [a link](https://example.org/a_b) and ![a picture](p.png).

## A heading

- a point
- another

> what was said

| city | dead |
|------|------|
| Mosul | 17 |

<div>in tags</div>
""".encode()


def portable() -> bytes:
    """A PDF of two pages in two columns, below a title and a running head."""
    heads = [Show(72, 760, f"The Bugle {number}") for number in (1, 2)]
    words = ["Left column words go on", "and on to fill the whole", "column with words of the", "first of the two col-"]
    columns = [*lines(words, y=690), *lines(["umns until these end it", *words[1:3], "last of both of them now."], x=320, y=690)]
    return pdf([[heads[0], Show(72, 730, TITLE, 20), *columns], [heads[1], *lines([PROSE.strip()])]], info=b"/Author(Ann Lee)")


def archive() -> bytes:
    """A ZIP archive of files of several formats, with what is to be passed over."""
    return zipped(
        {
            "b/story.txt": PROSE,
            "a.docx": word(),
            "c.jsonl": json_lines(),
            "inner.zip": zipped({"d.txt": PROSE, "e.eml": mail()}),
            "__MACOSX/._a.docx": b"\0\5\x16\7",
            ".DS_Store": b"\0\0\0\1Bud1",
            "map.png": b"\x89PNG\r\n\x1a\n",
            "src/app.py": "import os",
        }
    )


def tarred() -> bytes:
    """A tar archive of two texts and a link out of it."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for name in ("a.txt", "f/b.txt"):
            held = tarfile.TarInfo(name)
            held.size = len(PROSE)
            tar.addfile(held, io.BytesIO(PROSE.encode()))
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    return file.getvalue()


_PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{f'<p>{PROSE}</p>' * 3}</body></html>"


def web_archive(page: bytes = _PAGE.encode(), *, binary: bool = True, **more: object) -> bytes:
    """A page as Safari saves it. more: what else is said of it."""
    said = {"WebResourceURL": "https://example.org/1", "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}
    form = plistlib.FMT_BINARY if binary else plistlib.FMT_XML
    return plistlib.dumps({"WebMainResource": {**said, **more, "WebResourceData": page}, "WebSubresources": []}, fmt=form)


def flat_odt() -> bytes:
    """An OpenDocument text as one file of XML."""
    said = 'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"'
    body = _ODT.format(title=TITLE, prose=PROSE).replace("document-content", "document")
    meta = f"<office:meta>{_ODT_META}</office:meta><office:automatic-styles>"
    body = body.replace("<office:automatic-styles>", meta, 1).replace('xmlns:office="o"', f'xmlns:office="o" {said}', 1)
    return body.encode()


def _files(*patterns: str) -> list[bytes]:
    folder = Path(__file__).parent
    return [path.read_bytes() for pattern in patterns for path in sorted(folder.glob(pattern))]


def samples() -> dict[str, list[bytes]]:
    """Valid files by the name of the source that claims them."""
    return {
        "PDF": [portable(), pdf([lines([PROSE])])],
        "Word": [word()],
        "OpenDocument": [odt(), flat_odt()],
        "property list": [web_archive(), web_archive(binary=False)],
        "link": [b"[InternetShortcut]\r\nURL=https://example.org/1\r\n"],
        "EPUB": [epub()],
        "RTF": [rtf()],
        "ZIP": [archive()],
        "gzip": [gzip.compress(PROSE.encode()), gzip.compress(tarred())],
        "tar": [tarred()],
        "mailbox": [mailbox()],
        "mail": [mail()],
        "JSON": [json_lines(), json_list()],
        "CSV": [table(), table(";")],
        "Markdown": [markdown()],
        "feed": _files("samples/*.rss", "samples/*.atom"),
        "list of feeds": _files("samples/*.opml"),
        "web page": _files("pages/*.html"),
        "saved web page": _files("samples/*.mhtml"),
        "plain text": [f"{TITLE}\n\n31 July 2016\n\n{PROSE}\n".encode(), PROSE.encode("utf-16")],
    }
