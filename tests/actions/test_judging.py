from reader.core.layers import How
from tests.actions.desk import Bench

TEXT = "In Mosul and Baghdad the Red Cross met Obeidi."
SUGGESTED = [("Mosul", "GPE"), ("Baghdad", "GPE"), ("Red Cross", "ORG")]


def test_enter_keeps_and_goes_to_the_next_suggestion():
    bench = Bench(TEXT, SUGGESTED).press("tab", "enter")
    assert bench.standing("Mosul", "GPE") == "kept"
    assert bench.caret == "Baghdad"


def test_enter_on_a_word_inside_an_entity_keeps_the_entity():
    bench = Bench(TEXT, SUGGESTED).go("Cross").press("enter")
    assert bench.standing("Red Cross", "ORG") == "kept"


def test_enter_on_plain_text_goes_to_the_next_suggestion_and_judges_nothing():
    bench = Bench(TEXT, SUGGESTED).press("enter")
    assert bench.caret == "Mosul"
    assert bench.journal.edits == []


def test_enter_takes_a_rejection_back():
    bench = Bench(TEXT, SUGGESTED).press("tab", "delete", "shift+tab", "enter")
    assert bench.standing("Mosul", "GPE") == "kept"


def test_delete_and_backspace_reject_and_go_on():
    bench = Bench(TEXT, SUGGESTED).press("tab", "delete", "backspace")
    assert bench.standing("Mosul", "GPE") == "rejected"
    assert bench.standing("Baghdad", "GPE") == "rejected"
    assert bench.caret == "Red Cross"


def test_delete_takes_an_added_entity_away_without_a_trace():
    bench = Bench(TEXT).go("Obeidi").press("p", "delete")
    assert len(bench.session.layer) == 0
    assert bench.caret == "Obeidi"


def test_delete_on_plain_text_says_there_is_nothing():
    assert "no entity here" in Bench(TEXT).press("delete").desk.said


def test_a_hidden_entity_is_not_judged():
    bench = Bench("On Saturday", [("Saturday", "DATE")]).go("Saturday")
    bench.press("z").go("On").press("enter")
    assert bench.journal.edits == []
    assert "No suggestion is left" in bench.desk.said


def test_undo_and_redo_go_where_the_edit_was():
    bench = Bench(TEXT, SUGGESTED).go("Obeidi").press("p", "ctrl+home", "u")
    assert bench.positive == set()
    assert bench.caret == "Obeidi"
    assert bench.desk.said.startswith("Undone: Tag “Obeidi” as PERSON")
    bench.press("ctrl+home", "U")
    assert bench.positive == {("Obeidi", "PERSON")}
    assert bench.caret == "Obeidi"


def test_undo_of_a_rejection_stands_on_the_suggestion_again():
    bench = Bench(TEXT, SUGGESTED).press("tab", "delete", "ctrl+z")
    assert bench.caret == "Mosul"
    assert bench.standing("Mosul", "GPE") == "suggested"


def test_undo_and_redo_with_nothing_left_say_so():
    bench = Bench(TEXT).press("u")
    assert "nothing to undo" in bench.desk.said
    assert "nothing to do again" in bench.press("ctrl+y").desk.said


def test_finish_keeps_the_rest_in_bulk_and_opens_the_next_article():
    bench = Bench(TEXT, SUGGESTED)
    bench.desk.neighbours = 1
    bench.press("tab", "enter", "ctrl+enter")
    assert bench.session.layer.finished
    assert bench.session.layer[bench.span("Baghdad", "GPE")].how is How.BULK
    assert bench.session.layer[bench.span("Mosul", "GPE")].how is How.KEYED
    assert bench.desk.opened == ["on"]
    assert bench.desk.said == "Finished; 2 suggestions kept in bulk. Alt+← and u take it back."


def test_finishing_the_last_article_can_be_undone_whole():
    bench = Bench(TEXT, SUGGESTED).press("ctrl+enter")
    assert "No unfinished article is left" in bench.desk.said
    caret = bench.caret
    bench.press("u")
    assert not bench.session.layer.finished
    assert len(bench.session.layer) == 0
    assert bench.caret == caret


def test_finishing_twice_changes_nothing():
    bench = Bench(TEXT).press("ctrl+enter", "ctrl+enter")
    assert len(bench.journal.edits) == 1
    assert bench.desk.said.startswith("Finished.")


def test_an_article_whose_suggestions_are_still_to_come_is_not_finished():
    bench = Bench(TEXT).go("Mosul").press("g")
    bench.session.attach(None)
    bench.desk.is_waiting = True
    bench.press("ctrl+enter", "ctrl+enter")
    assert not bench.session.layer.finished
    assert bench.desk.opened == []
    assert bench.desk.said == "Entities are still looked for here: finish once they are shown. Ctrl+PgDn: next article."
    bench.session.attach(bench.baseline(SUGGESTED))
    assert bench.press("ctrl+enter").session.layer.finished, "another tagger may be looking"
    bench.session.attach(None)
    assert bench.press("ctrl+enter").desk.opened == ["on", "on"], "what is finished already is gone on from"


def test_finishing_says_how_much_of_it_nobody_saw():
    bench = Bench("In Mosul on Saturday", [("Mosul", "GPE"), ("Saturday", "DATE")]).press("z", "ctrl+enter")
    assert bench.desk.said.startswith("Finished; 2 suggestions kept in bulk, 1 of them hidden.")


def test_undoing_a_relabel_stands_on_the_suggestion():
    bench = Bench(TEXT, SUGGESTED).press("tab", "o", "ctrl+home", "u")
    assert bench.session.cursor.label == "GPE"
    bench.press("U")
    assert bench.session.cursor.label == "ORG"


def test_undoing_a_spread_stays_where_it_was_made():
    bench = Bench("Iraq and Iraq and Iraq").go("Iraq", 2).press("g", "*", "u")
    assert bench.session.cursor.start == 9, "the nearest of what it touched"
    bench = Bench("Iraq and Iraq and Iraq", [("Iraq", "GPE"), ("Iraq", "GPE", 1), ("Iraq", "GPE", 2)])
    assert bench.go("Iraq", 2).press("*", "u").session.cursor.start == 18


def test_finishing_refuses_a_suggestion_for_a_surface_that_was_labelled_otherwise():
    bench = Bench(TEXT).go("Mosul").press("o")
    bench.session.attach(bench.baseline(SUGGESTED))
    bench.press("ctrl+enter")
    assert bench.standing("Mosul", "GPE") == "rejected"
    assert bench.positive == {("Mosul", "ORG"), ("Baghdad", "GPE"), ("Red Cross", "ORG")}


def test_a_second_label_keeps_the_suggestion_it_is_set_beside():
    bench = Bench(TEXT, SUGGESTED).press("tab", "O", "ctrl+enter")
    assert {("Mosul", "GPE"), ("Mosul", "ORG")} <= bench.positive
