"""What a page says of its article outside its text: in its head, in JSON-LD, in the marks of its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.core.article import Metadata, normalise
from reader.sources.bylines import as_names
from reader.sources.dates import read_date, read_date_line
from reader.sources.linked_page import Linked, read_linked

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.sources.html_taken import Taken

_ENDINGS = re.compile(r"\s+(?:[|\u2013\u2014\u00b7\u00ab\u00bb\u2022>-]|::)\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_WORDY_DATE = re.compile(r"\b\d{1,2} [^\W\d_]{3,9}\.?,? \d{4}|\b[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|\b\d{4}-\d{2}-\d{2}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(?=https?://)", re.IGNORECASE)
_LONGEST_VALUE = 2000
_LONGEST_BYLINE = 200


class Head(NamedTuple):
    """What a page says of its article beside its text. titles: all that may be its title, the likeliest first."""

    meta: Metadata
    titles: tuple[str, ...]
    linked: Linked
    description: str = ""

    def with_guesses(self, taken: Taken) -> Head:
        """Return the same with what trafilatura guesses where the page does not say."""
        meta = self.meta
        return self._replace(
            meta=meta._replace(
                byline=meta.byline or normalise(as_names(taken.byline)),
                published=meta.published or taken.published,
                site=meta.site or normalise(taken.site),
            )
        )


def read_head(tree: _Element, url: str = "", saved: str = "") -> Head:
    """Return what is known of the article on a page. url: where it came from; saved: where it says itself; empty if unknown."""
    linked = read_linked(tree)
    said = _said(tree)
    whole = _line(next((str(title.text or "") for title in tree.iter("title")), ""))
    site = next(
        (name for name in (said.get("og:site_name", ""), linked.site, said.get("application-name", "")) if _is_name(name)), ""
    )
    titles = [
        linked.title,
        said.get("og:title", ""),
        said.get("twitter:title", ""),
        said.get("title", ""),
        *_without_site(whole, site),
    ]
    found = tuple(dict.fromkeys(_line(title) for title in titles if title and title.lower() != site.lower()))
    address = url or _address(tree) or _http(said.get("og:url", "")) or _http(linked.url) or saved
    meta = Metadata(
        title=found[0] if found else "",
        byline=as_names(linked.byline) or _author(said),
        published=next(
            (date for date in map(_moment, (linked.published, *(said.get(name, "") for name in _PUBLISHED))) if date), ""
        ),
        site=site or _site_of(whole, found) or site_of_address(address),
        language=_language(tree, said, linked),
        url=address,
    )
    return Head(
        _normal(meta),
        tuple(map(normalise, found)),
        linked,
        linked.deck or said.get("og:description") or said.get("description", ""),
    )


_PUBLISHED = (
    *(
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
    ),
    *(
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publish-date",
        "publication_date",
        "cxenseparse:recs:publishtime",
    ),
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "dcterms.creator",
    "twitter:data1",
)


def _said(tree: _Element) -> dict[str, str]:
    """Return what the meta elements say, by name; of two of a name the first counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        ).lower()
        value = _line((element.get("content") or "")[:_LONGEST_VALUE])
        if name and value:
            found.setdefault(name, value)
    return found


def _author(said: dict[str, str]) -> str:
    names = (
        said.get(name, "")
        for name in _AUTHORS
        if name != "twitter:data1" or said.get("twitter:label1", "").lower() == "written by"
    )
    return next((as_names(name) for name in names if name and "://" not in name and len(name) <= _LONGEST_BYLINE), "")


def _address(tree: _Element) -> str:
    return next(
        (_http(link.get("href") or "") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), ""
    )


def _http(address: str) -> str:
    return address.strip() if address.strip().lower().startswith(("http://", "https://")) else ""


def _is_name(site: str) -> bool:
    """Tell whether what a page gives as its site's name is one, and no address or account of a network."""
    return bool(site) and not site.startswith("@") and not _http(site)


def site_of_address(address: str) -> str:
    """Return the host of an address, which names a site that does not name itself; of a page in a web archive its own."""
    address = _ARCHIVED.sub("", address, count=1)
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _without_site(title: str, site: str) -> list[str]:
    """Return a page's title without the name of its site at the end or start of it, then as it is."""
    parts = _ENDINGS.split(title)
    if len(parts) == 1:
        return [title]
    if site and site.lower() in parts[0].lower() and len(parts[0]) <= len(site) + 12:
        return [title[title.index(parts[1], len(parts[0])) :], title]
    cut = next((match.start() for match in list(_ENDINGS.finditer(title))[::-1]), len(title))
    longest = max(parts, key=len)
    return list(dict.fromkeys([title[:cut], longest, title]))


def _site_of(title: str, titles: tuple[str, ...]) -> str:
    """Return what follows the article's title in the title of the page; empty if nothing does."""
    parts = _ENDINGS.split(title)
    return parts[-1] if len(parts) > 1 and len(parts[-1]) < len(parts[0]) and titles and parts[-1] not in titles[0] else ""


def _language(tree: _Element, said: dict[str, str], linked: Linked) -> str:
    root = tree.getroottree().getroot()
    named = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        said.get("content-language"),
    )
    return next(
        (name.strip().replace("_", "-") for name in (*named, linked.language) if name and _LANGUAGE.match(name.strip())), ""
    )


def _moment(text: str) -> str:
    """Return a time in ISO 8601 as it begins the text; empty if none does."""
    found = _DATE.match(text.strip())
    moment = found[0].replace(" ", "T", 1).replace(" ", "") if found else ""
    return moment if read_date(moment) else read_date(text.strip())


def date_within(line: str) -> str:
    """Return the date, in ISO 8601, that stands among other words; empty if none does that is plain."""
    found = (read_date_line(match[0]) for match in _WORDY_DATE.finditer(line[:_LONGEST_VALUE]))
    return next((date for date in found if date), "")


def _line(text: str) -> str:
    return " ".join(text.split())


def _normal(meta: Metadata) -> Metadata:
    names = ("title", "deck", "byline", "site", "url")
    return meta._replace(**{name: normalise(_line(getattr(meta, name))) for name in names})
