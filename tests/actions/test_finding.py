import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.finding import Entry, EntryKind, Titles, entries_of, find_entries, match_letters
from reader.actions.standard import load_keyboard
from reader.core.surfaces import fold


def entries(*titles):
    return [Entry(EntryKind.ACTION, title, title) for title in titles]


def names(typed, *titles, limit=12):
    return [found.entry.title for found in find_entries(typed, entries(*titles), limit)]


def shipped():
    keyboard = load_keyboard()
    return entries_of(keyboard.registry, keyboard.scheme, keyboard.keymap)


def first(typed):
    return find_entries(typed, shipped(), 1)[0].entry.id


@given(st.text("abc -", max_size=12), st.text("abc", min_size=1, max_size=4))
def test_a_title_matches_exactly_when_it_holds_the_letters_in_their_order(title, wanted):
    rest = iter(title)
    holds = all(letter in rest for letter in wanted)
    match = match_letters(wanted, title)
    assert (match is not None) == holds
    if match:
        places = match[1]
        assert "".join(title[place] for place in places) == wanted
        assert sorted(set(places)) == list(places)


def test_beginnings_of_words_come_before_letters_that_stand_together_and_those_before_the_rest():
    assert names("ne", "Line end", "Next entity", "On the edge") == ["Next entity", "Line end", "On the edge"]
    assert names("se", "Previous entity", "Next sentence") == ["Next sentence", "Previous entity"]
    assert names("gta", "Great tall oaks always", "Go to the article") == ["Great tall oaks always", "Go to the article"]


def test_equals_stay_in_their_order_and_no_more_come_than_are_wanted():
    assert names("next", "Next word", "Next line", "Next page", limit=2) == ["Next word", "Next line"]
    assert names("", "b", "a") == ["b", "a"]
    assert names("zz", "b", "a") == []


def test_blanks_accents_and_capitals_do_not_matter():
    assert names("N S", "Next sentence", "Snow") == ["Next sentence"]
    assert names("cafe", "Le Café") == ["Le Café"]
    assert fold("Núñez İzmir") == "nunez izmir"


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("per", "label.PERSON"),
        ("org", "label.ORG"),
        ("undo", "edit.undo"),
        ("tae", "entity.spread"),
        ("finish", "article.finish"),
    ],
)
def test_a_few_letters_find_shipped_actions(typed, action):
    assert first(typed) == action


def test_entries_know_their_keys_and_labels_their_guidelines():
    by_id = {entry.id: entry for entry in shipped()}
    assert by_id["label.GPE"] == Entry(
        EntryKind.LABEL, "label.GPE", "GPE: Country, province, city", "Places that govern or are governed.", "g"
    )
    assert by_id["note.write"].key == "k n"
    assert by_id["also.GPE"].kind is EntryKind.ACTION


def test_letters_scattered_over_a_title_are_no_close_match():
    close = find_entries("next", entries("Next entity"), 1)[0]
    (far,) = find_entries("mos", entries("Jump to a word by its hint"), 1)
    assert close.is_close
    assert not far.is_close


def best(titles, typed, limit=12):
    found = []
    for each in titles.search(typed, limit):
        found = each
    return [one.entry.title for one in found]


def library(*titles, at_once=2):
    made = Titles()
    rows = [(number, title, "2016-07-31") for number, title in enumerate(titles, 1)]
    for at in range(0, len(rows), at_once):
        made.add(rows[at : at + at_once])
    return made


def test_articles_hold_every_word_typed_the_best_beginning_with_them():
    titles = library("The road to Mosul", "Mosul falls", "Amosulan", "Baghdad", "Mosul dam holds")
    assert best(titles, "mosul") == ["Mosul dam holds", "Mosul falls", "The road to Mosul", "Amosulan"]
    assert best(titles, "mos dam") == ["Mosul dam holds"]
    assert best(titles, "mosul", limit=1) == ["Mosul dam holds"]
    assert best(titles, "m") == [] == best(titles, "  ")
    assert (len(titles), titles.last) == (5, 5)


def test_the_letters_typed_are_marked_in_a_title():
    (found,) = list(library("Le Café de Mosul").search("cafe mos", 3))[-1]
    assert "".join(found.entry.title[place] for place in found.places) == "CaféMos"


@given(st.lists(st.text("ab é", min_size=1, max_size=6), max_size=12), st.text("abé ", min_size=2, max_size=4))
def test_titles_are_found_exactly_when_they_hold_the_words(given_titles, typed):
    words = fold(typed).split()
    held = [title for title in given_titles if all(word in fold(" ".join(title.split())) for word in words)]
    wanted = held if sum(map(len, words)) >= 2 else []
    assert sorted(best(library(*given_titles), typed, 99)) == sorted(" ".join(title.split()) for title in wanted)


def test_no_articles_are_no_trouble():
    titles = Titles()
    titles.add([])
    assert best(titles, "mosul") == []


def test_with_nothing_typed_the_articles_last_open_are_found():
    titles = Titles()
    titles.add([(1, "Mosul fell", "2016"), (2, "Aleppo burned", "2016")])
    assert list(titles.search("", 5)) == []
    titles.offer([(2, "Aleppo burned", "2016"), (1, "Mosul fell", "2016")])
    assert [found.entry.article for found in next(titles.search(" ", 1))] == [2]
    assert list(titles.search("x", 5)) == []
