"""Web pages in, articles out."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.sources import registry
from reader.sources.html import SOURCE, is_page
from reader.sources.source import Reading, SourceError
from tests.sources.pages import scoring
from tests.sources.reading import read_one
from tests.strategies import raw_texts

PROSE = "Iraqi forces edged closer to the outskirts of the city on Sunday, the general said. "
PAGE = (
    "<html><head><title>Mosul</title></head>"
    f"<body><article><h1>Mosul</h1><p>{PROSE * 3}</p><p>{PROSE * 2}</p></article></body></html>"
)


def read(page: str | bytes) -> Reading:
    raw = page if isinstance(page, bytes) else page.encode()
    (reading,) = registry.read_bytes(raw, "page.html")
    assert isinstance(reading, Reading)
    return reading


def roles(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def body_page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>A title of a page</title>{head}</head><body>{body}</body></html>"


def test_a_page_made_by_scripts_gives_what_it_tells_search_engines_and_says_so() -> None:
    reading = read_one(scoring.FOLDER / "linked-data-only.html")
    assert reading.notes == ("The page shows its text by JavaScript: it was taken from what the page tells search engines.",)
    assert reading.article.meta.byline == "Yara Costa"


def test_a_page_without_an_article_gives_all_of_its_text_and_says_so() -> None:
    reading = read(body_page("<div>Loading</div><div>Mosul, Baghdad</div>"))
    assert "Mosul, Baghdad" in reading.article.text
    assert reading.notes == (
        "No article could be told apart on the page: all of its text is shown. It may show more in a browser, by JavaScript.",
    )


def test_a_title_that_is_only_the_site_s_name_is_mended() -> None:
    head = '<meta property="og:site_name" content="The Courier"><meta property="og:title" content="The Courier">'
    page = f"<html><head><title>The Courier</title>{head}</head><body><h1>Mosul falls</h1><p>{PROSE * 3}</p><p>{PROSE}</p>"
    assert read(page).article.meta.title == "Mosul falls"


def test_a_byline_without_marks_is_one() -> None:
    page = body_page(f"<h1>A title of a page</h1><p>By Ann Lee</p><p>31 July 2016</p><p>{PROSE * 3}</p><p>{PROSE * 2}</p>")
    article = read(page).article
    assert [kind for kind, _ in roles(article)] == ["title", "byline", "dateline", "body", "body"]
    assert (article.meta.byline, article.meta.published) == ("Ann Lee", "2016-07-31")


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html>",
        "\ufeff<!doctype HTML>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1.dtd">',
        "<!-- saved from url=(0042)http://a.example/ -->\n<!-- b -->",
        "\r\n\r\n",
    ],
)
def test_pages_are_told_by_their_content(start: str) -> None:
    reading = read(start + PAGE)
    assert [kind for kind, _ in roles(reading.article)] == ["title", "body", "body"]
    assert reading.notes == ()


def test_a_piece_of_a_page_is_one_and_text_with_a_tag_in_it_is_not() -> None:
    assert is_page(f"<div class='story'><p>{PROSE}</p><p>{PROSE}</p></div>".encode())
    assert not is_page(b"<b>Mosul</b> fell.")
    assert not is_page(b"<p> is the tag of a paragraph.")


@pytest.mark.parametrize(
    ("encoding", "declared", "notes"),
    [
        ("utf-16", "", ()),
        ("utf-8-sig", "", ()),
        ("cp1252", "iso-8859-1", ()),
        ("cp1252", "", ("The encoding was guessed: windows-1252.",)),
        ("utf-8", "iso-8859-1", ()),
        ("iso-8859-15", "ISO-8859-15", ()),
        ("cp1252", "no-such-thing", ("The encoding was guessed: windows-1252.",)),
    ],
)
def test_bytes_are_read_as_marked_or_declared_or_guessed(encoding: str, declared: str, notes: tuple[str, ...]) -> None:
    story = f"El presidente Núñez habló en España, según dijo él mismo. {PROSE}"
    page = body_page(f"<h1>Mosul</h1><p>{story}</p><p>{PROSE * 3}</p>", f'<meta charset="{declared}">' if declared else "")
    reading = read(page.encode(encoding))
    assert story.strip() in reading.article.text
    assert reading.notes == notes


@pytest.mark.parametrize("encoding", ["shift_jis", "iso-2022-jp", "euc-jp"])
def test_japanese_is_read_as_declared(encoding: str) -> None:
    story = "日本の首相は日曜日に東京で記者会見を開いた。"
    assert story in read(body_page(f"<p>{story * 4}</p>", f"<meta charset={encoding}>").encode(encoding)).article.text


def test_a_declared_encoding_that_is_not_true_is_not_believed() -> None:
    story = "Президент России заявил это в воскресенье в Москве. " * 8
    reading = read(body_page(f"<p>{story}</p>", "<meta charset=utf-8>").encode("cp1251"))
    assert story.strip() in reading.article.text
    assert reading.notes == ("The encoding was guessed: windows-1251.",)


def test_a_page_that_nests_without_end_is_read_and_says_so() -> None:
    reading = read(f"<html><body>{'<div>' * 100_000}<p>{PROSE * 3}</p>{'</div>' * 100_000}<p>{PROSE * 2}</p></body></html>")
    assert reading.article.text.count("Iraqi forces") == 5
    assert reading.notes[0].startswith("The page nests its parts so deeply")


@pytest.mark.parametrize(
    "hostile",
    [
        f"<img src='data:image/png;base64,{'A' * 12_000_000}'>",
        f'<p title="{"x" * 12_000_000}">',
        "<script>" * 50_000,
        f"<script>{'x' * 12_000_000}</script>",
        "\0" * 1000,
        "<a href=" * 50_000,
        "<!--" * 50_000,
        "<table><tr><td>" * 20_000,
        "<b>" * 50_000,
        "&#0;&#xD800;&#x110000;&bogus;",
        f"<pre{' ' * 2_000_000}>",
    ],
    ids=["picture", "attribute", "scripts", "script", "nul", "tags", "comments", "tables", "bold", "entities", "blanks"],
)
def test_hostile_pages_are_read_as_far_as_they_go(hostile: str) -> None:
    assert "Iraqi forces" in read(f"<html><body><p>{PROSE * 3}</p>{hostile}<p>{PROSE}</p></body></html>").article.text


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = read(f"{bomb}<html><body><p>{PROSE * 3} &a;&x;</p></body></html>").article.text
    assert "root:" not in text


@pytest.mark.parametrize("page", ["<html></html>", "<html><head><title></title></head><body><script>x</script></body></html>"])
def test_a_page_without_words_is_refused(page: str) -> None:
    with pytest.raises(SourceError, match="is a page without words"):
        read(page)


_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "article",
        "h1",
        "li",
        "ul",
        "blockquote",
        "a",
        "b",
        "br",
        "table",
        "td",
        "figure",
        "figcaption",
        "aside",
        "script",
    ]
)
_NAMES = st.sampled_from(
    ["", ' class="related"', ' id="story"', " class='byline'", ' style="display:none"', " hidden", ' lang="ar"']
)
_PIECES = st.one_of(
    st.builds("<{}{}>".format, _TAGS, _NAMES),
    st.builds("</{}>".format, _TAGS),
    raw_texts(max_size=6),
    st.sampled_from([PROSE, "By Ann Lee", "31 July 2016", "Read more", "<!--", "-->", "&amp;", "&#x202e;", "<![CDATA["]),
)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_markup_gives_an_article_or_a_sentence(markup: str) -> None:
    check(f"<html>{markup}".encode())


@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_sentence(raw: bytes) -> None:
    check(b"<!doctype html>" + raw)


def check(raw: bytes) -> None:
    assert SOURCE.claims(raw)
    with suppress(SourceError):
        article = read(raw).article
        assert article.text == "\n\n".join(text for _, text in roles(article))
        assert all(text == text.strip() and text for _, text in roles(article))


def test_the_year_of_a_copyright_is_not_when_an_article_was_published():
    page = PAGE.replace("</body>", "<footer>Copyright 2020 The Courier</footer></body>").encode()
    assert read(page).article.meta.published == ""


def test_an_endless_attribute_whose_name_is_none_does_no_harm():
    page = f'<html><body><p a\x12b="{"x" * 3_000}">Mosul fell.</p></body></html>'
    assert read(page).article.text == "Mosul fell."


def test_a_tag_of_countless_attributes_is_read_as_if_it_had_none():
    attributes = " ".join(f"a{number}=1" for number in range(300_000))
    assert read(f"<html><body><p {attributes}>Mosul fell.</p></body></html>").article.text == "Mosul fell."


@pytest.mark.parametrize(
    ("said", "published"),
    [("2024-99-99", ""), ("Mon, 15 Jan 2024 10:00:00 GMT", "2024-01-15T10:00:00+00:00"), ("January 15, 2024", "2024-01-15")],
)
def test_a_date_in_the_head_is_one_of_the_calendar_however_it_is_written(said: str, published: str) -> None:
    page = body_page(f"<p>{PROSE * 3}</p>", f'<meta name="date" content="{said}"><meta name="author" content="A B">')
    assert read(page).article.meta.published == published


def test_a_year_in_the_small_print_of_a_site_dates_no_article() -> None:
    page = body_page(f"<div>{PROSE * 4}</div><div>La Voce - Reg. Trib. n. 14 del 1998</div>")
    assert read(page).article.meta.published == ""
