"""What is kept of jobs, in either database; the queues are those of the test."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from piaoju.dialects.wire.jobs import (
    CancelJob,
    DeleteJob,
    FollowJob,
    Job,
    JobState,
    ListJobs,
    NewJob,
    Notify,
    Submit,
)
from piaoju.dialects.wire.task import Content, Link, Read
from piaoju.errors import BadConfig, Overloaded
from piaoju.service.jobs import survey
from piaoju.service.jobs.desk import follow
from piaoju.service.jobs.progress import Progress
from piaoju.service.jobs.store import JobStore
from piaoju.service.jobs.tables import files, jobs, open_database
from tests.jobs_at_work import (
    ACCOUNT,
    BEGIN,
    DIALECT,
    DONE,
    FAILED,
    MAX_WAITING,
    Announced,
    Clock,
    end,
    found,
    look_up,
    new_job,
    submit,
)

LINK = Read(Link("http://pictures.example/a.png", 3.0), types=("vat_invoice",))


def count(store: JobStore, table: sa.Table) -> int:
    with store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_a_job_goes_its_way(store: JobStore, clock: Clock, queues: Announced) -> None:
    (job,) = submit(store, new_job("http://callbacks.example/", card="invoice"))
    assert job == found(store, job.id)
    assert queues.readings == [(job.id, ACCOUNT)]
    progress = Progress(store)
    assert progress.file(job.id)
    clock.add(5)
    work = progress.take(job.id, to_read=True)
    assert work is not None
    assert (work.account, work.dialect, work.context, work.attempts) == (ACCOUNT, DIALECT, {"card": "invoice"}, 1)
    assert found(store, job.id).state == JobState.RUNNING
    assert progress.end(work, DONE)
    assert found(store, job.id) == Job(
        job.id, JobState.DONE, job.context, BEGIN, BEGIN + timedelta(seconds=5), b"content"
    )
    assert count(store, files) == 0
    assert queues.tellings == [(job.id, 1, 0.0)]


def test_all_or_none(store: JobStore, queues: Announced) -> None:
    queues.fails_at = 2
    with pytest.raises(Overloaded):
        submit(store, *(new_job() for _ in range(4)))
    assert (count(store, jobs), count(store, files)) == (0, 0)


def test_an_account_that_floods_is_refused(store: JobStore) -> None:
    first, *_ = submit(store, *(new_job() for _ in range(MAX_WAITING)))
    with pytest.raises(Overloaded):
        submit(store, new_job())
    submit(store, new_job(), account="other")
    end(store, first)
    submit(store, new_job())
    with pytest.raises(Overloaded):
        submit(store, new_job())


def test_what_is_submitted_is_what_is_done(store: JobStore) -> None:
    (job,) = submit(store, NewJob(LINK, {"票": "据"}))
    work = Progress(store).take(job.id, to_read=False)
    assert work is not None
    assert (work.read, work.context, work.attempts) == (LINK, {"票": "据"}, 0)


def test_ids_are_short_unguessable_and_without_blanks(store: JobStore) -> None:
    ids = [job.id for job in submit(store, *(new_job() for _ in range(50)))]
    assert len(set(ids)) == 50
    assert all(32 <= len(each) <= 64 and each.isalnum() for each in ids)  # "-" would begin an option


def test_foreign_and_unknown_jobs_are_none(store: JobStore) -> None:
    (mine,) = submit(store, new_job())
    (theirs,) = submit(store, new_job(), account="other")
    (other_dialect,) = store.run(Submit("other", (new_job(),)), ACCOUNT)
    assert look_up(store, theirs.id, mine.id, "unknown", mine.id, other_dialect.id) == [None, mine, None, mine, None]
    for foreign in (theirs.id, other_dialect.id, "unknown"):
        assert store.run(CancelJob(DIALECT, foreign), ACCOUNT) is None
        assert not store.run(DeleteJob(DIALECT, foreign), ACCOUNT)
    assert found(store, theirs.id, "other").state == JobState.QUEUED


def test_a_job_ends_once(store: JobStore, queues: Announced) -> None:
    (job,) = submit(store, new_job("http://callbacks.example/"))
    progress = Progress(store)
    first, second = progress.take(job.id, to_read=True), progress.take(job.id, to_read=True)
    assert first is not None
    assert second is not None
    assert second.attempts == 2
    assert progress.end(first, DONE)
    assert not progress.end(second, FAILED)
    assert progress.take(job.id, to_read=True) is None
    assert found(store, job.id).content == b"content"
    assert len(queues.tellings) == 1
    assert [each.total for each in survey.happened(store) if each.event == "end"] == [1]


def test_a_file_is_kept_only_for_a_job_that_has_not_ended(store: JobStore) -> None:
    (job,) = submit(store, NewJob(LINK))
    progress = Progress(store)
    progress.keep_file(job.id, b"first")
    progress.keep_file(job.id, b"second")
    assert progress.file(job.id) == b"first"
    end(store, job)
    progress.keep_file(job.id, b"late")
    assert progress.file(job.id) is None


def test_retention(store: JobStore, clock: Clock, queues: Announced) -> None:
    early, late, never = submit(store, new_job(), new_job("http://callbacks.example/"), new_job())
    end(store, early)
    clock.add(3599)
    assert found(store, early.id).state == JobState.DONE
    clock.add(1)
    assert look_up(store, early.id) == [None]
    clock.add(14399 - 3600)
    end(store, late)  # an hour more would be after four hours
    assert found(store, late.id).content == b"content"
    clock.add(1)
    assert look_up(store, late.id, never.id) == [None, None]
    assert Progress(store).take(never.id, to_read=True) is None
    assert Progress(store).to_tell(late.id, 1) is None
    assert survey.list_jobs(store) == []
    assert survey.sweep(store) == 3
    assert (count(store, jobs), count(store, files)) == (0, 0)
    assert sorted(queues.forgotten) == sorted([(early.id, 0), (late.id, 0), (never.id, 0)])


def test_list(store: JobStore, clock: Clock) -> None:
    submitted: list[Job] = []
    for _ in range(5):
        submitted += submit(store, new_job())
        clock.add(1)
    end(store, submitted[1])
    latest_first = [job.id for job in reversed(submitted)]
    assert [job.id for job in store.run(ListJobs(DIALECT), ACCOUNT)] == latest_first
    assert [job.id for job in store.run(ListJobs(DIALECT, limit=2, offset=1), ACCOUNT)] == latest_first[1:3]
    (done,) = store.run(ListJobs(DIALECT, JobState.DONE), ACCOUNT)
    assert (done.id, done.content) == (submitted[1].id, None)
    assert store.run(ListJobs(DIALECT), "other") == []


def test_cancel(store: JobStore) -> None:
    waiting, ended = submit(store, new_job(), new_job())
    end(store, ended)
    cancelled = store.run(CancelJob(DIALECT, waiting.id), ACCOUNT)
    assert cancelled is not None
    assert (cancelled.state, cancelled.finished_at, cancelled.content) == (JobState.CANCELLED, BEGIN, None)
    assert Progress(store).take(waiting.id, to_read=True) is None
    assert count(store, files) == 0
    assert store.run(CancelJob(DIALECT, ended.id), ACCOUNT) == found(store, ended.id)


def test_delete(store: JobStore) -> None:
    waiting, ended = submit(store, new_job("http://callbacks.example/", card="invoice"), new_job())
    end(store, ended)
    for job in (waiting, ended):
        assert store.run(DeleteJob(DIALECT, job.id), ACCOUNT)
        assert not store.run(DeleteJob(DIALECT, job.id), ACCOUNT)
    assert look_up(store, waiting.id, ended.id) == [None, None]
    with store.engine.connect() as connection:
        for row in connection.execute(sa.select(jobs)):
            assert (row.content, row.notify, row.context) == (None, None, "{}")
    assert survey.sweep(store) == 2


def test_what_is_deleted_is_gone_for_servers_whose_clock_is_behind(store: JobStore, clock: Clock) -> None:
    (job,) = submit(store, new_job(card="invoice"))
    clock.add(5)
    assert store.run(DeleteJob(DIALECT, job.id), ACCOUNT)
    clock.add(-2)
    assert look_up(store, job.id) == [None]
    assert store.run(ListJobs(DIALECT), ACCOUNT) == []


def test_deliveries(store: JobStore, queues: Announced) -> None:
    (job,) = submit(store, new_job("http://callbacks.example/"))
    end(store, job)
    progress = Progress(store)
    telling = progress.to_tell(job.id, 1)
    assert telling is not None
    assert (telling.content, telling.notify) == (b"content", Notify("http://callbacks.example/", {"X-Seed": "s"}))
    progress.told(telling, 1, "503", 2.0)
    progress.told(telling, 1, "503", 2.0)  # done again by a worker that took over
    assert progress.to_tell(job.id, 1) is None
    assert queues.tellings == [(job.id, 1, 0.0), (job.id, 2, 2.0)]
    progress.told(telling, 2, "200", None)
    line = survey.find_job(store, job.id)
    assert (line.deliveries, line.delivered) == (2, "200")
    assert {(each.outcome, each.total) for each in survey.happened(store) if each.event == "delivery"} == {
        ("503", 1),
        ("200", 1),
    }


def test_follow(store: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("piaoju.service.jobs.desk._LOOK_S", 0.001)
    monkeypatch.setattr("piaoju.service.jobs.desk._SILENCE_S", 0.002)
    (job,) = submit(store, new_job())

    async def states() -> list[JobState]:
        changes = await follow(store, FollowJob(DIALECT, job.id), ACCOUNT)
        assert changes is not None
        seen = []
        async for each in changes:
            seen.append(each.state)
            if len(seen) == 2:  # the same again, since nothing changed
                end(store, job)
        return seen

    assert asyncio.run(states()) == [JobState.QUEUED, JobState.QUEUED, JobState.DONE]
    assert asyncio.run(follow(store, FollowJob(DIALECT, "unknown"), ACCOUNT)) is None


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "nonsense", "postgresql://user:hush@/", "postgresql://127.0.0.1:1/hush"]
)
def test_a_database_that_cannot_be_used(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadConfig) as caught:
        open_database(url, tmp_path)
    assert "hush" not in str(caught.value)


def test_content_that_came_with_the_request_is_no_part_of_its_record(store: JobStore) -> None:
    submit(store, NewJob(Read(Content(b"secret picture"))))
    with store.engine.connect() as connection:
        row = connection.execute(sa.select(jobs)).one()
    assert "secret" not in repr(row)
