"""The encoder in PyTorch, as plain functions over named tensors: a BERT of six layers with word shapes and a tag head.

Names of tensors are those of the published weights.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from reader.baseline.training.encoding import UNTAGGED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from reader.baseline.training.encoding import Window

# By name: it is not installed where types are checked.
torch: Any = import_module("torch")

Tensors = dict[str, Any]
"""The weights by name, as tensors."""

HEADS = 12
EPSILON = 1e-12
CLS, SEP = 101, 102
WORDS = "embeddings.word_embeddings.weight"
LEVELS = 64
"""Of a weight, on either side of 0, once it is shipped."""
_NEVER, _TINY = -1e9, 1e-12


def layers(names: Mapping[str, object]) -> int:
    """Return how many layers some weights have."""
    return 1 + max(int(name.split(".")[2]) for name in names if name.startswith("encoder.layer."))


@cache
def device() -> str:
    """Return where to compute: on an accelerator if torch sees one, else on the processor."""
    return "cuda" if torch.cuda.is_available() else "cpu"


@cache
def is_quick_at_half() -> bool:
    """Tell whether the device computes in bfloat16 by itself; elsewhere that is slower than in full."""
    if device() != "cpu":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001 - there is no public way to ask (torch 2.14)


def to_tensors(weights: Mapping[str, NDArray[np.float32]], *, learning: bool = True) -> Tensors:
    """Return weights as tensors on the device; `learning`: that can be trained."""
    return {name: torch.tensor(array, device=device()).requires_grad_(learning) for name, array in weights.items()}


def to_arrays(tensors: Tensors) -> dict[str, NDArray[np.float32]]:
    """Return tensors as arrays."""
    return {name: tensor.detach().cpu().numpy() for name, tensor in tensors.items()}


def rounded(weights: Tensors) -> Tensors:
    """Return the weights as they are once shipped: the matrices of the layers in few levels, one scale an output (see `export`).

    They learn as if they were not rounded (straight through: Bengio, Léonard and Courville 2013, arXiv 1308.3432).
    """

    def shipped(matrix: Any) -> Any:  # noqa: ANN401 - a tensor
        held = matrix.detach()
        scale = held.abs().amax(dim=1, keepdim=True) / LEVELS + _TINY
        return matrix + ((held / scale).round() * scale - held)

    return {
        name: shipped(each) if name.startswith("encoder.layer.") and each.ndim > 1 else each for name, each in weights.items()
    }


def collate(windows: Sequence[Window]) -> tuple[Any, Any, Any, Any]:
    """Return pieces, shapes, mask and tags of a batch on the device, framed and padded: one row for each window."""
    width = max(len(window.numbers) for window in windows) + 2
    numbers, shapes = (np.zeros((len(windows), width), dtype=np.int64) for _ in range(2))
    tags, mask = np.full_like(numbers, UNTAGGED), np.zeros_like(numbers, dtype=bool)
    for row, window in enumerate(windows):
        end = len(window.numbers) + 1
        numbers[row, : end + 1] = [CLS, *window.numbers, SEP]
        shapes[row, 1:end] = window.shapes
        tags[row, 1:end] = window.tags
        mask[row, : end + 1] = True
    numbers, shapes, mask, tags = (torch.from_numpy(array).to(device()) for array in (numbers, shapes, mask, tags))
    return numbers, shapes, mask, tags


def forward(weights: Tensors, numbers: Any, shapes: Any, mask: Any, *, dropout: float = 0.0) -> Any:  # noqa: ANN401 - tensors
    """Return the scores of all tags for all pieces, before they are made probabilities.

    dropout: 0 when it is not training.
    """
    functions = torch.nn.functional

    def dropped(states: Any) -> Any:  # noqa: ANN401
        return functions.dropout(states, dropout) if dropout else states

    def linear(states: Any, name: str) -> Any:  # noqa: ANN401
        return functions.linear(states, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def normal(states: Any, name: str) -> Any:  # noqa: ANN401
        scale, shift = weights[f"{name}.weight"], weights[f"{name}.bias"]
        return functions.layer_norm(states, scale.shape, scale, shift, EPSILON)

    states = functions.embedding(numbers, weights[WORDS])
    states = states + functions.embedding(shapes, weights["embeddings.token_type_embeddings.weight"])
    states = states + weights["embeddings.position_embeddings.weight"][: numbers.shape[1]]
    states = dropped(normal(states, "embeddings.LayerNorm"))
    rows, width, size = states.shape
    unseen = torch.zeros(rows, 1, 1, width, device=mask.device).masked_fill(~mask[:, None, None, :], _NEVER)
    for layer in range(layers(weights)):
        name = f"encoder.layer.{layer}"
        query, key, value = [
            linear(states, f"{name}.attention.self.{part}").view(rows, width, HEADS, size // HEADS).transpose(1, 2)
            for part in ("query", "key", "value")
        ]
        # By hand: torch's fused attention takes five times as long backwards in bfloat16 on a CPU (2.14).
        looks = torch.matmul(query, key.transpose(-1, -2)) / sqrt(size // HEADS) + unseen
        mixed = torch.matmul(looks.softmax(-1).to(value.dtype), value).transpose(1, 2).reshape(rows, width, size)
        mixed = dropped(linear(mixed, f"{name}.attention.output.dense"))
        states = normal(states + mixed, f"{name}.attention.output.LayerNorm")
        inner = functions.gelu(linear(states, f"{name}.intermediate.dense"))
        states = normal(states + dropped(linear(inner, f"{name}.output.dense")), f"{name}.output.LayerNorm")
    return linear(dropped(states), "head")
