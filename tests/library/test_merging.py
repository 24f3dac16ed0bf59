"""Merging two libraries: what both say in the end, and that no layer leaves its journal."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.effort import Effort
from reader.core.history import Edit
from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.spans import Span
from reader.library import Library, LibraryCorruptError, LibraryError, NotALibraryError
from reader.library.articles import count_words
from reader.library.care import Merged
from reader.library.merging import edits_to_append
from tests.library.strategies import edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
ONE, TWO = Article("Acme won in Mosul."), Article("Baghdad stood.")
POOL = [Span(0, 4, "ORG"), Span(0, 4, "GPE"), Span(12, 17, "GPE"), Span(5, 8, "EVENT")]
FOUND = Baseline(ONE.digest, Tagger("t", "1", "d"), {POOL[0]: 0.6, POOL[3]: 0.9}, {POOL[2]: 0.3})


def replayed(journal: Iterable[Edit]) -> Layer:
    layer = Layer(ONE.digest, "ann")
    for edit in journal:
        layer.apply(edit.removed, edit.added, finished=edit.finished)
    return layer


journals = st.lists(
    st.builds(
        lambda edit, minute: replace(edit, at=NOON + timedelta(minutes=minute)),
        edits(ONE.digest, "ann", st.sampled_from(POOL)),
        st.integers(0, 6),
    ),
    max_size=5,
)


@settings(max_examples=300)
@given(journals, journals, journals)
def test_two_journals_with_any_past_end_alike_in_both_directions_and_then_have_nothing_to_say(
    shared: list[Edit], mine: list[Edit], theirs: list[Edit]
) -> None:
    here, there = shared + mine, shared + theirs
    merged = here + list(edits_to_append(here, there))
    other = there + list(edits_to_append(there, here))
    assert replayed(merged) == replayed(other)
    assert replayed(merged).finished == replayed(other).finished
    assert list(edits_to_append(merged, there)) == []
    assert list(edits_to_append(merged, other)) == []
    assert list(edits_to_append(other, merged)) == []


def test_the_journal_of_a_stranger_comes_as_it_is() -> None:
    made = [edit("Tag", 1, POOL[0]), edit("Tag", 2, POOL[2], finished=True)]
    assert list(edits_to_append([], made)) == made


def edit(title: str, minute: int, *spans: Span, finished: bool | None = None) -> Edit:
    at = NOON + timedelta(minutes=minute)
    judgements = tuple(Judgement(span, Verdict.IS, How.KEYED, at) for span in spans)
    return Edit(ONE.digest, "ann", at, title, added=judgements, finished=finished)


def test_of_two_judgements_on_one_span_the_later_holds_and_undo_brings_back_what_stood_here() -> None:
    mine, theirs = edit("Tag Acme", 1, POOL[0]), edit("Tag Acme and Mosul", 2, POOL[0], POOL[2])
    (appended,) = edits_to_append([mine], [theirs])
    assert (appended.title, appended.added, appended.removed) == (theirs.title, theirs.added, mine.added)
    (cut,) = edits_to_append([theirs], [edit("Tag won and Acme", 1, POOL[3], POOL[0])])
    assert [judgement.span for judgement in cut.added] == [POOL[3]]
    assert cut.title == "Tag won and Acme"
    assert list(edits_to_append([theirs], [mine])) == []


def test_what_both_journals_have_is_not_appended_again() -> None:
    shared, mine = edit("Tag Acme", 1, POOL[0]), edit("Tag won", 2, POOL[3])
    later = replace(edit("Tag Acme anew", 3, POOL[0]), removed=shared.added)
    assert list(edits_to_append([shared, mine], [shared, later])) == [later]
    earlier = edit("Tag Mosul and won", 1, POOL[2], POOL[3])
    assert [cut.title for cut in edits_to_append([shared, later], [shared, earlier, mine])] == [earlier.title, mine.title]


def test_what_was_said_there_at_the_very_time_of_the_last_word_here_comes_too() -> None:
    mine, theirs = edit("Tag Acme", 2, POOL[0]), replace(edit("Tag Acme too", 2, POOL[0]), origin="there")
    anew = replace(edit("Tag Acme anew", 3, POOL[0]), removed=theirs.added)
    assert [cut.title for cut in edits_to_append([mine], [theirs, anew])] == ["Tag Acme too", "Tag Acme anew"]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    with Library.open(tmp_path / "here.sqlite") as here, Library.open(tmp_path / "there.sqlite") as there:
        yield here, there


def merge_both(here: Library, there: Library) -> None:
    here.care.merge(there.path)
    there.care.merge(here.path)


def state(library: Library) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return all that two merged libraries have in common."""
    digests = [library.article(row.id).digest for row in library.articles("ann")]
    return {
        (digest, author): (
            dict(library.layer(digest, author)),
            library.layer(digest, author).finished,
            [(row.tags, row.noted, row.opened, row.suggested, row.suspects) for row in library.shelf.rows(author, [number])],
            library.shelf.note(number, author),
            library.shelf.place(number, author),
            library.effort(digest, author),
        )
        for digest in digests
        for author in ("ann", "ben")
        if (number := library.find(digest) or 0)
    }


