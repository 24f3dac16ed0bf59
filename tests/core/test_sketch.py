import random

import pytest

from reader.core.sketch import ALIKE, likeness, sketch
from tests import gold

TEXTS = [article.text for article in gold.articles()]
WORDS = sorted({word for text in TEXTS for word in text.split()})


def edited(text, edits, seed):
    """Return a text with so many of its words changed, taken out, or followed by another one."""
    chance = random.Random(seed)  # noqa: S311 - a test's chances
    words = text.split(" ")
    for _ in range(edits):
        at = chance.randrange(len(words))
        words[at : at + chance.randrange(2)] = [chance.choice(WORDS)] * chance.randrange(2)
    return " ".join(words)


def alike(one, other):
    (bins, bands), (other_bins, other_bands) = sketch(one), sketch(other)
    return bool(set(bands) & set(other_bands)) and likeness(bins, other_bins) >= ALIKE


@pytest.mark.parametrize("edits", [1, 3, 6])
def test_a_story_with_some_words_changed_is_the_same_story(edits):
    assert all(alike(text, edited(text, edits, seed)) for seed, text in enumerate(TEXTS))


def test_a_story_that_lost_its_end_and_got_a_credit_is_the_same_story():
    for text in TEXTS:
        words = text.split(" ")
        assert alike(text, f"(AP) {' '.join(words[: int(0.85 * len(words))])} © 2016 The Associated Press.")


def test_stories_of_the_same_weeks_are_not_the_same():
    assert not any(alike(one, other) for at, one in enumerate(TEXTS) for other in TEXTS[:at])


def test_a_story_with_a_tenth_of_its_words_changed_is_another():
    assert sum(alike(text, edited(text, len(text.split()) // 7, seed)) for seed, text in enumerate(TEXTS)) <= len(TEXTS) // 10


def test_case_and_punctuation_do_not_count():
    text = TEXTS[1]
    assert sketch(text) == sketch(text.upper().replace(",", " –").replace(".", "!"))


def test_texts_of_few_words_are_like_no_other():
    assert sketch("Mosul fell.") is None
    assert sketch("") is None
    assert sketch("... " * 100) is None
    assert sketch("北京" * 20) is not None


def test_of_a_huge_text_only_the_beginning_is_looked_at():
    text = " ".join(f"word{number}" for number in range(30_000))
    assert sketch(text) == sketch(text + " and more")


def test_a_sketch_stays_the_same_for_it_lies_in_libraries():
    bins, bands = sketch(" ".join(map(str, range(40))))
    assert bins[:8].hex() == "a9f87d03b16a2f28"
    assert bands[:2] == (1797039644999364192, 779258228525069862)
