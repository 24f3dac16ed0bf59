"""Libraries that earlier Readers wrote: each file here was written by the Reader of its time, and never changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

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
        assert session.undo()
        assert library.check() == []
