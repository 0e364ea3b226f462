"""Measure what ranges the recognisers' layers compute in, on drawn documents, and write them into the package.

    python -m scripts.measure_ranges

A range is that which loses least when its ends are cut off and the rest is rounded to 256 numbers, in mean squares.
Left out, as field accuracy on drawn documents showed: the layers that see single strokes, those that weigh channels (of
one pixel each), and those behind the convolutions, which cost little.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from piaoju.lab.synth import VARIANTS, Level, synthesise
from piaoju.model.page import PageImage
from piaoju.reading.ocr import OcrOptions, models, read_text
from piaoju.reading.ocr.offline import openvino, operations
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.quantised import LEVELS, layers, on_grid
from piaoju.reading.ocr.runtime import Session, Tensor, graph_of

TARGET = Path(__file__).parents[1] / "src/piaoju/reading/ocr/activation_ranges.json"
LEFT_OUT = {
    "rec_small": re.compile(r"Conv\.([0-47]|21|29|37|48|54|55)"),
    "rec_tiny": re.compile(r"Conv\.[0-4]"),
}
DRAWN = (Level.CLEAN, Level.SCAN, Level.PHOTO)
FIRST_SEED = 7000
LINES = 240  # of each model
SAMPLES = 3000  # of each layer and line
SHARES = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Of the greatest value seen, what may be the end of a range."""


class _Listening:
    """A session that keeps what it is given."""

    def __init__(self, session: Session, heard: list[Tensor]) -> None:
        self._session, self._heard = session, heard

    def run(self, tensor: Tensor) -> Tensor:
        self._heard.append(tensor.copy())
        return self._session.run(tensor)


class _ListeningPool(ModelPool):
    def __init__(self) -> None:
        super().__init__(workers=1)
        self.heard: dict[str, list[Tensor]] = defaultdict(list)

    def session(self, name: str) -> Session:
        return _Listening(super().session(name), self.heard[name])


def inputs() -> dict[str, list[Tensor]]:
    """Return lines of drawn documents of all variants as each recogniser was given them."""
    pool, rng = _ListeningPool(), np.random.default_rng(FIRST_SEED)
    variants = [(kind, variant) for kind, names in VARIANTS.items() for variant in names]
    for index, (kind, variant) in enumerate(variants):
        pixels = synthesise(kind, variant, FIRST_SEED + index, DRAWN[index % len(DRAWN)]).pixels
        read_text(PageImage(1, pixels, pixels.shape[1], pixels.shape[0]), pool, OcrOptions())
    return {
        name: [heard[index] for index in rng.permutation(len(heard))[:LINES]]
        for name, heard in pool.heard.items()
        if name in LEFT_OUT
    }


def measure(name: str, lines: list[Tensor]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Return the range of each layer that is not left out."""
    graph = graph_of(models.load(name), classes=models.kept_classes(name))
    measured = [layer for layer in layers(graph) if not LEFT_OUT[name].fullmatch(layer.get_friendly_name())]
    taps = [operations.result(layer.input(0).get_source_output()) for layer in measured]
    tapped = openvino.Model(taps, graph.get_parameters(), name)
    request = openvino.Core().compile_model(tapped, "CPU", {"INFERENCE_PRECISION_HINT": "f32"}).create_infer_request()
    rng = np.random.default_rng(FIRST_SEED)
    samples: list[list[npt.NDArray[np.float32]]] = [[] for _ in measured]
    for line in lines:
        for kept, values in zip(samples, request.infer({0: line}).to_tuple(), strict=True):
            kept.append(rng.choice(values.ravel(), SAMPLES))
    for layer, kept in zip(measured, samples, strict=True):
        yield layer.get_friendly_name(), _range_of(np.concatenate(kept))


def _range_of(values: npt.NDArray[np.float32]) -> tuple[float, float]:
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    ranges = [on_grid(low * below, high * above) for below in SHARES for above in SHARES]
    low, high = min(ranges, key=lambda ends: _loss(values, *ends))
    return round(low, 5), round(high, 5)


def _loss(values: npt.NDArray[np.float32], low: float, high: float) -> float:
    step = (high - low) / (LEVELS - 1)
    rounded = np.round(values.clip(low, high) / step) * step
    return float(np.square(rounded - values).mean())


def main() -> None:
    """Measure and write."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    table = {name: dict(measure(name, lines)) for name, lines in inputs().items()}
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
