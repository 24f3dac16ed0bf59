"""The gold is written as its README says, and the seed's is of the very seed."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from itertools import pairwise

import pytest

from reader.core.article import normalise
from reader.core.scheme import parse_scheme
from reader.core.spans import Span
from reader.resources import resource
from tests.gold import GoldError, articles, parse
from tests.gold.__main__ import json_line

HEAD = "split: dev\n\n"


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_spans_are_names_of_the_scheme_in_order_with_clean_edges(article):
    scheme = parse_scheme(resource("schemes", "news.toml").read_text(encoding="utf-8"))
    text, spans = article.text, article.spans
    assert text == normalise(text)
    assert unicodedata.is_normalized("NFC", text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for span in spans:
        surface = text[span.start : span.end]
        assert span.label in scheme
        assert surface == surface.strip()
        assert not surface.startswith(("“", '"', "the ", "The "))
        assert not surface.endswith(("”", '"', "'s", "’s", ","))
        assert not (text[span.start - 1 : span.start] + surface[0]).isalnum() or span.start == 0
        assert not (surface[-1] + text[span.end : span.end + 1]).isalnum() or span.end == len(text)


def test_there_are_enough_of_each_split_and_of_each_label():
    scheme = parse_scheme(resource("schemes", "news.toml").read_text(encoding="utf-8"))
    dev, test = articles("dev"), articles("test")
    assert len(dev) >= 8
    assert len(dev) + len(test) >= 25
    assert sum(len(article.spans) for article in test) >= 1200
    assert all(200 <= len(article.text.split()) <= 450 for article in dev + test)
    assert {span.label for article in dev + test for span in article.spans} == {label.name for label in scheme.labels}


def test_traps_are_there():
    text = "\n".join(article.text for article in articles())
    for trap in ("\u00a0", "“", "’s", "2 min read", "Kyiv", "-linked", "[Anadolu]", "Şeyma", "₦", "ARMOURED WAR"):
        assert trap in text


def test_the_gold_of_the_seed_is_of_the_very_seed():
    (seed,) = articles("seed")
    (path,) = resource("seeds").glob("*.txt")
    assert seed.text == normalise(path.read_bytes().decode())
    assert len(seed.spans) >= 60


def test_marks_become_spans_and_other_brackets_stay():
    article = parse("a", HEAD + "In [Mosul|GPE], [[Anadolu|ORG]] | [sic]\n")
    assert article.text == "In Mosul, [Anadolu] | [sic]"
    assert article.spans == (Span(3, 8, "GPE"), Span(11, 18, "ORG"))
    assert (article.name, article.split) == ("a", "dev")


@pytest.mark.parametrize(
    "source",
    [
        "In [Mosul|GPE]",
        "split: train\n\nIn",
        "split: dev\nIn",
        HEAD + "[ Mosul|GPE]",
        HEAD + "[Mosul |GPE]",
        HEAD + "[|GPE]",
        HEAD + "[Red\nCross|ORG]",
        HEAD + "[Mosul|gpe]",
        HEAD + "[Mosul|GPE",
        HEAD + "Mosul|GPE]",
        HEAD + "[[Mosul|GPE] University|ORG]",
    ],
)
def test_a_source_that_is_written_wrongly_is_refused(source):
    with pytest.raises(GoldError):
        parse("a", source)


def test_gold_is_printed_as_json_lines():
    command = [sys.executable, "-m", "tests.gold", "seed"]
    out = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    (seed,) = articles("seed")
    assert out == json_line(seed) + "\n"
    row = json.loads(out)
    assert row["text"] == seed.text
    assert [Span(**span) for span in row["spans"]] == list(seed.spans)
