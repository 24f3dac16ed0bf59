from reader.actions.suspecting import ghost, ghosts, suspects
from reader.core.baselines import Baseline
from tests.actions.desk import TAGGER, Bench

TEXT = "They said Mosul fell. In Baghdad the Anadolu agency met Khalid Amir. Mosul stood."


def bench_with(scores=(), near=()):
    bench = Bench(TEXT)
    found = {bench.span(surface, label, nth): score for surface, label, nth, score in scores}
    nearly = {bench.span(surface, label, nth): score for surface, label, nth, score in near}
    bench.session.attach(Baseline(bench.article.digest, TAGGER, found, nearly))
    return bench


def surfaces(bench):
    return [bench.article.text[each.span.start : each.span.end] for each in suspects(bench.context)]


def test_doubtful_suggestions_come_first_and_sure_ones_never():
    bench = bench_with([("Mosul", "GPE", 0, 0.95), ("Baghdad", "GPE", 0, 0.45), ("Khalid Amir", "PERSON", 0, 0.65)])
    assert surfaces(bench)[:2] == ["Baghdad", "Khalid Amir"]
    assert not any(each.span.overlaps(10, 15) for each in suspects(bench.context)), "the first Mosul is an entity already"


def test_what_the_tagger_nearly_took_is_a_ghost_that_enter_keeps():
    bench = bench_with([("Mosul", "GPE", 0, 0.95)], [("Anadolu", "ORG", 0, 0.3), ("Baghdad", "GPE", 0, 0.1)]).press("S")
    assert bench.caret == "Anadolu"
    assert ghost(bench.context) == bench.span("Anadolu", "ORG")
    bench.press("enter")
    assert bench.positive == {("Anadolu", "ORG")}
    assert ghost(bench.context) is None or ghost(bench.context) != bench.span("Anadolu", "ORG")


def test_delete_on_a_ghost_goes_on_and_judges_nothing():
    bench = bench_with([], [("Anadolu", "ORG", 0, 0.3)]).press("s", "delete")
    assert bench.journal.edits == []
    assert bench.caret != "Anadolu"


def test_a_label_key_tags_a_ghost_as_something_else():
    bench = bench_with([], [("Anadolu", "GPE", 0, 0.3)]).press("S", "o")
    assert bench.positive == {("Anadolu", "ORG")}


def test_capitals_in_no_entity_are_suspects_with_their_whole_name_but_not_where_a_sentence_begins():
    bench = bench_with()
    assert surfaces(bench) == ["Mosul", "Baghdad", "Anadolu", "Khalid Amir"]
    assert "label key" in bench.press("s").desk.said
    bench.press("g")
    assert bench.positive == {("Mosul", "GPE")}


def test_what_was_tagged_elsewhere_is_proposed_with_that_label():
    bench = bench_with().go("Mosul").press("g", "S")
    assert ghost(bench.context) == bench.span("Mosul", "GPE", 1)
    bench.press("enter")
    assert bench.standing("Mosul", "GPE", 1) == "added"


def test_rejected_places_are_no_suspects():
    bench = bench_with([("Mosul", "GPE", 0, 0.4)]).press("s", "delete")
    assert bench.standing("Mosul", "GPE") == "rejected"
    assert bench.span("Mosul", "GPE") not in [each.span for each in suspects(bench.context)]


def test_every_suspect_is_visited_once_then_that_is_said():
    bench = bench_with()
    seen = [bench.press("s").caret for _ in range(4)]
    assert seen == ["Mosul", "Baghdad", "Anadolu", "Khalid Amir"], "in reading order"
    assert "No other place" in bench.press("s").desk.said
    assert bench.press("s").caret == seen[0]


def test_suspects_before_the_caret_come_after_those_behind_it():
    bench = bench_with().go("agency")
    assert [bench.press("s").caret for _ in range(4)] == ["Khalid Amir", "Mosul", "Baghdad", "Anadolu"]


