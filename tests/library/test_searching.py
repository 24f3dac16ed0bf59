from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.core.article import Article, Block, BlockKind, Metadata
from reader.core.baselines import Baseline, Tagger
from reader.core.review import Standing
from reader.core.spans import Span
from reader.library import hits
from reader.library import lines as library_lines
from reader.library.query import QueryError
from reader.library.searching import First

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.lines import Line

TEXTS = {
    "battle": "Mosul: the battle\n\nHoshyar al-Obeidi met the Red Cross in Mosul’s old town. Café Erdoğan was shut.",
    "camp": "Families in a camp\n\nThe red cross on the tent was painted.\nFamilies from Mosul waited there.",
    "tokyo": "北京大学と東京\n\n北京大学のNATOが東京で会った。",
    "delhi": "दिल्ली\n\nहिन्दी समाचार ภาษาไทยง่าย 한국에서",
}
DAYS = {"battle": "2016-07-31T10:00:00Z", "camp": "2016-10", "tokyo": "2015", "delhi": ""}
SITES = {"battle": "https://www.bbc.co.uk/news", "camp": "https://cnn.com/bbc.co.uk", "tokyo": "", "delhi": ""}


@pytest.fixture
def named(library: Library) -> dict[int, str]:
    """Articles by their ids; the baseline of the battle knows Mosul once and the Red Cross."""
    ids = {}
    for name, text in TEXTS.items():
        end = text.index("\n")
        blocks = (Block(BlockKind.TITLE, 0, end), Block(BlockKind.BODY, end + 2, len(text)))
        article = Article(text, blocks, Metadata(text[:end], published=DAYS[name], url=SITES[name]))
        ids[library.add(article).id] = name
    save(library, "battle", ("Red Cross", "ORG"), ("Mosul", "GPE"))
    return ids


def span(name: str, surface: str, label: str) -> Span:
    start = TEXTS[name].index(surface)
    return Span(start, start + len(surface), label)


def save(library: Library, name: str, *entities: tuple[str, str]) -> None:
    found = sorted(span(name, surface, label) for surface, label in entities)
    library.save_baseline(Baseline(Article(TEXTS[name]).digest, Tagger("t", "1", "d"), dict.fromkeys(found, 0.9)))


def found(library: Library, named: dict[int, str], typed: str, first: First = First.RELEVANCE) -> set[str]:
    searching = library.searching
    return {named[article] for article in searching.find(searching.parse(typed), "ann", first=first)}


def lines(library: Library, typed: str) -> list[Line]:
    query = library.searching.parse(typed)
    return list(library.searching.lines(query, library.searching.find(query, "ann"), "ann"))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("mosul", {"battle", "camp"}),
        ("MOSUL battle", {"battle"}),
        ("mosul -battle", {"camp"}),
        ("mosul NOT battle", {"camp"}),
        ("-mosul", {"tokyo", "delhi"}),
        ("cafe erdogan", {"battle"}),
        ("Obeidi", {"battle"}),
        ("al-Obeidi", {"battle"}),
        ('"red cross"', {"battle", "camp"}),
        ("“cross red”", set()),
        ("famil*", {"camp"}),
        ('"red cro"*', {"battle", "camp"}),
        ("battle OR tent", {"battle", "camp"}),
        ("mosul battle OR tent", {"battle", "camp"}),
        ("families NEAR/2 mosul", {"camp"}),
        ("painted NEAR/1 mosul", set()),
        ("title:battle", {"battle"}),
        ("title:mosul", {"battle"}),
        ("title:東京", {"tokyo"}),
        ("大学", {"tokyo"}),
        ("北京大学の", {"tokyo"}),
        ("京北", set()),
        ("東", {"tokyo"}),
        ("nato", {"tokyo"}),
        ("हिन्दी", {"delhi"}),
        ("ไทย", {"delhi"}),
        ("한국", {"delhi"}),
        ("since:2016-08", {"camp"}),
        ("until:2016-07", {"battle", "tokyo"}),
        ("until:2016-07-31 since:2016", {"battle"}),
        ("site:bbc.co.uk", {"battle"}),
        ("is:unfinished mosul", {"battle", "camp"}),
        ("is:finished", set()),
        ("tag:later", set()),
        ("ORG: Red Cross", {"battle"}),
        ("org:red cross", {"battle"}),
        ("ORG: Red cross", set()),
        ('ORG:"Red Cross" town', {"battle"}),
        ("ORG: Re*", {"battle"}),
        ("GPE:*", {"battle"}),
        ("mosul -GPE:*", {"camp"}),
        ("families OR ORG:*", {"battle", "camp"}),
        ("http://x (a:b] mosul' families", set()),
        ("Johnson & mosul", set()),
        ("& mosul", {"battle", "camp"}),
    ],
)
def test_a_query_finds_just_the_articles_it_describes(
    library: Library, named: dict[int, str], typed: str, wanted: set[str]
) -> None:
    assert found(library, named, typed) == found(library, named, typed, First.DATE) == wanted


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" ", "There is nothing to search for"),
        ("((", "“\\(\\(” holds no letter or digit"),
        ('"', "holds no letter or digit"),
        ("OR mosul", "OR stands between two"),
        ("mosul OR", "OR stands between two"),
        ("mosul OR -raqqa", "OR stands between two"),
        ("mosul NEAR/5", "NEAR stands between two"),
        ("mosul NEAR/5 ORG:*", "NEAR stands between two"),
        ("a NEAR/5000 b", "NEAR reaches 1000 words"),
        ("since:yesterday", "“yesterday” is no date: since:2016-07-31"),
        ("since:", "“since:” wants something after it"),
        ("is:open", "finished or unfinished, not “open”"),
        ("ORG:", "“ORG:” wants a name after it"),
        ("ISIS: leaders flee", "No entity bears the label “ISIS”"),
        ("a " * 65, "Ask in fewer words"),
        ("a" * 2001, "Ask in fewer words"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(library: Library, named: dict[int, str], typed: str, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence):
        found(library, named, typed)


def test_relevance_puts_first_what_says_it_most_and_date_what_is_newest(library: Library, named: dict[int, str]) -> None:
    query = library.searching.parse("mosul")
    assert [named[each] for each in library.searching.find(query, "ann")] == ["battle", "camp"]
    assert [named[each] for each in library.searching.find(query, "ann", first=First.DATE)] == ["camp", "battle"]
    assert [named[each] for each in library.searching.find(query, "ann", first=First.DATE, limit=1)] == ["camp"]


def test_a_line_shows_its_hit_in_its_own_block_on_one_line(library: Library, named: dict[int, str]) -> None:
    first, second = lines(library, "mosul camp OR tent")[1:3]
    assert (first.left, first.hit, first.right) == (
        "The red cross on the ",
        "tent",
        " was painted. Families from Mosul waited there.",
    )
    assert (second.left, second.hit) == ("The red cross on the tent was painted. Families from ", "Mosul")
    assert {named[line.article] for line in (first, second)} == {"camp"}
    assert (first.title, first.published) == ("Families in a camp", "2016-10")
    assert TEXTS["camp"][first.start : first.end] == "tent"


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("mosul battle", ["Mosul", "battle", "Mosul"]),
        ("al-obeidi", ["al-Obeidi"]),
        ("大学", ["大学", "大学"]),
        ("nato 東京", ["東京", "NATO", "東京"]),
        ("erdogan -camp", ["Erdoğan"]),
        ("battle NEAR/3 mosul", ["Mosul", "battle"]),
        ("GPE:* town", ["Mosul", "town"]),
        ("title:battle", [""]),
        ("until:2015", [""]),
    ],
)
def test_every_place_where_the_words_stand_has_a_line(
    library: Library, named: dict[int, str], typed: str, hits: list[str]
) -> None:
    assert named
    assert [line.hit for line in lines(library, typed)] == hits


