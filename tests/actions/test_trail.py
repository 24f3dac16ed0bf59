import pytest

from reader.actions.trail import Trail
from reader.baseline.answers import Refused, Tagged
from reader.core.baselines import Baseline
from reader.core.cursor import Cursor
from reader.core.spans import Span
from reader.library import Library, Order, Wanted, listing
from reader.library import shelf as shelves
from tests.actions.test_queue import ONE, place  # noqa: F401 - a fixture

TEXTS = ("Mosul fell.", "Baghdad stood.", "Aleppo burned.", "Raqqa waited.", "Tikrit slept.")


@pytest.fixture
def here(place):  # noqa: F811 - the fixture above
    return place(*TEXTS)


def opened(queue):
    return queue.session.article.text.split()[0]


def test_back_and_forward_go_through_what_was_open_and_a_new_article_ends_the_way_forward(here):
    queue = here.queue
    for number in (0, 2, 1):
        queue.open(here.ids[number])
    assert queue.go_back(-1) is None
    assert [queue.go_back(1) and opened(queue) for _ in range(3)] == ["Aleppo", "Mosul", None]
    assert queue.go_back(-1).article.text.startswith("Aleppo")
    queue.open(here.ids[4])
    assert queue.go_back(-1) is None
    assert [queue.go_back(1) and opened(queue) for _ in range(3)] == ["Aleppo", "Mosul", None]


def test_an_article_opened_again_is_no_step_on_the_trail(here):
    here.queue.open(here.ids[0])
    here.queue.open(here.ids[0])
    assert here.queue.go_back(1) is None


def test_a_trail_has_two_ends(here):
    trail = Trail(here.library)
    assert trail.place(1) is trail.place(-1) is None
    trail.leave(3)
    assert trail.place(1) == 3


def test_the_caret_stands_where_it_was_left(here):
    session = here.queue.open(here.ids[1])
    session.cursor = Cursor(8, 13)
    here.queue.open(here.ids[0])
    assert here.queue.go_back(1).cursor == Cursor(8, 13)


def test_where_the_caret_is_is_kept_with_many_keys_and_at_the_end_and_not_at_every_move(here, tmp_path):
    session = here.queue.open(here.ids[1])
    session.cursor = Cursor(8, 13)
    with Library.open(tmp_path / "library.sqlite") as other:
        here.queue.spend(at_least=25)
        assert other.shelf.place(here.ids[1], "ann") is None
        here.queue.spend()
        assert other.shelf.place(here.ids[1], "ann") == 8
        assert not here.library.changed_elsewhere()


def test_a_place_beyond_the_text_is_no_place(here):
    here.library.shelf.leave(here.ids[0], "ann", 999)
    assert here.queue.open(here.ids[0]).cursor.start == 0


def test_the_articles_last_open_come_first_without_the_open_one(here):
    for number in (0, 3, 1):
        here.queue.open(here.ids[number])
    assert [title for _, title, _ in here.queue.titled.recent(5)] == ["Raqqa waited.", "Mosul fell."]


def test_steps_and_finishing_stay_in_the_list_that_is_followed(here):
    queue = here.queue
    queue.follow([here.ids[2], here.ids[0], here.ids[4]])
    queue.open(here.ids[2])
    assert [queue.open_neighbour(1) and opened(queue) for _ in range(3)] == ["Mosul", "Tikrit", None]
    assert [queue.open_neighbour(-1) and opened(queue) for _ in range(3)] == ["Mosul", "Aleppo", None]
    queue.session.finish()
    assert queue.go_on().article.text.startswith("Mosul")
    queue.session.finish()
    queue.open(here.ids[4]).finish()
    assert queue.go_on() is None
    assert opened(queue) == "Tikrit"
    queue.follow()
    assert queue.go_on().article.text.startswith("Baghdad")


