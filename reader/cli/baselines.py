"""`reader baseline`: which tagger makes the baselines, and how good it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from reader.actions.settings import load_settings, save_settings
from reader.actions.standard import own_folder
from reader.baseline.identity import SHIPPED, TaggerBroken, TaggerNotFound, identify
from reader.cli import evaluating
from reader.cli.options import JsonOption, LibraryOption, TaggerOption, open_library, tagger_named
from reader.cli.output import add_plain_row, complain, counted, echo, echo_json, show
from reader.library import default_author

if TYPE_CHECKING:
    from reader.baseline.training.corpus import Example

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Which tagger makes the baselines, and how good it is.")


@app.command("list")
def list_taggers(*, as_json: JsonOption = False) -> None:
    """List the taggers that are installed; a star marks the one in use."""
    from reader.baseline.identity import installed  # noqa: PLC0415 - looks through all installed packages

    chosen = load_settings(own_folder()).tagger
    table = Table("", "name", "version", "digest", box=None)
    for name in dict.fromkeys([SHIPPED, *installed(), chosen]):
        try:
            tagger = identify(name)
        except (TaggerNotFound, TaggerBroken) as error:
            complain(str(error))
            continue
        if as_json:
            echo_json({"name": name, "version": tagger.version, "digest": tagger.digest, "used": name == chosen})
        else:
            add_plain_row(table, "*" if name == chosen else "", name, tagger.version, tagger.digest[:12])
    if not as_json:
        show(table)


@app.command("use")
def use_tagger(name: Annotated[str, typer.Argument(metavar="NAME", help="A spaCy pipeline, by name or path.")]) -> None:
    """Let this tagger make the baselines from now on; no judgement changes."""
    tagger = identify(name)
    known = str(Path(name).expanduser().resolve()) if Path(name).expanduser().is_dir() and name != SHIPPED else name
    save_settings(own_folder(), replace(load_settings(own_folder()), tagger=known))
    echo(f"{tagger.name} {tagger.version} makes the baselines from now on.")


@app.command("tag")
def tag_library(context: typer.Context, *, library: LibraryOption = None, tagger: TaggerOption = None) -> None:
    """Make the baselines that the library's articles lack, ahead of reading them."""
    from reader.baseline.pipeline import load  # noqa: PLC0415 - spaCy takes a second to load

    pipeline = load(tagger_named(tagger))
    with open_library(context, library) as opened, Progress(console=Console(stderr=True)) as bar:
        rows = [row.id for row in opened.articles(default_author())]
        done = 0
        for article_id in bar.track(rows, description="Tagging"):
            article = opened.article(article_id)
            if opened.baseline(article.digest, pipeline.tagger.digest) is None:
                opened.save_baseline(pipeline.baseline(article.digest, article.text))
                done += 1
    rest = "; the others had this baseline" if done < len(rows) else ""
    echo(f"{done} of {counted(len(rows), 'article')} tagged{rest}.")


@app.command("evaluate")
def evaluate_tagger(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help='Lines of {"text", "spans": [{"start", "end", "label"}]}.')],
    *,
    tagger: TaggerOption = None,
    labels: Annotated[str, typer.Option("--labels", metavar="A,B", help="Measure only these labels.")] = "",
    as_json: JsonOption = False,
) -> int:
    """Compare a tagger with a gold standard: strict, exact, partial and type, for each label, with intervals."""
    lines = list(evaluating.gold_lines(gold))
    texts = [line for line in lines if not isinstance(line, str)]
    bad = [line for line in lines if isinstance(line, str)]
    for sentence in bad:
        complain(sentence)
    evaluation = evaluating.evaluate(texts, tagger_named(tagger), labels=evaluating.parse_labels(labels))
    if as_json:
        echo_json(evaluating.as_json(evaluation))
    else:
        show(evaluating.as_table(evaluation))
    for note in evaluating.notes(evaluation):
        complain(note)
    return int(bool(bad) or not texts)


@app.command("train")
def train_tagger(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the new tagger goes.")],
    files: Annotated[list[Path] | None, typer.Option("--from", metavar="FILE", help="Tagged articles in JSON lines.")] = None,
    *,
    measured: Annotated[list[Path] | None, typer.Option("--measure", metavar="FILE", help="Articles to measure on.")] = None,
    names: Annotated[Path | None, typer.Option("--names", metavar="DIR", help="Lists of names to swap in.")] = None,
    own: Annotated[bool, typer.Option("--from-library", help="Your finished articles too.")] = False,
    scratch: Annotated[bool, typer.Option("--scratch", help="Begin with the bare language model.")] = False,
    base: Annotated[str, typer.Option("--base", metavar="NAME", help="The tagger to train further.")] = SHIPPED,
    teachers: Annotated[list[str] | None, typer.Option("--teacher", metavar="NAME", help="A tagger to learn from too.")] = None,
    epochs: Annotated[float, typer.Option("--epochs", help="How often all articles are gone through.")] = 4,
    seed: Annotated[int, typer.Option("--seed", help="Another one gives another tagger.")] = 1,
    library: LibraryOption = None,
) -> int:
    """Train a tagger further on tagged articles; Ctrl+C ends it with the best so far."""
    from reader.baseline.training.recipe import Recipe, TrainingStopped  # noqa: PLC0415 - as above
    from reader.baseline.training.run import Sources, train  # noqa: PLC0415 - as above

    examples = _finished(context, library) if own else []
    sources = Sources(files or (), examples=examples, measured=measured or (), names=names)
    try:
        recipe, begin = Recipe(epochs=epochs, seed=seed), None if scratch else base
        made = train(sources, out, recipe=recipe, base=begin, teachers=teachers or (), say=echo)
    except TrainingStopped as stopped:
        complain(str(stopped))
        return 1
    echo(f"{made.out}: F1 {100 * made.score:.1f} on {made.measured} articles. Use it: reader baseline use {made.out}")
    return 0


def _finished(context: typer.Context, library: Path | None) -> list[Example]:
    """Return what an analyst has finished, as examples to learn from."""
    from reader.baseline.training.corpus import Example  # noqa: PLC0415 - as above

    with open_library(context, library) as opened:
        ids = [row.id for row in opened.articles(default_author()) if row.finished]
        articles = [opened.article(article_id) for article_id in ids]
        layers = [opened.layer(article.digest, default_author()) for article in articles]
    return [
        Example(article.digest, article.text, tuple(sorted(layer.positive)))
        for article, layer in zip(articles, layers, strict=True)
    ]
