"""The queues that jobs wait in, and their entries, written in the transaction that makes them necessary."""

from collections.abc import Sequence
from typing import Protocol

import sqlalchemy as sa
from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions

APPLICATION = "piaoju"
VERSION = "1"
"""Of the workflows' shape. Workers take work of their own version only, so it changes if steps change, not with a
release."""
READING = "piaoju-reading"
TELLING = "piaoju-telling"


class Queues(Protocol):
    """Where work on jobs is announced."""

    def read(self, connection: sa.Connection, job_id: str, account: str) -> None:
        """Have a job read."""

    def tell(self, connection: sa.Connection, job_id: str, account: str, delivery: int, delay_s: float) -> None:
        """Have a job's end told of, for the so-manieth time, after a while."""

    def forget(self, connection: sa.Connection, deliveries: Sequence[tuple[str, int]]) -> None:
        """Remove all entries of jobs, given their ids and how many deliveries they had."""


class DurableQueues:
    """Queues in the jobs' database."""

    def __init__(self, engine: sa.Engine) -> None:
        """Remember the database."""
        self._client = DBOSClient(
            system_database_engine=engine,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
        )

    def read(self, connection: sa.Connection, job_id: str, account: str) -> None:
        """Have a job read."""
        entry = _entry(READING, _reading(job_id), account)
        self._client.enqueue_in_transaction(connection, entry, job_id)

    def tell(self, connection: sa.Connection, job_id: str, account: str, delivery: int, delay_s: float) -> None:
        """Have a job's end told of, for the so-manieth time, after a while."""
        entry = _entry(TELLING, _telling(job_id, delivery), account)
        if delay_s > 0:
            entry["delay_seconds"] = delay_s
        self._client.enqueue_in_transaction(connection, entry, job_id, delivery)

    def forget(self, connection: sa.Connection, deliveries: Sequence[tuple[str, int]]) -> None:
        """Remove all entries of jobs, given their ids and how many deliveries they had."""
        entries = [
            entry
            for job_id, number in deliveries
            for entry in (_reading(job_id), *(_telling(job_id, delivery) for delivery in range(1, number + 2)))
        ]
        # Not public. The library's own deletion is a transaction apart; between it and ours another process may write
        # an entry, or find one gone.
        library = self._client._sys_db
        library._apply_caller_schema(connection)
        tables = library.tables
        for table in (tables.workflow_input, tables.workflow_output, tables.operation_outputs, tables.workflow_status):
            connection.execute(sa.delete(table).where(table.c.workflow_uuid.in_(entries)))


def _entry(queue: str, entry_id: str, account: str) -> EnqueueOptions:
    return {
        "workflow_name": queue,
        "queue_name": queue,
        "workflow_id": entry_id,
        "app_version": VERSION,
        "queue_partition_key": account,
    }


def _reading(job_id: str) -> str:
    return f"read:{job_id}"


def _telling(job_id: str, delivery: int) -> str:
    return f"tell:{job_id}:{delivery}"
