"""What lies at an address, or a sentence on why it cannot be had."""

import socket
from collections.abc import Iterator

import pytest

from reader.sources import fetching
from reader.sources.addresses import checked, is_public
from reader.sources.fetching import Patience, fetch
from reader.sources.source import SourceError
from tests.sources.web_server import Web, packed

HASTY = Patience(connect=5, read=0.2, total=0.6)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def refusal(url: str, patience: Patience = HASTY, *, named_by: str = "") -> str:
    with pytest.raises(SourceError) as caught:
        fetch(url, patience, named_by=named_by)
    return str(caught.value)


def test_a_page_is_fetched_with_its_kind_and_our_name(web: Web) -> None:
    url = web.say("/story", "Núñez", Content_Type="text/html; charset=ISO-8859-1", Set_Cookie="a=b")
    fetched = fetch(url)
    assert (fetched.raw, fetched.url) == ("Núñez".encode(), url)
    assert (fetched.content_type, fetched.charset) == ("text/html", "iso-8859-1")
    assert web.asked[0][1]["User-Agent"].startswith("Reader/")


def test_what_is_packed_is_unpacked(web: Web) -> None:
    assert fetch(web.say("/story", packed(b"Mosul"), Content_Encoding="gzip")).raw == b"Mosul"


def test_redirects_are_followed_and_no_cookie_is_kept(web: Web) -> None:
    story = web.say("/story", "Mosul")
    web.say("/two", status=301, Location="story", Set_Cookie="a=b; Path=/")
    fetched = fetch(web.lead("/one", "/two"))
    assert (fetched.raw, fetched.url) == (b"Mosul", story)
    assert all("Cookie" not in headers for _, headers in web.asked)


def test_the_body_of_a_redirect_is_not_waited_for(web: Web) -> None:
    web.say("/story", "Mosul")
    assert fetch(f"{web.address}/trickling-redirect", HASTY).raw == b"Mosul"


def test_redirects_come_to_an_end(web: Web) -> None:
    assert "leads from page to page without end" in refusal(web.lead("/one", "/one"))
    assert len(web.asked) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/a", "data:text/html,a", "javascript:a()", "http://[::1"]
)
def test_no_redirect_leads_off_the_web(web: Web, target: str) -> None:
    assert refusal(web.lead("/one", target)).endswith(f"leads to {target}, which is no page: check the address.")


@pytest.fixture
def _told_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 192.0.2.1, which is nobody's, pass for a public host, at which this computer answers."""
    ask = socket.getaddrinfo
    connect = socket.socket.connect

    def asked(host: str, port: int, *args: object, **kwargs: object) -> object:
        return ask("8.8.8.8" if host == "public.test" else host, port, *args, **kwargs)

    def connected(self: socket.socket, address: tuple[str, int]) -> None:
        connect(self, ("127.0.0.1", *address[1:]) if address[0] == "8.8.8.8" else address)

    monkeypatch.setattr(socket, "getaddrinfo", asked)
    monkeypatch.setattr(socket.socket, "connect", connected)


@pytest.mark.usefixtures("_told_public")
def test_a_public_name_that_leads_to_a_private_address_when_connected_is_refused(web: Web) -> None:
    url = web.say("/story", "Mosul").replace("127.0.0.1", "public.test")
    assert "leads to an address within this network" in refusal(url)
    assert web.asked == []


def test_what_a_public_page_names_may_not_be_private(web: Web) -> None:
    url = web.say("/story", "Mosul")
    assert refusal(url, named_by="http://8.8.8.8/feed") == (
        f"http://8.8.8.8/feed leads to an address within this network ({url}): name that one itself if you trust it."
    )
    assert fetch(url, named_by=f"{web.address}/feed").raw == b"Mosul"


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),  # noqa: S104 - a number, nothing is bound to it
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:7f00:0001::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_private_numbers_are_known(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "There is no page at"),
        (403, "or only by subscribers"),
        (402, "is for subscribers only"),
        (429, "was asked too often"),
        (500, "its server answered with error 500"),
        (999, "its server answered with error 999"),
    ],
)
def test_errors_are_told_in_words(web: Web, status: int, words: str) -> None:
    assert words in refusal(web.say("/story", "x", status))