def said(library: Library) -> dict[tuple[str, str], object]:
    """Return the layers of all analysts, and their finished marks."""
    return {key: found[:2] for key, found in state(library).items()}


def work(data: st.DataObject, library: Library, clock: Iterator[datetime]) -> None:
    """Do something as an analyst does it, in a library where anything may be done already."""
    article = data.draw(st.sampled_from([ONE, TWO]))
    author = data.draw(st.sampled_from(["ann", "ben"]))
    baseline = FOUND if article is ONE and data.draw(st.booleans()) else None
    session = library.open_session(library.add(article).id, author, baseline=baseline, clock=lambda: next(clock))
    for _ in range(data.draw(st.integers(0, 3))):
        spans = data.draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=2))
        match data.draw(st.sampled_from(["keep", "reject", "finish", "undo", "redo"])):
            case "keep":
                session.judge("keep", entities=spans)
            case "reject":
                session.judge("reject", others=spans)
            case "finish":
                session.finish()
            case "undo":
                session.undo()
            case _:
                session.redo()


@settings(max_examples=15)
@given(st.data())
def test_two_analysts_on_two_machines_have_the_same_in_the_end(data: st.DataObject) -> None:
    clock = (NOON + timedelta(seconds=number) for number in range(10**6))
    with TemporaryDirectory() as folder, ExitStack() as stack:
        here, there = (stack.enter_context(Library.open(Path(folder) / f"{name}.sqlite")) for name in ("here", "there"))
        for _ in range(data.draw(st.integers(1, 2))):
            for _ in range(data.draw(st.integers(1, 5))):
                work(data, data.draw(st.sampled_from([here, there])), clock)
            merge_both(here, there)
            assert {key: found[:2] for key, found in state(here).items()} == {
                key: found[:2] for key, found in state(there).items()
            }
            assert here.check() == there.check() == []
        assert here.care.merge(there.path)[2:] == (0, 0)
        assert there.care.merge(here.path)[2:] == (0, 0)
        for library in (here, there):
            for row in list(library.articles("ann")):
                session = library.open_session(row.id, "ann", clock=lambda: next(clock))
                while session.undo():
                    pass
            assert library.check() == []


def test_all_that_another_library_holds_comes_in_and_twice_changes_nothing(pair: tuple[Library, Library]) -> None:
    here, there = pair
    session = there.open_session(there.add(ONE).id, "ann", baseline=FOUND)
    session.judge("Tag", entities=[POOL[2]])
    session.finish()
    there.add(TWO)
    there.shelf.tag(1, "ann", "war")
    there.shelf.set_note(1, "ben", "look again")
    there.shelf.leave(1, "ann", 5)
    there.spend(ONE.digest, "ann", Effort(3, 2, 1.5))
    before = there.path.read_bytes()
    assert here.care.merge(there.path) == Merged(articles=2, baselines=1, edits=2, remarks=4)
    assert here.care.merge(there.path) == Merged()
    assert state(here) == state(there)
    assert here.baseline(ONE.digest, "d") == FOUND
    assert list(here.articles("ann")) == list(there.articles("ann"))
    assert here.past(ONE.digest, "ann") == there.past(ONE.digest, "ann")
    assert here.check() == []
    assert there.path.read_bytes() == before


def test_the_later_word_on_tags_notes_and_places_holds(pair: tuple[Library, Library]) -> None:
    for library in pair:
        library.add(ONE)
    first, then = pair
    first.shelf.tag(1, "ann", "war")
    first.shelf.set_note(1, "ann", "old")
    first.shelf.leave(1, "ann", 1)
    merge_both(first, then)
    then.shelf.untag(1, "ann", "war")
    then.shelf.set_note(1, "ann", "new")
    then.shelf.leave(1, "ann", 2)
    merge_both(first, then)
    for library in pair:
        assert library.shelf.tags("ann") == {}
        assert (library.shelf.note(1, "ann"), library.shelf.place(1, "ann")) == ("new", 2)