def test_the_most_doubtful_articles_come_first_and_the_list_does_not_jump_while_one_works(here):
    for number, doubts in ((1, 1), (3, 2)):
        article = here.library.article(here.ids[number])
        spans = [Span(0, 5, "GPE"), Span(6, 10, "EVENT")][:doubts]
        here.library.save_baseline(Baseline(article.digest, ONE, dict.fromkeys(spans, 0.5)))
    here.queue.follow(here.library.shelf.ids("ann", Wanted(unfinished=True, order=Order.SUSPECTS, descending=True)))
    assert here.queue.open_neighbour(1).article.text.startswith("Raqqa")
    here.queue.session.finish()
    assert here.queue.go_on().article.text.startswith("Baghdad")
    assert here.queue.open_neighbour(-1).article.text.startswith("Raqqa")


def test_from_an_article_outside_the_list_a_step_leads_to_its_first(here):
    here.queue.open(here.ids[0])
    here.queue.follow(here.ids[3:])
    assert here.queue.open_neighbour(-1) is None
    assert here.queue.open_neighbour(1).article.text.startswith("Raqqa")


def test_three_articles_ahead_are_tagged_one_at_a_time_and_one_refused_is_passed_over(here):
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    for job in (2, 3):
        digest = here.worker.asked[-1][0]
        answer = Refused(job, digest, "It hung.") if job == 2 else Tagged(job, Baseline(digest, ONE, {}))
        here.queue.receive(answer)
    here.queue.open(here.ids[0])
    asked = [text.split()[0] for _, text in here.worker.asked]
    assert asked == ["Mosul", "Baghdad", "Aleppo", "Raqqa"]


def test_after_the_end_of_a_list_going_on_comes_to_what_was_left_before(here):
    queue = here.queue
    queue.follow(here.ids[:3])
    queue.open(here.ids[2]).finish()
    assert queue.go_on().article.text.startswith("Mosul")


def test_an_unfinished_article_is_found_behind_any_number_of_finished_ones(here, monkeypatch):
    monkeypatch.setattr(listing, "_LOOKED_AT", 1)
    here.queue.follow(here.ids)
    for number in here.ids[1:3]:
        here.queue.open(number).finish()
    here.queue.open(here.ids[0])
    assert here.queue.go_on().article.text.startswith("Raqqa")


def test_titles_are_read_some_at_a_time_and_those_that_come_later_are_read_on(here, monkeypatch):
    monkeypatch.setattr(shelves, "_TITLES_AT_ONCE", 2)
    assert [number for number, _, _ in here.queue.titled.titles()] == here.ids
    assert [title for _, title, _ in here.queue.titled.titles(here.ids[2])] == [
        here.library.article(number).name for number in here.ids[3:]
    ]


def test_what_was_taken_out_of_the_library_is_passed_over_on_the_list_and_on_the_trail(here):
    queue, ids = here.queue, here.ids
    queue.follow([ids[4], ids[2], ids[1], ids[0]])
    for number in (4, 2, 1):
        queue.open(ids[number])
    here.library.shelf.take_out([ids[2]])
    assert [queue.open_neighbour(-1) and opened(queue) for _ in range(2)] == ["Tikrit", None]
    assert queue.go_back(1)
    assert opened(queue) == "Baghdad"
    assert queue.go_back(1)
    assert opened(queue) == "Tikrit"
    assert queue.go_back(1) is None
    assert [queue.open_neighbour(1) and opened(queue) for _ in range(3)] == ["Baghdad", "Mosul", None]


def test_an_open_article_that_was_taken_out_costs_nothing_more_and_its_baseline_comes_too_late(here):
    session = here.queue.open(here.ids[1])
    here.library.shelf.take_out([here.ids[1]])
    here.queue.meter.key()
    here.queue.spend()
    assert here.queue.receive(here.tagged(session, "Baghdad")) == ""
    assert session.review.baseline
    assert here.queue.has_lost_its_article
    here.queue.let_go()
    assert here.queue.session is None
    assert here.queue.receive(here.tagged(session, "Baghdad")) == ""
    assert here.queue.open_neighbour(1).article.text.startswith("Mosul")
    assert here.library.check() == []