def test_pictures_are_no_articles(web: Web) -> None:
    assert "is no article (image/png)" in refusal(web.say("/story", b"x", Content_Type="image/png"))


def test_what_is_too_large_is_not_fetched_to_its_end_packed_or_not(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LIMIT", fetching.MEBIBYTE)
    large = b"x" * (2 * fetching.MEBIBYTE)
    assert "is larger than 1 MiB" in refusal(web.say("/plain", large, Content_Type="text/plain"), Patience())
    packed_too = web.say("/packed", packed(large), Content_Encoding="gzip", Content_Type="text/plain")
    assert "is larger than 1 MiB" in refusal(packed_too, Patience())


@pytest.mark.parametrize(
    ("kind", "begins", "limited"),
    [
        ("text/html; charset=utf-8", b"", True),
        ("application/rss+xml", b"", True),
        ("application/octet-stream", b"\xef\xbb\xbf\r\n<!DOCTYPE html>", True),
        ("application/octet-stream", b"\xff\xfe<\0h\0", True),
        ("application/pdf", b"%PDF-1.7", False),
        ("text/plain", b"Mosul", False),
        ("text/plain", b"x" * 65_536 + b"<", False),
    ],
)
def test_pages_and_feeds_have_a_limit_of_their_own(
    web: Web, monkeypatch: pytest.MonkeyPatch, kind: str, begins: bytes, limited: bool
) -> None:
    monkeypatch.setattr(fetching, "MARKUP_LIMIT", fetching.MEBIBYTE)
    url = web.say("/large", begins + b"x" * (2 * fetching.MEBIBYTE), Content_Type=kind)
    if limited:
        assert "is larger than 1 MiB" in refusal(url, Patience())
    else:
        assert len(fetch(url, Patience()).raw) > 2 * fetching.MEBIBYTE


def test_a_server_that_never_answers_is_given_up(web: Web) -> None:
    assert refusal(f"{web.address}/silent").endswith("does not answer: try again later, or open it in a browser.")


def test_a_server_that_trickles_is_cut_off_when_the_time_is_over(web: Web) -> None:
    assert "answers too slowly" in refusal(f"{web.address}/trickle")


def test_a_port_where_nobody_listens_refuses() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        assert "refuses to be asked" in refusal(f"http://127.0.0.1:{held.getsockname()[1]}/")


def test_a_server_that_speaks_no_tls_cannot_prove_itself(web: Web) -> None:
    url = web.say("/story", "x").replace("http:", "https:")
    assert refusal(url, Patience(5, 5, 10)).startswith(url)


def test_a_host_that_is_not_known_is_told() -> None:
    assert refusal("http://no-such-host.invalid/").startswith("There is no host of the name in http://no-such-host.invalid/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example", "data:text/html,x", "javascript:x", "mailto:a@a.example"]
)
def test_only_the_web_is_asked(url: str) -> None:
    assert refusal(url).endswith("is no address on the web: give one that begins with https:// or http://.")


@pytest.mark.parametrize("url", ["", "http://", "http://[::1", "http://a b/", "http://a.example:99999/", "http://a.example/\x00"])
def test_what_is_no_address_is_told(url: str) -> None:
    assert "is no address" in refusal(url)


def test_an_address_without_a_scheme_is_asked_safely_and_a_password_is_not_shown() -> None:
    assert checked(" www.example.org/a ") == "https://www.example.org/a"
    assert "secret" not in refusal("ftp://ann:secret@a.example/")


def test_a_server_may_lead_to_an_address_in_its_own_letters_and_with_blanks(web: Web) -> None:
    web.say("/%D0%BF%20a?b=%20c", "Mosul")
    said = "/п a?b=%20c".encode().decode("latin-1")
    assert fetch(web.lead("/one", said)).raw == b"Mosul"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "localhost", "[::ffff:10.0.0.1]", "169.254.169.254"]
)
def test_no_proxy_is_asked_by_a_strangers_word_for_what_plainly_lies_inside(
    web: Web, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.setenv("no_proxy", "")
    assert "within this network" in refusal(f"http://{host}:8080/", named_by="http://feed.example/rss")
    assert web.asked == []
