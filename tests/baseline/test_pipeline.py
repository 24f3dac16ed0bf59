import itertools
import re
import shutil

import pytest
import spacy
from spacy.tokens import Span as SpacySpan

from reader.baseline import pipeline
from reader.baseline.found import Found
from reader.baseline.identity import TaggerBroken, TaggerNotFound, identify
from reader.baseline.mentions import FLOOR, SCORE
from reader.baseline.parts import LONGEST_PART
from reader.core.baselines import Baseline
from reader.core.spans import Span, reading_order
from reader.resources import resource

SHORT = "Iraq's Defence Minister Khalid al-Obeidi met NATO envoys in Baghdad on Saturday."


@pytest.fixture(scope="module")
def reader():
    return pipeline.load("reader")


@pytest.fixture(scope="module")
def seed():
    return resource("seeds", "islamic-state-leaders-fleeing-mosul.txt").read_text(encoding="utf-8")


def surfaces(text, found):
    return {(text[span.start : span.end], span.label) for span in found}


@pytest.mark.model
class TestShippedTagger:
    def test_the_seed_article_gets_its_people_places_and_values(self, reader, seed):
        found = reader.tag(seed)
        assert {
            ("Khalid al-Obeidi", "PERSON"),
            ("Obeidi", "PERSON"),
            ("Islamic State", "ORG"),
            ("Mosul", "GPE"),
            ("Red Cross", "ORG"),
            ("Red\u00a0Cross", "ORG"),
            ("Iraqi", "NORP"),
            ("Iraqis", "NORP"),
            ("31 July, 2016", "DATE"),
            ("June 2014", "DATE"),
            ("1\u00a0million", "CARDINAL"),
            ("two\u00a0million", "CARDINAL"),
            ("$17.1\u00a0million", "MONEY"),
        } <= surfaces(seed, found)
        assert not any("min" in surface.split() for surface, _ in surfaces(seed, found))
        assert list(found) == sorted(found, key=reading_order)

    def test_its_entities_have_probabilities_and_its_values_none(self, reader, seed):
        for span, score in reader.tag(seed).items():
            ruled = span.label in {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"}
            assert (score is None) is ruled
            assert score is None or 0 < score <= 1

    def test_what_it_nearly_said_lies_beside_what_it_said(self, reader, seed):
        found = reader.read(seed)
        assert found.scores == reader.tag(seed)
        assert found.alternatives
        assert all(FLOOR <= score <= 1 for score in found.alternatives.values())
        assert found.scores.keys().isdisjoint(found.alternatives)
        assert list(found.alternatives) == sorted(found.alternatives, key=reading_order)
        ruled = [span for span, score in found.scores.items() if score is None]
        assert not any(span.overlaps(other.start, other.end) for span in found.alternatives for other in ruled)
        assert reader.baseline("d", seed) == Baseline("d", reader.tagger, found.scores, found.alternatives)

    @pytest.mark.parametrize(("old", "new"), [(" ", "\u00a0"), (" ", "\u2009"), (" ", "\t")])
    def test_odd_blanks_change_nothing(self, reader, old, new):
        assert reader.tag(SHORT.replace(old, new)) == reader.tag(SHORT)

    def test_offsets_are_code_points_behind_an_emoji(self, reader):
        text = f"😀 🏳️‍🌈 e\u0301\n\n{SHORT}"
        assert ("Khalid al-Obeidi", "PERSON") in surfaces(text, reader.tag(text))

    def test_what_is_found_does_not_depend_on_the_company(self, seed):
        nlp = spacy.load(resource("baseline"))
        texts = [SHORT, seed, "Mosul", "", SHORT * 3]
        alone = [nlp(text) for text in texts]
        for doc, together in zip(alone, nlp.pipe(texts), strict=True):
            assert [entity_key(entity) for entity in together.ents] == [entity_key(entity) for entity in doc.ents]

    def test_a_long_text_is_tagged_in_parts_with_progress(self, reader, seed):
        told = []
        text = seed + "\n\n" + "word " * (LONGEST_PART // 5) + "\n\n" + SHORT
        found = reader.tag(text, on_progress=told.append)
        assert len(told) == 2
        assert told[-1] == len(text)
        assert [text[span.start : span.end] for span in found if span.label == "PERSON"][-1] == "Khalid al-Obeidi"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "\n",
            "\x00\x01\x1b[0m",
            "!?" * 500,
            "(((( " * 200,
            "😀" * 300,
            "x" * 1_000_000,
            "\ud83d\ude00 \udfff Iraq",
            "مرحبا بكم في بغداد " * 20,
            "\u202eabc\u202c שלום",
            "我们在北京。" * 100,
            "a\u0301" * 200,
            "https://example.org/" + "a/" * 180,
            "1,2,3;" * 60,
        ],
        ids=range(14),
    )
    def test_odd_texts_are_tagged_or_not_but_never_fail(self, reader, text):
        assert all(0 <= span.start < span.end <= len(text) for span in reader.tag(text))

    def test_it_survives_the_disk_and_bytes(self, tmp_path):
        nlp = spacy.load(resource("baseline"))
        nlp.to_disk(tmp_path)
        again = spacy.blank("en")
        for name in nlp.pipe_names:
            again.add_pipe(name)
        again.from_bytes(nlp.to_bytes())
        found = [entity_key(entity) for entity in nlp(SHORT).ents]
        assert found
        assert [entity_key(entity) for entity in spacy.load(tmp_path)(SHORT).ents] == found
        assert [entity_key(entity) for entity in again(SHORT).ents] == found

    def test_the_vocabulary_does_not_grow_with_the_articles(self, reader):
        reader.tag(SHORT)
        before = len(reader.nlp.vocab.strings)
        reader.tag(" ".join(f"Zzyx{number}" for number in range(200)))
        assert len(reader.nlp.vocab.strings) == before

    @pytest.mark.parametrize("file", ["model.onnx", "vocab.txt", "cfg.json"])
    @pytest.mark.parametrize("content", [None, b"", b"{}"])
    def test_broken_weights_are_named(self, tmp_path, file, content):
        copy = shutil.copytree(resource("baseline"), tmp_path / "copy")
        broken = copy / "reader_ner" / file
        broken.unlink() if content is None else broken.write_bytes(content)
        with pytest.raises(TaggerBroken, match="cannot be loaded"):
            pipeline.load(str(copy))


