import pytest

from reader.core.effort import IDLE_SECONDS, Effort, Meter


def meter_at(*seconds):
    places = iter(seconds)
    return Meter(lambda: next(places))


def test_keys_and_the_time_between_them_count():
    meter = meter_at(100.0, 100.5, 102.0)
    for _ in range(3):
        meter.key()
    meter.edit()
    assert meter.take() == Effort(3, 1, 2.0)


def test_a_long_rest_counts_only_so_much():
    meter = meter_at(0.0, 5000.0)
    meter.key()
    meter.key()
    assert meter.take().seconds == IDLE_SECONDS


def test_what_is_taken_is_not_counted_again_but_the_clock_runs_on():
    meter = meter_at(0.0, 1.0, 3.0)
    meter.key()
    meter.key()
    assert meter.take() == Effort(2, 0, 1.0)
    assert meter.take() == Effort()
    meter.key()
    assert meter.take() == Effort(1, 0, 2.0)


@pytest.mark.parametrize(
    ("effort", "said"),
    [(Effort(), "0 keys, 0 edits, 0 s"), (Effort(123, 34, 311.6), "123 keys, 34 edits, 5 min 12 s")],
)
def test_effort_is_said_in_words(effort, said):
    assert str(effort) == said


def test_efforts_add_up():
    assert Effort(1, 2, 3.0).plus(Effort(4, 5, 6.0)) == Effort(5, 7, 9.0)
