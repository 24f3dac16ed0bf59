import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span
from reader.library import Library
from reader.resources import resource
from tests.e2e.program import SEED, reader
from tests.sources.samples import zipped

pytestmark = pytest.mark.e2e


def test_articles_are_imported_once_and_listed(tmp_path):
    bad = tmp_path / "bad.bin"
    bad.write_bytes(bytes(range(256)) * 9)
    run = reader("import", SEED, bad, tmp_path / "none.txt", "--json")
    first, second, third = run.rows
    assert run.code == 1
    assert first == {
        "id": 1,
        "title": "Islamic State group leaders fleeing Mosul with their families",
        "blocks": 18,
        "words": 381,
        "new": True,
    }
    assert second["path"] == str(bad)
    assert "error" in second
    assert "error" in third
    assert reader("import", SEED, "--json").rows == [first | {"new": False}]
    (row,) = reader("list", "--json").rows
    assert row | {"words": 0} == {
        "id": 1,
        "title": first["title"],
        "published": "2016-07-31",
        "words": 0,
        "finished": False,
        "suggested": 0,
        "kept": 0,
        "added": 0,
        "rejected": 0,
        "site": "",
        "tags": [],
        "suspects": 0,
        "judged": 0.0,
    }
    assert "Islamic" in reader("list").out


def test_a_folder_is_imported_whole_and_what_is_wrong_in_it_is_told(tmp_path):
    (tmp_path / "deep").mkdir()
    for name, text in (("a.txt", "Acme won."), ("deep/b.txt", "Acme lost."), ("deep/c.txt", ""), (".d.txt", "Hidden.")):
        (tmp_path / name).write_text(text)
    run = reader("import", tmp_path, "--json")
    assert run.code == 1
    assert [row.get("title") for row in run.rows] == ["Acme won.", "Acme lost.", None]
    assert run.rows[2]["path"] == str(tmp_path / "deep" / "c.txt")
    assert "c.txt" in run.err
    assert "2 articles" not in run.err
    told = reader("import", tmp_path)
    assert told.err.splitlines()[-1] == "2 articles, known already; 1 refused."
    assert reader("import", tmp_path / "a.txt").err == ""


def test_a_bar_is_shown_where_somebody_watches_and_no_line_goes_astray(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}.")
    watched, terminal = os.openpty()
    command = [sys.executable, "-m", "reader", "import", "--json", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal, env=os.environ | {"TERM": "xterm"}) as process:
        os.close(terminal)
        rows = [json.loads(line) for line in process.stdout]
        shown = b""
        with suppress(OSError):  # Linux says so when nobody has the terminal any more
            while piece := os.read(watched, 65536):
                shown += piece
    os.close(watched)
    assert [row["title"] for row in rows] == ["Text 0.", "Text 1.", "Text 2."]
    assert b"2/3" in shown
    assert b"2.txt" in shown


def test_an_interrupted_import_leaves_what_is_in_and_says_so(tmp_path):
    (tmp_path / "a.txt").write_text("Acme won.")
    (tmp_path / "b.txt").write_text("Mosul fell on Saturday. " * 1_500_000)
    command = [sys.executable, "-m", "reader", "import", "--json", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        first = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest, told = process.communicate()
    assert (first["title"], rest, process.returncode) == ("Acme won.", "", 1)
    # The file of that one article may not have been read to its end.
    assert re.fullmatch(r"Stopped\. What is in stays: 1 article; stopped, (1 file|2 files) not read\.\n", told)
    assert [row["title"] for row in reader("list", "--json").rows] == ["Acme won."]


def test_every_command_takes_the_library_before_or_after_its_name(tmp_path):
    library = tmp_path / "mine.sqlite"
    assert reader("--library", library, "import", SEED).code == 0
    assert len(reader("list", "--json", "--library", library).rows) == 1
    assert reader("list", "--json").rows == []
    assert "empty" in reader("list").out


@pytest.mark.model
def test_show_needs_no_library_for_a_file_and_shows_layers_for_an_id(tmp_path):
    (row,) = reader("show", SEED, "--json").rows
    text = row["text"]
    assert row["id"] is None
    assert row["title"].startswith("Islamic State group leaders")
    assert row["deck"].startswith("Amid a military build up")
    assert row["published"] == "2016-07-31"
    assert [block["kind"] for block in row["blocks"]][:6] == ["title", "repeat", "deck", "reading time", "dateline", "caption"]
    found = {(text[span["start"] : span["end"]], span["label"]) for span in row["spans"]}
    assert {("Mosul", "GPE"), ("Khalid al-Obeidi", "PERSON"), ("Red Cross", "ORG"), ("$17.1\u00a0million", "MONEY")} <= found
    assert not any(surface.startswith("2 min") for surface, _ in found)
    repeat = row["blocks"][1]
    assert not any(span["start"] < repeat["end"] and repeat["start"] < span["end"] for span in row["spans"])
    library = tmp_path / "l.sqlite"
    reader("import", SEED, "--library", library)
    with Library.open(library) as opened:
        session = opened.open_session(1, "ann")
        session.judge("tag", entities=[_span(text, "Obeidi told", "PERSON")])
    (row,) = reader("show", "1", "--json", "--library", library, READER_AUTHOR="ann").rows
    assert "added" in {span["standing"] for span in row["spans"]}
    assert "Khalid al-Obeidi[PERSON?]" in reader("show", "1", "--library", library).out


def _span(text, surface, label):
    return Span(text.index(surface), text.index(surface) + len(surface), label)


@pytest.mark.model
def test_tag_keeps_text_and_other_keys_of_a_jsonl_file_and_survives_bad_lines(tmp_path):
    gold = tmp_path / "gold.jsonl"
    text = "Troops in\u00a0Mosul,\r\nIraq \U0001f600 and e\u0301."
    rows = [{"text": text, "spans": [], "meta": {"id": 7}}, {"text": ""}]
    gold.write_text("\n".join([json.dumps(rows[0]), "{broken", '{"no": 1}', json.dumps(rows[1])]) + "\n", encoding="utf-8")
    run = reader("tag", gold, SEED, tmp_path / "none.txt", "--jsonl")
    assert run.code == 1
    first, empty, seed = run.rows
    assert first["text"] == text
    assert first["meta"] == {"id": 7}
    assert first["tagger"]["name"] == "reader"
    assert {text[span["start"] : span["end"]] for span in first["spans"]} >= {"Mosul"}
    assert empty["spans"] == []
    assert len(seed["spans"]) > 40
    assert "Line 2" in run.err
    assert "Line 3" in run.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "no-such-file.txt"], "no file"),
        (["show", "77"], "no article 77"),
        (["show", "9" * 20], f"no article {'9' * 20}"),
        (["show", "9" * 5000], "no article 99"),
        (["show", "x" * 5000], "no file"),
        (["tag", "--tagger", "en_core_web_sm", str(SEED)], "python -m spacy download en_core_web_sm"),
        (["list", "--library", "/"], "/"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words, said):
    run = reader(*words)
    assert run.code == 1
    assert said in run.err
    assert run.out == ""


