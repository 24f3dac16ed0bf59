"""Feeds and lists of feeds, from files and from the web."""

from collections.abc import Iterator

import pytest

from reader.core.article import BlockKind
from reader.sources import registry
from reader.sources.source import Outcome, Reading, Refusal, SourceError
from reader.sources.web import read_url
from tests.sources.samples import word
from tests.sources.web_server import Web

PROSE = "Iraqi forces edged closer to the outskirts of the city on Sunday, the general said. "
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>Mosul &amp;amp; Baghdad</title><link>{whole}</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Sun, 31 Jul 2016 10:00:00 +0300</pubDate>
<description>A summary.</description>
<content:encoded><![CDATA[<p>First &eacute; paragraph.</p>
<ul><li>One</li></ul><blockquote>Said.</blockquote>]]></content:encoded></item>
<item><title>Only a summary</title><link>{short}</link><description>What it says &lt;b&gt;here&lt;/b&gt;.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Bote</title>
<entry><title type="html">Br&amp;uuml;cke</title><link href="https://bote.example/1"/>
<updated>2020-02-03T04:05:06Z</updated>
<author><name>Ute Lenz</name></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><h2>Oben</h2><p>Die Br\u00fccke ist offen.</p></div></content></entry>
<entry><title>Leer</title></entry></feed>"""
OPML = '<?xml version="1.0"?><opml version="2.0"><body><outline text="a"><outline xmlUrl="{0}"/></outline></body></opml>'


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Web() as running:
        yield running


def read(text: str | bytes) -> list[Outcome]:
    return list(registry.read_bytes(text if isinstance(text, bytes) else text.encode(), "wire.xml"))


def rss(whole: str = "https://courier.example/1", short: str = "https://courier.example/2") -> str:
    return RSS.format(whole=whole, short=short)


def article_page(title: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{PROSE * 3}</p><p>{PROSE * 2}</p></body></html>"


def test_each_entry_of_a_feed_is_an_article() -> None:
    whole, short = read(rss())
    assert isinstance(whole, Reading)
    assert isinstance(short, Reading)
    article = whole.article
    assert article.text == "Mosul & Baghdad\n\nFirst é paragraph.\n\nOne\n\nSaid."
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE, BlockKind.BODY, BlockKind.LIST_ITEM, BlockKind.QUOTE]
    meta = article.meta
    assert (meta.title, meta.byline, meta.site) == ("Mosul & Baghdad", "Ann Lee", "The Courier")
    assert (meta.published, meta.url, meta.language) == ("2016-07-31T07:00:00Z", "https://courier.example/1", "en-gb")
    assert (whole.notes, whole.name) == ((), "wire.xml \u203a 1")
    assert short.article.text == "Only a summary\n\nWhat it says here."
    assert short.notes == ("The feed gives only a summary: for all of it, import https://courier.example/2.",)


def test_atom_is_read_and_an_empty_entry_gives_its_title() -> None:
    first, second = read(ATOM)
    assert isinstance(first, Reading)
    assert first.article.text == "Brücke\n\nOben\n\nDie Brücke ist offen."
    assert (first.article.meta.byline, first.article.meta.language) == ("Ute Lenz", "de")
    assert isinstance(second, Reading)
    assert second.article.text == "Leer"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_feed_is_told_in_other_encodings(encoding: str) -> None:
    assert len(read(rss().replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"').encode(encoding))) == 2


def test_entities_that_grow_without_end_or_name_files_are_harmless() -> None:
    grown = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "lol">{grown}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    item = "<item><title>Mosul</title><description>&a9;&x;fell</description></item>"
    text = f'<?xml version="1.0"?>{bomb}<rss version="2.0"><channel>{item}</channel></rss>'
    (outcome,) = read(text)
    assert isinstance(outcome, Reading)
    assert len(outcome.article.text) < 1000
    assert "root:" not in outcome.article.text


def test_a_feed_without_entries_is_refused() -> None:
    with pytest.raises(SourceError, match="is a feed without entries"):
        read('<rss version="2.0"><channel><title>a</title></channel></rss>')


def test_a_list_of_feeds_says_what_to_do() -> None:
    assert read(OPML.format("https://a.example/feed?a=1&amp;b=2")) == [
        Refusal(
            "wire.xml names 1 feed and holds no article: import the addresses that you want (https://a.example/feed?a=1&b=2).",
            "wire.xml",
        )
    ]


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE opml>",
        '<!DOCTYPE opml [ <!ENTITY a "b"> ]>',
        "<!-- exported -->\n<!DOCTYPE opml>",
        "<?xml-stylesheet href='a'?>",
    ],
)
def test_a_list_of_feeds_is_one_whatever_stands_before_it(before: str) -> None:
    text = OPML.format("https://a.example/feed")
    for raw in (text.replace("<opml", f"{before}\n<opml"), before + text.partition("?>")[2]):
        (refused,) = read(raw)
        assert isinstance(refused, Refusal)
        assert "names 1 feed" in refused.sentence


def test_a_page_is_read_from_its_address(web: Web) -> None:
    web.lead("/old", "/story")
    story = web.say("/story", article_page("Mosul").encode("cp1252"), Content_Type="text/html; charset=iso-8859-1")
    (outcome,) = read_url(f"{web.address}/old")
    assert isinstance(outcome, Reading)
    assert (outcome.article.meta.url, outcome.article.meta.site, outcome.name) == (story, "127.0.0.1", story)
    assert outcome.article.meta.title == "Mosul"


def test_other_files_are_read_from_their_address_by_content(web: Web) -> None:
    (outcome,) = read_url(web.say("/story.txt", f"Mosul\n\n{PROSE}", Content_Type="text/plain"))
    assert isinstance(outcome, Reading)
    assert outcome.article.text == f"Mosul\n\n{PROSE}"


def test_what_a_server_calls_a_page_is_one_only_if_it_may_be(web: Web) -> None:
    (outcome,) = read_url(web.say("/get.php", word()))
    assert isinstance(outcome, Reading)
    assert outcome.article.meta.byline == "Bob Ray"
    for raw, said in ((b"%PDF-1.4 x", "damaged or incomplete PDF file"), (b"\x89PNG\r\n\x1a\n", "can't read PNG pictures")):
        with pytest.raises(SourceError, match=said):
            list(read_url(web.say("/get.php", raw)))
    (outcome,) = read_url(web.say("/words", f"{PROSE}\n\n**{PROSE}**"))
    assert isinstance(outcome, Reading)
    assert PROSE.strip() in outcome.article.text


def test_a_feed_at_an_address_gives_whole_pages_and_one_bad_one_stops_none(web: Web) -> None:
    page = web.say("/page", article_page("The whole page"))
    entry = "<item><title>{0}</title><link>{0}</link><description>Short.</description></item>"
    items = entry.format("page") + entry.format("gone")
    feed = web.say("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>', Content_Type="text/xml")
    first, second = read_url(feed)
    assert isinstance(first, Reading)
    assert (first.article.meta.title, first.article.meta.url) == ("The whole page", page)
    assert isinstance(second, Refusal)
    assert second.sentence.startswith("There is no page at")
    whole, _ = read_url(web.say("/rss", rss(whole="page", short="gone")))
    assert isinstance(whole, Reading)
    assert whole.article.text.startswith("Mosul & Baghdad\n\nFirst")
    assert whole.article.meta.url == page


def test_a_list_of_feeds_at_an_address_is_gone_through_on_request_only(web: Web) -> None:
    feed = web.say("/feed", ATOM)
    address = web.say("/list", OPML.format(feed), Content_Type="text/x-opml")
    (refused,) = read_url(address)
    assert isinstance(refused, Refusal)
    outcomes = list(read_url(address, follow=True))
    assert [type(outcome) for outcome in outcomes] == [Reading, Reading]
    assert [path for path, _ in web.asked].count("/feed") == 1


def test_a_date_that_none_can_read_is_no_date():
    (reading, _) = read(rss().replace("Sun, 31 Jul 2016 10:00:00 +0300", "the day before yesterday"))
    assert isinstance(reading, Reading)
    assert reading.article.meta.published == ""


def test_a_link_is_read_from_the_site_of_the_feed_and_one_that_leads_nowhere_is_no_address():
    (whole, short) = read(rss("/news/1", "https://courier.exa&#5;ple/2"))
    assert isinstance(whole, Reading)
    assert isinstance(short, Reading)
    assert (whole.article.meta.url, short.article.meta.url) == ("https://courier.example/news/1", "")
    (whole, short) = read(rss("/news/1", "//[").replace("https://courier.example/<", "feed.xml<"))
    assert isinstance(whole, Reading)
    assert whole.article.meta.url == ""
    (_, short) = read(rss(short="//["))
    assert isinstance(short, Reading)
    assert short.article.meta.url == ""
    assert short.notes == ("The feed gives only a summary.",)


def test_paragraphs_that_a_weblog_keeps_without_tags_are_some():
    (whole, _) = read(
        rss().replace(
            "<p>First &eacute; paragraph.</p>\n<ul><li>One</li></ul><blockquote>Said.</blockquote>", "One <em>x</em>.\n\nTwo."
        )
    )
    assert isinstance(whole, Reading)
    assert whole.article.text == "Mosul & Baghdad\n\nOne x.\n\nTwo."
