import json

import pytest

from reader.baseline.training.corpus import CorpusBroken, Example, flat, read, split
from reader.core.spans import Span


def write(folder, *rows):
    file = folder / "articles.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return file


def test_articles_come_with_their_spans_and_labels_as_here(tmp_path):
    row = {"text": "😀 Acme", "spans": [{"start": 2, "end": 6, "label": "Organization", "x": 1}], "meta": {"id": "a1"}}
    assert read(write(tmp_path, row, "")) == [Example("a1", "😀 Acme", (Span(2, 6, "ORG"),))]


def test_an_article_without_a_name_is_named_by_its_text(tmp_path):
    one, two, three = read(write(tmp_path, *({"text": text, "spans": []} for text in ("a", "b", "a"))))
    assert one.name == three.name != two.name


@pytest.mark.parametrize(
    "row",
    [
        "{",
        "[]",
        {"spans": []},
        {"text": "a"},
        {"text": "a", "spans": [{"start": 0, "end": 2, "label": "ORG"}]},
        {"text": "a", "spans": [{"start": 1, "end": 0, "label": "ORG"}]},
        {"text": "a", "spans": [{"start": 0, "end": 1}]},
        {"text": "a", "spans": 3},
        {"text": "a", "spans": [], "meta": [1]},
    ],
)
def test_a_broken_line_is_named(tmp_path, row):
    with pytest.raises(CorpusBroken, match=r"articles\.jsonl, line 2: "):
        read(write(tmp_path, {"text": "fine", "spans": []}, row))


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "articles.jsonl").write_bytes('{"text": "é"}'.encode("latin-1"))
    with pytest.raises(CorpusBroken, match="not UTF-8"):
        read(tmp_path / "articles.jsonl")


def test_an_article_stays_on_its_side_of_the_split():
    examples = [Example(f"a{number}", "", ()) for number in range(500)]
    learn, measure = split(examples, 0.1)
    assert 25 <= len(measure) <= 80
    assert learn + measure != examples
    assert sorted(learn + measure, key=examples.index) == examples
    assert set(split(examples[:100], 0.1)[1]) == set(measure) & set(examples[:100])


def test_of_nested_spans_the_longest_is_learnt():
    spans = [Span(0, 13, "ORG"), Span(8, 13, "GPE"), Span(14, 18, "DATE"), Span(20, 22, "GPE")]
    assert flat(spans, {"ORG", "GPE"}) == [spans[0], spans[3]]


def test_a_text_file_holds_articles_with_marks(tmp_path):
    file = tmp_path / "mali.txt"
    file.write_text("[Bamako|GPE] calls\n\n[sic] by [AFP|ORGANIZATION]\n=====\n=====\n\n=====\nNobody.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("[no article")
    one, two = read(file)
    assert read(tmp_path) == [one, two]
    assert one == Example("mali-1", "Bamako calls\n\n[sic] by AFP", (Span(0, 6, "GPE"), Span(23, 26, "ORG")))
    assert (two.text, two.spans) == ("Nobody.", ())


@pytest.mark.parametrize("second", ["[Bamako|GPE", "[ Bamako|GPE]", "[[Bamako|GPE] University|ORG]"])
def test_an_article_with_a_broken_mark_is_named(tmp_path, second):
    file = tmp_path / "mali.txt"
    file.write_text(f"Fine.\n=====\n{second}\n", encoding="utf-8")
    with pytest.raises(CorpusBroken, match=r"mali\.txt, article 2: "):
        read(file)
