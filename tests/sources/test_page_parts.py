"""What stands in the body of a page and is none of its article: notes, cards, boxes, who worked on it."""

from __future__ import annotations

import pytest

from reader.core.article import BlockKind
from reader.sources.small_print import is_caption
from tests.sources.reading import reading

LINES = [
    "Iraqi forces edged closer to the outskirts of the city on Sunday, the general said in the morning.",
    "Thousands of families left the quarter on foot, carrying what they could, while shells fell behind them.",
    "The governor asked for tents and water, and for a road that stays open at night for the wounded.",
    "Nobody in the ministry would say how long the fighting might go on, or what would come after it.",
]


def body_of(markup: str) -> list[str]:
    page = f"<html><head><title>The last road</title></head><body><article><h1>The last road</h1>{markup}</article></body></html>"
    article = reading(page.encode()).article
    of_body = {BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE}
    return [article.text[block.start : block.end] for block in article.blocks if block.kind in of_body]


def paragraphs(lines: list[str], tag: str = "<p>") -> str:
    return "".join(f"{tag}{line}</p>" for line in lines)


def test_marks_of_notes_and_the_addresses_they_stand_for_are_left_out() -> None:
    mark = '<a href="#_edn{0}" name="_ednref{0}"><sup><span class="MsoEndnoteReference">[{0}]</span></sup></a>'
    marked = paragraphs([line + mark.format(at) for at, line in enumerate(LINES)])
    addresses = "<a href='https://t.me/a/{0}'>https://t.me/a/{0}</a> ; https://x.example/status/20898604694752{0}"
    notes = paragraphs([mark.replace("_edn{0}", "_ednref{0}", 1).format(at) + addresses.format(at) for at in range(4)])
    assert body_of(marked + "<hr>" + notes) == LINES
    with_one = f"{LINES[0]} It is at https://t.me/a/41060."
    assert body_of(paragraphs([with_one, *LINES[1:]]))[0] == with_one


def test_a_list_of_cards_amid_an_article_is_left_out_and_one_of_sentences_is_not() -> None:
    card = '<li><a href="/a"><div>A story from another week</div></a><div>{}</div></li>'
    sums = ["Fourteen months after the flood the families are waiting.", "The mahouts say that the rules make orphans."]
    cards = f"<div><h4>Chosen for you</h4><ul>{''.join(map(card.format, sums))}</ul></div>"
    assert body_of(paragraphs(LINES[:2]) + cards + paragraphs(LINES[2:])) == LINES
    listed = f"<ul>{''.join(f'<li>{line}</li>' for line in sums)}</ul>"
    assert body_of(paragraphs(LINES[:2]) + listed + paragraphs(LINES[2:])) == LINES[:2] + sums + LINES[2:]


def test_a_first_paragraph_that_is_marked_as_paid_for_in_its_own_way_stays() -> None:
    first, *others = LINES * 2
    markup = paragraphs([first], '<p class="has-dropcap lead paywall">') + paragraphs(others, '<p class="paywall">')
    assert body_of(f'<div class="body">{markup}</div>') == LINES * 2
    ask = '<div class="paywall"><p>Read on for one euro a week, and cancel whenever you want to.</p></div>'
    assert body_of(f'<div class="body">{paragraphs(LINES * 2)}{ask}</div>') == LINES * 2


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Reporting by Ion Zaporojanu; Writing by Anna Pruchnik; Editing by Timothy Garrel", False),
        ("(Additional reporting by Saqib Ahmed in Mosul; editing by Dan Grebler)", False),
        ("The Times' Central Asia editor Brian Whitlow contributed to this report from Prague.", False),
        ("Members of the desk contributed research to this article.", False),
        ("Javed Bangash in Hangu also contributed to this report", False),
        ("Published in The Dawn, February 9th, 2026", False),
        ("Become a member of The Dawn", False),
        ("Published in March, the law is still not in force.", True),
        ("Reporting by the ministry has improved, the auditors said.", True),
        ("The drought contributed to this year's fall in exports.", True),
        ("Reporting by Ion Zaporojanu Writing by Anna Pruchnik", False),
        ("Anna Pruchnik contributed additional reporting to the story.", False),
        ("Some 270 scientists from 67 countries contributed to the report.", True),
        ("More than 200 investigators contributed evidence to the report.", True),
        ("Written by a panel of judges, the ruling was never edited by the court.", True),
        ("Published in Paris in 1862, the book sold out by 1863.", True),
    ],
)
def test_who_worked_on_an_article_is_no_part_of_it(line: str, *, stays: bool) -> None:
    assert body_of(paragraphs([*LINES, line])) == LINES + [line] * stays


