"""The window and what it shows. Qt lives here only."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts an import of its own in the place of Python's

# That one (PySide6 6.11) reads the source of every module imported from here on, in case it has a `from __feature__ import …`:
# https://doc.qt.io/qtforpython-6/developer/feature-motivation.html. Nothing here has one, and a start is some 6 ms shorter.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
