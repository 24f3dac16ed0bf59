"""Finds taggers by name, and tells them apart without loading them: the window looks up a cached baseline by this."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reader.baseline.labels import label_table
from reader.core.baselines import Tagger
from reader.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = "reader"
"""The name of the tagger that comes with Reader."""

META = "meta.json"
"""The file in which a spaCy pipeline says who it is."""
_WHOLE = 1024 * 1024
"""Bytes. Longer files are sampled: reading them all would take longer than loading the library."""
_SAMPLES, _SAMPLE = 64, 16 * 1024
_TAKES_PART = frozenset(
    {
        "blanks",
        "cleanup",
        "component",
        "consistency",
        "decode",
        "found",
        "gazetteer",
        "known",
        "labels",
        "lexicon",
        "mentions",
        "page",
        "parts",
        "patterns",
        "pipeline",
        "rules",
        "sieve",
        "values",
        "windows",
        "wordpiece",
    }
)
_UNREAD = frozenset({"__pycache__", "README.md", "LICENSE-Apache-2.0.txt", "NOTICE"})


class TaggerNotFound(LookupError):
    """There is no tagger of that name. The message says how to get it."""


class TaggerBroken(RuntimeError):
    """The tagger is there but cannot be used. The message says what is wrong."""


def tagger_folder(name: str) -> Path:
    """Return the folder of a tagger: "reader", the name of an installed spaCy pipeline, or a path.

    Raises:
        TaggerNotFound: There is none.
        TaggerBroken: There is one, but it is no spaCy pipeline.
    """
    if name == SHIPPED:
        try:
            return resource("baseline", META).parent
        except FileNotFoundError as error:
            raise TaggerBroken(str(error)) from error
    folder = Path(name).expanduser()
    if (folder / META).is_file():
        return folder.resolve()
    if name.isidentifier():
        return _installed(name)
    if folder.is_dir():
        message = f"The folder “{name}” holds no spaCy pipeline: it has no {META}."
        raise TaggerBroken(message)
    message = f"There is no folder “{name}”. Give the path of a spaCy pipeline, or the name of one that is installed."
    raise TaggerNotFound(message)


def identify(name: str) -> Tagger:
    """Return who a tagger is. Cheap, and without spaCy.

    The digest covers every file of the tagger (long ones by samples), the code that runs it, and the table of labels.

    Raises:
        TaggerNotFound: There is none.
        TaggerBroken: It cannot be read.
    """
    folder = tagger_folder(name)
    digest = hashlib.sha256()
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        for root, files in ((folder, _files(folder)), (Path(__file__).parent, _code())):
            for file in files:
                digest.update(f"{file.relative_to(root).as_posix()}\0{file.stat().st_size}\0".encode())
                for part in _content(file):
                    digest.update(part)
        digest.update(json.dumps(sorted(label_table().here.items())).encode())
        return Tagger(name=name, version=str(meta["version"]), digest=digest.hexdigest())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TaggerBroken(broken(name, error)) from error


@cache
def installed() -> list[str]:
    """Return the names of the spaCy pipelines that are installed as packages, in order; looked for once in a process."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - on use: it brings half of `email`

    return sorted({entry.name for entry in entry_points(group="spacy_models")})


def broken(name: str, error: Exception) -> str:
    """Return the sentence for a tagger that cannot be read or loaded."""
    why = f"{type(error).__name__}: {error}".strip().splitlines()[0]
    mend = "Install Reader again." if name == SHIPPED else "Install it again, or choose another tagger."
    return f"The tagger “{name}” cannot be loaded ({why}). {mend}"


def _installed(name: str) -> Path:
    """Return the folder of an installed pipeline, which pip puts into its package beside the code."""
    package = find_spec(name)
    for place in (package.submodule_search_locations or ()) if package else ():
        for meta in sorted(Path(place).glob(f"*/{META}")):
            if (meta.parent / "config.cfg").is_file():
                return meta.parent
    # spaCy's own pipelines are called like en_core_web_sm.
    how = f"python -m spacy download {name}" if "_core_" in name else f"pip install {name}"
    message = f"There is no tagger “{name}” here. Install it with: {how}"
    raise TaggerNotFound(message)


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and _UNREAD.isdisjoint(file.relative_to(folder).parts))


def _code() -> Iterator[Path]:
    """Yield the modules that take part in tagging; none in a frozen program, whose tagger changes only with all of it."""
    return (file for file in sorted(Path(__file__).parent.glob("*.py")) if file.stem in _TAKES_PART)


def _content(file: Path) -> Iterator[bytes]:
    size = file.stat().st_size
    if size <= _WHOLE:
        yield file.read_bytes()
        return
    with file.open("rb") as stream:
        for number in range(_SAMPLES):
            stream.seek(number * (size - _SAMPLE) // (_SAMPLES - 1))
            yield stream.read(_SAMPLE)
