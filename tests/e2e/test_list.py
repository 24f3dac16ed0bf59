"""The list, narrowed and sorted from the shell, and what is printed of it where there is little room."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.spans import Span
from reader.library import Library
from tests.e2e.program import reader

pytestmark = pytest.mark.e2e

PAGES = {
    "mosul": ("2016-07-31", "bbc.co.uk", "Mosul fell on Saturday, the army said."),
    "acme": ("2016-08-02", "wire.example", "Acme won the case against the city, its lawyers said on Tuesday."),
    "raqqa": ("2017", "wire.example", "Raqqa is quiet, said a resident."),
    "old": ("", "", "Nobody knows when this was written."),
}


@pytest.fixture
def stocked(tmp_path):
    rows = [dict(zip(("published", "site", "text"), page, strict=True)) for page in PAGES.values()]
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert reader("import", tmp_path / "pages.jsonl").code == 0
    with Library.open(Path(os.environ["READER_LIBRARY"])) as library:
        library.shelf.tag(2, "ann", "law suits")
        session = library.open_session(1, "ann")
        session.judge("tag", entities=[Span(0, 5, "GPE")])
        session.finish()


def ids(*options):
    run = reader("list", "--json", *options, READER_AUTHOR="ann")
    assert (run.code, run.err) == (0, "")
    return [row["id"] for row in run.rows]


@pytest.mark.usefixtures("stocked")
def test_the_list_is_narrowed_sorted_and_cut():
    assert ids() == [1, 2, 3, 4]
    assert ids("--unfinished") == [2, 3, 4]
    assert ids("--finished") == [1]
    assert ids("--label", "gpe") == [1]
    assert ids("--since", "2016-08") == [2, 3]
    assert ids("--until", "2016") == [1, 2]
    assert ids("--since", "2016-08", "--until", "2016") == [2]
    assert ids("--site", "wire.example") == [2, 3]
    assert ids("--tag", "law  suits") == [2]
    assert ids("--query", "said -raqqa") == [1, 2]
    assert ids("--query", "said", "--unfinished", "--order", "title", "--reverse") == [3, 2]
    assert ids("--sort", "published") == [4, 1, 2, 3]
    assert ids("--order", "words", "--limit", "2") == [3, 4]
    assert ids("--reverse", "--limit", "1") == [4]


@pytest.mark.usefixtures("stocked")
def test_a_row_tells_site_tags_suspects_and_how_much_is_judged():
    first, second, *_ = reader("list", "--json", READER_AUTHOR="ann").rows
    assert list(first)[-4:] == ["site", "tags", "suspects", "judged"]
    assert (first["site"], first["judged"], first["added"]) == ("bbc.co.uk", 1.0, 1)
    assert (second["tags"], second["suspects"], second["judged"]) == (["law suits"], 0, 0.0)


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "last week"], "“last week” is no date: write it as 2016, 2016-07 or 2016-07-31."),
        (["--until", "2016-13"], "“2016-13” is no date"),
        (["--order", "beauty"], "'--sort': 'beauty' is not one of 'imported', "),
        (["--limit", "-1"], "--limit"),
        (["--label", "WIZARD"], "has a label WIZARD. The entities in it bear: GPE."),
        (["--query", "title:"], "title"),
        (["--query", "WIZARD: x"], "WIZARD"),
    ],
)
def test_what_makes_no_sense_is_told_and_ends_with_two(options, said):
    run = reader("list", *options)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


@pytest.mark.usefixtures("stocked")
def test_a_list_without_rows_says_whether_the_library_is_empty(tmp_path):
    assert reader("list", "--tag", "x").out == "No article is like that.\n"
    assert "The library is empty." in reader("list", "--tag", "x", READER_LIBRARY=str(tmp_path / "new.sqlite")).out
    assert reader("list", "--tag", "x", "--json").out == ""


@pytest.mark.usefixtures("stocked")
def test_a_piped_list_has_one_whole_line_for_each_article_and_no_colour(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = reader("list").out.splitlines()
    assert len(lines) == 5
    assert PAGES["acme"][2] in lines[2]
    assert "\x1b" not in reader("list").out
    assert "\x1b[3" not in reader("search", "said", FORCE_COLOR="1", NO_COLOR="1").out


def on_a_terminal(columns, *command):
    """What a command shows on a terminal so wide."""
    watched, terminal = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": str(columns), "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-m", "reader", *command], stdout=terminal, env=environment, check=True, timeout=100)
    os.close(terminal)
    assert done.returncode == 0
    shown = os.read(watched, 65536).decode()
    os.close(watched)
    return re.sub(r"\x1b\[\d+m", "", shown).replace("\r", "").splitlines()


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("columns", [30, 44, 80])
def test_rows_are_cut_to_the_width_of_a_terminal(columns):
    lines = on_a_terminal(columns, "list")
    assert len(lines) == 5
    assert max(map(len, lines)) <= columns
    assert all(str(number) in line for number, line in enumerate(lines) if number)
    assert ("wire.example" in lines[2]) == (columns == 80)


@pytest.mark.usefixtures("stocked")
def test_a_search_prints_a_whole_line_for_each_hit_and_ends_with_one_where_there_is_none():
    run = reader("search", "said", "--by-date")
    assert run.code == 0
    assert [line.split()[0] for line in run.out.splitlines()] == ["3", "2", "1"]
    assert [json.loads(line)["hit"] for line in reader("search", "acm*", "--json").out.splitlines()] == ["Acme"]
    nothing = reader("search", "kabul")
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "Nothing was found.\n")
    more = reader("search", "said", "--limit", "1")
    assert (more.code, len(more.out.splitlines())) == (0, 1)
    assert "--limit 0 shows all" in more.err
    for typed in ("", "since:then", "WIZARD:*"):
        run = reader("search", typed)
        assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 1)


@pytest.mark.usefixtures("stocked")
def test_names_are_listed_by_label():
    (row,) = reader("names", "--json", READER_AUTHOR="ann").rows
    assert (row["label"], row["surface"], row["added"]) == ("GPE", "Mosul", 1)
    assert "Mosul" in reader("names", "--label", "gpe", READER_AUTHOR="ann").out
    assert "No ORG is known yet" in reader("names", "--label", "ORG", READER_AUTHOR="ann").out


@pytest.mark.usefixtures("stocked")
def test_how_many_articles_are_not_tagged_is_told_where_entities_are_asked_for():
    told = "This leaves out 4 articles not tagged yet: `reader baseline tag` tags all.\n"
    for words in (["names"], ["names", "--json"], ["search", "GPE: Mosul"]):
        assert reader(*words, READER_AUTHOR="ann").err == told
    assert reader("search", "Mosul").err == ""
