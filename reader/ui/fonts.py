"""The faces the page and the chrome are set in."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"

# Found by place: the packages' own modules list every file they hold when imported.
_FACES = {
    "font_source_serif_pro": ("SourceSerifPro-Regular.ttf", "SourceSerifPro-Bold.ttf", "SourceSerifPro-It.ttf"),
    "font_source_sans_pro": ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf"),
}
_LEAST = 10
_FALLBACK = {SERIF: ("Noto Serif", "DejaVu Serif", "serif"), SANS: ("Noto Sans", "DejaVu Sans", "sans-serif")}


@cache
def load_faces() -> None:
    """Make the shipped faces known to Qt, once a process. A missing package leaves the system's own serif and sans."""
    for package, files in _FACES.items():
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            for file in files:
                QFontDatabase.addApplicationFont(str(Path(folder) / "files" / file))


def face(family: str, pixels: float, *, weight: QFont.Weight = QFont.Weight.Normal, italic: bool = False) -> QFont:
    """Return a face at a size, unhinted so that letters keep their shapes and places at any zoom."""
    load_faces()
    font = QFont([family, *_FALLBACK[family]])
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(weight)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferQuality)
    return font


def overlay_face(pixels: float, zoom: int) -> QFont:
    """Return the bold face of what lies over the page, which grows half as fast as the page does.

    pixels: its size at a zoom of 100 per cent.
    """
    return face(SANS, max(_LEAST, pixels * (1 + zoom / 100) / 2), weight=QFont.Weight.DemiBold)
