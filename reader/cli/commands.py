"""`reader import`, `show`, `tag` and `keys`, and where the other commands stand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from reader.actions.settings import SettingsError
from reader.actions.standard import load_keyboard
from reader.actions.taggers import foreign_texts, is_foreign
from reader.baseline.identity import TaggerBroken, TaggerNotFound
from reader.cli import baselines, care, listing, searching
from reader.cli.baselines import tell_labels
from reader.cli.coloured import coloured
from reader.cli.importing import bring_in
from reader.cli.keys import key_table
from reader.cli.options import JobsOption, JsonOption, LibraryOption, TaggerOption, jobs_named, open_library, tagger_named
from reader.cli.output import complain, echo, echo_json, give_up_stdout, prepare_stdout, show
from reader.cli.progress import progress
from reader.cli.showing import as_json as session_as_json
from reader.cli.showing import open_named
from reader.cli.tagging import files_in, size_of, tagged_lines
from reader.library import LibraryError
from reader.resources import resource
from reader.sources.source import SourceError

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(baselines.app, name="baseline")
app.add_typer(care.app, name="library")
app.command("list")(listing.list_articles)
app.command("search")(searching.search)
app.command("names")(searching.list_names)

_MAPS = "azerty, nordic, qwertz"
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...")]


@app.callback()
def everywhere(context: typer.Context, library: LibraryOption = None) -> None:
    """Shell commands of Reader. `reader PATH…` without a command opens the window."""
    context.obj = library


def run(words: list[str]) -> int:
    """Run a shell command; return its exit code: 0, 1 when something could not be done, 2 when the words make no sense."""
    prepare_stdout()
    try:
        return int(app(words, prog_name="reader", standalone_mode=False) or 0)
    except (LibraryError, SourceError, SettingsError, TaggerNotFound, TaggerBroken) as error:
        complain(str(error))
        return 1
    except BrokenPipeError:
        give_up_stdout()  # whoever read our output, such as `head`, has had enough
        return 1
    except OSError as error:
        if error.filename is not None:
            raise
        # No file is named: it is the one that output goes to.
        give_up_stdout()
        complain(f"The output could not be written: {error.strerror or error}. See that there is room where it goes.")
        return 1
    except Exception as error:
        # Errors in the words of the command come from click, or from the copy of it in newer typers: known by what they can do.
        told = getattr(error, "format_message", None)
        if told is None:
            raise
        complain(told().replace("Value error, ", ""))  # typer's word before its own, of a choice that there is not
        return int(getattr(error, "exit_code", 2))


@app.command("import")
def import_articles(
    context: typer.Context,
    wanted: Annotated[list[str], typer.Argument(metavar="PATH|URL...")],
    *,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> int:
    """Bring files, folders and web pages into the library as articles."""
    with open_library(context, library, may_make=True) as opened:
        return bring_in(opened, wanted, as_json=as_json)


@app.command("show")
def show_article(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ID|PATH")],
    *,
    library: LibraryOption = None,
    tagger: TaggerOption = None,
    as_json: JsonOption = False,
) -> int:
    """Show an article with its entities: one of the library by its id, or any file."""
    opened = open_named(article, tagger_named(tagger), lambda: open_library(context, library))
    for sentence in (*opened.notes, *opened.troubles):
        complain(sentence)
    if as_json:
        echo_json(session_as_json(opened.id, opened.session))
    else:
        for block in coloured(opened.session, load_keyboard().scheme):
            show(block, "")
    return int(bool(opened.troubles))


@app.command("tag")
def tag_articles(
    paths: Paths,
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON line for each article.")] = False,
    jobs: JobsOption = "1",
    tagger: TaggerOption = None,
    library: LibraryOption = None,  # noqa: ARG001 - every command takes it; tagging needs none
) -> int:
    """Print what the tagger finds in files and folders, without a library. A .jsonl file is read line by line from "text"."""
    named = tagger_named(tagger)
    tell_labels(named)
    failed, foreign = False, 0
    with progress("Tagging", size_of(files_in(paths))) as advance:
        for line in tagged_lines(files_in(paths), named, jobs=jobs_named(jobs), on_progress=lambda text: advance(text.size)):
            if isinstance(line, str):
                failed = True
                complain(line)
                continue
            foreign += is_foreign(named, line["text"])
            if jsonl:
                echo_json(line)
            else:
                _echo_spans(line)
    if foreign:
        complain(foreign_texts(named, foreign))
    return int(failed)


def _echo_spans(line: dict[str, Any]) -> None:
    text = line["text"]
    for span in line["spans"]:
        echo(f"{span['label']:<10} {' '.join(text[span['start'] : span['end']].split())}")
    echo()


@app.command("keys")
def show_keys(
    *,
    as_json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a Markdown table.")] = False,
    layout: Annotated[str, typer.Option("--map", metavar="NAME", help=f"Print a map for another keyboard: {_MAPS}.")] = "",
    library: LibraryOption = None,  # noqa: ARG001 - every command takes it
) -> int:
    """Print which keys do what, or a ready map to be saved as your own keymap.toml."""
    if layout:
        if layout not in _MAPS.split(", "):
            complain(f"There is no map called “{layout}”. There are: {_MAPS}.")
            return 2
        echo(resource("keymaps", f"{layout}.toml").read_text(encoding="utf-8").rstrip())
        return 0
    keyboard = load_keyboard()
    for trouble in keyboard.troubles:
        complain(trouble)
    echo(key_table(keyboard, as_json=as_json, markdown=markdown))
    return 0
