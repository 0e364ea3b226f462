"""Which workers live: each beats in the database, and one that fell silent has its work given to the others.

A worker compares what the others' rows say now with what they said before by its own clock, so that the clocks of
machines need not agree. One that is taken for dead and lives after all does no harm: it cannot write down what it goes
on with, since each step is written only by the worker that holds it.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from piaoju.service.jobs.queues import VERSION
from piaoju.service.jobs.tables import workers

BEAT_S = 1.0
SILENCE_S = 10.0
"""After which a worker is taken for dead; far above the pauses of a busy machine."""
_GONE = -1

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Seen:
    beats: int
    since: float


class Presence:
    """One worker's presence among the others. Used by one thread."""

    def __init__(self, engine: sa.Engine, recover: Callable[[str], None], monotonic: Callable[[], float]) -> None:
        """Choose an id that no worker had before.

        Args:
            engine: of the jobs' database.
            recover: gives the work of the worker of that id to those who live.
            monotonic: seconds of this process.
        """
        self.id = f"{VERSION}.{secrets.token_hex(8)}"
        self._engine = engine
        self._recover = recover
        self._monotonic = monotonic
        self._beats = 0
        self._others: dict[str, _Seen] = {}
        self._looked_at = 0.0

    def enter(self) -> None:
        """Say that this worker lives, before it takes anything."""
        self._write(self._beats)

    def beat(self) -> None:
        """Say that this worker lives, and look after those that do not."""
        self._beats += 1
        self._write(self._beats)
        for other in self._dead():
            self._recover(other)
            with self._engine.begin() as connection:
                connection.execute(workers.delete().where(workers.c.id == other))
            logger.info("worker gone", extra={"event": {"worker": other}})

    def leave(self) -> None:
        """Say that what this worker has not ended is for the others."""
        self._write(_GONE)

    def _write(self, beats: int) -> None:
        with self._engine.begin() as connection:
            mine = workers.update().where(workers.c.id == self.id).values(beats=beats)
            if not connection.execute(mine).rowcount:  # the first beat, or others took this worker for dead
                connection.execute(workers.insert().values(id=self.id, beats=beats))

    def _dead(self) -> list[str]:
        of_same_version = sa.select(workers).where(workers.c.id.startswith(f"{VERSION}."), workers.c.id != self.id)
        with self._engine.connect() as connection:
            beats = {row.id: row.beats for row in connection.execute(of_same_version)}
        now = self._monotonic()
        # Who could not look for so long, since the database was away, cannot say that the others were silent.
        seen = self._others if now - self._looked_at < SILENCE_S else {}
        self._looked_at = now
        self._others = {
            other: seen[other] if other in seen and seen[other].beats == count else _Seen(count, now)
            for other, count in beats.items()
        }
        return [
            other for other, state in self._others.items() if state.beats == _GONE or now - state.since >= SILENCE_S
        ]
