"""`piaoju jobs` and `piaoju worker`, on jobs that a test handed in."""

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from piaoju.cli import app
from piaoju.dialects.wire.jobs import Job, NewJob, Notify
from piaoju.dialects.wire.task import Link, Read
from piaoju.service.config import Settings
from piaoju.service.jobs import survey
from tests.jobs_at_work import at_work, new_job, submit, wait_for

RUNNER = CliRunner()


def run(folder: Path, *words: str) -> Result:
    return RUNNER.invoke(app, ["jobs", *words, "--data", str(folder)])


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    """Hand in a job that can be read, and one whose link leads nowhere; both end."""
    link = NewJob(Read(Link("http://127.0.0.1:1/hush.png", 1.0)), {"word": "hush"}, Notify("http://127.0.0.1:2/"))
    with at_work(tmp_path) as store:
        submitted = [*submit(store, new_job()), *submit(store, link)]
        wait_for(lambda: all(survey.find_job(store, job.id).finished_at for job in submitted))
        wait_for(lambda: survey.find_job(store, submitted[1].id).deliveries == 1)
    return submitted


def test_jobs(tmp_path: Path, jobs: list[Job]) -> None:
    read, failed = jobs
    listed = run(tmp_path, "list")
    assert listed.exit_code == 0
    assert "hush" not in listed.stdout
    lines = {line["id"]: line for line in map(json.loads, listed.stdout.splitlines())}
    assert {each: lines[each]["state"] for each in lines} == {read.id: "done", failed.id: "failed"}
    assert lines[failed.id]["error"] == "forbidden_address"
    assert lines[failed.id]["delivered"] == "forbidden_address"
    assert lines[read.id]["attempts"] == 1
    assert [json.loads(run(tmp_path, "show", read.id).stdout)] == [lines[read.id]]

    table = run(tmp_path, "list", "--state", "failed", "--format", "table").stdout
    assert failed.id[:8] in table
    assert read.id[:8] not in table

    assert run(tmp_path, "retry", failed.id).exit_code == 0
    assert json.loads(run(tmp_path, "show", failed.id).stdout)["state"] == "queued"
    refused = run(tmp_path, "retry", read.id)
    assert (refused.exit_code, refused.stderr) == (2, "piaoju: id: it is done: nothing failed\n")

    assert run(tmp_path, "purge").stderr == "removed 0\n"
    assert run(tmp_path, "purge", "--state", "done").stderr == "removed 1\n"
    assert run(tmp_path, "show", read.id).exit_code == 2


def test_retried_jobs_run(tmp_path: Path, jobs: list[Job]) -> None:
    assert run(tmp_path, "retry", jobs[1].id).exit_code == 0
    with at_work(tmp_path) as store:
        wait_for(lambda: survey.find_job(store, jobs[1].id).finished_at is not None)
        wait_for(lambda: survey.find_job(store, jobs[1].id).deliveries == 1)


def test_wrong_settings(tmp_path: Path) -> None:
    (tmp_path / "piaoju.toml").write_text('[jobs]\ndatabase = "mysql://user:hush@host/jobs"\n', encoding="utf-8")
    outcome = run(tmp_path, "list")
    assert outcome.exit_code == 2
    assert "[jobs] database" in outcome.stderr
    assert "hush" not in outcome.stderr


def test_no_database_is_made_for_a_question(tmp_path: Path) -> None:
    outcome = run(tmp_path, "list")
    assert (outcome.exit_code, outcome.stderr) == (2, f"piaoju: {tmp_path} has no jobs of a server\n")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer(tmp_path: Path, jobs: list[Job]) -> None:
    with sqlite3.connect(tmp_path / "jobs.sqlite") as connection:
        connection.execute("ALTER TABLE piaoju_jobs RENAME COLUMN error TO hush")
    connection.close()
    outcome = run(tmp_path, "list")
    assert (outcome.exit_code, outcome.stderr) == (1, "piaoju: the jobs' database does not answer\n")


def test_a_worker_on_a_machine_without_the_jobs_says_so(tmp_path: Path) -> None:
    outcome = RUNNER.invoke(app, ["worker", "--data", str(tmp_path)])
    assert outcome.exit_code == 2
    assert "[jobs] database" in outcome.stderr


def test_a_worker_works_on_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[Settings, Path]] = []
    monkeypatch.setattr("piaoju.server.work.run", lambda settings, folder: given.append((settings, folder)))
    url = "postgresql://user:hush@host/jobs"
    monkeypatch.setenv("PIAOJU_JOBS__DATABASE", url)
    assert RUNNER.invoke(app, ["worker", "--data", str(tmp_path)]).exit_code == 0
    ((settings, folder),) = given
    assert settings.jobs.database.get_secret_value() == url
    assert "hush" not in repr(settings)
    assert folder == tmp_path
