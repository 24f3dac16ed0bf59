from reader.actions.gazetteer import learn, names
from reader.core.article import Article
from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span
from reader.library import Library
from reader.library.judged import JudgedText

TEXT = "Anadolu said Wagner left. Wagner denied it."


def judged(*positive, text=TEXT, negative=(), suggested=(), finished=True):
    return JudgedText(text, finished, frozenset(positive), frozenset(negative), frozenset(suggested))


ANADOLU, WAGNER, AGAIN = Span(0, 7, "ORG"), Span(13, 19, "ORG"), Span(26, 32, "ORG")


def test_what_was_added_or_relabelled_by_hand_is_taught_and_what_was_found_anyway_is_not():
    assert names([judged(ANADOLU, WAGNER, AGAIN, suggested=[ANADOLU])], ()) == {"Wagner": "ORG"}
    assert names([judged(ANADOLU, suggested=[Span(0, 7, "GPE")])], ()) == {"Anadolu": "ORG"}
    assert names([], ()) == {}


def test_a_name_with_two_labels_is_not_taught():
    assert names([judged(ANADOLU), judged(Span(0, 7, "PERSON"))], ()) == {}


def test_a_name_that_was_refused_or_passed_over_in_a_finished_article_is_not_taught():
    assert names([judged(WAGNER)], ()) == {}
    assert names([judged(WAGNER, finished=False)], ()) == {"Wagner": "ORG"}
    assert names([judged(WAGNER, negative=[AGAIN], finished=False)], ()) == {}


def test_a_name_within_a_longer_one_is_no_word_against_it():
    longer = judged(Span(13, 25, "ORG"), text="Anadolu said Wagner Group left.")
    assert names([judged(WAGNER, AGAIN), longer], ())["Wagner"] == "ORG"


def test_values_and_small_words_are_not_taught():
    text = "It won 5 May of peace."
    assert names([judged(Span(7, 12, "DATE"), Span(16, 21, "ORG"), text=text)], {"DATE"}) == {}


def test_a_library_teaches_what_its_analyst_corrected(tmp_path):
    with Library.open(tmp_path / "library.sqlite") as library:
        article_id = library.add(Article(TEXT)).id
        digest = library.article(article_id).digest
        found = Baseline(digest, Tagger("one", "1", "d"), {ANADOLU: 0.9})
        session = library.open_session(article_id, "ann", baseline=found)
        session.judge("tag", entities=[WAGNER, AGAIN])
        session.finish()
        assert learn(library.path, "ann", ()) == {"Wagner": "ORG"}
        assert learn(library.path, "bo", ()) == {}


def test_a_name_whose_label_is_often_another_in_unfinished_articles_is_not_taught():
    often = [judged(ANADOLU, finished=False, text=TEXT + " " * n) for n in range(3)]
    assert names([*often, judged(Span(0, 7, "GPE"), finished=False)], ()) == {}
