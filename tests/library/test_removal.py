"""Taking articles out of the library, and putting them back: what is left is as if they had never come, or never gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article, Metadata
from reader.core.baselines import Baseline, Tagger
from reader.core.effort import Effort
from reader.core.history import Edit, JournalRefused
from reader.core.spans import Span
from reader.library import ArticleMissingError
from reader.library.library import Library
from reader.library.schema import migrate
from tests import gold
from tests.library.strategies import baseline, edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import DrawFn

    from tests.library.conftest import Watched

ONE = next(iter(gold.articles())).text
ARTICLE, OTHER = Article("Acme won in Mosul."), Article("Acme lost in 北京市.")
ACME, MOSUL = Span(0, 4, "ORG"), Span(12, 17, "GPE")
POOL = st.sampled_from([ACME, Span(0, 4, "GPE"), MOSUL, Span(5, 8, "EVENT")])
TAGGERS = [Tagger(name, "1", name) for name in "xy"]

# What is in a library, each article by its text and no number told, but for the journal, which no article taken out has.
_CONTENT = (
    (
        "SELECT digest, name, title, published, words, imported, doubts, text, blocks, pairs,"
        " (SELECT tagger FROM baseline WHERE baseline.id = article.baseline) FROM article JOIN article_text ON article = id"
        " LEFT JOIN article_pairs USING (article)"
    ),
    (
        "SELECT digest, tagger, tagger_name, shown, baseline.doubts, labels, scores, near_labels, near_scores, places"
        " FROM baseline JOIN article ON article.id = baseline.article"
        " JOIN baseline_scores ON baseline_scores.baseline = baseline.id"
        " JOIN baseline_doubts ON baseline_doubts.baseline = baseline.id"
    ),
    (
        "SELECT digest, author, finished, kept, added, rejected, settled, longest, shown, layer.doubts FROM layer"
        " JOIN article ON article.id = layer.article"
    ),
    "SELECT digest, author, tag, held, at FROM article_tag JOIN article ON article.id = article",
    "SELECT digest, author, note, at FROM article_note JOIN article ON article.id = article",
    "SELECT digest, author, caret, at FROM visit JOIN article ON article.id = article",
    "SELECT digest, author, keys, edits, seconds FROM effort JOIN article ON article.id = article",
    "SELECT digest, bins FROM sketch JOIN article ON article.id = article",
    "SELECT digest, hash FROM band JOIN article ON article.id = article",
    "SELECT one.digest, two.digest FROM article AS one JOIN article AS two ON one.kin = two.kin",
    "SELECT label, surface, folded, mentions, articles FROM name WHERE mentions OR id IN (SELECT name FROM name_total)",
    (
        "SELECT label, surface, digest, name_found.mentions FROM name_found JOIN name ON name.id = name_found.name"
        " JOIN article ON article.id = article"
    ),
    (
        "SELECT author, label, surface, digest, added, rejected FROM name_said JOIN name ON name.id = name_said.name"
        " JOIN article ON article.id = article"
    ),
    (
        "SELECT author, label, surface, kept, added, rejected, name_total.articles FROM name_total"
        " JOIN name ON name.id = name_total.name"
    ),
    "SELECT term, doc, cnt FROM temp.terms",
)
_SIZES = (
    *("article", "article_text", "article_pairs", "baseline", "baseline_scores", "baseline_doubts", "layer", "article_tag"),
    *("article_note", "visit", "effort", "sketch", "band", "name_found", "name_said"),
)


def content(connection: sqlite3.Connection) -> list[Any]:
    """Return all that a library holds, whatever numbers it goes by."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'full_text', 'row')")
    found = [sorted(connection.execute(query).fetchall(), key=repr) for query in _CONTENT]
    sizes = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in _SIZES]  # noqa: S608 - ours
    return [*found, sizes]


class Memory(Library):
    """A library without a file, whose clock goes by the number of what is said."""

    def __init__(self) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(connection, Path())
        connection.execute("PRAGMA foreign_keys = ON")
        super().__init__(connection, Path())
        self.connection = connection

    def settle(self) -> list[Any]:
        """Return what it holds, all as if it had been said at one moment."""
        for table, column in (("article", "imported"), ("article_tag", "at"), ("article_note", "at"), ("visit", "at")):
            self.connection.execute(f"UPDATE {table} SET {column} = '2024-05-01T12:00:00.000000+00:00'")  # noqa: S608 - ours
        assert self.check() == []
        return content(self.connection)


Act = tuple[str, Any]


