import pytest

from reader.actions.asking import take_hit
from reader.core.article import BlockKind
from reader.core.tokens import Stretch
from tests.actions.desk import Bench

TEXT = "One two, three. Four five!\nSix seven eight."


def test_right_and_left_go_word_by_word_over_punctuation_and_blocks():
    bench = Bench(TEXT)
    seen = [bench.caret, *(bench.press("right").caret for _ in range(8))]
    assert seen == ["One", "two", "three", "Four", "five", "Six", "seven", "eight", "eight"]
    for _ in range(9):
        bench.press("left")
    assert bench.caret == "One"


def test_characters_are_a_grain_of_their_own_and_marks_stay_with_their_letters():
    bench = Bench("e\u0301a 👨\u200d👩b").press(",")
    assert bench.context.options.characters
    seen = []
    for _ in range(6):
        bench.press("right")
        seen.append(bench.caret)
    assert seen == ["a", " ", "👨\u200d👩", "b", "b", "b"]
    bench.press("left", "left", "left", "left", "left")
    assert bench.caret == "e\u0301"
    bench.press("esc")
    assert bench.caret == "e\u0301"
    bench.press(",", "esc")
    assert bench.caret == "e\u0301a"


def test_sentences_are_walked_both_ways():
    bench = Bench(TEXT).press("right")
    assert bench.press("ctrl+right").caret == "Four"
    assert bench.press("ctrl+right").caret == "Six"
    assert bench.press("ctrl+right").caret == "Six", "there is no sentence after the last"
    assert bench.press("right", "ctrl+left").caret == "Six"
    assert bench.press("ctrl+left").caret == "Four"
    assert bench.press("ctrl+left").caret == "One"
    assert bench.press("ctrl+left").caret == "One"


def test_home_end_and_line_moves_follow_the_page():
    bench = Bench("aaaa bbbb cccc dddd eeee ffff gggg hhhh", width=20)
    assert bench.press("end").caret == "dddd"
    assert bench.press("home").caret == "aaaa"
    assert bench.press("right", "down").caret == "ffff"
    assert bench.press("up").caret == "bbbb"


def test_a_line_move_onto_a_blank_takes_the_nearest_word_of_that_line():
    bench = Bench("aaaaa bbbbb ccccc dd.\n" + "x      y", width=22)
    assert bench.go("bbbbb").press("down").caret == "y"


def test_a_line_of_punctuation_can_still_be_stood_on():
    bench = Bench("word\n----", width=5)
    assert bench.press("down").caret == "----"
    assert bench.press("end").caret == "----"


def test_pages_and_ends():
    bench = Bench("aaaa " * 60, width=20)
    assert bench.press("pagedown").session.cursor.start == 60
    assert bench.press("pageup").session.cursor.start == 0
    assert bench.press("ctrl+end").session.cursor.start == 295
    assert bench.press("ctrl+home").session.cursor.start == 0


SUGGESTED = [("two", "CARDINAL"), ("Four", "CARDINAL"), ("eight", "CARDINAL")]


def test_tab_walks_every_entity_and_says_when_there_is_no_more():
    bench = Bench(TEXT, SUGGESTED)
    assert bench.press("tab").caret == "two"
    assert bench.press("tab", "tab").caret == "eight"
    assert "No entity after" in bench.press("tab").desk.said
    assert bench.press("shift+tab", "shift+tab").caret == "two"
    assert "No entity before" in bench.press("shift+tab").desk.said


def test_tab_stops_at_each_label_of_one_surface_and_at_nested_ones():
    bench = Bench("In Mosul University", [("Mosul", "GPE"), ("Mosul University", "ORG"), ("Mosul University", "FAC")])
    seen = [bench.press("tab").session.entity.span.label for _ in range(3)]
    assert seen == ["FAC", "ORG", "GPE"]


def test_n_visits_only_suggestions_and_goes_round():
    bench = Bench(TEXT, SUGGESTED).press("tab", "enter")
    assert bench.caret == "Four"
    assert bench.press("n").caret == "eight"
    bench.press("n")
    assert (bench.caret, bench.desk.said) == ("Four", "From the top again.")
    bench.press("N")
    assert (bench.caret, bench.desk.said) == ("eight", "From the end again.")


def test_moves_leave_out_what_is_hidden():
    bench = Bench("In two Mosul", [("two", "CARDINAL"), ("Mosul", "GPE")]).press("z", "tab")
    assert bench.caret == "Mosul"
    bench.press("ctrl+home", "n")
    assert bench.caret == "Mosul"
    bench.press("delete", "h", "ctrl+home", "tab")
    assert "No entity after" in bench.desk.said


def test_space_widens_to_the_entities_around_and_comes_back_to_the_word():
    bench = Bench("the city of Mosul fell", [("Mosul", "GPE"), ("city of Mosul", "LOC")]).go("city")
    assert bench.press("space").caret == "city of Mosul"
    assert bench.press("space").caret == "city"
    bench.go("Mosul")
    assert bench.press("space").session.cursor.label == "GPE"
    assert bench.press("space").caret == "city of Mosul"


def test_escape_lets_go_of_edges_set_by_hand():
    assert Bench(TEXT).press("shift+right", "esc").caret == "One"


@pytest.mark.parametrize("key", ["up", "pageup", "ctrl+home", "left", "ctrl+left", "home"])
def test_moves_at_the_start_stay_there(key):
    assert Bench(TEXT).press(key).caret == "One"


def test_down_goes_on_from_a_word_that_is_broken_over_two_lines():
    bench = Bench("aaaa bbb-cccc dddd", width=9).go("bbb-cccc")
    assert bench.press("down").caret == "dddd"
    assert bench.press("down").caret == "dddd"


def test_down_stays_on_the_last_line():
    bench = Bench("aaaa bbbb\ncccc dddd", width=10).go("cccc")
    assert bench.press("down", "down").caret == "cccc"


def test_characters_never_stand_between_blocks_or_in_a_folded_title():
    kinds = [BlockKind.TITLE, BlockKind.REPEAT, BlockKind.BODY]
    bench = Bench("In\nIn\nAt", kinds=kinds).press(",", "home")
    seen = [bench.session.cursor.start, *(bench.press("right").session.cursor.start for _ in range(4))]
    assert seen == [0, 1, 6, 7, 7]
    assert [bench.press("left").session.cursor.start for _ in range(4)] == [6, 1, 0, 0]


def test_n_steps_from_hit_to_hit_while_the_caret_stands_on_one():
    bench = Bench(TEXT, SUGGESTED)
    take_hit(bench.context, Stretch(9, 14))
    bench.press("n", "N")
    assert bench.desk.opened == [("hit", 1), ("hit", -1)]
    assert bench.press("right", "n").caret == "eight"
