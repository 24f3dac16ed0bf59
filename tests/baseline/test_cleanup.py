import pytest
import spacy

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
        ("the <Iraqi Army> left", "ORG", "ORG:Iraqi Army"),
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


def test_labels_of_other_taggers_get_the_names_they_have_here():
    names = ["PER", "LOCATION", "organization", "WORK_OF_ART", "NORP", "GPE", "DISEASE"]
    assert [label_here(name) for name in names] == ["PERSON", "LOC", "ORG", "MISC", "NORP", "GPE", "DISEASE"]
