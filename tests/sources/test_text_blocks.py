"""What the lines of a plain text are taken for."""

import pytest
from hypothesis import example, given

from reader.core.article import Article, BlockKind, normalise
from reader.resources import resource
from reader.sources.text import article_of_text
from tests.sources.reading import read_one
from tests.strategies import raw_texts

WRAPPED = (
    "Hard-wrapped text has lines of about seventy characters, which were put\n"
    "there by a mail program or by an author who likes them so. They are of\n"
    "one paragraph until an empty line comes."
)
BY_HAND = (
    "Python was created in the early years by Guido van Rossum at Stichting\n"
    "Mathematisch Centrum (CWI, see below) in the Netherlands\n"
    "as a successor of a language called ABC.  Guido remains its\n"
    "principal author, although it includes many contributions from\n"
    "others."
)
PROSE = "It ends in a full stop, as prose does."


def roles(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def kinds(text: str) -> list[str]:
    return [block.kind.value for block in article_of_text(text).blocks]


def test_the_seed_is_read_as_what_it_is() -> None:
    article = read_one(resource("seeds", "islamic-state-leaders-fleeing-mosul.txt")).article
    title = "Islamic State group leaders fleeing Mosul with their families"
    found = roles(article)
    assert found[:2] == [("title", title), ("repeat", title)]
    assert found[2][0] == "deck"
    assert found[2][1].startswith("Amid a military build up")
    assert found[3:6] == [
        ("reading time", "2 min read"),
        ("dateline", "31 July, 2016"),
        ("caption", "Thousands of civilians have escaped Mosul as Iraqi forces edge closer [Anadolu]"),
    ]
    assert [kind for kind, _ in found[6:]] == ["body"] * 12
    assert (article.meta.title, article.meta.published, article.meta.byline) == (title, "2016-07-31", "")
    assert article.meta.deck == found[2][1]


def test_a_bare_paragraph_is_body_and_has_no_title() -> None:
    article = article_of_text(PROSE)
    assert roles(article) == [("body", PROSE)]
    assert article.meta.title == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("x", ["body"]),
        ("31 July 2016", ["body"]),
        ("A title\n\n" + PROSE, ["title", "body"]),
        ("A title\n" + PROSE, ["title", "body"]),
        ("Mosul: what now?\n\n" + PROSE * 2, ["title", "body"]),
        ("Trump visits U.S.\n\n" + PROSE, ["title", "body"]),
        ("# A title\n\n" + PROSE, ["title", "body"]),
        ("A title\n=======\n" + PROSE, ["title", "body"]),
        ("A title\n-------\n\n" + PROSE, ["title", "body"]),
        ("By Ann Lee\n31 July 2016\nA title\n\n" + PROSE, ["byline", "dateline", "title", "body"]),
        ("A title\nIts deck\nBy Ann Lee\n\n" + PROSE, ["title", "deck", "byline", "body"]),
        ("A title\n3 min. read\nIts deck\n31 July 2016\n\n" + PROSE, ["title", "reading time", "deck", "dateline", "body"]),
        ("A title\n(Photo: Reuters)\n" + PROSE, ["title", "caption", "body"]),
        ("Mosul\n\nMosul\n\n" + PROSE, ["title", "repeat", "body"]),
        ("Mosul\nMosul\nMosul\n" + PROSE, ["title", "repeat", "repeat", "body"]),
        ("# Mosul\n\nMosul\n\n" + PROSE, ["title", "repeat", "body"]),
        ("\u6807\u9898\n\n\u56fd\u9632\u90e8\u957f\u8bf4\uff0c\u9886\u5bfc\u4eba\u9003\u79bb\u3002", ["title", "body"]),
        (
            "\u0639\u0646\u0648\u0627\u0646\n\n\u0642\u0627\u0644 \u0648\u0632\u064a\u0631 \u0627\u0644\u062f\u0641\u0627\u0639.",
            ["title", "body"],
        ),
    ],
)
def test_front_matter_is_recognised(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Yes.\n\nYes.\n\nNo.",
        "Why they came and what they want\n\nOil.",
        "Mosul\n\nMosul",
        "Dear Ann,\n" + PROSE,
        "BAGHDAD (Reuters) - Forces moved on Monday.\n\n" + PROSE,
        "First line without a stop\nsecond line, no longer than that",
        "First line without a stop\na second one, longer, and without a stop as well",
        "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:",
        PROSE + "\n\n31 July 2016\n\n" + PROSE,
        PROSE + "\n\nBy Ann Lee\n" + PROSE,
        "A long first line that is no title, for it goes on and on, " * 5 + "\n\n" + PROSE,
        "\u2014 \u2014 \u2014\n\n" + PROSE,
    ],
)
def test_what_is_not_plainly_something_is_body(text: str) -> None:
    assert set(kinds(text)) == {"body"}