def test_who_wrote_an_article_is_told_below_it_with_degrees_too() -> None:
    head = '<p class="byline">By Henrik Aasvang</p>'
    told = "Henrik Aasvang, Ph.D., is a lecturer in naval history at the college in Tartu."
    assert body_of(head + paragraphs([*LINES, told])) == LINES


def test_a_note_from_the_author_under_a_bold_line_is_no_part_of_an_article() -> None:
    note = paragraphs(["<b>Note from the author:</b>", "Hi, this is Danylo. I went down to that basement for two shifts."])
    assert body_of(paragraphs(LINES * 2) + note) == LINES * 2
    told = paragraphs(["<b>A note from the general</b>", "He sent it on Sunday, and nobody has answered him since."])
    assert body_of(paragraphs(LINES * 2) + told)[-2:] == [
        "A note from the general",
        "He sent it on Sunday, and nobody has answered him since.",
    ]


def test_a_box_on_the_newsletter_amid_an_article_is_left_out_and_a_part_on_something_else_is_not() -> None:
    box = "<div class='a-box'><h3>{}</h3><p>Steppe Notes comes every Friday, from our correspondents in Asia.</p></div>"
    for heading, stays in (("About This Newsletter", False), ("Contracts and cousins", True)):
        found = body_of(paragraphs(LINES[:2]) + box.format(heading) + paragraphs(LINES[2:]))
        assert (heading in found) == stays
        assert found[:2] + found[-2:] == LINES


@pytest.mark.parametrize(
    ("heading", "stays"),
    [
        ("<b>Alien (1979)</b>", True),
        ("<h2>Kommentare (12)</h2>", False),
        ("<b>Read more books, the teacher told them.</b>", True),
        ("<b>Further reading</b>", False),
    ],
)
def test_a_year_after_a_word_is_no_count_of_comments_and_a_bold_sentence_no_heading(heading: str, *, stays: bool) -> None:
    assert (body_of(paragraphs([*LINES * 2, heading, *LINES[:2]]))[-2:] == LINES[:2]) == stays


def test_a_part_about_something_is_the_article_s_where_others_of_its_kind_are() -> None:
    part = "<section class='part'><h2>{}</h2><p>It lasted for nine months, and took the lives of hundreds there.</p></section>"
    headings = ["How it began", "About the siege", "What comes next"]
    found = body_of(paragraphs(LINES) + "".join(map(part.format, headings)) + paragraphs(LINES))
    assert [line for line in found if line in headings] == headings


def test_a_long_part_about_something_is_no_box() -> None:
    long = [f"In the old town it was said: {line}" for line in LINES]
    part = f"<div class='a-part'><h3>About the siege</h3>{paragraphs(long)}</div>"
    assert body_of(paragraphs(LINES[:2]) + part + paragraphs(LINES[2:])) == [*LINES[:2], "About the siege", *long, *LINES[2:]]


def test_a_short_article_under_a_heading_on_something_is_one() -> None:
    body = f"<article><h1>The last road</h1><div class='body'><h2>About the siege</h2>{paragraphs(LINES[:3])}</div></article>"
    aside = "<aside><p>Our letter of the morning.</p></aside>"
    article = reading(f"<html><head><title>The last road</title></head><body>{body}{aside}</body></html>".encode()).article
    assert article.text.split("\n\n") == ["The last road", "About the siege", *LINES[:3]]


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Officers inspect a container at the checkpoint. (Photo by Kaikeo Saiyasane/Xinhua)", True),
        ("Officers inspect a container. (Xinhua/Zhao Xu)", True),
        ("Officers inspect a container (AP Photo/Ann Lee)", True),
        ("Officers inspect a container. (File photo courtesy of the ministry)", True),
        ("Two in three agreed (Reuters/Ipsos poll, 2016).", False),
        ("He showed the photo (it was taken in Mosul).", False),
        ("He never saw it (the photo was lost).", False),
    ],
)
def test_what_ends_with_whom_a_picture_is_by_is_its_caption(text: str, *, caption: bool) -> None:
    assert is_caption(text, 0, len(text), credited=False) is caption
