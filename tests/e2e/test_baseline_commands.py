import json

import pytest

from tests.e2e.program import SEED, reader

pytestmark = pytest.mark.e2e


def test_the_shipped_tagger_is_listed_and_in_use():
    (row,) = reader("baseline", "list", "--json").rows
    assert row["name"] == "reader"
    assert row["used"]
    assert "reader" in reader("baseline", "list").out


def test_a_tagger_that_is_not_there_cannot_be_chosen():
    run = reader("baseline", "use", "en_core_web_sm")
    assert run.code == 1
    assert "python -m spacy download en_core_web_sm" in run.err
    assert reader("baseline", "use", "reader").code == 0


@pytest.mark.model
def test_a_chosen_tagger_makes_the_baselines(tmp_path):
    import spacy  # noqa: PLC0415 - takes a second

    blank = tmp_path / "blank"
    ruler = spacy.blank("en")
    ruler.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Mosul"}])
    ruler.to_disk(blank)
    assert reader("baseline", "use", blank).code == 0
    (row,) = reader("tag", SEED, "--jsonl").rows
    assert {span["label"] for span in row["spans"]} == {"PERSON"}, "labels of other schemes are mapped"
    reader("import", SEED)
    assert reader("baseline", "tag").out == "1 of 1 article tagged.\n"
    assert reader("baseline", "tag").out == "0 of 1 article tagged; the others had this baseline.\n"
    (listed,) = reader("list", "--json").rows
    assert listed["suggested"] > 5


@pytest.mark.model
def test_several_taggers_each_make_a_baseline_and_are_compared(tmp_path):
    import spacy  # noqa: PLC0415 - takes a second

    ruler = spacy.blank("en")
    ruler.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Mosul"}, {"label": "HAZARD", "pattern": "Iraq"}])
    ruler.to_disk(tmp_path / "ruler")
    used = reader("baseline", "use", "reader", tmp_path / "ruler")
    assert used.code == 0
    assert "PER is PERSON here" in used.err
    assert "HAZARD" in used.err
    rows = reader("baseline", "list", "--json").rows
    assert [(row["used"], row["beside"]) for row in rows] == [(True, False), (False, True)]
    reader("import", SEED)
    assert reader("baseline", "compare", "reader", tmp_path / "ruler").code == 1
    assert len(reader("baseline", "tag").out.splitlines()) == 2
    (row,) = reader("baseline", "compare", "reader", tmp_path / "ruler", "--json").rows
    assert (row["texts"], row["passed"]) == (1, 0)
    assert row["total"]["exact"]["found"]["correct"] > 5
    assert row["total"]["strict"]["found"]["correct"] == 0
    layer = reader("baseline", "compare", "layer", "reader")
    assert layer.code == 1
    assert "not finished" in layer.err


@pytest.mark.model
def test_tag_keeps_order_and_text_over_many_processes_and_passes_bad_files(tmp_path):
    texts = [f"NATO\u00a0met in\r\nMosul, day {number}." + " And so on." * (number % 5) for number in range(40)]
    rows = [{"id": number, "text": text} for number, text in enumerate(texts)]
    lines = [json.dumps(row).encode() for row in rows]
    lines[7:7] = [b"\xff{", b"{}"]
    (tmp_path / "a.jsonl").write_bytes(b"\r\n".join(lines))
    (tmp_path / "b.txt").write_text("In Paris.")
    (tmp_path / "c.bin").write_bytes(bytes(range(256)) * 9)
    run = reader("tag", tmp_path, "--jsonl", "--jobs", "2")
    assert run.code == 1
    assert [(row["id"], row["text"]) for row in run.rows[:-1]] == [(row["id"], row["text"]) for row in rows]
    assert run.rows[-1]["text"] == "In Paris."
    assert (13, 18, "GPE") in {(span["start"], span["end"], span["label"]) for span in run.rows[0]["spans"]}
    assert "Line 8" in run.err
    assert "Line 9" in run.err
    assert "c.bin" in run.err
    assert reader("tag", tmp_path, "--jobs", "none").code == 2


@pytest.mark.model
def test_a_tagger_is_measured_on_a_gold_standard(tmp_path):
    gold = tmp_path / "gold.jsonl"
    text = "The Red Cross said so in Mosul."
    spans = [{"start": 4, "end": 13, "label": "ORG"}, {"start": 25, "end": 30, "label": "GPE"}]
    gold.write_text(json.dumps({"text": text, "spans": spans}) + "\n{broken\n", encoding="utf-8")
    run = reader("baseline", "evaluate", gold, "--json")
    assert run.code == 1
    assert "2" in run.err
    (scores,) = run.rows
    assert json.dumps(scores).count("strict") >= 1
    assert "ORG" in reader("baseline", "evaluate", gold, "--labels", "ORG").out
    assert reader("baseline", "evaluate", tmp_path / "none.jsonl").code == 1


def test_settings_that_are_broken_are_told(tmp_path):
    config = tmp_path / "config" / "reader"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("tagger = 3")
    run = reader("tag", SEED, XDG_CONFIG_HOME=str(tmp_path / "config"))
    assert run.code == 1
    assert "not used" in run.err


def test_training_needs_something_to_learn_from_and_says_so(tmp_path):
    run = reader("baseline", "train", "--out", tmp_path / "mine")
    assert run.code == 1
    assert run.err.strip().endswith(".")
    assert not (tmp_path / "mine").exists()