def test_the_likeliest_suspect_is_a_key_away_wherever_it_is_and_enter_goes_on_to_the_next_likely_one():
    bench = bench_with([("Baghdad", "GPE", 0, 0.65), ("Khalid Amir", "PERSON", 0, 0.45)], [("Anadolu", "ORG", 0, 0.3)])
    seen = [bench.press("S").caret, bench.press("enter").caret, bench.press("enter").caret]
    assert seen == ["Khalid Amir", "Anadolu", "Baghdad"]
    assert bench.positive == {("Khalid Amir", "PERSON"), ("Anadolu", "ORG")}


def test_an_article_without_doubts_says_so():
    bench = Bench("all is low").press("s")
    assert "Nothing here looks wrong" in bench.desk.said
    assert Bench("").press("s").desk.said.startswith("Nothing")


def test_finishing_offers_one_pass_over_what_may_be_missed_when_asked_to():
    bench = bench_with([], [("Anadolu", "ORG", 0, 0.3)]).press("k", "s", "ctrl+enter")
    assert not bench.session.layer.finished
    assert bench.caret == "Mosul"
    assert bench.desk.said.startswith("4 places may have been missed")
    bench.press("s", "s")
    assert bench.caret == "Anadolu"
    bench.press("enter", "ctrl+enter")
    assert bench.session.layer.finished
    assert bench.positive == {("Anadolu", "ORG")}


def test_the_pass_before_finishing_goes_only_to_what_may_be_missed():
    bench = bench_with([("Mosul", "GPE", 0, 0.4), ("Khalid Amir", "PERSON", 0, 0.4)], [("Anadolu", "ORG", 0, 0.3)])
    bench.session.judge("", entities=[bench.span("Mosul", "GPE", 1)])
    assert bench.press("k", "s", "ctrl+enter").desk.said.startswith("2 places may have been missed")
    assert [bench.caret, bench.press("s").caret] == ["Baghdad", "Anadolu"]
    assert "No other place" in bench.press("enter").desk.said
    assert bench.press("s").caret == "Khalid Amir", "after the pass, doubtful suggestions are suspects again"


def test_finishing_asks_nothing_when_nothing_may_be_missed_or_nobody_wants_to_know():
    assert Bench("all is low").press("k", "s", "ctrl+enter").session.layer.finished
    assert bench_with([], [("Anadolu", "ORG", 0, 0.3)]).press("ctrl+enter").session.layer.finished


def test_who_comes_back_to_a_suspect_another_way_is_on_no_walk_of_suspects():
    bench = bench_with([("Baghdad", "GPE", 0, 0.45), ("Khalid Amir", "PERSON", 0, 0.95)], [("Anadolu", "ORG", 0, 0.3)])
    assert bench.press("S").caret == "Baghdad"
    bench.press("right", "shift+tab", "enter")
    assert bench.standing("Baghdad", "GPE") == "kept"
    assert bench.caret == "Khalid Amir", "Enter goes to the next suggestion"
    bench.press("s").press("right", "left")
    assert ghost(bench.context) is None


def test_titles_before_a_name_are_no_suspects():
    bench = Bench("They say Maj. Gen. Haidar Zamili met President Barzani and the Vice-President.")
    bench.session.attach(bench.baseline([("Haidar Zamili", "PERSON"), ("Barzani", "PERSON")]))
    assert surfaces(bench) == []


def test_all_that_may_be_missed_is_shown_when_wanted_and_enter_keeps_the_one_under_the_caret():
    bench = bench_with([("Baghdad", "GPE", 0, 0.95)], [("Anadolu", "ORG", 0, 0.3)])
    assert ghost(bench.go("Anadolu").context) is None
    bench.press("k", "g")
    assert [bench.article.text[span.start : span.end] for span in ghosts(bench.context)] == ["Mosul", "Anadolu", "Khalid Amir"]
    bench.go("Anadolu").press("enter")
    assert bench.positive == {("Anadolu", "ORG")}
    assert ghost(bench.go("Mosul").context) is None, "nothing says what it is"
    bench.context.page.sight = bench.article.text.index("Khalid")
    assert [bench.article.text[span.start : span.end] for span in ghosts(bench.context)] == ["Mosul"]
