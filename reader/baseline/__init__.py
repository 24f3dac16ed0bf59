"""Baselines: the tagger, the child process it runs in, and the client that talks to that process.

Only this package knows spaCy, and only in the child process and the shell. `client`, `answers`, `protocol` and `identity`
run in the process that shows the window: they need the standard library and `reader.core` alone.
"""
