"""Invented articles, and the names in them."""

import random
import re

from reader.baseline.training import newsroom
from reader.baseline.training.corpus import Example, flat
from reader.baseline.training.inventing import dated, invented
from reader.baseline.training.naming import Namer
from reader.baseline.training.recipe import LABELS
from reader.baseline.training.swapping import Names, swapped
from reader.core.spans import Span

NAMES = Names(("Xu", "Yara"), ("Zott", "Wick"), ("Vexford", "Las Nubes"), ("Utopia", "Iraq"), ("Tri Co", "RST"))


def namer_and_chance(seed):
    chance = random.Random(seed)  # noqa: S311
    return Namer(NAMES, chance), chance


def articles(count=60):
    namer, chance = namer_and_chance(1)
    return [invented(namer, chance) for _ in range(count)]


def test_no_place_for_a_name_is_left_and_no_name_overlaps_another():
    for article in articles():
        assert not re.search(r"[{}]", article.text)
        assert flat(article.spans, LABELS) == sorted(article.spans)
        surfaces = [article.text[span.start : span.end] for span in article.spans]
        assert all(surface and surface == surface.strip() for surface in surfaces)


def test_all_labels_come_up():
    assert {span.label for article in articles() for span in article.spans} == set(LABELS)


def test_a_seed_gives_the_same_articles_again():
    assert articles(5) == articles(5)


def test_every_sentence_can_be_written():
    lines = [*newsroom.HEADLINES, *newsroom.BYLINES, *newsroom.DATELINES, *(line for each in newsroom.SUBJECTS for line in each)]
    kinds = {kind for line in lines for kind in re.findall(r"\{\^?([A-Z])", line)} - {"A", "X"}
    namer, _ = namer_and_chance(1)
    assert {namer(kind)[0] for kind in kinds} == set(LABELS)


def test_a_dateline_moves_the_names_behind_it():
    namer, chance = namer_and_chance(2)
    article = dated(Example("a", "Ann left.", (Span(0, 3, "PERSON"),)), namer, chance)
    assert article.text.endswith(" Ann left.")
    assert [article.text[span.start : span.end] for span in article.spans if span.label == "PERSON"] == ["Ann"]
    assert len(article.spans) > 1


def test_an_acronym_is_swapped_for_one_that_is_made_up_too():
    seen = set()
    for seed in range(40):
        namer, chance = namer_and_chance(seed)
        seen.add(swapped(Example("a", "ABC", (Span(0, 3, "ORG"),)), NAMES, chance, namer).text)
    assert len(seen) > 4
    assert all(each.isupper() for each in seen)
