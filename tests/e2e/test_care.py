import os
from pathlib import Path

import pytest

from reader.cli import progress
from reader.library import Library
from tests.e2e.program import SEED, reader

pytestmark = pytest.mark.e2e


def test_the_library_is_checked_copied_merged_and_made_smaller_from_the_shell(tmp_path):
    copy = tmp_path / "copy.sqlite"
    assert reader("import", SEED).code == 0
    assert reader("library", "check").out.strip() == "The library is sound."
    assert reader("library", "backup", copy, "--json").rows == [{"file": str(copy), "bytes": copy.stat().st_size}]
    again = reader("library", "backup", copy)
    assert again.code == 1
    assert "name a new file" in again.err
    empty = tmp_path / "empty.sqlite"
    taken = reader("library", "merge", copy, "--library", empty)
    assert taken.out.strip() == "Taken in: 1 article, 0 baselines, 0 edits, 0 remarks."
    assert reader("library", "merge", copy, "--library", empty, "--json").rows == [
        {"articles": 0, "baselines": 0, "edits": 0, "remarks": 0}
    ]
    assert "smaller" in reader("library", "compact").out


def test_articles_are_taken_out_by_number_but_for_those_in_which_somebody_judged(tmp_path):
    for name in ("One", "Two", "Three"):
        (tmp_path / f"{name}.txt").write_text(f"{name} is a story.")
    assert reader("import", *sorted(tmp_path.glob("*.txt"))).code == 0
    with Library.open(Path(os.environ["READER_LIBRARY"])) as library:
        library.open_session(2, "ann").finish()
        title = library.article(2).name
    run = reader("library", "remove", 1, 2, 9)
    assert (run.code, run.out) == (1, "Taken out: 1 article.\n")
    assert run.err == f"Article 2 stays, for ann (1 edit) has judged in it: {title}\nThe library has no article 9.\n"
    run = reader("library", "remove", "--json", 3, 3, 2)
    assert run.code == 1
    assert run.rows == [{"removed": [3], "judged": [{"id": 2, "title": title, "edits": {"ann": 1}}], "missing": []}]
    assert [row["id"] for row in reader("list", "--json").rows] == [2]
    assert reader("library", "check").code == 0
    assert reader("import", tmp_path / "One.txt").code == 0
    run = reader("library", "remove", 4)
    assert (run.code, run.out, run.err) == (0, "Taken out: 1 article.\n", "")
    assert reader("library", "remove", "four").code == 2
    assert reader("library", "remove").code == 2


@pytest.mark.parametrize("words", ["list", "search war", "names", "library check", "baseline tag", "library remove 1"])
def test_a_library_whose_name_is_misspelt_is_neither_made_nor_called_sound(tmp_path, words):
    misspelt = tmp_path / "new" / "libary.sqlite"
    run = reader("--library", misspelt, *words.split())
    assert (run.code, run.out, run.err) == (1, "", f"There is no library {misspelt}: name the file of one.\n")
    assert not misspelt.parent.exists()


def test_bringing_articles_in_makes_the_library_that_is_named(tmp_path):
    named = tmp_path / "new" / "library.sqlite"
    assert reader("import", SEED, "--library", named).code == 0
    assert reader("list", "--json", "--library", named).rows


def test_a_file_that_is_no_library_is_not_merged():
    run = reader("library", "merge", SEED)
    assert run.code == 1
    assert "is not a library of Reader" in run.err


def test_what_takes_longer_than_a_second_is_told_on_stderr(monkeypatch, capfd):
    with progress.upgrading() as told:
        told(0.1)
    assert capfd.readouterr() == ("", "")
    monkeypatch.setattr(progress, "_SOON_S", 0)
    with progress.upgrading() as told:
        told(0.1)
        told(0.9)
    out, err = capfd.readouterr()
    assert (out, err.count("An earlier Reader wrote this library")) == ("", 1)
