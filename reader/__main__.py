"""Starts Reader: the window, or a shell command."""

from __future__ import annotations

import gc
import os
import re
import sys
from typing import TYPE_CHECKING

from reader.resources import resource

if TYPE_CHECKING:
    import argparse

_COMMANDS = frozenset({"baseline", "import", "keys", "library", "list", "names", "search", "show", "tag"})
_ALIKE = 0.75
"""Of 1, so much must two words have in common for one to be a slip of the other."""
_TAKE_A_WORD = frozenset({"--library", "--tagger", "--theme", "--size", "--screenshot"})

NO_DISPLAY = "There is no display here"
DEAD_DISPLAY = "The display {name} does not answer"
WAYS_OUT = """\
{reason}, so Reader cannot open its window. Ways out:
  - start it in a desktop session, or through `ssh -X`;
  - `xvfb-run reader` gives it a display of its own;
  - `reader open PATH --screenshot page.png` draws the window into a picture;
  - `reader show PATH` shows an article in the terminal, as now follows.

"""

_X_DISPLAY = re.compile(r"(?:[^/:]+/)?(?P<host>.*):(?P<number>\d{1,5})(?:\.\d+)?", re.ASCII)
"""host:number.screen; a protocol or a host may stand before it: https://www.x.org/releases/current/doc/man/man7/X.7.xhtml"""
_X_PORT = 6000
_PATIENCE_S = 1.0


def main() -> int:
    """Run the program with the arguments of its process; return the exit code."""
    words = sys.argv[1:]
    place = _command_place(words)
    command = None if place is None else words[place]
    if command in _COMMANDS:
        # Not at the top: the shell brings typer and rich, which the window does without.
        from reader import cli  # noqa: PLC0415

        return cli.run(words)
    meant = _misspelt(command) if command and command != "open" else ""
    if meant:
        sys.stderr.write(f"There is no file {command}, and no such command: did you mean “reader {meant}”?\n")
        return 2
    gc.disable()  # until there is an article to be seen (`app`): what a start makes stays
    from reader import app  # noqa: PLC0415

    options = app.arguments([word for at, word in enumerate(words) if command != "open" or at != place])
    reason = "" if options.screenshot else why_no_window()
    if reason:
        return _show_in_terminal(options, reason)
    return app.run(options)


def _misspelt(word: str) -> str:
    """Return the command that a word was meant to be, which is one in all but a letter or two; empty for what may be a file."""
    if "." in word or os.path.lexists(word):
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - a start without a slip does without it

    return next(iter(get_close_matches(word, sorted(_COMMANDS | {"open"}), 1, _ALIKE)), "")


def _command_place(words: list[str]) -> int | None:
    """Return the place of the first word that is no option."""
    places = iter(range(len(words)))
    for place in places:
        if words[place] == "--":
            return None
        if words[place] in _TAKE_A_WORD:
            next(places, None)
        elif not words[place].startswith("-"):
            return place
    return None


def why_no_window() -> str:
    """Return why Qt could not open a window here; empty when it can. Qt itself would abort the process."""
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    name = os.environ.get("DISPLAY")
    if not name:
        return NO_DISPLAY
    return "" if _answers(name) else DEAD_DISPLAY.format(name=name)


def _answers(display: str) -> bool:
    """Tell whether an X server listens at a display, looking where libxcb does."""
    found = _X_DISPLAY.fullmatch(display)
    if found is None or "/" in found["host"]:
        return "/" in display  # the path of a socket: let Qt try
    host, number = found["host"].strip("[]"), int(found["number"])
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers have their sockets
    places: list[str | tuple[str, int]] = [f"\0{path}", path] if host in ("", "unix") else []
    if host != "unix":
        places.append((host or "localhost", _X_PORT + number))
    return any(map(_connects, places))


def _connects(place: str | tuple[str, int]) -> bool:
    """Tell whether somebody listens at a local socket, or at a host's port."""
    import socket  # noqa: PLC0415 - on use: Wayland is not asked

    try:
        if isinstance(place, str):
            with socket.socket(socket.AF_UNIX) as door:
                door.settimeout(_PATIENCE_S)
                door.connect(place)
        else:
            socket.create_connection(place, _PATIENCE_S).close()
    except (OSError, OverflowError, UnicodeError):  # a port or a host that cannot be one
        return False
    return True


def _show_in_terminal(options: argparse.Namespace, reason: str) -> int:
    from reader import cli  # noqa: PLC0415 - as above

    gc.enable()
    sys.stderr.write(WAYS_OUT.format(reason=reason))
    shown = options.paths or sorted(resource("seeds").glob("*.txt"))
    asked = {"--library": options.library, "--tagger": options.tagger}
    given = [f"{name}={value}" for name, value in asked.items() if value]
    return max(cli.run(["show", *given, "--", str(path)]) for path in shown)


if __name__ == "__main__":
    sys.exit(main())
