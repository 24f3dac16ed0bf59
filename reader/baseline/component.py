"""The spaCy component `reader_ner`: finds named entities with a small transformer, run by ONNX Runtime.

It sets the entities, the probability of each, and the alternatives to them: see `mentions`.
"""

from __future__ import annotations

import importlib
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy import util
from spacy.language import Language

from reader.baseline.blanks import plain
from reader.baseline.decode import Decoder, cooled
from reader.baseline.mentions import FLOOR, Mention, has_score, set_alternatives, set_entities
from reader.baseline.windows import align, pack, sentences, shape
from reader.baseline.wordpiece import WordPiece, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from reader.baseline.decode import Rows, Run

WEIGHTS, VOCABULARY, SETTINGS = FILES = ("model.onnx", "vocab.txt", "cfg.json")

_CLS, _SEP = 101, 102
_COLDEST = 0.1
"""Least temperature: 0 would divide by nothing."""
_IMPOSSIBLE = -20.0
"""Log-probability of every tag but "O" for a word the encoder did not see."""


@Language.factory(
    "reader_ner",
    assigns=["doc.ents", "doc.spans", "token.ent_iob", "token.ent_type"],
    default_config={"threads": 1},
)
def make_reader_ner(nlp: Language, name: str, threads: int) -> ReaderNer:
    """Make the component, still without weights: `from_disk`, `from_bytes` or `load` brings them."""
    del nlp  # spaCy hands it to every factory
    return ReaderNer(name, threads=threads)


