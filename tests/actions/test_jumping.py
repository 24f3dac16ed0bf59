import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.jumping import DIGITS, LETTERS, hints
from reader.core.baselines import Baseline
from tests.actions.desk import TAGGER, Bench

TEXT = "The talks in Geneva ended. Red Cross staff met Obeidi of Mosul on Monday."
SUGGESTED = [("Red Cross", "ORG"), ("Mosul", "GPE")]


def hint_of(bench, word, nth=0):
    """Return the letters shown on a word."""
    place = bench.span(word, "X", nth).start
    return next(name for name, stretch in bench.desk.hints.items() if stretch.start == place)


def test_a_hint_moves_the_caret_to_its_word():
    bench = Bench(TEXT).press("j")
    bench.press(*hint_of(bench, "talks"))
    assert bench.caret == "talks"
    assert bench.desk.hints == {}
    assert bench.context.taker is None


def test_a_hint_on_a_suggestion_stands_on_the_whole_entity():
    bench = Bench(TEXT, SUGGESTED).press("j")
    bench.press(*hint_of(bench, "Red"))
    assert bench.session.entity.span == bench.span("Red Cross", "ORG")


def test_shift_with_the_first_letter_extends_the_caret_to_there():
    bench = Bench(TEXT).go("Geneva").press("j")
    first, *rest = hint_of(bench, "staff")
    bench.press(first.upper(), *rest)
    assert bench.caret == "Geneva ended. Red Cross staff"
    bench.press("j")
    first, *rest = hint_of(bench, "The")
    assert bench.press(first.upper(), *rest).caret.startswith("The talks in Geneva")


def test_the_key_with_shift_extends_too_also_to_a_hint_that_is_a_digit():
    bench = Bench("Geneva " + "word " * 60 + "Lima").go("Geneva").press("J")
    assert bench.press(*hint_of(bench, "Lima")).caret.endswith("word Lima")
    bench.go("Geneva").press("J")
    name, word = next((name, word) for name, word in bench.desk.hints.items() if name in DIGITS)
    assert bench.press(name).session.cursor.end == word.end
    assert bench.session.cursor.start == 0


def test_extending_an_entity_by_a_hint_is_one_edit():
    bench = Bench(TEXT, [("Red", "ORG")]).press("tab", "j")
    first, *rest = hint_of(bench, "Cross")
    bench.press(first.upper(), *rest)
    assert bench.positive == {("Red Cross", "ORG")}
    assert len(bench.journal.edits) == 1


def test_the_likeliest_targets_have_the_easiest_keys():
    text = "The talks in Geneva ended. " + "Nothing was said there. " * 16 + "Staff met Obeidi of Mosul."
    bench = Bench(text, [("Mosul", "GPE")]).press("j")
    assert len(hint_of(bench, "Geneva")) == 1
    ease = [LETTERS.index(hint_of(bench, word)) for word in ("Geneva", "Obeidi", "Mosul")]
    assert ease == sorted(ease)


def test_of_the_suggestions_the_most_doubtful_has_the_easiest_key():
    bench = Bench("said Mosul and Basra and Kirkuk then")
    scores = {bench.span("Mosul", "GPE"): 0.9, bench.span("Basra", "GPE"): 0.4, bench.span("Kirkuk", "GPE"): 0.6}
    bench.session.attach(Baseline(bench.article.digest, TAGGER, scores))
    bench.press("j")
    ease = [LETTERS.index(hint_of(bench, word)) for word in ("Basra", "Kirkuk", "Mosul")]
    assert ease == sorted(ease)


def test_escape_or_a_letter_that_leads_nowhere_hides_the_hints():
    bench = Bench(TEXT).press("j", "esc")
    assert (bench.caret, bench.desk.hints) == ("The", {})
    bench.press("j", "9")
    assert (bench.caret, bench.desk.hints, bench.context.taker) == ("The", {}, None)


def test_after_the_first_letter_only_the_hints_that_go_on_are_left():
    bench = Bench("word " * 200).press("j")
    name = next(name for name in bench.desk.hints if len(name) == 2)
    bench.press(name[0])
    assert bench.desk.typed == name[0]
    assert all(other.startswith(name[0]) for other in bench.desk.hints)
    bench.press(name[1])
    assert bench.context.taker is None


def test_only_words_in_sight_have_hints():
    bench = Bench(TEXT)
    bench.context.page.sight = 12
    words = {bench.article.text[target.word.start : target.word.end] for target in hints(bench.context).values()}
    assert words == {"The", "talks", "in"}


def test_without_a_word_in_sight_the_key_says_so():
    bench = Bench("")
    bench.press("j")
    assert "no word in sight" in bench.desk.said
    assert bench.context.taker is None


@given(st.integers(0, 900))
def test_no_hint_begins_another_and_none_is_given_twice(count):
    bench = Bench(" ".join(["word"] * count))
    named = hints(bench.context)
    assert len(named) == min(count, len(LETTERS) ** 2 + len(DIGITS))
    assert not any(name[0] in named for name in named if len(name) > 1)
    assert sum(len(name) == 1 for name in named) >= min(count, 30 if count < 150 else 10)


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_every_latin_letter_serves(letter):
    assert LETTERS.count(letter) == 1
