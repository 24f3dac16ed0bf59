"""The spaCy component `reader_cleanup`: makes entities end where the label scheme says, and puts certain labels right.

What stays outside an entity: a leading "the", a possessive 's, quotes and brackets around it, blanks, loose punctuation, and what
an organisation is called in small letters ("Islamic State group"). Two peoples beside each other are one: "Iraqi Shia".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from reader.baseline.lexicon import certain_label
from reader.baseline.mentions import Mention, alternatives, entities, has_score, set_alternatives, set_entities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

_QUOTES = "\"'`«»„“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_LOOSE = frozenset([*_QUOTES, "''", "``", *_BRACKETS, *_BRACKETS.values(), *",;:-\N{EN DASH}\N{EM DASH}"])
_CALLED = frozenset({"group", "groups"})
_POSSESSIVES = frozenset({"'s", "\N{RIGHT SINGLE QUOTATION MARK}s"})


@Language.factory("reader_cleanup", assigns=["doc.ents", "token.ent_iob", "token.ent_type"], requires=["doc.ents"])
def make_reader_cleanup(nlp: Language, name: str) -> Cleanup:
    """Make the component."""
    del nlp, name  # spaCy hands them to every factory
    has_score()
    return Cleanup()


class Cleanup:
    """Trims entities and relabels them; a trimmed entity keeps its score."""

    def __call__(self, doc: Doc) -> Doc:
        """Clean the entities of one text, and the alternatives to them."""
        near = alternatives(doc)
        set_entities(doc, _joined(_cleaned(doc, entities(doc))))
        set_alternatives(doc, _cleaned(doc, near))
        return doc


def _cleaned(doc: Doc, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions as the scheme wants them, without those of which nothing is left."""
    found = []
    for mention in mentions:
        start, end = _trimmed(doc, mention.start, mention.end)
        if mention.label == "ORG" and end - start > 1 and doc[end - 1].text in _CALLED:
            start, end = _trimmed(doc, start, end - 1)
        if start < end:
            label = certain_label(doc[start:end].text, mention.label)
            found.append(Mention(start, end, label, mention.score))
    return found


def _joined(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions, in order and without overlap, with peoples that stand beside each other made one."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before and before.label == mention.label == "NORP" and before.end == mention.start:
            sure = [score for score in (before.score, mention.score) if score is not None]
            found[-1] = Mention(before.start, mention.end, "NORP", min(sure, default=None))
        else:
            found.append(mention)
    return found


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the bounds without what stays outside; equal ones if nothing is left."""
    while start < end and _stays_before(doc[start], opens=_opens_inside(doc, start, end)):
        start += 1
    while start < end and _stays_behind(doc[end - 1], closes=_closes_inside(doc, start, end)):
        end -= 1
    return start, end


def _stays_before(token: Token, *, opens: bool) -> bool:
    return token.is_space or token.lower_ == "the" or (token.text in _LOOSE and not opens)


def _stays_behind(token: Token, *, closes: bool) -> bool:
    return token.is_space or token.lower_ in _POSSESSIVES or (token.text in _LOOSE and not closes)


def _opens_inside(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the first token is a bracket closed before the last: "(Real) IRA"."""
    closer = _BRACKETS.get(doc[start].text)
    return closer is not None and any(doc[at].text == closer for at in range(start, end - 1))


def _closes_inside(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the last token is a bracket opened behind the first: "Liberals (UK)"."""
    return any(_BRACKETS.get(doc[at].text) == doc[end - 1].text for at in range(start + 1, end))
