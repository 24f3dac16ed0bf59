import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.context import ViewOptions
from reader.actions.settings import FILE_NAME, Settings, SettingsError, load_settings, save_settings


def test_without_a_file_the_settings_are_readers_own(tmp_path):
    assert load_settings(tmp_path / "none") == Settings("reader")


@given(
    name=st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), min_size=1),
    zoom=st.integers(50, 300),
    quiet=st.booleans(),
)
def test_what_is_saved_is_read_again(tmp_path_factory, name, zoom, quiet):
    folder = tmp_path_factory.mktemp("settings") / "new"
    settings = Settings(name, "dark", zoom, quiet)
    save_settings(folder, settings)
    assert load_settings(folder) == settings


def test_a_window_opens_as_it_was_left():
    left = ViewOptions(theme="dark", zoom=125, quiet=True, hide_rejected=True, sweep=True)
    assert Settings("mine").with_view(left).view() == left
    assert Settings("mine").with_view(left).tagger == "mine"


def test_names_of_other_versions_are_passed_over(tmp_path):
    (tmp_path / FILE_NAME).write_text("future = 3\nzoom = 125\n")
    assert load_settings(tmp_path) == Settings(zoom=125)


@pytest.mark.parametrize("text", ["tagger = 3", "tagger = ''", "zoom = true", "zoom = 7", "theme = 'pink'", "tagger", "\udcff"])
def test_a_broken_file_is_told_in_words(tmp_path, text):
    (tmp_path / FILE_NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match="not used"):
        load_settings(tmp_path)
    with pytest.raises(SettingsError, match="not used"):
        save_settings(tmp_path, Settings(zoom=125))
    assert (tmp_path / FILE_NAME).read_bytes() == text.encode("utf-8", "surrogateescape")


def test_the_path_of_a_tagger_that_is_no_text_is_told_in_words(tmp_path):
    with pytest.raises(SettingsError, match="could not be written"):
        save_settings(tmp_path, Settings("/tagger/\udcff"))


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="could not be written"):
        save_settings(tmp_path / "file", Settings())
