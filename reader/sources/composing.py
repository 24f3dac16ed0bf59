"""Makes an article of the paragraphs that a format gives, each with the role that the format's own marks give it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.core.article import Article, Block, BlockKind, Metadata, normalise
from reader.sources.bylines import as_names
from reader.sources.files import refuse_empty
from reader.sources.foreign import CONTROLS
from reader.sources.paragraphs import Paragraph
from reader.sources.roles import cast

if TYPE_CHECKING:
    from collections.abc import Iterable

_APART = "\n\n"
_REACH = 50
_MARKS = {BlockKind.TITLE: "# ", BlockKind.HEADING: "## ", BlockKind.LIST_ITEM: "- ", BlockKind.QUOTE: "> "}
"""How a plain text marks a role: so marked, the rest is cast as in a plain text, and a date below a title is found."""
_NO_CONTROLS = {ord(letter): None for letter in CONTROLS}
_SURROGATES = re.compile("[\ud800-\udfff]+")


class Piece(NamedTuple):
    """A paragraph. kind: its role; None where the format does not say, and its words must."""

    text: str
    kind: BlockKind | None = None


def compose(pieces: Iterable[Piece], name: str, *, title: str = "") -> Article:
    """Return the article that these paragraphs make, an empty line between any two.

    title: as the file's properties have it; a first paragraph that says the same is one, and so is a heading at the top where no
        other paragraph is marked as one.

    Raises:
        SourceError: no word is in them. name: of the file, for that message.
    """
    held = [Piece(text, piece.kind) for piece in pieces if (text := cleaned(piece.text).strip("\ufeff \t\n").strip())]
    if not held:
        refuse_empty(name)
    is_headed = held[0].kind is BlockKind.HEADING and all(piece.kind is not BlockKind.TITLE for piece in held)
    if is_headed or (title and one_line(held[0].text) == title):
        held[0] = held[0]._replace(kind=BlockKind.TITLE)
    marked, paragraphs = _laid_out([_MARKS.get(piece.kind, "") + piece.text if piece.kind else piece.text for piece in held])
    roles, meta = cast(marked, paragraphs)
    kinds = _kinds(held, [role.kind for role in roles])
    text, paragraphs = _laid_out([piece.text for piece in held])
    blocks = tuple(Block(kind, place.start, place.end) for kind, place in zip(kinds, paragraphs, strict=True))
    return Article(text, blocks, filled(_said(held), meta))


def filled(first: Metadata, second: Metadata) -> Metadata:
    """Return what the first says and, where it is silent, the second."""
    return Metadata(*(one or other for one, other in zip(first, second, strict=True)))


def known_as(article: Article, meta: Metadata) -> Article:
    """Return the article with what its format says of it, which counts for more than what its own lines say."""
    return replace(article, meta=filled(meta._replace(byline=as_names(meta.byline)), article.meta))


def titled(article: Article, title: str) -> Article:
    """Return the article below a title that came beside its text; as it is, if it begins with that already."""
    title = one_line(title)
    if not title or " ".join(article.text[: 2 * len(title) + _REACH].split()).startswith(title):
        return article
    moved = len(title) + len(_APART)
    below = (
        Block(BlockKind.HEADING if held.kind is BlockKind.TITLE else held.kind, held.start + moved, held.end + moved)
        for held in article.blocks
    )
    blocks = (Block(BlockKind.TITLE, 0, len(title)), *below)
    return Article(f"{title}{_APART}{article.text}", blocks, article.meta._replace(title=title))


def cleaned(text: str) -> str:
    """Return the text in normal form, without what no text needs: control characters, halves of UTF-16 pairs."""
    if _SURROGATES.search(text):
        text = _SURROGATES.sub(lambda held: held[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), text)
    # Again: a mark may come to stand behind the letter that a control character kept it from.
    return normalise(text.translate(_NO_CONTROLS))


def one_line(text: str) -> str:
    """Return what a property of a file says: cleaned, on one line."""
    return " ".join(cleaned(text).split())


def _laid_out(texts: list[str]) -> tuple[str, list[Paragraph]]:
    places, start = [], 0
    for text in texts:
        places.append(Paragraph(start, start + len(text), apart=True, lines=text.count("\n") + 1))
        start += len(text) + len(_APART)
    return _APART.join(texts), places


def _kinds(held: list[Piece], cast_as: list[BlockKind]) -> list[BlockKind]:
    """Return the role of each: its own; or else what its words say, but then no second title."""
    titled = any(piece.kind is BlockKind.TITLE for piece in held)
    kinds: list[BlockKind] = []
    for piece, role in zip(held, cast_as, strict=True):
        kind = role if piece.kind is None or role is BlockKind.REPEAT else piece.kind
        if kind is BlockKind.TITLE and titled and piece.kind is not BlockKind.TITLE:
            kind = BlockKind.BODY
        if kind is BlockKind.TITLE and BlockKind.TITLE in kinds:
            kind = BlockKind.HEADING
        kinds.append(kind)
    return kinds


def _said(held: list[Piece]) -> Metadata:
    """Return what the paragraphs say that have their role from the format."""
    first = {piece.kind: " ".join(piece.text.split()) for piece in reversed(held) if piece.kind}
    return Metadata(title=first.get(BlockKind.TITLE, ""), deck=first.get(BlockKind.DECK, ""))
