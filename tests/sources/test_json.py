"""JSON: the objects that are articles, wherever they lie, and what of each is its text."""

from __future__ import annotations

import json

import pytest

from reader.sources import registry
from tests.sources.reading import reading, readings, refusal, roles
from tests.sources.samples import PROSE, TITLE


def rows(*texts: str, name: str = "text", **more: object) -> list[dict[str, object]]:
    return [{"title": f"{TITLE} {at}", name: text, **more} for at, text in enumerate(texts)]


LONG = [f"{PROSE * 3}One.", f"{PROSE * 3}Two."]
FEATURES = [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [43, 36]}, "properties": row} for row in rows(*LONG)]
NOTICE = "Copyright (c) 2024 The Courier Company. All Rights Reserved."


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ({"status": "ok", "copyright": NOTICE, "response": {"docs": rows(*LONG, name="body")}}, "response.docs {}"),
        ({"response": {"total": 2, "results": [{"id": "a", "fields": row} for row in rows(*LONG, name="bodyText")]}}, ""),
        ({"data": {"articles": {"edges": [{"node": row} for row in rows(*LONG)]}}}, "data.articles.edges {}"),
        ({"hits": {"total": {"value": 2}, "hits": [{"_id": 1, "_source": row} for row in rows(*LONG)]}}, "hits.hits {}"),
        ({"type": "FeatureCollection", "features": FEATURES}, "features {}"),
        ({"data": {"page": {"of": {"list": [{"articles": rows(LONG[0])}, {"articles": rows(LONG[1])}]}}}}, None),
        ({"query": {"pages": dict(zip("12", rows(*LONG, name="extract"), strict=True))}}, "query.pages {}"),
        ({"kind": "Listing", "data": {"children": [{"kind": "t3", "data": row} for row in rows(*LONG, name="selftext")]}}, None),
        (dict(zip("12", rows(*LONG), strict=True)), "{}"),
        ({"posts": dict(zip("12", rows(*LONG), strict=True)), "next": None}, "posts {}"),
        ({"world": rows(LONG[0]), "home": rows(LONG[1])}, None),
        ({"tags": [{"name": f"tag {at}"} for at in range(99)], "articles": rows(*LONG)}, "articles {}"),
        ({"articles": rows(*LONG, comments=[{"text": PROSE * 9, "date": "2024"}] * 9)}, "articles {}"),
        ({"version": "1.1", "title": "Feed", "description": "All the news", "items": rows(*LONG, name="content_html")}, None),
    ],
)
def test_objects_with_texts_are_found_wherever_they_lie(value, places):
    found = readings(json.dumps(value).encode())
    assert [held.article.text.partition("\n\n")[2] for held in found] == LONG
    assert all(held.article.meta.title.startswith(TITLE) for held in found)
    assert [held.notes for held in found] == [(), ()]
    if places:
        assert [held.name for held in found] == [f"story \u203a Line 1, {places.format(at)}" for at in (1, 2)]


@pytest.mark.parametrize(
    "value",
    [
        {"title": TITLE, "text": PROSE, "related": rows(*LONG)},
        {"title": TITLE, "date": "2016-07-31", "abstract": PROSE, "references": rows(*LONG)},
        {"title": TITLE, "text": PROSE, "entities": rows(*LONG)},
        {"response": {"total": 1, "results": [{"id": "a", "fields": {"headline": TITLE, "bodyText": PROSE}}]}},
        {"data": {"status": {"description": "All is well"}, "article": {"title": TITLE, "text": PROSE}}},
        {"title": TITLE, "words": PROSE, "entities": rows(*LONG)},
        {"parse": {"title": TITLE, "text": {"*": f"<div><p>{PROSE}</p></div>"}}},
        {"title": TITLE, "data": {"body": PROSE}, "images": [{"caption": "Smoke over the city", "url": "a.jpg"}] * 9},
    ],
)
def test_an_article_with_lists_in_it_is_one(value):
    assert reading(json.dumps(value).encode()).article.text.startswith((f"{TITLE}\n\n{PROSE.strip()}", PROSE))


@pytest.mark.parametrize(
    "content",
    [
        [PROSE, PROSE],
        [{"type": "p", "text": PROSE}, {"type": "image", "src": "a.jpg"}, {"type": "p", "text": PROSE}],
        [{"type": "paragraph", "data": {"text": PROSE}}, {"type": "paragraph", "data": {"text": PROSE}}],
        [{"type": "p", "text": PROSE}, {"type": "image", "url": "a.jpg"}, {"type": "p", "text": PROSE}],
    ],
)
def test_a_text_in_pieces_is_put_together(content):
    for name in ("content", "paragraphs", "body"):
        assert reading(json.dumps({"title": TITLE, name: content}).encode()).article.text == f"{TITLE}\n\n{PROSE}\n\n{PROSE}"


def test_sections_keep_their_headings_and_marked_words_their_places():
    sections = [{"heading": "Before", "text": PROSE}, {"heading": "After", "text": PROSE}]
    text = reading(json.dumps({"title": TITLE, "body": sections}).encode()).article.text
    assert text == f"{TITLE}\n\nBefore\n\n{PROSE}\n\nAfter\n\n{PROSE}"
    chat = {
        "name": "Wire",
        "messages": [{"id": 1, "date": "2024-03-01", "text": ["See ", {"type": "bold", "text": "Mosul"}, " now"]}],
    }
    assert reading(json.dumps(chat).encode()).article.text == "See Mosul now"


def test_the_pages_of_a_weblog_come_without_tags_and_entities():
    post = {
        "id": 7,
        "date": "2024-03-01T10:00:00",
        "link": "https://example.org/7",
        "title": {"rendered": "The city&#8217;s fall"},
        "content": {"rendered": "Opening words.<br><br>\n<p>First &amp; only.</p>", "protected": False},
        "excerpt": {"rendered": "<p>First&hellip;</p>"},
    }
    (found,) = readings(json.dumps([post]).encode())
    assert [text for _, text in roles(json.dumps([post]).encode())] == ["The city’s fall", "Opening words.", "First & only."]
    assert (found.article.meta.title, found.article.meta.url) == ("The city’s fall", "https://example.org/7")


def test_only_what_points_into_a_text_keeps_its_letters_as_they_are():
    post = {"title": TITLE, "content": "<p>First &amp; only.</p><p>Last.</p>"}
    labelled = {**post, "labels": ["war", "river"]}
    assert [text for _, text in roles(json.dumps(labelled).encode())] == [TITLE, "First & only.", "Last."]
    for labels in ([[3, 8, "MISC"]], [{"start": 3, "end": 8, "label": "MISC"}], []):
        assert reading(json.dumps({**post, "labels": labels}).encode()).article.text == post["content"]


def test_what_was_guessed_or_left_out_is_told_once():
    value = {"results": rows(*LONG, name="body"), "picks": rows(*LONG, LONG[0], name="summary"), "n": 2}
    first, second = readings(json.dumps(value).encode())
    assert first.notes == ("The articles were taken from “results”: texts in “picks” were left out.",)
    assert second.notes == ()
    first, second = readings(json.dumps([{"id": 1, "words": PROSE}, {"id": 2, "words": PROSE}]).encode())
    assert first.notes == ("No column is called one of texts: the longest, “words”, was taken for it.",)
    assert second.notes == ()
    first, _ = readings(json.dumps([{"text": "Read on", "story": PROSE}] * 2).encode())
    assert first.notes == ("Both “text” and “story” may be the text: the longer, “story”, was taken for it.",)
    assert first.article.text == PROSE


def test_words_that_are_no_text_do_not_win_by_their_name():
    answers = [{"text": "the man", "answer_start": 3}]
    value = {
        "data": [{"title": TITLE, "paragraphs": [{"context": PROSE, "qas": [{"question": "who is it?", "answers": answers}]}]}]
    }
    assert reading(json.dumps(value).encode()).article.text == PROSE


def test_all_who_wrote_a_text_are_named_and_one_cut_off_says_so():
    row = {"text": f"{PROSE}[+1234 chars]", "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bob Ray"}]}
    (found,) = readings(json.dumps(row).encode())
    assert found.article.meta.byline == "Ann Lee, Bob Ray"
    assert found.notes == ("Its source gives only the beginning of the text: import the page itself for all of it.",)


def test_a_text_in_a_script_that_parts_no_words_is_one():
    assert (
        reading(json.dumps({"text": "伊拉克军队周日逼近该市郊区。", "id": 1}).encode()).article.text
        == "伊拉克军队周日逼近该市郊区。"
    )


def test_objects_too_deep_in_others_are_not_looked_for():
    value: object = rows(*LONG)
    for _ in range(13):
        value = {"data": value, "n": 1}
    assert "has no column of texts" in refusal(json.dumps(value).encode())


CELLS = [["A", LONG[0]], ["B", LONG[1]]]


@pytest.mark.parametrize(
    "value",
    [
        {"title": {"0": "A", "1": "B"}, "text": {"0": LONG[0], "1": LONG[1]}},
        {"columns": ["title", "text"], "index": [0, 1], "data": CELLS},
        {"columns": [{"name": "title", "type": "text"}, {"name": "text", "type": "text"}], "rows": CELLS},
        {"columns": [None, "title", "text"], "data": [[at, *row] for at, row in enumerate(CELLS)]},
        {"range": "A1:B3", "values": [["title", "text"], *CELLS]},
        [["title", "text"], *CELLS],
        [[{"title": "A", "text": LONG[0]}], [{"title": "B", "text": LONG[1]}]],
        [[[{"title": "A", "text": LONG[0]}, {"title": "B", "text": LONG[1]}]]],
        ["news", ["A"], {"query": {"pages": {"1": {"title": "A", "text": LONG[0]}, "2": {"title": "B", "text": LONG[1]}}}}],
        {"props": {"page": {"data": {"main": {"sections": [{"list": {"of": [{"article": row}]}} for row in rows(*LONG)]}}}}},
    ],
    ids=["pandas", "pandas split", "sql", "nameless", "sheet", "list", "lists", "deeper", "mixed", "deep"],
)
def test_tables_and_lists_of_lists_give_their_rows(value):
    found = readings(json.dumps(value).encode())
    assert [held.article.text.partition("\n\n")[2] for held in found] == LONG
    assert [held.article.meta.title[:1] for held in found] in (["A", "B"], ["F", "F"])


def test_an_article_with_a_table_in_it_is_one():
    row = {"text": LONG[0], "fields": ["city", "dead"], "data": [["Mosul", 17]]}
    assert reading(json.dumps(row).encode()).article.text == LONG[0]


def test_a_list_of_texts_gives_each_of_them():
    found = readings(json.dumps(LONG).encode())
    assert [(held.name, held.article.text) for held in found] == [
        (f"story \u203a Text {at}", text) for at, text in enumerate(LONG, 1)
    ]


def test_two_objects_by_their_languages_are_no_columns():
    found = readings(json.dumps({"en": {"title": "A", "text": LONG[0]}, "de": {"title": "B", "text": LONG[1]}}).encode())
    assert [held.article.meta.title for held in found] == ["A", "B"]


def test_what_a_social_network_hands_out_as_a_script_is_read():
    raw = b"window.YTD.tweets.part0 = " + json.dumps([{"tweet": {"full_text": text}} for text in LONG]).encode()
    assert [held.article.text for held in readings(raw)] == LONG


def test_one_bad_object_in_a_list_leaves_the_others():
    raw = json.dumps(rows(*LONG, LONG[0]), indent=2).encode().replace(b'"title": "Forces close in 1",', b'"title": Forces,')
    outcomes = list(registry.read_bytes(raw, "story"))
    assert [type(held).__name__ for held in outcomes] == ["Reading", "Refusal", "Reading"]
    assert outcomes[1].sentence == "What begins on line 6 is not valid JSON: it was left out."
    many = b"[\n" + b'{"a" 1},\n' * 30 + json.dumps(rows(LONG[0])[0]).encode() + b"]"
    *_, last = registry.read_bytes(json.dumps(rows(LONG[0])).encode()[:-1] + b",\n" + many[2:], "story")
    assert last.sentence.endswith("is not valid JSON, nor can what follows be told: it was left out.")
