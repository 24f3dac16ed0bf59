"""Colours: of the page, of the chrome, and of each label on them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from reader.resources import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QRectF
    from PySide6.QtGui import QPainter

    from reader.core.scheme import Scheme

_READABLE = 4.5
_VISIBLE = 3.0
"""Least contrast of small text, and of a line: WCAG 2.2, 1.4.3 and 1.4.11."""

_STEPS = 25
_LINEAR_BELOW = 0.04045
_HALF_WAY = 0.18
"""The luminance from which black stands out more than white."""


class ThemeError(ValueError):
    """A theme file says something that cannot be; the message says what."""


class Theme(NamedTuple):
    """The colours of one theme, each "#rrggbb".

    fill_share, pale_share: how much of a label's colour a box takes, and one that holds another; the rest is the page's.
    field, button: what one types in, and presses, in the chrome.
    handle, handle_hover: of scrollbars.
    """

    name: str
    dark: bool
    page: str
    text: str
    muted: str
    rule: str
    caret: str
    hint: str
    hint_text: str
    fill_share: float
    pale_share: float
    chrome: str
    chrome_text: str
    border: str
    field: str
    button: str
    accent: str
    accent_text: str
    handle: str
    handle_hover: str


@lru_cache(maxsize=4)
def parse_theme(name: str, toml: str) -> Theme:
    """Read a theme file. Raises ThemeError when it is broken or a colour is missing, unknown or not one."""
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"The theme “{name}” is not valid TOML: {error}") from error
    wanted = {*Theme._fields} - {"name"}
    if wrong := sorted(wanted ^ set(table)):
        raise ThemeError(f"The theme “{name}” {'lacks' if wrong[0] in wanted else 'has an unknown'} “{wrong[0]}”.")
    for field, value in table.items():
        if isinstance(value, str) and not QColor(value).isValid():
            raise ThemeError(f"The theme “{name}” gives {field} the colour “{value}”; write it as #rrggbb.")
    return Theme(name=name, **table)


def load_theme(name: str) -> Theme:
    """Return a shipped theme; "auto" is light or dark as the desktop is."""
    if name == "auto":
        name = "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
    return parse_theme(name, resource("themes", f"{name}.toml").read_text(encoding="utf-8"))


def palette(theme: Theme) -> QPalette:
    """Return the colours of the chrome as Qt wants them (`setColorScheme` does nothing offscreen)."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.chrome,
        role.WindowText: theme.chrome_text,
        role.Base: theme.field,
        role.AlternateBase: theme.chrome,
        role.Text: theme.chrome_text,
        role.Button: theme.button,
        role.ButtonText: theme.chrome_text,
        role.BrightText: theme.caret,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Link: theme.accent,
        role.Accent: theme.accent,
        role.ToolTipBase: theme.field,
        role.ToolTipText: theme.chrome_text,
        role.PlaceholderText: theme.muted,
        role.Light: theme.field,
        role.Midlight: theme.border,
        role.Mid: theme.border,
        role.Dark: theme.rule,
        role.Shadow: theme.rule,
    }
    made = QPalette()
    for place, colour in colours.items():
        made.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(theme.muted))
    return made


def mix(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return a colour mixed into a ground: share of the one, the rest of the other."""
    rest = 1 - share
    return QColor(
        round(colour.red() * share + ground.red() * rest),
        round(colour.green() * share + ground.green() * rest),
        round(colour.blue() * share + ground.blue() * rest),
    )


def fill(painter: QPainter, rect: QRect | QRectF, colour: QColor) -> None:
    """Fill a rectangle. The painter's background changes.

    `fillRect` would have PySide (6.11) first make an enum of the 180 presets of QGradient.
    """
    painter.setBackground(colour)
    painter.eraseRect(rect)


def luminance(colour: QColor) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    return _luminance_of(colour.rgb())


@lru_cache(maxsize=1024)  # of the same few grounds again and again
def _luminance_of(rgb: int) -> float:
    red, green, blue = (_linear((rgb >> shift & 0xFF) / 0xFF) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def legible(colour: QColor, ground: QColor, ratio: float = _READABLE) -> QColor:
    """Return the colour, moved towards black or white just as far as it takes to stand out from the ground."""
    far = QColor("black") if luminance(ground) > _HALF_WAY else QColor("white")
    moved = (mix(far, colour, step / _STEPS) for step in range(_STEPS + 1))
    return next((tried for tried in moved if contrast(tried, ground) >= ratio), far)


class LabelInk(NamedTuple):
    """What one label is painted with.

    fill: a box. pale: a box that holds another. line: bars, outlines and underlines.
    """

    fill: QColor
    pale: QColor
    line: QColor


class Inks:
    """The colours of a scheme's labels on a theme's page, each mixed once. Labels the scheme lacks are grey."""

    def __init__(self, theme: Theme, scheme: Scheme) -> None:
        """Mix nothing yet."""
        self.theme = theme
        self._scheme = scheme
        self.page = QColor(theme.page)
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted)
        self.rule = QColor(theme.rule)
        self.caret = QColor(theme.caret)
        self._labels: dict[str, LabelInk] = {}
        self._badges: dict[tuple[str, int], QColor] = {}

    def of(self, label: str) -> LabelInk:
        """Return what a label is painted with."""
        ink = self._labels.get(label)
        if ink is None:
            hue = QColor(self._scheme.label(label).colour)
            fill, pale = (mix(hue, self.page, share) for share in (self.theme.fill_share, self.theme.pale_share))
            ink = self._labels[label] = LabelInk(fill, pale, legible(hue, self.page, _VISIBLE))
        return ink

    def badge(self, label: str, ground: QColor) -> QColor:
        """Return the colour of a label's badge on a ground: its hue, readable there."""
        key = label, ground.rgb()
        ink = self._badges.get(key)
        if ink is None:
            ink = self._badges[key] = legible(QColor(self._scheme.label(label).colour), ground)
        return ink
