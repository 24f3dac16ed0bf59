"""What holds for every source: it is chosen by content, and gives outcomes whatever is done to its files."""

import random
import signal
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.article import normalise
from reader.sources import registry
from reader.sources.source import Outcome, Reading, Source, SourceError
from tests.sources.reading import claimant
from tests.sources.samples import samples

SAMPLES = [(name, raw) for name, held in samples().items() for raw in held]
NAMES = [f"{name}-{at}" for at, (name, _) in enumerate(SAMPLES)]


def outcomes(raw: bytes, name: str = "story.txt") -> list[Outcome]:
    """What is read of a file, each article checked."""
    found = []
    try:
        for outcome in registry.read_bytes(raw, name):
            check(outcome)
            found.append(outcome)
    except SourceError as error:
        check_sentence(str(error))
    return found


def check(outcome: Outcome) -> None:
    assert outcome.name
    if not isinstance(outcome, Reading):
        check_sentence(outcome.sentence)
        return
    article = outcome.article
    assert article.text == normalise(article.text)
    article.text.encode()
    assert article.blocks
    covered = "".join(article.text[block.start : block.end] for block in article.blocks)
    assert "".join(covered.split()) == "".join(article.text.split())
    for note in outcome.notes:
        check_sentence(note)


def check_sentence(sentence: str) -> None:
    assert sentence.endswith(".")
    assert sentence.isprintable()


def test_every_source_has_a_sample_and_claims_it_before_any_other_does():
    assert sorted(samples()) == sorted(listed.source.name for listed in registry.SOURCES)
    for name, raw in SAMPLES:
        assert claimant(raw) == name


@pytest.mark.parametrize(("name", "raw"), SAMPLES, ids=NAMES)
def test_a_valid_file_is_read_whatever_its_name_ends_in(name, raw):
    expected = outcomes(raw, "story.xyz")
    assert expected
    # What only leads to articles says how they are had.
    assert name in {"list of feeds", "link"} or all(isinstance(outcome, Reading) for outcome in expected)
    got = outcomes(raw, "story.pdf")
    assert [of.article for of in got if isinstance(of, Reading)] == [of.article for of in expected if isinstance(of, Reading)]


@pytest.mark.parametrize("raw", [raw for _, raw in SAMPLES], ids=NAMES)
def test_a_file_cut_off_anywhere_gives_outcomes_or_a_sentence(raw):
    for cut in [*range(0, 40, 3), *(len(raw) * part // 12 for part in range(1, 12)), len(raw) - 1]:
        outcomes(raw[:cut])


@pytest.mark.parametrize("raw", [raw for _, raw in SAMPLES], ids=NAMES)
def test_garbage_after_the_first_bytes_gives_outcomes_or_a_sentence(raw):
    garbage = random.Random(0).randbytes(3000)  # noqa: S311 - any bytes do
    for kept in (4, 8, 30, 60, 300):
        outcomes(raw[:kept] + garbage)
        outcomes(raw[:kept] + bytes(3000))


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["flip", "cut", "double", "put"]), st.integers(0, 255)), min_size=1, max_size=6
)


@pytest.mark.parametrize("raw", [raw for _, raw in SAMPLES], ids=NAMES)
def test_a_file_with_any_bytes_changed_gives_outcomes_or_a_sentence(raw):
    @given(EDITS)
    def holds(edits):
        outcomes(edited(raw, edits))

    holds()


def edited(raw: bytes, edits: list[tuple[float, str, int]]) -> bytes:
    changed = bytearray(raw)
    for place, edit, value in edits:
        at = int(place * max(0, len(changed) - 1))
        if edit == "flip" and changed:
            changed[at] ^= value or 1
        elif edit == "cut":
            del changed[at : at + value]
        elif edit == "double":
            changed[at:at] = changed[at : at + value]
        else:
            changed[at:at] = bytes([value])
    return bytes(changed)


def asked_of_all(raw: bytes) -> Source:
    """The first source that claims a file, each asked whatever its marks are."""
    return next(source for source in (listed.source for listed in registry.SOURCES) if source.claims(raw))


ENCODINGS = ["", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"]


@given(EDITS | st.just([]), st.sampled_from(ENCODINGS), st.booleans())
@example(edits=[], encoding="", turned=False)
def test_no_mark_keeps_a_file_from_the_source_that_claims_it(edits, encoding, turned):
    for _, raw in SAMPLES:
        changed = edited(raw.swapcase() if turned else raw, edits)
        if encoding:
            changed = changed.decode("latin-1").encode(encoding)
        assert registry.source_of(changed) is asked_of_all(changed)


def test_a_short_text_is_read_without_the_libraries_of_other_formats(tmp_path):
    (tmp_path / "story.txt").write_text("Mosul, again\n\nThe “army” said: they fell from 2,000 to 10; 5 of them here.\n")
    program = "import sys; from pathlib import Path; from reader.sources.registry import read_plain\n"
    program += "assert read_plain(Path(sys.argv[1])); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, tmp_path / "story.txt"], capture_output=True, text=True, check=True)
    assert not {"email", "tarfile", "zipfile", "lxml", "reader.sources.html", "reader.sources.pdf"} & {*done.stdout.split()}


ENDLESS = {
    "a page's encoding": b"<html>" + b"<meta " * 60 + b"charset=" + b" " * 65_000 + b"<",
    "a mail's header": b"a:" + b"\t" * 65_000 + b"\rX",
    "an object's brace": b" " * 65_000 + b"x",
    "beginnings of a program": b"<html><body><p>Mosul fell." + b"<?xml" * 200_000,
    "scripts": b"<html><body><p>Mosul fell." + b"<script" * 1_000_000,
    "a page's title": b"<html><head><title>" + b"<" * 300_000 + b"</title></head><body><p>Mosul fell.",
    "a page's author": b'<html><head><meta name=author content="' + b"<" * 300_000 + b'"></head><body><p>Mosul fell.',
    "names of parts": b'<html><body><div class="' + b"<!--" * 75_000 + b'"><p>Mosul fell.',
    "remarks in Markdown": b"# Mosul\n\n[a](http://b) **x**\n\n<!--" + b"<!-- " * 60_000,
    "links in RTF": b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 10_000,
    "authors in JSON": b'<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":['
    + b",".join(b'"A b%d"' % at for at in range(40_000))
    + b"]}</script></head><body><h1>x</h1>"
    + b"<p>Some words that make a sentence, and one more of it here to be long.</p>" * 10,
}


@pytest.mark.parametrize("raw", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_repeats_without_end_takes_no_quadratic_time(raw):
    previous = signal.signal(signal.SIGPROF, _bark)
    signal.setitimer(signal.ITIMER_PROF, 5)  # of processor time: most of these took minutes
    try:
        outcomes(raw)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _bark(*_: object) -> None:
    raise AssertionError("it takes too long")