def test_an_article_is_shown_without_its_tagger_with_the_suggestions_the_library_has():
    run = reader("show", SEED, "--tagger", "no_such")
    assert (run.code, "pip install no_such" in run.err, "Mosul" in run.out) == (1, True, True)
    reader("import", SEED)
    run = reader("show", "1", "--tagger", "no_such", "--json")
    assert (run.code, run.rows[0]["spans"]) == (1, [])
    with Library.open(Path(os.environ["READER_LIBRARY"])) as library:
        article = library.article(1)
        found = _span(article.text, "Red Cross", "ORG")
        library.save_baseline(Baseline(article.digest, Tagger("gone", "1", "d"), {found: 0.5}))
    run = reader("show", "1", "--tagger", "no_such", "--json")
    assert (run.code, "pip install no_such" in run.err) == (1, True)
    (span,) = run.rows[0]["spans"]
    assert span == {"start": found.start, "end": found.end, "label": "ORG", "standing": "suggested", "score": 0.5}


def test_one_is_singular(tmp_path):
    (tmp_path / "one.txt").write_text("Hello")
    (tmp_path / "two.txt").write_text("Hello there")
    run = reader("import", tmp_path / "one.txt", tmp_path / "two.txt")
    assert "(1 word)" in run.out
    assert "(2 words)" in run.out


def test_words_that_make_no_sense_end_with_two():
    assert reader("list", "--nonsense").code == 2
    assert reader("--size", "huge", SEED).code == 2
    assert reader("import").code == 2


def test_keys_are_printed_in_three_ways():
    assert "Tag all equal (spread)" in reader("keys").out
    rows = reader("keys", "--json").rows
    assert {"action": "entity.spread", "title": "Tag all equal (spread)", "group": "Tag", "keys": ["*", "x"]} in rows
    table = reader("keys", "--markdown").out
    assert table.startswith("| On the page | keys |")
    assert "| In the library | keys |" in table


def test_a_map_for_another_keyboard_is_printed_to_be_saved():
    for path in resource("keymaps").iterdir():
        assert reader("keys", "--map", path.stem).out.strip() == path.read_text(encoding="utf-8").strip()
    run = reader("keys", "--map", "dvorak")
    assert run.code == 2
    assert "azerty" in run.err


def test_help_and_version_are_there():
    assert "reader" in reader("--version").out
    assert "PATH" in reader("--help").out
    assert "Bring files" in reader("import", "--help").out


def test_a_library_that_is_something_else_is_left_alone(tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("Dear diary")
    for words in (["list"], ["import", str(SEED)], ["open", str(SEED), "--screenshot", str(tmp_path / "p.png")]):
        run = reader(*words, "--library", other)
        assert run.code == 1
        assert str(other) in run.err
    assert other.read_text() == "Dear diary"


def test_a_file_of_several_articles_is_shown_from_its_first_and_says_so(tmp_path):
    bundle = tmp_path / "wire.txt"
    bundle.write_bytes(zipped({"a.txt": "Acme won.", "b.html": "<html><body><p>Mosul fell on Saturday.</p></body></html>"}))
    run = reader("show", bundle, "--tagger", "no_such")
    assert "Acme won." in run.out
    assert "wire.txt holds more than one article, and this is the first: `reader import` brings them all." in run.err
    empty = tmp_path / "empty.zip"
    empty.write_bytes(zipped({}))
    run = reader("show", empty, "--tagger", "no_such")
    assert (run.code, run.out, len(run.err.splitlines())) == (1, "", 1)


@pytest.mark.model
def test_every_article_of_a_file_is_tagged(tmp_path):
    bundle = tmp_path / "wire.zip"
    bundle.write_bytes(
        zipped({"a.txt": "Troops are in Mosul.", "b.bin": bytes(range(256)) * 9, "c.txt": "The Red Cross fled Raqqa."})
    )
    run = reader("tag", bundle, "--jsonl")
    assert run.code == 1
    assert [(row["path"], row["name"]) for row in run.rows] == [
        (str(bundle), f"wire.zip \u203a {name}") for name in ("a.txt", "c.txt")
    ]
    assert all(row["spans"] for row in run.rows)
    assert "b.bin" in run.err
