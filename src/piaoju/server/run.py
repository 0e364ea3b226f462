"""Serving the application with uvicorn."""

import uvicorn

from piaoju.server.app import create_app


def run(host: str, port: int) -> None:
    """Serve in the foreground until interrupted.

    Args:
        host: address to listen on.
        port: port to listen on.
    """
    uvicorn.run(create_app(), host=host, port=port, server_header=False)
