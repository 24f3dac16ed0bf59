"""Libraries that earlier Readers wrote: each file here was written by the Reader of its time, and never changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.core.article import Article
from reader.core.layers import Verdict
from reader.library.library import Library

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", sorted(file.name for file in FILES.glob("version-*.sqlite")))
def test_a_library_of_an_earlier_reader_opens_with_all_it_held(name: str, tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    shutil.copy(FILES / name, path)
    with Library.open(path) as library:
        (row,) = library.articles("ann")
        assert (row.title, row.finished) == ("Islamic State group leaders fleeing Mosul with their families", True)
        assert (row.suggested, row.kept, row.added, row.rejected) == (0, 2, 1, 1)
        session = library.open_session(row.id, "ann")
        assert [judgement.verdict for judgement in session.layer.values()].count(Verdict.IS) == 3
        assert library.baseline(session.article.digest, "d" * 64)
        copy = Article(" ".join(session.article.text.split(" ")[:-1]))
        assert library.shelf.kin(library.add(copy).id) == [row.id]
        assert session.undo()
        assert library.check() == []


@pytest.mark.parametrize("name", sorted(file.name for file in FILES.glob("version-*.sqlite")))
def test_a_library_of_an_earlier_reader_is_merged_and_stays_what_it_was(name: str, tmp_path: Path) -> None:
    old = tmp_path / name
    shutil.copy(FILES / name, old)
    before = old.read_bytes()
    with Library.open(tmp_path / "library.sqlite") as library:
        assert library.care.merge(old).articles == 1
        assert library.check() == []
        assert [row.finished for row in library.articles("ann")] == [True]
    assert old.read_bytes() == before
    assert {place.name for place in tmp_path.iterdir()} == {"library.sqlite", name}
