import gc
import os
import subprocess
import sys

import pytest

from reader.actions.loading import NotLoaded
from reader.actions.queue import Queue
from reader.baseline.answers import Failed, Progress, Ready, Refused, Restarted, Tagged
from reader.baseline.identity import TaggerNotFound
from reader.core.article import Article
from reader.core.baselines import Baseline, Tagger
from reader.core.layers import Layer
from reader.core.review import Standing
from reader.core.spans import Span
from reader.library import Library, LibraryError
from reader.sources.source import SourceError

ONE = Tagger("one", "1", "d1")
OTHER = Tagger("other", "1", "d2")


class ListedWorker:
    """Notes what it is asked; the test answers in its place."""

    def __init__(self):
        self.asked = []
        self.cancelled = []

    def ask(self, text_digest, text):
        self.asked.append((text_digest, text))
        return len(self.asked)

    def cancel(self, job):
        self.cancelled.append(job)

    def use(self, tagger):
        self.used = tagger


class Place:
    """A library of some texts, a queue on it, and the worker it asks."""

    def __init__(self, folder, *texts, tagger=ONE):
        self.library = Library.open(folder / "library.sqlite")
        self.worker = ListedWorker()
        self.queue = Queue(self.library, "ann", self.worker, tagger)
        self.ids = []
        for number, text in enumerate(texts):
            path = folder / f"{number}.txt"
            path.write_text(text)
            self.ids.append(self.queue.add(path)[0])

    def tagged(self, session, surface, label="GPE", tagger=ONE):
        at = session.article.text.index(surface)
        return Tagged(1, Baseline(session.article.digest, tagger, {Span(at, at + len(surface), label): 0.5}))


@pytest.fixture
def place(tmp_path):
    places = []

    def make(*texts, tagger=ONE):
        places.append(Place(tmp_path, *texts, tagger=tagger))
        return places[-1]

    yield make
    for each in places:
        each.library.close()


