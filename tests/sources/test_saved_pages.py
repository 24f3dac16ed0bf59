"""Pages as browsers, word processors and sites of old leave them: where they came from, and where they lead."""

from __future__ import annotations

import pytest

from reader.sources.html import read_bytes_of_page
from tests.sources.reading import claimant, reading, refusal, roles
from tests.sources.samples import PROSE, TITLE

BODY = f"<article><h1>{TITLE}</h1>{f'<p>{PROSE}</p>' * 4}</article>"
STORY = "https://example.org/news/story?a=1&b=2"


def page(body: str = BODY, head: str = "", before: str = "", attributes: str = "") -> bytes:
    return (
        f"{before}<!DOCTYPE html><html{attributes}><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize(
    "saved",
    [
        page(before=f"<!-- saved from url=(0038){STORY} -->\n"),
        page(attributes=f"><!--\n Page saved with SingleFile \n url: {STORY} \n saved date: Thu Nov 26 2020 \n--"),
        page(attributes=' data-scrapbook-source="https://example.org/news/story?a=1&amp;b=2"'),
        page(head=f'<meta name="savepage-url" content="{STORY}">'),
        page(before="<!-- Mirrored from example.org/news/story?a=1&b=2 by HTTrack Website Copier/3.x -->"),
    ],
    ids=["browser", "SingleFile", "WebScrapBook", "Save Page WE", "HTTrack"],
)
def test_a_saved_page_tells_where_it_was_saved_from(saved):
    meta = reading(saved).article.meta
    assert meta.url in {STORY, STORY.replace("https", "http")}
    assert meta.site == "example.org"


def test_where_a_page_stands_counts_for_more_than_where_it_was_saved():
    link = '<link rel="canonical" href="https://example.org/true">'
    saved = page(before=f"<!-- saved from url=(0038){STORY} -->\n", head=link)
    assert reading(saved).article.meta.url == "https://example.org/true"
    assert reading(page(before="<!-- saved from url=(0014)about:internet -->\n")).article.meta.url == ""


@pytest.mark.parametrize(
    ("bare", "target"),
    [
        ('<html><head><meta http-equiv="Refresh" content="0; URL=\'/real\'"><title>Moved</title></head></html>', "/real"),
        ("<html><meta http-equiv=refresh content=5><body></body></html>", ""),
        (f'<html><meta content="0;url={STORY}" http-equiv=refresh><body>Wait or <a href=x>click</a></body></html>', STORY),
        ("<html><meta http-equiv=refresh content='0;url=file:///etc/passwd'><frame src='javascript:x'></html>", ""),
        ("<html><frameset><frame src='javascript:x'><frame src=main.html></frameset></html>", "main.html"),
        ("<html><frameset cols='20%,*'><frame src=menu.html><frame src=main.html></frameset></html>", "menu.html, main.html"),
    ],
)
def test_a_page_that_shows_nothing_says_where_it_leads(bare, target):
    said = f"shows nothing itself and leads to {target}: import that instead." if target else "is a page without words"
    assert said in refusal(bare.encode())


def test_where_a_page_at_an_address_leads_is_told_in_full():
    with pytest.raises(Exception, match=r"leads to https://example\.org/real: import that"):
        read_bytes_of_page(b"<html><meta http-equiv=refresh content='0;url=/real'></html>", "x", url="https://example.org/a/b")


def test_a_page_that_has_more_to_say_than_where_it_leads_is_read():
    assert reading(page(head='<meta http-equiv="refresh" content="300">')).article.meta.title == TITLE
    assert reading(page(head='<meta http-equiv="refresh" content="300;url=/next">')).article.meta.title == TITLE


def test_a_page_of_a_title_alone_is_refused():
    assert "is a page without words" in refusal(page("<div id=app></div>"))


def test_what_is_shown_without_scripts_is_read_where_nothing_else_is():
    assert [text for _, text in roles(page(f"<div id=app></div><noscript>{BODY}</noscript>"))] == [TITLE, *[PROSE.strip()] * 4]
    assert "without words" in refusal(page("<noscript>You need to enable JavaScript to run this app.</noscript><div></div>"))
    assert reading(page(f"{BODY}<noscript><p>{PROSE * 5}</p></noscript>")).article.text.count(PROSE.strip()) == 4


@pytest.mark.parametrize(
    "start", ["<script>x()</script>", "<style>p{}</style>", "<span>", "<font size=2>", "<b>", "<form>", "<dl>"]
)
def test_a_piece_of_a_page_may_begin_with_any_tag(start):
    raw = f"{start}<p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p>".encode()
    assert claimant(raw) == "web page"
    assert PROSE.strip() in reading(raw).article.text


def test_of_several_pages_in_a_file_the_one_it_was_saved_from_is_read():
    head = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {STORY}\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    parts = (("https://ads.example.org/x", "<p>Buy now</p>"), (STORY, BODY))
    body = "".join(f"--b\r\nContent-Type: text/html\r\nContent-Location: {place}\r\n\r\n{held}\r\n" for place, held in parts)
    found = reading(f"{head}{body}--b--\r\n".encode())
    assert (found.article.meta.url, found.article.text.count(PROSE.strip())) == (STORY, 4)


@pytest.mark.parametrize("style", ["MsoTitle", "c2 title"])
def test_the_style_of_a_word_processor_tells_the_title(style):
    raw = f'<html><body><p class="{style}">{TITLE}</p>{f"<p class=c1>{PROSE}</p>" * 4}</body></html>'.encode()
    assert (reading(raw).article.meta.title, roles(raw)[0]) == (TITLE, ("title", TITLE))


def test_what_an_encyclopedia_offers_to_edit_is_no_heading():
    heading = '<h2><span>History</span><span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>'
    raw = page(f"<h1>{TITLE}</h1><div>{f'<p>{PROSE}</p>' * 3}{heading}<p>{PROSE}</p></div>")
    assert ("heading", "History") in roles(raw)


def test_a_page_in_a_web_archive_is_of_its_own_site():
    link = '<link rel="canonical" href="https://web.archive.org/web/20160731100000/https://www.example.org/story">'
    meta = reading(page(head=link)).article.meta
    assert (meta.site, meta.url) == ("example.org", "https://web.archive.org/web/20160731100000/https://www.example.org/story")


def test_what_parts_of_a_page_keep_to_themselves_is_read():
    shadow = f'<x-page><template shadowrootmode="open"><div>{BODY}</div></template></x-page><template><p>{PROSE}</p></template>'
    assert [text for _, text in roles(page(shadow))] == [TITLE, *[PROSE.strip()] * 4]


def test_the_reader_of_a_browser_names_who_wrote_an_article_and_where_it_stands():
    head = f'<a class="domain reader-domain" href="{STORY}">example.org</a><h1 class="reader-title">{TITLE}</h1>'
    head += '<div class="credits reader-credits">Ann Lee</div><div class="reader-estimated-time">5 minutes</div>'
    content = f'<div class="moz-reader-content"><div class="page">{f"<p>{PROSE}</p>" * 4}</div></div>'
    found = reading(page(f'<div class="container"><div class="header reader-header">{head}</div><hr>{content}</div>'))
    assert (found.article.meta.byline, found.article.meta.url) == ("Ann Lee", STORY)
    assert "Ann Lee" in found.article.text
