"""What a page says of itself to search engines: JSON-LD, which nobody sees and few keep in order."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_KINDS = re.compile(r"article|posting|report|review|liveblog", re.IGNORECASE)
_MOST_NODES = 2000
_MOST_NAMES = 50
_LONGEST = 4 * 1024 * 1024
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|em|strong|a|b|i|span)\b[^<>]*>", re.IGNORECASE)
_BLOCKS = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Linked:
    """An article as the page's JSON-LD has it. Empty where it does not say; free: whether all of it is for everybody."""

    title: str = ""
    deck: str = ""
    byline: str = ""
    published: str = ""
    site: str = ""
    language: str = ""
    url: str = ""
    body: str = ""
    free: bool = True


def read_linked(tree: _Element) -> Linked:
    """Return what the page says in JSON-LD of the article on it."""
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    articles = [node for node in nodes if _KINDS.search(_kind(node)) and (node.get("headline") or node.get("articleBody"))]
    if not articles:
        return Linked()
    node = max(articles, key=lambda held: len(_text(held.get("articleBody"))))
    return Linked(
        title=_line(node.get("headline")) or _line(node.get("name")),
        deck=_line(node.get("description")),
        byline=", ".join(dict.fromkeys(islice(_names(node.get("author")), _MOST_NAMES))),
        published=_text(node.get("datePublished")).strip(),
        site=next(_names(node.get("publisher")), ""),
        language=_text(node.get("inLanguage")).strip(),
        url=_text(node.get("url")).strip(),
        body=_body(_text(node.get("articleBody"))),
        free=str(node.get("isAccessibleForFree", True)).lower() != "false",
    )


def _nodes(script: _Element) -> Iterator[dict[str, object]]:
    """Yield all objects in a script, the outer ones first."""
    text = script.text or ""
    if "ld+json" not in (script.get("type") or "") or len(text) > _LONGEST:
        return
    try:
        waiting: deque[object] = deque(
            [json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip(" ;\n"), strict=False)]
        )
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting += [node.get("@graph"), node.get("mainEntity"), node.get("mainEntityOfPage")]
        elif isinstance(node, list):
            waiting += node[:_MOST_NODES]


def _kind(node: dict[str, object]) -> str:
    kind = node.get("@type")
    return " ".join(str(each) for each in kind) if isinstance(kind, list) else str(kind)


def _names(value: object) -> Iterator[str]:
    """Yield the names of people or publishers, however they are wrapped."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        for one in name if isinstance(name, list) else [name]:
            line = _line(one)
            if line and "://" not in line:
                yield line


def _text(value: object) -> str:
    if isinstance(value, list):
        value = "\n\n".join(each for each in value if isinstance(each, str))
    return value if isinstance(value, str) else ""


def _line(value: object) -> str:
    return " ".join(html.unescape(_MARKUP.sub(" ", html.unescape(_text(value)))).split())


def _body(text: str) -> str:
    """Return an article's text without the tags and entities that some pages leave in it."""
    plain = html.unescape(text) if "&lt;" in text else text
    return html.unescape(_MARKUP.sub("", _BLOCKS.sub("\n\n", plain))) if _MARKUP.search(plain) else html.unescape(plain)
