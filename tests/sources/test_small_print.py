"""Bylines, dates, reading times: each on a line of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import BlockKind
from reader.sources.dates import read_date_line
from reader.sources.small_print import read_small_print
from tests.strategies import raw_texts


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("31 July 2016", "2016-07-31"),
        ("31 July, 2016", "2016-07-31"),
        ("31st of July 2016", "2016-07-31"),
        ("July 31, 2016", "2016-07-31"),
        ("JULY 31ST 2016", "2016-07-31"),
        ("31 Jul 2016", "2016-07-31"),
        ("Jul. 31, 2016", "2016-07-31"),
        ("31-Jul-2016", "2016-07-31"),
        ("1. Sept. 2016", "2016-09-01"),
        ("2016-07-31", "2016-07-31"),
        ("2016/7/31", "2016-07-31"),
        ("31.07.2016", "2016-07-31"),
        ("31/07/2016", "2016-07-31"),
        ("07/31/2016", "2016-07-31"),
        ("05.05.2016", "2016-05-05"),
        ("05.07.2016", ""),
        ("7/5/2016", ""),
        ("Sunday 31 July 2016", "2016-07-31"),
        ("Sun, 31 Jul 2016", "2016-07-31"),
        ("Published: 31 July 2016", "2016-07-31"),
        ("Published on July 31, 2016", "2016-07-31"),
        ("First published 31 July 2016", "2016-07-31"),
        ("Date: 2016-07-31", "2016-07-31"),
        ("Updated 31 July 2016", ""),
        ("Last updated: July 31, 2016 at 5:00 p.m.", ""),
        ("Sunday 31 July 2016 14:05 GMT", "2016-07-31T14:05:00+00:00"),
        ("31 July 2016, 14:05", "2016-07-31T14:05:00"),
        ("31 July 2016 | 14:05 BST", "2016-07-31T14:05:00"),
        ("July 31, 2016 at 2:05 pm", "2016-07-31T14:05:00"),
        ("July 31, 2016, 12:05 a.m. UTC", "2016-07-31T00:05:00+00:00"),
        ("July 31, 2016 12:05 PM", "2016-07-31T12:05:00"),
        ("2016-07-31T14:05:09Z", "2016-07-31T14:05:09+00:00"),
        ("2016-07-31 14:05:09.123 +0300", "2016-07-31T14:05:09+03:00"),
        ("31 July 2016 14.05 GMT+3", "2016-07-31T14:05:00+03:00"),
        ("31 July 2016 14:05 (UTC-04:30)", "2016-07-31T14:05:00-04:30"),
        ("29 February 2016", "2016-02-29"),
    ],
)
def test_a_date_line_says_when_an_article_was_published(line: str, published: str) -> None:
    assert read_date_line(line) == published


@pytest.mark.parametrize(
    "line",
    [
        "",
        "July",
        "July 2016",
        "In 31 July 2016",
        "31 July 2016 was a Sunday",
        "The 31 July 2016 Agreement",
        "31 June 2016",
        "29 February 2015",
        "31/13/2016",
        "2016-07/31",
        "31 July 2016 25:00",
        "31 July 2016 14:65",
        "31 July 2016 13:00 pm",
        "31 July 2016 14:05 +99:00",
        "31 July 0000",
        "31 July 2016" + " " * 100 + "GMT",
        "Publishedish 31 July 2016",
    ],
)
def test_what_is_no_date_is_no_date_line(line: str) -> None:
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "2 min read",
        "5 minute read",
        "3 min. read",
        "2-minute read",
        "12 mins reading time",
        "Reading time: 5 minutes",
        "~4 min read",
    ],
)
def test_a_reading_time_is_recognised(line: str) -> None:
    small = read_small_print(line)
    assert small
    assert small.kind is BlockKind.READING_TIME


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE", "ANN LEE"),
        ("by Ann Lee", "Ann Lee"),
        ("By: Ann Lee", "Ann Lee"),
        ("By Ann Lee and Bob Ray, Reuters", "Ann Lee and Bob Ray, Reuters"),
        ("By Ann Lee in Baghdad", "Ann Lee in Baghdad"),
        ("By Khalid al-Obeidi", "Khalid al-Obeidi"),
        ("By Ludwig van der Rohe, staff writer", "Ludwig van der Rohe, staff writer"),
        ("By Ann O'Neil-Ray (Reuters)", "Ann O'Neil-Ray (Reuters)"),
        ("By J. R. Lee", "J. R. Lee"),
        ("Written by Ann Lee", "Ann Lee"),
        ("By \u0410\u043d\u043d\u0430 \u041b\u0438", "\u0410\u043d\u043d\u0430 \u041b\u0438"),
        ("By Ann Lee | 31 July 2016 | 2 min read", "Ann Lee"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("Text: Ann Lee", "Ann Lee"),
        ("文\uff1a佐藤恵", "佐藤恵"),
    ],
)
def test_a_byline_names_people(line: str, byline: str) -> None:
    small = read_small_print(line)
    assert small
    assert (small.kind, small.byline) == (BlockKind.BYLINE, byline)


@pytest.mark.parametrize(
    "line",
    [
        "By",
        "By the sea.",
        "By the time Mosul fell",
        "By 2014 it had grown",
        "By, by",
        "Bystanders watched",
        "By A B C D E F G H I J K L M N O",
        "By Ann Lee | Share this",
        "Text: the first draft",
        "Text Ann Lee",
        "Read in 2 min",
        "2 min reader",
        "By Ann Lee " + "and Bob Ray " * 30,
    ],
)
def test_what_is_no_small_print_is_left_alone(line: str) -> None:
    assert read_small_print(line) is None


def test_parts_of_one_line_count_as_the_first_and_all_are_heard() -> None:
    small = read_small_print("2 min read \u00b7 Updated 1 August 2016 \u00b7 31 July 2016 \u00b7 By Ann Lee")
    assert small == (BlockKind.READING_TIME, "Ann Lee", "2016-07-31")


@given(raw_texts() | st.from_regex(r"(?:Published |By )?\d{1,4}[-./ ]\w{1,9}[-./ ]\d{1,4}(?: \d+:\d+ \w+)?", fullmatch=True))
def test_no_line_is_too_odd_to_be_looked_at(line: str) -> None:
    read_small_print(line)
