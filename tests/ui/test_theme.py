from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from reader.core.scheme import parse_scheme
from reader.resources import resource
from reader.ui.theme import Inks, ThemeError, contrast, legible, load_theme, mix, palette, parse_theme

SCHEME = parse_scheme(resource("schemes", "news.toml").read_text(encoding="utf-8"))
NAMES = [*(label.name for label in SCHEME.labels), "A LABEL THE SCHEME LACKS"]


@pytest.fixture(autouse=True)
def _application(qapp):
    """Colours are Qt's."""


@pytest.fixture(params=["light", "dark"])
def inks(request):
    return Inks(load_theme(request.param), SCHEME)


def test_every_badge_can_be_read_on_whatever_it_stands_on(inks):
    for name, holder in product(NAMES, NAMES):
        for ground in (inks.page, inks.of(holder).fill, inks.of(holder).pale):
            assert contrast(inks.badge(name, ground), ground) >= 4.5


def test_letters_can_be_read_in_every_box(inks):
    for name in NAMES:
        for ground in (inks.page, inks.of(name).fill, inks.of(name).pale):
            assert contrast(inks.text, ground) >= 4.5
    assert contrast(inks.muted, inks.page) >= 4.5


def test_lines_stand_out_from_the_page(inks):
    assert all(contrast(inks.of(name).line, inks.page) >= 3 for name in NAMES)


def test_black_on_white_is_21_to_1():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_a_colour_that_can_be_read_is_left_alone():
    assert legible(QColor("#0000ff"), QColor("white")) == QColor("#0000ff")


def test_mixing_none_of_a_colour_leaves_the_ground():
    assert mix(QColor("red"), QColor("#102030"), 0) == QColor("#102030")


def test_the_chrome_takes_the_themes_colours():
    theme = load_theme("dark")
    assert palette(theme).color(QPalette.ColorRole.Window) == QColor(theme.chrome)


@pytest.mark.parametrize(("toml", "word"), [("dark = ", "TOML"), ("dark = true", "lacks"), ('colour = "x"', "“")])
def test_a_broken_theme_says_what_is_wrong(toml, word):
    with pytest.raises(ThemeError, match=word):
        parse_theme("mine", toml)


def test_a_theme_refuses_what_is_no_colour():
    good = resource("themes", "light.toml").read_text(encoding="utf-8")
    with pytest.raises(ThemeError, match="page"):
        parse_theme("mine", good.replace('page = "#fffdf9"', 'page = "paper"'))
