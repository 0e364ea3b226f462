"""Where the commands write: data to stdout, all else to stderr; nothing that could steer a terminal."""

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from piaoju.model.document import ErrorItem

NOT_ALL_WELL = 1
"""Exit code where an input failed or something is missing."""
WRONG_USAGE = 2
"""Exit code where the command, a setting or a file of ours cannot be used."""


def printable(text: str) -> str:
    r"""Replace characters that a terminal would act on instead of showing them; line feeds stay.

    Text read from a document is foreign: it may hold escape sequences or marks that turn the writing around.

    >>> printable("a\x1b[31mb")
    'a�[31mb'
    """
    return "".join("\ufffd" if _acts(char) else char for char in text)


def _acts(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs")


def program() -> str:
    """Return how the user calls this program: by its name alone, if the shell would find it."""
    called = Path(sys.argv[0])
    return "piaoju" if called.name != "piaoju" or shutil.which("piaoju") else str(called)


def input_name(path: Path) -> str:
    """Return a path as text, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def print_json(value: object, *, indent: int | None = None) -> None:
    """Write a value to stdout as JSON in UTF-8, whatever the terminal's encoding, with a line feed."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    typer.echo(text.encode("utf-8", "replace"))


def complain(message: str) -> None:
    """Write one line to stderr, under the program's name."""
    typer.echo(f"piaoju: {printable(message)}", err=True)


def complain_of(name: str, error: "ErrorItem") -> None:
    """Write one line to stderr about an error in an input."""
    page = "" if error.page is None else f" (page {error.page})"
    complain(f"{name}: {error.code}: {error.message}{page}")


@contextmanager
def progress(message: str) -> Iterator[Callable[[str], None]]:
    """Show a message on stderr while the block runs, if stderr is a terminal; it is gone afterwards.

    The block gets a function that shows another message instead.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(printable(message))) as status:
        yield lambda next_message: status.update(Text(printable(next_message)))
