import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.baseline.training.corpus import Example
from reader.baseline.training.swapping import Names, names_in, read_names, swapped
from reader.core.spans import Span

NAMES = Names(("Xu", "Yara"), ("Zott", "Wick"), ("Vexford",), ("Utopia", "Iraq"), ("Tri Co", "RST"))


def seeded(seed):
    return random.Random(seed)  # noqa: S311


def example(marked):
    """Return an article from a text with [surface|LABEL] in it."""
    text, spans = "", []
    for part in marked.split("["):
        if "]" not in part:
            text += part
            continue
        inside, rest = part.split("]", 1)
        surface, label = inside.split("|")
        spans.append(Span(len(text), len(text) + len(surface), label))
        text += surface + rest
    return Example("a", text, tuple(spans))


def surfaces(article):
    return [(article.text[span.start : span.end], span.label) for span in article.spans]


def test_a_surname_still_follows_its_full_name():
    article = swapped(example("[Ann Lee|PERSON] met [Bob Lee|PERSON]. [Lee|PERSON] left [Paris|GPE]."), NAMES, seeded(3))
    names = [surface for surface, _ in surfaces(article)]
    assert names[0].split()[1] == names[1].split()[1] == names[2]
    assert names[2] in NAMES.surnames
    assert names[3] == "Vexford"
    assert article.text.endswith("left Vexford.")


@pytest.mark.parametrize("surface", ["J.", "JFK", "al-Obeidi", "de"])
def test_what_is_no_plain_name_stays(surface):
    assert swapped(example(f"[{surface}|PERSON] left"), NAMES, seeded(1)).text == f"{surface} left"


def test_without_names_to_swap_in_nothing_changes():
    article = example("[Ann Lee|PERSON] of [Acme|ORG] left [Paris|GPE].")
    assert swapped(article, Names(), seeded(1)) == article


def test_an_acronym_is_swapped_for_an_acronym():
    seen = {swapped(example("[ABC|ORG] and [Big Co|ORG]"), NAMES, seeded(seed)).text for seed in range(40)}
    assert seen == {"ABC and Big Co", "RST and Big Co", "ABC and Tri Co", "RST and Tri Co"}


@given(st.randoms(use_true_random=False), st.permutations(["[Ann Lee|PERSON]", " 😀 ", "[Iraq|GPE]", "é\n", "[Big Co|ORG]", "."]))
def test_spans_keep_their_labels_and_stay_on_their_surfaces(chance, parts):
    before = example("".join(parts))
    after = swapped(before, NAMES, chance)
    assert [span.label for span in after.spans] == [span.label for span in before.spans]
    assert all(surface == surface.strip() and surface for surface, _ in surfaces(after))
    rest_before, rest_after = before.text, after.text
    for (old, _), (new, _) in zip(surfaces(before), surfaces(after), strict=True):
        rest_before, rest_after = rest_before.replace(old, "|", 1), rest_after.replace(new, "|", 1)
    assert rest_before == rest_after


def test_names_are_collected_from_articles():
    names = names_in([example("[Ann Lee|PERSON], [J. Fox|PERSON], [Bo|PERSON], [Paris|GPE], [Acme|ORG], [May|DATE]")])
    assert names == Names(("Ann",), ("Lee",), ("Paris",), (), ("Acme",))


def test_names_are_read_from_lists(tmp_path):
    for file, head, row in [
        ("forenames.csv", "Country,Romanized Name", "AD,Martina"),
        ("surnames.csv", "Country,Romanized Name", "AM,Grigoryan"),
        ("cities.csv", "name,country", 'Mosul,Iraq\nBasel,"Congo, The"'),
    ]:
        (tmp_path / file).write_text(f"\ufeff{head}\n{row}\n,x\n", encoding="utf-8")
    names = read_names(tmp_path)
    assert (names.forenames, names.surnames, names.cities) == (("Martina",), ("Grigoryan",), ("Basel", "Mosul"))
    assert {"Iraq", "Syria"} <= set(names.countries)
    assert "Congo, The" not in names.countries
