from reader.actions import spreading
from reader.actions.tagging import label_bindings
from reader.core.article import BlockKind
from reader.core.cursor import Cursor
from reader.core.layers import How, Verdict
from reader.core.scheme import Label, Scheme
from tests.actions.desk import Bench

SEED = "Islamic State fled Mosul, Iraq's Khalid al-Obeidi said. IS-held Mosul fell. The Mosul University fell."


def test_a_letter_tags_the_word_under_the_caret_and_nothing_more():
    bench = Bench("😀 Acme won.").go("Acme").press("o")
    assert bench.positive == {("Acme", "ORG")}
    assert bench.session.entity.span == bench.span("Acme", "ORG")


def test_a_letter_relabels_the_entity_under_the_caret_as_one_edit():
    bench = Bench(SEED, [("Mosul", "ORG")]).press("tab", "g")
    assert bench.standing("Mosul", "ORG") == "rejected"
    assert bench.standing("Mosul", "GPE") == "added"
    assert bench.session.review.is_changed(bench.span("Mosul", "ORG"))
    bench.press("u")
    assert bench.positive == set()
    assert bench.standing("Mosul", "ORG") == "suggested"


def test_relabelling_an_added_entity_leaves_no_trace_of_the_first_label():
    bench = Bench(SEED).go("Mosul").press("o", "g")
    assert dict(bench.session.layer).keys() == {bench.span("Mosul", "GPE")}


def test_the_label_of_a_suggestion_keeps_it():
    bench = Bench(SEED, [("Mosul", "GPE")]).press("tab", "g")
    assert bench.standing("Mosul", "GPE") == "kept"


def test_the_label_of_a_rejected_entity_takes_the_rejection_back():
    bench = Bench(SEED, [("Mosul", "GPE")]).press("tab", "delete").go("Mosul").press("g")
    assert bench.standing("Mosul", "GPE") == "kept"


def test_another_label_on_a_rejected_entity_leaves_it_rejected():
    bench = Bench(SEED, [("Mosul", "GPE")]).press("tab", "delete").go("Mosul").press("o")
    assert bench.standing("Mosul", "GPE") == "rejected"
    assert bench.standing("Mosul", "ORG") == "added"


def test_shift_sets_a_second_label_on_the_same_surface():
    bench = Bench(SEED).go("Mosul").press("g", "O")
    assert bench.positive == {("Mosul", "GPE"), ("Mosul", "ORG")}
    assert bench.session.entity.span.label == "ORG"
    bench.press("space")
    assert bench.caret == "Mosul"


def test_digits_are_the_first_ten_labels():
    assert Bench(SEED).go("Mosul").press("1").positive == {("Mosul", "PERSON")}
    assert Bench(SEED).go("Mosul").press("0").positive == {("Mosul", "MISC")}


def test_edges_move_by_word_before_a_label_is_set():
    bench = Bench(SEED).go("Khalid").press("shift+right")
    assert bench.caret == "Khalid al-Obeidi"
    assert bench.journal.edits == []
    bench.press("p")
    assert bench.positive == {("Khalid al-Obeidi", "PERSON")}


def test_an_edge_moved_on_an_entity_is_an_edit_and_moving_it_back_leaves_it_kept():
    bench = Bench(SEED, [("Islamic", "ORG")]).press("tab", "shift+right")
    assert bench.standing("Islamic", "ORG") == "rejected"
    assert bench.positive == {("Islamic State", "ORG")}
    bench.press("shift+left")
    assert bench.standing("Islamic", "ORG") == "kept"
    assert len(bench.session.layer) == 1


def test_the_left_edge_moves_out_and_in():
    bench = Bench(SEED).go("al-Obeidi").press("alt+shift+left")
    assert bench.caret == "Khalid al-Obeidi"
    bench.press("alt+shift+right", "alt+shift+right")
    assert bench.caret == "al-Obeidi", "an edge never crosses the other"


def test_an_edge_takes_punctuation_along_but_never_leaves_the_block():
    bench = Bench("Yahoo!\nNext").go("Yahoo").press("shift+right")
    assert bench.caret == "Yahoo!"
    assert bench.press("shift+right").caret == "Yahoo!"


def test_edges_at_the_ends_of_the_text_stay():
    bench = Bench("Mosul").press("shift+right", "shift+left", "alt+shift+left", "alt+shift+right")
    assert bench.caret == "Mosul"


def test_edges_of_a_rejected_entity_only_move_the_caret():
    bench = Bench(SEED, [("Islamic", "ORG")]).press("tab", "delete").go("Islamic").press("shift+right")
    assert bench.caret == "Islamic State"
    assert bench.positive == set()


def test_edges_move_by_character_when_characters_are_the_grain():
    bench = Bench("anti-Mosul n\u0303a").press(",").go("Mosul").press("alt+shift+left", "shift+left")
    assert bench.caret == "-Mosu"
    bench.press("shift+right", "alt+shift+right")
    assert bench.caret == "Mosul"
    bench.go("n").press("shift+left")
    assert bench.go("n\u0303").press("alt+shift+right").caret == "n\u0303", "a mark stays with its letter"


