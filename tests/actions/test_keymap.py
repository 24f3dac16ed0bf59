import re

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
    (tmp_path / "keymap.toml").write_text('[keys]\n"edit.undo" = "ctrl+u"\n"label.PERSON" = ["&"]\n')
    keyboard = load_keyboard(tmp_path)
    assert keyboard.troubles == ()
    assert keyboard.keymap.keys("edit.undo") == [("ctrl+u",)]
    assert keyboard.keymap.match(["&"]) == (Match.EXACT, "label.PERSON")
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


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('# edit.undo = old\n[keys]\n"edit.undo" = "x"', "Line 3 .*edit.undo and entity.spread"),
        ('[keys]\n"view.quiet" = "f2"\n\n"view.theme" = "g g"', "Line 4 .*begins with the key of label.GPE"),
        ('[keys]\n"label.PERSON" = "j"', "Line 2 .*kept for a command"),
        ('[keys]\n"edit.undo" = ""', "Line 2 .*empty key"),
        ('[keys]\n"edit.undoo" = "q"', "Line 2 .*Do you mean “edit.undo”"),
        ('[keys]\n"zzz" = "q"', "Line 2 .*reader keys --json"),
        ("[keys]\nedit.undo = 'q'", "Line 2 .*in quotes"),
        ('"edit.undo" = "q"', r"Line 1 .*below a line \[keys\]"),
        ("keys = 3", r"Line 1 .*below a line \[keys\]"),
        ('[keys]\n"edit.undo" = "Ctrl+U"', "Line 2 .*“Ctrl.U” is no key"),
        ('[keys]\n"edit.undo" = ["u", "shift+ctrl+u"]', "Line 2 .*in this order"),
        ('[keys]\n"edit.undo" = "shift+u"', "Line 2 .*is a capital"),
        ('[keys]\n"edit.undo" = "ctrl+shift+U"', "Line 2 .*is no key"),
        ('[keys]\n"edit.undo" = "u"\n"edit.undo" = "U"\n\n', "not valid TOML.*line 3"),
    ],
)
def test_what_is_wrong_in_the_users_keys_is_told_with_its_line(tmp_path, toml, said):
    (tmp_path / "keymap.toml").write_text(toml)
    keyboard = load_keyboard(tmp_path)
    (trouble,) = keyboard.troubles
    assert re.search(said, trouble), trouble
    assert keyboard.keymap.keys("edit.undo")[0] == ("u",)


ALT_GR = {"azerty": "~#{[|`\\^@]}€¤", "qwertz": "@{[]}\\~|€µ²³", "nordic": "@£$€{[]}\\~|µ", "italian": "[]{}@#€~`"}
"""The signs that a layout has on no level but AltGr's."""


def _needs(signs, sequence):
    return any(key[-1] in signs for key in sequence if len(key) == 1 or key[-2] == "+")


@pytest.mark.parametrize("layout", ALT_GR)
def test_every_action_is_reached_without_alt_gr(layout):
    keyboard = load_keyboard()
    bound = {action: keyboard.keymap.keys(action) for action in keyboard.registry if keyboard.keymap.keys(action)}
    assert [action for action, keys in bound.items() if all(_needs(ALT_GR[layout], key) for key in keys)] == []


@pytest.mark.parametrize("layout", sorted(path.stem for path in resource("keymaps").iterdir()))
def test_the_maps_for_other_layouts_are_ready_to_be_copied(tmp_path, layout):
    (tmp_path / "keymap.toml").write_text(resource("keymaps", f"{layout}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    keyboard, standard = load_keyboard(tmp_path), load_keyboard()
    assert keyboard.troubles == ()
    first = {action: keyboard.keymap.keys(action)[0] for action in keyboard.registry if keyboard.keymap.keys(action)}
    assert first.keys() == {action for action in standard.registry if standard.keymap.keys(action)}, "no action lost its keys"
    assert not any(_needs(ALT_GR[layout], keys) for keys in first.values())