def entity_key(entity):
    return (entity.start_char, entity.end_char, entity.label_, entity._.get(SCORE))


@pytest.fixture
def other(tmp_path):
    """Write a small pipeline of another make; returns its folder."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Obeidi"}, {"label": "DISEASE", "pattern": "flu"}])
    nlp.to_disk(tmp_path / "other")
    return tmp_path / "other"


def test_another_pipeline_is_used_with_its_labels_called_as_here(other):
    tagger = pipeline.load(str(other))
    assert tagger.tagger == identify(str(other))
    assert tagger.tag("Obeidi has\u00a0flu.") == {Span(0, 6, "PERSON"): None, Span(11, 14, "DISEASE"): None}


def test_spans_of_a_categoriser_may_nest_and_bring_scores():
    nlp = spacy.blank("en")
    doc = nlp("Bank of China")
    doc.spans["sc"] = [SpacySpan(doc, 0, 3, label="ORG"), SpacySpan(doc, 2, 3, label="GPE")]
    doc.spans["sc"].attrs["scores"] = [0.9, 0.5]
    assert pipeline.spans_of(doc, 10) == Found({Span(10, 23, "ORG"): 0.9, Span(18, 23, "GPE"): 0.5})


def test_a_tagger_that_is_not_there_is_named():
    with pytest.raises(TaggerNotFound, match=re.escape("python -m spacy download xx_core_none_sm")):
        pipeline.load("xx_core_none_sm")


def test_a_pipeline_that_cannot_be_loaded_is_named(other):
    (other / "config.cfg").write_text("[nlp]\n")
    with pytest.raises(TaggerBroken, match="cannot be loaded"):
        pipeline.load(str(other))


def test_long_texts_have_bounds_that_follow_one_another(other):
    tagger = pipeline.load(str(other))
    text = "Obeidi. " * 10_000
    found = tagger.tag(text)
    assert len(found) == 10_000
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
