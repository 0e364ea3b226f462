"""Jobs for tests: a form that reports plainly, a host that takes callbacks, a runner with a loop of its own."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import sqlalchemy as sa

from piaoju.dialects.wire.jobs import Context, Job, JobForm, JobState, LookUp, NewJob, Notice, Notify, Submit
from piaoju.dialects.wire.task import Content, Read
from piaoju.model.document import ErrorItem, Reading
from piaoju.server.services import build_services
from piaoju.server.turns import FairTurns
from piaoju.service.accounts import Accounts
from piaoju.service.clock import now
from piaoju.service.config import JobsSection, Settings
from piaoju.service.fetch import Guard, Poster
from piaoju.service.jobs.assembly import open_store
from piaoju.service.jobs.progress import Ending, Progress
from piaoju.service.jobs.runner import Runner
from piaoju.service.jobs.store import JobStore
from piaoju.service.jobs.worker import Delays, Worker
from piaoju.service.tasks import Reader, Tasks
from tests.serving import UNLIMITED, Teller, picture, write_accounts

DIALECT = "plain"
DONE = Ending(JobState.DONE, "", b"content")
FAILED = Ending(JobState.FAILED, "download_failed", b"failure")
ACCOUNT = "acme"
WAIT_S = 30.0
MAX_WAITING = 60
"""Jobs of an account, where a test does not take the settings'."""


def report(job_id: str, context: Context, outcome: Reading | ErrorItem) -> bytes:
    """Report whether it could be read."""
    error = outcome.code if isinstance(outcome, ErrorItem) else ""
    return json.dumps({"id": job_id, "context": dict(context), "error": error}).encode()


def dress(content: bytes, job_id: str, notify: Notify, sent_at: datetime) -> Notice:
    """Deliver the content as it is."""
    del sent_at
    return Notice((("Content-Type", "application/json"), ("X-Job", job_id), *notify.details.items()), content)


FORM = JobForm(report, dress)
BEGIN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """A clock that goes on when told."""

    now: datetime = BEGIN

    def __call__(self) -> datetime:
        """Return its present."""
        return self.now

    def add(self, seconds: float) -> None:
        """Go on."""
        self.now += timedelta(seconds=seconds)


@dataclass(slots=True)
class Announced:
    """Queues that only remember; they fail if told to."""

    readings: list[tuple[str, str]] = field(default_factory=list)
    tellings: list[tuple[str, int, float]] = field(default_factory=list)
    forgotten: list[tuple[str, int]] = field(default_factory=list)
    fails_at: int = -1

    def read(self, connection: sa.Connection, job_id: str, account: str) -> None:
        del connection
        if len(self.readings) == self.fails_at:
            raise sa.exc.OperationalError("enqueue", {}, Exception("away"))
        self.readings.append((job_id, account))

    def tell(self, connection: sa.Connection, job_id: str, account: str, delivery: int, delay_s: float) -> None:
        del connection, account
        self.tellings.append((job_id, delivery, delay_s))

    def forget(self, connection: sa.Connection, deliveries: Sequence[tuple[str, int]]) -> None:
        del connection
        self.forgotten.extend(deliveries)


@dataclass(slots=True)
class Host:
    """A host that takes callbacks.

    Attributes:
        address: `host:port`.
        answers: statuses of the next deliveries of each job, the last one for all that follow.
        taken: bodies by job, in their order.
    """

    address: str
    answers: Sequence[int] = (200,)
    taken: dict[str, list[bytes]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, job_id: str, body: bytes) -> int:
        """Keep a delivery and return its status."""
        with self.lock:
            bodies = self.taken.setdefault(job_id, [])
            bodies.append(body)
            return self.answers[min(len(bodies), len(self.answers)) - 1]


@contextmanager
def host(*answers: int) -> Iterator[Host]:
    """Run a host that takes callbacks."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(taker.take(self.headers["X-Job"], body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a worker that is killed leaves its connection

    server = Server(("127.0.0.1", 0), Handler)
    taker = Host(f"127.0.0.1:{server.server_port}", answers or (200,))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield taker
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def new_job(url: str | None = None, **context: str) -> NewJob:
    """Return a job of an uploaded picture, told of at an address if one is given."""
    return NewJob(Read(Content(picture())), context, None if url is None else Notify(url, {"X-Seed": "s"}))


def submit(store: JobStore, *new: NewJob, account: str = ACCOUNT) -> Sequence[Job]:
    """Hand in jobs."""
    return store.run(Submit(DIALECT, new), account)


def look_up(store: JobStore, *ids: str, account: str = ACCOUNT) -> Sequence[Job | None]:
    """Look jobs up."""
    return store.run(LookUp(DIALECT, ids), account)


def found(store: JobStore, job_id: str, account: str = ACCOUNT) -> Job:
    """Return a job that must be there."""
    (job,) = look_up(store, job_id, account=account)
    assert job is not None
    return job


@contextmanager
def loop_thread() -> Iterator[asyncio.AbstractEventLoop]:
    """Run an event loop in a thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def build(folder: Path, reader: Reader, settings: Settings, slots: int = 2) -> tuple[JobStore, Runner, FairTurns]:
    """Put together what works on jobs of the plain dialect."""
    folder.mkdir(exist_ok=True, parents=True)
    accounts = folder / "accounts.toml"
    services = build_services(settings, Accounts(accounts if accounts.exists() else write_accounts(accounts)), reader)
    store = open_store(settings.jobs, folder, now)
    turns = FairTurns(slots, 256)
    parts = services.tasks
    tasks = Tasks(parts.reader, parts.fetcher, parts.tokens, turns, parts.limits, store)
    jobs = settings.jobs
    delays = Delays(jobs.callback_timeout_s, jobs.callback_first_delay_s, jobs.callback_max_delay_s)
    worker = Worker(store, tasks, Poster(Guard(settings.fetch.allow)), {DIALECT: FORM}, delays)
    services.turns.close()
    return store, Runner(store, worker, slots), turns


def settings_for(*allow: str, **jobs: object) -> Settings:
    """Return settings that let these addresses be called."""
    section = JobsSection.model_validate(jobs)
    return Settings.model_validate({"limits": UNLIMITED, "fetch": {"allow": allow}, "jobs": section})


@contextmanager
def at_work(folder: Path, reader: Reader | None = None, settings: Settings | None = None) -> Iterator[JobStore]:
    """Work on jobs while the block runs."""
    store, runner, turns = build(folder, reader or Teller(), settings or settings_for())
    with loop_thread() as loop:
        runner.start(loop)
        try:
            yield store
        finally:
            runner.stop()
            turns.close()
            store.engine.dispose()


def wait_for(condition: Callable[[], bool], timeout_s: float = WAIT_S) -> None:
    """Wait until something holds."""
    deadline = threading.Event()
    for _ in range(int(timeout_s / 0.02)):
        if condition():
            return
        deadline.wait(0.02)
    raise AssertionError(f"it does not hold after {timeout_s} s")


def end(store: JobStore, job: Job, ending: Ending = DONE) -> None:
    """End a job as its worker does."""
    progress = Progress(store)
    work = progress.take(job.id, to_read=True)
    assert work is not None
    assert progress.end(work, ending)
