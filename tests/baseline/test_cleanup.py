import pytest
import spacy
from spacy.tokens import Span as SpacySpan

from reader.baseline.cleanup import Cleanup
from reader.baseline.labels import label_here
from reader.baseline.mentions import has_score


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.mark.parametrize(
    ("marked", "label", "clean"),
    [
        ("in <the Red Cross> today", "ORG", "ORG:Red Cross"),
        ("<The Red Cross>", "ORG", "ORG:Red Cross"),
        ("<Iraq's> army", "GPE", "GPE:Iraq"),
        ("<Iraq\N{RIGHT SINGLE QUOTATION MARK}s> army", "GPE", "GPE:Iraq"),
        ("the <“Islamic State”> group", "ORG", "ORG:Islamic State"),
        ("leaders of <(IS)> in", "ORG", "ORG:IS"),
        ("the <(Real) IRA> said", "ORG", "ORG:(Real) IRA"),
        ("the <Liberals (UK)> said", "ORG", "ORG:Liberals (UK)"),
        ("he said <the> end", "ORG", ""),
        ("an <Iraqi> man", "GPE", "NORP:Iraqi"),
        ("the <Iraqi Shia> militias", "ORG", "NORP:Iraqi Shia"),
        ("the <Kurds> left", "ORG", "NORP:Kurds"),
        ("he speaks <Russian> well", "MISC", "MISC:Russian"),
        ("a <T-72> tank", "MISC", "VEHICLE:T-72"),
        ("an <AK-47> and", "ORG", "WEAPON:AK-47"),
        ("a <Hwasong-17> flew", "MISC", "WEAPON:Hwasong-17"),
        ("two <Leopard 2A6s> fire", "MISC", "VEHICLE:Leopard 2A6s"),
        ("the <Bayraktar TB2> drone", "MISC", "VEHICLE:Bayraktar TB2"),
        ("a <Javelin> was", "MISC", "WEAPON:Javelin"),
        ("<Bradley> said", "PERSON", "PERSON:Bradley"),
        ("the <USS Carney> shot", "ORG", "VEHICLE:USS Carney"),
        ("the <Islamic State group> left", "ORG", "ORG:Islamic State"),
        ("the <Islamic State\N{NO-BREAK SPACE}group> left", "ORG", "ORG:Islamic State"),
        ("a <Wagner group> base", "PERSON", "PERSON:Wagner group"),
        ("the <Iraqi Army> left", "ORG", "ORG:Iraqi Army"),
        ("the <Islamic State group> said", "ORG", "ORG:Islamic State"),
        ("the <'Islamic State' groups> said", "ORG", "ORG:Islamic State"),
        ("the <Eurasia Group> said", "ORG", "ORG:Eurasia Group"),
        ("the <group> said", "ORG", "ORG:group"),
    ],
)
def test_an_entity_ends_where_the_scheme_says(nlp, marked, label, clean):
    has_score()
    start, end = marked.index("<"), marked.index(">") - 1
    doc = nlp(marked.replace("<", "").replace(">", ""))
    entity = doc.char_span(start, end, label=label)
    entity._.set("reader_score", 0.7)
    doc.ents = [entity]
    Cleanup()(doc)
    assert "|".join(f"{entity.label_}:{entity.text}" for entity in doc.ents) == clean
    assert all(entity._.get("reader_score") == 0.7 for entity in doc.ents)


@pytest.mark.parametrize(
    ("text", "labels", "clean"),
    [
        ("Iraqi Shia fought", ["NORP", "NORP"], [("Iraqi Shia", "NORP", 0.6)]),
        ("Iraqi and Shia fought", ["NORP", None, "NORP"], [("Iraqi", "NORP", 0.6), ("Shia", "NORP", 0.7)]),
        ("Iraqi\n\nShia fought", ["NORP", None, "NORP"], [("Iraqi", "NORP", 0.6), ("Shia", "NORP", 0.7)]),
        ("Iraqi Acme fought", ["NORP", "ORG"], [("Iraqi", "NORP", 0.6), ("Acme", "ORG", 0.7)]),
        ("Acme Initech fought", ["ORG", "ORG"], [("Acme", "ORG", 0.6), ("Initech", "ORG", 0.7)]),
    ],
)
def test_two_peoples_beside_each_other_are_one_and_as_sure_as_the_less_sure(nlp, text, labels, clean):
    has_score()
    doc = nlp(text)
    doc.ents = [SpacySpan(doc, at, at + 1, label=label) for at, label in enumerate(labels) if label]
    for entity, score in zip(doc.ents, (0.6, 0.7), strict=True):
        entity._.set("reader_score", score)
    Cleanup()(doc)
    assert [(entity.text, entity.label_, entity._.get("reader_score")) for entity in doc.ents] == clean


def test_labels_of_other_taggers_get_the_names_they_have_here():
    names = ["PER", "LOCATION", "organization", "WORK_OF_ART", "NORP", "GPE", "DISEASE"]
    assert [label_here(name) for name in names] == ["PERSON", "LOC", "ORG", "MISC", "NORP", "GPE", "DISEASE"]


def test_peoples_beside_each_other_are_one(nlp):
    has_score()
    doc = nlp("the Iraqi Shia and Sunni militias")
    doc.ents = [doc.char_span(*at, label="NORP") for at in ((4, 9), (10, 14), (19, 24))]
    for entity, score in zip(doc.ents, (0.7, 0.6, 0.5), strict=True):
        entity._.set("reader_score", score)
    Cleanup()(doc)
    assert [(entity.text, entity._.get("reader_score")) for entity in doc.ents] == [("Iraqi Shia", 0.6), ("Sunni", 0.5)]
