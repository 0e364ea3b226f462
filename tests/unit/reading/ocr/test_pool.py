"""`reading.ocr.pool`: tasks run on the workers, in order, and their errors come back."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from piaoju.errors import ModelMissing
from piaoju.reading.cores import available_cores
from piaoju.reading.ocr.pool import WIDE_LINE, ModelPool, process_pool
from piaoju.reading.ocr.runtime import Tensor


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert ModelPool(3).map(lambda number: number * number, range(50)) == [n * n for n in range(50)]
    assert ModelPool(1).map(str, []) == []


def test_tasks_run_on_the_workers() -> None:
    pool = ModelPool(2)
    names = set(pool.map(lambda _: threading.current_thread().name, range(20)))
    assert threading.current_thread().name not in names
    assert 1 <= len(names) <= 2


def test_many_threads_share_it() -> None:
    pool = ModelPool(2)
    results: dict[int, list[int]] = {}

    def work(number: int) -> None:
        results[number] = pool.map(lambda value: value + number, range(30))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: [value + number for value in range(30)] for number in range(6)}


def test_the_first_error_is_raised_and_the_pool_goes_on() -> None:
    pool = ModelPool(2)

    def work(number: int) -> int:
        if number == 3:
            raise ModelMissing("made up")
        return number

    with pytest.raises(ModelMissing, match="made up"):
        pool.map(work, range(10))
    assert pool.map(work, [1, 2]) == [1, 2]
    assert pool.start(work, 5).result() == 5


def test_the_process_has_one() -> None:
    assert process_pool() is process_pool()
    assert process_pool().workers == available_cores() >= 1


def test_racing_threads_get_one_pool() -> None:
    with ThreadPoolExecutor(16) as threads:
        assert len(set(threads.map(lambda _: process_pool(), range(64)))) == 1


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="processes do not fork here")
def test_a_forked_process_reads_with_a_pool_of_its_own() -> None:
    program = (
        "import os, sys\n"
        "from piaoju.reading.ocr.pool import process_pool\n"
        "process_pool().start(str, 1).result()\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(0 if process_pool().start(str, 2).result() == '2' else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=30, check=False).returncode == 0


def test_a_wide_line_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = []

    class Recording:
        def __init__(self, graph: object, cores: int) -> None:
            del graph
            assert cores == 1

        def run(self, tensor: Tensor) -> Tensor:
            shapes.append(tensor.shape)
            return tensor

    monkeypatch.setattr("piaoju.reading.ocr.pool.OpenVinoSession", Recording)
    monkeypatch.setattr("piaoju.reading.ocr.pool.graph_of", lambda *_, **__: object())
    monkeypatch.setattr("piaoju.reading.ocr.models.load", lambda _: b"")
    monkeypatch.setattr("piaoju.reading.ocr.models.kept_classes", lambda _: None)  # it remembers what it loaded
    pool = ModelPool(1)
    first, second = pool.map(pool.session, ["rec_tiny", "rec_tiny"])
    assert first is second
    assert shapes == [WIDE_LINE]