class ReaderNer:
    """Tags one text at a time, window by window.

    A window is never run beside another: int8 scales are taken over all that is run together, so what is found in a text
    would depend on its company. It is also faster: no padding.
    """

    def __init__(self, name: str = "reader_ner", *, threads: int = 1) -> None:
        """Make it without weights.

        Args:
            name: The component's name in its pipeline.
            threads: How many threads the encoder may use.
        """
        has_score()
        self.name = name
        self.threads = threads
        self._files: dict[str, bytes] = {}
        self._limit = 0
        self._temperature = 1.0
        self._decoder = Decoder(["O"])
        self._encoder: Encoder | None = None

    def load(self, folder: Path) -> None:
        """Take weights, vocabulary and settings from a folder.

        Raises:
            OSError: A file is missing or cannot be read.
            ValueError: The settings are not what they should be.
        """
        self._take({file: (folder / file).read_bytes() for file in FILES})

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights, vocabulary and settings into a folder; spaCy calls this."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in self._files.items():
            (folder / file).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ReaderNer:
        """Do as `load`, for spaCy."""
        del exclude
        self.load(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return weights, vocabulary and settings in one; spaCy calls this."""
        del exclude  # it says "vocab", meaning spaCy's, and would take vocab.txt away
        files: dict[str, Callable[[], bytes]] = {file: partial(bytes, content) for file, content in self._files.items()}
        return util.to_bytes(files, ())

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> ReaderNer:
        """Take what `to_bytes` gave."""
        del exclude
        files: dict[str, bytes] = {}
        util.from_bytes(content, {file: partial(files.__setitem__, file) for file in FILES}, ())
        self._take(files)
        return self

    def wake(self) -> Encoder:
        """Start the encoder, if it has not been, and return it.

        Raises:
            RuntimeError: There are no weights, or they are broken.
        """
        if self._encoder is None:
            if not self._files:
                message = f"{self.name} has no weights: load the pipeline from its folder"
                raise RuntimeError(message)
            self._encoder = Encoder(self._files, self.threads)
        return self._encoder

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one text, in place of any it has."""
        words = [token.text for token in doc]
        bounds = sentences(words)
        rows = cooled(self._rows(doc, words, bounds), self._temperature)
        found: list[Mention] = []
        near: list[Mention] = []
        for first, last in bounds:
            seen = [at for at in range(first, last) if not doc[at].is_space]
            runs = self._decoder.runs(rows[seen])
            found += [_placed(seen, run) for run in runs]
            near += [_placed(seen, run) for run in self._decoder.nearly(rows[seen], runs, FLOOR)]
        set_entities(doc, found)
        set_alternatives(doc, near)
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Tag many texts, one after the other."""
        del batch_size
        return map(self, docs)

    def _take(self, files: dict[str, bytes]) -> None:
        settings = json.loads(files[SETTINGS])
        try:
            self._limit = int(settings["maxlen"])
            self._decoder = Decoder(settings["labels"])
            self._temperature = max(_COLDEST, float(settings.get("temperature", 1)))
        except (KeyError, TypeError, AttributeError) as error:
            message = f"{SETTINGS} of {self.name} lacks {error}"
            raise ValueError(message) from error
        self._files = files
        self._encoder = None

    def _rows(self, doc: Doc, words: list[str], bounds: list[tuple[int, int]]) -> Rows:
        """Return the log-probabilities of all words, one row each."""
        encoder = self.wake()
        pieces = encoder.cut(plain(doc.text))
        places = [(token.idx, token.idx + len(token)) for token in doc]
        alignment = align(pieces, places)
        shapes = [shape(word) for word in words]
        numbers = np.array([piece.number for piece in pieces], dtype=np.int32)
        shape_of = np.array([shapes[word] for word in alignment.owner], dtype=np.int32)
        first = np.array(alignment.first, dtype=np.int64)
        rows = np.full((len(words), self._decoder.width), _IMPOSSIBLE, dtype=np.float32)
        rows[:, 0] = 0
        for begin, end in pack(bounds, alignment.before, self._limit):
            left = alignment.before[begin]
            # One word may have more pieces than a window holds: its rest is not looked at.
            right = min(alignment.before[end], left + self._limit)
            if right > left:
                out = encoder.run(numbers[left:right], shape_of[left:right])
                seen = np.arange(begin, end)[(first[begin:end] >= left) & (first[begin:end] < right)]
                rows[seen] = out[first[seen] - left]
        return rows


def _placed(seen: Sequence[int], run: Run) -> Mention:
    """Return a run as it lies in the text; `seen` are the token numbers of the words it counts."""
    return Mention(seen[run.first], seen[run.end - 1] + 1, run.label, run.score)


class Encoder:
    """The loaded network and its vocabulary."""

    def __init__(self, files: dict[str, bytes], threads: int) -> None:
        """Read the weights.

        Raises:
            RuntimeError: They cannot be read.
        """
        # Imported here: it costs time that a pipeline which only gets saved or looked at need not pay. By name: it has no types.
        onnx: Any = importlib.import_module("onnxruntime")
        options = onnx.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnx.InferenceSession(
                files[WEIGHTS],
                options,
                providers=["CPUExecutionProvider"],
                # The fused form of this layer is slower on int8 graphs: +27 to 56 % words a second without (onnxruntime 1.2x).
                disabled_optimizers=["SkipLayerNormFusion"],
            )
        except Exception as error:  # onnxruntime's own exceptions share no base below Exception
            message = f"{WEIGHTS} cannot be read: {error}"
            raise RuntimeError(message) from error
        self.cut = WordPiece(vocabulary(files[VOCABULARY]))

    def run(self, numbers: NDArray[np.int32], shapes: NDArray[np.int32]) -> Rows:
        """Return log-probabilities, one row for each piece of one window."""
        framed = np.array([[_CLS, *numbers, _SEP]], dtype=np.int32)
        inputs = {
            "input_ids": framed,
            "case_ids": np.array([[0, *shapes, 0]], dtype=np.int32),
            "position_ids": np.arange(framed.shape[1], dtype=np.int32)[None],
            "attention_mask": np.ones_like(framed),
        }
        rows: Rows = self._session.run(None, inputs)[0][0, 1:-1]
        return rows
