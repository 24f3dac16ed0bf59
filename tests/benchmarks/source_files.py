"""Files of every source, of stories as long as the seed, that differ in their numbers: what `sources` imports.

A web page is one of those that the tests of reading pages keep, with all that stands around a story in the wild.
"""

import csv
import gzip
import io
import json
import plistlib
import tarfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

import docx

from reader.core.article import BlockKind
from tests.benchmarks.texts import seed_article
from tests.sources import pages
from tests.sources.pdfs import Show, lines, pdf
from tests.sources.samples import zipped

_LINE = 95
_LINES = 50
"""Characters in a line of a PDF, and lines on a page of it."""


def story(number):
    """Return the title and the paragraphs of a story that no other number has."""
    article = seed_article()
    bodies = [article.text[block.start : block.end] for block in article.blocks if block.kind is BlockKind.BODY]
    return f"Story {number}: leaders flee Mosul", [f"{body} (Report {number}.{at})" for at, body in enumerate(bodies)]


def plain(number):
    """A story as plain text."""
    title, bodies = story(number)
    return "\n\n".join([title, *bodies]).encode()


def _html(bodies):
    return "".join(f"<p>{escape(body)}</p>" for body in bodies)


def _pdf(number):
    title, bodies = story(number)
    rows = [body[at : at + _LINE] for body in bodies for at in range(0, len(body), _LINE)]
    sheets = [lines(rows[at : at + _LINES]) for at in range(0, len(rows), _LINES)]
    sheets[0].insert(0, Show(72, 740, title, 20))
    return pdf(sheets)


def _word(number):
    title, bodies = story(number)
    document = docx.Document()
    document.add_paragraph(title, style="Title")
    for body in bodies:
        document.add_paragraph(body)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _odt(number):
    title, bodies = story(number)
    paragraphs = "".join(f"<text:p>{escape(each)}</text:p>" for each in (title, *bodies))
    content = (
        f'<o:document-content xmlns:o="o" xmlns:text="t"><o:body><o:text>{paragraphs}</o:text></o:body></o:document-content>'
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return zipped(members, stored=("mimetype",))


def _epub(numbers):
    """A book with a story in each chapter."""
    chapters = {f"c{number}.xhtml": _chapter(number) for number in numbers}
    manifest = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>Stories from {min(numbers)}</dc:title></metadata>"
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    mimetype = "application/epub+zip"
    members = {"mimetype": mimetype, "META-INF/container.xml": container, "book.opf": package, **chapters}
    return zipped(members, stored=("mimetype",))


def _chapter(number):
    title, bodies = story(number)
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><h1>{title}</h1>{_html(bodies)}</body></html>'


def _rtf(number):
    title, bodies = story(number)
    written = "".join(rf"{each}\par " for each in (title, *bodies))
    coded = "".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in written)
    return rf"{{\rtf1\ansi {coded}}}".encode()


def _mail(number):
    title, bodies = story(number)
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = title, "Ann <ann@example.org>", "Sun, 31 Jul 2016 10:00:00 +0300"
    message.set_content("\n\n".join(bodies))
    message.add_alternative(f"<html><body>{_html(bodies)}</body></html>", subtype="html")
    return message.as_bytes()


def _mailbox(numbers):
    return b"".join(b"From ann@example.org Sun Jul 31 10:00:00 2016\n" + _mail(number) + b"\n" for number in numbers)


def _feed(numbers):
    entries = []
    for number in numbers:
        title, bodies = story(number)
        entries.append(f"<item><title>{title}</title><description>{escape(_html(bodies))}</description></item>")
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{"".join(entries)}</channel></rss>'.encode()


def _rows(numbers):
    return [{"title": title, "text": "\n\n".join(bodies)} for title, bodies in map(story, numbers)]


def _json(numbers):
    return "\n".join(map(json.dumps, _rows(numbers))).encode()


def _csv(numbers):
    file = io.StringIO()
    writer = csv.DictWriter(file, ["title", "text"])
    writer.writeheader()
    writer.writerows(_rows(numbers))
    return file.getvalue().encode()


def _markdown(number):
    title, bodies = story(number)
    return "\n\n".join([f"# {title}", "## What was **said**", *bodies]).encode()


def _page(number):
    found = sorted(Path(pages.__file__).parent.glob("*.html"))
    return found[number % len(found)].read_bytes().replace(b". ", b" (%d). " % number)


def _saved_page(number):
    title, bodies = story(number)
    message = EmailMessage()
    message["Snapshot-Content-Location"], message["Subject"] = f"https://example.org/{number}", title
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{_html(bodies)}</body></html>"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    return b"From: <Saved by Blink>\n" + message.as_bytes()


def _safari(number):
    """A page as Safari saves it."""
    title, bodies = story(number)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{_html(bodies)}</body></html>"
    resource = {"WebResourceData": page.encode(), "WebResourceURL": f"https://example.org/{number}"}
    return plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)


def _zip(numbers):
    return zipped({f"{number}.txt": plain(number) for number in numbers})


def _tar(numbers):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for number in numbers:
            raw, held = plain(number), tarfile.TarInfo(f"{number}.txt")
            held.size = len(raw)
            tar.addfile(held, io.BytesIO(raw))
    return file.getvalue()


def _each(make):
    """Make a file of each story."""
    return lambda numbers: [make(number) for number in numbers]


def _all(make):
    """Make one file of all stories."""
    return lambda numbers: [make(numbers)]


FILES = {
    "plain text": _each(plain),
    "PDF": _each(_pdf),
    "Word": _each(_word),
    "OpenDocument": _each(_odt),
    "EPUB": _all(_epub),
    "RTF": _each(_rtf),
    "ZIP": _all(_zip),
    "gzip": _each(lambda number: gzip.compress(plain(number))),
    "tar": _all(_tar),
    "mailbox": _all(_mailbox),
    "mail": _each(_mail),
    "JSON": _all(_json),
    "CSV": _all(_csv),
    "Markdown": _each(_markdown),
    "feed": _all(_feed),
    "web page": _each(_page),
    "saved web page": _each(_saved_page),
    "property list": _each(_safari),
}
"""What makes the files with some stories, given by their numbers, by the name of the source that reads them. A list of feeds and
a link hold no article."""
