"""What a tagger says of itself without being loaded: its language and its labels."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from reader.baseline.identity import META, SHIPPED, TaggerBroken, broken, tagger_folder
from reader.baseline.labels import label_here

if TYPE_CHECKING:
    from pathlib import Path

_FINDS = frozenset({"ner", "beam_ner", "spancat", "spancat_singlelabel", "entity_ruler", "future_entity_ruler", "span_ruler"})
"""The factories of spaCy's components that find entities: https://spacy.io/api/#architecture-pipeline."""

_FACTORY = re.compile(r'^factory = "(?P<name>.*)"$', re.MULTILINE)

_MINOR = re.compile(r"\d+\.\d+")


class About(NamedTuple):
    """What a tagger says of itself.

    language: as spaCy codes it ("en", "xx" for any).
    labels: its own names of the labels it may find, in order; empty when it does not tell.
    spacy: which versions of spaCy it is for, as pip writes them (">=3.8,<3.9"); empty when it does not tell.
    """

    name: str
    version: str
    language: str
    labels: tuple[str, ...] = ()
    spacy: str = ""

    @property
    def renamed(self) -> dict[str, str]:
        """Those of its labels that are called otherwise here, and how."""
        return {label: label_here(label) for label in self.labels if label_here(label) != label}

    @property
    def is_of_another_spacy(self) -> bool:
        """Whether it was made for another minor version of spaCy than the one here: it may find less, or not load."""
        from importlib.metadata import version  # noqa: PLC0415 - on use: it brings half of `email`

        wanted = _MINOR.search(self.spacy)
        here = _MINOR.search(version("spacy"))
        return bool(wanted and here and wanted.group() != here.group())

    @property
    def is_english(self) -> bool:
        """Whether it is meant for English alone."""
        return self.language == "en"


def about(name: str) -> About:
    """Return what a tagger says of itself. Cheap, and without spaCy.

    Raises:
        TaggerNotFound: There is none.
        TaggerBroken: It cannot be read.
    """
    folder = tagger_folder(name)
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        # The shipped tagger has the scheme's own labels.
        labels = set() if name == SHIPPED else _labels(folder, meta.get("labels", {}))
        return About(
            name, str(meta["version"]), str(meta.get("lang", "")), tuple(sorted(labels)), str(meta.get("spacy_version", ""))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise TaggerBroken(broken(name, error)) from error


def _labels(folder: Path, by_component: dict[str, list[str]]) -> set[str]:
    """Return the labels of the components that find entities; of others (parts of speech) they are none."""
    if not by_component:
        return set()
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    found: set[str] = set()
    for component, labels in by_component.items():
        _, _, section = config.partition(f"\n[components.{component}]\n")
        factory = _FACTORY.search(section.partition("\n[")[0])
        if factory and factory["name"] in _FINDS:
            found.update(map(str, labels))
    return found
