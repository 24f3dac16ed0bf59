"""`reader import` of addresses, archives and folders, and output that nobody reads to its end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.spans import Span
from reader.library import Library
from tests.e2e.program import reader
from tests.sources.samples import PROSE, zipped
from tests.sources.web_server import Web

pytestmark = pytest.mark.e2e

PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p><p>{1}</p></body></html>"
ENTRY = "<item><title>{0}</title><link>{0}</link><description>Short.</description></item>"


@pytest.fixture
def web(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Web() as running:
        yield running


def texts():
    with Library.open(Path(os.environ["READER_LIBRARY"])) as library:
        return [library.article(row.id) for row in library.articles("ann")]


def test_a_page_is_imported_from_its_address_once(web):
    url = web.say("/story", PAGE.format("Mosul falls", PROSE))
    run = reader("import", url, "--json")
    assert (run.code, run.err) == (0, "")
    assert run.rows == [{"id": 1, "title": "Mosul falls", "blocks": 3, "words": run.rows[0]["words"], "new": True}]
    (article,) = texts()
    assert (article.meta.url, article.text) == (url, f"Mosul falls\n\n{PROSE.strip()}\n\n{PROSE.strip()}")
    assert reader("import", url, "--json").rows[0]["new"] is False
    assert "known already" in reader("import", url).out


def test_a_feed_is_imported_with_the_pages_it_names_and_what_is_gone_is_told(web):
    web.say("/one", PAGE.format("One falls", PROSE))
    items = ENTRY.format("one") + ENTRY.format("gone")
    url = web.say("/feed", f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>', Content_Type="text/xml")
    run = reader("import", url, "--json")
    first, second = run.rows
    assert (run.code, first["title"], second["path"]) == (1, "One falls", url)
    assert second["error"].startswith(f"There is no page at {web.address}/gone")
    assert [article.meta.url for article in texts()] == [f"{web.address}/one"]


def test_an_address_where_nothing_is_stops_no_other(web):
    run = reader("import", f"{web.address}/gone", web.say("/story", PAGE.format("Mosul falls", PROSE)))
    assert (run.code, run.out.count("\n")) == (1, 1)
    assert "Mosul falls" in run.out
    assert run.err.startswith(f"There is no page at {web.address}/gone")


def test_an_archive_is_imported_with_all_that_is_in_it(tmp_path):
    path = tmp_path / "wire.zip"
    answer = json.dumps({"response": {"results": [{"headline": "Third", "bodyText": PROSE}]}})
    path.write_bytes(
        zipped({"a.txt": "Acme won.", "b/c.html": PAGE.format("Second", PROSE), "d.json": answer, "e.bin": b"\0" * 99})
    )
    run = reader("import", path, "--json")
    assert [row.get("title") for row in run.rows] == ["Acme won.", "Second", "Third", None]
    assert run.code == 1
    assert run.rows[3]["path"] == str(path)
    assert "e.bin" in run.err


def test_a_folder_of_code_and_articles_gives_the_articles_and_says_what_it_left_out(tmp_path):
    for name, held in (("a.txt", "Acme won."), ("app.js", "let a = 1;"), ("LICENSE", "Permission is granted.")):
        (tmp_path / name).write_text(held)
    run = reader("import", tmp_path, "--json")
    assert (run.code, [row["title"] for row in run.rows]) == (0, ["Acme won."])
    assert "also holds 2 files of code, settings and their like, left out here" in run.err
    assert reader("import", tmp_path / "LICENSE", "--json").rows[0]["title"] == "Permission is granted."


@pytest.mark.parametrize("words", [["search", "Mosul"], ["names"], ["search", "Mosul", "--json"], ["names", "--json"]])
def test_a_search_that_nobody_reads_is_no_trouble(tmp_path, words):
    _stocked(tmp_path)
    end, start = os.pipe()
    os.close(end)
    run = reader(*words, stdout=start, READER_AUTHOR="ann")
    os.close(start)
    assert (run.code in (0, 1), run.err) == (True, "")


def test_a_search_of_which_only_the_first_line_is_read_ends(tmp_path):
    _stocked(tmp_path)
    command = [sys.executable, "-m", "reader", "search", "Mosul", "--limit", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert json.loads(process.stdout.readline())["hit"] == "Mosul"
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() in (0, 1)


def _stocked(folder):
    """Import more than a pipe holds of what a search finds, and tag a name in it."""
    path = folder / "a.txt"
    path.write_text("Mosul fell on Sunday, said Ann Lee of the Red Cross in Baghdad.\n\n" * 1000)
    assert reader("import", path).code == 0
    with Library.open(Path(os.environ["READER_LIBRARY"])) as library:
        session = library.open_session(1, "ann")
        session.judge("tag", entities=[Span(0, 5, "GPE")])
        session.finish()
