"""Reader: a desktop article reader and tagger for analysts."""

__version__ = "0.1.0"
