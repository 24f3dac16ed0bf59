"""The library: the SQLite file that holds articles, baselines, layers and the journal."""

from reader.library.articles import Row, StoredArticle, count_words
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
from reader.library.place import default_author, default_path

__all__ = [
    "ArticleMissingError",
    "Library",
    "LibraryCorruptError",
    "LibraryError",
    "LibraryFullError",
    "LibraryLockedError",
    "LibraryNewerError",
    "LibraryReadOnlyError",
    "NotALibraryError",
    "Row",
    "StoredArticle",
    "count_words",
    "default_author",
    "default_path",
]
