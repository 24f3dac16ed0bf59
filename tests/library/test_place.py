from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.library.place import default_author, default_path

unix_only = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the XDG folders")


def test_the_library_is_where_reader_library_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_LIBRARY", str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"


def test_a_tilde_in_reader_library_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_LIBRARY", "~/mine.sqlite")
    assert default_path() == Path.home() / "mine.sqlite"


@unix_only
@pytest.mark.parametrize("named", [None, ""])
def test_else_it_is_in_the_users_folder_for_program_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str | None
) -> None:
    monkeypatch.delenv("READER_LIBRARY", raising=False)
    if named is not None:
        monkeypatch.setenv("READER_LIBRARY", named)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "reader" / "library.sqlite"


@unix_only
def test_an_empty_xdg_data_home_does_not_put_it_beside_whatever_folder_one_is_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("READER_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path() == tmp_path / ".local" / "share" / "reader" / "library.sqlite"


def test_the_author_is_who_reader_author_says_else_who_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "ben")
    monkeypatch.setenv("READER_AUTHOR", "ann")
    assert default_author() == "ann"
    monkeypatch.setenv("READER_AUTHOR", "")
    assert default_author() == "ben"


def test_a_user_without_a_name_is_an_analyst(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.delenv("READER_AUTHOR", raising=False)
    monkeypatch.setattr("getpass.getuser", nameless)
    assert default_author() == "analyst"
