"""Where jobs are handed in and asked about, as the tasks see it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol

from piaoju.dialects.wire.jobs import FollowJob, Job, JobTask, LookUp
from piaoju.dialects.wire.task import OutcomeT

_LOOK_S = 0.25
_SILENCE_S = 15.0


class JobDesk(Protocol):
    """Runs tasks about jobs."""

    def run(self, task: JobTask[OutcomeT], account: str) -> OutcomeT:
        """Return what comes of a task, which touches the account's own jobs only. Blocks."""


async def follow(desk: JobDesk, task: FollowJob, account: str) -> AsyncIterator[Job] | None:
    """Return how a job stands, again at every change, until it ended or is gone; None if it is not known.

    The database is asked, since the job may be worked on by another machine.
    """
    first = await _look(desk, task, account)
    return None if first is None else _changes(desk, task, account, first)


async def _changes(desk: JobDesk, task: FollowJob, account: str, first: Job) -> AsyncIterator[Job]:
    told, silent_s = first, 0.0
    yield told
    while told.finished_at is None:
        await asyncio.sleep(_LOOK_S)
        silent_s += _LOOK_S
        now = await _look(desk, task, account)
        if now is None:
            return
        if now != told or silent_s >= _SILENCE_S:
            told, silent_s = now, 0.0
            yield told


async def _look(desk: JobDesk, task: FollowJob, account: str) -> Job | None:
    return (await asyncio.to_thread(desk.run, LookUp(task.dialect, (task.id,)), account))[0]
