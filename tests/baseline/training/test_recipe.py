import pytest

from reader.baseline.training.recipe import Recipe, TrainingStopped, with_numbers


def test_numbers_are_set_by_name():
    changed = with_numbers(Recipe(seed=3), ["rate=1.5e-4", " epochs = 2.5", "keeps_words=off", "windows=64,96", "pieces=4000"])
    assert changed == Recipe(seed=3, rate=1.5e-4, epochs=2.5, keeps_words=False, windows=(64, 96), pieces=4000)
    assert with_numbers(changed, []) == changed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("speed=3", "no number 'speed'. It has: epochs, rate, "),
        ("rate", "rate must be a number above 0, not ''"),
        ("rate=nan", "rate must be a number above 0"),
        ("epochs=0", "epochs must be a number above 0"),
        ("epochs=inf", "epochs must be a number above 0"),
        ("taught=1.5", "taught must be a number from 0 to 1"),
        ("dropout=-0.1", "dropout must be a number from 0 to 1"),
        ("measures=0", "measures must be a whole number from 1 on"),
        ("pieces=2.5", "pieces must be a whole number from 1 on"),
        ("half=yes", "half must be on or off"),
        ("windows=64;96", "windows must be whole numbers with commas between"),
        ("windows=64,500", "windows must be whole numbers"),
    ],
)
def test_what_a_number_cannot_be_is_said(typed, said):
    with pytest.raises(TrainingStopped) as stopped:
        with_numbers(Recipe(), [typed])
    assert said in str(stopped.value)
