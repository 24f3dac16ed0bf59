"""Web pages, as browsers save them, and pieces of them, as feeds hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.core.article import Article, BlockKind, Metadata
from reader.sources.composing import Piece
from reader.sources.decoding import beginning, decode
from reader.sources.files import printable
from reader.sources.html_blocks import article_of_pieces, is_stub, pieces_of, pieces_of_fragment, title_of
from reader.sources.html_choice import Choice
from reader.sources.html_chunks import chunks_of
from reader.sources.html_leading import leads_to, saved_from
from reader.sources.html_meta import read_head
from reader.sources.html_sample import sample_of
from reader.sources.html_taken import take
from reader.sources.html_tree import parse
from reader.sources.labels import known_encoding
from reader.sources.source import Inside, Outcome, Reading, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.sources.linked_page import Linked

_BEFORE = rb"(?:\s*(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->))*+\s*"
_WHOLE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _BEFORE
    + rb"<(?:div|p|article|main|section|header|table|h[1-6]|ul|ol|dl|blockquote|meta|title|link|center|script|style|noscript|"
    + rb"span|font|form|nav|figure|a|b|i|strong|em|img|hr)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(rb"</(?:div|p|article|section|table|td|h[1-6]|li|ul|blockquote|title)\s*>|<(?:p|br)\s*/?>", re.IGNORECASE)
_LEAST_CLOSING = 3
_HEAD = 16384
_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*+=\s*+[\"']([\w.:-]+)", re.IGNORECASE
)
_DECLARED_WITHIN = 65536
_BODY = frozenset((BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE))
_MUCH_MORE = 1.6
"""By how much the page's own copy of its text must be longer than what the page shows, for it to be taken instead."""
_LEAST = 120
_NOSCRIPT = re.compile(r"</?noscript\b[^<>]{0,200}>", re.IGNORECASE)
_LEAST_WITHOUT_SCRIPTS = 400
"""Letters: a page that only asks for JavaScript has fewer."""
_SHORT = 4000
_BY_SCRIPT = "The page shows its text by JavaScript: it was taken from what the page tells search engines."
_ALL = "No article could be told apart on the page: all of its text is shown. It may show more in a browser, by JavaScript."
_STUB = "The page shows only the beginning to those who do not subscribe: what it shows is all there is."


def is_page(raw: bytes) -> bool:
    """Tell whether these bytes are a web page, or a piece of one."""
    head = beginning(raw, _HEAD)
    if _WHOLE.match(head):
        return True
    return _FRAGMENT.match(head) is not None and len(_CLOSING.findall(head)) >= _LEAST_CLOSING


def is_whole_page(text: str) -> bool:
    """Tell whether a text is the source of a web page, and no piece of one."""
    return _WHOLE.match(text[:_HEAD].encode("utf-8", "replace")) is not None


def read_bytes_of_page(raw: bytes, name: str, *, declared: str = "", url: str = "") -> Reading:
    """Return the article on a page. declared: the encoding that whoever sent it says it is in; url: where it came from.

    Raises:
        SourceError: there is no word on it.
    """
    said = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    label = (said[1] or said[2]).decode("ascii", "replace") if said else ""
    # A page whose own words can be read as ASCII is no UTF-16, whatever they are (HTML standard, 13.2.3.2).
    decoded = decode(raw, declared or ("" if known_encoding(label).startswith("utf-16") else label))
    reading = read_page(decoded.text, url) if decoded else None
    target = _leads_to(decoded.text, url) if decoded and _length(reading) < _LEAST else ""
    if target:
        message = f"{printable(name)} shows nothing itself and leads to {printable(target)}: import that instead."
        raise SourceError(message)
    if decoded is None or reading is None or not _length(reading):
        message = f"{printable(name)} is a page without words: open it in a browser, and save what it shows as text."
        raise SourceError(message)
    return reading._replace(notes=(*decoded.notes, *reading.notes))


def _leads_to(text: str, url: str) -> str:
    page = parse(text)
    return leads_to(page.tree, url) if page else ""


def _length(reading: Reading | None) -> int:
    """Return how many letters a reading has below its title."""
    blocks = reading.article.blocks if reading else ()
    return sum(block.end - block.start for block in blocks if block.kind is not BlockKind.TITLE)


def read_page(text: str, url: str = "") -> Reading | None:
    """Return the article on a page; None if there is nothing on it. url: where it came from; empty if that is not known."""
    reading = _shown(text, url)
    if _length(reading) < _LEAST and _NOSCRIPT.search(text):
        without_scripts = _shown(_NOSCRIPT.sub("", text), url)
        return without_scripts if _length(without_scripts) >= _LEAST_WITHOUT_SCRIPTS else reading
    return reading


def _shown(text: str, url: str) -> Reading | None:
    page = parse(text)
    if page is None:
        return None
    chunks = chunks_of(page.tree)
    head = read_head(page.tree, url, saved_from(text))
    taken = take(page.tree, head.meta)
    head = head.with_guesses(taken)
    title = title_of(chunks, head)
    choice = Choice(
        chunks,
        sample_of(taken.lines),
        sample_of(head.linked.body.splitlines()),
        first=0 if title is None else title + 1,
        byline=head.meta.byline,
    )
    kept = choice.run()
    pieces, meta = pieces_of(choice, kept, title, head)
    notes = list(page.notes)
    length = sum(len(piece.text) for piece in pieces if piece.kind in _BODY)
    if len(head.linked.body) > _MUCH_MORE * length:
        pieces, meta = _from_linked(pieces, meta, head.linked)
        notes.append(_BY_SCRIPT)
    elif length < _LEAST:
        shown = {piece.text for piece in pieces}
        pieces += [piece for piece in pieces_of_fragment(chunks) if piece.text not in shown]
        notes.append(_ALL)
    if not head.linked.free or (is_stub(chunks) and length < _SHORT):
        notes.append(_STUB)
    return Reading(article_of_pieces(pieces, meta), tuple(notes))


def article_of_fragment(markup: str, meta: Metadata) -> Article:
    """Return the article that a piece of a page is, whole, below the title that is known of it."""
    page = parse(markup)
    pieces = pieces_of_fragment(chunks_of(page.tree)) if page else []
    if pieces and " ".join(pieces[0].text.split()) == meta.title:
        pieces = pieces[1:]
    return article_of_pieces([Piece(meta.title, BlockKind.TITLE), *pieces], meta)


def _from_linked(pieces: list[Piece], meta: Metadata, linked: Linked) -> tuple[list[Piece], Metadata]:
    """Return what the page tells search engines in place of the body that it shows."""
    above = [piece for piece in pieces if piece.kind not in _BODY]
    if linked.deck and not meta.deck and linked.deck not in linked.body:
        above.insert(1, Piece(linked.deck, BlockKind.DECK))
        meta = meta._replace(deck=linked.deck)
    return above + [Piece(line, BlockKind.BODY) for line in linked.body.splitlines()], meta


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    yield read_bytes_of_page(raw, name)


SOURCE = Source("web page", claims=is_page, read=_read)
