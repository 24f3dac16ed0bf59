import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.settings import FILE_NAME, Settings, SettingsError, load_settings, save_settings


def test_without_a_file_the_settings_are_readers_own(tmp_path):
    assert load_settings(tmp_path / "none") == Settings("reader")


@given(name=st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), min_size=1))
def test_what_is_saved_is_read_again(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("settings") / "new"
    save_settings(folder, Settings(name))
    assert load_settings(folder) == Settings(name)


@pytest.mark.parametrize("text", ["tagger = 3", "tagger = ''", "tagger", "\udcff"])
def test_a_broken_file_is_told_in_words(tmp_path, text):
    (tmp_path / FILE_NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match="not used"):
        load_settings(tmp_path)


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="could not be written"):
        save_settings(tmp_path / "file", Settings())
