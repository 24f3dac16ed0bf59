"""The list: every filter and order against the same asked of plain Python."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind, Metadata
from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span
from reader.library import Order, Wanted
from reader.library.shelf import Shelf
from tests.library.test_counts import in_memory

if TYPE_CHECKING:
    from reader.library import Library, Row

TAGGER = Tagger("t", "1", "d")
ACME, WON = Span(0, 4, "ORG"), Span(5, 8, "EVENT")
DATES = ["", "2016", "2016-07", "2016-07-31", "2016-07-31T10:00:00+03:00", "2017-01-01"]
SITES = ["", "apnews.com", "APnews.com", "bbc.com"]
KEYS = {
    Order.IMPORTED: lambda row: row.id,
    Order.PUBLISHED: lambda row: row.published,
    Order.TITLE: lambda row: row.title.lower(),
    Order.SITE: lambda row: row.site.lower(),
    Order.WORDS: lambda row: row.words,
    Order.JUDGED: lambda row: row.judged,
    Order.SUSPECTS: lambda row: row.suspects,
    Order.OPENED: lambda row: row.opened or datetime.min.replace(tzinfo=UTC),
}


def filled(data: st.DataObject) -> Library:
    library = in_memory()
    for number in range(data.draw(st.integers(1, 7))):
        meta = Metadata(
            title=data.draw(st.sampled_from(["Acme", "acme", "Émile", "Zoo"])),
            published=data.draw(st.sampled_from(DATES)),
            site=data.draw(st.sampled_from(SITES)),
        )
        article = Article("Acme won" + " again" * number, (), meta)
        stored = library.add(article).id
        baseline = Baseline(article.digest, TAGGER, data.draw(st.dictionaries(st.sampled_from([ACME, WON]), st.floats(0, 1))))
        for author in ("ann", "ben"):
            session = library.open_session(stored, author, baseline=baseline if data.draw(st.booleans()) else None)
            for span in data.draw(st.sets(st.sampled_from([ACME, WON, Span(5, 8, "ORG")]))):
                session.judge("judge", **{data.draw(st.sampled_from(["entities", "others"])): [span]})
            if data.draw(st.booleans()):
                session.finish()
            if data.draw(st.booleans()):
                library.shelf.leave(stored, author, 3)
            for tag in data.draw(st.sets(st.sampled_from(["war", "Peace"]))):
                library.shelf.tag(stored, author, tag)
    return library


def holds(library: Library, row: Row, wanted: Wanted) -> bool:
    digest = library.article(row.id).digest
    baseline, layer = library.baseline(digest, "d"), library.layer(digest, "ann")
    suggested = [span for span in (baseline.scores if baseline else ()) if span not in layer]
    labels = {span.label for span in (*layer.positive, *suggested)}
    bounds = bool(row.published) and wanted.since <= row.published and row.published[: len(wanted.until)] <= wanted.until
    return (
        (wanted.unfinished is None or row.finished is not wanted.unfinished)
        and (not wanted.label or wanted.label in labels)
        and (not (wanted.since or wanted.until) or (bounds if wanted.until else row.published >= wanted.since))
        and wanted.site in ("", row.site)
        and (not wanted.tag or wanted.tag in row.tags)
        and (wanted.among is None or row.id in wanted.among)
    )


@settings(max_examples=40)
@given(st.data())
def test_a_list_is_what_was_asked_for_in_the_order_asked_for(data: st.DataObject) -> None:
    wanted = Wanted(
        unfinished=data.draw(st.sampled_from([None, True, False])),
        label=data.draw(st.sampled_from(["", "ORG", "EVENT"])),
        since=data.draw(st.sampled_from(["", "2016-07", "2016-07-31"])),
        until=data.draw(st.sampled_from(["", "2016", "2016-07-31"])),
        site=data.draw(st.sampled_from(SITES)),
        tag=data.draw(st.sampled_from(["", "war"])),
        among=data.draw(st.none() | st.sets(st.integers(0, 8))),
        order=data.draw(st.sampled_from(Order)),
        descending=data.draw(st.booleans()),
    )
    with filled(data) as library:
        rows = [row for row in library.articles("ann") if holds(library, row, wanted)]
        rows.sort(key=lambda row: (KEYS[wanted.order](row), row.id), reverse=wanted.descending)
        ids = library.shelf.ids("ann", wanted)
        assert list(ids) == [row.id for row in rows]
        assert library.shelf.rows("ann", ids) == rows
        assert library.shelf.ids("ann", wanted, limit=2) == ids[:2]
        assert library.check() == []


@pytest.mark.parametrize("among", [[4, 99], [5, 1, 99, 4]], ids=["few", "most"])
def test_a_list_among_some_articles_has_those_alone_in_its_own_order(library: Library, among: list[int]) -> None:
    for words in (3, 1, 4, 2, 5):
        library.add(Article("word " * words + "end."))
    wanted = Wanted(among=among, order=Order.WORDS, descending=True)
    chosen = [number for number in (5, 3, 1, 4) if number in among]
    assert list(library.shelf.ids("ann", wanted)) == chosen
    assert list(library.shelf.ids("ann", wanted, limit=1)) == chosen[:1]
    assert list(library.shelf.ids("ann", Wanted(among=among))) == sorted(chosen)


def test_rows_come_in_the_order_asked_and_one_that_is_not_there_is_left_out(library: Library) -> None:
    for text in ("One.", "Two.", "Three."):
        library.add(Article(text))
    assert [row.title for row in library.shelf.rows("ann", [3, 99, 1])] == ["Three.", "One."]
    assert library.shelf.rows("ann", []) == []


def test_the_share_judged_is_of_what_the_baseline_found(library: Library) -> None:
    article = Article("Acme won.")
    baseline = Baseline(article.digest, TAGGER, {ACME: 0.9, WON: 0.9})
    session = library.open_session(library.add(article).id, "ann", baseline=baseline)
    session.judge("Reject", others=[WON])
    (row,) = library.articles("ann")
    assert row.judged == 0.5
    assert row._replace(suggested=0, rejected=0, finished=True).judged == 1


def test_suspects_left_are_the_doubts_that_no_judgement_of_the_author_overlaps(library: Library) -> None:
    article = Article("Acme won in Mosul, they said.", (Block(BlockKind.BODY, 0, 28),))
    near = {Span(12, 17, "GPE"): 0.3, Span(24, 28, "ORG"): 0.1, Span(0, 3, "ORG"): 0.4}
    baseline = Baseline(article.digest, TAGGER, {ACME: 0.6, WON: 0.9}, near)
    session = library.open_session(library.add(article).id, "ann", baseline=baseline)

    def left() -> int:
        return next(library.articles("ann")).suspects

    assert left() == 2, "Acme, which it doubts, and Mosul, which it nearly took"
    session.judge("Tag", entities=[Span(9, 17, "LOC")])
    assert left() == 1
    session.judge("Reject", others=[ACME])
    assert left() == 0
    session.undo()
    session.undo()
    assert left() == 2
    assert next(library.articles("ben")).suspects == 2
    assert library.check() == []


def test_tags_belong_to_an_author_and_are_counted(library: Library) -> None:
    one, two = (library.add(Article(text)).id for text in ("One.", "Two."))
    shelf = library.shelf
    shelf.tag(one, "ann", "  to   read ")
    shelf.tag(two, "ann", "to read")
    shelf.tag(two, "ann", "Mosul")
    shelf.untag(two, "ann", "to read")
    shelf.untag(one, "ann", "never")
    assert shelf.tags("ann") == {"Mosul": 1, "to read": 1}
    assert shelf.tags("ben") == {}
    assert [row.tags for row in shelf.rows("ann", [one, two])] == [("to read",), ("Mosul",)]
    with pytest.raises(ValueError, match="letter"):
        shelf.tag(one, "ann", "  ")


def test_a_note_is_put_on_changed_and_taken_off(library: Library) -> None:
    stored = library.add(Article("One.")).id
    assert library.shelf.note(stored, "ann") == ""
    library.shelf.set_note(stored, "ann", " see Ann \n")
    assert library.shelf.note(stored, "ann") == "see Ann"
    assert [row.noted for row in library.articles("ann")] == [True]
    assert [row.noted for row in library.articles("ben")] == [False]
    library.shelf.set_note(stored, "ann", "")
    assert [row.noted for row in library.articles("ann")] == [False]


def test_where_one_was_comes_back_and_the_last_opened_come_first(library: Library) -> None:
    ids = [library.add(Article(text)).id for text in ("One.", "Two.", "Three.")]
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    ticks = iter(range(10))
    shelf = Shelf(library._connection, library.path, clock=lambda: noon + timedelta(minutes=next(ticks)))  # noqa: SLF001
    assert shelf.place(ids[0], "ann") is None
    for number in (ids[0], ids[2], ids[1], ids[0]):
        shelf.leave(number, "ann", 2)
    assert shelf.place(ids[0], "ann") == 2
    assert shelf.recent("ann", 2) == [ids[0], ids[1]]
    assert shelf.recent("ben", 2) == []
    assert [row.opened for row in shelf.rows("ann", ids[:1])] == [noon + timedelta(minutes=3)]
    assert list(shelf.ids("ann", Wanted(order=Order.OPENED, descending=True))) == [ids[0], ids[1], ids[2]]


def test_a_row_tells_whether_a_tagger_has_looked_through_its_article(library: Library) -> None:
    numbers = [library.add(Article(f"Acme won {times} times.")).id for times in range(2)]
    library.save_baseline(Baseline(library.article(numbers[0]).digest, Tagger("a", "1", "d"), {}))
    assert [row.looked_through for row in library.shelf.rows("ann", numbers)] == [True, False]
