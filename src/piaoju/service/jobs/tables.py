"""The tables of jobs, and the database that holds them: a SQLite file in the data folder, or a PostgreSQL server.

The library that runs the jobs' workflows keeps its own tables in the same database, so that a job and its workflow are
written by one transaction.
"""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from piaoju.errors import BadConfig

FILE_NAME = "jobs.sqlite"
FILE_MODE = 0o600
_CREATING = 0x7069616F
"""Lock of PostgreSQL that is held while tables are made; the number is the first letters of our name."""
_CONNECTIONS = 16
"""Of one process at most; a thread that finds none free waits, as most wait for their turn at reading anyway."""

_PASSING_ON_SQLITE = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
)
_PASSING_ON_POSTGRESQL = ("25006", "58")
"""Beginnings of codes: a server that only reads, as one that another replaces; trouble of its system."""
_PATIENCE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "tcp_user_timeout": 30_000}
"""Seconds, and one of milliseconds: a server that vanished without a word is given up after half a minute."""

metadata = sa.MetaData()

jobs = sa.Table(
    "piaoju_jobs",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("dialect", sa.String(32), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("context", sa.Text, nullable=False),
    sa.Column("read", sa.Text, nullable=False),
    sa.Column("notify", sa.Text),
    sa.Column("submitted_at", sa.Double, nullable=False),
    sa.Column("finished_at", sa.Double),
    sa.Column("expires_at", sa.Double, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("content", sa.LargeBinary),
    sa.Column("error", sa.String(64)),
    sa.Column("deliveries", sa.Integer, nullable=False, default=0),
    sa.Column("delivered", sa.String(64)),
    sa.Index("piaoju_jobs_of_account", "account", "dialect", "submitted_at"),
    sa.Index("piaoju_jobs_by_state", "state", "submitted_at"),
    sa.Index("piaoju_jobs_waiting", "account", "state"),
)
"""One row a job. Moments are seconds since the epoch, `delivered` is what came of the last delivery."""

files = sa.Table(
    "piaoju_job_files",
    metadata,
    sa.Column("job_id", sa.String(64), sa.ForeignKey("piaoju_jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
"""The file of a job that has not ended: as it was sent, or as it was fetched."""

workers = sa.Table(
    "piaoju_job_workers",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("beats", sa.BigInteger, nullable=False),
)
"""One row a process that works on jobs; `beats` grows while it lives."""

counts = sa.Table(
    "piaoju_job_counts",
    metadata,
    sa.Column("event", sa.String(32), primary_key=True),
    sa.Column("dialect", sa.String(32), primary_key=True),
    sa.Column("outcome", sa.String(64), primary_key=True),
    sa.Column("total", sa.BigInteger, nullable=False),
)
"""What happened since the database was made, on whatever machine; for metrics."""


def is_local(url: str) -> bool:
    """Say whether a setting means the file in the data folder."""
    return not url


def open_database(url: str, folder: Path) -> sa.Engine:
    """Connect to the database and make the tables that are not there.

    Args:
        url: `postgresql://…`; empty for the file in the data folder. It may hold a password and is never told.
        folder: with the data.

    Raises:
        BadConfig: it is not such a URL, or the database cannot be used.
    """
    try:
        engine = _sqlite(folder) if is_local(url) else _postgresql(url)
        sa.event.listen(engine, "handle_error", _wait_for_what_passes)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_CREATING)))
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            metadata.create_all(connection)
    except (sa.exc.SQLAlchemyError, OSError) as error:
        raise BadConfig("[jobs] database: it cannot be connected to, or its tables cannot be made") from error
    return engine


def _wait_for_what_passes(context: sa.ExceptionContext) -> None:
    """Have a full disk and its like taken for a lost connection, which the library waits for.

    It gives up a workflow whose progress it could not write down for any other reason.
    """
    error = context.original_exception
    if isinstance(error, sqlite3.Error):
        is_passing = getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING_ON_SQLITE
    else:
        is_passing = (getattr(error, "sqlstate", None) or "").startswith(_PASSING_ON_POSTGRESQL)
    if is_passing:
        context.is_disconnect = True


def _sqlite(folder: Path) -> sa.Engine:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.touch(FILE_MODE)  # its companions get the same mode from SQLite
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), hide_parameters=True, pool_size=_CONNECTIONS)

    @sa.event.listens_for(engine, "connect")
    def configure(connection: Any, record: object) -> None:
        """Make a commit last through a power failure, a writer wait for the other, and what is deleted vanish."""
        del record
        connection.isolation_level = "IMMEDIATE"
        for pragma in (
            "busy_timeout=30000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _postgresql(text: str) -> sa.Engine:
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise BadConfig("[jobs] database: it is no URL") from error
    if url.drivername not in ("postgresql", "postgres") or not url.database:
        raise BadConfig("[jobs] database: it is no URL such as postgresql://user:password@host/database")
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "application_name": "piaoju", **_PATIENCE},
    )
