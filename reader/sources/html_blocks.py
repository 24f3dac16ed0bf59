"""Sets the chunks of an article as its text, one paragraph each with an empty line between, and their roles as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.article import Article, Block, BlockKind, Metadata, normalise
from reader.sources import html_marks as marks
from reader.sources.bylines import as_names
from reader.sources.composing import Piece, cleaned
from reader.sources.html_chunks import HEADINGS
from reader.sources.html_meta import date_within
from reader.sources.html_sample import words_of
from reader.sources.paragraphs import ends_a_sentence
from reader.sources.small_print import is_caption, read_small_print

if TYPE_CHECKING:
    from reader.sources.html_choice import Choice
    from reader.sources.html_chunks import Chunk
    from reader.sources.html_meta import Head

_LONGEST_HEADING = 120
_LONGEST_DECK = 500
_LONGEST_CAPTION = 300
_SHORTEST_DECK = 40
_LONGEST_SMALL = 160
_FEW_WORDS = 3
_ABOVE = 3
_MOST_TOP = 6
_LONGEST_SAID_DECK = 220
"""What a page says of itself is often the first paragraph, which is longer than a deck."""
_APART = "\n\n"


def article_of_pieces(pieces: list[Piece], meta: Metadata) -> Article:
    """Return the article that these paragraphs make, in their order; those without a word are left out."""
    text, blocks = [], []
    at = 0
    for raw, kind in pieces:
        held = cleaned(raw).strip()
        if held:
            blocks.append(Block(kind or BlockKind.BODY, at, at + len(held)))
            text.append(held)
            at += len(held) + len(_APART)
    return Article(_APART.join(text), tuple(blocks), meta)


def title_of(chunks: list[Chunk], head: Head) -> int | None:
    """Return which chunk is the title; None if the page does not show it."""
    wanted = [words for words in map(words_of, head.titles) if words]
    words = [words_of(chunk.text) if len(chunk.text) <= _LONGEST_DECK else () for chunk in chunks]
    for among in (("h1",), tuple(HEADINGS), ()):
        for at, chunk in enumerate(chunks):
            if words[at] in wanted and (not among or chunk.lies_in(*among)) and not chunk.lies_in("nav"):
                return at
    tops = [at for at, chunk in enumerate(chunks) if chunk.lies_in("h1")]
    if len(tops) == 1 and not any(part.around for part in chunks[tops[0]].parts):
        return tops[0]
    if not wanted:  # of those that word processors save, the style says what is the title
        return next((at for at, chunk in enumerate(chunks[:_ABOVE]) if marks.is_title_part(chunk.part.names)), None)
    return next((at for at, chunk in enumerate(chunks) if chunk.link_share == 0 and _is_end_of(words[at], wanted)), None)


def _is_end_of(words: tuple[str, ...], titles: list[tuple[str, ...]]) -> bool:
    """Tell whether words are the title of a page but for the name of its site before or after it."""
    return len(words) > _FEW_WORDS and any(
        2 * len(words) >= len(title) and words in {title[: len(words)], title[-len(words) :]} for title in titles
    )


def pieces_of(choice: Choice, kept: list[int], title: int | None, head: Head) -> tuple[list[Piece], Metadata]:
    """Return the paragraphs of an article, from its title on, and what its small print adds to what is known of it."""
    chunks = choice.chunks
    shown = chunks[title].text if title is not None else head.meta.title
    top = _Top(head, head.meta._replace(title=normalise(shown)))
    start = kept[0] if kept else len(chunks)
    for at in range(max((title if title is not None else start) - _ABOVE, 0), start):
        if at != title:
            top.take(chunks[at], below=title is None or at > title)
    body = list(kept)
    while (
        body
        and len(kept) - len(body) < _MOST_TOP
        and (_is_title(chunks[body[0]], shown, head) or top.takes_from_body(choice, body[0]))
    ):
        body.pop(0)
    pieces = [Piece(shown, BlockKind.TITLE)] if shown else []
    return [*pieces, *top.pieces, *(Piece(chunks[at].text, _kind(chunks[at])) for at in body)], top.meta


def _is_title(chunk: Chunk, shown: str, head: Head) -> bool:
    words = words_of(chunk.text)
    return words == words_of(shown) or words in map(words_of, head.titles)


class _Top:
    """What stands between title and body: each role once or, of captions, as often as it comes."""

    def __init__(self, head: Head, meta: Metadata) -> None:
        self.pieces: list[Piece] = []
        self.meta = meta
        self._head = head

    def take(self, chunk: Chunk, *, below: bool) -> None:
        """Take in a chunk if it is small print; from above the title, only a date."""
        kind = None if any(part.around for part in chunk.parts) else _small_kind(chunk, self._head, self.meta)
        if kind and (below or kind is BlockKind.DATELINE):
            self._put(kind, chunk.text)

    def takes_from_body(self, choice: Choice, at: int) -> bool:
        """Tell whether the first chunk of what was taken for the body is small print, and take it in if so."""
        chunk = choice.chunks[at]
        kind = _small_kind(chunk, self._head, self.meta)
        if kind is None and (_is_deck_by_place(choice, at) or self._is_before_byline(choice, at)):
            kind = BlockKind.DECK
        alone = choice.stands_alone(at) or (kind is BlockKind.DECK and (choice.boxed(at) or self._is_before_byline(choice, at)))
        if kind is None or not (alone or read_small_print(chunk.text)):
            return False
        self._put(kind, chunk.text)
        return True

    def _is_before_byline(self, choice: Choice, at: int) -> bool:
        """Tell whether a chunk stands between the title and a line on who wrote the article."""
        if at != choice.first or at + 1 == len(choice.chunks) or len(choice.chunks[at].text) > _LONGEST_SAID_DECK:
            return False
        return _small_kind(choice.chunks[at + 1], self._head, self.meta) is BlockKind.BYLINE

    def _put(self, kind: BlockKind, text: str) -> None:
        if any(piece.text == text or (piece.kind is kind is not BlockKind.CAPTION) for piece in self.pieces):
            return
        self.pieces.append(Piece(text, kind))
        small = read_small_print(text)
        byline = (small.byline if small else "") or (as_names(text) if kind is BlockKind.BYLINE else "")
        published = small.published if small else date_within(text)
        self.meta = self.meta._replace(
            byline=self.meta.byline or normalise(byline),
            published=self.meta.published or published,
            deck=normalise(text) if kind is BlockKind.DECK else self.meta.deck,
        )


def _small_kind(chunk: Chunk, head: Head, meta: Metadata) -> BlockKind | None:
    """Return the role of a chunk above the body; None for what is no part of the article."""
    names = chunk.part.names
    short = len(chunk.text) <= _LONGEST_SMALL
    small = read_small_print(chunk.text)
    if small:
        return small.kind
    if is_caption_chunk(chunk):
        return BlockKind.CAPTION
    is_date = short and marks.is_date_part(names)
    is_plain = chunk.text.casefold() == meta.byline.casefold() or (is_date and date_within(chunk.text))
    if not is_plain and len(chunk.text) <= _LONGEST_DECK and _is_deck(chunk, names, head):
        return BlockKind.DECK
    holds_names = _holds_names(chunk.text, meta.byline)
    if short and (marks.is_byline_part(names) or holds_names):
        return BlockKind.BYLINE
    return BlockKind.DATELINE if is_date else None


def _holds_names(text: str, byline: str) -> bool:
    """Tell whether a line names those whom the page says wrote the article, and is no sentence on them."""
    names = [name.lower() for name in byline.split(", ") if name]
    return any(name in text.lower() for name in names) and not ends_a_sentence(text, len(text))


def _is_deck(chunk: Chunk, names: str, head: Head) -> bool:
    said = words_of(head.description)
    words = words_of(chunk.text)
    holder = chunk.part.parent
    alone = (
        holder is not None
        and holder.weight <= len(chunk.text)
        and marks.is_deck_part(holder.names)
        and not chunk.lies_in(*HEADINGS)
    )
    return (
        alone
        or marks.is_deck_part(names)
        or (
            len(words) > _FEW_WORDS
            and len(chunk.text) <= _LONGEST_SAID_DECK
            and words == said[: len(words)]
            and len(words) * 10 >= len(said) * 8
        )
    )


def _is_deck_by_place(choice: Choice, at: int) -> bool:
    """Tell whether the first chunk of a body is marked as a heading, but is a sentence, or no text of the article follows it."""
    chunk = choice.chunks[at]
    if not chunk.lies_in("h2", "h3", "h4") or not _SHORTEST_DECK <= len(chunk.text) <= _LONGEST_DECK:
        return False
    return ends_a_sentence(chunk.text, len(chunk.text)) or not choice.is_followed(at)


def is_caption_chunk(chunk: Chunk) -> bool:
    """Tell whether a chunk is a picture's caption or credit."""
    return (
        chunk.lies_in("figcaption", "caption", "figure")
        or any(marks.is_caption_part(part.names) for part in chunk.parts[:2])
        or _is_below_picture(chunk)
        or is_caption(chunk.text, 0, len(chunk.text), credited=False)
    )


