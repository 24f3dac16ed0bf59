"""Which addresses may be asked: of the web only, and never, by a stranger's word, one of this computer or its network."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from urllib.parse import urlsplit, urlunsplit

from reader.sources.files import printable
from reader.sources.source import SourceError

_SCHEMES = frozenset(("http", "https"))
_LONGEST = 2048
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_LONGEST_SHOWN = 200
_PORTS = {"http": 80, "https": 443}


def shown(url: str) -> str:
    """Return an address as messages show it: without a password, and not for ever."""
    try:
        parts = urlsplit(url)
        if "@" in parts.netloc:
            url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        pass
    plain = printable(url)
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[: _LONGEST_SHOWN - 1]}\u2026"


def checked(url: str) -> str:
    """Return an address as it is asked for, "https://" before it if nothing is.

    Raises:
        SourceError: it is no address on the web.
    """
    url = url.strip()
    if "://" not in url and not url.lower().startswith(("data:", "file:", "javascript:", "mailto:")):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = None
    if parts is not None and parts.scheme.lower() not in _SCHEMES:
        message = f"{shown(url)} is no address on the web: give one that begins with https:// or http://."
        raise SourceError(message)
    if not host or len(url) > _LONGEST or not url.isprintable() or " " in url:
        message = f"{shown(url)} is no address that can be asked: copy it again from the browser."
        raise SourceError(message)
    return url


def is_private(url: str) -> bool:
    """Tell whether an address leads, by any of its numbers, to this computer or its own network.

    Raises:
        OSError: the name of the host is not known.
    """
    parts = urlsplit(url)
    found = socket.getaddrinfo(parts.hostname, parts.port or _PORTS[parts.scheme.lower()], type=socket.SOCK_STREAM)
    return any(not is_public(str(address[0])) for *_, address in found)


def names_private(url: str) -> bool:
    """Tell whether an address says by itself, without a look at what names stand for, that it leads inside."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    with suppress(OSError, UnicodeError):  # a name, and no number however written
        host = socket.inet_ntoa(socket.inet_aton(host.encode("idna").decode("ascii")))
    with suppress(ValueError):
        return not is_public(host)
    return False


def is_public(number: str) -> bool:
    """Tell whether a number is that of a host on the public internet."""
    address = ipaddress.ip_address(number.partition("%")[0])
    # What stands for an address of the fourth version leads where that one does.
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    if address in _TRANSLATED:
        inner = ipaddress.ip_address(int(address) & 0xFFFFFFFF)
    return inner.is_global and not inner.is_multicast and not getattr(inner, "is_site_local", False)
