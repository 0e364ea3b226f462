"""The command `piaoju`: one module per subcommand, assembled here.

What loads models or numpy is imported inside the commands, so that `piaoju --help` answers at once.
"""

import io
import signal
import sys

import typer

from piaoju.cli import accounts, demo, doctor, eval, jobs, read, serve, synth, version, worker

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

app = typer.Typer(
    name="piaoju",
    help="Read Chinese invoices and tickets into checked fields, on this machine alone.",
    epilog="Example: piaoju read invoice.jpg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks can show document contents
)
read.register(app)
eval.register(app)
synth.register(app)
demo.register(app)
serve.register(app)
worker.register(app)
accounts.register(app)
jobs.register(app)
doctor.register(app)
version.register(app)


def main() -> None:
    """Run the command line; the entry point of the installed script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Chinese shows marks rather than a traceback
    try:
        app()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            # Leaving waits for the models' threads to finish a line; a second Ctrl-C would only make noise.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise
