"""Tokens and sentences: where a caret can stand. Cut when first asked for, part by part, so that a million words cost nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.core.parts import Part, cut_into_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.core.article import Article


class Stretch(NamedTuple):
    """A half-open code-point range of one article, without a label."""

    start: int
    end: int


# A word is anything but blanks, punctuation and symbols, so that marks of any script stay with their letters.
# Chinese and Japanese set no blanks between words: there each character is a token.
_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_SYMBOL = (
    r"!-/:-@\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6-\u00b9\u00bb-\u00bf"
    r"\u0589\u060c\u061b\u061f\u06d4\u0964\u0965\u1361-\u1368\u17d4-\u17d6"
    r"\u2010-\u2bff\u3000-\u303f\ufe10-\ufe4f\uff01-\uff0f\uff1a-\uff20\U0001f000-\U0001faff"
)
_W = rf"[^\s{_SYMBOL}{_CJK}]"
_JOINED = rf"{_W}+(?:(?:[-\u2010\u2011'\u2019.&]|(?<=\d)[,:/](?=\d)){_W}+)*"
_FLAG = r"[\U0001f1e6-\U0001f1ff]"
_EMOJI = rf"{_FLAG}{{2}}|[\U0001f000-\U0001faff\u2600-\u27bf](?:[\ufe0f\u200d\U0001f3fb-\U0001f3ff]|(?<=\u200d)[^\s])*"
_INITIALS = r"(?<!\w)(?:[^\W\d_]\.){2,}(?!\w)"
_S = r"['\u2019][sS]"
_TOKEN = re.compile(rf"{_EMOJI}|{_INITIALS}|{_JOINED}|[^\s{_SYMBOL}]|{_S}(?!\w)|([^\s])\1*")
_WORD = re.compile(rf"[^\s{_SYMBOL}]")

# "Iraq's" is "Iraq" and "'s"; "US-led", "IS-held" and "Iraqi-backed" are a name, a hyphen and a word; "al-Obeidi", "T-72"
# and "Jean-Pierre" are one name each.
_POSSESSIVE = re.compile(rf"{_S}\Z")
_NAME_AND_WORD = re.compile(r"(?<=\w)[-\u2010\u2011](?=[a-z]{3,}\Z)")

_STOP = re.compile(
    r"[.!?\u2026\u0589\u061f\u06d4\u0964\u1362]+[\"'\u2019\u201d)\]]*(?=\s+[\"'\u2018\u201c(\[]*[^\Wa-z_])|[\u3002\uff01\uff1f]+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|vs|No|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|approx)|\b[A-Z])\.\Z"
)
_INK = re.compile(r"\S+")
_FAR_FROM_BLANKS = 100
_CACHED_PARTS = 512


class Tokens:
    """The tokens and sentences of one article. Folded blocks have none."""

    def __init__(self, article: Article) -> None:
        """Prepare to cut; nothing is cut yet."""
        self._text = article.text
        self.parts: tuple[Part, ...] = cut_into_parts(article)
        self._part_starts = [part.start for part in self.parts]
        self._cut: OrderedDict[int, list[Stretch]] = OrderedDict()
        self._sentences: tuple[int, list[Stretch]] = (-1, [])  # of the part last asked about: who asks goes word by word

    def part_index(self, offset: int) -> int:
        """Return the index of the part that holds an offset, or of the one before it; 0 when there is none before."""
        return max(0, bisect_right(self._part_starts, offset) - 1)

    def of_part(self, index: int) -> list[Stretch]:
        """Return the tokens of one part, in text order."""
        cut = self._cut.get(index)
        if cut is None:
            part = self.parts[index]
            cut = self._cut[index] = list(_tokenise(self._text, part.start, part.end))
            if len(self._cut) > _CACHED_PARTS:
                self._cut.popitem(last=False)
        return cut

    def is_word(self, token: Stretch) -> bool:
        """Tell whether a token is more than punctuation."""
        return _WORD.match(self._text, token.start) is not None

    def at(self, offset: int) -> Stretch | None:
        """Return the token that holds an offset; None on a blank."""
        if not self.parts:
            return None
        cut = self.of_part(self.part_index(offset))
        at = bisect_right(cut, offset, key=lambda token: token.start) - 1
        return cut[at] if at >= 0 and offset < cut[at].end else None

    def following(self, offset: int, *, words: bool = False) -> Stretch | None:
        """Return the first token that starts at or after an offset; with words, the first that is not punctuation."""
        if not self.parts:
            return None
        for index in range(self.part_index(offset), len(self.parts)):
            cut = self.of_part(index)
            for token in cut[bisect_left(cut, offset, key=lambda token: token.start) :]:
                if not words or self.is_word(token):
                    return token
        return None

    def preceding(self, offset: int, *, words: bool = False) -> Stretch | None:
        """Return the last token that ends at or before an offset; with words, the last that is not punctuation."""
        if not self.parts:
            return None
        for index in range(self.part_index(offset), -1, -1):
            cut = self.of_part(index)
            for token in reversed(cut[: bisect_right(cut, offset, key=lambda token: token.end)]):
                if not words or self.is_word(token):
                    return token
        return None

    def nearest(self, offset: int) -> Stretch | None:
        """Return the token at an offset, else the nearest one after it, else before it."""
        return self.at(offset) or self.following(offset) or self.preceding(offset)

    def covering(self, start: int, end: int) -> Stretch | None:
        """Return the least stretch of whole tokens that holds every token [start, end) touches; None when it touches none."""
        first = self.at(start) or self.following(start)
        last = self.at(end - 1) or self.preceding(end)
        return Stretch(first.start, last.end) if first and last and first.start < last.end else None

    def occurrences(self, surface: str, within: Stretch | None = None) -> list[Stretch]:
        """Return every place where this surface stands as whole tokens, in text order, none overlapping another.

        within: look only here; None for the whole article.
        """
        low, high = within or (0, len(self._text))
        found: list[Stretch] = []
        at = self._text.find(surface, low, high) if surface and self.parts else -1
        while at >= 0:
            end = at + len(surface)
            whole = self._stands_alone(at, end)
            if whole:
                found.append(Stretch(at, end))
            at = self._text.find(surface, end if whole else at + 1, high)
        return found

    def sentence_at(self, offset: int) -> Stretch | None:
        """Return the sentence that holds an offset or, on a blank, the one before; sentences end with their block part."""
        if not self.parts:
            return None
        sentences = self.sentences_of_part(self.part_index(offset))
        at = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
        return sentences[max(at, 0)] if sentences else None

    def sentences_of_part(self, index: int) -> list[Stretch]:
        """Return the sentences of one part, in text order, without the blanks between them."""
        if self._sentences[0] != index:
            self._sentences = index, self._cut_into_sentences(self.parts[index])
        return self._sentences[1]

    def _cut_into_sentences(self, part: Part) -> list[Stretch]:
        cuts = [stop.end() for stop in _STOP.finditer(self._text, part.start, part.end) if self._ends_sentence(part, stop.end())]
        found = []
        for start, end in zip([part.start, *cuts], [*cuts, part.end], strict=True):
            body = self._text[start:end]
            if body.strip():
                found.append(Stretch(start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())))
        return found

    def _ends_sentence(self, part: Part, end: int) -> bool:
        return not _ABBREVIATION.search(self._text, max(part.start, end - 12), end)

    def _stands_alone(self, start: int, end: int) -> bool:
        # Looked at first: most places where a short surface is only a piece of longer words are told by two letters.
        if self._is_within_word(start) or self._is_within_word(end):
            return False
        first, last = self._token_between_blanks(start), self._token_between_blanks(end - 1)
        return first is not None and last is not None and first.start == start and last.end == end

    def _token_between_blanks(self, offset: int) -> Stretch | None:
        """Return the token at an offset, as `at` does, without cutting all of its part: no token holds a blank."""
        part = self.parts[self.part_index(offset)]
        if not part.start <= offset < part.end:
            return None
        start = offset
        while start > part.start and not self._text[start - 1].isspace():
            start -= 1
            if offset - start > _FAR_FROM_BLANKS:
                return self.at(offset)
        ink = _INK.match(self._text, offset, part.end)
        near = _tokenise(self._text, start, ink.end()) if ink else ()
        return next((token for token in near if token.start <= offset < token.end), None)

    def _is_within_word(self, offset: int) -> bool:
        """Tell whether an offset lies between two letters of one token."""
        if offset == 0 or not _within().match(self._text, offset - 1):
            return False
        part = self.parts[self.part_index(offset)]
        return part.start < offset < part.end


@cache
def _within() -> re.Pattern[str]:
    """Return the pattern of two letters that one token always holds, unless a part ends between them.

    The first is not the tail of an emoji. Made when first asked for: it takes longer to compile than a page to paint.
    """
    return re.compile(rf"(?![\ufe0f\u200d]){_W}{_W}")


def _tokenise(text: str, start: int, end: int) -> Iterator[Stretch]:
    for match in _TOKEN.finditer(text, start, end):
        left, right = match.span()
        word = match.group()
        possessive = _POSSESSIVE.search(word, 1)
        if possessive:
            right = left + possessive.start()
            word = word[: possessive.start()]
        hyphen = _name_and_word(word)
        if hyphen:
            yield Stretch(left, left + hyphen)
            yield Stretch(left + hyphen, left + hyphen + 1)
            yield Stretch(left + hyphen + 1, right)
        else:
            yield Stretch(left, right)
        if possessive:
            yield Stretch(right, match.end())


def _name_and_word(word: str) -> int:
    """Return where the last hyphen parts a name from a plain word, else 0."""
    hyphen = _NAME_AND_WORD.search(word) if "-" in word or "\u2010" in word or "\u2011" in word else None
    return hyphen.start() if hyphen and any(letter.isupper() for letter in word[: hyphen.start()]) else 0
