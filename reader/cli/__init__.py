"""The shell commands. JSON they print is stable: fields are added, never renamed."""

from reader.cli.commands import run

__all__ = ["run"]