def words_changed(*places: int) -> str:
    words = ONE.split(" ")
    for place in places:
        words[place] = f"changed{place}"
    return " ".join(words)


@st.composite
def texts(draw: DrawFn) -> list[Article]:
    """Different texts, some of them nearly the same as others, some in scripts that set no blanks."""
    changes = st.sets(st.sampled_from(range(0, 200, 5)), max_size=18).map(lambda places: words_changed(*places))
    short = st.sampled_from(
        [f"{start} lost in {end}." for start in ("Acme", "阿克梅 Ltd") for end in ("Mosul", "北京市", "Basra")]
    )
    return [
        Article(text, (), Metadata(title=text[:9]))
        for text in draw(st.lists(changes | short, min_size=2, max_size=7, unique=True))
    ]


@st.composite
def acts(draw: DrawFn, article: Article, *, judges: bool) -> list[Act]:
    """What is done with an article once it is in."""
    author = st.sampled_from(["ann", "ben"])
    known = [
        st.tuples(st.just("baseline"), st.sampled_from(TAGGERS), st.dictionaries(POOL, st.floats(0, 1), max_size=4)),
        st.tuples(st.just("tag"), author, st.sampled_from(["junk", "war"])),
        st.tuples(st.just("note"), author, st.just("Read again.")),
        st.tuples(st.just("visit"), author, st.integers(0, 9)),
        st.tuples(st.just("effort"), author, st.builds(Effort, st.integers(1, 9), st.integers(0, 3), st.just(1.0))),
    ]
    if judges:
        known.append(st.tuples(st.just("edit"), author.flatmap(lambda name: edits(article.digest, name, POOL)), st.none()))
    return draw(st.lists(st.one_of(known), max_size=4))


def do(library: Library, article: Article, act: Act) -> None:
    number = library.find(article.digest)
    assert number is not None
    match act:
        case ("baseline", tagger, scores):
            library.save_baseline(baseline(article, tagger, scores.items()))
        case ("tag", author, tag):
            library.shelf.tag(number, author, tag)
        case ("note", author, note):
            library.shelf.set_note(number, author, note)
        case ("visit", author, caret):
            library.shelf.leave(number, author, caret)
        case ("effort", author, spent):
            library.spend(article.digest, author, spent)
        case ("edit", edit, None):
            library.append(edit)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_left_is_as_if_the_others_had_never_come_and_with_them_back_as_if_they_had_never_gone(
    data: st.DataObject,
) -> None:
    some = data.draw(texts())
    going = data.draw(st.sets(st.sampled_from(range(len(some))), min_size=1))
    said = [data.draw(acts(article, judges=at not in going)) for at, article in enumerate(some)]
    with Memory() as library, Memory() as never:
        for at, article in enumerate(some):
            for each in (library, never)[: 1 if at in going else 2]:
                each.add(article)
                for act in said[at]:
                    do(each, article, act)
        whole = library.settle()
        out = library.shelf.take_out(at + 1 for at in going)
        assert (sorted(each.id for each in out.removed), out.judged, out.missing) == ([at + 1 for at in sorted(going)], [], [])
        assert library.settle() == never.settle()
        assert library.shelf.put_back(data.draw(st.permutations(out.removed)))
        assert library.settle() == whole
        assert [library.article(at + 1) for at in range(len(some))] == some


@pytest.fixture
def judged(library: Library) -> Library:
    """A library with an article that ann has judged in, and another one."""
    library.open_session(library.add(ARTICLE).id, "ann").judge("Tag Mosul", entities=[MOSUL])
    library.add(OTHER)
    return library


def test_an_article_stays_in_which_anybody_has_judged_and_it_is_told_who_and_how_much(judged: Library) -> None:
    judged.open_session(1, "ben").finish()
    out = judged.shelf.take_out([1, 2, 99, 10**30])
    assert [each.id for each in out.removed] == [2]
    assert out.judged == [(1, "Acme won in Mosul.", {"ann": 1, "ben": 1})]
    assert out.missing == [99, 10**30]
    assert [row.id for row in judged.articles("ann")] == [1]
    assert judged.check() == []


def test_an_article_stays_whose_judgements_were_all_taken_back(judged: Library) -> None:
    judged.open_session(1, "ann").undo()
    assert judged.shelf.take_out([1]).judged[0].edits == {"ann": 2}