def test_repeat_does_the_last_edit_at_the_caret():
    bench = Bench(SEED).go("Mosul").press("g").go("Mosul", 1).press(".")
    assert bench.session.layer.positive == {bench.span("Mosul", "GPE"), bench.span("Mosul", "GPE", 1)}


def test_repeat_before_any_edit_says_so():
    bench = Bench(SEED).press(".")
    assert "no edit" in bench.desk.said


def test_spread_tags_all_equal_surfaces_but_not_inside_longer_names_and_undo_takes_all_back():
    bench = Bench(SEED, [("Mosul University", "ORG")]).go("Mosul").press("g", "*")
    assert bench.session.layer.positive == {bench.span("Mosul", "GPE"), bench.span("Mosul", "GPE", 1)}
    assert bench.session.layer[bench.span("Mosul", "GPE", 1)].how is How.SPREAD
    assert bench.session.layer[bench.span("Mosul", "GPE")].how is How.KEYED
    assert bench.desk.said.startswith("Tagged 1 more “Mosul” as GPE; u takes it back.")
    bench.press("u")
    assert bench.session.layer.positive == {bench.span("Mosul", "GPE")}


def test_that_many_places_are_looked_for_is_said_before(monkeypatch):
    monkeypatch.setattr(spreading, "_LONG", 1)
    bench = Bench(SEED).go("Mosul").press("g", "*")
    assert bench.desk.said_at_once == "Looking for all “Mosul”…"


def test_spread_replaces_suggestions_on_the_same_bounds():
    bench = Bench(SEED, [("Mosul", "ORG"), ("Mosul", "ORG", 1)]).press("tab", "g", "*")
    assert bench.standing("Mosul", "GPE", 1) == "added"
    assert bench.standing("Mosul", "ORG", 1) == "rejected"


def test_spread_respects_what_was_judged_by_key():
    bench = Bench(SEED).go("Mosul", 1).press("o").go("Mosul").press("g", "*")
    assert ("Mosul", "ORG") in bench.positive
    assert bench.span("Mosul", "GPE", 1) not in bench.session.layer
    assert bench.standing("Mosul", "GPE", 2) == "added"


def test_spread_on_a_suggestion_keeps_it_and_its_likes():
    bench = Bench(SEED, [("Mosul", "GPE"), ("Mosul", "GPE", 1)]).press("tab", "*")
    assert bench.standing("Mosul", "GPE") == "kept"
    assert bench.standing("Mosul", "GPE", 1) == "kept"


def test_spread_of_a_rejection_rejects_only_what_is_suggested():
    bench = Bench(SEED, [("Mosul", "GPE"), ("Mosul", "GPE", 1)]).press("tab", "delete").go("Mosul").press("*")
    assert bench.standing("Mosul", "GPE", 1) == "rejected"
    assert bench.session.layer[bench.span("Mosul", "GPE", 1)].verdict is Verdict.IS_NOT
    bench.press("*")
    assert "is left" in bench.desk.said


def test_a_second_spread_takes_the_variants_of_the_name():
    text = "Khalid al-Obeidi spoke. Then al-Obeidi left; Obeidi, KHALID AL-OBEIDI and the Obeidis stayed."
    bench = Bench(text).go("Khalid").press("p", "*")
    assert "4 variants" not in bench.desk.said
    assert {surface for surface, _ in bench.positive} == {"Khalid al-Obeidi", "al-Obeidi", "Obeidi", "KHALID AL-OBEIDI"}
    bench = Bench("an Iraqi and the Iraqis").go("Iraqi").press("r", "*")
    assert "1 variant of" in bench.desk.said


def test_a_surname_keeps_its_particles_begins_sentences_and_takes_no_piece_of_other_names():
    text = "Osama bin Laden hid. Bin Laden and Harry Laden met bin Laden's men; Laden's camp and Gen. Laden were near."
    bench = Bench(text).go("Osama").press("p")
    assert bench.caret == "Osama bin Laden"
    bench.press("*")
    assert bench.desk.said.startswith("Tagged 4 variants")
    starts = sorted(span.start for span in bench.session.layer.positive)
    assert starts == [0, text.index("Bin Laden"), text.index("bin Laden's"), text.index("Laden's camp"), text.index("Laden were")]
    assert bench.press("u").positive == {("Osama bin Laden", "PERSON")}, "one undo takes all of them back"


def test_al_obeidi_is_a_variant_of_khalid_al_obeidi_also_where_a_sentence_begins_and_before_a_possessive():
    text = "Khalid al-Obeidi spoke. Al-Obeidi's men saw al-Obeidi. “Al-Obeidi left,” said Sami al-Obeidi."
    bench = Bench(text).go("Khalid").press("p", "x")
    assert bench.desk.said.startswith("Tagged 3 variants")
    assert text.index("al-Obeidi.", 60) not in {span.start for span in bench.session.layer.positive}


def test_spread_says_when_there_is_nothing_to_spread():
    assert "Tag this first" in Bench(SEED).press("*").desk.said
    assert "No other" in Bench(SEED).go("Khalid").press("p", "*").desk.said


