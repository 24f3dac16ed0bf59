import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.baseline.found import Found
from reader.baseline.protocol import Ask, Cancel, Quit, ask_line, found, lines, request, tagger_in, tagger_row
from reader.core.baselines import Tagger
from reader.core.pipes import line
from reader.core.spans import Span


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"\\\n\ud83d\ude00😀\u2028'))))
def test_a_text_arrives_with_its_length_and_only_surrogates_changed(text):
    raw = b"".join(ask_line(Ask(7, "d", text)))
    assert raw.count(b"\n") == 1
    arrived = request(raw)
    assert isinstance(arrived, Ask)
    assert arrived.text == "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def test_a_long_text_is_written_in_pieces():
    pieces = list(ask_line(Ask(1, "d", "é" * 1_000_000)))
    assert len(pieces) > 5
    assert request(b"".join(pieces)) == Ask(1, "d", "é" * 1_000_000)


def test_cancel_and_quit_arrive():
    assert request(line({"cancel": 3})) == Cancel(3)
    assert request(line({"quit": True})) == Quit()


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"1", b"{}", b'{"job": "1", "digest": "d", "text": "t"}', b'{"quit": false}', b"\xff"]
)
def test_a_line_without_a_request_is_refused(raw):
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the contract; JSON words it in its own ways
        request(raw)


def test_spans_and_taggers_come_back_as_they_went():
    sent = Found({Span(0, 4, "ORG"): 0.5, Span(5, 6, "DATE"): None}, {Span(0, 4, "GPE"): 0.3})
    (only,) = lines(sent)
    assert found(json.loads(line(only))) == sent
    tagger = Tagger("reader", "1", "d")
    assert tagger_in(json.loads(line(tagger_row(tagger)))) == tagger
