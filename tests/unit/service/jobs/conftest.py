"""Both databases, for the tests that hold for either, and jobs in them that only the test works on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from piaoju.service.jobs.store import JobStore, Retention
from piaoju.service.jobs.tables import open_database
from tests.jobs_at_work import MAX_WAITING, Announced, Clock
from tests.postgres import new_database, postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database(request: pytest.FixtureRequest) -> str:
    """Return what the setting `database` of `[jobs]` says."""
    return "" if request.param == "sqlite" else new_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queues() -> Announced:
    return Announced()


@pytest.fixture
def store(tmp_path: Path, database: str, clock: Clock, queues: Announced) -> Iterator[JobStore]:
    engine = open_database(database, tmp_path)
    yield JobStore(engine, queues, Retention(3600, 14400), MAX_WAITING, clock)
    engine.dispose()
