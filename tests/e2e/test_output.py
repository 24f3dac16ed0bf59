"""Titles, characters and outputs that once ended a command in a traceback."""

import json
import os

import pytest

from tests.e2e.program import reader

pytestmark = pytest.mark.e2e

TITLES = ["[/b] x", "[Anadolu]", "“Mosul” – é 😀"]


@pytest.fixture
def articles(tmp_path):
    paths = [tmp_path / f"{number}.txt" for number, _ in enumerate(TITLES)]
    for path, title in zip(paths, TITLES, strict=True):
        path.write_text(f"{title}\n\nSome words about “Mosul” stand here.\n", encoding="utf-8")
    assert reader("import", *paths).code == 0
    return paths


@pytest.mark.usefixtures("articles")
def test_titles_are_listed_as_they_are():
    run = reader("list", COLUMNS="200")
    assert run.code == 0
    for title in TITLES:
        assert title in run.out


def test_the_name_of_a_tagger_is_no_markup(tmp_path):
    folder = tmp_path / "[red]" / "[x"
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text('{"version": "[bold]1"}')
    assert reader("baseline", "use", folder).code == 0
    run = reader("baseline", "list", COLUMNS="300")
    assert (run.code, str(folder) in run.out, "[bold]1" in run.out) == (0, True, True)


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_an_output_that_is_not_utf_8_gets_escapes_in_json_and_question_marks_in_text(articles, environment):
    run = reader("list", "--json", **environment)
    assert [row["title"] for row in run.rows] == TITLES
    assert run.out.isascii()
    run = reader("list", COLUMNS="200", **environment)
    assert (run.code, "?Mosul? ? ? ?" in run.out) == (0, True)
    run = reader("show", articles[2], "--tagger", "no_such", **environment)
    assert "about ?Mosul? stand" in run.out


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["keys"], ["list", "--help"]])
def test_an_output_that_cannot_be_written_is_told(words):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        run = reader(*words, stdout=full)
    assert (run.code, "The output could not be written: No space left" in run.err) == (1, True)


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["keys"], ["list", "--help"]])
def test_an_output_that_nobody_reads_any_more_is_no_trouble(words):
    end, start = os.pipe()
    os.close(end)
    run = reader(*words, stdout=start)
    os.close(start)
    assert (run.code in (0, 1), run.err) == (True, "")


@pytest.mark.model
def test_tag_passes_odd_lines_and_leaves_out_what_is_no_json(tmp_path):
    odd = tmp_path / "odd.jsonl"
    lines = [r'{"text": "Mosul \ud800 é", "x": 1.5}', '{"text": "a", "y": NaN}', '{"text": "a", "y": -1e999}', '{"text": "é"}']
    odd.write_text("\n".join(lines), encoding="utf-8-sig")
    run = reader("tag", odd, "--jsonl")
    first, last = run.rows
    assert run.code == 1
    assert (first["text"], first["x"]) == ("Mosul \ud800 é", 1.5)
    assert last["text"] == "é"
    assert '"é"' in run.out
    assert "Line 2" in run.err
    assert "Line 3" in run.err
    assert all(json.dumps(row, allow_nan=False) for row in run.rows)
    assert reader("tag", odd).code == 1
