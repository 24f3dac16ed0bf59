"""Figures: what a benchmark prints."""

import json
import math
import statistics
import sys


def emit(bench, case, metric, value, unit, *, n=1):
    """Print one figure as a JSON line, at once.

    n: of how many measurements the figure was made.
    """
    row = {"bench": bench, "case": case, "metric": metric, "value": round(value, 3), "unit": unit, "n": n}
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


def note(sentence):
    """Say on stderr how far things are."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def quantile(values, share):
    """Return the smallest value that at least this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def emit_times(bench, case, times, *, p99=False):
    """Print the median of some times, in ms; with p99 the 99th percentile and the worst too."""
    emit(bench, case, "p50", statistics.median(times), "ms", n=len(times))
    if p99:
        emit(bench, case, "p99", quantile(times, 0.99), "ms", n=len(times))
        emit(bench, case, "worst", max(times), "ms", n=len(times))
