from reader.actions.standard import load_keyboard
from reader.cli.coloured import coloured
from tests.actions.desk import Bench


def printed(bench):
    return "".join(block.plain for block in coloured(bench.session, load_keyboard().scheme))


def test_every_entity_is_named_once_with_its_standing():
    bench = Bench("In Mosul the Red Cross fled.", [("Mosul", "GPE"), ("Red Cross", "ORG")]).press("tab", "enter")
    assert printed(bench) == "In Mosul[GPE] the Red Cross[ORG?] fled."


def test_a_relabelled_entity_shows_what_it_is_and_what_it_is_not():
    bench = Bench("In Mosul.", [("Mosul", "GPE")]).press("tab", "o")
    assert printed(bench) == "In Mosul[ORG+][GPE✗]."


def test_nested_and_crossing_entities_are_all_named():
    bench = Bench("the city of Mosul fell", [("city of Mosul", "LOC"), ("Mosul", "GPE"), ("Mosul fell", "EVENT")])
    assert printed(bench) == "the city of Mosul[GPE?][LOC?] fell[EVENT?]"
