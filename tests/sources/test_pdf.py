"""PDF files become paragraphs again."""

from __future__ import annotations

from itertools import chain

import pypdfium2 as pdfium
import pytest

from tests.sources.locked.making import FOLDER as LOCKED
from tests.sources.locked.making import LOCKS, OPENS, TEXT
from tests.sources.pdfs import Show, lines, pdf
from tests.sources.reading import reading, refusal, roles
from tests.sources.samples import PROSE

FIRST = [
    "The government of Iraq said on Sunday that its forces had edged closer to the",
    "outskirts of the city after weeks of fighting.",
]
SECOND = [
    "Another paragraph begins with a sentence that goes on for more than a single line",
    "so that it can be told from the first.",
]


def test_lines_become_paragraphs_again_by_the_gap_between_them():
    shown = [*lines(FIRST), *lines(SECOND, y=668)]
    assert roles(pdf([shown])) == [("body", " ".join(FIRST)), ("body", " ".join(SECOND))]


def test_lines_become_paragraphs_again_by_an_indent():
    shown = [*lines(FIRST[:1], x=90), *lines(FIRST[1:], y=688), *lines(SECOND[:1], x=90, y=676), *lines(SECOND[1:], y=664)]
    assert roles(pdf([shown])) == [("body", " ".join(FIRST)), ("body", " ".join(SECOND))]


def test_a_line_that_was_ended_on_purpose_ends_its_paragraph():
    assert roles(pdf([lines([*FIRST, *SECOND])])) == [("body", " ".join(FIRST)), ("body", " ".join(SECOND))]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("The forces of the govern-", "ment closed in on Sunday.", "The forces of the government closed in on Sunday."),
        ("The minister Khaled al-", "Obeidi closed in on Sunday.", "The minister Khaled al-Obeidi closed in on Sunday."),
        ("A long-term plan is a long-", "term plan for all of them.", "A long-term plan is a long-term plan for all of them."),
        ("They said that the attack -", "a raid at night - was over.", "They said that the attack - a raid at night - was over."),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_whole_again(above, below, joined):
    assert roles(pdf([lines([above, below])])) == [("body", joined)]
    assert roles(pdf([lines([above, below])], extra=b"/Rotate 90")) == [("body", joined)]


def test_ligatures_are_letters():
    assert reading(pdf([lines(["An oFce in Gow was hit, of Gint and Fre."], font="F2")])).article.text == (
        "An ofice in flow was hit, of flint and fire."
    )


LEFT = ["Left column words go on", "and on to fill the whole", "column with words of the", "first of both columns and"]
RIGHT = ["then the right one goes", "on to the end of the page", "in the same way until it", "stops with a full stop."]
WHOLE = " ".join(LEFT + RIGHT)


@pytest.mark.parametrize("woven", [False, True], ids=["by column", "by line"])
def test_two_columns_are_read_one_after_the_other_however_they_are_drawn(woven):
    left, right = lines(LEFT, y=690), lines(RIGHT, x=320, y=690)
    drawn = [*chain.from_iterable(zip(left, right, strict=True))] if woven else [*left, *right]
    title = Show(72, 740, "A title that runs across both of them", 18)
    assert roles(pdf([[*drawn, title]])) == [("title", title.text), ("body", WHOLE)]


def test_the_cells_of_a_table_are_read_row_by_row():
    rows = [("Mosul", "17"), ("Erbil", "3"), ("Basra", "12"), ("Tikrit", "5")]
    drawn = [Show(x, 700 - 12 * at, cell) for at, row in enumerate(rows) for x, cell in zip((72, 400), row, strict=True)]
    text = reading(pdf([drawn])).article.text.replace("\n\n", " ")
    assert text == "Mosul 17 Erbil 3 Basra 12 Tikrit 5"


def test_a_paragraph_goes_on_on_the_next_page_without_heads_feet_and_page_numbers():
    parts = [
        ["The first page ends in the middle of a long sentence which then goes on and", "on until the"],
        ["end of the second"],
    ]
    pages = [
        [Show(72, 760, f"THE DAILY BUGLE, 31 July 2016 | {number}"), *lines(part), Show(300, 30, f"- {number} -")]
        for number, part in enumerate([*parts, ["page, and is over on the third."]], 8)
    ]
    assert roles(pdf(pages)) == [("body", " ".join([*parts[0], *parts[1], "page, and is over on the third."]))]


def test_a_title_that_the_running_heads_repeat_is_left_on_the_first_page():
    pages = [[Show(72, 760, "Forces close in", 10 if number else 20), *lines(FIRST)] for number in range(3)]
    assert roles(pdf(pages))[0] == ("title", "Forces close in")
    assert reading(pdf(pages)).article.text.count("Forces close in") == 1


def test_larger_letters_are_a_title_and_headings_and_small_print_is_known_below_them():
    shown = [
        *lines(["Iraqi forces close in", "on the city"], size=24, leading=28, y=740),
        *lines(["By Ann Lee", "31 July 2016"], y=690, leading=20),
        *lines(FIRST, y=650),
        *lines(["What comes next"], size=14, y=610),
        *lines(SECOND, y=590),
    ]
    raw = pdf([shown], info=b"/Title(Microsoft Word - draft.doc)/Author(admin)/CreationDate(D:20160801100000+03'00')")
    assert [kind for kind, _ in roles(raw)] == ["title", "byline", "dateline", "body", "heading", "body"]
    meta = reading(raw).article.meta
    assert (meta.title, meta.byline, meta.published) == ("Iraqi forces close in on the city", "Ann Lee", "2016-07-31")


