"""Finds the files that ship with Reader: schemes, themes, icons, the key map, the tagger, and the seed articles.

A wheel holds them inside the package, as ``reader/resources`` and ``reader/seeds``; in a checkout they stand beside the
package. Standard library only: this module is on the path that opens the window.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return where a shipped file or folder is: ``resource("schemes", "news.toml")``, ``resource("seeds")``.

    Args:
        parts: The path below ``resources/``, one name each. A path that begins with ``"seeds"`` is below ``seeds/``.

    Raises:
        FileNotFoundError: This copy of Reader lacks it. The message says what to do.
    """
    home = _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent
    shipped = home.joinpath(*parts) if parts[:1] == ("seeds",) else home.joinpath("resources", *parts)
    if not shipped.exists():
        message = f"Reader's own file {shipped} is missing: install Reader again."
        raise FileNotFoundError(message)
    return shipped