def test_a_surface_over_a_line_end_is_named_on_one_line():
    bench = Bench("Khalid " + "x" * 60)
    bench.go("Khalid " + "x" * 60).press("p")
    assert bench.journal.edits[-1].title.endswith("…” as PERSON")


def test_a_journal_that_refuses_changes_nothing_and_is_told():
    bench = Bench(SEED, [("Mosul", "GPE")])
    bench.journal.refuses = True
    bench.press("tab", "o")
    assert bench.desk.said == "The disk is full."
    assert bench.standing("Mosul", "GPE") == "suggested"
    assert bench.context.last is None


def test_an_article_of_no_tokens_has_nothing_to_tag():
    bench = Bench("", [])
    bench.press("o", "O", "right", "left", "n", "tab", "shift+right", "end", "home", "down", "esc", "delete", "enter")
    assert bench.positive == set()


def test_nobody_is_asked_to_judge_a_folded_title():
    kinds = [BlockKind.TITLE, BlockKind.REPEAT, BlockKind.BODY]
    bench = Bench("In Mosul\nIn Mosul\nIt is Mosul.", [("Mosul", "GPE"), ("Mosul", "GPE", 1), ("Mosul", "GPE", 2)], kinds=kinds)
    bench.press("tab", "*")
    assert bench.session.layer.positive == {bench.span("Mosul", "GPE"), bench.span("Mosul", "GPE", 2)}
    assert bench.press("tab").session.cursor.start == bench.span("Mosul", "GPE", 2).start


def test_a_blank_cannot_be_tagged():
    bench = Bench("In Mosul").press(",", "right", "right")
    assert bench.caret == " "
    bench.press("o")
    assert bench.positive == set()
    assert "nothing here to tag" in bench.desk.said


def test_a_span_never_crosses_blocks_nor_lies_in_a_folded_one():
    kinds = [BlockKind.TITLE, BlockKind.REPEAT, BlockKind.BODY]
    bench = Bench("In Mosul\nIn Mosul\nIt is Mosul.", kinds=kinds)
    for start, end in ((3, 12), (12, 17), (6, 25)):
        bench.session.cursor = Cursor(start, end, by_hand=True)
        bench.press("g", "G", "shift+left", "shift+right")
    assert bench.journal.edits == []


def test_spread_never_tags_again_what_was_rejected_by_key():
    bench = Bench(SEED, [("Mosul", "GPE"), ("Mosul", "GPE", 1)])
    bench.press("tab", "tab", "delete").go("Mosul").press("enter").go("Mosul").press("*")
    assert bench.standing("Mosul", "GPE") == "kept"
    assert bench.standing("Mosul", "GPE", 1) == "rejected"


def test_keys_pass_over_entities_that_are_hidden():
    bench = Bench("In 2017 in Mosul", [("2017", "DATE")]).press("z").go("2017")
    bench.press("delete", "*", "shift+right")
    assert bench.journal.edits == []
    bench.go("2017").press("c")
    assert bench.positive == {("2017", "CARDINAL")}
    assert bench.standing("2017", "DATE") == "suggested"


def test_labels_without_a_letter_have_a_digit_unless_another_label_claims_it():
    scheme = Scheme("x", (Label("A", key="2"), Label("B"), Label("C")))
    keys = label_bindings(scheme)
    assert (keys["label.A"], keys["label.B"], keys["label.C"]) == (["2", "1"], [], ["3"])


def test_edges_go_over_commas():
    bench = Bench("in Mosul, Iraq, today").go("Iraq").press("alt+shift+left")
    assert bench.caret == "Mosul, Iraq"
    bench.press("shift+right")
    assert bench.caret == "Mosul, Iraq, today"


def test_pieces_of_a_name_give_way_to_it_and_come_back_with_undo():
    suggested = [("Mosul", "GPE"), ("Khalid", "PERSON"), ("al-Obeidi said", "ORG")]
    bench = Bench(SEED, suggested).go("Khalid").press("esc")
    bench.session.cursor = Cursor(
        bench.span("Khalid al-Obeidi", "X").start, bench.span("Khalid al-Obeidi", "X").end, by_hand=True
    )
    bench.press("p")
    assert bench.standing("Khalid", "PERSON") == "rejected"
    assert bench.standing("al-Obeidi said", "ORG") == "rejected"
    assert bench.standing("Mosul", "GPE") == "suggested"
    bench.press("u")
    assert bench.standing("Khalid", "PERSON") == "suggested"


def test_a_name_inside_another_is_no_piece_of_it():
    bench = Bench("the city of Mosul fell", [("Mosul", "GPE")])
    bench.session.cursor = Cursor(4, 17, by_hand=True)
    bench.press("l")
    assert bench.standing("Mosul", "GPE") == "suggested"


def test_bare_keys_move_the_edges_too():
    bench = Bench(SEED).go("Khalid").press("=")
    assert bench.caret == "Khalid al-Obeidi"
    assert bench.press("-").caret == "Khalid"
    assert bench.go("al-Obeidi").press("[").caret == "Khalid al-Obeidi"
    assert bench.press(">").caret == "al-Obeidi"
