"""The scheduler: one process-wide pool of worker threads, each with a one-core session of every model it used.

All readings share the pool. On two cores, single-thread sessions fed one crop at a time beat one session of two
threads 1.6 to 3 times: nothing waits for the longest crop of a batch, and no operator is too small to be split.
"""

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from piaoju.reading.cores import available_cores
from piaoju.reading.ocr import models
from piaoju.reading.ocr.heap import limit_arenas
from piaoju.reading.ocr.quantised import ranges
from piaoju.reading.ocr.runtime import Graph, OpenVinoSession, Session, Tensor, graph_of

T = TypeVar("T")
R = TypeVar("R")
Shape = tuple[int, int]


WIDE_LINE: tuple[int, int, int, int] = (1, 3, 48, 1920)
"""Shape of a recogniser's input that only the longest lines exceed."""


class ModelPool:
    """Worker threads with their own sessions; safe to use from any thread, except from the workers themselves."""

    def __init__(self, workers: int) -> None:
        """Start with no model loaded; a model is loaded when a worker first needs it.

        Args:
            workers: how many threads, >= 1.
        """
        self.workers = workers
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="piaoju-model")
        self._local = threading.local()
        self._graphs: dict[str, Graph] = {}
        self._whole: dict[tuple[str, Shape], tuple[Session, threading.Lock]] = {}
        self._loading = threading.Lock()

    def session(self, name: str) -> Session:
        """Return the calling worker's session of a model of the manifest; it computes on one core.

        Raises:
            ModelMissing, ModelCorrupt: the model's file is not as the manifest says.
        """
        sessions: dict[str, Session] = self._local.__dict__.setdefault("sessions", {})
        if name not in sessions:
            sessions[name] = self._new_session(name)
        return sessions[name]

    def run_on_all_cores(self, name: str, tensor: Tensor) -> Tensor:
        """Run a model of the manifest on one input, one at a time; every shape of input is made ready for once.

        For what runs once a page: nothing else could use the other cores meanwhile, and a session of its own for every
        worker would multiply the memory.

        Raises:
            ModelMissing, ModelCorrupt: the model's file is not as the manifest says.
        """
        key = (name, (tensor.shape[2], tensor.shape[3]))
        with self._loading:
            if key not in self._whole:
                graph = graph_of(models.load(name), shape=key[1])
                self._whole[key] = OpenVinoSession(graph, self.workers), threading.Lock()
            session, turn = self._whole[key]
        with turn:
            return session.run(tensor).copy()

    def _new_session(self, name: str) -> Session:
        """Return a new session of a model, which has that for itself.

        Sessions that share a model compute in threads of the runtime, and handing every line over to those takes a
        twentieth of the time. A worker's own recognisers take some 20 MiB.

        A wide line comes first: what a session has computed last grows with each line that is wider than all before,
        whenever that comes, and what it grows out of is not given back.
        """
        with self._loading:
            if name not in self._graphs:
                classes = models.kept_classes(name)
                self._graphs[name] = graph_of(models.load(name), classes=classes, ranges=ranges(name))
            session = OpenVinoSession(self._graphs[name], cores=1)
        session.run(np.zeros(WIDE_LINE, np.float32))
        return session

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> list[R]:
        """Run a function over tasks on the workers; results in the order of the tasks.

        The first exception of a task is raised here, after the tasks not yet begun were dropped.
        """
        futures = [self._threads.submit(function, task) for task in tasks]
        try:
            return [future.result() for future in futures]
        finally:
            for future in futures:
                future.cancel()

    def start(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Run a function over one task on a worker, when it is its turn."""
        return self._threads.submit(function, task)


_pools: dict[int, ModelPool] = {}
_pools_lock = threading.Lock()


def process_pool() -> ModelPool:
    """Return the pool that every engine of this process shares, made when first asked for.

    Threads do not survive a fork, so a forked process gets a pool of its own.
    """
    with _pools_lock:
        if os.getpid() not in _pools:
            limit_arenas(available_cores())
            _pools[os.getpid()] = ModelPool(available_cores())
        return _pools[os.getpid()]


def _renew_lock() -> None:
    global _pools_lock
    _pools_lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)
