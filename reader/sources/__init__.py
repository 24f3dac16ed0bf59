"""Where articles come from: one small module for each format, one registry, one door."""

from reader.sources.registry import SOURCES, read, read_bytes
from reader.sources.source import Reading, Source, SourceError

__all__ = ["SOURCES", "Reading", "Source", "SourceError", "read", "read_bytes"]
