"""`piaoju serve`: the HTTP server, in the foreground until Ctrl-C."""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "serve",
        help="Serve over HTTP. So far it answers /healthz and /readyz only.",
        epilog="Example: piaoju serve --port 9000",
    )(serve)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
) -> None:
    """Run the server until it is interrupted."""
    from piaoju.server.run import run

    run(host, port)
