"""`piaoju accounts`: who may call the server. A running server sees changes at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piaoju.cli.output import WRONG_USAGE, complain

if TYPE_CHECKING:
    from piaoju.service.account_blocks import Account

HIDDEN = "…"

Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]
File = Annotated[
    Path | None,
    typer.Option("--accounts", metavar="PATH", help="The file; accounts.toml in the data folder by default."),
]

commands = typer.Typer(
    name="accounts",
    help="Manage the accounts that may call the server; a running server sees changes at once.",
    epilog="Example: piaoju accounts add acme",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(commands)


@commands.command(
    "add",
    help="Add an account with random keys of every vendor.",
    epilog="Example: piaoju accounts add acme --uid 1234567890123456",
)
def add(
    name: Name,
    uid: Annotated[str | None, typer.Option(help="The account's number; random by default.")] = None,
    accounts: File = None,
) -> None:
    """Add an account with random keys of every vendor."""
    from piaoju.service.keys import add_account

    with _complaints():
        add_account(_path(accounts), name, uid)


@commands.command(
    "list",
    help="List the accounts: name, number, enabled or disabled, vendors.",
    epilog="Example: piaoju accounts list",
)
def list_(accounts: File = None) -> None:
    """List the accounts: name, number, enabled or disabled, vendors."""
    from piaoju.service.account_blocks import VENDORS
    from piaoju.service.accounts import read_accounts

    with _complaints():
        for account in read_accounts(_path(accounts)):
            vendors = ",".join(vendor for vendor in VENDORS if getattr(account, vendor) is not None)
            state = "enabled" if account.enabled else "disabled"
            typer.echo("\t".join((account.name, account.uid, state, vendors)))


@commands.command(
    "show",
    help="Show an account; its keys only if asked to.",
    epilog="Example: piaoju accounts show acme --secrets",
)
def show(
    name: Name,
    secrets: Annotated[bool, typer.Option("--secrets", help="Show keys and passwords too.")] = False,
    accounts: File = None,
) -> None:
    """Show an account; its keys only if asked to."""
    from piaoju.service.account_blocks import VENDORS

    with _complaints():
        account = _account(_path(accounts), name)
        for field, value in account.model_dump(exclude={*VENDORS}, mode="json").items():
            typer.echo(f"{field}\t{value}")
        for vendor in VENDORS:
            block = getattr(account, vendor)
            for field, value in block.model_dump().items() if block is not None else ():
                shown = value if secrets or not _is_secret(vendor, field) else HIDDEN
                typer.echo(f"{vendor}.{field}\t{shown}")


@commands.command(
    "disable",
    help="Let an account in no longer, or again.",
    epilog="Example: piaoju accounts disable acme",
)
def disable(
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Let the account in again.")] = False,
    accounts: File = None,
) -> None:
    """Let an account in no longer, or again."""
    from piaoju.service.keys import set_enabled

    with _complaints():
        set_enabled(_path(accounts), name, undo)


@commands.command(
    "rotate",
    help="Give an account new random keys; the old ones are void at once.",
    epilog="Example: piaoju accounts rotate acme --vendor tencent",
)
def rotate(
    name: Name,
    vendor: Annotated[str | None, typer.Option(help="Whose keys; those of all vendors by default.")] = None,
    accounts: File = None,
) -> None:
    """Give an account new random keys; the old ones are void at once."""
    from piaoju.service.keys import rotate_keys

    with _complaints():
        rotate_keys(_path(accounts), name, vendor)


def _path(given: Path | None) -> Path:
    from piaoju.service.accounts import FILE_NAME
    from piaoju.service.config import data_folder

    return given or data_folder() / FILE_NAME


def _account(path: Path, name: str) -> "Account":
    from piaoju.errors import InvalidParameter
    from piaoju.service.accounts import read_accounts

    for account in read_accounts(path):
        if account.name == name:
            return account
    raise InvalidParameter("name", f"there is no account {name}")


def _is_secret(vendor: str, field: str) -> bool:
    from piaoju.service.keys import SECRETS

    return field in SECRETS[vendor]


@contextmanager
def _complaints() -> Iterator[None]:
    """Say on stderr what cannot be done, and end with wrong usage."""
    from piaoju.errors import BadConfig, InvalidParameter

    try:
        yield
    except (BadConfig, InvalidParameter) as error:
        complain(str(error))
        raise typer.Exit(WRONG_USAGE) from error
