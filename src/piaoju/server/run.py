"""Serving the application with uvicorn."""

from pathlib import Path

import uvicorn

from piaoju.engine import Engine, EngineOptions
from piaoju.server import logs
from piaoju.server.app import create_app
from piaoju.server.services import build_services
from piaoju.service.accounts import Accounts
from piaoju.service.config import Settings

HEADER_BYTES = 64 * 1024
"""Of request line and headers; a vendor allows 32 KB of query."""


def run(host: str, port: int, settings: Settings, accounts: Path, folder: Path) -> None:
    """Serve in the foreground until interrupted; what is being read then is still answered.

    Args:
        host: address to listen on.
        port: port to listen on.
        settings: of the server.
        accounts: file of the accounts.
        folder: with the data.

    Raises:
        BadConfig: the accounts or the jobs' database cannot be used.
    """
    logs.set_up()
    engine = Engine(EngineOptions(limits=settings.decode.limits()))
    uvicorn.run(
        create_app(build_services(settings, Accounts(accounts), engine, folder)),
        host=host,
        port=port,
        server_header=False,
        access_log=False,
        log_config=None,
        h11_max_incomplete_event_size=HEADER_BYTES,
        timeout_graceful_shutdown=round(settings.server.request_timeout_s) + 1,
    )
