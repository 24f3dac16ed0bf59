"""Taggers as the user chooses among them, and what there is to say about each."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.actions.settings import SettingsError, load_settings
from reader.baseline.about import about
from reader.baseline.identity import SHIPPED, TaggerBroken, TaggerNotFound, identify, installed
from reader.core.language import seems_english
from reader.own import own_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.actions.finding import Entry
    from reader.core.baselines import Tagger
    from reader.core.scheme import Scheme


def usable(*chosen: str) -> dict[str, Tagger]:
    """Return the taggers that can be used, by name: Reader's own, those installed, and those chosen before."""
    return dict(_usable(dict.fromkeys([SHIPPED, *installed(), *chosen])))


def entries(shown: Tagger | None) -> list[Entry]:
    """Return an entry of the palette for each tagger there is; shown: whose baselines are."""
    chosen: tuple[str, ...] = ()
    with suppress(SettingsError):
        chosen = load_settings(own_folder()).taggers
    named = dict.fromkeys([SHIPPED, *installed(), *chosen, *([shown.name] if shown else [])])
    return [_entry(name, is_shown=shown is not None and shown.name == name) for name in named]


def _entry(name: str, *, is_shown: bool) -> Entry:
    from reader.actions.finding import Entry, EntryKind  # noqa: PLC0415 - for the palette alone, and not at a start

    try:
        title = f"Baseline: {name} {about(name).version}"
    except (TaggerNotFound, TaggerBroken):
        title = f"Baseline: {name}"  # chosen, it tells why not
    return Entry(EntryKind.TAGGER, name, title, "shown: tag again" if is_shown else "")


def _usable(names: Iterable[str]) -> Iterator[tuple[str, Tagger]]:
    for name in names:
        try:
            yield name, identify(name)
        except (TaggerNotFound, TaggerBroken):
            continue  # whoever chooses it by its name is told


def label_sentence(name: str, scheme: Scheme) -> str:
    """Return what becomes of a tagger's labels that the scheme does not have, and whether it is for another spaCy; else "".

    Raises TaggerNotFound, TaggerBroken.
    """
    told = about(name)
    renamed: dict[str, list[str]] = {}
    for label, here in told.renamed.items():
        renamed.setdefault(here, []).append(label)
    parts = [f"{_listed(labels)} {'is' if len(labels) == 1 else 'are'} {here} here" for here, labels in renamed.items()]
    strange = [label for label in told.labels if label not in told.renamed and label not in scheme]
    if strange:
        parts.append(f"{_listed(strange)}, which the scheme does not have, {'stays' if len(strange) == 1 else 'stay'} as named")
    labels = f"Labels of the tagger “{name}”: {'; '.join(parts)}." if parts else ""
    old = (
        f"The tagger “{name}” is for spaCy {told.spacy}: with the spaCy here it may find less."
        if told.is_of_another_spacy
        else ""
    )
    return " ".join(filter(None, [old, labels]))


def is_foreign(name: str, text: str) -> bool:
    """Tell whether a tagger is for English and a text is not; a tagger that does not tell is for all."""
    return _is_english(name) and not seems_english(text)


def foreign_texts(name: str, count: int) -> str:
    """Return the sentence on texts that are not English."""
    what = "1 text does" if count == 1 else f"{count} texts do"
    return f"{what} not seem to be English, which the tagger “{name}” is for: expect it to be wrong there."


FOREIGN = "not English? the tagger is for English"
"""The same in a few words."""


@lru_cache(maxsize=16)
def _is_english(name: str) -> bool:
    try:
        return about(name).is_english
    except (TaggerNotFound, TaggerBroken):
        return False


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
