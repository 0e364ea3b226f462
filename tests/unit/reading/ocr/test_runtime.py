"""`reading.ocr.runtime`: outputs are cut to some classes, and nothing is sent anywhere."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import openvino
import pytest

from piaoju.reading.ocr import models
from piaoju.reading.ocr.runtime import OpenVinoSession, _keep_classes, description, graph_of

QUIET = {"CI", "TF_BUILD", "JENKINS_URL"}
GUARD = """
import os, sys
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.fork", "os.posix_spawn", "os.exec", "urllib.", "http.")
def guard(event, arguments):
    if event.startswith(FORBIDDEN):
        sys.stderr.write(f"{event} {arguments}")
        os._exit(3)
sys.addaudithook(guard)
"""
READ = """
import numpy as np
from piaoju.reading.ocr import models
from piaoju.reading.ocr.runtime import OpenVinoSession, description, graph_of
description()
session = OpenVinoSession(graph_of(models.load("rec_tiny"), classes=models.kept_classes("rec_tiny")), 1)
output = session.run(np.zeros((1, 3, 48, 64), np.float32))
print(output.shape[1])
"""


def classifier() -> tuple[openvino.Model, np.ndarray, np.ndarray]:
    """Return a model of one layer from 4 numbers to 6 classes, its weights and its bias."""
    weights = np.arange(24, dtype=np.float32).reshape(4, 6) / 24
    bias = np.array([5, 4, 3, 2, 1, 0], np.float32)
    ops = openvino.opset15
    given = ops.parameter([1, 4], np.float32)
    answer = ops.add(ops.matmul(given, ops.constant(weights), False, False), ops.constant(bias))
    return openvino.Model([answer], [given]), weights, bias


def run_guarded(program: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that must neither open a socket nor start a process, as a user's machine would run it.

    OpenVINO's telemetry asks for consent files in the home folder, and is quiet where variables name a CI.
    """
    environment = {name: value for name, value in os.environ.items() if name not in QUIET} | {"HOME": str(home)}
    command = [sys.executable, "-c", GUARD + program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("classes", [[0, 1, 2, 3, 4, 5], [0, 2, 5], [4, 1]])
def test_the_last_layer_is_cut_to_some_classes(classes: list[int]) -> None:
    graph, weights, bias = classifier()
    _keep_classes(graph, np.array(classes))
    given = np.array([[0.5, -1, 2, 0.25]], np.float32)
    output = openvino.Core().compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})(given)[0]
    assert np.allclose(output, (given @ weights + bias)[:, classes], atol=1e-5)


@pytest.mark.models
def test_a_restricted_recogniser_reads_as_the_whole_one_among_its_classes() -> None:
    classes = models.kept_classes("rec_tiny")
    assert classes is not None
    picture = np.random.default_rng(0).uniform(-1, 1, (1, 3, 48, 96)).astype(np.float32)
    content = models.load("rec_tiny")
    whole, part = (OpenVinoSession(graph_of(content, classes=kept), 1).run(picture) for kept in (None, classes))
    among = whole[..., list(classes)]
    assert part.shape == among.shape
    assert np.allclose(part, among / among.sum(axis=-1, keepdims=True), atol=0.02)
    assert np.allclose(part.sum(axis=-1), 1, atol=0.01)


@pytest.mark.models
def test_sessions_of_a_model_agree() -> None:
    graph = graph_of(models.load("rec_tiny"))
    picture = np.random.default_rng(1).uniform(-1, 1, (1, 3, 48, 64)).astype(np.float32)
    one, other = (OpenVinoSession(graph, 1).run(picture) for _ in range(2))
    assert np.array_equal(one, other)


@pytest.mark.models
def test_loading_and_reading_open_no_socket_and_start_no_process(tmp_path: Path) -> None:
    outcome = run_guarded(READ, tmp_path)
    assert (outcome.returncode, outcome.stdout.strip()) == (0, "8"), outcome.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "program",
    ["import socket; socket.socket()", "import subprocess; subprocess.run(['true'])"],
    ids=["socket", "process"],
)
def test_the_guard_notices(program: str, tmp_path: Path) -> None:
    assert run_guarded(program, tmp_path).returncode == 3


def test_says_what_it_computes_with() -> None:
    assert description().startswith("openvino ")
    assert description().endswith(("bfloat16", "float32"))
