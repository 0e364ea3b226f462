"""The steps of a job, called by the test as often as it likes."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from piaoju.dialects.wire.jobs import Context, Job, JobForm, JobState, NewJob, Notice, Notify
from piaoju.dialects.wire.task import Link, Read
from piaoju.errors import DownloadFailed, DownloadTimeout, ForbiddenAddress
from piaoju.model.document import ErrorItem, Reading
from piaoju.reading.decode import DecodeLimits
from piaoju.server.turns import FairTurns
from piaoju.service.fetch import Fetcher, Guard, Poster
from piaoju.service.jobs import survey
from piaoju.service.jobs.progress import Progress
from piaoju.service.jobs.store import JobStore
from piaoju.service.jobs.worker import MAX_ATTEMPTS, Delays, Stopping, Worker
from piaoju.service.tasks import Tasks
from tests.jobs_at_work import DIALECT, FORM, Announced, dress, found, loop_thread, new_job, report, submit
from tests.serving import Teller, picture

CALLBACK = "http://callbacks.example/"
LINK = NewJob(Read(Link("http://pictures.example/a.png", 3.0)), notify=Notify(CALLBACK))


class OnePicture(Fetcher):
    """Fetches a picture, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__(Guard())
        self.error = error
        self.fetched = 0

    async def fetch(self, url: str, *, timeout_s: float, max_bytes: int) -> bytes:
        self.fetched += 1
        if self.error is not None:
            raise self.error
        return picture()


class Answers(Poster):
    """Delivers to nobody, and has the next answer."""

    def __init__(self, *answers: int | Exception) -> None:
        super().__init__(Guard())
        self.answers = list(answers)
        self.bodies: list[bytes] = []

    async def post(self, url: str, headers: object, body: bytes, timeout_s: float) -> int:
        self.bodies.append(body)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass(slots=True)
class Bench:
    """A worker and what it works with."""

    store: JobStore
    reader: Teller = field(default_factory=Teller)
    fetcher: OnePicture = field(default_factory=OnePicture)
    poster: Answers = field(default_factory=Answers)
    turns: FairTurns = field(default_factory=lambda: FairTurns(1, 10))
    forms: Mapping[str, JobForm] = field(default_factory=lambda: {DIALECT: FORM})

    def worker(self, loop: asyncio.AbstractEventLoop) -> Worker:
        tasks = Tasks(self.reader, self.fetcher, None, self.turns, DecodeLimits())
        worker = Worker(self.store, tasks, self.poster, self.forms, Delays(5, 1, 300))
        worker.start(loop)
        return worker


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    with loop_thread() as running:
        yield running


@pytest.fixture
def database() -> str:
    return ""


def run(worker: Worker, job: Job) -> None:
    """Do the steps that lead to a job's end."""
    worker.read(job.id, worker.fetch(job.id))


def test_a_link_is_fetched_once_though_its_reading_begins_again(
    store: JobStore, loop: asyncio.AbstractEventLoop
) -> None:
    bench = Bench(store)
    worker = bench.worker(loop)
    (job,) = submit(store, LINK)
    assert worker.fetch(job.id) is None
    assert worker.fetch(job.id) is None
    worker.read(job.id, None)
    worker.read(job.id, None)
    assert found(store, job.id).state == JobState.DONE
    assert (bench.fetcher.fetched, len(bench.reader.asked)) == (1, 1)


def test_what_went_wrong_with_a_download_is_told_with_its_status(
    store: JobStore, loop: asyncio.AbstractEventLoop
) -> None:
    seen: list[Reading | ErrorItem] = []

    def see(job_id: str, context: Context, outcome: Reading | ErrorItem) -> bytes:
        seen.append(outcome)
        return report(job_id, context, outcome)

    error = DownloadFailed("the host answers 404", 404)
    bench = Bench(store, fetcher=OnePicture(error), forms={DIALECT: JobForm(see, dress)})
    (job,) = submit(store, LINK)
    run(bench.worker(loop), job)
    assert seen == [ErrorItem("download_failed", "the host answers 404", "fetch", None, "404")]
    assert survey.find_job(store, job.id).attempts == 0


def test_a_bug_in_fetching_fails_the_job(store: JobStore, loop: asyncio.AbstractEventLoop) -> None:
    (job,) = submit(store, LINK)
    run(Bench(store, fetcher=OnePicture(ZeroDivisionError())).worker(loop), job)
    assert found(store, job.id).state == JobState.FAILED
    assert survey.find_job(store, job.id).error == "internal_error"


