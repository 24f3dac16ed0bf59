import json

import pytest

from reader.baseline.identity import TaggerBroken, TaggerNotFound, identify, tagger_folder
from reader.resources import resource


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "pipe"
    (home / "ner").mkdir(parents=True)
    (home / "meta.json").write_text(json.dumps({"version": "1.2"}))
    (home / "config.cfg").write_text("")
    (home / "ner" / "weights").write_bytes(b"\0" * 1000)
    return home


def test_a_tagger_is_found_by_path(folder):
    assert identify(str(folder)).version == "1.2"
    assert identify(str(folder)) == identify(str(folder))


def test_the_digest_changes_with_the_weights_and_not_with_the_card(folder):
    before = identify(str(folder)).digest
    (folder / "README.md").write_text("A card.")
    assert identify(str(folder)).digest == before
    (folder / "ner" / "weights").write_bytes(b"\0" * 999 + b"\1")
    assert identify(str(folder)).digest != before


def test_the_digest_does_not_depend_on_where_the_tagger_lies(folder):
    before = identify(str(folder)).digest
    assert identify(str(folder.rename(folder.with_name("moved")))).digest == before


def test_weights_too_long_to_read_are_sampled_to_their_end(folder, monkeypatch):
    monkeypatch.setattr("reader.baseline.identity._WHOLE", 100)
    monkeypatch.setattr("reader.baseline.identity._SAMPLE", 10)
    before = identify(str(folder)).digest
    (folder / "ner" / "weights").write_bytes(b"\0" * 999 + b"\1")
    assert identify(str(folder)).digest != before


def test_an_installed_pipeline_is_found_by_name_and_not_imported(folder, tmp_path, monkeypatch):
    package = tmp_path / "site" / "xx_core_fake_sm"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    folder.rename(package / "xx_core_fake_sm-1.2")
    monkeypatch.syspath_prepend(str(package.parent))
    assert tagger_folder("xx_core_fake_sm") == package / "xx_core_fake_sm-1.2"
    assert identify("xx_core_fake_sm").name == "xx_core_fake_sm"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "xx_core_none_sm",
            "There is no tagger “xx_core_none_sm” here. Install it with: python -m spacy download xx_core_none_sm",
        ),
        ("my_tagger", "There is no tagger “my_tagger” here. Install it with: pip install my_tagger"),
        ("os", "There is no tagger “os” here. Install it with: pip install os"),
        ("/no/such/folder", "There is no folder “/no/such/folder”."),
        ("os.path", "There is no"),
        ("\0", "There is no"),
    ],
)
def test_a_missing_tagger_says_how_to_get_it(name, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TaggerNotFound) as raised:
        identify(name)
    assert str(raised.value).startswith(sentence)


def test_a_folder_without_a_pipeline_is_broken_in_words(tmp_path):
    with pytest.raises(TaggerBroken, match="holds no spaCy pipeline"):
        identify(str(tmp_path))


def test_a_pipeline_with_a_broken_card_is_broken_in_words(folder):
    (folder / "meta.json").write_text("{")
    with pytest.raises(TaggerBroken, match="cannot be loaded"):
        identify(str(folder))


@pytest.mark.model
def test_the_shipped_tagger_is_known_without_spacy():
    assert identify("reader").version == json.loads(resource("baseline", "meta.json").read_text())["version"]
