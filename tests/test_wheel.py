"""The package as others install it."""

import configparser
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling comes with the extra 'test'")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, capture_output=True, check=True
    )
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.mark.parametrize("folder", ["resources", "seeds"])
def test_the_wheel_holds_every_file_that_the_checkout_ships(wheel, folder):
    shipped = {f"reader/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*") if path.is_file()}
    assert shipped - set(wheel.namelist()) == set()


def test_the_wheel_names_the_program_and_the_tagger_s_factory(wheel):
    (name,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    entry_points = configparser.ConfigParser()
    entry_points.read_string(wheel.read(name).decode())
    assert entry_points["console_scripts"]["reader"] == "reader.__main__:main"
    assert entry_points["spacy_factories"]["reader_ner"] == "reader.baseline.component:make_reader_ner"


def test_an_unpacked_wheel_finds_its_seeds_without_the_checkout(wheel, tmp_path):
    wheel.extractall(tmp_path)
    program = "from reader.resources import resource; print(resource('seeds'))"
    found = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(found.stdout.strip()) == tmp_path / "reader" / "seeds"
