"""The style of everything around the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.theme import Theme

_SHEET = """
QMainWindow, QMenuBar, #status {{ background: {chrome}; color: {chrome_text}; }}
QMenuBar {{ padding: 2px 16px; border-bottom: 1px solid {border}; }}
QMenuBar::item {{ padding: 4px 9px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {button}; }}
QMenu {{ background: {field}; color: {chrome_text}; border: 1px solid {border}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 16px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {accent_text}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 8px; }}
QToolTip {{ background: {field}; color: {chrome_text}; border: 1px solid {border}; padding: 4px; }}
#status QLabel {{ color: {muted}; }}
#status #said {{ color: {chrome_text}; }}
#notice {{ background: {button}; color: {chrome_text}; border-bottom: 1px solid {border}; }}
#prompt {{ background: {chrome}; border-top: 1px solid {border}; }}
#prompt QLabel {{ color: {chrome_text}; }}
#prompt #promptMessage {{ color: {muted}; }}
#prompt QLineEdit {{ background: {field}; color: {chrome_text}; border: 1px solid {border}; border-radius: 5px;
    padding: 4px 8px; }}
#prompt QLineEdit:focus {{ border-color: {accent}; }}
#prompt QLineEdit, #palette QLineEdit {{ selection-background-color: {accent}; selection-color: {accent_text}; }}
#prompt QToolButton {{ color: {chrome_text}; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 1px 6px; min-width: 16px; }}
#prompt QToolButton:hover {{ background: {button}; }}
#prompt QToolButton:focus {{ border-color: {accent}; }}
#prompt QToolButton:checked {{ background: {accent}; color: {accent_text}; }}
#palette, #whichKey, #listPanel {{ background: {field}; border: 1px solid {handle}; border-radius: 9px; }}
#palette QLineEdit {{ background: transparent; color: {chrome_text}; border: none; border-radius: 0; padding: 11px 19px;
    border-bottom: 1px solid {border}; }}
#palette QListView {{ background: transparent; border: none; outline: none; }}
#palette #paletteNothing {{ color: {muted}; padding: 9px 20px; }}
#whichKey QLabel {{ color: {chrome_text}; }}
#listPanel QListView {{ background: transparent; border: none; outline: none; }}
#listHeading {{ color: {chrome_text}; font-weight: 600; padding: 13px 20px 11px; border-bottom: 1px solid {border}; }}
#listHint {{ color: {muted}; padding: 9px 20px; border-top: 1px solid {border}; }}
#workBar {{ background: {chrome}; border-top: 1px solid {border}; }}
#workBar QLabel {{ color: {muted}; }}
#workBar QProgressBar {{ background: {button}; border: none; border-radius: 3px; }}
#workBar QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
#workBar QToolButton {{ color: {chrome_text}; background: {button}; border: 1px solid {border}; border-radius: 5px;
    padding: 1px 9px; }}
#workBar QToolButton:hover {{ border-color: {accent}; }}
#libraryView, #libraryView #rowList {{ background: {page}; color: {text}; border: none; outline: none; }}
#librarySearch {{ background: {field}; color: {text}; border: 1px solid {border}; border-radius: 6px; padding: 7px 11px;
    selection-background-color: {accent}; selection-color: {accent_text}; }}
#librarySearch:focus {{ border-color: {accent}; }}
#libraryTab {{ color: {muted}; background: transparent; border: none; border-radius: 5px; padding: 4px 10px; }}
#libraryTab:hover {{ background: {button}; }}
#libraryTab:checked {{ color: {text}; background: {button}; font-weight: 600; }}
#libraryTold {{ color: {muted}; }}
#help, #helpSheet {{ background: {page}; color: {text}; }}
"""


def stylesheet(theme: Theme) -> str:
    """Return the Qt style sheet of the chrome in a theme's colours."""
    colours = ("chrome", "chrome_text", "border", "button", "field", "accent", "accent_text", "muted", "page", "text", "handle")
    return _SHEET.format(**{name: getattr(theme, name) for name in colours})
