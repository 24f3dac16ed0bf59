"""The spaCy component `reader_cleanup`: makes entities end where the label scheme says, and puts certain labels right.

What stays outside an entity: a leading "the", a possessive 's, quotes and brackets around it, blanks, loose punctuation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span as SpacySpan

from reader.baseline.component import SCORE, has_score
from reader.baseline.lexicon import certain_label

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_QUOTES = "\"'`«»„“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_LOOSE = frozenset([*_QUOTES, "''", "``", *_BRACKETS, *_BRACKETS.values(), *",;:-\N{EN DASH}\N{EM DASH}"])
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
        """Clean the entities of one text."""
        doc.ents = [clean for entity in doc.ents if (clean := _cleaned(entity)) is not None]
        return doc


def _cleaned(entity: SpacySpan) -> SpacySpan | None:
    """Return the entity as the scheme wants it; None if nothing is left of it."""
    start, end = entity.start, entity.end
    while start < end and _stays_before(entity.doc[start], opens=_opens_inside(entity.doc, start, end)):
        start += 1
    while start < end and _stays_behind(entity.doc[end - 1], closes=_closes_inside(entity.doc, start, end)):
        end -= 1
    if start == end:
        return None
    surface = entity.doc[start:end].text
    label = certain_label(surface, entity.label_)
    if (start, end, label) == (entity.start, entity.end, entity.label_):
        return entity
    clean = SpacySpan(entity.doc, start, end, label=label)
    clean._.set(SCORE, entity._.get(SCORE))
    return clean


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
