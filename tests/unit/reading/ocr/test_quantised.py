"""Layers in eight bits: which compute so, and what it costs a reading."""

import cv2
import numpy as np
import pytest

from piaoju.reading.ocr import models, quantised
from piaoju.reading.ocr.quantised import AVX512_VNNI, Ranges, layers, on_grid, quantise
from piaoju.reading.ocr.recognition import prepare
from piaoju.reading.ocr.runtime import OpenVinoSession, graph_of

RECOGNISERS = ("rec_tiny", "rec_small")


def test_the_number_of_the_feature_is_that_of_vnni() -> None:
    assert cv2.getHardwareFeatureName(AVX512_VNNI) == "AVX512VNNI"


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-0.17, 3.0), (-5.0, 0.2), (-1.0, 1.0), (0.3, 2.0)])
def test_zero_is_one_of_the_numbers(low: float, high: float) -> None:
    low, high = on_grid(low, high)
    assert (-low * 255 / (high - low)) == pytest.approx(round(-low * 255 / (high - low)), abs=1e-6)


def test_no_range_without_the_feature(monkeypatch: pytest.MonkeyPatch) -> None:
    quantised.ranges.cache_clear()
    monkeypatch.setattr(cv2, "checkHardwareSupport", lambda feature: False)
    try:
        assert quantised.ranges("rec_small") == {}
    finally:
        quantised.ranges.cache_clear()


def test_a_detector_has_no_ranges() -> None:
    assert quantised.ranges("det_tiny") == {}


@pytest.mark.models
@pytest.mark.parametrize("name", RECOGNISERS)
def test_every_range_is_that_of_a_layer(name: str) -> None:
    graph = graph_of(models.load(name))
    assert set(quantised.ranges(name)) <= {layer.get_friendly_name() for layer in layers(graph)}


@pytest.mark.models
@pytest.mark.parametrize("name", RECOGNISERS)
def test_only_layers_with_ranges_are_rounded(name: str) -> None:
    graph = graph_of(models.load(name))
    chosen = layers(graph)[5].get_friendly_name()
    quantise(graph, {chosen: (-1.0, 1.0)})
    rounded = [node for node in graph.get_ops() if node.get_type_name() == "FakeQuantize"]
    assert len(rounded) == 2  # of its input and of its weights


@pytest.mark.models
@pytest.mark.parametrize("name", RECOGNISERS)
def test_eight_bits_tell_blank_from_text_as_floating_point_does(name: str) -> None:
    ranges: Ranges = quantised.ranges(name)
    if not ranges:
        pytest.skip("this processor computes in floating point")
    line = np.full((48, 320, 3), 255, np.uint8)
    cv2.putText(line, "24312000", (8, 38), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (0, 0, 0), 3)
    whole, rounded = (
        OpenVinoSession(graph_of(models.load(name), ranges=kept), 1).run(prepare(line))[0] for kept in (None, ranges)
    )
    assert (whole.argmax(axis=1) == rounded.argmax(axis=1)).mean() >= 0.95