def test_hits_are_found_in_a_text_that_holds_nearly_every_mark(library: Library) -> None:
    text = "".join(map(chr, range(0xF0000, 0xF0020))) + " Mosul \x01\x02[b]Mosul"
    library.add(Article(text))
    assert [(line.start, line.end) for line in lines(library, "mosul")] == [(33, 38), (44, 49)]


def test_a_folded_title_has_no_lines(library: Library) -> None:
    blocks = (Block(BlockKind.TITLE, 0, 5), Block(BlockKind.REPEAT, 6, 11), Block(BlockKind.BODY, 12, 17))
    library.add(Article("Mosul\nMosul\nMosul", blocks))
    assert [line.start for line in lines(library, "mosul")] == [0, 12]


def test_an_entity_follows_what_the_author_says(library: Library, named: dict[int, str]) -> None:
    battle = next(number for number, name in named.items() if name == "battle")
    red_cross, camp_cross = span("battle", "Red Cross", "ORG"), span("camp", "red cross", "ORG")
    session = library.open_session(battle, "ann")
    session.attach(library.baseline(session.article.digest, "d"))
    session.judge("Reject", others=[red_cross])
    assert found(library, named, "ORG: red cross") == set()
    assert library.searching.find(library.searching.parse("ORG: Red Cross"), "ben") == [battle]
    assert [line.standing for line in lines(library, "mosul ORG:*")] == []
    query = library.searching.parse("ORG:*")
    refused = library.searching.lines(query, [battle], "ann", refused=True)
    assert [(line.span, line.standing) for line in refused] == [(red_cross, Standing.REJECTED)]
    session.undo()
    camp = next(number for number, name in named.items() if name == "camp")
    library.open_session(camp, "ann").judge("Tag", entities=[camp_cross])
    assert found(library, named, "ORG: red cross") == {"battle", "camp"}
    assert [(line.hit, line.standing) for line in lines(library, "ORG: red cross")] == [
        ("red cross", Standing.ADDED),
        ("Red Cross", Standing.SUGGESTED),
    ]
    assert library.searching.articles_with("ann", "ORG", "Red  Cross") == [battle]
    assert library.searching.articles_with("ann", "ORG", "Green Cross") == []


def test_articles_without_a_baseline_are_counted_whoever_gives_them_one(library: Library, named: dict[int, str]) -> None:
    assert library.searching.untagged() == len(named) - 1
    save(library, "tokyo")
    assert library.searching.untagged() == len(named) - 2
    with library.again() as other:
        save(other, "camp", ("red cross", "ORG"))
    assert library.searching.untagged() == len(named) - 3
    library.add(Article("A new one."))
    assert library.searching.untagged() == len(named) - 2


@pytest.mark.usefixtures("named")
def test_long_articles_are_looked_through_by_themselves(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    together = lines(library, "mosul OR the")
    monkeypatch.setattr(library_lines, "_AT_ONCE", 1)
    assert lines(library, "mosul OR the") == together
    assert len({line.article for line in together}) > 1


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("piece", [1, 2, 5, 11, 1000])
def test_what_stands_across_the_ends_of_the_pieces_of_a_long_text_is_found_once(
    library: Library, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(hits, "_PIECE", piece)
    hit = {
        "mosul": ["Mosul", "Mosul"],
        '"met the red cross"': ["met the Red Cross"],
        "red NEAR/5 old": ["Red", "old"],
        '"the red" OR "red cross" OR "cross in"': ["the Red Cross in"],
    }
    for typed, wanted in hit.items():
        assert [line.hit for line in lines(library, f"{typed} since:2016-07 until:2016-07")] == wanted
