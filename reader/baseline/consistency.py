"""The spaCy component `reader_consistency`: lets what is said of a name at one place of an article hold at the others.

It looks at one text at a time: of an article cut into parts (see `parts`) at each by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from reader.baseline import rules
from reader.baseline.agreement import agreed
from reader.baseline.mentions import alternatives, entities, has_score, set_alternatives, set_entities
from reader.baseline.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc

    from reader.baseline.mentions import Mention

    Rule = Callable[[Page, Sequence[Mention]], list[Mention]]

RULES: tuple[Rule, ...] = (
    rules.acronyms,
    rules.surnames,
    rules.well_known,
    rules.one_label,
    rules.repeats,
    rules.demonyms,
    agreed,
)
"""In the order in which they are applied."""


@Language.factory(
    "reader_consistency",
    assigns=["doc.ents", "doc.spans", "token.ent_iob", "token.ent_type"],
    requires=["doc.ents"],
)
def make_reader_consistency(nlp: Language, name: str) -> Consistency:
    """Make the component."""
    del nlp, name  # spaCy hands them to every factory
    has_score()
    return Consistency()


class Consistency:
    """Relabels entities and adds missed ones, each with a score. What an entity was before may become an alternative."""

    def __init__(self, applied: Sequence[Rule] = RULES) -> None:
        """Take the rules to apply, in order."""
        self._rules = tuple(applied)

    def __call__(self, doc: Doc) -> Doc:
        """Make the entities of one text agree."""
        before, near = entities(doc), alternatives(doc)
        page = Page([token.text for token in doc], near)
        found = before
        for rule in self._rules:
            found = rule(page, found)
        if found != before:
            set_entities(doc, found)
            set_alternatives(doc, [*near, *before])
        return doc
