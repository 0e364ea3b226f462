from pathlib import Path

import pytest
import sqlalchemy as sa

from piaoju.service.jobs.presence import SILENCE_S, Presence
from piaoju.service.jobs.tables import open_database, workers


class Time:
    """Seconds that pass when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def engine(tmp_path: Path, database: str) -> sa.Engine:
    return open_database(database, tmp_path)


def ids(engine: sa.Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(sa.select(workers.c.id)).scalars())


def test_a_silent_worker_is_recovered_once(engine: sa.Engine) -> None:
    time, recovered = Time(), list[str]()
    watching = Presence(engine, recovered.append, time)
    silent = Presence(engine, recovered.append, time)
    for each in (watching, silent):
        each.enter()
    watching.beat()
    time.now = SILENCE_S - 1
    silent.beat()
    watching.beat()
    time.now = 2 * SILENCE_S - 2
    watching.beat()
    assert recovered == []
    time.now = 2 * SILENCE_S
    watching.beat()
    assert recovered == [silent.id]
    assert ids(engine) == {watching.id}
    watching.beat()
    assert recovered == [silent.id]
    silent.beat()  # it was only slow
    assert ids(engine) == {watching.id, silent.id}
    engine.dispose()


def test_nobody_is_taken_for_dead_after_a_silence_of_the_database(engine: sa.Engine) -> None:
    """None could beat, and who beats first must not judge the others by that."""
    time, recovered = Time(), list[str]()
    first, second = (Presence(engine, recovered.append, time) for _ in range(2))
    for each in (first, second):
        each.enter()
        each.beat()
    first.beat()
    time.now = 2 * SILENCE_S
    first.beat()
    second.beat()
    first.beat()
    assert recovered == []
    time.now += SILENCE_S / 2 - 0.1
    first.beat()
    time.now += SILENCE_S / 2 - 0.1
    first.beat()
    assert recovered == []
    time.now += 1
    first.beat()
    assert recovered == [second.id]
    engine.dispose()


def test_a_worker_that_leaves_is_recovered_at_once(engine: sa.Engine) -> None:
    recovered = list[str]()
    staying, leaving = (Presence(engine, recovered.append, Time()) for _ in range(2))
    leaving.enter()
    leaving.leave()
    staying.enter()
    staying.beat()
    assert recovered == [leaving.id]
    assert ids(engine) == {staying.id}
    engine.dispose()


def test_a_worker_of_another_version_is_left_alone(engine: sa.Engine) -> None:
    recovered = list[str]()
    with engine.begin() as connection:
        connection.execute(workers.insert().values(id="0.abc", beats=-1))
    presence = Presence(engine, recovered.append, Time())
    presence.enter()
    presence.beat()
    assert recovered == []
    assert ids(engine) == {presence.id, "0.abc"}
    engine.dispose()
