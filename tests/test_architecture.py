"""The rules of ARCHITECTURE.md that a machine can hold."""

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reader"
LONGEST_MODULE = 300

# What the window must not wait for: spaCy is for the worker and the shell, the rest is imported where it is used.
SLOW = {
    "dateparser",
    "feedparser",
    "lxml",
    "markdown_it",
    "onnxruntime",
    "openpyxl",
    "pypdfium2",
    "rich",
    "spacy",
    "striprtf",
    "thinc",
}
SLOW |= {"trafilatura", "typer"}


def sources(folder):
    return sorted(folder.rglob("*.py"))


def imported_names(path):
    """Return the top names that a file imports from outside its own package, in functions and under TYPE_CHECKING too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names


def test_every_import_points_downwards_and_qt_and_spacy_stay_in_their_folders():
    if importlib.util.find_spec("importlinter") is None:
        pytest.skip("import-linter comes with the extra 'lint'")
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo", "--no-cache"]
    checked = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_folder_with_modules_is_a_package_so_that_the_import_rules_see_it():
    assert {path.parent for path in sources(PACKAGE)} == {path.parent for path in PACKAGE.rglob("__init__.py")}


@pytest.mark.parametrize("path", [*sources(PACKAGE / "core"), PACKAGE / "resources.py"], ids=lambda path: path.name)
def test_the_core_and_the_finding_of_resources_need_only_the_standard_library(path):
    assert imported_names(path) - sys.stdlib_module_names <= {"reader"}


def test_text_is_never_read_back_from_a_widget():
    readers = {"toPlainText", "toHtml", "toMarkdown", "toRawText"}
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(PACKAGE)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in readers
    ] == []


def test_no_module_is_longer_than_a_newcomer_can_hold_in_the_head():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources(PACKAGE)}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_the_path_to_the_window_loads_nothing_slow():
    modules = [name for name in ("reader.__main__", "reader.app") if importlib.util.find_spec(name)]
    modules += [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in PACKAGE.glob("ui/**/[!_]*.py")]
    program = "import importlib, json, sys; [importlib.import_module(n) for n in sys.argv[1:]]; print(json.dumps([*sys.modules]))"
    started = subprocess.run([sys.executable, "-c", program, *modules], cwd=ROOT, capture_output=True, text=True, check=False)
    assert started.returncode == 0, started.stderr
    assert SLOW & set(json.loads(started.stdout)) == set()
