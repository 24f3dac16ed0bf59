import json
from pathlib import Path

import pytest

from reader.actions.taggers import foreign_texts, is_foreign, label_sentence
from reader.baseline.about import about
from reader.baseline.labels import label_table
from reader.core.scheme import Label, Scheme
from reader.own import own_folder

SCHEME = Scheme("s", tuple(map(Label, ("PERSON", "LOC", "MISC"))))


@pytest.fixture(autouse=True)
def _fresh_table():
    label_table.cache_clear()
    yield
    label_table.cache_clear()


@pytest.fixture
def tagger(tmp_path):
    labels = {"tagger": ["NN", "VB"], "ner": ["PER", "LOCATION", "LAW", "PRODUCT", "HAZARD"], "my.rules": ["PERSON"]}
    meta = {"version": "2", "lang": "en", "labels": labels}
    (tmp_path / "meta.json").write_text(json.dumps(meta))
    sections = [("tagger", "tagger"), ("ner", "ner"), ("my.rules", "span_ruler")]
    config = "".join(
        f'[components.{name}]\nx = 1\nfactory = "{factory}"\n\n[components.{name}.model]\n\n' for name, factory in sections
    )
    (tmp_path / "config.cfg").write_text(f"[nlp]\n\n{config}")
    return str(tmp_path)


def test_labels_of_what_finds_entities_are_told_without_loading(tagger):
    told = about(tagger)
    assert told.labels == ("HAZARD", "LAW", "LOCATION", "PER", "PERSON", "PRODUCT")
    assert told.renamed == {"LAW": "MISC", "LOCATION": "LOC", "PER": "PERSON", "PRODUCT": "MISC"}
    assert (told.version, told.is_english) == ("2", True)


def test_one_sentence_says_what_becomes_of_the_labels(tagger):
    said = label_sentence(tagger, SCHEME)
    assert "LAW and PRODUCT are MISC here" in said
    assert "PER is PERSON here" in said
    assert "HAZARD, which the scheme does not have, stays as named" in said
    assert label_sentence("reader", SCHEME) == ""


def test_a_tagger_for_another_spacy_is_told(tagger):
    path = Path(tagger, "meta.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"spacy_version": ">=2.3.0,<2.4.0"}))
    assert "is for spaCy >=2.3.0,<2.4.0" in label_sentence(tagger, SCHEME)


def test_the_users_own_table_stands_over_ours(tagger):
    own_folder().mkdir(parents=True)
    (own_folder() / "labels.toml").write_text('hazard = "EVENT"\nLAW = "ORG"')
    assert about(tagger).renamed["HAZARD"] == "EVENT"
    assert about(tagger).renamed["LAW"] == "ORG"
    assert about(tagger).renamed["PER"] == "PERSON"


@pytest.mark.parametrize("content", ["no toml", "LAW = 3", 'LAW = ""', "\N{REPLACEMENT CHARACTER} = ["])
def test_a_table_that_is_wrong_is_told_and_left_out(content):
    own_folder().mkdir(parents=True)
    (own_folder() / "labels.toml").write_text(content, encoding="utf-8")
    assert "Mend the file" in label_table().trouble
    assert label_table().here["PER"] == "PERSON"


def test_a_text_that_is_not_english_is_told_of_a_tagger_that_is_for_english(tagger):
    german = "Die Regierung in Berlin hat am Montag erklärt, dass die Truppen aus dem Land abziehen werden. " * 3
    assert is_foreign(tagger, german)
    assert is_foreign("reader", german)
    assert not is_foreign("no_such_tagger", german)
    assert foreign_texts("reader", 2).startswith("2 texts do not seem to be English")