def test_a_merge_that_is_interrupted_leaves_whole_articles_and_goes_on_when_called_again(
    pair: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = pair
    for article in (ONE, TWO):
        there.open_session(there.add(article).id, "ann").judge("Tag", entities=[POOL[0]])
    calls = iter([False, True])

    def interrupted(*journals: object) -> object:
        if next(calls, False):
            raise KeyboardInterrupt
        return edits_to_append(*journals)  # type: ignore[arg-type]

    monkeypatch.setattr("reader.library.care.edits_to_append", interrupted)
    monkeypatch.setattr("reader.library.care._HOLD_S", 0)
    with pytest.raises(KeyboardInterrupt):
        here.care.merge(there.path)
    assert [row.added for row in here.articles("ann")] == [1]
    assert here.check() == []
    assert here.care.merge(there.path) == Merged(articles=1, edits=1)


def test_a_merge_lets_other_windows_write_in_between(pair: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = pair
    for article in (ONE, TWO):
        there.open_session(there.add(article).id, "ann").judge("Tag", entities=[POOL[0]])
    window = Library.open_again(here.path, wait_s=0)
    clock = chain([0, 0, 0], count(10, 10))  # both are made ready at once, and each takes ten seconds to come in
    monkeypatch.setattr("reader.library.care.monotonic", lambda: next(clock))
    monkeypatch.setattr("reader.library.care.sleep", lambda _: window.shelf.tag(1, "ben", "seen"))
    with window:
        assert here.care.merge(there.path) == Merged(articles=2, edits=2)
    assert here.shelf.tags("ben") == {"seen": 1}


def test_a_damaged_article_keeps_none_of_the_others_out(pair: tuple[Library, Library]) -> None:
    here, there = pair
    for article in (ONE, TWO, Article("Erbil stood.")):
        there.add(article)
    with closing(sqlite3.connect(there.path)) as connection, connection:
        connection.execute("UPDATE article_text SET text = 'Basra stood.' WHERE article = 2")
    with pytest.raises(LibraryCorruptError, match=r"are damaged, .* were left out \(2\); all else was taken in"):
        here.care.merge(there.path)
    assert [row.title for row in here.articles("ann")] == ["Acme won in Mosul.", "Erbil stood."]
    assert here.check() == []


def test_blocks_that_cannot_be_read_make_an_article_damaged(pair: tuple[Library, Library]) -> None:
    here, there = pair
    for article in (ONE, TWO):
        there.add(article)
    with closing(sqlite3.connect(there.path)) as connection, connection:
        connection.execute("UPDATE article_text SET blocks = '[' WHERE article = 1")
    with pytest.raises(LibraryCorruptError, match=r"left out \(1\)"):
        here.care.merge(there.path)
    assert [row.id for row in here.articles("ann")] == [1]


@pytest.mark.parametrize("table", ["article_text", "baseline_scores", "journal", "article_note"])
def test_what_is_damaged_in_the_other_library_is_not_told_of_this_one(
    pair: tuple[Library, Library], tmp_path: Path, table: str
) -> None:
    here, there = pair
    session = there.open_session(there.add(ONE).id, "ann", baseline=FOUND)
    session.judge("Tag", entities=[POOL[0]])
    there.shelf.set_note(1, "ann", "a note")
    damaged = tmp_path / "damaged.sqlite"
    there.care.back_up(damaged)
    with closing(sqlite3.connect(damaged)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with damaged.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xee" * size)
    with pytest.raises(LibraryCorruptError, match=damaged.name):
        here.care.merge(damaged)
    assert here.check() == []


@pytest.mark.parametrize("mark", ["\u4e00" * 40 + "2", '["B2"]', '[["J2"'], ids=["text", "baseline", "journal"])
def test_a_damaged_page_keeps_only_the_articles_out_that_it_is_of(
    pair: tuple[Library, Library], tmp_path: Path, mark: str
) -> None:
    here, there = pair
    texts = [f"Acme won in {at} towns. " + ("\u4e00" * 40 + str(at)) * 60 for at in range(6)]
    for at, text in enumerate(texts):
        article = Article(text)
        found = Baseline(article.digest, Tagger("t", "1", "d"), {Span(of, of + 1, f"B{at}"): of / 2000 for of in range(2000)})
        session = there.open_session(there.add(article).id, "ann", baseline=found)
        session.judge("Tag", entities=[Span(of, of + 2, f"J{at}") for of in range(500)])
    damaged = tmp_path / "damaged.sqlite"
    there.care.back_up(damaged)
    with closing(sqlite3.connect(damaged)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    raw = bytearray(damaged.read_bytes())
    begun = raw.index(mark.encode()) // size * size
    raw[begun : begun + size] = b"\xee" * size
    damaged.write_bytes(raw)
    with pytest.raises(LibraryCorruptError, match=r"were left out \(\d(, \d)*\); all else was taken in") as caught:
        here.care.merge(damaged)
    out = str(caught.value).partition("(")[2].partition(")")[0].split(", ")
    assert "3" in out
    assert len(out) < len(texts)
    rows = list(here.articles("ann"))
    assert [here.article(row.id).text for row in rows] == [text for at, text in enumerate(texts, 1) if str(at) not in out]
    assert {row.added for row in rows} == {500}
    assert here.check() == []


def test_rubbish_in_a_baseline_keeps_only_its_article_out(pair: tuple[Library, Library]) -> None:
    here, there = pair
    there.open_session(there.add(ONE).id, "ann", baseline=FOUND)
    there.add(TWO)
    with closing(sqlite3.connect(there.path)) as connection, connection:
        connection.execute("UPDATE baseline_scores SET scores = x'789c00'")
    with pytest.raises(LibraryCorruptError, match=r"left out \(1\)"):
        here.care.merge(there.path)
    assert [row.title for row in here.articles("ann")] == ["Baghdad stood."]
    assert here.check() == []


def test_what_another_library_counts_is_not_taken_on_its_word(pair: tuple[Library, Library]) -> None:
    here, there = pair
    there.open_session(there.add(ONE).id, "ann", baseline=FOUND).judge("Tag", entities=[POOL[0]])
    with closing(sqlite3.connect(there.path)) as connection, connection:
        connection.execute("UPDATE baseline SET shown = 7, doubts = 5")
    here.care.merge(there.path)
    assert here.check() == []


def test_where_the_table_of_articles_is_damaged_they_are_known_by_their_index(
    pair: tuple[Library, Library], tmp_path: Path
) -> None:
    here, there = pair
    for article in (ONE, TWO):
        there.add(article)
    here.add(TWO)
    damaged = tmp_path / "damaged.sqlite"
    there.care.back_up(damaged)
    with closing(sqlite3.connect(damaged)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with damaged.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xee" * size)
    with pytest.raises(LibraryCorruptError, match=r"left out \(1, 2\)"):
        here.care.merge(damaged)
    assert here.check() == []


def test_what_is_made_of_an_article_is_made_while_other_windows_may_write(
    pair: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = pair
    for article in (ONE, TWO):
        there.add(article)
    window = Library.open_again(here.path, wait_s=0)
    window.add(Article("Erbil stood."))

    def counted(article: Article) -> int:
        window.shelf.tag(1, "ben", f"seen {len(article.text)}")
        return count_words(article)

    monkeypatch.setattr("reader.library.articles.count_words", counted)
    with window:
        assert here.care.merge(there.path) == Merged(articles=2)
    assert here.shelf.tags("ben") == {f"seen {len(article.text)}": 1 for article in (ONE, TWO)}


@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_baseline_is_counted_against_the_blocks_that_its_article_has_here(
    pair: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch, meanwhile: bool
) -> None:
    here, there = pair
    plain = Article("Acme won in Mosul.\n\nAcme won in Mosul.\n\nBaghdad stood.")
    titled = replace(
        plain, blocks=(Block(BlockKind.TITLE, 0, 18), Block(BlockKind.REPEAT, 20, 38), Block(BlockKind.BODY, 40, 54))
    )
    found = replace(FOUND, text_digest=plain.digest, scores={Span(0, 4, "ORG"): 0.6, Span(32, 37, "GPE"): 0.5})
    there.open_session(there.add(plain).id, "ann", baseline=found).judge("Tag", entities=[Span(32, 37, "GPE")])

    def counted(article: Article) -> int:
        with Library.open_again(here.path) as window:
            monkeypatch.undo()
            window.add(titled)
        return count_words(article)

    if meanwhile:
        monkeypatch.setattr("reader.library.articles.count_words", counted)
    else:
        here.add(titled)
    assert here.care.merge(there.path) == Merged(articles=0, baselines=1, edits=1)
    assert here.check() == []


def test_what_cannot_be_merged_is_refused_in_words(library: Library, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no library")
    with pytest.raises(LibraryError, match="this library itself"):
        library.care.merge(library.path)
    with pytest.raises(NotALibraryError, match="not a library"):
        library.care.merge(text)
    with pytest.raises(NotALibraryError, match="There is no library"):
        library.care.merge(tmp_path / "missing.sqlite")
