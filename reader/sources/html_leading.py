"""Where a saved page says it came from, and where a page that shows nothing itself leads to."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.sources.files import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_HEAD = 1 << 16
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d+\)\s*(?P<browser>\S{1,2000})\s*-->"
    r"|<!--\s*Page saved with SingleFile\s{1,9}url:\s*(?P<single>\S{1,2000})"
    r"|<!--\s*Mirrored from (?P<mirror>\S{1,2000}) by HTTrack"
    r"|\bclass=\"(?:domain )?reader-domain\"\s+href=\"(?P<firefox>[^\"\s]{1,2000})\""
    r"|\bdata-scrapbook-source\s*=\s*[\"'](?P<scrapbook>[^\"'\s]{1,2000})[\"']"
    r"|\bname\s*=\s*[\"']savepage-url[\"']\s+content\s*=\s*[\"'](?P<savepage>[^\"'\s]{1,2000})[\"']",
    re.IGNORECASE,
)
"""What browsers, and the programs that save pages for them, write at the top of a page."""
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]\s*+(?:url\s*+=\s*+)?[\"']?+([^\"'\s]{1,2000})", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SHOWN = 3


def saved_from(text: str) -> str:
    """Return the address that a page was saved from; empty if it does not say so."""
    found = _SAVED.search(text[:_HEAD])
    said = html.unescape(next(filter(None, found.groups()))) if found else ""
    if found and found["mirror"]:
        said = f"http://{said}"
    return said if is_address(said) and said.isprintable() else ""


def leads_to(tree: _Element, url: str = "") -> str:
    """Return where a page sends its readers, or which it shows in frames; empty for neither. url: its own."""
    targets = dict.fromkeys(_joined(url, target) for target in _targets(tree))
    targets.pop("", None)
    return ", ".join(list(targets)[:_SHOWN])


def _joined(url: str, target: str) -> str:
    """Return where a target leads; empty for what is neither a page on the web nor a file beside this one."""
    with suppress(ValueError):
        target = urljoin(url, target)
        return target if is_address(target) or not _SCHEME.match(target) else ""
    return ""


def _targets(tree: _Element) -> Iterator[str]:
    for element in tree.iter("meta", "frame"):
        if element.tag == "frame":
            yield from filter(None, [(element.get("src") or "").strip()])
        elif (element.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(element.get("content") or "")
            yield from [found[1]] if found else []