def test_an_article_opens_at_once_and_its_baseline_comes_later(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    assert here.queue.is_waiting
    assert here.queue.status == "looking for entities…"
    assert len(session.review.entities) == 0
    here.queue.receive(here.tagged(session, "Mosul"))
    assert [span.label for span in session.review.entities] == ["GPE"]
    assert not here.queue.is_waiting
    assert here.queue.status == ""


def test_a_baseline_is_asked_for_once_and_kept(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    assert len(here.queue.open(here.ids[0]).review.entities) == 1
    assert len(here.worker.asked) == 1


def test_the_next_article_is_tagged_ahead(place):
    here = place("Mosul fell.", "Baghdad stood.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    assert [text.strip() for _, text in here.worker.asked] == ["Mosul fell.", "Baghdad stood."]
    ahead = here.library.article(here.ids[1])
    here.queue.receive(Tagged(2, Baseline(ahead.digest, ONE, {Span(0, 7, "GPE"): 0.9})))
    assert len(here.queue.open_neighbour(1).review.entities) == 1
    assert len(here.worker.asked) == 2


def answered(here, digest, label="GPE"):
    """Have the worker answer for a text; return what it was asked last, in words."""
    here.queue.receive(Tagged(1, Baseline(digest, ONE, {Span(0, 5, label): 0.9})))
    return here.worker.asked[-1][1].strip()


def test_all_articles_are_tagged_on_request_the_next_ones_first(place):
    here = place(*(f"Article {number}." for number in range(7)))
    digests = [here.library.article(number).digest for number in here.ids]
    here.queue.open(here.ids[4])
    assert here.queue.tag_all() == 7
    order = [answered(here, digests[number]) for number in (4, 5, 6, 0, 1)]
    assert order == ["Article 5.", "Article 6.", "Article 0.", "Article 1.", "Article 2."]
    assert here.queue.tag_all() is None
    assert answered(here, digests[2]) == "Article 2.", "nothing more is asked"
    assert here.queue.tag_all() == 1
    assert answered(here, digests[3]) == "Article 3."
    late = here.library.add(Article("It came late."))
    here.queue.open(here.ids[0])
    assert here.worker.asked[-1][1] == "It came late."
    assert here.library.searching.untagged() == 1
    assert late.new


def test_another_tagger_tags_all_articles_anew_and_those_that_come_later(place):
    here = place(*(f"Article {number}." for number in range(6)))
    digests = [here.library.article(number).digest for number in here.ids]
    here.queue.open(here.ids[5])
    here.queue.tag_all()
    for number in (5, 0, 1, 2, 3, 4):
        answered(here, digests[number])
    assert here.library.searching.untagged() == 0
    here.queue.receive(Ready(OTHER))
    for number in (5, 0, 1):
        assert here.worker.asked[-1][0] == digests[number]
        here.queue.receive(Tagged(1, Baseline(digests[number], OTHER, {})))
    assert here.worker.asked[-1][0] == digests[2]


def test_what_cannot_be_tagged_keeps_no_other_article_from_it(place):
    here = place(*(f"Article {number}." for number in range(6)))
    digests = [here.library.article(number).digest for number in here.ids]
    here.queue.open(here.ids[5])
    here.queue.tag_all()
    answered(here, digests[5])
    assert here.queue.receive(Refused(1, digests[0], "It hung.")) == ""
    assert here.worker.asked[-1][1].strip() == "Article 1."


def test_an_article_that_is_opened_meanwhile_does_not_wait_for_the_others(place):
    here = place(*(f"Article {number}." for number in range(6)))
    here.queue.open(here.ids[5])
    here.queue.tag_all()
    answered(here, here.library.article(here.ids[5]).digest)
    here.queue.open(here.ids[3])
    assert here.worker.asked[-1][1].strip() == "Article 3."
    assert here.worker.cancelled == [2]


def test_going_on_drops_the_question_that_is_no_longer_urgent(place):
    here = place("Mosul fell.", "Baghdad stood.")
    here.queue.open(here.ids[0])
    here.queue.open_neighbour(1)
    assert here.worker.cancelled == [1]
    here.queue.open_neighbour(-1)
    assert here.worker.cancelled == [1, 2]


def test_the_queue_has_two_ends(place):
    here = place("Mosul fell.")
    here.queue.open(here.ids[0])
    assert here.queue.open_neighbour(1) is None
    assert here.queue.open_neighbour(-1) is None
    assert here.queue.session.article.text.startswith("Mosul")


def test_work_begins_at_the_first_unfinished_article(place):
    here = place("Mosul fell.", "Baghdad stood.")
    here.queue.open(here.ids[0]).finish()
    assert here.queue.first() == here.ids[1]
    here.queue.open(here.ids[1]).finish()
    assert here.queue.first() == here.ids[0]


def test_work_goes_on_at_the_article_that_was_open_last_and_after_it_once_it_is_finished(place):
    here = place("Mosul fell.", "Baghdad stood.", "Erbil waits.")
    here.queue.open(here.ids[1])
    here.queue.spend()
    assert here.queue.first() == here.ids[1]
    here.queue.session.finish()
    assert here.queue.first() == here.ids[2]


def test_an_empty_library_has_nothing_to_begin_with(place):
    assert place().queue.first() is None


def test_another_tagger_brings_its_own_baseline_and_no_judgement_changes(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    session.judge("keep", entities=[Span(0, 5, "GPE")])
    here.queue.receive(Ready(OTHER))
    assert len(here.worker.asked) == 2
    here.queue.receive(here.tagged(session, "fell", "EVENT", OTHER))
    assert session.review.standing(Span(0, 5, "GPE")) is Standing.ADDED
    assert session.review.standing(Span(6, 10, "EVENT")) is Standing.SUGGESTED


def test_a_tagger_that_says_who_it_is_late_finds_its_kept_baseline(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    late = Queue(here.library, "ann", here.worker)
    late.receive(Ready(ONE))
    opened = late.open(here.ids[0])
    late.receive(Ready(ONE))
    assert len(opened.review.entities) == 1
    assert len(here.worker.asked) == 1


def test_a_library_that_cannot_keep_a_baseline_still_shows_it(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.library.close()
    with pytest.raises(Exception, match="closed"):
        here.queue.receive(here.tagged(session, "Mosul"))
    assert len(session.review.entities) == 1


@pytest.mark.parametrize(
    "answer", [lambda digest: Refused(1, digest, "It hung."), lambda _: Failed("There is no tagger “x” here.")]
)
def test_bad_news_reach_the_user_and_nobody_waits_any_more(place, answer):
    here = place("Mosul fell.")
    told = answer(here.queue.open(here.ids[0]).article.digest)
    assert here.queue.receive(told) == told.sentence
    assert not here.queue.is_waiting


def test_news_of_an_article_tagged_ahead_do_not_trouble_the_user(place):
    here = place("Mosul fell.", "Baghdad stood.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    ahead = here.library.article(here.ids[1]).digest
    assert here.queue.receive(Progress(2, ahead, 0.5)) == ""
    assert here.queue.receive(Refused(2, ahead, "It hung.")) == ""
    assert here.queue.status == ""


def test_after_a_failure_nothing_is_asked_again(place):
    here = place("Mosul fell.", "Baghdad stood.")
    here.queue.open(here.ids[0])
    here.queue.receive(Failed("No tagger."))
    here.queue.open_neighbour(1)
    assert len(here.worker.asked) == 1


def test_to_tag_again_starts_a_tagger_that_had_failed(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    here.queue.receive(Failed("The tagger stopped."))
    here.queue.tag_again()
    assert here.worker.used == ONE.name
    assert here.queue.is_waiting


def test_progress_and_restarts_show_in_the_status(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    assert here.queue.receive(Progress(1, session.article.digest, 0.4)) == ""
    assert here.queue.status == "looking for entities… 40%"
    here.queue.receive(Restarted("It crashed."))
    assert here.queue.status == "tagger restarted"


def test_what_another_window_writes_is_seen(place, tmp_path):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    assert here.queue.reopen() is None
    with Library.open(tmp_path / "library.sqlite") as second:
        other = second.open_session(here.ids[0], "ann")
        other.judge("tag", entities=[Span(0, 5, "GPE")])
    assert here.queue.reopen().layer.positive == {Span(0, 5, "GPE")}
    assert session is not here.queue.session
    assert here.queue.reopen() is None


def test_what_one_has_said_oneself_is_no_news(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    session.judge("tag", entities=[Span(0, 5, "GPE")])
    session.undo()
    assert here.queue.reopen() is None


def test_a_long_article_is_opened_once_it_was_read_apart(place, tmp_path):
    here = place("Mosul fell.", "Basra, too, held out.")
    here.queue.receive(here.tagged(here.queue.open(here.ids[1]), "Basra"))
    short = here.queue.open(here.ids[0])
    here.queue.loader.longest = 3
    with pytest.raises(NotLoaded) as not_loaded:
        here.queue.open_neighbour(1)
    assert (here.queue.session, not_loaded.value.article_id) == (short, here.ids[1])
    with Library.open_again(tmp_path / "library.sqlite") as apart:
        loaded = not_loaded.value.chore.do(apart)
        apart.open_session(here.ids[1], "ann").judge("tag", entities=[Span(0, 5, "ORG")])  # by another window, meanwhile
    here.queue.loader.ready(here.ids[1], loaded)
    session = here.queue.open_neighbour(1)
    assert session.review.baseline.scores == {Span(0, 5, "GPE"): 0.5}
    here.queue.loader.longest = None
    again = here.queue.reopen()
    assert again.layer.positive == {Span(0, 5, "ORG")}
    assert again.undo()
    assert here.library.layer(session.article.digest, "ann").positive == frozenset()


def test_the_collector_rests_while_an_article_is_read_apart_and_goes_on_then(place, tmp_path):
    here = place("Mosul fell at dawn.")
    here.queue.loader.longest = 3
    with pytest.raises(NotLoaded) as not_loaded:
        here.queue.open(here.ids[0])
    rounds, often = [], gc.get_threshold()
    with Library.open_again(tmp_path / "library.sqlite") as apart:
        gc.callbacks.append(lambda phase, _: rounds.append(phase))
        gc.set_threshold(1)
        try:
            before = len(rounds)
            not_loaded.value.chore.do(apart)
            during = len(rounds) - before
            _ = [[] for _ in range(100)]
        finally:
            gc.set_threshold(*often)
            gc.callbacks.pop()
    assert during < 20  # a few rounds before and behind it: there are some 100 else
    assert len(rounds) > before + during


def test_what_was_read_apart_is_for_the_next_opening_only(place, tmp_path):
    here = place("Mosul fell.", "Basra, too, held out.")
    here.queue.loader.longest = 3
    with pytest.raises(NotLoaded) as not_loaded:
        here.queue.open(here.ids[1])
    with Library.open_again(tmp_path / "library.sqlite") as apart:
        here.queue.loader.ready(here.ids[1], not_loaded.value.chore.do(apart))
    here.queue.open(here.ids[0])
    with pytest.raises(NotLoaded):
        here.queue.open(here.ids[1])


def test_an_article_that_is_gone_is_told_whoever_reads(place):
    here = place("Mosul fell.")
    here.queue.loader.longest = 3
    with pytest.raises(LibraryError, match="has no article 7"):
        here.queue.open(7)


def test_nothing_is_reopened_before_anything_is_open(place):
    assert place("Mosul fell.").queue.reopen() is None


def test_a_file_whose_text_is_there_leads_to_its_article_and_tells_its_notes_all_the_same(place, tmp_path):
    here = place("Mosul fell.", "São Paulo stood.")
    (tmp_path / "copy.txt").write_bytes("\N{BYTE ORDER MARK}São Paulo stood.".encode("utf-16-le"))
    (tmp_path / "guessed.txt").write_bytes("São Paulo stood.".encode("cp1252"))
    assert here.queue.add(tmp_path / "copy.txt") == (here.ids[1], ())
    number, notes = here.queue.add(tmp_path / "guessed.txt")
    assert (number, len(notes)) == (here.ids[1], 1)
    assert len(list(here.library.articles("ann"))) == 2


def test_files_that_cannot_be_read_are_refused_by_the_source(place, tmp_path):
    here = place()
    with pytest.raises(SourceError):
        here.queue.add(tmp_path / "missing.txt")


@pytest.mark.skipif(os.name != "posix", reason="only there does closing a file drop the locks of others on it")
@pytest.mark.parametrize("part", ["library.sqlite", "library.sqlite-shm", "link"])
def test_the_librarys_own_file_is_not_read_beside_sqlite_which_would_drop_its_locks(place, tmp_path, part):
    here = place("Mosul fell.")
    (tmp_path / "link").symlink_to("library.sqlite")
    assert here.queue.add(tmp_path / part) is None
    # The last to close a library takes its log away: another program must see that it is not the last.
    code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM article').fetchall(); c.close()"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "library.sqlite")], check=True)
    assert (tmp_path / "library.sqlite-wal").exists()


def test_an_article_that_is_not_there_is_refused_by_the_library(place):
    with pytest.raises(LibraryError):
        place().queue.open(99)


def test_the_layer_belongs_to_the_author(place):
    here = place("Mosul fell.")
    assert here.queue.open(here.ids[0]).layer.author == "ann"
    assert isinstance(here.queue.session.layer, Layer)


def test_what_an_article_costs_is_kept_when_it_is_left(place):
    here = place("Mosul fell.", "Baghdad stood.")
    session = here.queue.open(here.ids[0])
    here.queue.meter.key()
    session.judge("tag", entities=[Span(0, 5, "GPE")])
    assert (here.queue.effort().keys, here.queue.effort().edits) == (1, 1)
    here.queue.spend(at_least=2)
    assert here.library.effort(session.article.digest, "ann").keys == 0
    here.queue.open_neighbour(1)
    assert here.queue.effort().keys == 0
    assert here.library.effort(session.article.digest, "ann").keys == 1
    here.queue.open_neighbour(-1)
    here.queue.meter.key()
    here.queue.spend()
    assert (here.queue.effort().keys, here.queue.effort().edits) == (2, 1)


def test_after_a_failure_no_article_pretends_to_be_looked_through(place):
    here = place("Mosul fell.", "Baghdad stood.")
    here.queue.open(here.ids[0])
    here.queue.receive(Failed("No tagger."))
    here.queue.open_neighbour(1)
    assert here.queue.status == "no tagger"


def test_an_article_opens_even_where_its_baseline_or_its_cost_cannot_be_had(place, monkeypatch):
    here = place("Mosul fell.", "Baghdad stood.")
    here.queue.open(here.ids[0])
    here.queue.meter.key()

    def refuse(*_):
        raise LibraryError("It is locked.")

    monkeypatch.setattr(here.library, "baseline", refuse)
    monkeypatch.setattr(here.library, "spend", refuse)
    assert here.queue.open_neighbour(1).article.text.startswith("Baghdad")
    assert here.queue.session.article.text.startswith("Baghdad")
    assert here.queue.meter.spent.keys == 0


def test_an_article_that_cannot_be_opened_leaves_the_queue_where_it_was(place, monkeypatch):
    here = place("Mosul fell.", "Baghdad stood.")
    session = here.queue.open(here.ids[0])

    def refuse(*_, **__):
        raise LibraryError("It is locked.")

    monkeypatch.setattr(here.library, "open_session", refuse)
    with pytest.raises(LibraryError):
        here.queue.open_neighbour(1)
    assert here.queue.session is session
    assert here.queue.open_neighbour(-1) is None


def test_the_list_counts_against_the_baseline_in_use(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    here.queue.receive(Ready(OTHER))
    here.queue.receive(Tagged(2, Baseline(session.article.digest, OTHER, {Span(0, 5, "GPE"): 0.5, Span(6, 10, "EVENT"): 0.5})))
    assert [row.suggested for row in here.library.articles("ann")] == [2]
    Queue(here.library, "ann", here.worker, ONE).open(here.ids[0])
    assert [row.suggested for row in here.library.articles("ann")] == [1]


def test_another_tagger_tags_anew_and_touches_no_judgement(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul"))
    session.judge("tag", entities=[Span(0, 5, "ORG")])
    here.queue.use_tagger("reader")
    assert here.worker.used == "reader"
    assert here.queue.is_waiting
    assert session.review.baseline.tagger == ONE, "it stays till the other one is there"
    here.queue.receive(here.tagged(session, "Mosul", "LOC", here.queue.tagger))
    assert {span.label for span in session.review.entities} == {"ORG", "LOC"}
    assert session.layer.positive == {Span(0, 5, "ORG")}
    assert here.library.baseline(session.article.digest, "d1") is not None, "side by side"


def test_a_tagger_that_is_not_there_changes_nothing(place):
    here = place("Mosul fell.")
    here.queue.open(here.ids[0])
    with pytest.raises(TaggerNotFound):
        here.queue.use_tagger("no_such_tagger")
    assert here.queue.tagger == ONE
    assert not hasattr(here.worker, "used")


def test_what_a_tagger_found_when_told_names_is_not_asked_for_again(place):
    here = place("Mosul fell.")
    session = here.queue.open(here.ids[0])
    here.queue.receive(here.tagged(session, "Mosul", tagger=ONE.knowing("n1")))
    asked = len(here.worker.asked)
    again = here.queue.open(here.ids[0])
    assert again.review.baseline.tagger == ONE.knowing("n1")
    here.queue.receive(Ready(ONE))
    assert len(here.worker.asked) == asked
    here.queue.tag_again()
    assert len(here.worker.asked) == asked + 1


def test_an_article_that_is_not_english_is_told_in_the_status(place):
    german = "Die Regierung in Berlin hat am Montag erklärt, dass die Truppen abziehen werden. " * 4
    here = place(german, "Mosul fell.")
    session = here.queue.open(here.ids[0])
    english = Tagger("reader", "1", "d1")
    here.queue.receive(here.tagged(session, "Berlin", tagger=english))
    assert "English" in here.queue.status
    other = here.queue.open(here.ids[1])
    here.queue.receive(here.tagged(other, "Mosul", tagger=english))
    assert here.queue.status == ""
