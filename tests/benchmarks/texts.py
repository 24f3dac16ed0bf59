"""Articles of any length, made of the seed article's own paragraphs, and baselines as dense as a good tagger's."""

import re
from functools import cache
from itertools import cycle

from reader.actions.standard import load_keyboard
from reader.core.article import BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span
from reader.resources import resource
from reader.sources.registry import read_bytes

TAGGER = Tagger("benchmark", "1", "0" * 64)
"""Who "made" the generated baselines: a digest that no real tagger has."""

_EVERY = 8
"""One entity each so many words: 125 spans in 1,000 words, and the nested ones make about 130."""
_NESTS = 25
"""One entity in so many holds a second one, of another label."""
_LENGTHS = (1, 2, 1, 3, 1, 2)
"""Words in an entity, in turn: names are one to three words long."""

_WORD = re.compile(r"\w[^\s]*")


def seed_path():
    """Return the file of the seed article."""
    return min(resource("seeds").glob("*.txt"))


@cache
def seed_article():
    """Return the seed article, as it is imported."""
    return article_of(seed_path().read_bytes())


def article_of(raw):
    """Return the article in the bytes of a plain text, read as the program reads it."""
    return next(read_bytes(raw, "benchmark.txt")).article


def long_article(words, *, first=1):
    """Return an article of at least so many words in many blocks; the paragraphs are numbered from `first`."""
    return article_of("\n\n".join([f"{words:,} words about Mosul", *_paragraphs(words, first)]).encode())


def one_paragraph(words):
    """Return an article of at least so many words, all but the title in one block."""
    article = article_of("\n\n".join([f"{words:,} words in one paragraph", " ".join(_paragraphs(words, 1))]).encode())
    longest = max(block.end - block.start for block in article.blocks)
    if longest < 0.9 * len(article.text):
        raise ValueError("the paragraph did not stay one")
    return article


def numbered_seeds(count, *, first=1):
    """Return the texts of so many articles that are each as long as the seed and differ in a number."""
    text = seed_article().text
    return [f"{text} This is report {number}." for number in range(first, first + count)]


def _paragraphs(words, first):
    """Return the seed's paragraphs over and over, each with a number of its own, until there are enough words."""
    article = seed_article()
    bodies = [article.text[block.start : block.end] for block in article.blocks if block.kind is BlockKind.BODY]
    made, number = [], first
    for body in cycle(bodies):
        if words <= 0:
            return made
        paragraph = f"Report {number:,}: {body}"
        made.append(paragraph)
        words -= len(paragraph.split())
        number += 1
    return made


@cache
def _labels():
    return [label.name for label in load_keyboard().scheme.labels]


def dense_baseline(article):
    """Return a baseline with about 130 spans for each 1,000 words: of one to three words, of all labels, some of them nested."""
    labels = cycle(_labels())
    lengths = cycle(_LENGTHS)
    places = [(match.start(), match.end()) for match in _WORD.finditer(article.text)]
    found = {}
    for number, at in enumerate(range(0, len(places), _EVERY)):
        last = min(at + next(lengths), len(places)) - 1
        start, end = places[at][0], places[last][1]
        span = Span(start, end if "\n" not in article.text[start:end] else places[at][1], next(labels))
        found[span] = 0.5 + number % 50 / 100
        if number % _NESTS == 0:
            found[Span(*places[at], next(labels))] = 0.5
    ordered = sorted(found, key=lambda span: (span.start, -span.end, span.label))
    return Baseline(article.digest, TAGGER, {span: found[span] for span in ordered})
