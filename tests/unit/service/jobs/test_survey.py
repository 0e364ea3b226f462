"""What operators see and do of jobs: lists, retries, purges, the backlog."""

import pytest

from piaoju.dialects.wire.jobs import JobState, NewJob, Notify
from piaoju.dialects.wire.task import Link, Read
from piaoju.errors import InvalidParameter, UnknownJob
from piaoju.service.jobs import survey
from piaoju.service.jobs.progress import Progress
from piaoju.service.jobs.store import JobStore
from tests.jobs_at_work import ACCOUNT, FAILED, Announced, Clock, end, found, new_job, submit

LINK = Read(Link("http://pictures.example/a.png", 3.0), types=("vat_invoice",))


def test_secrets_are_not_shown(store: JobStore) -> None:
    (job,) = submit(store, NewJob(LINK, {"a": "b"}, Notify("http://callbacks.example/", {"seed": "hush"})))
    assert "hush" not in repr(survey.list_jobs(store)) + repr(found(store, job.id))
    assert "hush" not in repr(Notify("http://callbacks.example/", {"seed": "hush"}))


def test_retry_reads_a_failed_link_anew(store: JobStore, clock: Clock, queues: Announced) -> None:
    (job,) = submit(store, NewJob(LINK, notify=Notify("http://callbacks.example/")))
    end(store, job, FAILED)
    clock.add(10)
    survey.retry_job(store, job.id)
    assert (found(store, job.id).state, found(store, job.id).content) == (JobState.QUEUED, None)
    assert queues.forgotten == [(job.id, 0)]
    assert queues.readings == [(job.id, ACCOUNT)] * 2
    end(store, job)
    assert found(store, job.id).state == JobState.DONE


def test_retry_tells_anew(store: JobStore, queues: Announced) -> None:
    (job,) = submit(store, new_job("http://callbacks.example/"))
    end(store, job)
    progress = Progress(store)
    telling = progress.to_tell(job.id, 1)
    assert telling is not None
    progress.told(telling, 1, "503", None)
    survey.retry_job(store, job.id)
    assert queues.tellings == [(job.id, 1, 0.0)] * 2
    assert progress.to_tell(job.id, 1) == telling


def test_only_one_of_two_operators_retries(store: JobStore, queues: Announced, monkeypatch: pytest.MonkeyPatch) -> None:
    (job,) = submit(store, NewJob(LINK))
    end(store, job, FAILED)
    as_both_found_it = survey.find_job(store, job.id)
    monkeypatch.setattr(survey, "find_job", lambda *_: as_both_found_it)
    survey.retry_job(store, job.id)
    with pytest.raises(InvalidParameter, match="being worked on"):
        survey.retry_job(store, job.id)
    assert queues.forgotten == [(job.id, 0)]
    assert queues.readings == [(job.id, ACCOUNT)] * 2  # handed in, and retried once


def test_retry_of_what_cannot_be_retried(store: JobStore) -> None:
    uploaded, done = submit(store, new_job(), new_job())
    end(store, uploaded, FAILED)
    end(store, done)
    for job in (uploaded, done):
        with pytest.raises(InvalidParameter):
            survey.retry_job(store, job.id)
    with pytest.raises(UnknownJob):
        survey.retry_job(store, "unknown")


def test_purge(store: JobStore) -> None:
    waiting, done, failed = submit(store, new_job(), new_job(), new_job())
    end(store, done)
    end(store, failed, FAILED)
    assert survey.purge(store, []) == 0
    assert survey.purge(store, [JobState.DONE, JobState.FAILED]) == 2
    assert [line.id for line in survey.list_jobs(store)] == [waiting.id]


def test_backlog(store: JobStore, clock: Clock) -> None:
    assert survey.backlog(store) == survey.Backlog(0, 0, 0.0)
    job, *_ = submit(store, new_job(), new_job(), new_job())
    Progress(store).take(job.id, to_read=True)
    clock.add(7)
    assert survey.backlog(store) == survey.Backlog(2, 1, 7.0)
