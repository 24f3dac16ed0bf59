"""JSON Lines and tables of cells: an article of each row."""

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
    assert reading(jsonl({"": PROSE, "text": " "})).article.text == PROSE


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


def named(text: str) -> list[tuple[str, str]]:
    """The title and the text of each article in a table."""
    return [(held.article.meta.title, held.article.text.partition("\n\n")[2]) for held in readings(text.encode())]


@pytest.mark.parametrize(
    "first",
    [
        ",title,text",
        "sep=,\r\nid,title,text",
        "\ufeffsep=,\nid,title,text",
        "id,title,text,,,",
        "id,title,text,text,title",
        "@timestamp,title,text",
        "Nr,Titel,Volltext",
    ],
    ids=["nameless", "excel", "marked", "empty", "twice", "kibana", "german"],
)
def test_a_table_is_one_however_programs_write_its_first_row(first):
    width = first.splitlines()[-1].count(",")
    body = "".join(f'{at},T{at},"{PROSE}{at}"{"," * (width - 2)}\r\n' for at in range(2))
    assert named(f"{first}\r\n{body}") == [("T0", f"{PROSE}0"), ("T1", f"{PROSE}1")]


def test_what_tells_how_cells_are_parted_does_so_at_the_top_only():
    raw = f'title,text\nA,sep=\nB,"{PROSE}"\nC,"{PROSE}"\n'.encode()
    assert [held.article.meta.title for held in readings(raw)] == ["A", "B", "C"]


def test_a_table_without_names_is_one_where_its_texts_stand_in_quotes():
    raw = "".join(f'{at},2016-07-31,"{PROSE}\n{at}"\n' for at in range(5)).encode()
    first, *rest = readings(raw)
    assert (first.name, first.article.text, len(rest)) == ("story \u203a Line 1", f"{PROSE}\n0", 4)
    assert first.notes == ("No column is called one of texts: the longest, “column 3”, was taken for it.",)
    assert claimant(raw.replace(b'"', b"")) == "plain text"
    for said in (
        '"Forces of the town came to it early," he said, "and left it again."\n',
        '"Forces of the town came to it early in the morning, and left it again", he said.\n',
        '"Forces of the town came to it early," he said,"and left it again."\n',
        "On Sunday,31 July,forces of the town came to it early and left it again.\n",
    ):
        assert claimant(said.encode() * 6) == "plain text"


def test_a_row_whose_text_stands_in_another_column_is_read():
    raw = jsonl({"title": "A", "content_html": f"<p>{PROSE}</p>"}, {"title": "B", "content_text": PROSE})
    assert [held.article.text for held in readings(raw)] == [f"A\n\n{PROSE.strip()}", f"B\n\n{PROSE}"]
    assert "has no text" in next(iter(refusals(jsonl(TWO[0], {"text": "", "note": PROSE})).values()))


def test_a_page_within_a_row_is_read_as_one():
    body = f"<nav>Home</nav><article><h1>{TITLE}</h1>{f'<p>{PROSE}</p>' * 3}</article>"
    page = f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    (found,) = readings(jsonl({"url": "https://example.org/1", "html": page, "date": "2016-07-31"}))
    assert found.article.text == "\n\n".join([TITLE, *[PROSE.strip()] * 3])
    meta = found.article.meta
    assert (meta.title, meta.published, meta.url) == (TITLE, "2016-07-31", "https://example.org/1")


def test_what_is_said_of_an_article_loses_its_tags():
    raw = jsonl({"headline": f"<b>{TITLE}</b>", "standfirst": "<p>A deck <a href='x'>here</a></p>", "text": PROSE})
    meta = reading(raw).article.meta
    assert (meta.title, meta.deck) == (TITLE, "A deck here")


@pytest.mark.parametrize(
    ("said", "published"),
    [
        (1469959200, "2016-07-31T10:00:00Z"),
        ("1469959200123", "2016-07-31T10:00:00Z"),
        (1469959200.5, "2016-07-31T10:00:00Z"),
        (2016, "2016"),
        ("2016073109", "2016-07-31"),
        (201607310900, "2016-07-31"),
        ("20160731090000", "2016-07-31"),
    ],
)
def test_a_time_that_a_program_counted_is_one(said, published):
    assert reading(jsonl({"text": PROSE, "created_utc": said})).article.meta.published == published
    assert reading(jsonl({"text": PROSE, "created_utc": "12345678901234567"})).article.meta.published == ""
