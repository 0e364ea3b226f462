"""The readers that are compared: each takes the bytes of a picture and tells how much it found.

`piaoju` reads fields, the others stop at lines of text; its time includes what it does more.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """What one reading gave.

    Attributes:
        items: documents of piaoju, text lines of the others; 0 if nothing was read.
        stages_ms: milliseconds a stage, where the reader tells.
    """

    items: int
    stages_ms: Mapping[str, float] = field(default_factory=dict)


Read = Callable[[bytes], Found]


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader under measurement.

    Attributes:
        package: what is installed for it.
        make: number of threads -> a reader that uses them.
        is_shared: one such reader serves all threads; else each thread gets one with a single thread.
        models: name -> sha256 of the model files that come with it.
    """

    package: str
    make: Callable[[int], Read]
    is_shared: bool
    models: Callable[[], Mapping[str, str]]

    @property
    def module(self) -> str:
        """What the package is imported as."""
        return self.package.replace("-", "_")

    @property
    def version(self) -> str:
        """The installed version."""
        return version(self.package)


def _piaoju(threads: int) -> Read:
    from piaoju import Engine
    from piaoju.reading.cores import available_cores

    if available_cores() != threads:
        raise RuntimeError(f"piaoju would use {available_cores()} threads, not {threads}")
    engine = Engine()

    def read(content: bytes) -> Found:
        reading = engine.read(content)
        return Found(len(reading.documents), dict(reading.timing_ms))

    return read


def _piaoju_models() -> Mapping[str, str]:
    from piaoju.reading.ocr.models import MANIFEST

    return {model.name: model.sha256 for model in MANIFEST}


def rapidocr_engine(threads: int) -> Any:
    """Return `rapidocr` with its defaults, kept to so many threads."""
    from rapidocr import RapidOCR

    params: dict[str, object] = {"Global.log_level": "error"}
    if threads != os.cpu_count():  # else its default, as all else is: the runtime's own choice
        params["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
    return RapidOCR(params=params)


def _rapidocr(threads: int) -> Read:
    engine = rapidocr_engine(threads)

    def read(content: bytes) -> Found:
        texts = engine(content).txts
        return Found(0 if texts is None else len(texts))

    return read


def _rapidocr_models() -> Mapping[str, str]:
    import rapidocr

    folder = Path(str(rapidocr.__file__)).parent / "models"
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.onnx"))}


def _faster_paddle(threads: int) -> Read:
    from faster_paddle import OcrEngine

    engine = OcrEngine(model_size="small", threads=threads)

    def read(content: bytes) -> Found:
        return Found(len(engine.ocr(content)["bounds"]))

    return read


def _faster_paddle_models() -> Mapping[str, str]:
    import faster_paddle

    # The models and the runtime are linked into the library; there are no files of their own.
    path = Path(str(faster_paddle.faster_paddle.__file__))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()}


READERS: Mapping[str, Reader] = {
    "piaoju": Reader("piaoju", _piaoju, is_shared=True, models=_piaoju_models),
    "rapidocr": Reader("rapidocr", _rapidocr, is_shared=False, models=_rapidocr_models),
    # One engine reads one picture after the other, whoever asks, so each thread gets its own here too.
    "faster-paddle": Reader("faster-paddle", _faster_paddle, is_shared=False, models=_faster_paddle_models),
}
