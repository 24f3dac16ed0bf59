"""Schemes: the labels in use, read from TOML or refused in words."""

from __future__ import annotations

import pytest

from reader.core.scheme import Label, Scheme, SchemeError, parse_scheme
from reader.resources import resource

TWO_LABELS = """
name = "news"
[[label]]
name = "ORG"
title = "Organisation"
guideline = "Companies, agencies"
key = "o"
colour = "#E69F00"
group = "names"
[[label]]
name = "DATE"
group = "values"
"""


def test_a_scheme_is_read_in_the_order_of_its_file() -> None:
    scheme = parse_scheme(TWO_LABELS)
    assert scheme.name == "news"
    assert scheme.labels == (
        Label("ORG", "Organisation", "Companies, agencies", "o", "#E69F00", "names"),
        Label("DATE", group="values"),
    )


def test_a_scheme_knows_its_labels_and_takes_any_other_as_it_comes() -> None:
    scheme = parse_scheme(TWO_LABELS)
    assert "ORG" in scheme
    assert "PERSON" not in scheme
    assert 5 not in scheme
    assert scheme.label("ORG").key == "o"
    assert scheme.label("PERSON") == Label("PERSON", colour="#7f7f7f", key="")


def test_a_group_is_the_names_of_its_labels() -> None:
    scheme = parse_scheme(TWO_LABELS)
    assert scheme.group("values") == {"DATE"}
    assert scheme.group("nothing") == frozenset()


def test_numbers_are_taken_for_their_digits() -> None:
    assert parse_scheme("[[label]]\nname = 'ORG'\nkey = 1").labels == (Label("ORG", key="1"),)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("name = ", "The scheme is not valid TOML: "),
        ("", "The scheme names no labels"),
        ("label = []", "The scheme names no labels"),
        ("label = 'ORG'", "The scheme names no labels"),
        ("[label]\nname = 'ORG'", "The scheme names no labels"),
        ("label = ['ORG']", "Label 1 of the scheme has no name."),
        ("[[label]]\nname = 'ORG'\n[[label]]\ntitle = 'x'", "Label 2 of the scheme has no name."),
        ("[[label]]\nname = ''", "Label 1 of the scheme has no name."),
        ("[[label]]\nname = 'ORG'\ncolor = 'red'", "Label ORG of the scheme has an unknown field \u201ccolor\u201d."),
        (
            "[[label]]\nname = 'ORG'\ncolour = 'red'",
            "Label ORG of the scheme has the colour \u201cred\u201d; write it as #rrggbb.",
        ),
        ("[[label]]\nname = 'ORG'\ncolour = '#12345'", "Label ORG of the scheme has the colour"),
        ("[[label]]\nname = 'ORG'\ncolour = '#1234567'", "Label ORG of the scheme has the colour"),
        ("[[label]]\nname = 'ORG'\n[[label]]\nname = 'ORG'", "The scheme gives the label \u201cORG\u201d twice."),
        ("[[label]]\nname = 'A'\nkey = 'o'\n[[label]]\nname = 'B'\nkey = 'o'", "The scheme gives the key \u201co\u201d twice."),
    ],
)
def test_what_cannot_be_is_refused_in_words(toml: str, said: str) -> None:
    with pytest.raises(SchemeError) as caught:
        parse_scheme(toml)
    assert str(caught.value).startswith(said)


def test_labels_without_a_key_are_no_twins() -> None:
    assert len(parse_scheme("[[label]]\nname = 'A'\n[[label]]\nname = 'B'").labels) == 2


def test_the_shipped_scheme_has_the_labels_of_news_each_with_a_guideline() -> None:
    scheme = parse_scheme(resource("schemes", "news.toml").read_text(encoding="utf-8"))
    names = {label.name for label in scheme.labels}
    assert names >= {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON", "VEHICLE", "MISC"}
    assert names >= {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"}
    assert all(label.title and label.guideline for label in scheme.labels)


def test_an_empty_scheme_holds_nothing() -> None:
    assert "ORG" not in Scheme("none", ())
