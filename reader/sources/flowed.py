"""Plain text whose lines a mail program has broken, and marked so that they can be joined again (RFC 3676, format=flowed)."""

from __future__ import annotations

_SIGNATURE = "-- "


def unflowed(text: str, *, without_blanks: bool = False) -> str:
    """Return a text with its paragraphs on a line each; one within quotes is joined with none that is quoted less or more.

    without_blanks: whether the blank that marks a broken line is none of the text (DelSp), as in scripts that part no words.
    """
    lines: list[list[str]] = []
    flows, before = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        said = line.lstrip(">")
        depth = len(line) - len(said)
        said = said.removeprefix(" ")
        if said == _SIGNATURE or not flows or depth != before:
            lines.append(["> " if depth else ""])
        flows, before = said.endswith(" ") and said != _SIGNATURE, depth
        lines[-1].append(said[:-1] if flows and without_blanks else said)
    return "\n".join("".join(parts) for parts in lines)