def test_a_deck_stands_only_above_small_print_and_once() -> None:
    assert kinds(f"A title\n{PROSE}\n{PROSE}\n31 July 2016\n{PROSE}") == ["title", "body", "body", "body", "body"]
    assert kinds(f"A title\nDeck\nBy Ann Lee\nNo deck\n31 July 2016\n{PROSE}")[:4] == ["title", "deck", "byline", "body"]
    assert kinds("A title\n" + "A deck too long to be one. " * 30 + f"\n31 July 2016\n{PROSE}")[1] == "body"


def test_small_print_is_looked_for_in_the_first_dozen_paragraphs_only() -> None:
    lines = ["5 minute read"] * 12
    assert kinds("\n".join([*lines, "5 minute read", PROSE])) == ["reading time"] * 12 + ["body", "body"]


def test_metadata_tell_what_the_front_matter_says() -> None:
    article = article_of_text(f"# A  title\nIts deck\nBy Ann Lee\n31 July 2016 | Updated 1 August 2016\nBy Bob Ray\n\n{PROSE}")
    meta = article.meta
    assert (meta.title, meta.deck, meta.byline, meta.published) == ("A title", "Its deck", "Ann Lee", "2016-07-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Part one", "heading"),
        ("###### Part one", "heading"),
        ("#hashtag", "body"),
        ("Part one\n--------", "heading"),
        ("- one", "list item"),
        ("* one", "list item"),
        ("\u2022 one", "list item"),
        ("1. one", "list item"),
        ("12) one", "list item"),
        ("* * *", "body"),
        ("---", "body"),
        ("2016. The year", "body"),
        ("-5 degrees", "body"),
        ("> words of another", "quote"),
        ("Photo: the dam", "caption"),
        ("(Photo: Ann Lee)", "caption"),
        ("Image credit: Ann Lee", "caption"),
        ("Photo: " + "a very long story " * 30, "body"),
        ("They spoke of it [Anadolu]", "body"),
    ],
)
def test_marks_give_a_role_anywhere(text: str, expected: str) -> None:
    assert kinds(f"{PROSE}\n\n{text}\n{PROSE}") == ["body", expected, "body"]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("What comes next", True),
        ("Mosul 2016", True),
        ("What comes next?", False),
        ("What comes next:", False),
        ("\u201cNo going back\u201d", False),
        ("in small letters", False),
        ("17 000", False),
        ("One two three four five six seven eight nine ten eleven", False),
        ("A line that is longer than the paragraph which follows it", False),
    ],
)
def test_a_short_line_alone_above_prose_is_a_heading(line: str, is_one: bool) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == ("heading" if is_one else "body")


def test_a_heading_stands_alone_between_empty_lines_above_prose() -> None:
    assert kinds(f"{PROSE}\n\nPart one\n{PROSE}") == ["body", "body", "body"]
    assert kinds(f"{PROSE}\nPart one\n\n{PROSE}") == ["body", "body", "body"]
    assert kinds(f"{PROSE}\n\nPart one\n\nPart two and no stop\n\n{PROSE}") == ["body", "body", "heading", "body"]
    assert kinds(f"{PROSE}\n\nPart one\n\n- an enumeration of them all.") == ["body", "body", "list item"]
    assert kinds(f"{PROSE}\n\nPart one") == ["body", "body"]
    assert kinds(f"{PROSE}\n\n## Part one\n\nMarked twice\n\n{PROSE}") == ["body", "heading", "body", "body"]


def test_wrapped_lines_make_one_block_a_paragraph_with_the_newlines_inside() -> None:
    article = article_of_text(f"A title\n\n{WRAPPED}\n\n{WRAPPED}\n")
    assert roles(article) == [("title", "A title"), ("body", WRAPPED), ("body", WRAPPED)]


def test_two_wrapped_lines_are_enough_when_the_second_goes_on_in_small_letters() -> None:
    text = WRAPPED.rsplit("\n", 1)[0]
    assert roles(article_of_text(text)) == [("body", text)]


def test_small_print_and_marks_break_wrapped_text() -> None:
    title = "A title about as long as the lines of the text beneath it are, which"
    text = f"{title}\nBy Ann Lee\n31 July 2016\n{WRAPPED}\n- an item\n## A heading\n{WRAPPED}\n> quoted\n> words"
    expected = ["title", "byline", "dateline", "body", "list item", "heading", "body", "quote"]
    assert kinds(text) == expected


