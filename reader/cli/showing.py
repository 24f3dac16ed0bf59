"""Sessions for the shell: on an article of the library, or on a file that stays outside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.baseline.identity import TaggerBroken, TaggerNotFound, identify
from reader.core.history import Edit, JournalRefused
from reader.core.layers import Layer
from reader.core.session import Session
from reader.library import ArticleMissingError, default_author
from reader.sources.child import BoundedReader
from reader.sources.files import printable
from reader.sources.registry import read_plain
from reader.sources.source import Reading, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.core.baselines import Baseline
    from reader.library import Library

_LARGEST_ID = 2**63 - 1
"""SQLite's; it takes no larger number."""


class Opened(NamedTuple):
    """An article ready to be shown.

    id: None for a file.
    notes: what there is to say about the reading.
    troubles: why the tagger could not be asked; empty when it was.
    """

    id: int | None
    session: Session
    notes: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


class _NoJournal:
    """Where there is no library nothing can be judged."""

    def append(self, edit: Edit) -> None:
        raise JournalRefused(f"“{edit.title}” cannot be kept: the article is not in a library.")


def open_named(named: str, tagger: str, open_library: Callable[[], Library]) -> Opened:
    """Open a path, or an article of the library by its id; a file of that name comes first.

    Without the tagger there are the suggestions that the library has of the article, or none.

    Raises SourceError, LibraryError.
    """
    if not _is_there(named):
        if named.isdecimal():
            with open_library() as library:
                return _open_stored(library, named, tagger)
        raise SourceError(f"There is no file “{named}”. Give the path of a file, or the id of an article from `reader list`.")
    reading = _read(Path(named))
    article = reading.article
    session = Session(article, Layer(article.digest, default_author()), _NoJournal())
    try:
        session.attach(_tag(article.digest, article.text, tagger))
    except (TaggerNotFound, TaggerBroken) as error:
        return Opened(None, session, reading.notes, (str(error),))
    return Opened(None, session, reading.notes)


def _read(path: Path) -> Reading:
    """Return the first article in a file, with a note when there are more. Raises SourceError."""
    plain = read_plain(path)
    if plain:
        return plain
    first: Reading | None = None
    sentence = f"{printable(path.name)} holds no article: choose another file."
    refused: list[str] = []
    with BoundedReader() as reader:
        for outcome in reader.read(str(path)):
            if not isinstance(outcome, Reading):
                refused.append(outcome.sentence)
            elif first is None:
                first = outcome
            else:
                told = (
                    f"{printable(path.name)} holds more than one article, and this is the first: `reader import` brings them all."
                )
                return first._replace(notes=(*refused, *first.notes, told))
    if first is None:
        raise SourceError(next(iter(refused), sentence))
    return first._replace(notes=(*refused, *first.notes))


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except PermissionError:
        return True  # reading it will tell
    except OSError:
        return False  # no name that a file could have


def _open_stored(library: Library, named: str, tagger: str) -> Opened:
    if len(named) > len(str(_LARGEST_ID)) or int(named) > _LARGEST_ID:
        raise ArticleMissingError(f"The library {library.path} has no article {named}: choose one from its list.")
    article_id = int(named)
    session = library.open_session(article_id, default_author())
    article = session.article
    try:
        baseline = library.baseline(article.digest, identify(tagger).digest) or _tag(article.digest, article.text, tagger)
    except (TaggerNotFound, TaggerBroken) as error:
        session.attach(library.last_baseline(article_id))
        return Opened(article_id, session, troubles=(str(error),))
    library.save_baseline(baseline)
    session.attach(baseline)
    return Opened(article_id, session)


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
