"""Who wrote an article, out of what passes for a byline."""

import pytest
from hypothesis import given

from reader.sources.bylines import as_names
from tests.sources.reading import reading
from tests.strategies import raw_texts

PROSE = "Iraqi forces edged closer to the outskirts of the city on Sunday, the general said. "


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("By TOM KRISHER, AP Auto Writer", "TOM KRISHER, AP Auto Writer"),
        ("(By Ann Lee)", "Ann Lee"),
        ("Von Maria Schmidt", "Maria Schmidt"),
        ("Von Hagen", "Von Hagen"),
        ("Khalid al-Obeidi Red Cross", "Khalid al-Obeidi Red Cross"),
        ("Da Silva, Ana", "Da Silva, Ana"),
        ("di Mario Rossi", "Mario Rossi"),
        ("di: Mario", "Mario"),
        ("Текст Венера Ерофеева", "Венера Ерофеева"),
        ("Analysis by Ann Lee, CNN", "Ann Lee, CNN"),
        ("Opinion Quarterly", "Quarterly"),
        ("Analysis desk", "Analysis desk"),
        ("Carrie Arnold November", "Carrie Arnold"),
        ("Jeff Foust Monday, November", "Jeff Foust"),
        ("News wire services Published", "News wire services"),
        ("admin - 2018-09-16", ""),
        ("Theresa May", "Theresa May"),
        ("Joe Friday-Smith", "Joe Friday-Smith"),
        ("Admin", ""),
        ("Microsoft Office User", ""),
        ("Photo by Ann Lee", ""),
        ("Bild am Sonntag", "Bild am Sonntag"),
        ("", ""),
    ],
)
def test_a_byline_is_the_names_in_it(said: str, names: str) -> None:
    assert as_names(said) == names


@given(raw_texts())
def test_names_are_found_in_anything(said: str) -> None:
    assert as_names(said) in " ".join(said.split())


@pytest.mark.parametrize("sign", ["-", ", ", "·|- "])
def test_an_endless_line_of_signs_is_soon_looked_through(sign: str) -> None:
    assert as_names("Ann Lee" + sign * 100_000).startswith("Ann Lee")


def test_what_a_page_calls_itself_is_no_address_or_account_but_a_name() -> None:
    page = "<html><head><title>Mosul</title>{}</head><body><h1>Mosul</h1><p>{}</p></body></html>"
    linked = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Mosul", "publisher": "The Courier"}</script>'
    )
    for said, site in (("The Herald", "The Herald"), ("https://www.courier.example", "The Courier"), ("@courier", "The Courier")):
        head = f'<meta property="og:site_name" content="{said}">{linked}'
        assert reading(page.format(head, PROSE * 3).encode()).article.meta.site == site
    head = '<meta property="og:site_name" content="@a"><link rel="canonical" href="https://www.courier.example/1">'
    assert reading(page.format(head, PROSE * 3).encode()).article.meta.site == "courier.example"


def test_a_byline_and_a_date_in_a_deck_s_place_are_no_deck() -> None:
    marks = '<div class="head--subhead">{}</div>'
    top = marks.format("JANIE HAR") + '<div class="head--subhead-date">Nov. 20, 2019 1:35 a.m.</div>'
    head = '<head><title>Mosul</title><meta name="author" content="Janie Har"></head>'
    page = f"<html>{head}<body><article><h1>Mosul</h1>{top}<p>{PROSE * 3}</p><p>{PROSE * 2}</p></article></body></html>"
    article = reading(page.encode()).article
    assert [block.kind.value for block in article.blocks] == ["title", "byline", "dateline", "body", "body"]
    assert (article.meta.deck, article.meta.byline, article.meta.published) == ("", "Janie Har", "2019-11-20")
