"""Processes killed at random moments while jobs with callbacks run: nothing accepted is lost, nothing ends twice.

`PIAOJU_TEST_JOBS=200` makes the small form the large one; `PIAOJU_TEST_SEED` chooses other moments.
"""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from piaoju.dialects.wire.jobs import JobState
from piaoju.service.clock import now
from piaoju.service.jobs import survey
from piaoju.service.jobs.assembly import open_store
from piaoju.service.jobs.store import JobStore
from tests.architecture.repository import ROOT
from tests.jobs_at_work import Host, found, host, new_job, settings_for, submit, wait_for
from tests.postgres import new_database

JOBS = int(os.environ.get("PIAOJU_TEST_JOBS", "12"))
KILLS = max(3, JOBS // 20)
SEED = int(os.environ.get("PIAOJU_TEST_SEED", "7"))
LONG_S = 240.0


class Process:
    """A process that accepts jobs and works on them."""

    def __init__(self, folder: Path, database: str, host: str, count: int) -> None:
        self.accepted: list[str] = []
        self.is_done = False
        command = [sys.executable, "-m", "tests.jobs_process", str(folder), database, host, str(count)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line == "all\n":
                self.is_done = True
            elif line.endswith("\n"):
                self.accepted.append(line.strip())

    def is_at_work(self) -> bool:
        """Say whether it has begun."""
        return bool(self.accepted) or self.is_done

    def kill(self) -> list[str]:
        """End it as a power failure does; return what it said that it had accepted."""
        self._process.kill()
        return self._join()

    def stop(self) -> list[str]:
        """Ask it to end; it has to do so well."""
        self._process.terminate()
        accepted = self._join()
        assert self._process.returncode == 0
        return accepted

    def _join(self) -> list[str]:
        self._process.wait(30)
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        return self.accepted


def ends(store: JobStore) -> int:
    """Return how often a job ended, as counted with each end."""
    return sum(each.total for each in survey.happened(store) if each.event == "end")


def check(store: JobStore, taker: Host, accepted: list[str]) -> None:
    """Wait until all jobs ended, accepted ones whose acceptance was not told included; check what became of them."""

    def is_over() -> bool:
        backlog = survey.backlog(store)
        return not backlog.queued + backlog.running and all(
            line.delivered == "200" for line in survey.list_jobs(store, limit=10_000)
        )

    wait_for(is_over, LONG_S)
    lines = survey.list_jobs(store, limit=10_000)
    assert set(accepted) <= {line.id for line in lines}
    assert {line.state for line in lines} == {JobState.DONE}
    assert ends(store) == len(lines)
    for line in lines:
        assert set(taker.taken[line.id]) == {found(store, line.id).content}


@pytest.mark.slow
def test_nothing_is_lost_when_processes_are_killed(tmp_path: Path, database: str) -> None:
    moments = random.Random(SEED)  # noqa: S311, not a secret
    with host() as taker:
        accepted: list[str] = []
        processes = [Process(tmp_path, database, taker.address, JOBS), Process(tmp_path, database, taker.address, 0)]
        for _ in range(KILLS):
            victim = moments.randrange(2)
            wait_for(processes[victim].is_at_work, LONG_S)
            time.sleep(moments.uniform(0.0, 1.5))
            accepted += processes[victim].kill()
            left = JOBS - len(accepted) if victim == 0 else 0
            processes[victim] = Process(tmp_path, database, taker.address, max(0, left))
        wait_for(lambda: all(each.is_done for each in processes), LONG_S)
        store = open_store(settings_for(database=database).jobs, tmp_path, now)
        try:
            check(store, taker, accepted + processes[0].accepted)
            assert len(accepted + processes[0].accepted) >= JOBS
        finally:
            for process in processes:
                process.stop()
            store.engine.dispose()


@pytest.mark.slow
def test_two_workers_share_jobs_and_do_none_twice(tmp_path: Path, postgres_server: str) -> None:
    database = new_database(postgres_server)
    with host() as taker:
        workers = [Process(tmp_path / name, database, taker.address, 0) for name in ("one", "two")]
        wait_for(lambda: all(each.is_done for each in workers), LONG_S)
        store = open_store(settings_for(database=database).jobs, tmp_path, now)
        try:
            jobs = submit(store, *(new_job(f"http://{taker.address}/") for _ in range(JOBS)))
            check(store, taker, [job.id for job in jobs])
            assert {line.attempts for line in survey.list_jobs(store, limit=10_000)} == {1}
            assert {len(bodies) for bodies in taker.taken.values()} == {1}
            shares = _shares(store)
            assert len(shares) == 2
            assert sum(shares.values()) == JOBS
        finally:
            for worker in workers:
                worker.stop()
            store.engine.dispose()


def _shares(store: JobStore) -> dict[str, int]:
    """Return how many jobs each worker read, by the library's own records."""
    query = "SELECT executor_id, count(*) FROM dbos.workflow_status WHERE name = 'piaoju-reading' GROUP BY executor_id"
    with store.engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(sa.text(query))}
