import pytest
import spacy
from spacy.tokens import Span

from reader.baseline.values import Values


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.fixture(scope="module")
def values(nlp):
    return Values(nlp.vocab)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 min read", ""),
        ("A 12-minute read", ""),
        ("no one and one another", ""),
        ("The march may end. Second, see below.", "ORDINAL:Second"),
        ("June 2014", "DATE:June 2014"),
        ("31 July, 2016", "DATE:31 July, 2016"),
        ("on Monday, July 4th, 2016 he", "DATE:Monday, July 4th, 2016"),
        ("Sept. 11", "DATE:Sept. 11"),
        ("in May he may", "DATE:May"),
        ("Last month, in recent weeks", "DATE:Last month|DATE:recent weeks"),
        ("the last three years", "DATE:last three years"),
        ("two weeks ago", "DATE:two weeks ago"),
        ("a 17-year-old boy", "DATE:17-year-old"),
        ("the early 1990s, mid-2014", "DATE:early 1990s|DATE:mid-2014"),
        ("2000 people in 2001", "CARDINAL:2000|DATE:2001"),
        ("2014-15 and 3-5 July 2016", "DATE:2014-15|DATE:3-5 July 2016"),
        ("June 3–5, 2016 and 31/7/2016", "DATE:June 3–5, 2016|DATE:31/7/2016"),
        ("2016-07-31", "DATE:2016-07-31"),
        ("at 10:30 am or 5pm", "TIME:10:30 am|TIME:5pm"),
        ("Last night, Saturday morning", "TIME:Last night|TIME:Saturday morning"),
        ("$17.1 million, US$5, £3bn", "MONEY:$17.1 million|MONEY:US$5|MONEY:£3bn"),
        ("three hundred dollars", "MONEY:three hundred dollars"),
        ("50% or 7 per cent", "PERCENT:50%|PERCENT:7 per cent"),
        ("10km and 20 square miles", "QUANTITY:10km|QUANTITY:20 square miles"),
        ("for the third time", "ORDINAL:third"),
        ("up to 1 million more Iraqis", "CARDINAL:1 million"),
        ("up\u00a0 to 1\u00a0 million\u00a0 more", "CARDINAL:1\u00a0 million"),
        ("some two million people, but more than half", "CARDINAL:two million|CARDINAL:half"),
        ("tens of thousands, twenty-five, two-thirds", "CARDINAL:tens of thousands|CARDINAL:twenty-five|CARDINAL:two-thirds"),
        ("12\n3 July\n2016", "CARDINAL:12|DATE:3 July|DATE:2016"),
        ("a T-72 and Su-25s", "VEHICLE:T-72|VEHICLE:Su-25s"),
        ("a Black Hawk, F-16", "VEHICLE:Black Hawk|VEHICLE:F-16"),
        ("two AK-47s", "CARDINAL:two|WEAPON:AK-47s"),
        ("Javelin missiles but javelin throwers", "WEAPON:Javelin"),
        ("", ""),
    ],
)
def test_values_are_found_by_their_form(nlp, values, text, found):
    assert "|".join(f"{entity.label_}:{entity.text}" for entity in values(nlp(text)).ents) == found


def test_an_entity_that_is_there_stays_as_it_is(nlp, values):
    doc = nlp("the June 2014 offensive of 2014")
    doc.ents = [Span(doc, 1, 4, label="EVENT")]
    assert [(entity.text, entity.label_) for entity in values(doc).ents] == [("June 2014 offensive", "EVENT"), ("2014", "DATE")]
