"""PDF files built by hand: the few objects that a text needs, and what real ones do to it."""

from __future__ import annotations

from dataclasses import dataclass

FONTS = {
    "F1": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    # fi and fl as one sign each, at the codes of two capitals.
    "F2": b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding/Differences[70/fi/fl]>>/ToUnicode 3 0 R>>",
}
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    b"1 beginbfrange <20> <45> <0020> endbfrange 1 beginbfrange <48> <7E> <0048> endbfrange\n"
    b"2 beginbfchar <46> <FB01> <47> <FB02> endbfchar endcmap end"
)


@dataclass(frozen=True, slots=True)
class Show:
    """A line to draw: where its baseline begins, in points from the bottom left, and how large."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F1"


def lines(
    texts: list[str], *, x: float = 72, y: float = 700, size: float = 10, leading: float = 12, font: str = "F1"
) -> list[Show]:
    """Lines one below the other."""
    return [Show(x, y - at * leading, text, size, font) for at, text in enumerate(texts)]


def pdf(
    pages: list[list[Show]],
    *,
    info: bytes = b"",
    extra: bytes = b"",
    trailer: bytes = b"",
    catalog: bytes = b"",
    picture: bool = False,
) -> bytes:
    """A PDF of these pages. extra: into each page's own object; catalog: into that of the file; picture: over each page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", b"", _stream(_TO_UNICODE), b"<<" + info + b">>", *FONTS.values()]
    objects.append(
        _stream(b"\x80" * 100, b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")
    )
    first = len(objects) + 1
    for at, shown in enumerate(pages):
        content = b"".join(_drawn(line) for line in shown) + (b"q 500 0 0 700 50 50 cm /P Do Q" if picture else b"")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R%s" % (first + 2 * at + 1, extra)
            + b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</P 7 0 R>>>>>>"
        )
        objects.append(_stream(content))
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages))
    return pdf_file(objects, trailer)


def _drawn(line: Show) -> bytes:
    text = line.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (line.font.encode(), line.size, line.x, line.y, text)


def _stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(content), content)


def pdf_file(objects: list[bytes], trailer: bytes) -> bytes:
    """A PDF of these objects, numbered from one. trailer: what else is to stand in it."""
    raw, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj" % number + held + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return raw + b"trailer<</Size %d/Info 4 0 R/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