def test_what_the_text_does_not_say_is_taken_from_the_properties():
    meta = reading(
        pdf([lines(FIRST)], info=b"/Title(Forces close in)/Author(Ann Lee)/CreationDate(D:20160801100000+03'00')")
    ).article.meta
    assert (meta.title, meta.byline, meta.published) == ("Forces close in", "Ann Lee", "2016-08-01T10:00:00+03:00")
    assert reading(pdf([lines(FIRST)], info=b"/CreationDate(D:20160230)/Title(a.indd)")).article.meta.title == ""


def test_a_scan_is_told_from_a_text():
    assert refusal(pdf([[]], picture=True)) == "story holds pictures of pages and no text: run OCR on it first."
    assert refusal(pdf([])) == "story is a damaged or incomplete PDF file: get it again from where it came from."


def test_pages_that_are_pictures_are_named_in_a_note():
    notes = reading(pdf([lines(FIRST), []], picture=True)).notes
    assert notes == ("Page 2 holds no text: if there are pictures of words there, run OCR on the file first.",)
    assert reading(pdf([lines(FIRST), [], []], picture=True)).notes[0].startswith("2 pages, from page 2 on, hold no text: ")


@pytest.mark.parametrize("name", LOCKS)
def test_a_file_that_asks_for_a_password_is_refused_with_what_to_do(name):
    raw = (LOCKED / f"{name}-user.pdf").read_bytes()
    assert refusal(raw) == "story is locked with a password: open it with its password, and print it to a new PDF without one."
    pdfium.PdfDocument(raw, password=OPENS).close()  # whoever has it can read the file


@pytest.mark.parametrize("name", LOCKS)
def test_a_file_that_only_its_owner_may_change_is_read(name):
    article = reading((LOCKED / f"{name}-owner.pdf").read_bytes()).article
    assert article.text == " ".join(TEXT)
    assert article.meta.byline == "Ann Lee"


def test_a_file_locked_for_those_with_a_key_is_refused_with_what_to_do():
    raw = (LOCKED / "aes-128-user.pdf").read_bytes().replace(b"/Filter/Standard", b"/Filter/Adobe.PubSec")
    assert refusal(raw) == "story is locked in a way that Reader doesn't know: print it to a new PDF where it opens."


def test_a_file_of_too_many_pages_is_refused_before_any_is_read():
    assert refusal(pdf([[]] * 5_001)) == "story has more than 5,000 pages: cut it into smaller files first."


def test_turned_pages_are_read_like_others():
    for turn in (b"/Rotate 90", b"/Rotate 180", b"/Rotate 270"):
        assert roles(pdf([[*lines(FIRST), *lines(SECOND, y=668)]], extra=turn)) == [
            ("body", " ".join(FIRST)),
            ("body", " ".join(SECOND)),
        ]


def test_bytes_before_the_beginning_do_no_harm():
    assert roles(b"\r\n\r\n" + pdf([lines(FIRST)])) == [("body", " ".join(FIRST))]


def test_the_lines_below_a_bullet_hang_from_its_first_word():
    shown = [
        *lines(["\u2022 Weapons were found in the house of a man who had been in the city since"], x=72),
        Show(80, 688, "the autumn of the year before."),
    ]
    shown += [Show(72, 676, "\u2022 Nothing else was found."), *lines(FIRST, y=650)]
    assert [kind for kind, _ in roles(pdf([shown]))] == ["list item", "list item", "body"]


def test_a_word_in_another_font_breaks_no_paragraph():
    above, below = FIRST
    shown = [Show(72, 700, above), Show(72, 688, below[:12]), Show(130, 688, below[12:].replace("f", "n"), font="F2", size=10.5)]
    assert [kind for kind, _ in roles(pdf([shown]))] == ["body"]


def test_the_dots_across_a_table_of_contents_are_one():
    assert reading(pdf([lines(["1. The siege . . . . . . . . . . . . . 7"])])).article.text == "1. The siege … 7"


@pytest.mark.parametrize(
    ("files", "said"), [(1, "A file attached to it was left out"), (2, "2 files attached to it were left out")]
)
def test_files_attached_are_told_of(files, said):
    listed = b"".join(b"(%d)<</Type/Filespec/F(a.txt)/EF<</F 3 0 R>>>>" % at for at in range(files))
    found = reading(pdf([lines([PROSE])], catalog=b"/Names<</EmbeddedFiles<</Names[%s]>>>>" % listed))
    assert found.notes == (f"{said}: save what you want of that from a PDF viewer, and import it.",)


def test_a_form_that_only_says_that_it_cannot_be_shown_is_refused():
    excuse = ["Please wait...", "If this message is not eventually replaced by the proper contents of the document, your PDF"]
    assert "only Adobe's own programs show" in refusal(pdf([lines(excuse)]))
    assert reading(pdf([lines([*excuse, *[f"{PROSE}{at}" for at in range(40)]], leading=11)])).notes == ()
