from pathlib import Path

from reader.actions.standard import load_keyboard
from reader.cli.keys import key_table

README = Path(__file__).parents[1] / "README.md"


def test_the_table_of_keys_is_the_one_in_force():
    shown = README.read_text(encoding="utf-8").partition("--markdown` -->\n")[2].partition("\n<!-- /keys")[0]
    assert shown == key_table(load_keyboard(), markdown=True)


def test_every_file_the_readme_names_is_there():
    text = README.read_text(encoding="utf-8")
    named = ["resources/keymap.toml", "resources/schemes/news.toml", "resources/baseline/README.md", "ARCHITECTURE.md"]
    assert all(name in text and (README.parent / name).exists() for name in named)
