"""Markdown (CommonMark, with tables): what a reader sees of it, without the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.core.article import BlockKind, Metadata
from reader.sources.columns import known_name
from reader.sources.composing import Piece, cleaned, compose, known_as, one_line
from reader.sources.dates import read_date
from reader.sources.decoding import decode, head_of
from reader.sources.files import MEBIBYTE, refuse_damaged
from reader.sources.source import Inside, Outcome, Reading, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LIMIT = 2 * MEBIBYTE
"""Bytes: the parser takes a second or two for each million. What is longer is read as plain text, marks and all."""
_LONGEST_INLINE = 10_000
"""Letters of a paragraph: some marks that are never closed take quadratic time."""
_MARKS = (
    re.compile(r"(?:\A\ufeff?|\n\n)#{1,6} +\S[^\n]{0,300}(?:\n\n|\n?\Z)"),
    re.compile(r"(?<!!)\[[^\[\]\n]{1,300}\]\((?:https?:|mailto:|/|#|\.{1,2}/)[^()\s]{0,500}\)"),
    re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{1,500}(?: \"[^\"\n]{0,200}\")?\)"),
    re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]{0,200}\*\*(?!\*)"),
    re.compile(r"(?<!\S)(?:\*[^\W\d_][^*\n]{0,200}\w\*|_[^\W\d_][^_\n]{0,200}[^\W_]_)(?=[\s.,;:!?]|\Z)"),
    re.compile(r"^(?:```|~~~)[\w-]*$", re.MULTILINE),
    re.compile(r"^\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:? *)?$", re.MULTILINE),
)
_LEAST_KINDS = 2
_MANY_LINKS = 4
_FRONT = re.compile(r"\ufeff?---[ \t]*\n((?:[^\n]{0,2000}\n){0,100}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_SETTING = re.compile(r"([A-Za-z][\w -]{0,40}?) *: *(.*)")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
_ROLES = {
    "heading_open": BlockKind.HEADING,
    "blockquote_open": BlockKind.QUOTE,
    "list_item_open": BlockKind.LIST_ITEM,
}
_SHOWN = {"softbreak": "\n", "hardbreak": "\n"}
_META = {"title": "title", "subtitle": "deck", "description": "deck", "author": "byline", "authors": "byline", "byline": "byline"}
_META |= {"date": "published", "published": "published", "url": "url", "source": "site", "site": "site", "lang": "language"}


def _claims(raw: bytes) -> bool:
    if len(raw) > _LIMIT:
        return False
    head = head_of(raw).replace("\r\n", "\n")
    front = _FRONT.match(head)
    if front and "title" in _settings(front[1]):
        return True
    kinds = sum(mark.search(head) is not None for mark in _MARKS)
    return kinds >= _LEAST_KINDS or len(_MARKS[1].findall(head)) >= _MANY_LINKS


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    decoded = decode(raw)
    if decoded is None:
        refuse_damaged(name, "text file")
    text = cleaned(decoded.text)
    front = _FRONT.match(text)
    settings = _settings(front[1]) if front else {}
    article = compose(_pieces(text[front.end() :] if front and settings else text), name)
    yield Reading(known_as(article, _meta(settings)), decoded.notes)


def _settings(lines: str) -> dict[str, str]:
    """Return the plain settings of a front matter, by name in small letters; lists and what is nested are passed over."""
    found = (_SETTING.fullmatch(line.rstrip()) for line in lines.split("\n"))
    settings = {known_name(setting[1]): setting[2].strip().strip("\"'") for setting in found if setting}
    return {key: value for key, value in settings.items() if value}


def _meta(settings: dict[str, str]) -> Metadata:
    said = {_META[key]: one_line(value.strip("[]")) for key, value in reversed(settings.items()) if key in _META}
    if "published" in said:
        said["published"] = read_date(said["published"])
    return Metadata(**said)


def _pieces(text: str) -> Iterator[Piece]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - on use: slow

    blocks, inline = MarkdownIt("commonmark").enable("table").disable("inline"), MarkdownIt("commonmark")
    links: dict[str, object] = {}
    outer: list[Token] = []
    row: list[str] = []
    titled = False
    for token in blocks.parse(text, links):
        if token.nesting > 0:
            outer.append(token)
        elif token.nesting < 0:
            outer.pop()
        if token.type == "inline" and any(held.type == "tr_open" for held in outer):
            row.append(" ".join(_inline(inline, token.content, links).split()))
        elif token.type == "inline":
            role = _role(outer, titled=titled)
            titled = titled or role is BlockKind.TITLE
            yield Piece(_inline(inline, token.content, links), role)
        elif token.type == "tr_close":
            yield Piece("\t".join(row), BlockKind.BODY)
            row = []
        elif token.type in {"fence", "code_block"}:
            yield Piece(token.content, BlockKind.BODY)
        elif token.type == "html_block":
            yield Piece(_TAG.sub(" ", token.content))


def _role(outer: list[Token], *, titled: bool) -> BlockKind | None:
    """Return the role of a paragraph by the innermost of what it stands in."""
    for held in reversed(outer):
        if held.type == "heading_open" and held.tag == "h1" and not titled:
            return BlockKind.TITLE
        if held.type in _ROLES:
            return _ROLES[held.type]
    return None


def _inline(parser: MarkdownIt, content: str, links: dict[str, object]) -> str:
    """Return what is seen of a paragraph: of a link its words, of a picture what describes it."""
    if len(content) > _LONGEST_INLINE:
        return content
    said: list[str] = []
    for held in parser.parseInline(content, links):
        for token in held.children or ():
            if token.type in _SHOWN:
                said.append(_SHOWN[token.type])
            elif token.type in {"text", "code_inline", "text_special", "image"}:
                said.append(token.content)
    return "".join(said)


SOURCE = Source("Markdown", claims=_claims, read=_read)
