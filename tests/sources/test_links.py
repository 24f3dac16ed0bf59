"""What Macs and desktops make of a page: archives of Safari, and files that only lead to one."""

import plistlib

import pytest

from tests.sources.reading import claimant, reading, refusal, refusals
from tests.sources.samples import PROSE, TITLE, web_archive

STORY = "https://example.org/1"


@pytest.mark.parametrize("binary", [True, False])
def test_a_page_is_read_as_safari_saved_it(binary):
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{f'<p>{PROSE}– ça</p>' * 3}</body></html>"
    found = reading(web_archive(page.encode("cp1252"), binary=binary, WebResourceTextEncodingName="windows-1252"))
    assert found.article.text == "\n\n".join([TITLE, *[f"{PROSE}– ça"] * 3])
    assert (found.article.meta.title, found.article.meta.url, found.notes) == (TITLE, STORY, ())


def test_what_an_archive_of_safari_calls_a_page_is_one_without_marks_too():
    found = reading(web_archive(f"{PROSE}&amp; more.".encode()))
    assert (found.article.text, found.article.meta.url) == (f"{PROSE}& more.", STORY)


def test_what_is_no_page_in_an_archive_of_safari_is_read_as_what_it_is():
    found = reading(web_archive(PROSE.encode(), WebResourceMIMEType="text/plain"), "a.webarchive")
    assert (found.name, found.article.text) == ("a.webarchive \u203a 1", PROSE)


@pytest.mark.parametrize(
    "raw",
    [
        f"[InternetShortcut]\r\nURL={STORY}\r\nIconIndex=0\r\n".encode(),
        f"[{{000214A0-0000-0000-C000-000000000046}}]\r\nProp3=19,11\r\n[InternetShortcut]\r\nURL={STORY}\r\n".encode("utf-16"),
        f"[Desktop Entry]\nName=Story\nType=Link\nURL={STORY}\n".encode(),
        plistlib.dumps({"URL": STORY}),
        plistlib.dumps({"URL": STORY}, fmt=plistlib.FMT_BINARY),
    ],
    ids=["Windows", "UTF-16", "Linux", "Mac", "Mac, binary"],
)
def test_a_link_says_where_it_leads_and_nothing_is_fetched_for_it(raw):
    said = f"story.url is only a link: import the address that it leads to ({STORY})."
    assert refusals(raw, "story.url") == {"story.url": said}


@pytest.mark.parametrize("said", [b"URL=\r\nIconFile=C:\\a.ico\r\n", b"IconIndex=1\r\n"])
def test_a_link_that_says_no_address_leads_nowhere(said):
    told = "story.url is only a link, and says nowhere where it leads: import the page itself."
    assert refusals(b"[InternetShortcut]\r\n" + said, "story.url") == {"story.url": told}


@pytest.mark.parametrize(
    "text",
    [
        "[Desktop Entry]\nName=Reader\nType=Application\nExec=reader\n",
        f"The file began with\n[InternetShortcut]\nURL={STORY}",
        "[AP] Mosul fell.\nType=Link",
    ],
)
def test_what_only_looks_like_a_link_is_text(text):
    assert claimant(text.encode()) == "plain text"


@pytest.mark.parametrize(
    "raw",
    [
        b"bplist00" + bytes(40),
        b"bplist00\xd1\1\2" + b"\xff" * 60,
        b"<plist><array>" * 50_000,
        b'<!DOCTYPE plist [<!ENTITY a "b">]><plist><string>&a;</string></plist>',
        web_archive()[:-10],
    ],
)
def test_a_broken_property_list_is_told(raw):
    assert refusal(raw) == "story is a damaged or incomplete property list: get it again from where it came from."


def test_settings_hold_no_text():
    assert "holds settings of a program and no text" in refusal(plistlib.dumps({"a": [1]}))
    assert "holds settings of a program and no text" in refusal(plistlib.dumps([1]))
    assert refusals(web_archive(b"\x89PNG\r\n\x1a\n", WebResourceMIMEType="image/png"))
