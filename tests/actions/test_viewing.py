from reader.actions import pointing
from reader.actions.viewing import zoom_by
from tests.actions.desk import Bench


def test_views_are_switched_on_and_off():
    bench = Bench("In Mosul").press("b", "h")
    assert bench.context.options.quiet
    assert bench.context.options.hide_rejected
    bench.press("b", "h", "z")
    assert not bench.context.options.quiet
    assert not bench.context.options.hide_rejected
    assert bench.context.options.hidden_groups == {"values"}
    assert bench.press("z").context.options.hidden_groups == frozenset()


def test_the_theme_goes_to_the_other_one():
    bench = Bench("In Mosul").press("ctrl+t")
    assert bench.context.options.theme == "dark"
    assert bench.press("ctrl+t").context.options.theme == "light"


def test_zoom_has_ends_and_a_way_back():
    bench = Bench("In Mosul").press("ctrl++")
    assert bench.context.options.zoom == 110
    zoom_by(bench.context, 99)
    assert bench.context.options.zoom == 300
    zoom_by(bench.context, -99)
    assert bench.context.options.zoom == 50
    assert bench.press("ctrl+-").context.options.zoom == 50
    assert bench.press("ctrl+0").context.options.zoom == 100


def test_what_the_desk_does_is_asked_of_it():
    bench = Bench("In Mosul").press("?", "ctrl+o", "ctrl+q")
    assert (bench.desk.helped, bench.desk.chosen, bench.desk.closed) == (1, 1, True)


def test_what_the_article_cost_is_told_on_request():
    assert Bench("In Mosul").press("k", "e").desk.said == "This article so far: 3 keys, 2 edits, 1 min 1 s."


def test_the_ends_of_the_queue_are_told():
    bench = Bench("In Mosul").press("ctrl+pagedown")
    assert "last article" in bench.desk.said
    assert "first article" in bench.press("ctrl+pageup").desk.said
    bench.desk.neighbours = 1
    assert bench.press("ctrl+pageup").desk.said == ""


def test_a_click_takes_the_innermost_entity_and_a_double_click_the_word():
    bench = Bench("the city of Mosul fell", [("city of Mosul", "LOC")])
    pointing.point(bench.context, 6)
    assert bench.caret == "city of Mosul"
    pointing.point_at_word(bench.context, 6)
    assert bench.caret == "city"
    pointing.point(bench.context, 18)
    assert bench.caret == "fell"


def test_a_drag_takes_whole_words_in_either_direction_and_stays_in_its_block():
    bench = Bench("the city of Mosul\nfell today")
    pointing.drag(bench.context, 6, 13)
    assert bench.caret == "city of Mosul"
    pointing.drag(bench.context, 13, 6)
    assert bench.caret == "city of Mosul"
    pointing.drag(bench.context, 12, 25)
    assert bench.caret == "Mosul"


def test_a_drag_by_character_takes_just_these():
    bench = Bench("anti-Mosul").press(",")
    pointing.drag(bench.context, 2, 7)
    assert bench.caret == "ti-Mo"
    pointing.drag(bench.context, 3, 3)
    assert bench.caret == "ti-Mo"
    pointing.point(bench.context, 5)
    assert bench.caret == "M"


def test_a_drag_over_nothing_changes_nothing():
    bench = Bench("Mosul\n\n")
    pointing.drag(bench.context, 6, 7)
    assert bench.caret == "Mosul"


def test_a_drag_by_character_stays_in_its_block():
    bench = Bench("In Mosul\nfell today").press(",")
    pointing.drag(bench.context, 3, 14)
    assert bench.caret == "Mosul"
