"""`reader baseline`: which tagger makes the baselines, and how good it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from reader.actions.gazetteer import learn
from reader.actions.settings import load_settings, save_settings
from reader.actions.standard import load_keyboard
from reader.actions.taggers import foreign_texts, is_foreign, label_sentence, usable
from reader.baseline.about import about
from reader.baseline.crew import Crew
from reader.baseline.identity import SHIPPED, TaggerBroken, TaggerNotFound, identify
from reader.baseline.labels import label_table
from reader.cli import evaluating
from reader.cli.comparing import compared
from reader.cli.options import JobsOption, JsonOption, LibraryOption, TaggersOption, jobs_named, open_library
from reader.cli.output import add_plain_row, complain, echo, echo_json, show
from reader.cli.progress import progress
from reader.core.wording import counted
from reader.library import default_author
from reader.own import own_folder
from reader.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.baseline.training.corpus import Example
    from reader.cli.evaluating import Evaluation
    from reader.library import Library

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Which tagger makes the baselines, and how good it is.")


@app.command("list")
def list_taggers(*, as_json: JsonOption = False) -> None:
    """List the taggers that are installed; a star marks the one shown, a plus those whose baselines are kept beside it."""
    settings, scheme = load_settings(own_folder()), load_keyboard().scheme
    table = Table("", "name", "version", "language", "digest", box=None)
    sentences = [label_table().trouble]
    found = usable(*settings.taggers)
    for name, tagger in found.items():
        told = about(name)
        sentences.append(label_sentence(name, scheme))
        if as_json:
            used, labels = name == settings.tagger, {label: told.renamed.get(label, label) for label in told.labels}
            row = {"name": name, "version": tagger.version, "digest": tagger.digest, "used": used}
            echo_json(row | {"beside": name in settings.taggers and not used, "language": told.language, "labels": labels})
        else:
            mark = "*" if name == settings.tagger else "+" if name in settings.taggers else ""
            add_plain_row(table, mark, name, tagger.version, told.language, tagger.digest[:12])
    if not as_json:
        show(table)
    sentences += [_why_not(name) for name in settings.taggers if name not in found]
    for sentence in filter(None, sentences):
        complain(sentence)


def _why_not(name: str) -> str:
    """Return why a tagger cannot be used."""
    try:
        return f"The tagger “{identify(name).name}” cannot be used."
    except (TaggerNotFound, TaggerBroken) as error:
        return str(error)


@app.command("use")
def use_taggers(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="spaCy pipelines, by name or path; the first is shown.")],
    *,
    learn: Annotated[
        bool | None, typer.Option("--names/--no-names", help="Whether names that you have corrected are found in new articles.")
    ] = None,
) -> None:
    """Let these taggers make the baselines from now on, each its own; no judgement changes."""
    taggers = [identify(name) for name in names]
    first, *beside = dict.fromkeys(map(_lasting, names))
    before = load_settings(own_folder())
    after = before._replace(tagger=first, beside=tuple(beside), names=before.names if learn is None else learn)
    save_settings(own_folder(), after)
    made = " and ".join(f"{tagger.name} {tagger.version}" for tagger in taggers)
    echo(f"{made} {'makes' if len(taggers) == 1 else 'make'} the baselines from now on.")
    for name in names:
        tell_labels(name)


def _lasting(name: str) -> str:
    """Return a tagger's name as it holds in every folder."""
    folder = Path(name).expanduser()
    return str(folder.resolve()) if folder.is_dir() and name != SHIPPED else name


def tell_labels(name: str) -> None:
    """Tell on stderr what becomes of a tagger's labels. Raises TaggerNotFound, TaggerBroken, SettingsError."""
    for sentence in (label_table().trouble, label_sentence(name, load_keyboard().scheme)):
        if sentence:
            complain(sentence)


@app.command("tag")
def tag_library(
    context: typer.Context, *, library: LibraryOption = None, taggers: TaggersOption = None, jobs: JobsOption = "1"
) -> None:
    """Make the baselines that the library's articles lack, ahead of reading them."""
    settings = load_settings(own_folder())
    for name in taggers or settings.taggers:
        with open_library(context, library) as opened:
            values = load_keyboard().scheme.group("values")
            names = learn(opened.path, default_author(), values) if settings.names else {}
            done, count = _tag_library(opened, name, jobs=jobs_named(jobs), names=names)
        rest = "; the others had this baseline" if done < count else ""
        by = f" by {name}" if len(taggers or settings.taggers) > 1 else ""
        echo(f"{done} of {counted(count, 'article')} tagged{by}{rest}.")


