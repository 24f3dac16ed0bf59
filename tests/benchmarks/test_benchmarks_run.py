import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.sources.registry import SOURCES

ROOT = Path(__file__).resolve().parents[2]
PAGE_CASES = ("caret", "line", "tag", "undo", "page", "page_back", "hints", "suspect")


def figures(*words):
    """Run benchmarks in a process of their own; return the figures by bench, case and metric."""
    command = [sys.executable, "-m", "tests.benchmarks", "--quick", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(row.keys() == {"bench", "case", "metric", "value", "unit", "n"} for row in rows)
    assert all(isinstance(row["value"], int | float) and row["n"] >= 1 for row in rows)
    named = {(row["bench"], row["case"], row["metric"]) for row in rows}
    assert len(named) == len(rows), "a figure came twice"
    return named


@pytest.mark.e2e
def test_the_benchmarks_of_window_and_library_print_every_figure_they_promise():
    found = figures("page", "start", "sources", "library")
    texts = ("350", "5k", "5k-paragraph", "5k-finished")
    assert {("page", f"{case}/{text}", metric) for case in PAGE_CASES for text in texts for metric in ("p50", "p99")} <= found
    assert {("page", f"{case}/{text}", "ratio_to_350") for case in PAGE_CASES for text in texts[1:]} <= found
    openings = ("open", "open_with_loading", "open_gap", "load")
    assert {("page", f"{case}/{text}", "p50") for case in openings for text in texts} <= found
    assert {("start", case, metric) for case in ("warm", "again", "first") for metric in ("p50", "ratio", "work_ratio")} <= found
    assert {("start", "empty", "p50"), ("start", "first", "entities")} <= found
    read = {listed.source.name for listed in SOURCES} - {"list of feeds", "link"}
    assert {
        ("sources", name, metric) for name in read for metric in ("words", "articles", "size", "ratio", "most_resident")
    } <= found
    assert {("library", f"{case}/300", "p50") for case in ("add", "open", "list", "first_row", "next")} <= found
    assert {("library", f"view {case}/300", "p99") for case in ("open", "page_down", "end", "order", "gap", "typed")} <= found
    done = {case.partition("/")[0] for bench, case, metric in found if bench == "library" and metric == "worst_gap"}
    assert done == {"lines mark", "lines judge", "lines take back"}
    assert {("library", f"append/{text}", metric) for text in ("350", "20k") for metric in ("first", "p50", "p99")} <= found


@pytest.mark.e2e
@pytest.mark.model
def test_the_benchmarks_of_the_worker_print_every_figure_they_promise():
    found = figures("worker")
    assert {("worker", f"gui_gap/{case}", "worst") for case in ("idle", "load+tag 350", "tag 2k", "keep 40k")} <= found
    assert {("worker", f"throughput/{who}", "p50") for who in ("worker", "bare")} <= found
    assert {("worker", "throughput/worker", "ratio"), ("worker", "load", "ready")} <= found


def test_a_group_that_is_not_there_is_named():
    command = [sys.executable, "-m", "tests.benchmarks", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "there is no group nothing" in done.stderr