def test_a_layer_without_a_journal_says_nothing_unless_it_holds_a_judgement(watched: Watched) -> None:
    for number, article in enumerate((ARTICLE, OTHER), 1):
        watched.add(article)
        watched.connection.execute("INSERT INTO layer (id, author, article) VALUES (?, 'ann', ?)", (number, number))
    watched.connection.execute("INSERT INTO judgement VALUES (2, 0, 4, 'ORG', 'is', 'keyed', '2024-05-01', '')")
    out = watched.shelf.take_out([1, 2])
    assert ([each.id for each in out.removed], [each.edits for each in out.judged]) == ([1], [{"ann": 0}])
    assert watched.connection.execute("SELECT article FROM layer").fetchall() == [(2,)]
    assert watched.pragma("foreign_keys") == 1


def test_the_number_of_an_article_taken_out_is_given_to_no_other(judged: Library, path: Path) -> None:
    (removed,) = judged.shelf.take_out([2]).removed
    with pytest.raises(ArticleMissingError):
        judged.article(2)
    with pytest.raises(ArticleMissingError):
        judged.open_session(2, "ann")
    with Library.open(path) as other:
        new = other.add(Article("Something else."))
    assert (new.id, new.new) == (3, True)
    assert judged.shelf.put_back([removed]) == [2]
    assert judged.article(2) == OTHER


def test_nor_is_the_number_of_a_baseline(watched: Watched) -> None:
    watched.add(ARTICLE)
    watched.save_baseline(baseline(ARTICLE, TAGGERS[0], {ACME: 0.5}.items()))
    (removed,) = watched.shelf.take_out([1]).removed
    watched.add(OTHER)
    watched.save_baseline(baseline(OTHER, TAGGERS[0], {ACME: 0.5}.items()))
    watched.shelf.put_back([removed])
    assert watched.connection.execute("SELECT id, article FROM baseline ORDER BY id").fetchall() == [(1, 1), (2, 2)]
    assert watched.check() == []


def test_imported_again_it_is_new_and_what_was_put_back_joins_it(judged: Library) -> None:
    judged.save_baseline(Baseline(OTHER.digest, TAGGERS[0], {ACME: 0.5}))
    judged.shelf.tag(2, "ann", "junk")
    (removed,) = judged.shelf.take_out([2]).removed
    again = judged.add(OTHER)
    assert (again.id, again.new) == (3, True)
    assert judged.shelf.rows("ann", [3])[0].tags == ()
    assert judged.shelf.put_back([removed]) == [3]
    (row,) = judged.shelf.rows("ann", [3])
    assert (row.tags, row.suggested) == (("junk",), 1)
    assert judged.shelf.put_back([removed]) == [3]
    assert judged.check() == []


