"""The library: the SQLite file that holds articles, baselines, layers and the journal."""

from reader.library.articles import StoredArticle, count_words
from reader.library.errors import (
    ArticleMissingError,
    LibraryCorruptError,
    LibraryError,
    LibraryFullError,
    LibraryLockedError,
    LibraryNewerError,
    LibraryReadOnlyError,
    NotALibraryError,
)
from reader.library.library import Library
from reader.library.listing import Row
from reader.library.place import default_author, default_path
from reader.library.shelf import Shelf
from reader.library.wanted import ALL, Order, Wanted

__all__ = [
    "ALL",
    "ArticleMissingError",
    "Library",
    "LibraryCorruptError",
    "LibraryError",
    "LibraryFullError",
    "LibraryLockedError",
    "LibraryNewerError",
    "LibraryReadOnlyError",
    "NotALibraryError",
    "Order",
    "Row",
    "Shelf",
    "StoredArticle",
    "Wanted",
    "count_words",
    "default_author",
    "default_path",
]
