"""Fetches what lies at an address, within bounds of time and size, and says in words why not."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader import __version__
from reader.sources.addresses import checked, is_private, names_private, shown
from reader.sources.connections import Outside, Watch, watched_session
from reader.sources.files import MEBIBYTE
from reader.sources.source import SourceError

if TYPE_CHECKING:
    from requests import Response, Session

LIMIT = 32 * MEBIBYTE
"""Bytes, unpacked."""
MARKUP_LIMIT = 8 * MEBIBYTE
"""The same of pages and feeds: the longest hold a tenth of that, and a feed names a hundred."""
_MARKUP = ("text/html", "application/xhtml+xml", "application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
MOST_REDIRECTS = 5
_PIECE = 65536
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LEAST_ERROR = 400
"""Servers make up numbers beyond 599, too: networks that want no programs say 999."""
_MEDIA = ("audio/", "video/", "image/", "font/")
_ACCEPTED = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds are waited: for a connection, for the next bytes, and for all of an answer with its redirects."""

    connect: float = 10
    read: float = 20
    total: float = 60


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at an address. url: the one that answered, after redirects. charset: as the server says; empty if it does not."""

    raw: bytes
    url: str
    content_type: str = ""
    charset: str = ""


_WORDS = {
    401: "{url} asks for a name and a password: open it in a browser, save the page, and import the file.",
    402: "{url} is for subscribers only: open it in a browser, save the page, and import the file.",
    403: "{url} may not be read by programs, or only by subscribers: open it in a browser, save the page, and import the file.",
    404: "There is no page at {url}: check the address.",
    410: "There is no page at {url} any more: look for it in a web archive.",
    429: "{url} was asked too often: wait a while, then try again.",
    451: "{url} may not be shown here for legal reasons: look for the article elsewhere.",
}
_SLOW = "{url} answers too slowly: try again later, or open it in a browser and save the page."
_INSIDE = "{url} leads to an address within this network ({target}): name that one itself if you trust it."
_UNPROVEN = "{url} cannot prove that it is who it says (its certificate fails): open it in a browser, and look why."
_SILENT = "{url} does not answer: try again later, or open it in a browser."
_NO_HOST = "There is no host of the name in {url}, or this computer is not online: check both."
_REFUSED = "{url} refuses to be asked: check the address, or try again later."
_NO_ADDRESS = "{url} is no address that can be asked: copy it again from the browser."
_BROKEN = "{url} broke off before all of it had come: try again later, or open it in a browser."
_PATIENT = Patience()


def fetch(url: str, patience: Patience = _PATIENT, *, named_by: str = "") -> Fetched:
    """Return what lies at an address on the web; nothing that it names is loaded, and no cookie is kept.

    An address that the user names may be private, and its redirects then may be too; a public one never leads to a private one.
    named_by: the address of what names this one, where it is not the user who does; then that one must be private for this to be.

    Raises:
        SourceError: it cannot be had; the message says why and what to do.
    """
    from requests.exceptions import RequestException  # noqa: PLC0415 - on use: slow to import

    asked = checked(url)
    with Watch(patience.total) as watch, watched_session(watch) as session:
        session.headers.update({"User-Agent": f"Reader/{__version__}", "Accept": _ACCEPTED})
        try:
            return _follow(session, watch, asked, named_by, patience)
        except RequestException as error:
            raise SourceError(_in_words(error, asked, over=watch.over)) from error
        except OSError as error:  # the name is not known
            raise SourceError(_NO_HOST.format(url=shown(asked))) from error
        except Outside as error:
            raise SourceError(_INSIDE.format(url=shown(asked), target="a private one")) from error
        except ValueError as error:  # a host that no name can have
            raise SourceError(_NO_ADDRESS.format(url=shown(asked))) from error


def _follow(session: Session, watch: Watch, url: str, named_by: str, patience: Patience) -> Fetched:
    watch.may_be_private = _leads_inside(named_by or url)
    if named_by:
        url = _target(named_by, url, may_be_private=watch.may_be_private)
    for _ in range(MOST_REDIRECTS + 1):
        with _ask(session, url, patience) as answer:
            target = answer.headers.get("Location", "")
            if answer.status_code in _REDIRECTS and target:
                url = _target(url, target, may_be_private=watch.may_be_private)
                continue
            _refuse_unless_found(answer, url)
            raw = _body(answer, url)
            if watch.over:
                raise SourceError(_SLOW.format(url=shown(url)))
            return Fetched(raw, url, *_kind(answer))
    message = f"{shown(url)} leads from page to page without end: open it in a browser, and copy the address that it comes to."
    raise SourceError(message)


def _ask(session: Session, url: str, patience: Patience) -> Response:
    from requests import Request  # noqa: PLC0415

    # Not by the session's own door: even told to follow no redirect, it reads the whole body of one, and tries where it leads.
    asked = session.prepare_request(Request("GET", url))
    waits = (patience.connect, patience.read)
    return session.get_adapter(url).send(asked, stream=True, timeout=waits, verify=session.verify or True, proxies=_proxies(url))


def _proxies(url: str) -> dict[str, str]:
    from requests.utils import get_environ_proxies  # noqa: PLC0415

    return get_environ_proxies(url)


def _leads_inside(url: str) -> bool:
    """Tell whether an address is a private one. Behind a proxy names need not be known here: it is the proxy that connects."""
    proxies = _proxies(url)
    if proxies.get(url.partition(":")[0].lower()) or proxies.get("all"):
        return names_private(url)
    return is_private(url)


def _target(url: str, target: str, *, may_be_private: bool) -> str:
    """Return where a redirect leads, if it may be followed there."""
    try:
        address = checked(urljoin(url, _escaped(target)))
        inside = _leads_inside(address)
    except (SourceError, OSError, ValueError) as error:
        message = f"{shown(url)} leads to {shown(target)}, which is no page: check the address."
        raise SourceError(message) from error
    if inside and not may_be_private:
        raise SourceError(_INSIDE.format(url=shown(url), target=shown(address)))
    return address


def _escaped(target: str) -> str:
    """Return where a server leads as browsers ask for it: what is no ASCII came as UTF-8, and that and blanks are escaped."""
    from requests.utils import requote_uri  # noqa: PLC0415

    with suppress(UnicodeError):
        target = target.encode("latin-1").decode("utf-8")
    return requote_uri(target.strip())


def _refuse_unless_found(answer: Response, url: str) -> None:
    if answer.status_code < _LEAST_ERROR:
        kind = answer.headers.get("Content-Type", "").lower()
        if kind.startswith(_MEDIA):
            message = f"{shown(url)} is no article ({kind.partition(';')[0]}): give the address of a page."
            raise SourceError(message)
        return
    told = "{url} could not be had: its server answered with error {code}. Try again later, or open it in a browser."
    raise SourceError(_WORDS.get(answer.status_code, told).format(url=shown(url), code=answer.status_code))


def _body(answer: Response, url: str) -> bytes:
    """Return the body, unpacked, piece by piece, so that a bomb is not."""
    pieces: list[bytes] = []
    size, limit = 0, LIMIT
    for piece in answer.iter_content(_PIECE):
        if not pieces and _is_markup(answer, piece):
            limit = MARKUP_LIMIT
        size += len(piece)
        if size > limit:
            message = f"{shown(url)} is larger than {limit // MEBIBYTE} MiB: save it as a file, and import that."
            raise SourceError(message)
        pieces.append(piece)
    return b"".join(pieces)


def _is_markup(answer: Response, head: bytes) -> bool:
    """Tell whether an answer is a page or a feed, by what its server or its first letter says."""
    said = answer.headers.get("Content-Type", "").lower()
    return said.startswith(_MARKUP) or head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _kind(answer: Response) -> tuple[str, str]:
    from email.message import Message  # noqa: PLC0415 - on use: as slow as requests, which has it loaded by now

    header = Message()
    header["Content-Type"] = answer.headers.get("Content-Type", "")
    charset = header.get_content_charset("")
    return (header.get_content_type() if header["Content-Type"] else ""), charset


def _in_words(error: Exception, url: str, *, over: bool) -> str:
    from requests import exceptions  # noqa: PLC0415

    told = str(error)
    causes = (
        (over, _SLOW),
        (isinstance(error, exceptions.SSLError), _UNPROVEN),
        (isinstance(error, exceptions.Timeout) or "timed out" in told, _SILENT),
        ("NameResolution" in told or "getaddrinfo" in told, _NO_HOST),
        ("refused" in told, _REFUSED),
        (isinstance(error, (exceptions.InvalidURL, exceptions.InvalidSchema, exceptions.InvalidHeader)), _NO_ADDRESS),
    )
    return next((words for holds, words in causes if holds), _BROKEN).format(url=shown(url))