def test_a_merge_brings_back_what_the_other_library_has(judged: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other.sqlite") as other:
        other.add(OTHER)
    judged.shelf.take_out([2])
    assert judged.care.merge(tmp_path / "other.sqlite").articles == 1
    assert judged.find(OTHER.digest) == 3
    assert judged.check() == []


@pytest.mark.parametrize(
    "say",
    [
        lambda library: library.append(Edit(OTHER.digest, "ann", datetime(2024, 5, 1, tzinfo=UTC), "Finish", finished=True)),
        lambda library: library.spend(OTHER.digest, "ann", Effort(1, 1, 1.0)),
        lambda library: library.save_baseline(Baseline(OTHER.digest, TAGGERS[0], {ACME: 0.5})),
        lambda library: library.shelf.tag(2, "ann", "junk"),
        lambda library: library.shelf.set_note(2, "ann", "Junk."),
        lambda library: library.shelf.leave(2, "ann", 3),
        lambda library: library.open_session(2, "ann"),
    ],
)
def test_what_another_window_says_of_an_article_taken_out_is_refused_in_words(
    judged: Library, path: Path, say: Callable[[Library], object]
) -> None:
    with Library.open(path) as other:
        session = other.open_session(2, "ann", baseline=Baseline(OTHER.digest, TAGGERS[1], {ACME: 0.5}))
        judged.shelf.take_out([2])
        with pytest.raises((ArticleMissingError, JournalRefused), match=r"no(t have|n)? .*(import it|list)"):
            say(other)
        with pytest.raises(JournalRefused, match="does not have this article, or no longer: import it first"):
            session.judge("Tag", entities=[ACME])
        assert session.layer == {}
    assert judged.check() == []


def test_those_left_of_a_group_that_only_one_held_together_are_alike_no_more(library: Library) -> None:
    far, near = words_changed(*range(0, 112, 8)), words_changed(*range(0, 56, 8))
    ids = [library.add(Article(text)).id for text in (ONE, far, near)]
    assert library.shelf.kin(1) == [2, 3]
    (removed,) = library.shelf.take_out([3]).removed
    assert [library.shelf.kin(number) for number in ids] == [[], [], []]
    library.shelf.put_back([removed])
    assert library.shelf.kin(1) == [2, 3]


def test_a_group_goes_by_another_number_when_its_first_has_gone(library: Library) -> None:
    for number in range(30):
        library.add(Article(words_changed(number)))
    library.shelf.take_out([1, 7])
    assert library.shelf.kin(2) == [number for number in range(3, 31) if number != 7]


def test_names_that_stand_nowhere_any_more_are_gone_and_those_that_somebody_said_stay(judged: Library) -> None:
    for tagger, label in zip(TAGGERS, ("LOC", "FAC"), strict=True):
        judged.save_baseline(Baseline(OTHER.digest, tagger, {Span(13, 16, label): 0.5, ACME: 0.6}))
    judged.open_session(1, "ann").judge("Tag Acme", entities=[ACME])
    assert judged.searching.labels() == ["FAC", "GPE", "LOC", "ORG"]
    judged.shelf.take_out([2])
    assert judged.searching.labels() == ["GPE", "ORG"]
    (name,) = judged.searching.names("ann", judged.searching.name_ids("ann", label="ORG")).values()
    assert (name.mentions, name.articles) == (1, 1)


def test_when_anything_fails_nothing_is_taken_out(judged: Library, path: Path) -> None:
    judged.add(Article("Raqqa waited."))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TRIGGER stop BEFORE DELETE ON article WHEN OLD.id = 3 BEGIN SELECT RAISE (ABORT, 'no'); END")
        before = content(other)
        with pytest.raises(Exception, match="could not be used"):
            judged.shelf.take_out([2, 3])
        assert content(other) == before
        other.execute("DROP TRIGGER stop")
    assert [each.id for each in judged.shelf.take_out([2, 3]).removed] == [2, 3]


@pytest.fixture
def overtaken(watched: Watched, path: Path) -> Iterator[Watched]:
    """A library that another window takes the second article out of right before it begins to write."""
    watched.add(ARTICLE)
    watched.add(OTHER)
    watched.article(2)
    with Library.open(path) as other:

        def overtake(statement: str) -> None:
            if statement == "BEGIN IMMEDIATE":
                watched.connection.set_trace_callback(None)
                other.shelf.take_out([2])

        watched.connection.set_trace_callback(overtake)
        yield watched


def test_a_baseline_that_comes_as_its_article_is_taken_out_is_refused(overtaken: Watched) -> None:
    with pytest.raises(ArticleMissingError, match="has no article 2"):
        overtaken.save_baseline(baseline(OTHER, TAGGERS[0], {ACME: 0.5}.items()))
    assert overtaken.check() == []


def test_what_is_taken_out_as_it_is_merged_comes_back(overtaken: Watched, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other.sqlite") as other:
        other.open_session(other.add(OTHER).id, "ann", baseline=baseline(OTHER, TAGGERS[0], {ACME: 0.5}.items())).finish()
    merged = overtaken.care.merge(tmp_path / "other.sqlite")
    assert (merged.articles, merged.baselines, merged.edits) == (1, 1, 1)
    assert overtaken.find(OTHER.digest) == 3
    assert overtaken.check() == []


def test_what_another_window_takes_out_at_the_same_time_is_missing(overtaken: Watched) -> None:
    out = overtaken.shelf.take_out([1, 2])
    assert ([each.id for each in out.removed], out.missing) == ([1], [2])
    assert overtaken.check() == []


def test_a_baseline_that_another_window_uses_meanwhile_goes_with_its_names(watched: Watched, path: Path) -> None:
    watched.add(ARTICLE)
    watched.save_baseline(baseline(ARTICLE, TAGGERS[0], {ACME: 0.5}.items()))
    with Library.open(path) as other:

        def overtake(statement: str) -> None:
            if statement == "BEGIN IMMEDIATE":
                watched.connection.set_trace_callback(None)
                other.save_baseline(baseline(ARTICLE, TAGGERS[1], {MOSUL: 0.5}.items()))

        watched.connection.set_trace_callback(overtake)
        (removed,) = watched.shelf.take_out([1]).removed
        assert watched.check() == []
        assert watched.searching.labels() == []
        watched.shelf.put_back([removed])
        assert watched.check() == []
        assert watched.last_baseline(1) == baseline(ARTICLE, TAGGERS[1], {MOSUL: 0.5}.items())
