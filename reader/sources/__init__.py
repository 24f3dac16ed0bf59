"""Where articles come from: one small module for each format, one registry, one door."""

from reader.sources.registry import SOURCES, read, read_bytes
from reader.sources.source import Reading, Source, SourceError
from reader.sources.titles import display_title

__all__ = ["SOURCES", "Reading", "Source", "SourceError", "display_title", "read", "read_bytes"]
