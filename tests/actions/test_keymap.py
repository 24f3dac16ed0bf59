import pytest

from reader.actions.key_names import spoken
from reader.actions.keymap import Keymap, KeymapError, KeyReader, Match, parse_bindings
from reader.actions.registry import Action, Registry
from reader.actions.standard import load_keyboard
from reader.own import own_folder
from reader.resources import resource


def test_one_key_and_a_sequence_are_told_apart():
    keys = KeyReader(Keymap({"a.one": ["x"], "a.two": ["g g"], "a.three": ["g t"]}))
    assert keys.press("x") == (Match.EXACT, "a.one")
    assert keys.press("g") == (Match.PARTIAL, None)
    assert keys.pending == ("g",)
    assert keys.press("t") == (Match.EXACT, "a.three")
    keys.press("g")
    assert keys.press("q") == (Match.NONE, None)
    assert keys.pending == ()


@pytest.mark.parametrize(
    "bindings",
    [
        {"a.one": ["x"], "a.two": ["x"]},
        {"a.one": ["g"], "a.two": ["g g"]},
        {"a.one": ["g g"], "a.two": ["g"]},
    ],
)
def test_a_conflict_is_refused_with_both_names(bindings):
    with pytest.raises(KeymapError, match=r"a\.one.*a\.two|a\.two.*a\.one"):
        Keymap(bindings)


def test_the_same_key_twice_for_one_action_is_no_conflict():
    assert Keymap({"a.one": ["x", "x"]}).keys("a.one") == [("x",)]


def test_an_empty_key_is_refused():
    with pytest.raises(KeymapError, match="empty"):
        Keymap({"a.one": [" "]})


def test_labels_cannot_take_reserved_keys():
    with pytest.raises(KeymapError, match="kept for a command"):
        Keymap({"label.NOTE": ["j"]}, reserved=["j"])


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[keys]\n\n'no.such' = 'x'", "Line 3.*no.such"),
        ("[keys]\n'edit.undo' = 3", "Line 2.*must be texts"),
        ("[keys", "not valid TOML"),
    ],
)
def test_a_wrong_keymap_file_is_refused_in_words(toml, said):
    with pytest.raises(KeymapError, match=said):
        parse_bindings(toml, ["edit.undo"])


def test_every_shipped_key_names_an_action_and_every_action_has_a_key():
    keyboard = load_keyboard()
    assert keyboard.troubles == ()
    without = [each for each in keyboard.registry if not keyboard.keymap.keys(each) and not each.startswith("also.")]
    assert without == []


def test_the_users_own_keys_go_over_the_shipped_ones(tmp_path):
    (tmp_path / "keymap.toml").write_text('[keys]\n"edit.undo" = "ctrl+u"\n"label.PERSON" = ["a"]\n')
    keyboard = load_keyboard(tmp_path)
    assert keyboard.troubles == ()
    assert keyboard.keymap.keys("edit.undo") == [("ctrl+u",)]
    assert keyboard.keymap.match(["a"]) == (Match.EXACT, "label.PERSON")
    assert keyboard.keymap.match(["p"]) == (Match.NONE, None)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("keymap.toml", '[keys]\n"edit.undo" = "p"', "edit.undo and label.PERSON|label.PERSON and edit.undo"),
        ("keymap.toml", "[keys]\n'nothing.like_it' = 'p'", "Line 2"),
        ("scheme.toml", "name = 'mine'", "no labels"),
        ("scheme.toml", "[[label]]\nname = 'X'\nkey = 'n'", "kept for a command"),
    ],
)
def test_wrong_files_of_the_user_are_left_out_and_told(tmp_path, file, text, said):
    (tmp_path / file).write_text(text)
    keyboard = load_keyboard(tmp_path)
    (trouble,) = keyboard.troubles
    assert any(part in trouble for part in said.split("|"))
    assert keyboard.keymap.keys("label.PERSON")[0] == ("p",)


def test_a_scheme_of_the_users_own_brings_its_labels(tmp_path):
    (tmp_path / "scheme.toml").write_text("name = 'mine'\n[[label]]\nname = 'GENE'\nkey = 'g'\n")
    keyboard = load_keyboard(tmp_path)
    assert keyboard.keymap.match(["g"]) == (Match.EXACT, "label.GENE")
    assert "label.PERSON" not in keyboard.registry


def test_the_users_folder_lies_in_the_config_folder():
    assert own_folder().name == "reader"


def test_two_actions_of_one_name_are_refused():
    twins = [Action("a.b", "", "", print), Action("a.b", "", "", print)]
    with pytest.raises(ValueError, match=r"a\.b"):
        Registry(twins)
    assert len(Registry(twins[:1])) == 1


@pytest.mark.parametrize(
    ("keys", "read"),
    [
        (("ctrl+shift+z",), "Ctrl+Shift+Z"),
        (("ctrl++",), "Ctrl++"),
        (("n",), "n"),
        (("N",), "Shift+N"),
        (("shift+left",), "Shift+←"),
        (("g", "g"), "g g"),
        (("+",), "+"),
        (("pagedown",), "PgDn"),
        (("delete",), "Delete"),
    ],
)
def test_keys_are_named_as_people_read_them(keys, read):
    assert spoken(keys) == read


def test_no_shipped_label_has_a_reserved_key():
    reserved = resource("keymap.toml").read_text().split("reserved = [")[1].split("]")[0]
    assert all(f'"{label.key}"' not in reserved for label in load_keyboard().scheme.labels)
