"""Running jobs: the steps as durable workflows of DBOS, in queues that are fair between accounts.

DBOS writes down each step that ended, so that whoever takes over a workflow goes on after it. A partition of a queue is
an account. Reading and telling are queues apart: a callback's slow host holds up no reading.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from dbos import DBOS, DBOSPortableJSONSerializer, StepOptions
from sqlalchemy.exc import SQLAlchemyError

from piaoju.service.jobs.presence import BEAT_S, Presence
from piaoju.service.jobs.queues import APPLICATION, READING, TELLING, VERSION
from piaoju.service.jobs.store import JobStore
from piaoju.service.jobs.survey import sweep
from piaoju.service.jobs.worker import Worker

GRACE_S = 10
"""For steps that run when the process is asked to end."""
_SWEEP_S = 30.0
_POLL_READING_S = 0.1
"""An idle worker starts a job within 200 ms; asking the database so often takes 4 % of a core."""
_POLL_TELLING_S = 0.25
_TELLING_PER_ACCOUNT = 8
_TELLING_PER_WORKER = 32
_LISTEN_S = 0.2
"""How long the library's listener, which is not used, holds up the end of the process."""
_RETRY_S = 5.0
_RETRIES = 2880
"""Of a step whose database is away: four hours, as long as jobs are kept by default."""

logger = logging.getLogger(__name__)
_only_one = threading.Lock()


class Runner:
    """Works on jobs from `start` to `stop`. One a process, since the library keeps one."""

    def __init__(self, store: JobStore, worker: Worker, slots: int) -> None:
        """Remember what runs.

        Args:
            store: with the jobs.
            worker: that does the steps.
            slots: how many readings run at a time in this process.
        """
        self.store = store
        self._worker = worker
        self._slots = slots
        self._presence = Presence(store.engine, _recover, time.monotonic)
        self._ending = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="piaoju-jobs-keeper", daemon=True)
        self._busy = 0
        self._lock = threading.Lock()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin; blocks for a moment.

        Args:
            loop: where reading takes its turns.

        Raises:
            RuntimeError: another runs in this process.
        """
        if not _only_one.acquire(blocking=False):
            raise RuntimeError("one process works on the jobs of one database only")
        try:
            self._worker.start(loop)
            self._launch()
        except BaseException:
            _only_one.release()
            raise
        self._keeper.start()

    def stop(self) -> None:
        """Take nothing more, let what runs end for a while, and leave the rest to others. Blocks."""
        self._ending.set()
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=GRACE_S if self._busy else 0)
        self._worker.stop()
        self._keeper.join()
        self._presence.leave()
        self.store.engine.dispose()
        _only_one.release()

    def _launch(self) -> None:
        library_logger = logging.getLogger("dbos")
        if not library_logger.handlers:
            library_logger.addHandler(logging.NullHandler())  # else it writes to stderr past our format
        library = DBOS(
            config={
                "name": APPLICATION,
                "application_version": VERSION,
                "executor_id": self._presence.id,
                "system_database_engine": self.store.engine,
                "serializer": DBOSPortableJSONSerializer(),
                "use_listen_notify": False,
                "notification_listener_polling_interval_sec": _LISTEN_S,
                "log_level": "WARNING",  # its notices advertise services
            }
        )
        self._register_workflows()
        self._register_queues(library)
        self._presence.enter()
        DBOS.launch()

    def _register_queues(self, library: DBOS) -> None:
        # Queues of the public kind have one size for all workers, that of the machine which started last. These are
        # this process's own, as the library's queues for other services are.
        register = library._registry._register_internal_queue
        # An account gets ahead of the turns by as many jobs as keep the slots busy while files are fetched, and leaves
        # room for the jobs of others; whose reading is next is decided by the turns.
        register(
            READING,
            worker_concurrency=4 * self._slots,
            partition_worker_concurrency=2 * self._slots,
            polling_interval_sec=_POLL_READING_S,
        )
        register(
            TELLING,
            worker_concurrency=_TELLING_PER_WORKER,
            partition_worker_concurrency=_TELLING_PER_ACCOUNT,
            polling_interval_sec=_POLL_TELLING_S,
        )

    def _register_workflows(self) -> None:
        # How often a worker may die over a job is bounded by the job, which then ends; so the library need not.
        @DBOS.workflow(name=READING, max_recovery_attempts=None)
        def read(job_id: str) -> None:
            with self._working():
                failure: Mapping[str, str] | None = DBOS.run_step(self._step("fetch"), self._worker.fetch, job_id)
                DBOS.run_step(self._step("read"), self._worker.read, job_id, failure)

        @DBOS.workflow(name=TELLING, max_recovery_attempts=None)
        def tell(job_id: str, delivery: int) -> None:
            with self._working():
                DBOS.run_step(self._step("tell"), self._worker.tell, job_id, delivery)

    def _step(self, name: str) -> StepOptions:
        return {
            "name": name,
            "retries_allowed": True,
            "max_attempts": _RETRIES,
            "interval_seconds": _RETRY_S,
            "backoff_rate": 1.0,
            "should_retry": self._is_passing,
        }

    def _is_passing(self, error: BaseException) -> bool:
        return isinstance(error, SQLAlchemyError) and not self._ending.is_set()

    @contextmanager
    def _working(self) -> Iterator[None]:
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1

    def _keep(self) -> None:
        """Beat, and remove what is no longer kept, until the end."""
        every(self._ending, {self._presence.beat: BEAT_S, lambda: sweep(self.store): _SWEEP_S})


def every(ending: threading.Event, duties: Mapping[Callable[[], object], float]) -> None:
    """Do each duty once in so many seconds, until the end; one that fails is done again the next time."""
    due = dict.fromkeys(duties, 0.0)
    while not ending.wait(min(duties.values())):
        now = time.monotonic()
        for duty, period_s in duties.items():
            if now < due[duty]:
                continue
            due[duty] = now + period_s
            try:
                duty()
            except Exception:
                # Whatever it is: a worker that falls silent is taken for dead while it works.
                logger.exception("jobs: a duty was not done")


def _recover(worker_id: str) -> None:
    # Not public, and there is no other way without the vendor's service: it puts back what exactly that worker held.
    DBOS._recover_pending_workflows([worker_id])
