import sqlite3
import threading
from contextlib import closing

import pytest

from reader.actions.keeping import Keeper
from reader.actions.queue import Queue
from reader.baseline.answers import Tagged
from reader.core.baselines import Baseline, Tagger
from reader.core.session import Session
from reader.core.spans import Span
from reader.library import Library, LibraryError
from reader.sources.text import article_of_text

TAGGER = Tagger("one", "1", "d1")
MANY = 2_500


class Silent:
    def ask(self, _digest, _text):
        return 1

    def cancel(self, _job):
        pass


def on_a_thread(do):
    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library.sqlite") as opened:
        yield opened


def answer(session: Session, count: int) -> Tagged:
    scores = {Span(at * 6, at * 6 + 5, "GPE"): 0.6 for at in range(count)}
    return Tagged(1, Baseline(session.article.digest, TAGGER, scores).indexed())


@pytest.fixture
def queue(library):
    queue = Queue(library, "ann", Silent(), TAGGER)
    queue.open(library.add(article_of_text("Mosul " * MANY)).id)
    return queue


def test_a_large_baseline_is_in_the_file_before_the_window_hears_of_it(queue, library):
    keeper, tagged = Keeper(library), answer(queue.session, MANY)
    on_a_thread(lambda: keeper.keep(tagged))
    assert library.has_baseline(tagged.baseline.text_digest, TAGGER.digest)
    assert queue.session.review.baseline is None
    keeper.tell(tagged)
    queue.receive(tagged)
    assert queue.session.review.baseline is tagged.baseline
    assert library.baseline(tagged.baseline.text_digest, TAGGER.digest).scores == tagged.baseline.scores
    assert library.check() == []


def test_what_is_judged_while_a_baseline_is_kept_is_counted_against_it(queue, library):
    keeper, tagged = Keeper(library), answer(queue.session, MANY)
    first, last = Span(0, 5, "GPE"), Span(6 * MANY - 6, 6 * MANY - 1, "ORG")
    queue.session.judge("Tag", entities=[first])
    on_a_thread(lambda: keeper.keep(tagged))
    queue.session.judge("Tag", entities=[last])
    keeper.tell(tagged)
    queue.receive(tagged)
    queue.session.judge("Refuse", others=[Span(6, 11, "GPE")])
    assert library.check() == []
    (row,) = library.shelf.rows("ann", [library.find(queue.session.article.digest)])
    assert (row.kept, row.added, row.rejected, row.suggested) == (1, 1, 1, MANY - 2)


def test_a_baseline_that_another_program_has_kept_meanwhile_stays(queue, library):
    keeper, tagged = Keeper(library), answer(queue.session, MANY)
    with Library.open_again(library.path) as other:
        other.save_baseline(Baseline(tagged.baseline.text_digest, TAGGER, {Span(0, 5, "ORG"): 0.5}))
    on_a_thread(lambda: keeper.keep(tagged))
    keeper.tell(tagged)
    queue.receive(tagged)
    queue.session.judge("Tag", entities=[Span(0, 5, "ORG")])
    assert library.check() == []


def test_a_small_baseline_is_left_to_the_window(queue, library):
    tagged = answer(queue.session, 3)
    Keeper(library).keep(tagged)
    assert not library.has_baseline(tagged.baseline.text_digest, TAGGER.digest)


def test_what_cannot_be_kept_is_told_by_who_takes_the_answer(queue, library):
    keeper, tagged = Keeper(library), answer(queue.session, MANY)
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        on_a_thread(lambda: keeper.keep(tagged))
        keeper.tell(tagged)
        with pytest.raises(LibraryError, match="Another program"):
            queue.receive(tagged)
        other.execute("ROLLBACK")
    assert queue.session.review.baseline is tagged.baseline
