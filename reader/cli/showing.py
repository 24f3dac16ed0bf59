"""Sessions for the shell: on an article of the library, or on a file that stays outside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.baseline.identity import identify
from reader.core.history import Edit, JournalRefused
from reader.core.layers import Layer
from reader.core.session import Session
from reader.library import default_author
from reader.sources import SourceError, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.core.baselines import Baseline
    from reader.library import Library


class _NoJournal:
    """Where there is no library nothing can be judged."""

    def append(self, edit: Edit) -> None:
        raise JournalRefused(f"“{edit.title}” cannot be kept: the article is not in a library.")


def open_named(named: str, tagger: str, open_library: Callable[[], Library]) -> tuple[int | None, Session, tuple[str, ...]]:
    """Return the id (None for a file), the session with its baseline, and what there is to say about the reading.

    named: a path, or the id of an article of the library; a file of that name comes first.

    Raises SourceError, LibraryError, TaggerNotFound, TaggerBroken.
    """
    path = Path(named)
    if not path.exists() and named.isdecimal():
        with open_library() as library:
            return int(named), _stored(library, int(named), tagger), ()
    if not path.exists():
        raise SourceError(f"There is no file “{named}”. Give the path of a file, or the id of an article from `reader list`.")
    reading = read(path)
    article = reading.article
    session = Session(
        article, Layer(article.digest, default_author()), _NoJournal(), baseline=_tag(article.digest, article.text, tagger)
    )
    return None, session, reading.notes


def _stored(library: Library, article_id: int, tagger: str) -> Session:
    session = library.open_session(article_id, default_author())
    article = session.article
    baseline = library.baseline(article.digest, identify(tagger).digest) or _tag(article.digest, article.text, tagger)
    library.save_baseline(baseline)
    session.attach(baseline)
    return session


def _tag(digest: str, text: str, tagger: str) -> Baseline:
    from reader.baseline.pipeline import load  # noqa: PLC0415 - spaCy takes a second to load

    return load(tagger).baseline(digest, text)


def as_json(article_id: int | None, session: Session) -> dict[str, Any]:
    """Return an article with its blocks and entities, as `reader show --json` prints it."""
    article, review = session.article, session.review
    entities = review.overlapping(0, len(article.text))
    return {
        "id": article_id,
        "title": article.name,
        "deck": article.meta.deck,
        "byline": article.meta.byline,
        "published": article.meta.published,
        "text": article.text,
        "blocks": [{"kind": str(block.kind), "start": block.start, "end": block.end} for block in article.blocks],
        "spans": [
            {
                "start": entity.span.start,
                "end": entity.span.end,
                "label": entity.span.label,
                "standing": str(entity.standing),
                "score": entity.score,
            }
            for entity in entities
        ],
    }
