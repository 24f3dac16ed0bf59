from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.core.article import Article
from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span
from reader.library.checking import faults
from reader.library.errors import LibraryCorruptError
from reader.library.file import open_again, reading
from reader.library.library import Library

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = Article("Acme won in Mosul.")
ACME, MOSUL = Span(0, 4, "ORG"), Span(12, 17, "GPE")


@pytest.fixture
def judged(path: Path) -> Path:
    """A library with one article, its baseline, and a layer with a past."""
    with Library.open(path) as library:
        baseline = Baseline(ARTICLE.digest, Tagger("t", "1", "d"), {ACME: 0.5})
        session = library.open_session(library.add(ARTICLE).id, "ann", baseline=baseline)
        session.judge("Tag Mosul", entities=[MOSUL])
        session.judge("Reject Acme", others=[ACME])
        session.undo()
        session.finish()
    return path


def test_a_sound_library_has_no_faults(judged: Path) -> None:
    with Library.open(judged) as library:
        assert library.check() == []


def test_a_library_is_checked_while_another_program_writes_to_it(judged: Path) -> None:
    with Library.open(judged) as window, closing(open_again(judged, wait_s=0.01)) as connection, reading(connection):
        connection.execute("SELECT count(*) FROM article").fetchall()
        window.add(Article("Raqqa waited."))
        assert list(faults(connection)) == []
        window.add(Article("Aleppo waited too."))


@pytest.mark.parametrize(
    ("meddle", "fault"),
    [
        ("DELETE FROM judgement WHERE label = 'GPE'", "The layer of ann on article 1 is not what its journal gives."),
        ("UPDATE judgement SET note = 'no' WHERE label = 'GPE'", "The layer of ann on article 1 is not what its journal gives."),
        ("UPDATE layer SET finished = 0", "The layer of ann on article 1 is not what its journal gives."),
        ("UPDATE layer SET rejected = 3", "The counts of ann on article 1 in the list are wrong."),
        ("UPDATE layer SET settled = 3", "The suspects of ann on article 1 in the list are wrong."),
        ("UPDATE layer SET longest = 1", "The suspects of ann on article 1 in the list are wrong."),
        (
            "UPDATE baseline_doubts SET places = x'7801636460606002620000180004'",
            "The suspects of ann on article 1 in the list are wrong.",
        ),
        ("UPDATE baseline SET doubts = 9", "The suspects of ann on article 1 in the list are wrong."),
        ("UPDATE baseline SET shown = 3", "The counts of ann on article 1 in the list are wrong."),
        ("UPDATE layer SET shown = 3", "Article 1 is out of its place in the lists of ann."),
        ("UPDATE layer SET doubts = 3", "Article 1 is out of its place in the lists of ann."),
        ("UPDATE article SET doubts = 3", "The suspects in article 1 in the list are wrong."),
        ("UPDATE article_text SET text = 'Acme lost in Mosul.'", "The text of article 1 is not the one that was put in."),
        ("UPDATE article SET name = 'Other'", "The words kept for searching are not those of the articles."),
        ("UPDATE name_found SET mentions = 2", "The entity index is wrong about article 1."),
        ("DELETE FROM name_said", "The entity index is wrong about article 1."),
        ("INSERT INTO name_said VALUES ('ben', 1, 1, 1, 0)", "The entity index holds names that stand nowhere, or lacks some."),
        ("UPDATE name SET mentions = 7", "The totals of the entity index are wrong."),
        ("UPDATE name_total SET kept = 7", "The totals of the entity index are wrong."),
        ("UPDATE article SET baseline = 9", "Row 1 of article refers to something that is missing in baseline."),
    ],
)
def test_what_was_meddled_with_is_told(judged: Path, meddle: str, fault: str) -> None:
    with closing(sqlite3.connect(judged)) as other, other:
        other.execute(meddle)
    with Library.open(judged) as library:
        assert fault in library.check()


def test_a_damaged_file_is_told(judged: Path) -> None:
    whole = judged.read_bytes()
    judged.write_bytes(whole[:4096] + bytes(4096) + whole[8192:])
    with Library.open(judged) as library:
        try:
            assert any("damaged" in fault for fault in library.check())
        except LibraryCorruptError as error:
            assert "damaged" in str(error)  # noqa: PT017  either way of telling will do
