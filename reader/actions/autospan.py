"""The whole name around a word: what a label key takes when the caret stands on a part of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.core.article import BlockKind
from reader.core.review import Standing
from reader.core.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.actions.context import Context

LINKS = frozenset("of de del della di du da la le bin ibn bint abu van von der den al el ul ud".split())  # noqa: SIM905
# Capitalised at the start of a sentence, and no part of a name there.
_OPENERS = frozenset(
    "a an the in on at by to of for from with after before during since until when while where as if but and or nor so yet "  # noqa: SIM905
    "he she it they we i you his her its their our your my this that these those there here what which who whose how why "
    "no not some many most more all both each every other another such last next since under over between among against "
    "then now here however meanwhile instead".split()
)
_TITLES = frozenset(
    "president vice prime minister premier chancellor king queen prince princess sultan emir pope general gen lieutenant lt "  # noqa: SIM905
    "colonel col major maj captain capt sergeant sgt admiral adm marshal commander chief senator sen representative rep governor "
    "gov mayor secretary foreign defence defense interior ambassador envoy judge justice doctor dr professor prof mr mrs ms sir "
    "lord lady dame spokesman spokeswoman spokesperson director chairman chairwoman leader".split()
)
_HEADLINE_SHARE = 0.6
_MOST_TOLD = 2000
"""Judgements looked through for the same name elsewhere."""


def whole_name(context: Context, word: Stretch, label: str) -> Stretch:
    """Return the name that a word begins or lies in, for a label; the word itself where there is no more to it.

    That is a name with this label elsewhere in the article, or one that the tagger nearly took, else the capitalised words
    around, with links such as "of" between them. It never goes into another entity, over punctuation, into a title ("Gen.")
    before a person, or out of a line.
    """
    if context.scheme.label(label).group:
        return word
    told = _told_elsewhere(context, word, label) or _nearly_taken(context, word, label)
    if told:
        return told
    is_name = _name_test(context, label)
    return _capitals_around(context, word, is_name) if is_name(word) and not _is_headline(context, word) else word


def begins_sentence_only(context: Context, word: Stretch) -> bool:
    """Tell whether a capital may be there for the sentence's sake alone, or for that of a headline."""
    tokens, text = context.session.tokens, context.session.article.text
    if text[word.start : word.end].lower() in _OPENERS or _is_headline(context, word):
        return True
    sentence = tokens.sentence_at(word.start)
    return sentence is not None and tokens.following(sentence.start, words=True) == word


def is_title(context: Context, stretch: Stretch) -> bool:
    """Tell whether a stretch is only what goes before a person's name: "Maj. Gen."."""
    words = context.session.article.text[stretch.start : stretch.end].replace("-", " ").split()
    return all(word.rstrip(".").lower() in _TITLES for word in words)


def _told_elsewhere(context: Context, word: Stretch, label: str) -> Stretch | None:
    """Return the longest name of this label, judged elsewhere in the article, that stands here around the word."""
    session, text = context.session, context.session.article.text
    if len(session.layer) > _MOST_TOLD:
        return None
    names = {text[span.start : span.end] for span in session.layer.positive if span.label == label}
    surface = text[word.start : word.end]
    for name in sorted(names, key=len, reverse=True):
        start = word.start - max(name.find(surface), 0)
        if len(name) > len(surface) and start >= 0 and text.startswith(name, start) and word.end <= start + len(name):
            around = session.review.overlapping(start, start + len(name))
            free = all(entity.standing is Standing.REJECTED for entity in around)
            return session.tokens.covering(start, start + len(name)) if free else None
    return None


def _nearly_taken(context: Context, word: Stretch, label: str) -> Stretch | None:
    """Return the longer span of this label that the tagger nearly took here, if it lies in no entity."""
    session = context.session
    near = session.review.baseline.near.containing(*word) if session.review.baseline else []
    longer = [span for span in near if span.label == label and len(span) > word.end - word.start]
    free = (span for span in longer if not session.review.entities.overlapping(span.start, span.end))
    found = next(free, None)
    return session.tokens.covering(found.start, found.end) if found else None


def _is_headline(context: Context, word: Stretch) -> bool:
    """Tell whether a word stands in a line where nearly all words are capitalised, so that capitals tell nothing."""
    tokens, text = context.session.tokens, context.session.article.text
    block = context.session.article.block_at(word.start)
    if block is None or block.kind not in {BlockKind.TITLE, BlockKind.HEADING}:
        return False
    words = [token for token in tokens.of_part(tokens.part_index(word.start)) if tokens.is_word(token)]
    return sum(text[token.start].isupper() for token in words) > _HEADLINE_SHARE * len(words)


def _capitals_around(context: Context, word: Stretch, is_name: Callable[[Stretch], bool]) -> Stretch:
    tokens = context.session.tokens
    cut = tokens.of_part(tokens.part_index(word.start))
    at = cut.index(word)
    end = word.end
    for token in _run(context, cut[at:], is_name):
        end = token.end
    start = word.start
    for token in _run(context, cut[at::-1], is_name):
        start = token.start
    return Stretch(start, end)


def _run(context: Context, cut: list[Stretch], is_name: Callable[[Stretch], bool]) -> Iterable[Stretch]:
    """Yield the name words next to the first token of a list, nearest first, going over links that lead to another name word."""
    text, links = context.session.article.text, 0
    for near, far in pairwise(cut):
        low, high = sorted((near, far))
        if text[low.end : high.start].strip(" \u00a0") or "\n" in text[low.end : high.start]:
            return
        if is_name(far):
            links = 0
            yield far
        elif text[far.start : far.end] in LINKS and not links:
            links += 1
        else:
            return


def _name_test(context: Context, label: str) -> Callable[[Stretch], bool]:
    session, text = context.session, context.session.article.text

    def is_name(token: Stretch) -> bool:
        surface = text[token.start : token.end]
        bare = surface.rstrip(".").lower()
        if not any(letter.isupper() for letter in surface) or (bare in _OPENERS and not surface.isupper()):
            return False
        if label == "PERSON" and bare in _TITLES:
            return False
        return all(entity.standing is Standing.REJECTED for entity in session.review.overlapping(*token))

    return is_name
