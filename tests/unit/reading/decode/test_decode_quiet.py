"""Damaged pictures make no noise, and other users of Pillow keep their warnings."""

import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from piaoju.errors import InputError
from piaoju.reading.decode import open_pages
from piaoju.reading.decode.quiet import quiet
from tests.hostile.valid_files import encode
from tests.unit.reading.decode.quarters import corners, decode


def warn_as_pillow() -> None:
    TiffImagePlugin.warnings.warn("damaged")  # type: ignore[attr-defined]


def test_libtiff_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    noise = Image.fromarray(np.random.default_rng(7).integers(0, 255, (60, 80, 3), dtype=np.uint8))
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"):
        data = bytearray(encode(noise, "TIFF", compression=compression))
        middle = len(data) // 2
        data[middle : middle + 1000] = b"\xff" * 1000
        # Some damage shows in the pixels only.
        with suppress(InputError), open_pages(bytes(data)) as source:
            source.read(1)
    captured = capfd.readouterr()
    assert captured.err == ""


def test_large_pictures_and_bad_tags_do_not_warn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 2000)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert decode(encode(corners(), "TIFF")).pixels.shape == (48, 64, 3)
        with quiet():
            warn_as_pillow()
    assert caught == []


def test_others_keep_their_warnings() -> None:
    with quiet(), ThreadPoolExecutor(1) as other, pytest.warns(UserWarning, match="damaged"):
        other.submit(warn_as_pillow).result()
    with pytest.warns(UserWarning, match="damaged") as caught:
        warn_as_pillow()
    assert caught[0].filename == __file__
    assert TiffImagePlugin.warnings.catch_warnings is warnings.catch_warnings  # type: ignore[attr-defined]
