"""Which folders are watched, and which files have been imported, outlast the program."""

import os
from pathlib import Path

import pytest

from reader.library import Library, LibraryError
from reader.library.watched import FileState


def test_folders_are_watched_until_they_are_not(tmp_path):
    path = tmp_path / "library.sqlite"
    with Library.open(path) as library:
        for name in ("b", "a", "b"):
            library.watching.watch(tmp_path / name)
    with Library.open(path) as library:
        assert library.watching.folders() == [tmp_path / "a", tmp_path / "b"]
        library.watching.unwatch(tmp_path / "a")
        library.watching.unwatch(tmp_path / "never watched")
        assert library.watching.folders() == [tmp_path / "b"]


def test_a_file_is_remembered_as_it_last_was(tmp_path):
    with Library.open(tmp_path / "library.sqlite") as library:
        library.watching.remember(tmp_path / "a", FileState(1, 2))
        library.watching.remember(tmp_path / "a", FileState(2**40, 2**62))
        assert library.watching.imported() == {tmp_path / "a": FileState(2**40, 2**62)}


@pytest.mark.parametrize("name", [b"caf\xe9", b"a b%41?#", "Мосул 😀".encode(), b"file:", b"new\nline"])
def test_any_name_a_file_can_have_comes_back_as_it_was(tmp_path, name):
    folder = tmp_path / os.fsdecode(name)
    with Library.open(tmp_path / "library.sqlite") as library:
        library.watching.watch(folder)
        library.watching.remember(folder, FileState(1, 2))
        assert library.watching.folders() == [folder]
        assert list(library.watching.imported()) == [folder]
        library.watching.unwatch(folder)
        assert library.watching.folders() == []


def test_a_folder_named_from_here_is_the_same_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Library.open(tmp_path / "library.sqlite") as library:
        library.watching.watch(Path("news"))
        assert library.watching.folders() == [tmp_path / "news"]


def test_a_library_that_cannot_be_written_says_so(tmp_path):
    with Library.open(tmp_path / "library.sqlite") as library:
        library._connection.execute("PRAGMA query_only = ON")  # noqa: SLF001 - as a disk that turns read-only would
        with pytest.raises(LibraryError, match="cannot be written"):
            library.watching.watch(tmp_path)
