"""Files that are really encrypted, made once by `python -m tests.sources.locked`: the strongest cipher takes its time."""