def _is_below_picture(chunk: Chunk) -> bool:
    """Tell whether a chunk is all the text of a part that holds a picture, and is called so or is a cell of a table."""
    part = chunk.part
    told = part.pictured and part.chunks == 1 and len(chunk.text) <= _LONGEST_CAPTION
    return told and (part.tag == "td" or marks.is_picture_part(part.names))


def _kind(chunk: Chunk) -> BlockKind:
    tags = set(chunk.tags)
    if is_caption_chunk(chunk) and "blockquote" not in tags:
        return BlockKind.CAPTION
    small = read_small_print(chunk.text)
    if small:
        return small.kind
    if tags & HEADINGS and len(chunk.text) <= _LONGEST_HEADING * 2:
        return BlockKind.HEADING
    if "li" in tags or "dd" in tags or "dt" in tags:
        return BlockKind.LIST_ITEM
    if "blockquote" in tags:
        return BlockKind.QUOTE
    bold = chunk.is_bold and len(chunk.text) <= _LONGEST_HEADING
    return BlockKind.HEADING if bold and not ends_a_sentence(chunk.text, len(chunk.text)) else BlockKind.BODY


def pieces_of_fragment(chunks: list[Chunk]) -> list[Piece]:
    """Return the paragraphs of a piece of a page, all of which is the article's, but for what sites put into everything."""
    return [Piece(chunk.text, _kind(chunk)) for chunk in chunks if not marks.is_small_talk(chunk.text)]


def is_stub(chunks: list[Chunk]) -> bool:
    """Tell whether a page says that the rest of its article is for subscribers."""
    return any(marks.is_paywall_part(part.names) for chunk in chunks for part in chunk.parts[:3] if part.names)
