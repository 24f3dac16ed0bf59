from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.baselines import Baseline, Tagger
from reader.core.review import Review, Standing
from reader.core.surfaces import fold, name_of
from reader.library.index import Name
from reader.library.query import QueryError, parse
from reader.library.terms import Words
from tests.library.strategies import articles, baseline, edits, scores, spans, texts, words
from tests.library.test_counts import in_memory

if TYPE_CHECKING:
    from reader.library.library import Library

SIGNS = [
    *('"', "“", "*", "-", "(", ")", ":", "OR", "AND", "NOT", "NEAR", "NEAR/3", "ORG:", "org:", "GPE:*", "title:", "since:2016"),
    *(
        "is:finished",
        "site:",
        "tag:x",
        " ",
        "  ",
        "\0",
        "\ud800",
        "'",
        "''",
        "^",
        "+",
        "{text}",
        "mosul",
        "al-Obeidi",
        "北京",
        "ไทย",
    ),
]
queries = st.lists(st.sampled_from(SIGNS) | words, max_size=12).map("".join) | st.lists(st.sampled_from(SIGNS), max_size=12).map(
    " ".join
)


@given(st.lists(texts, max_size=3), queries)
def test_whatever_is_typed_is_answered_or_refused_in_a_sentence(given_texts: list[str], typed: str) -> None:
    with in_memory() as library:
        for text in given_texts:
            library.add(Article(text))
        try:
            query = library.searching.parse(typed)
            ids = library.searching.find(query, "ann")
            assert sorted(library.searching.find(query, "ann", first="date")) == sorted(ids)
        except QueryError:
            return
        assert {line.article for line in library.searching.lines(query, ids, "ann")} == set(ids)


@given(st.lists(texts, min_size=1, max_size=3), st.data())
def test_what_stands_in_a_text_is_found_and_every_line_holds_what_was_searched(
    given_texts: list[str], data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(given_texts))
    typed = data.draw(st.sampled_from(text.split() or ["x"]))
    assume(not any(unicodedata.category(sign) == "Cn" for sign in typed))  # Python's Unicode and SQLite's differ in age
    with in_memory() as library:
        ids = [library.add(Article(each)).id for each in given_texts]
        try:
            query = parse('"{}"'.format(re.sub('["“”„‟«»]', " ", typed)))
        except QueryError:
            return
        found = library.searching.find(query, "ann")
        assert text.split() == [] or ids[given_texts.index(text)] in found
        (words_typed,) = query.wanted
        assert isinstance(words_typed, Words)
        for line in library.searching.lines(query, found, "ann"):
            hit = given_texts[ids.index(line.article)][line.start : line.end]
            assert fold(hit)
            assert letters(hit) <= letters(words_typed.text) or letters(hit) >= letters(words_typed.text)


WRITTEN_ON = ["E", "é", "É", "ê", "x", "foo", "x\u0302", "ΟΔΟΣ", "㐀", "北京", "ไทย"]
beside = st.lists(st.sampled_from([*WRITTEN_ON, " ", ".", "-"]), min_size=1, max_size=8).map("".join)


@given(
    st.lists(beside, min_size=1, max_size=3), st.sampled_from([*WRITTEN_ON, "e", "X", "οδος", "fo"]), st.sampled_from(["", "*"])
)
@example(["E㐀"], "é", "")
@example(["㐀Éa"], "e", "*")
@example(["ΟΔΟΣ㐀"], "οδος", "")
def test_every_article_found_has_a_line_that_shows_the_word(given_texts: list[str], typed: str, more: str) -> None:
    """Also where it is written on to a script without blanks, in other letters than it was typed."""
    with in_memory() as library:
        for text in given_texts:
            library.add(Article(text))
        query = library.searching.parse(typed + more)
        found = library.searching.find(query, "ann")
        lines = list(library.searching.lines(query, found, "ann"))
        assert {line.article for line in lines if line.start < line.end} == set(found)
        for line in lines:
            assert re.search(re.escape(fold(typed)), fold(line.hit), re.IGNORECASE)
            assert line.hit == " ".join(library.article(line.article).text[line.start : line.end].split())


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in fold(text) if sign.isalnum())


@given(st.data())
def test_the_index_is_what_baselines_and_layers_give(data: st.DataObject) -> None:
    given_articles = data.draw(st.lists(articles(), min_size=1, max_size=3, unique_by=lambda article: article.digest))
    used: dict[str, Baseline] = {}
    with in_memory() as library:
        for article in given_articles:
            library.add(article)
        for _ in range(data.draw(st.integers(1, 8))):
            article = data.draw(st.sampled_from(given_articles))
            pool = spans(max(2, len(article.text) + 3))
            if data.draw(st.booleans()):
                tagger = data.draw(st.sampled_from("xyz"))
                stored = library.baseline(article.digest, tagger)
                scored = {} if stored else data.draw(st.dictionaries(pool, scores, max_size=8))
                used[article.digest] = stored or baseline(article, Tagger(tagger, "1", tagger), scored.items())
                library.save_baseline(used[article.digest])
            else:
                library.append(data.draw(edits(article.digest, data.draw(st.sampled_from(["ann", "ben"])), pool)))
        assert library.check() == []
        for author in ("ann", "ben"):
            expected = recount(library, given_articles, used, author)
            assert {
                name[:2]: name for name in library.searching.names(author, library.searching.name_ids(author)).values()
            } == expected
            for label, surface in expected:
                with_it = [
                    article_id
                    for article_id, article in enumerate(given_articles, 1)
                    if recount(library, [article], used, author).get((label, surface), Name(label, surface, *[0] * 5)).mentions
                ]
                assert library.searching.articles_with(author, label, surface) == with_it


def recount(
    library: Library, given_articles: list[Article], used: dict[str, Baseline], author: str
) -> dict[tuple[str, str], Name]:
    """Return the names in some articles as their reviews have them."""
    standings: Counter[tuple[tuple[str, str], Standing]] = Counter()
    live: Counter[tuple[str, str]] = Counter()
    for article in given_articles:
        review = Review(article, used.get(article.digest), library.layer(article.digest, author))
        named = [
            ((span.label, surface), standing)
            for span in review.entities
            if (surface := name_of(article.text[span.start : span.end])) and (standing := review.standing(span))
        ]
        standings.update(named)
        live.update({name for name, standing in named if standing is not Standing.REJECTED})
    kept, added, rejected = Standing.KEPT, Standing.ADDED, Standing.REJECTED
    return {
        name: Name(
            *name,
            sum(standings[name, standing] for standing in (Standing.SUGGESTED, kept, added)),
            live[name],
            *(standings[name, standing] for standing in (kept, added, rejected)),
        )
        for name in {name for name, _ in standings}
    }
