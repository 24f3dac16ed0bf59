"""The gold pages: how much of their articles is found, and what stands around them left out."""

from itertools import product

import pytest

from reader.core.article import Article, BlockKind
from tests.sources.pages import scoring
from tests.sources.reading import read_one, reading

PROSE = "Iraqi forces edged closer to the outskirts of the city on Sunday, the general said. "


def article_on(body: str) -> Article:
    page = f"<!DOCTYPE html><html><head><title>A title of a page</title></head><body><article>{body}</article></body></html>"
    return reading(page.encode()).article


def roles_of(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize("name", scoring.NAMES)
def test_the_body_of_a_gold_page_is_found(name: str) -> None:
    title, gold = scoring.gold(name)
    article = scoring.article(name)
    assert article.meta.title == title or article.meta.title.endswith(title)
    assert scoring.score(scoring.body(article), gold).f1 > (0.98 if name in scoring.TUNED else 0.88)
    assert article.blocks[0].kind is BlockKind.TITLE


@pytest.mark.parametrize(("names", "least"), [(scoring.TUNED, 0.99), (scoring.HELD_BACK, 0.93)], ids=["tuned on", "held back"])
def test_more_of_the_gold_pages_is_found_than_by_trafilatura_alone(names: list[str], least: float) -> None:
    ours = scoring.mean([scoring.score(scoring.body(scoring.article(name)), scoring.gold(name)[1]) for name in names])
    theirs = scoring.mean([scoring.score(scoring.trafilatura_body(name), scoring.gold(name)[1]) for name in names])
    assert ours.f1 > max(theirs.f1, least)


def test_paragraphs_stand_apart_and_nothing_lies_between_blocks() -> None:
    article = scoring.article("news-front-end")
    assert article.text == "\n\n".join(text for _, text in roles_of(article))
    assert [kind for kind, _ in roles_of(article)][:5] == ["title", "deck", "byline", "caption", "body"]
    meta = article.meta
    assert (meta.byline, meta.published) == ("Marta Quell, Idris Bond", "2024-03-11T07:45:00Z")
    assert (meta.site, meta.language) == ("The Harbour Courier", "en")
    assert meta.url == "https://www.harbourcourier.example/news/2024/mar/11/ferry-operator-suspended"
    assert meta.deck == "Inspectors found that two alarms had been switched off for months."


def test_small_print_of_other_languages_has_its_roles_of() -> None:
    russian = scoring.article("russian-news")
    assert ("byline", "Автор: Иван Петров") in roles_of(russian)
    assert russian.meta.byline in {"", "Иван Петров"}
    release = scoring.article("ministry-release")
    assert release.meta.deck.startswith("Le tunnel de la Vaure sera fermé")
    assert scoring.article("japanese-news").meta.byline == "社会部・中野俊介"


def test_whom_a_picture_is_by_wrote_no_article() -> None:
    page = f"<p>{PROSE * 3}</p><p>{PROSE * 3}</p>"
    said_of = {"Фото: Анна Лесина": "", "Автор: Анна Лесина": "Анна Лесина", "(Ann Lee)": "Ann Lee", "Photo by Ann Lee": ""}
    for said, byline in (said_of | {"Bild am Sonntag": "Bild am Sonntag"}).items():
        head = f'<html><head><meta name="author" content="{said}"></head><body><h1>Mosul</h1>{page}</body></html>'
        assert reading(head.encode()).article.meta.byline == byline


def test_what_buttons_say_ends_no_article_but_a_short_sentence_may() -> None:
    assert roles_of(scoring.article("french-weekly"))[-1][1].startswith("Le lycée professionnel")
    body = f"<p>{PROSE * 3}</p><p>{PROSE * 3}</p>"
    assert article_on(f"{body}<p>Partager</p><p>Contribuer</p>").text.endswith("the general said.")
    assert article_on(f"{body}<p>Nobody answered.</p>").text.endswith("\n\nNobody answered.")
    assert article_on(f"{body}<ul><li>Mosul</li><li>Erbil</li></ul>").text.endswith("\n\nMosul\n\nErbil")


def test_a_lead_that_links_to_a_story_in_a_newsletter_stays() -> None:
    for address, stays in (("/newsletters/2024/the-vote", True), ("https://a.example/#/portal/signup", False)):
        lead = f'<p class="first"><a href="{address}">It was known before</a> that the vote would be close, and it was.</p>'
        text = article_on(f"{lead}<p>{PROSE * 3}</p><p>{PROSE * 3}</p><p>{PROSE * 3}</p><p>{PROSE * 3}</p>").text
        assert ("It was known before" in text) == stays


def test_a_last_paragraph_that_links_to_the_register_of_voters_stays() -> None:
    for address, stays in (("https://vote.example/register", True), ("/register", False), ("#/portal", False)):
        last = f'<p>Voters can <a href="{address}">register</a> until Friday, the commission said.</p>'
        assert ("until Friday" in article_on(f"{f'<p>{PROSE * 3}</p>' * 5}{last}").text) == stays


def test_the_marks_of_notes_are_not_read_and_notes_are() -> None:
    text = scoring.article("substack-post").text
    assert "to prove it.\n\n" in text
    assert "The list is dated 9 January" in text
    mark = '<sup><a href="#n1">[1]</a></sup>'
    away = '<a class="cite" href="https://b.example/c">C</a>'
    page = f'<p>{PROSE * 3}{mark}</p><p>{PROSE}It is 10<sup>2</sup> km to <a href="#b">B</a>, and more to {away}.</p>'
    assert article_on(page).text.endswith(f"{PROSE * 3}".strip() + f"\n\n{PROSE}It is 102 km to B, and more to C.")


def test_a_first_paragraph_on_who_wrote_an_article_goes_only_if_it_is_a_line() -> None:
    head = '<html><head><title>A title of a page</title><meta name="author" content="Ann Lee"></head><body><article>'
    for more, stays in (("", False), (f" {PROSE * 3}".rstrip(), True)):
        line = f"Ann Lee is a reporter in Mosul.{more}"
        text = reading(f"{head}<p>{line}</p>{f'<p>{PROSE * 3}</p>' * 8}</article></body></html>".encode()).article.text
        assert (line in text) == stays


def test_what_looks_like_a_call_in_the_middle_of_an_article_stays() -> None:
    asks = [
        "Follow the money, said the judge.",
        "Share prices fell.",
        "Copyright law was not made for this.",
        "Topics ranged from fish to wine.",
        "The party sells a newsletter that it calls a paper.",
        "Write to clerk@court.example.",
    ]
    shown = [
        line.replace("a newsletter", '<a href="/newsletter">a newsletter</a>') for line in [PROSE * 3, *asks, *[PROSE * 2] * 5]
    ]
    text = article_on("".join(f"<p>{line}</p>" for line in shown)).text
    assert [line for line in asks if line not in text] == []


LAST_WORDS = (
    "Follow-up talks are planned for March in Geneva.",
    "To join the alliance, Sweden needed the approval of all members.",
    "Get the children out first, the commander told his men.",
    "Thousands follow the president on Twitter, where he announced the strike.",
    "In a letter to the editor of The Times, he denied the charge.",
    "The Kurds get a share of the budget.",
    "He spoke by phone. 12 people were killed in the raid, he said.",
    "A mob, 300 strong, then burned the police station down.",
    "First published in 1952, the novel was banned for its portrait of the court until the army gave up power in 1991.",
    "Advertising revenue fell by 12 percent.",
    "Al Jazeera has contacted the ministry for comment.",
    "Подписание соглашения намечено на май, сообщили в министерстве.",
    "تابع المتحدث أن القوات سيطرت على المدينة.",
    "شارك في الاجتماع وزراء من عدة دول.",
    "Recibe Ucrania nuevos misiles de largo alcance de Estados Unidos.",
    "Suivez l'argent, disait le juge.",
    "Folgen Sie dem Geld, sagte der Ermittler.",
    "Takip eden günlerde ateşkes ilan edildi.",
    "政府はフォローアップ会合を来月開く方針だ。",
)
CALLS = (
    "Subscribe to our newsletter.",
    "Follow us on Twitter.",
    "Ann Lee writes on the courts. Follow her on Twitter.",
    "Join the conversation.",
    "Get the latest news.",
    "We may earn a commission.",
    "Tel: +33 1 44 55 66",
    "First published 12 March 2024",
    "Al Jazeera is a broadcaster in Doha.",
    "Подпишитесь на наш канал.",
    "تابعنا على تويتر",
    "شارك هذا المقال",
    "اشترك في النشرة البريدية",
    "Recibe nuestras noticias en tu correo.",
    "Suivez-nous sur Facebook.",
    "Folgen Sie uns auf Instagram.",
    "この記事をフォローする",
)


@pytest.mark.parametrize(("line", "stays"), [(line, True) for line in LAST_WORDS] + [(line, False) for line in CALLS])
def test_an_article_may_end_in_what_begins_like_a_call(line: str, stays: bool) -> None:
    head = '<html><head><title>A title of a page</title><meta name="author" content="Al Jazeera"></head><body><article>'
    text = reading(f"{head}{f'<p>{PROSE * 3}</p>' * 6}<p>{line}</p></article></body></html>".encode()).article.text
    assert (line in text) == stays


@pytest.mark.parametrize(
    ("heading", "stays"),
    [
        ("About 300 dead", True),
        ("Contact lost", True),
        ("Related attacks", True),
        ("Contact us", False),
        ("Media contact: Ann Lee", False),
        ("About the author", False),
        ("About Acme", False),
        ("Related posts", False),
    ],
)
def test_a_heading_cuts_off_what_is_below_only_where_that_is_of_the_page(heading: str, stays: bool) -> None:
    text = article_on(f"{f'<p>{PROSE * 3}</p>' * 6}<h2>{heading}</h2><p>The tower heard the pilot at noon.</p>").text
    assert ("The tower heard the pilot" in text) == stays


def test_lists_quotes_and_headings_are_told() -> None:
    blog = [kind for kind, _ in roles_of(scoring.article("blog-post"))]
    assert (blog.count("list item"), blog.count("quote")) == (3, 1)
    assert [kind for kind, _ in roles_of(scoring.article("explainer"))].count("heading") == 4


def test_a_live_ticker_keeps_its_entries_in_order() -> None:
    headings = [text for kind, text in roles_of(scoring.article("live-ticker")) if kind == "heading"]
    assert headings[1:] == [
        "Evacuation of Lower Heath complete",
        "Mayor asks for sandbags, not sightseers",
        "Water level falls upstream",
        "Schools closed",
        "Good morning",
    ]


def test_a_stub_before_a_paywall_says_that_it_is_one() -> None:
    reading = read_one(scoring.FOLDER / "paywall-stub.html")
    assert reading.notes == ("The page shows only the beginning to those who do not subscribe: what it shows is all there is.",)


def test_a_sentence_that_ends_in_a_link_is_no_label_of_another_page() -> None:
    sentence = '<p>He had one rule: <a href="/b">never to answer before noon</a>.</p>'
    text = article_on(f"<p>{PROSE * 3}</p><p>{PROSE * 2}</p>{sentence}<p>{PROSE * 3}</p>").text
    assert "He had one rule: never to answer before noon." in text


def test_the_last_paragraph_may_lie_in_a_box_of_its_own() -> None:
    body = "".join(f"<p>{PROSE}On day {day} it rained.</p>" for day in range(12))
    end = "The commission is to report by the end of the year."
    text = article_on(f'<div class="text">{body}</div><div class="end"><p>{end}</p></div>').text
    assert text.endswith(f"\n\n{end}")
    upsell = '<div class="end"><p>A world of news is but a step away. <a href="/in">Log in</a></p></div>'
    assert article_on(f'<div class="text">{body}</div>{upsell}').text.endswith("On day 11 it rained.")


def test_a_heading_goes_with_the_list_that_it_stands_over() -> None:
    links = "<li><a href='/1'>How to boil an egg</a></li><li><a href='/2'>A lighthouse</a></li>"
    picks = f"<div><h3>Our choice</h3><ol>{links}</ol></div>"
    kept = "<div><h3>The vote</h3><p>It was close, and it was known to be.</p></div>"
    text = article_on(f"<p>{PROSE * 3}</p>{picks}<p>{PROSE * 4}</p>{kept}<p>{PROSE * 3}</p>").text
    assert "Our choice" not in text
    assert "The vote\n\nIt was close" in text


def test_what_begins_as_a_call_does_but_ends_as_a_sentence_of_the_article_stays() -> None:
    lines = [
        "Advertising revenue fell by 11 percent in the third quarter.",
        "Recommended by doctors for years, the drug was withdrawn in May.",
        "Sign up for the army, they told him, and see the world.",
        "Sigue abierta la vía al mar.",
        "شارك في المؤتمر وزراء من ست دول عربية.",
        "Подписание договора перенесли на июнь.",
    ]
    text = article_on("".join(f"<p>{line}</p>" for line in [PROSE * 3, *lines, PROSE * 2])).text
    assert [line for line in lines if line not in text] == []
    assert article_on(f"<p>{PROSE * 3}</p><p>{PROSE * 3}</p><p>{lines[-1]}</p>").text.endswith(lines[-1])


def test_a_sentence_under_the_title_that_is_marked_as_a_heading_is_a_deck() -> None:
    deck = "The old line was closed in 1993, and the new one is late."
    roles = roles_of(scoring.article("hindi-site"))
    assert [kind for kind, _ in roles][:2] == ["title", "deck"]
    body = f"<div><p>{PROSE * 3}</p><h2>Costs</h2><p>{PROSE * 3}</p></div>"
    page = f"<html><body><h1>Trains</h1><h2 class='s'>{deck}</h2>{body}</body></html>"
    assert roles_of(reading(page.encode()).article)[1] == ("deck", deck)


def test_the_text_below_a_picture_in_a_cell_of_its_own_is_its_caption() -> None:
    captions = [text for kind, text in roles_of(scoring.article("tables-2003")) if kind == "caption"]
    assert captions == ["Steam rises by the old rectory on Locust Avenue. Sentinel photo by Gail Hurley"]


FORCES = ("The army", "The council", "Her brother", "A convoy", "The harbour", "Their neighbour")
DEEDS = ("left the northern suburb at dawn", "was seen near the river after the shelling", "asked for an open road")
SENTENCES = [f"{who} {deed}, the governor of region {at} told us. " for at, (who, deed) in enumerate(product(FORCES, DEEDS))]


@pytest.mark.parametrize(
    ("holder", "goes_on"),
    [
        ('<div class="grid"><div class="article__body">{}</div><div class="rail">Our letter of the morning.</div></div>', True),
        ('<div class="article__body">{}</div><div class="rail">Our letter of the morning.</div>', True),
        ('<div class="grid"><h2>A title</h2><div class="article__body">{}</div></div>', False),
        ('<article class="grid"><div class="article__body">{}</div></article>', False),
    ],
    ids=["in a grid", "beside", "below titles", "articles of their own"],
)
def test_an_article_goes_on_in_the_next_part_of_its_kind_unless_that_has_a_title(holder: str, *, goes_on: bool) -> None:
    paragraphs = ["".join(SENTENCES[at : at + 2]).strip() for at in range(0, 18, 2)]
    first, last = ("".join(f"<p>{line}</p>" for line in part) for part in (paragraphs[:6], paragraphs[6:]))
    parts = holder.format(first) + holder.format(f"{last}<h3>What comes next</h3><p>{PROSE * 2}</p>")
    page = f"<html><head><title>The last road</title></head><body><article><h1>The last road</h1>{parts}</article></body></html>"
    body = [text for kind, text in roles_of(reading(page.encode()).article) if kind in {"body", "heading"}]
    assert [line for line in body if line != "A title"] == (
        [*paragraphs, "What comes next", (PROSE * 2).strip()] if goes_on else paragraphs[:6]
    )