def test_a_paragraph_a_line_is_a_block_a_line() -> None:
    lines = ["A first paragraph of one line, which is a little long.", "A second.", "A third paragraph, and of another length."]
    assert roles(article_of_text("\n".join(lines))) == [("body", line) for line in lines]


def test_lines_alike_in_length_that_end_in_full_stops_are_paragraphs() -> None:
    assert kinds("\n".join([PROSE * 2] * 5)) == ["body"] * 5


def test_rows_of_a_log_are_not_wrapped_text() -> None:
    rows = [f"2016-07-31 10:0{minute} INFO the server is waiting for clients on port eighty" for minute in range(8)]
    assert kinds("\n".join(["Log", *rows])) == ["body"] * 9


def test_a_heading_amid_wrapped_text_does_not_go_on() -> None:
    assert kinds(f"{WRAPPED}\n\n## Part one\n{WRAPPED[72:]}") == ["body", "heading", "body"]
    assert kinds(f"{WRAPPED}\n\nPart one\n========\n{WRAPPED[72:]}") == ["body", "heading", "body"]


def test_a_line_within_a_paragraph_is_not_underlined() -> None:
    assert kinds(f"{PROSE}\n{PROSE}\n----\n{PROSE}") == ["body"] * 4


def test_a_wrapped_paragraph_amid_many_of_a_line_each_does_not_make_them_wrapped() -> None:
    lines = ["A paragraph of one line, which ends in a full stop, as prose does."] * 10
    assert kinds("\n".join([*lines, "", BY_HAND])) == ["body"] * 15


def test_rows_of_a_table_amid_wrapped_text_stay_rows() -> None:
    rows = ["61010 | alias   | one of the mail program's many users", "61012 | queue   | another of the mail program's users"]
    text = "\n\n".join([WRAPPED, "\n".join(rows * 4), WRAPPED])
    assert kinds(text) == ["body"] * 10


def test_lines_wrapped_by_hand_are_joined_though_they_stop_short() -> None:
    assert roles(article_of_text(BY_HAND)) == [("body", BY_HAND)]


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    assert kinds(f"{WRAPPED}\n{WRAPPED}\n{WRAPPED}") == ["body"] * 3


def test_an_address_too_long_to_wrap_does_not_hide_that_text_is_wrapped() -> None:
    address = "https://example.org/" + "x" * 120
    text = "\n\n".join([WRAPPED] * 20 + [f"{WRAPPED}\n{address}\n{WRAPPED}"])
    assert len(article_of_text(text).blocks) <= 23


def test_a_line_as_long_as_a_book_is_one_block() -> None:
    text = "word " * 100_000
    assert roles(article_of_text(text)) == [("body", text.strip())]


def test_tens_of_thousands_of_paragraphs_are_as_many_blocks() -> None:
    assert len(article_of_text((PROSE + "\n\n") * 30_000).blocks) == 30_000


def test_the_text_stays_whole_with_blank_lines_around_it() -> None:
    article = article_of_text("\r\n\r\n  Mosul fell. \r\n\r\n")
    assert article.text == "\n\n  Mosul fell. \n\n"
    assert roles(article) == [("body", "Mosul fell.")]


@given(raw_texts(max_size=60))
@example("Title\n=====\nBody")
@example("\n".join([WRAPPED, "====", "## x", "> y", "- z"]))
def test_blocks_hold_every_code_point_that_is_not_blank_exactly_once(text: str) -> None:
    article = article_of_text(text)
    assert article.text == normalise(text)
    held = "".join(article.text[block.start : block.end] for block in article.blocks)
    assert "".join(held.split()) == "".join(article.text.split())
    for block in article.blocks:
        shown = article.text[block.start : block.end]
        assert shown == shown.strip()


def test_every_role_can_be_told_from_plain_text() -> None:
    front = "Mosul\nMosul\nDeck\nBy Ann Lee\n31 July 2016\n2 min read\nPhoto: the dam"
    assert set(kinds(f"{front}\n{PROSE}\n\n## Part\n\n- one\n\n> two\n\n{PROSE}")) == {kind.value for kind in BlockKind}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Why C# is dear", "Why C# is dear"),
        ("Room # 5 is shut", "Room # 5 is shut"),
        ("#Mosul is dear", "#Mosul is dear"),
        ("# One", "One"),
        ("## Two", "Two"),
    ],
)
def test_a_title_loses_the_marks_before_it_and_no_other_sign(line: str, title: str) -> None:
    assert article_of_text(f"{line}\n\nBy Ann Lee\n\n{PROSE}\n\n{PROSE}").meta.title == title
