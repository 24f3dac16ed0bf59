"""Starts Reader: the window, or a shell command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

_COMMANDS = frozenset({"baseline", "import", "keys", "list", "show", "tag"})
_TAKE_A_WORD = frozenset({"--library", "--tagger", "--theme", "--size", "--screenshot"})

NO_DISPLAY = """\
There is no display here, so Reader cannot open its window. Ways out:
  - start it in a guitop session, or through `ssh -X`;
  - `xvfb-run reader` gives it a display of its own;
  - `reader open PATH --screenshot page.png` draws the window into a picture;
  - `reader show PATH` shows an article in the terminal, as now follows.
"""


def main() -> int:
    """Run the program with the arguments of its process; return the exit code."""
    words = sys.argv[1:]
    if _command(words) in _COMMANDS:
        # Not at the top: the shell brings typer and rich, which the window does without.
        from reader import cli  # noqa: PLC0415

        return cli.run(words)
    from reader import app  # noqa: PLC0415

    options = app.arguments(words)
    if options.screenshot is None and not _has_display():
        return _show_in_terminal(options.paths, options.tagger)
    return app.run(options)


def _command(words: list[str]) -> str | None:
    """Return the first word that is no option."""
    places = iter(words)
    for word in places:
        if word in _TAKE_A_WORD:
            next(places, None)
        elif not word.startswith("-"):
            return word
    return None


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _show_in_terminal(paths: list[Path], tagger: str | None) -> int:
    from reader import cli  # noqa: PLC0415 - as above

    sys.stderr.write(f"{NO_DISPLAY}\n")
    shown = paths or sorted(resource("seeds").glob("*.txt"))
    named = ["--tagger", tagger] if tagger else []
    return max(cli.run(["show", str(path), *named]) for path in shown)


if __name__ == "__main__":
    sys.exit(main())
