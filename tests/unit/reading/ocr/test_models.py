"""`reading.ocr.models`: files are checked before they are loaded."""

import hashlib
import re
from pathlib import Path

import pytest

from piaoju.errors import ModelCorrupt, ModelMissing
from piaoju.reading.ocr.models import MANIFEST, ModelFile, load, locate, model_file, verify

CONTENT = b"made up"
MADE_UP = ModelFile("made_up", "made/up.onnx", hashlib.sha256(CONTENT).hexdigest())


def test_manifest_names_each_file_once_with_checksum_and_licence() -> None:
    assert len({model.name for model in MANIFEST}) == len({model.path for model in MANIFEST}) == len(MANIFEST)
    assert all(re.fullmatch("[0-9a-f]{64}", model.sha256) and model.licence for model in MANIFEST)
    assert all(model_file(model.name) is model for model in MANIFEST)


def test_unknown_name_is_a_misuse() -> None:
    with pytest.raises(ValueError, match="made_up"):
        load("made_up")


def test_content_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "up.onnx"
    path.write_bytes(CONTENT)
    assert verify(path, MADE_UP) == CONTENT
    path.write_bytes(CONTENT[:-1])
    with pytest.raises(ModelCorrupt, match="made_up"):
        verify(path, MADE_UP)


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="made_up"):
        verify(tmp_path / "up.onnx", MADE_UP)
    with pytest.raises(ModelMissing, match="made_up"):
        locate(MADE_UP)