def test_a_file_that_ends_its_worker_again_and_again_fails(store: JobStore, loop: asyncio.AbstractEventLoop) -> None:
    bench = Bench(store)
    worker = bench.worker(loop)
    (job,) = submit(store, new_job())
    for _ in range(MAX_ATTEMPTS):
        Progress(store).take(job.id, to_read=True)  # and its worker dies
    run(worker, job)
    assert bench.reader.asked == []
    assert found(store, job.id).state == JobState.FAILED
    assert survey.find_job(store, job.id).error == "internal_error"


def test_a_form_that_fails_ends_the_job_without_content(
    store: JobStore, loop: asyncio.AbstractEventLoop, queues: Announced
) -> None:
    def fail(job_id: str, context: Context, outcome: Reading | ErrorItem) -> bytes:
        raise ValueError(job_id)

    (job,) = submit(store, new_job(CALLBACK))
    run(Bench(store, forms={DIALECT: JobForm(fail, dress)}).worker(loop), job)
    assert (found(store, job.id).state, found(store, job.id).content) == (JobState.FAILED, None)
    assert queues.tellings == []


@pytest.mark.parametrize(
    ("answer", "outcome", "is_repeated"),
    [
        (200, "200", False),
        (204, "204", True),
        (302, "302", True),
        (500, "500", True),
        (DownloadTimeout("late"), "download_timeout", True),
        (DownloadFailed("nobody"), "download_failed", True),
        (ForbiddenAddress("inside"), "forbidden_address", False),
        (ZeroDivisionError(), "internal_error", True),
    ],
)
def test_outcomes_of_a_delivery(
    store: JobStore,
    loop: asyncio.AbstractEventLoop,
    queues: Announced,
    answer: int | Exception,
    outcome: str,
    is_repeated: bool,
) -> None:
    bench = Bench(store, poster=Answers(answer))
    worker = bench.worker(loop)
    (job,) = submit(store, new_job(CALLBACK))
    run(worker, job)
    worker.tell(job.id, 1)
    worker.tell(job.id, 1)  # done again: it was made
    assert survey.find_job(store, job.id).delivered == outcome
    assert queues.tellings[1:] == ([(job.id, 2, 1.0)] if is_repeated else [])
    assert bench.poster.bodies == [found(store, job.id).content]


def test_seventeen_deliveries_of_the_same_bytes(
    store: JobStore, loop: asyncio.AbstractEventLoop, queues: Announced
) -> None:
    bench = Bench(store, poster=Answers(*[503] * 20))
    worker = bench.worker(loop)
    (job,) = submit(store, new_job(CALLBACK))
    run(worker, job)
    told = 0
    while told < len(queues.tellings):
        job_id, delivery, _ = queues.tellings[told]
        worker.tell(job_id, delivery)
        told += 1
    assert bench.poster.bodies == [found(store, job.id).content] * 17
    assert [delay for _, _, delay in queues.tellings] == [0, *(2**power for power in range(9)), *[300] * 7]


def test_a_form_that_cannot_dress_ends_the_deliveries(
    store: JobStore, loop: asyncio.AbstractEventLoop, queues: Announced
) -> None:
    def fail(content: bytes, job_id: str, notify: Notify, sent_at: datetime) -> Notice:
        raise ValueError(job_id)

    worker = Bench(store, forms={DIALECT: JobForm(report, fail)}).worker(loop)
    (job,) = submit(store, new_job(CALLBACK))
    run(worker, job)
    worker.tell(job.id, 1)
    assert survey.find_job(store, job.id).delivered == "internal_error"
    assert len(queues.tellings) == 1


def test_what_has_not_ended_is_left_to_others(store: JobStore, loop: asyncio.AbstractEventLoop) -> None:
    bench = Bench(store)
    worker = bench.worker(loop)
    (job,) = submit(store, new_job())
    begun, free = threading.Event(), threading.Event()

    def hold() -> bool:
        begun.set()
        return free.wait(10)

    holding = asyncio.run_coroutine_threadsafe(bench.turns.run("other", hold), loop)
    assert begun.wait(10)
    stopped: list[BaseException] = []

    def read() -> None:
        try:
            worker.read(job.id, None)
        except Stopping as error:
            stopped.append(error)

    reading = threading.Thread(target=read)
    reading.start()
    while not worker._waiting:
        reading.join(0.01)
    worker.stop()
    reading.join(10)
    free.set()
    holding.result(10)
    assert len(stopped) == 1
    with pytest.raises(Stopping):
        worker.read(job.id, None)
    assert found(store, job.id).state == JobState.RUNNING
    run(bench.worker(loop), job)
    assert found(store, job.id).state == JobState.DONE
