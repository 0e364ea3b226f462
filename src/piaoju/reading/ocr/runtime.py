"""The inference runtime behind one small class, so that another can stand in.

A session runs on the calling thread alone; parallelism is the pool's affair.
"""

from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime

Tensor = npt.NDArray[np.float32]


class Session(Protocol):
    """A loaded model with one input and one output."""

    def run(self, tensor: Tensor) -> Tensor:
        """Return the model's output for one input tensor."""


class OnnxSession:
    """A model in onnxruntime, single-threaded, on the CPU."""

    def __init__(self, content: bytes) -> None:
        """Load a model from the bytes of its ONNX file."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Plans of memory per shape would pile up, since nearly every line has a width of its own; the arena itself
        # saves 10 % of the time and, with widths in steps, grows no further than its widest input asks.
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    def run(self, tensor: Tensor) -> Tensor:
        """Return the model's output for one input tensor."""
        output: Tensor = self._session.run(None, {self._input: tensor})[0]
        return output
