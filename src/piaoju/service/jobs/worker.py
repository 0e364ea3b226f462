"""The steps of a job: fetch its file, read it and write down what came of it, tell whoever asked to be told.

Each step may begin again after its worker died, and then finds in the database how far it came. Steps run in threads of
the library that schedules them; reading and sockets belong to the event loop, where live requests take their turns too.
"""

import asyncio
import concurrent.futures
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from piaoju.dialects.wire.faults import as_item
from piaoju.dialects.wire.jobs import JobForm, JobState
from piaoju.dialects.wire.task import Content, Link
from piaoju.errors import DownloadFailed, DownloadTimeout, PiaojuError
from piaoju.model.document import ErrorItem, Reading
from piaoju.service.fetch import Poster
from piaoju.service.jobs.progress import DELIVERED, Ending, Progress
from piaoju.service.jobs.records import Telling, Work
from piaoju.service.jobs.store import JobStore
from piaoju.service.tasks import Tasks

T = TypeVar("T")
MAX_ATTEMPTS = 10
"""At reading one file; one that ends its worker every time must not do so for ever."""
MAX_DELIVERIES = 17
"""Of one callback: the first, and 16 repeats. Source: the vendor's specification, section 6."""
_BUG = "internal_error"

logger = logging.getLogger(__name__)


class Stopping(BaseException):
    """The process ends: the step is left as it is, for another worker. No `Exception`, which would end the job."""


@dataclass(frozen=True, slots=True)
class Delays:
    """When a delivery is over, and when it is repeated."""

    timeout_s: float
    first_s: float
    max_s: float

    def after(self, delivery: int) -> float | None:
        """Return how long to wait after a failed delivery, the first being 1; None if it was the last.

        >>> [Delays(5, 1, 300).after(delivery) for delivery in (1, 2, 9, 10, 17)]
        [1.0, 2.0, 256.0, 300.0, None]
        """
        if delivery >= MAX_DELIVERIES:
            return None
        return float(min(self.first_s * 2 ** (delivery - 1), self.max_s))


class Worker:
    """Does the steps; each blocks its thread."""

    def __init__(
        self, store: JobStore, tasks: Tasks, poster: Poster, forms: Mapping[str, JobForm], delays: Delays
    ) -> None:
        """Remember what the steps take."""
        self._store = store
        self._progress = Progress(store)
        self._tasks = tasks
        self._poster = poster
        self._forms = forms
        self._delays = delays
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[concurrent.futures.Future[Any]] = set()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Be ready for steps; reading and sockets belong to this loop."""
        self._loop = loop

    def stop(self) -> None:
        """Leave what has not ended to others."""
        self._loop = None
        for future in list(self._waiting):
            future.cancel()

    def fetch(self, job_id: str) -> Mapping[str, str] | None:
        """Fetch the file of a job and keep it, unless it came with the request; return what went wrong, if anything."""
        work = self._progress.take(job_id, to_read=False)
        if work is None or not isinstance(work.read.source, Link) or self._progress.file(job_id) is not None:
            return None
        try:
            data = self._await(self._tasks.content(work.read))
        except PiaojuError as error:
            return _written(as_item(error, "fetch"))
        except Exception as error:
            return _written(_unexpected(error, job_id, "fetch"))
        self._progress.keep_file(job_id, data)
        return None

    def read(self, job_id: str, failure: Mapping[str, str] | None) -> None:
        """Read the file of a job, unless fetching it failed, and end the job with what came of it."""
        work = self._progress.take(job_id, to_read=failure is None)
        if work is None:
            return
        outcome = self._read(work) if failure is None else ErrorItem(**failure, page=None)
        ending = self._ending(work, outcome)
        if self._progress.end(work, ending):
            logger.info("job ended", extra={"event": {"job": work.id, "state": ending.state, "error": ending.error}})

    def tell(self, job_id: str, delivery: int) -> None:
        """Tell of a job's end, and see to it that a failed delivery is repeated."""
        telling = self._progress.to_tell(job_id, delivery)
        if telling is None:
            return
        outcome, may_repeat = self._deliver(telling)
        delay_s = self._delays.after(delivery) if may_repeat else None
        self._progress.told(telling, delivery, outcome, delay_s)
        logger.info("callback", extra={"event": {"job": job_id, "delivery": delivery, "outcome": outcome}})

    def _read(self, work: Work) -> Reading | ErrorItem:
        if work.attempts > MAX_ATTEMPTS:
            return ErrorItem(_BUG, f"reading began {MAX_ATTEMPTS} times and did not end", "read", None)
        data = self._progress.file(work.id)
        if data is None:
            return ErrorItem(_BUG, "the file is not there", "read", None)
        try:
            # A lane of its own, so that an account's live requests do not wait behind its jobs.
            return self._await(self._tasks.run(replace(work.read, source=Content(data)), f"{work.account} (jobs)"))
        except PiaojuError as error:
            return as_item(error, "decode")
        except SQLAlchemyError:
            raise
        except Exception as error:
            return _unexpected(error, work.id, "read")

    def _ending(self, work: Work, outcome: Reading | ErrorItem) -> Ending:
        try:
            content = self._forms[work.dialect].report(work.id, work.context, outcome)
        except Exception:
            logger.exception("not reported", extra={"event": {"job": work.id, "dialect": work.dialect}})
            return Ending(JobState.FAILED, _BUG, None)
        if isinstance(outcome, ErrorItem):
            return Ending(JobState.FAILED, outcome.code, content)
        if outcome.status == "failed":
            return Ending(JobState.FAILED, outcome.errors[0].code if outcome.errors else _BUG, content)
        return Ending(JobState.DONE, "", content)

    def _deliver(self, telling: Telling) -> tuple[str, bool]:
        """Return what came of a delivery, and whether another may fare better."""
        try:
            form = self._forms[telling.dialect]
            notice = form.dress(telling.content, telling.id, telling.notify, self._store.clock())
        except Exception:
            logger.exception("not dressed", extra={"event": {"job": telling.id, "dialect": telling.dialect}})
            return _BUG, False
        url, timeout_s = telling.notify.url, self._delays.timeout_s
        try:
            status = self._await(self._poster.post(url, notice.headers, notice.body, timeout_s))
        except (DownloadFailed, DownloadTimeout) as error:
            return error.code, True
        except PiaojuError as error:  # an address that must not be called, or none at all
            return error.code, False
        except Exception as error:
            return _unexpected(error, telling.id, "tell").code, True
        return (DELIVERED, False) if form.is_delivered(status) else (str(status), True)

    def _await(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what comes of work in the event loop.

        Raises:
            Stopping: the process ends before it.
        """
        if self._loop is None:
            work.close()
            raise Stopping
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._waiting.add(future)
        try:
            return future.result()
        except (concurrent.futures.CancelledError, asyncio.CancelledError) as error:
            raise Stopping from error
        finally:
            self._waiting.discard(future)


def _unexpected(error: Exception, job_id: str, stage: str) -> ErrorItem:
    """Log an exception, and return what is told of it."""
    logger.error("unexpected", exc_info=error, extra={"event": {"job": job_id, "stage": stage}})
    return ErrorItem(_BUG, "", stage, None)


def _written(item: ErrorItem) -> Mapping[str, str]:
    return {"code": item.code, "message": item.message, "stage": item.stage, "aspect": item.aspect}
