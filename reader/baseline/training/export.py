"""Writes trained weights as the int8 graph that the tagger runs.

The graph is built by hand from fused operators of ONNX Runtime: an exporter's output is larger and slower.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from reader.baseline.component import SETTINGS, VOCABULARY, WEIGHTS
from reader.baseline.training.network import EPSILON, HEADS, layers
from reader.baseline.training.recipe import LABELS, TAGS, WINDOW
from reader.baseline.training.start import LAYER_NAMES, POSITIONS, QUERY_KEY_VALUE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from reader.baseline.training.start import Arrays

_FUSED = "com.microsoft"
_LARGEST = 127
_PLAIN, _OPSETS = "plain.onnx", (("", 17), (_FUSED, 1))


def export(weights: Arrays, vocabulary: bytes, folder: Path, *, temperature: float = 1.0) -> None:
    """Write model.onnx, vocab.txt and cfg.json into a folder that is there.

    temperature: see `calibration`.

    Raises:
        OSError: They cannot be written.
    """
    onnx: Any = import_module("onnx")
    quantization: Any = import_module("onnxruntime.quantization")
    onnx.save(_Graph(weights).model(), folder / _PLAIN)
    # Without VNNI, sums of 8-bit products overflow 16 bits: reduce_range keeps weights to 7, which costs 0.2 F1 and is right
    # on every processor (onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
    quantization.quantize_dynamic(
        folder / _PLAIN,
        folder / WEIGHTS,
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        reduce_range=True,
        weight_type=quantization.QuantType.QInt8,
        nodes_to_exclude=["head"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    (folder / _PLAIN).unlink()
    (folder / VOCABULARY).write_bytes(vocabulary)
    settings = {"labels": list(TAGS), "types": list(LABELS), "maxlen": WINDOW, "temperature": round(temperature, 3)}
    (folder / SETTINGS).write_text(json.dumps(settings), encoding="utf-8")


class _Graph:
    """The graph while it is built. Names are those that `start` reads back."""

    def __init__(self, weights: Arrays) -> None:
        onnx: Any = import_module("onnx")
        self._onnx = onnx
        self._weights = weights
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def model(self) -> Any:  # noqa: ANN401 - an onnx.ModelProto
        """Return the whole graph."""
        helper, types = self._onnx.helper, self._onnx.TensorProto
        states = self._embedding()
        for layer in range(layers(self._weights)):
            states = self._layer(states, f"encoder.layer.{layer}.", f"l{layer}_")
        scores = self._node("Add", [self._turned(states, "hw", "head.weight", "head"), self._weight("hb", "head.bias")], "scores")
        self._node("LogSoftmax", [scores], "logprobs", axis=-1)
        inputs = [
            helper.make_tensor_value_info(name, types.INT32, [1 if name == "position_ids" else "B", "T"])
            for name in ("input_ids", "case_ids", "position_ids", "attention_mask")
        ]
        outputs = [helper.make_tensor_value_info("logprobs", types.FLOAT, ["B", "T", len(TAGS)])]
        graph = helper.make_graph(self._nodes, "reader_ner", inputs, outputs, self._constants)
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)

    def _embedding(self) -> str:
        """Add up what a piece, its word's shape and its place say. The piece table is kept in int8, one scale a piece."""
        words = self._weights["embeddings.word_embeddings.weight"]
        scale = (np.abs(words).max(axis=1, keepdims=True) / _LARGEST + 1e-12).astype(np.float32)
        small = np.clip(np.round(words / scale), -_LARGEST, _LARGEST).astype(np.int8)
        picked = self._node("Gather", [self._constant("wq", small), "input_ids"], "picked")
        number = self._node("Cast", [picked], "picked_float", to=self._onnx.TensorProto.FLOAT)
        states = self._node(
            "Mul", [number, self._node("Gather", [self._constant("wscale", scale), "input_ids"], "scales")], "word"
        )
        for name, source, place in (("temb", "token_type", "case_ids"), ("pemb", "position", "position_ids")):
            table = self._weights[f"embeddings.{source}_embeddings.weight"]
            rows = self._node("Gather", [self._constant(name, table[:POSITIONS]), place], f"{name}_rows")
            states = self._node("Add", [states, rows], f"with_{name}")
        scale_shift = [self._weight(f"e{kind[0]}", f"embeddings.LayerNorm.{full}") for kind, full in _NORMAL]
        return self._node("LayerNormalization", [states, *scale_shift], "embedded", axis=-1, epsilon=EPSILON)

    def _layer(self, states: str, source: str, name: str) -> str:
        weights = [self._weights[f"{source}attention.self.{part}.weight"].T for part in QUERY_KEY_VALUE]
        shifts = [self._weights[f"{source}attention.self.{part}.bias"] for part in QUERY_KEY_VALUE]
        heads = [self._constant(f"{name}qkv", np.concatenate(weights, 1)), self._constant(f"{name}qkvb", np.concatenate(shifts))]
        mixed = self._node("Attention", [states, *heads, "attention_mask"], f"{name}mixed", _FUSED, num_heads=HEADS)
        mixed = self._turned(mixed, f"{name}ow", source + LAYER_NAMES["ow"], f"{name}om")
        states = self._normal(mixed, states, source, name, number="1")
        inner = self._turned(states, f"{name}iw", source + LAYER_NAMES["iw"], f"{name}im")
        inner = self._node("BiasGelu", [inner, self._weight(f"{name}ib", source + LAYER_NAMES["ib"])], f"{name}gelu", _FUSED)
        inner = self._turned(inner, f"{name}fw", source + LAYER_NAMES["fw"], f"{name}fm")
        return self._normal(inner, states, source, name, number="2")

    def _normal(self, new: str, old: str, source: str, name: str, *, number: str) -> str:
        """Add bias and rest and normalise, in plain nodes: the fused one is slower on a CPU."""
        shift = {"1": "ob", "2": "fb"}[number]
        shifted = self._node("Add", [new, self._weight(name + shift, source + LAYER_NAMES[shift])], f"{name}shifted{number}")
        total = self._node("Add", [shifted, old], f"{name}total{number}")
        parts = [self._weight(f"{name}{part}{number}", source + LAYER_NAMES[part + number]) for part in "gb"]
        return self._node("LayerNormalization", [total, *parts], f"{name}normal{number}", axis=-1, epsilon=EPSILON)

    def _turned(self, states: str, name: str, source: str, output: str) -> str:
        return self._node("MatMul", [states, self._constant(name, self._weights[source].T)], output)

    def _weight(self, name: str, source: str) -> str:
        return self._constant(name, self._weights[source])

    def _constant(self, name: str, array: NDArray[Any]) -> str:
        self._constants.append(self._onnx.numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _node(self, kind: str, inputs: list[str], output: str, domain: str = "", **settings: object) -> str:
        self._nodes.append(self._onnx.helper.make_node(kind, inputs, [output], name=output, domain=domain, **settings))
        return output


_NORMAL = (("g", "weight"), ("b", "bias"))
