"""Recognises the lines around an article that are not its prose: byline, date, reading time, caption."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.core.article import BlockKind
from reader.sources.dates import read_date_line

_LONGEST = 200
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 90
_MINUTES = r"\d{1,3}[\s-]*min(?:ute)?s?\b\.?"
_ABOUT = r"(?:about\s+|~\s*)?"
_READING_TIME = re.compile(
    rf"{_ABOUT}{_MINUTES}[\s-]*(?:read|reading(?:\s+time)?)|(?:estimated\s+)?read(?:ing)?\s+time\s*:?\s*{_ABOUT}{_MINUTES}",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:(?:story|words|text|written|reporting)\s+)?by\s*:?\s+(?=\S)", re.IGNORECASE)
# The same in other languages, where a colon tells the label from a preposition.
_LABEL = re.compile(
    r"(?:автор|текст|текст и фото|autor(?:in)?|auteur|autore|texte?|testo|texto|metin|yazan|記者|文)\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,&/()]+")
_NAME = re.compile(r"[^\W\d_][\w.'\u2019\u2010\u2011-]*")
# What may stand in a byline in small letters: particles of names, and the words for where its people are and what they do.
_SMALL_WORDS = frozenset(
    (
        *("al", "el", "abu", "bin", "bint", "ben", "ibn", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du"),
        *("la", "le", "ten", "ter", "van", "von", "y", "e", "zu", "and", "in", "at", "for", "of", "the", "with"),
        *("correspondent", "editor", "reporter", "staff", "writer", "contributor", "chief", "bureau", "agencies", "agency"),
    )
)
_MOST_WORDS = 14
_PIECES = re.compile(r"\s*[|\u00b7\u2022]\s*")

_CAPTION_WORD = r"(?:file\s+)?(?:photo|image|picture|photograph|pictured|caption)(?:\s+(?:credit|by|courtesy))?s?"
_CAPTION_ELSEWHERE = (
    r"(?:фото(?:графия)?|снимок|иллюстрация|foto(?:graf[ií]a|grafie)?|imagen|immagine|imagem|bild|fotoğraf|写真|صورة|الصورة)"
)
_CAPTION = re.compile(
    rf"(?:{_CAPTION_WORD}|{_CAPTION_ELSEWHERE})\s*[:\uff1a]\s*\S|\(\s*{_CAPTION_WORD}\s*:[^()]*\)\Z", re.IGNORECASE
)
# Some lists of authors lose the colon; and "Bild" is a newspaper too.
_OF_PICTURE = re.compile(
    rf"(?!bild (?:am sonntag|redaktion)\b)(?:{_CAPTION_WORD}|{_CAPTION_ELSEWHERE})[\s:\uff1a]", re.IGNORECASE
)
# At the end: "(Photo by Ann Lee)", "(AP Photo/Ann Lee)", "(Xinhua/Zhao Xu)".
_PICTURED = re.compile(
    r"\S\s*\((?:(?:[A-Z]\w{1,11} )?(?:Photo|Image|Picture)s?\b[^()]{2,60}|"
    r"(?i:(?:file|handout) (?:photo|image|picture))\b[^()]{0,60}|"
    r"(?:AFP|ANSA|AP|DPA|EFE|EPA|Getty|Kyodo|Reuters|REUTERS|TASS|Xinhua)/[^()/\s]+ [^()/]{2,40})\)\Z"
)
_CREDITED = re.compile(r"\S\s*\[[^\W\d_a-z][\w\s.,&/'\u2019-]{1,60}\]\Z")


class SmallPrint(NamedTuple):
    """What one line of small print says.

    published: as `Metadata` has it; empty if the line does not say.
    """

    kind: BlockKind
    byline: str = ""
    published: str = ""


def read_small_print(line: str) -> SmallPrint | None:
    """Return what a whole line, without blanks around it, says as a byline, date or reading time; None if it is none of these.

    Several on one line, parted by bars or dots, count as the first of them.
    """
    if len(line) > _LONGEST:
        return None
    whole = _read_piece(line)
    if whole:
        return whole
    pieces = [_read_piece(piece) for piece in _PIECES.split(line)]
    known = [piece for piece in pieces if piece]
    if len(known) < len(pieces):
        return None
    return SmallPrint(
        known[0].kind,
        next((piece.byline for piece in known if piece.byline), ""),
        next((piece.published for piece in known if piece.published), ""),
    )


def names_a_picture(byline: str) -> bool:
    """Tell whether what passes for a byline says whom a picture is by."""
    return _OF_PICTURE.match(byline) is not None


def is_caption(text: str, start: int, end: int, *, credited: bool) -> bool:
    """Tell whether [start, end) is a picture's caption: "Photo: …", "(Photo: …)", "… (AP Photo/…)".

    credited: "… [Agency]" is one too.
    """
    if end - start > _LONGEST_CAPTION:
        return False
    if _CAPTION.match(text, start, end) or _PICTURED.search(text, max(start, end - _LONGEST_CREDIT), end):
        return True
    return credited and _CREDITED.search(text, start, end) is not None


def _read_piece(line: str) -> SmallPrint | None:
    if _READING_TIME.fullmatch(line):
        return SmallPrint(BlockKind.READING_TIME)
    published = read_date_line(line)
    if published is not None:
        return SmallPrint(BlockKind.DATELINE, published=published)
    byline = _read_byline(line)
    return SmallPrint(BlockKind.BYLINE, byline=byline) if byline else None


def _read_byline(line: str) -> str:
    """Return who a byline names ("By Ann Lee and Bob Ray, Reuters" without its "By"); empty if the line is none."""
    opening = _BY.match(line) or _LABEL.match(line)
    if not opening:
        return ""
    names = line[opening.end() :]
    words = _WORD.findall(names)
    named = [word for word in words if not word.islower()]
    plain = (
        0 < len(named) <= len(words) <= _MOST_WORDS
        and all(map(_NAME.fullmatch, words))
        and all(word in _SMALL_WORDS for word in words if word.islower())
    )
    return names if plain else ""
