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
