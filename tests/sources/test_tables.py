"""JSON, JSON Lines and tables of cells: an article of each row."""

from __future__ import annotations

import csv
import io
import json

import pytest

from reader.sources import registry
from reader.sources.source import Reading
from tests.sources.reading import claimant, reading, readings, refusal, refusals, roles
from tests.sources.samples import PROSE, TITLE, table

TWO = [{"text": PROSE, "n": 1}, {"text": f"{PROSE}Two.", "n": 2}]


def jsonl(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def cells(*rows: tuple[str, ...], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_row_of_a_table_is_an_article_with_what_its_cells_say(delimiter):
    first, *rest = readings(table(delimiter), "wire.csv")
    assert len(rest) == 3
    assert first.name == "wire.csv \u203a Line 2"
    assert first.article.text == f'{TITLE} 0\n\n{PROSE}\nHe said "no".'
    meta = first.article.meta
    assert (meta.title, meta.byline, meta.published, meta.url) == (f"{TITLE} 0", "Ann Lee", "2016-07-31", "https://example.org/0")


@pytest.mark.parametrize(
    "raw",
    [
        jsonl(*TWO),
        json.dumps(TWO).encode(),
        json.dumps(TWO, indent=2).encode(),
        json.dumps({"meta": {"n": 2}, "articles": TWO}, indent=2).encode(),
        json.dumps({"data": TWO}).encode("utf-16"),
        b"\xef\xbb\xbf" + jsonl(*TWO),
        jsonl(*({"data": row} for row in TWO)),
        b"\n\n".join(json.dumps(row, indent=1).encode() for row in TWO),
    ],
    ids=["lines", "list", "indented", "wrapped", "utf-16", "marked", "nested", "one after the other"],
)
def test_json_is_read_however_its_objects_are_wrapped(raw):
    assert [held.article.text for held in readings(raw)] == [row["text"] for row in TWO]


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
    for _ in range(9):
        value = {"data": value, "n": 1}
    assert "has no column of texts" in refusal(json.dumps(value).encode())


def test_one_object_is_one_article():
    meta = reading(
        json.dumps({"title": TITLE, "body": PROSE, "author": [{"x": 1}], "date": "July 31, 2016"}).encode()
    ).article.meta
    assert (meta.title, meta.byline, meta.published) == (TITLE, "", "2016-07-31")


def test_a_text_that_offsets_point_into_is_left_as_it_is():
    row = {"text": PROSE, "title": TITLE, "spans": [{"start": 0, "end": 5, "label": "NORP"}]}
    assert reading(jsonl(row)).article.text == PROSE
    assert reading(jsonl(row)).article.meta.title == TITLE
    assert reading(jsonl({**row, "spans": "none"})).article.text == f"{TITLE}\n\n{PROSE}"


def test_a_title_that_a_text_begins_with_is_not_said_twice():
    assert roles(jsonl({"text": f"{TITLE}\n\n{PROSE}", "title": TITLE})) == [("title", TITLE), ("body", PROSE.strip())]


def test_the_column_of_the_longest_text_is_taken_where_no_name_tells():
    raw = cells(("id", "kind", "words"), *((str(at), "news wire", PROSE) for at in range(4)))
    assert [held.article.text for held in readings(raw)] == [PROSE] * 4
    assert reading(jsonl({"a": "x y", "b": PROSE})).article.text == PROSE


def test_bad_lines_are_refused_by_their_numbers_and_the_others_read():
    raw = jsonl(TWO[0]) + b'{"text": "cut of\n[1]\n\n' + jsonl({"text": " "}, TWO[1])
    assert refusals(raw) == {
        "story \u203a Line 2": "Line 2 is not a JSON object: it was left out.",
        "story \u203a Line 3": "Line 3 is not a JSON object: it was left out.",
        "story \u203a Line 5": "Line 5 has no text in its column “text”: it was left out.",
    }
    raw = cells(("id", "text"), ("1", PROSE), ("2",), ("3", PROSE, "more"), ("4", PROSE, ""), *(("5", PROSE),) * 4)
    assert refusals(raw) == {
        "story \u203a Line 3": "Line 3 has 1 cells where the first line names 2: it was left out.",
        "story \u203a Line 4": "Line 4 has 3 cells where the first line names 2: it was left out.",
    }


def test_a_list_that_is_cut_off_gives_what_is_whole():
    raw = json.dumps(TWO, indent=2).encode()[:-30]
    outcomes = list(registry.read_bytes(raw, "story"))
    assert isinstance(outcomes[0], Reading)
    assert outcomes[1].sentence == "What begins on line 6 is not valid JSON, nor can what follows be told: it was left out."


def test_a_file_of_mostly_bad_lines_is_given_up():
    raw = jsonl(*TWO) + b"x\n" * 1_001
    found = registry.read_bytes(raw, "story")
    with pytest.raises(registry.SourceError, match=r"^story has more than 1,000 rows that give no text: mend it first\.$"):
        list(found)


def test_rows_without_a_text_are_refused_as_a_whole():
    assert (
        refusal(jsonl({"a": 1}, {"a": 2}))
        == "story has no column of texts that Reader knows: call the one that holds them “text”."
    )


def test_letters_that_json_allows_and_no_text_needs_are_mended():
    assert reading(rb'{"text": "a \ud83d\ude00 b \ud800 c \u0000\u0001d"}').article.text == "a \U0001f600 b \ufffd c d"


def test_tables_in_other_encodings_are_guessed_with_a_note():
    raw = cells(("id", "text"), ("1", "El presidente Núñez habló en España. Mañana viajará a Bogotá.")).decode().encode("cp1252")
    found = reading(raw)
    assert "Núñez" in found.article.text
    assert found.notes == ("The encoding was guessed: windows-1252.",)


@pytest.mark.parametrize(
    "text",
    [
        "He came, he saw.\nHe won, he left.\nShe came, she saw.\nThey went, they said.\nAnd so, it ended.",
        "They came, they saw\n" + "The forces of the town came to it early in the day, and they left it again.\n" * 5,
        f"Mosul, Iraq\n\n{PROSE}\n\n{PROSE}",
        f"Iraq; Syria\n{PROSE}\n{PROSE}",
        f"Text, body and soul\n{PROSE}\n{PROSE}",
        f"Description\n\n{PROSE}",
        "[AP] Mosul fell on Sunday.",
        '["No", he said.]',
        "{Mosul} fell.",
        '{"Mosul" fell}.',
        "name\tdead\nMosul\t17\nErbil\t3\nBasra\t12\nTikrit\t5",
        "",
    ],
)
def test_prose_with_commas_and_brackets_is_text(text):
    assert claimant(text.encode()) == "plain text"


def test_what_is_nested_too_deep_or_counts_too_high_is_refused():
    deep = b'{"text": ' + b"[" * 100_000
    assert list(refusals(jsonl(TWO[0]) + deep).values()) == ["Line 2 is not a JSON object: it was left out."]
    assert len(list(registry.read_bytes(jsonl(*TWO) + b'{"text": ' + b"9" * 5000 + b"}\n", "story"))) == 3


def test_a_file_of_nothing_but_faults_says_the_first():
    raw = b'{"text": "cut off'
    assert refusal(raw) == (
        "story gives no article (What begins on line 1 is not valid JSON, nor can what follows be told): mend it first."
    )
    many = b'{"a": [' + b"[]," * 12_000_001 + b"[]]}"
    assert refusal(many) == "story gives no article (The list holds more values than can be read at once): mend it first."


def test_a_text_that_is_a_piece_of_a_web_page_loses_its_tags_but_not_under_offsets():
    markup = "\n<p>First <b>one</b> &amp; only.</p>\n<ul><li>a point</li></ul>"
    row = {"title": TITLE, "content": {"rendered": markup}, "author": ["Ann Lee", "Bob Ray"]}
    assert roles(json.dumps([row]).encode()) == [("title", TITLE), ("body", "First one & only."), ("list item", "a point")]
    assert reading(json.dumps([row]).encode()).article.meta.byline == "Ann Lee, Bob Ray"
    assert reading(jsonl({"text": markup, "spans": []})).article.text == markup
    (only,) = refusals(json.dumps([{"title": TITLE, "text": "<p></p> <p></p>"}, *TWO]).encode()).values()
    assert "has no text in its column" in only
