"""The inference runtime behind two small classes, so that another can stand in.

How many sessions there are of a model and on how many cores they compute is the pool's affair.
"""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from piaoju.reading.ocr.offline import openvino, operations
from piaoju.reading.ocr.quantised import Ranges, quantise

Tensor = npt.NDArray[np.float32]
Graph: TypeAlias = openvino.Model


class Session(Protocol):
    """A loaded model with one input and one output, for one thread at a time."""

    def run(self, tensor: Tensor) -> Tensor:
        """Return the model's output for one input tensor, in memory of the session: the next run writes over it."""


class OpenVinoSession:
    """A model in OpenVINO, on the CPU: in bfloat16 where the processor computes in it, else in float32."""

    def __init__(self, graph: Graph, cores: int) -> None:
        """Make a graph ready.

        Args:
            graph: as `graph_of` gives it.
            cores: that it computes on; on one, it computes in the thread that asks.
        """
        compiled = openvino.Core().compile_model(
            graph,
            "CPU",
            # Pinning would put the first session of every process on the same core.
            {"INFERENCE_NUM_THREADS": cores, "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False},
        )
        self._request = compiled.create_infer_request()

    def run(self, tensor: Tensor) -> Tensor:
        """See `Session`."""
        output: Tensor = self._request.infer({0: tensor}, share_inputs=True, share_outputs=True)[0]
        return output


def graph_of(
    content: bytes,
    *,
    classes: Sequence[int] | None = None,
    shape: tuple[int, int] | None = None,
    ranges: Ranges | None = None,
) -> Graph:
    """Return what a model computes, fitted to how it is used.

    Args:
        content: of its ONNX file.
        classes: keep only these classes of a classifier's output, in this order; all if None.
        shape: rows and columns that all its inputs will have; any if None, which takes several times the memory.
        ranges: of the layers that compute in eight bits; none if None.
    """
    graph = openvino.Core().read_model(content)
    if classes is not None:
        _keep_classes(graph, np.array(classes))
    if shape is not None:
        graph.reshape([1, 3, *shape])
    quantise(graph, ranges or {})
    return graph


def description() -> str:
    """Return the runtime's name and version, and what numbers it computes in on this processor."""
    types = openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    precision = "bfloat16" if "BF16" in types else "float32"
    return f"openvino {openvino.__version__.split('-')[0]} on the processor, in {precision}"


def _keep_classes(graph: Graph, classes: npt.NDArray[np.int_]) -> None:
    """Cut the weights and the bias of the last layer down to some of its classes."""
    size = graph.output(0).get_partial_shape()[-1].get_length()
    for operation in graph.get_ops():
        if operation.get_type_name() == "Constant" and size in operation.output(0).get_shape():
            axis = list(operation.output(0).get_shape()).index(size)
            kept = operations.constant(np.take(operation.data, classes, axis))
            operation.output(0).replace(kept.output(0))
    graph.validate_nodes_and_infer_types()
