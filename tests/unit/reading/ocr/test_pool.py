"""`reading.ocr.pool`: tasks run on the workers, in order, and their errors come back."""

import threading

import pytest

from piaoju.errors import ModelMissing
from piaoju.reading.ocr.pool import ModelPool, available_cores, process_pool


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
    assert pool.run(work, 5) == 5


def test_the_process_has_one() -> None:
    assert process_pool() is process_pool()
    assert process_pool().workers == available_cores() >= 1
