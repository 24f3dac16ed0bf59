"""Packs weights into the spaCy pipeline that Reader ships: `python -m reader.baseline.build WEIGHTS OUT`.

WEIGHTS is a folder with model.onnx, vocab.txt and cfg.json. OUT is a folder that `spacy.load` then reads; what else lies in it
(the model card, the licences) stays.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from reader.baseline.component import ReaderNer
from reader.baseline.pipeline import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

VERSION = "1.3.0"
"""Of the shipped tagger: the weights and the rules together."""


def blank() -> Language:
    """Return the shipped pipeline without weights."""
    register()
    nlp = spacy.blank("en")
    for component in ("reader_ner", "reader_cleanup", "reader_consistency", "reader_values"):
        nlp.add_pipe(component)
    nlp.meta.update(
        name="reader",
        version=VERSION,
        description="Entities in English news: a six-layer encoder (int8), rules for values, and agreement within an article.",
        license="Apache-2.0",
        spacy_version=">=3.8.18,<3.9.0",
        requirements=["reader", "onnxruntime"],
    )
    return nlp


def build(weights: Path, out: Path) -> None:
    """Write the pipeline.

    Raises:
        OSError: The weights cannot be read, or the folder not be written.
        ValueError: The weights' settings are wrong.
    """
    nlp = blank()
    for _, component in nlp.pipeline:
        if isinstance(component, ReaderNer):
            component.load(weights)
    nlp.to_disk(out)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m reader.baseline.build", description=__doc__)
    parser.add_argument("weights", type=Path, help="the folder with model.onnx, vocab.txt and cfg.json")
    parser.add_argument("out", type=Path, help="the folder of the pipeline")
    chosen = parser.parse_args(arguments)
    build(chosen.weights, chosen.out)


if __name__ == "__main__":
    main()
