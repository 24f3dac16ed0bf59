"""Reads articles whose spans are marks in the text: `[Mosul|GPE]`. Marks do not nest; other square brackets are text."""

from __future__ import annotations

import re

from reader.core.spans import Span

_MARK = re.compile(r"\[([^\[\]|]*)\|([A-Z]+)\]")
_BROKEN = re.compile(r"\|[A-Za-z]*\]|\[[^\]]*\|")
_SEPARATOR = re.compile(r"^=====$", re.MULTILINE)
_SHOWN_BEFORE = 20


class MarkBroken(ValueError):
    """A mark is not written as it should be; the message shows it."""


def parse(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without its marks, and what they mark, in text order.

    Raises:
        MarkBroken: A surface is empty, has a blank at an edge or a line end in it, or a mark is broken.
    """
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(marked):
        surface, label = mark.groups()
        if not surface or surface != surface.strip() or "\n" in surface:
            raise MarkBroken(f"{mark.group()!r} is empty, has a blank at an edge, or goes over a line end.")
        text += _plain(marked[at : mark.start()])
        spans.append(Span(len(text), len(text) + len(surface), label))
        text += surface
        at = mark.end()
    return text + _plain(marked[at:]), tuple(spans)


def articles(content: str) -> list[str]:
    """Return the articles of a file, marks and all: lines of five equals signs stand between them."""
    return [article.strip("\n") for article in _SEPARATOR.split(content) if article.strip()]


def _plain(between: str) -> str:
    """Return the text between two marks, after a look for what was meant to be one. A bar alone may stand in a text."""
    broken = _BROKEN.search(between)
    if broken:
        shown = between[max(0, broken.start() - _SHOWN_BEFORE) : broken.end()]
        raise MarkBroken(f"A mark is broken near {shown!r}; marks do not nest.")
    return between
