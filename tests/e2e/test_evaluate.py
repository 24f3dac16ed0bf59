"""A tagger measured against a gold standard: first a tagger that is made up, then the shipped one on the seed."""

from __future__ import annotations

import json

import pytest
from rich.console import Console

from reader.cli.evaluating import (
    GoldText,
    as_json,
    as_table,
    evaluate,
    evaluate_with,
    gold_lines,
    notes,
    parse_labels,
)
from reader.core.baselines import Tagger
from reader.core.compare import Way
from reader.core.spans import Span
from tests.gold import articles
from tests.gold.__main__ import json_line

TEXT = "Ann met Bo in Mosul."
GOLD = GoldText(TEXT, (Span(0, 3, "PERSON"), Span(8, 10, "PERSON"), Span(14, 19, "GPE")))


class FakePipeline:
    """Finds a person, a place under a wrong label, and a date where there is none."""

    tagger = Tagger("fake", "1", "0" * 64)

    def tag(self, _text):
        return {Span(0, 3, "PERSON"): 0.9, Span(4, 7, "DATE"): None, Span(14, 19, "ORG"): 0.3}


def shown(evaluation):
    console = Console(width=120)
    with console.capture() as capture:
        console.print(as_table(evaluation))
    return {row.split()[0]: row.split()[1:] for row in capture.get().splitlines() if row.strip()}


def test_the_table_has_a_row_for_each_label_the_total_and_its_intervals():
    rows = shown(evaluate_with(FakePipeline(), [GOLD, GOLD]))
    assert rows["PERSON"] == ["4", "2", "100.0", "50.0", "66.7", "66.7", "66.7", "66.7"]
    assert rows["GPE"] == ["2", "0", "–", "0.0", "0.0", "0.0", "0.0", "0.0"]
    assert rows["total"] == ["6", "6", "33.3", "33.3", "33.3", "66.7", "66.7", "33.3"]
    assert rows["95"] == ["%", "33–33", "33–33", "33–33", "67–67", "67–67", "33–33"]


def test_a_label_may_look_like_markup():
    assert "[/b]" in shown(evaluate_with(FakePipeline(), [GoldText(TEXT, (Span(0, 3, "[/b]"),))]))


def test_labels_that_the_gold_lacks_are_named_and_left_out_only_when_asked_for():
    (told,) = notes(evaluate_with(FakePipeline(), [GOLD]))
    assert "no DATE, ORG" in told
    assert "--labels GPE,PERSON" in told
    restricted = evaluate_with(FakePipeline(), [GOLD], labels=parse_labels("person, GPE"))
    assert notes(restricted) == []
    assert set(shown(restricted)) == {"label", "GPE", "PERSON", "total", "95"}
    (told,) = notes(evaluate_with(FakePipeline(), [GOLD], labels={"PERSON", "FAC"}))
    assert "no FAC" in told
    assert notes(evaluate_with(FakePipeline(), [])) == ["The gold has no text that could be used."]


@pytest.mark.parametrize(
    ("given", "labels"),
    [(None, None), ("", None), (" , ", None), ("person", {"PERSON"}), ("PERSON, org,", {"PERSON", "ORG"})],
)
def test_labels_are_given_with_commas(given, labels):
    assert parse_labels(given) == labels


def test_json_has_every_way_and_every_label():
    told = json.loads(json.dumps(as_json(evaluate_with(FakePipeline(), [GOLD, GOLD]))))
    assert told["tagger"]["name"] == "fake"
    assert told["texts"] == 2
    assert set(told["total"]) == set(told["by_label"]["GPE"]) == {"strict", "exact", "partial", "type"}
    assert told["total"]["exact"]["f1"] == pytest.approx(2 / 3)
    assert told["total"]["strict"]["f1_95"] == pytest.approx([1 / 3, 1 / 3])
    assert told["by_label"]["GPE"]["strict"]["precision"] is None
    assert told["by_label"]["DATE"]["strict"]["found"] == {"size": 2, "correct": 0, "partial": 0, "incorrect": 0, "alone": 2}
    assert told["confusion"] == [
        {"gold": "GPE", "found": "ORG", "times": 2},
        {"gold": "PERSON", "found": "PERSON", "times": 2},
    ]


def test_an_interval_of_one_text_is_none():
    assert as_json(evaluate_with(FakePipeline(), [GOLD]))["total"]["strict"]["f1_95"] is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "not JSON"),
        ("[1]", "no “text”"),
        ('{"text": 5}', "no “text”"),
        ('{"text": "abc"}', "no “spans”"),
        ('{"text": "abc", "spans": {}}', "no “spans”"),
        ('{"text": "abc", "spans": [7]}', "not an object"),
        ('{"text": "abc", "spans": [{"start": 0, "end": 2}]}', "“label”"),
        ('{"text": "abc", "spans": [{"start": 0, "end": 2, "label": ""}]}', "“label”"),
        ('{"text": "abc", "spans": [{"start": false, "end": 2, "label": "A"}]}', "whole numbers"),
        ('{"text": "abc", "spans": [{"start": 0, "end": 2.0, "label": "A"}]}', "whole numbers"),
        ('{"text": "abc", "spans": [{"start": 2, "end": 2, "label": "A"}]}', "empty or leaves"),
        ('{"text": "abc", "spans": [{"start": -1, "end": 2, "label": "A"}]}', "empty or leaves"),
        ('{"text": "abc", "spans": [{"start": 0, "end": 4, "label": "A"}]}', "empty or leaves"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_stops_no_other(tmp_path, line, said):
    path = tmp_path / "gold.jsonl"
    good = '{"text": "abc", "spans": [{"start": 0, "end": 3, "label": "A", "source_label": "a"}], "meta": {}}'
    path.write_text(f"\n{line}\n{good}\n", encoding="utf-8")
    told, kept = gold_lines(path)
    assert told.startswith(f"Line 2 of {path} ")
    assert said in told
    assert kept == GoldText("abc", (Span(0, 3, "A"),))


def test_a_byte_order_mark_belongs_to_no_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "abc", "spans": []}', encoding="utf-8-sig")
    assert list(gold_lines(path)) == [GoldText("abc", ())]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    (told,) = gold_lines(path)
    assert told.startswith((f"{path} could not be read", f"Line 1 of {path} is not UTF-8"))


@pytest.mark.model
def test_the_shipped_tagger_finds_most_of_the_seed(tmp_path):
    path = tmp_path / "seed.jsonl"
    path.write_text("".join(json_line(article) + "\n" for article in articles("seed")), encoding="utf-8")
    evaluation = evaluate(list(gold_lines(path)), "reader")
    assert as_json(evaluation)["total"]["strict"]["f1"] > 0.8
    assert evaluation.scores[Way.STRICT]["GPE"].gold.size == 20
