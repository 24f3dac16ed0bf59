import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from reader.library import Library
from tests.e2e.program import SEED, reader

pytestmark = pytest.mark.e2e


@pytest.mark.model
def test_a_picture_shows_the_article_with_its_entities_in_the_size_asked_for(tmp_path):
    light, dark = tmp_path / "light.png", tmp_path / "dark.png"
    assert reader("open", SEED, "--screenshot", light, "--size", "800x600", "--theme", "light").code == 0
    assert reader("open", SEED, "--screenshot", dark, "--size", "800x600", "--theme", "dark").code == 0
    pictures = [QImage(str(each)) for each in (light, dark)]
    assert [(picture.width(), picture.height()) for picture in pictures] == [(800, 600)] * 2
    bright, dim = (picture.pixelColor(10, 300).lightness() for picture in pictures)
    assert (bright > 200, dim < 60) == (True, True)
    (row,) = reader("list", "--json").rows
    assert row["suggested"] > 40, "the baseline was there before the picture was drawn"


def test_a_tagger_that_is_not_there_is_told_and_the_article_still_opens(tmp_path):
    picture = tmp_path / "page.png"
    run = reader("open", SEED, "--screenshot", picture, "--tagger", "en_core_web_sm")
    assert run.code == 0
    assert "python -m spacy download en_core_web_sm" in run.err
    assert picture.exists()


def test_options_may_stand_before_open_or_after_it(tmp_path):
    picture, library = tmp_path / "page.png", tmp_path / "mine.sqlite"
    run = reader("--library", library, "open", SEED, "--screenshot", picture, "--tagger", "no_such")
    assert (run.code, picture.exists(), library.exists()) == (0, True, True)
    run = reader("--library=none/l.sqlite", "--", "open", "--screenshot", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert (run.code, "no file “open”" in run.err) == (1, True)


def test_a_misspelt_command_is_told_but_a_file_of_that_name_is_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = reader("serach", "Red Cross", "--library", "mine.sqlite")
    assert (run.code, run.err) == (2, "There is no file serach, and no such command: did you mean “reader search”?\n")
    assert not list(tmp_path.iterdir())
    Path("serach").write_text("Acme won.", encoding="utf-8")
    assert reader("serach", "--screenshot", "p.png", "--tagger", "no_such").code == 0


def test_a_picture_of_a_missing_file_or_into_a_missing_folder_fails_in_words(tmp_path):
    run = reader("open", tmp_path / "none.txt", "--screenshot", tmp_path / "p.png")
    assert (run.code, "none.txt" in run.err) == (1, True)
    run = reader("open", SEED, "--screenshot", tmp_path / "no" / "p.png", "--tagger", "no_such")
    assert (run.code, "could not be written" in run.err) == (1, True)


@pytest.mark.model
def test_without_a_display_the_article_is_shown_in_the_terminal():
    run = reader(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert run.code == 0
    assert "no display" in run.err
    assert "Mosul[GPE?]" in run.out


@pytest.mark.parametrize(("display", "said"), [("", "no display here"), (":59999", "The display :59999 does not answer")])
def test_without_a_display_and_without_a_tagger_the_article_is_shown_all_the_same(display, said):
    run = reader(SEED, "--tagger", "no_such", QT_QPA_PLATFORM="", DISPLAY=display, WAYLAND_DISPLAY="")
    assert (run.code, "Mosul" in run.out) == (1, True)
    assert said in run.err
    assert "a desktop session" in run.err
    assert "pip install no_such" in run.err


def test_what_could_not_be_used_or_opened_is_told_on_stderr_and_in_the_window(tmp_path):
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "reader"
    config.mkdir(parents=True)
    for own in ("keymap.toml", "settings.toml"):
        (config / own).write_text("no toml")
    program = """
import sys
from reader.__main__ import main
from reader.ui import start

def run(gui):
    gui.run_until(lambda: not gui.window.is_importing)
    print(gui.window.notice.text())
    gui.window.run("import.report")
    print(gui.window.boxes.list_panel.text)
    gui.window.close()
    return 0

start.Gui.run = run
sys.exit(main())
"""
    command = [sys.executable, "-c", program, str(tmp_path / "none.txt"), str(SEED)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False)
    assert run.returncode == 1
    for told in ("none.txt", "Your own keys", "Your settings"):
        assert told in run.stdout
        assert told in run.stderr


@pytest.mark.model
def test_a_first_start_opens_the_seed_and_a_kill_leaves_no_worker_behind():
    library = Path(os.environ["READER_LIBRARY"])
    program = subprocess.Popen([sys.executable, "-m", "reader"], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(lambda: library.exists() and _suggested(library) > 40)
    finally:
        program.send_signal(signal.SIGKILL)
        program.communicate()
    # The worker sees its input end and leaves; the check after each test waits for that.


def _suggested(library):
    with Library.open(library) as opened:
        return sum(row.suggested for row in opened.articles("ann"))


def _wait_for(claim, patience_s=60):
    limit = time.monotonic() + patience_s
    while not claim():
        assert time.monotonic() < limit
        time.sleep(0.1)
