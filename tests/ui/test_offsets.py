from hypothesis import given
from hypothesis import strategies as st

from reader.ui.offsets import Offsets

TEXTS = st.text(alphabet=st.sampled_from("ab é\u0301\u00a0\u05d0\u0627😀\U0001f1eb\U0001f1f7🚀\n"), max_size=40)


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_place_comes_back_from_qt_as_it_went(text):
    offsets = Offsets(text)
    for place in range(len(text) + 1):
        assert offsets.to_qt(place) == units(text[:place])
        assert offsets.from_qt(offsets.to_qt(place)) == place


@given(TEXTS)
def test_a_unit_inside_a_pair_is_the_place_of_its_code_point(text):
    offsets = Offsets(text)
    for place, letter in enumerate(text):
        if letter > "\uffff":
            assert offsets.from_qt(offsets.to_qt(place) + 1) == place


def test_text_of_single_units_is_not_mapped():
    offsets = Offsets("café \u0627")
    assert [offsets.to_qt(place) for place in (0, 3, 6)] == [0, 3, 6]
