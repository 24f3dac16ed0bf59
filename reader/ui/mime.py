"""What was dropped or copied, as what can be imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.actions.importing import Pasted, Wanted
from reader.sources.files import is_address

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def wanted_in(mime: QMimeData | None) -> list[Wanted]:
    """Return the files and web addresses in it, else its text; an empty list when there is nothing of the kind.

    mime: None is what an empty clipboard has.
    """
    if mime is None:
        return []
    named = [url.toLocalFile() if url.isLocalFile() else bytes(url.toEncoded().data()).decode() for url in mime.urls()]
    named = [each for each in named if each and (is_address(each) or "://" not in each)]
    if named:
        return list(named)
    text, html = mime.text(), mime.html() if mime.hasHtml() else ""
    only = text.strip()
    if not only:
        return [Pasted("", html)] if html.strip() else []
    if is_address(only) and not any(sign.isspace() for sign in only):
        return [only]
    lines = only.splitlines()
    return list(lines) if all(map(_is_a_path, lines)) else [Pasted(text, html)]


def _is_a_path(line: str) -> bool:
    """Tell whether a line is where a file or folder lies, as file managers and shells copy it; a bare slash is not all files."""
    path = Path(line)
    try:
        return path.is_absolute() and path != path.parent and path.exists()
    except OSError:  # no name that a file could have
        return False
