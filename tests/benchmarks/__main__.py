"""`python -m tests.benchmarks [--quick] [--full] [GROUP …]`: measures, and prints one JSON line for each figure."""

import argparse
import os
import platform
import sys
from contextlib import nullcontext
from importlib import import_module

from tests.benchmarks import effort
from tests.benchmarks.children import kept_bytecode
from tests.benchmarks.figures import emit, note

GROUPS = ("page", "start", "worker", "sources", "library", "effort")


def main(words):
    """Measure the groups named, or all; return 0 unless something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measures Reader; prints JSON lines.")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; with none, all")
    parser.add_argument("--quick", action="store_true", help="few repetitions on short texts: shows that measuring works")
    parser.add_argument("--full", action="store_true", help="a library of 100,000 articles instead of 10,000")
    effort.add_options(parser)
    options = parser.parse_args(words)
    if unknown := sorted(set(options.groups) - set(GROUPS)):
        parser.error(f"there is no group {', '.join(unknown)}")
    _describe_the_machine()
    with nullcontext() if options.quick else kept_bytecode():
        for group in options.groups or GROUPS:
            note(f"{group} …")
            import_module(f"tests.benchmarks.{group}").measure(options)
    return 0


def _describe_the_machine():
    """Print what the figures depend on most, and how busy the machine is before anything is measured."""
    note(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    emit("machine", "cpus", "count", os.cpu_count() or 0, "")
    if hasattr(os, "getloadavg"):
        emit("machine", "load", "1min", os.getloadavg()[0], "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
