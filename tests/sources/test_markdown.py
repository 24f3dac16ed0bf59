"""Markdown: what is seen of it, and when a text is none."""

from __future__ import annotations

import pytest

from tests.sources.reading import claimant, reading, roles
from tests.sources.samples import PROSE, TITLE, markdown


def test_marks_become_roles_and_are_not_seen():
    assert roles(markdown()) == [
        ("title", TITLE),
        ("body", f"{PROSE} It is bold, slanted, code, a link and a picture."),
        ("heading", "A heading"),
        ("list item", "a point"),
        ("list item", "another"),
        ("quote", "what was said"),
        ("body", "city\tdead"),
        ("body", "Mosul\t17"),
        ("body", "in tags"),
    ]


def test_a_front_matter_says_who_and_when():
    meta = reading(markdown()).article.meta
    assert (meta.title, meta.byline, meta.published) == (TITLE, "Ann Lee", "2016-07-31")


def test_links_that_are_explained_elsewhere_and_signs_that_are_escaped_are_read():
    text = f"# {TITLE}\n\nSee [the site][1] \\*now\\* &amp; [here](https://example.org).\n\n[1]: https://example.org\n\n{PROSE}"
    assert roles(text.encode())[1] == ("body", "See the site *now* & here.")


def test_small_print_below_a_title_is_known():
    text = f"# {TITLE}\n\nBy Ann Lee\n\n31 July 2016\n\n**Mosul** – {PROSE}\n\n# Another\n\n{PROSE}"
    assert [kind for kind, _ in roles(text.encode())] == ["title", "byline", "dateline", "body", "heading", "body"]


@pytest.mark.parametrize(
    "text",
    [
        f"# {TITLE}\n\n{PROSE}\n\n## What next\n\n- one\n- two\n\n> said",
        f"{PROSE}\n\n***\n\n{PROSE} 2 * 3 * 4 is 24, and so_is_it.",
        f"{PROSE} [sic] (he said) {PROSE} [1](a) *",
        f"---\n{PROSE}\n---\n{PROSE}",
        f"**{PROSE}",
    ],
)
def test_a_text_with_few_marks_stays_whole(text):
    assert claimant(text.encode()) == "plain text"
    assert reading(text.encode()).article.text == text


def test_a_text_too_long_to_be_parsed_stays_whole():
    text = (markdown().decode() + "\n\n") * 6_000
    assert claimant(text.encode()) == "plain text"
