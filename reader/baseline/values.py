"""The spaCy component `reader_values`: finds dates, times, amounts, numbers and typed weapons and vehicles by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from reader.baseline.patterns import NOTHING, ROWS
from reader.baseline.sieve import LINE_END, Sieve, meaning

if TYPE_CHECKING:
    from spacy.vocab import Vocab


@Language.factory("reader_values", assigns=["doc.ents", "token.ent_iob", "token.ent_type"], requires=["doc.ents"])
def make_reader_values(nlp: Language, name: str) -> Values:
    """Make the component from the table in `patterns`."""
    del name  # spaCy hands it to every factory
    return Values(nlp.vocab)


@dataclass(frozen=True, slots=True)
class _Match:
    """A row that fits. start, end: token numbers, half-open, without what must stand around; length: with it."""

    start: int
    end: int
    label: str
    length: int


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    before: int
    after: int


class Values:
    """Adds entities by rule where there are none. They get no score."""

    def __init__(self, vocab: Vocab) -> None:
        """Compile the table."""
        self._vocab = vocab
        self._matcher = Matcher(vocab, validate=False)
        self._sieve = Sieve()
        self._rows: list[_Row] = []
        for label, rows in ROWS.items():
            for row in rows:
                words = row.split()
                before = next(at for at, word in enumerate(words) if not word.startswith("("))
                after = next(at for at, word in enumerate(reversed(words)) if not word.startswith("("))
                self._rows.append(_Row(label, before, after))
                # A number as the name: a string would be lost when the pipeline is filled from bytes.
                self._matcher.add(len(self._rows), [[_word(word) for word in words]])

    def __call__(self, doc: Doc) -> Doc:
        """Add the entities of one text; those it has stay as they are."""
        taken = {token.i for entity in doc.ents for token in entity}
        added = []
        for match in sorted(self._matches(doc), key=lambda match: (-match.length, match.start)):
            covered = range(match.start, match.end)
            if taken.isdisjoint(covered):
                taken.update(covered)
                if match.label != NOTHING:
                    added.append(SpacySpan(doc, match.start, match.end, label=match.label))
        if added:
            doc.ents = (*doc.ents, *added)
        return doc

    def _matches(self, doc: Doc) -> list[_Match]:
        """Return all rows that fit, in the order of the table.

        Blanks that are tokens of their own (doubled ones, no-break spaces) are skipped over; a line end is not.
        """
        seen = self._sieve([token.text for token in doc])
        words = [LINE_END if at is None else doc[at].text for at in seen]
        found = []
        for number, start, end in sorted(self._matcher(Doc(self._vocab, words=words))):
            row = self._rows[number - 1]
            first, last = seen[start + row.before], seen[end - row.after - 1]
            if first is not None and last is not None:
                found.append(_Match(first, last + 1, row.label, end - start))
        return found


def _word(word: str) -> dict[str, object]:
    """Return the spaCy pattern of one word of a row."""
    operator = {"OP": "?"} if word.endswith("?") else {}
    attribute, expression = meaning(word)
    return {attribute: {"REGEX": rf"^({expression})$"}, **operator}
