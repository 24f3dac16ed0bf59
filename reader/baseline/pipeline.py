"""Loads a tagger and lets it tag texts of any length and kind."""

from __future__ import annotations

import importlib
import warnings
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import SpanGroup

from reader.baseline.component import ReaderNer
from reader.baseline.found import Found
from reader.baseline.gazetteer import Gazetteer
from reader.baseline.identity import TaggerBroken, broken, identify, tagger_folder
from reader.baseline.labels import label_here
from reader.baseline.mentions import ALTERNATIVES, SCORE, has_score
from reader.baseline.parts import cut
from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span, SpanIndex, reading_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    from reader.baseline.parts import Part

_PIPED = 32
"""Parts in a batch."""


def load(name: str, *, threads: int = 1) -> Pipeline:
    """Load a tagger: "reader", the name of an installed spaCy pipeline, or a path.

    Args:
        name: As above.
        threads: How many threads the shipped tagger's encoder may use.

    Raises:
        TaggerNotFound: There is none. The message says how to get it.
        TaggerBroken: It is there but cannot be used.
    """
    folder = tagger_folder(name)
    tagger = identify(name)
    register()
    try:
        with warnings.catch_warnings():
            # That it was made for another spaCy is told in words: `about.About.is_of_another_spacy`.
            warnings.filterwarnings("ignore", message=r"\[W09[45]\]")
            nlp = spacy.load(folder)
        for _, component in nlp.pipeline:
            if isinstance(component, ReaderNer):
                component.threads = threads
                component.wake()
    except Exception as error:  # whatever a pipeline of any origin raises: it is not usable, and the user must hear why
        raise TaggerBroken(broken(name, error)) from error
    return Pipeline(nlp, tagger)


def register() -> None:
    """Make Reader's components known to spaCy, which its entry points do only where Reader is installed."""
    for module in ("cleanup", "component", "consistency", "values"):
        importlib.import_module(f"reader.baseline.{module}")


class Pipeline:
    """A loaded tagger."""

    def __init__(self, nlp: Language, tagger: Tagger) -> None:
        """Wrap a spaCy pipeline."""
        has_score()
        self.nlp = nlp
        self.tagger = tagger
        self._gazetteer = Gazetteer({})

    def know(self, names: Mapping[str, str]) -> None:
        """Learn the label of each surface judged before, in place of what was told before."""
        self._gazetteer = Gazetteer(names)
        self.tagger = self._gazetteer.names(Tagger(self.tagger.name, self.tagger.version, self.tagger.base))

    def baseline(self, text_digest: str, text: str) -> Baseline:
        """Return the baseline of a text. text_digest: `Article.digest` of it."""
        found = self.read(text)
        return Baseline(text_digest, self.tagger, found.scores, found.alternatives)

    def tag(self, text: str, *, on_progress: Callable[[int], None] | None = None) -> dict[Span, float | None]:
        """Return the spans that the tagger finds in a text, with their scores; arguments as for `read`."""
        return self.read(text, on_progress=on_progress).scores

    def read(self, text: str, *, on_progress: Callable[[int], None] | None = None) -> Found:
        """Return what the tagger finds in a text.

        Args:
            text: Any text; no character, length or language makes it fail.
            on_progress: Is told now and then how many code points are done.
        """
        found = Found()
        for part in cut(text):
            found.update(self.tag_parts([part])[0])
            if on_progress is not None:
                on_progress(part.start + len(part.text))
        return found

    def tag_parts(self, batch: Sequence[Part]) -> list[Found]:
        """Return what the tagger finds in each of some parts, at their places in the whole texts."""
        # The zone forgets the words of these texts again: else the vocabulary would grow with every article.
        with self.nlp.memory_zone():
            docs = self.nlp.pipe((part.text for part in batch), batch_size=_PIPED)
            found = [spans_of(doc, part.start) for part, doc in zip(batch, docs, strict=True)]
        return [self._gazetteer.put_right(part.text, part.start, each) for part, each in zip(batch, found, strict=True)]


def spans_of(doc: Doc, offset: int) -> Found:
    """Return what was found in a tagged text, moved by an offset in code points."""
    scores = _placed(offset, _scored(doc))
    ruled = SpanIndex(span for span, score in scores.items() if score is None)
    group = doc.spans[ALTERNATIVES] if ALTERNATIVES in doc.spans else SpanGroup(doc)
    near = {
        span: score
        for span, score in _placed(offset, zip(group, group.attrs.get("scores", ()), strict=True)).items()
        # Beside what a rule is certain of, what the encoder nearly said is no news.
        if span not in scores and score is not None and not ruled.overlapping(span.start, span.end)
    }
    return Found(scores, near)


def _placed(offset: int, scored: Iterable[tuple[SpacySpan, float | None]]) -> dict[Span, float | None]:
    """Return spans of a text in reading order, moved by an offset, under the labels they have here."""
    scores = {
        Span(offset + entity.start_char, offset + entity.end_char, label_here(entity.label_)): score
        for entity, score in scored
        if entity.end_char > entity.start_char and not entity.text.isspace()
    }
    return {span: scores[span] for span in sorted(scores, key=reading_order)}


def _scored(doc: Doc) -> Iterable[tuple[SpacySpan, float | None]]:
    """Yield all entities: those of span categorisers, which may nest, then those of entity recognisers."""
    for name, group in doc.spans.items():
        if name == ALTERNATIVES:
            continue
        scores = group.attrs.get("scores", [None] * len(group))
        yield from zip(group, (None if score is None else float(score) for score in scores), strict=True)
    for entity in doc.ents:
        yield entity, entity._.get(SCORE)
