"""Jobs in the server: an embedded worker, a worker of its own, metrics."""

import asyncio
import os
import signal
from pathlib import Path

from fastapi.testclient import TestClient

from piaoju.dialects.wire.jobs import LookUp, Submit
from piaoju.server import work
from piaoju.server.app import create_app
from piaoju.server.readiness import Readiness
from piaoju.service.clock import now
from piaoju.service.jobs import survey
from piaoju.service.jobs.assembly import open_store
from tests.jobs_at_work import at_work, new_job, settings_for, submit, wait_for
from tests.serving import Teller, services_for, write_accounts


def test_the_server_works_on_jobs_and_counts_them(tmp_path: Path) -> None:
    services = services_for(Teller(), write_accounts(tmp_path / "accounts.toml"), tmp_path)
    desk = services.tasks.jobs
    assert desk is not None
    with TestClient(create_app(services, Readiness(()))) as client:
        (job,) = asyncio.run(services.tasks.run(Submit("plain", (new_job(),)), "acme"))

        def is_over() -> bool:
            (found,) = desk.run(LookUp("plain", (job.id,)), "acme")
            return found is not None and found.finished_at is not None

        wait_for(is_over)
        text = client.get("/metrics").text
    # No dialect of that name reports, which is a failure like any other.
    assert 'piaoju_jobs_ended_total{dialect="plain",outcome="internal_error"} 1.0' in text
    assert 'piaoju_job_attempts_total{dialect="plain",outcome=""} 1.0' in text
    assert "piaoju_jobs_queued 0.0" in text
    assert "piaoju_jobs_oldest_queued_seconds 0.0" in text
    assert "piaoju_jobs_database_up 1.0" in text


def test_metrics_outlive_the_database(tmp_path: Path) -> None:
    services = services_for(Teller(), write_accounts(tmp_path / "accounts.toml"), tmp_path)
    app = create_app(services, Readiness(()))
    for path in tmp_path.glob("jobs.sqlite*"):
        path.unlink()
    assert services.jobs is not None
    services.jobs.store.engine.dispose()
    text = TestClient(app).get("/metrics").text
    assert "piaoju_jobs_database_up 0.0" in text
    services.jobs.store.engine.dispose()
    services.turns.close()


def test_a_worker_works_until_it_is_asked_to_end(tmp_path: Path) -> None:
    settings = settings_for()
    store = open_store(settings.jobs, tmp_path, now)
    (job,) = submit_after_the_first_start(tmp_path)

    async def run() -> None:
        working = asyncio.create_task(work.work(settings, store, Teller(), 2))
        await asyncio.to_thread(wait_for, lambda: survey.find_job(store, job).finished_at is not None)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(working, 30)

    asyncio.run(run())


def submit_after_the_first_start(folder: Path) -> list[str]:
    """Hand in a job where the library's tables are, which a worker makes when it starts."""
    with at_work(folder, Teller(delay_s=0.1)) as store:
        return [submit(store, new_job())[0].id]
