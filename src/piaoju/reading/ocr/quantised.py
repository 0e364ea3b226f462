"""Recognisers in eight bits: the multiplications of most layers in int8 instead of floating point.

Each layer's input is rounded to one of 256 numbers of a measured range and its weights to 255 each output channel; the
runtime then multiplies whole numbers. Ranges were measured on drawn documents by `scripts/measure_ranges.py`; layers
that it leaves out, as they lose too much or cost too little, go on as before.

Source: Jacob et al. 2018, Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.reading.ocr.offline import openvino, operations

LEVELS = 256
AVX512_VNNI = 23
"""Number of that feature in OpenCV. Without it, sums of products of eight bits may overflow in some kernels."""

Ranges = Mapping[str, tuple[float, float]]
"""Least and greatest input of a layer by the layer's name in the ONNX file."""


@cache
def ranges(name: str) -> Ranges:
    """Return the measured ranges of a model of the manifest; none if it has none or the processor is not suited."""
    if not cv2.checkHardwareSupport(AVX512_VNNI):
        return {}
    text = files("piaoju.reading.ocr").joinpath("activation_ranges.json").read_text(encoding="utf-8")
    measured: dict[str, dict[str, list[float]]] = json.loads(text)
    return {layer: (low, high) for layer, (low, high) in measured.get(name, {}).items()}


def layers(graph: openvino.Model) -> list[openvino.Node]:
    """Return the convolutions whose weights are constants; their inputs are what ranges are measured of."""
    return [
        node
        for node in graph.get_ordered_ops()
        if node.get_type_name() == "Convolution" and _weights(node).get_type_name() == "Constant"
    ]


def quantise(graph: openvino.Model, measured: Ranges) -> None:
    """Have the layers of measured ranges compute in eight bits."""
    for layer in layers(graph):
        if layer.get_friendly_name() not in measured:
            continue
        low, high = on_grid(*measured[layer.get_friendly_name()])
        layer.input(0).replace_source_output(_rounded(layer.input(0).get_source_output(), low, high, LEVELS))
        weights = _weights(layer)
        greatest = np.abs(weights.data).max(axis=(1, 2, 3), keepdims=True).astype(np.float32)
        layer.input(1).replace_source_output(_rounded(weights.output(0), -greatest, greatest, LEVELS - 1))
    graph.validate_nodes_and_infer_types()


def on_grid(low: float, high: float) -> tuple[float, float]:
    """Return a range moved so that zero, which padding is made of, is one of its 256 numbers.

    >>> on_grid(0.0, 255.0), on_grid(-50.4, 204.6)
    ((0.0, 255.0), (-50.0, 205.0))
    """
    low, high = min(low, 0.0), max(high, 0.0)
    step = (high - low) / (LEVELS - 1)
    below = round(-low / step)
    return -below * step, (LEVELS - 1 - below) * step


def _weights(layer: openvino.Node) -> openvino.Node:
    return layer.input(1).get_source_output().get_node()


def _rounded(
    values: openvino.Output, low: float | npt.NDArray[np.float32], high: float | npt.NDArray[np.float32], levels: int
) -> openvino.Output:
    ends = [operations.constant(np.asarray(end, np.float32)) for end in (low, high, low, high)]
    return operations.fake_quantize(values, *ends, levels).output(0)