def _tag_library(library: Library, name: str, *, jobs: int, names: Mapping[str, str]) -> tuple[int, int]:
    """Make a tagger's missing baselines; return how many were made, and how many articles there are."""
    tagger = identify(name)
    rows = [row.id for row in library.articles(default_author())]
    lacking = [each for each in rows if not library.has_baseline(library.article(each).digest, tagger.digest)]
    done = 0
    if not lacking:
        return 0, len(rows)
    with Crew(name, jobs, names=names) as crew, progress("Tagging", len(lacking)) as advance:
        articles = (library.article(each) for each in lacking)
        for article, found in crew.tag((article, article.text) for article in articles):
            advance(1)
            if isinstance(found, str):
                complain(f"{article.name}: {found}")
                continue
            library.save_baseline(replace(found, text_digest=article.digest))
            done += 1
    return done, len(rows)


@app.command("evaluate")
def evaluate_taggers(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help='Lines of {"text", "spans": [{"start", "end", "label"}]}.')],
    *,
    taggers: TaggersOption = None,
    labels: Annotated[str, typer.Option("--labels", metavar="A,B", help="Measure only these labels.")] = "",
    as_json: JsonOption = False,
) -> int:
    """Compare taggers with a gold standard: strict, exact, partial and type, for each label, with intervals."""
    lines = list(evaluating.gold_lines(gold))
    texts = [line for line in lines if not isinstance(line, str)]
    bad = [line for line in lines if isinstance(line, str)]
    for sentence in bad:
        complain(sentence)
    several = taggers or list(load_settings(own_folder()).taggers)
    for name in several:
        tell_labels(name)
        evaluation = evaluating.evaluate(texts, name, labels=evaluating.parse_labels(labels))
        if as_json:
            echo_json(evaluating.as_json(evaluation))
        else:
            _show_table(evaluation, name if len(several) > 1 else "")
        foreign = sum(is_foreign(name, text.text) for text in texts)
        if foreign:
            complain(foreign_texts(name, foreign))
    return int(bool(bad) or not texts)


@app.command("compare")
def compare_baselines(
    context: typer.Context,
    gold: Annotated[str, typer.Argument(metavar="A", help="A tagger, or “layer” for your own judgements: taken for right.")],
    found: Annotated[str, typer.Argument(metavar="B", help="What is measured against it.")],
    *,
    labels: Annotated[str, typer.Option("--labels", metavar="A,B", help="Measure only these labels.")] = "",
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> int:
    """Compare two baselines, or your judgements and a baseline, over the library's articles that have both."""
    with open_library(context, library) as opened:
        evaluation, passed = compared(opened, gold, found, labels=evaluating.parse_labels(labels))
    if as_json:
        echo_json({"against": gold, "passed": passed} | evaluating.as_json(evaluation))
    else:
        _show_table(evaluation, f"{found} against {gold}, {counted(len(evaluation.comparisons), 'article')}")
    if passed:
        complain(
            f"{counted(passed, 'article')} passed over: not finished, or without one of the baselines, which"
            " `reader baseline tag` makes."
        )
    return int(not evaluation.comparisons)


def _show_table(evaluation: Evaluation, heading: str) -> None:
    if heading:
        echo(heading)
    show(evaluating.as_table(evaluation))
    for note in evaluating.notes(evaluation):
        complain(note)


@app.command("train")
def train_tagger(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the new tagger goes.")],
    files: Annotated[
        list[Path] | None, typer.Option("--from", metavar="PATH", help="Tagged articles: JSON lines, or text with marks.")
    ] = None,
    *,
    measured: Annotated[list[Path] | None, typer.Option("--measure", metavar="FILE", help="Articles to measure on.")] = None,
    names: Annotated[Path | None, typer.Option("--names", metavar="DIR", help="Lists of names to swap in.")] = None,
    own: Annotated[bool, typer.Option("--from-library", help="Your finished articles too.")] = False,
    ours: Annotated[bool, typer.Option("--ours", help="The articles that come with Reader too.")] = False,
    scratch: Annotated[bool, typer.Option("--scratch", help="Begin with the bare language model.")] = False,
    base: Annotated[str, typer.Option("--base", metavar="NAME", help="The tagger to train further.")] = SHIPPED,
    teachers: Annotated[list[str] | None, typer.Option("--teacher", metavar="NAME", help="A tagger to learn from too.")] = None,
    epochs: Annotated[float, typer.Option("--epochs", help="How often all articles are gone through.")] = 4,
    seed: Annotated[int, typer.Option("--seed", help="Another one gives another tagger.")] = 1,
    numbers: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=NUMBER", help="A number of the recipe.")] = None,
    library: LibraryOption = None,
) -> int:
    """Train a tagger further on tagged articles; Ctrl+C ends it with the best so far."""
    from reader.baseline.training.recipe import Recipe, TrainingStopped, with_numbers  # noqa: PLC0415 - brings torch
    from reader.baseline.training.run import Sources, train  # noqa: PLC0415 - as above

    examples = _finished(context, library) if own else []
    given = [*(files or ()), *([resource("articles")] if ours else [])]
    sources = Sources(given, examples=examples, measured=measured or (), names=names)
    try:
        recipe = with_numbers(Recipe(epochs=epochs, seed=seed), numbers or ())
        begin = None if scratch else base
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
