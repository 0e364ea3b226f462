"""What a job is made of, as text in the database and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from piaoju.dialects.wire.jobs import Context, Notify
from piaoju.dialects.wire.task import Content, FileRules, Link, Read


@dataclass(frozen=True, slots=True)
class Work:
    """A job as the worker sees it.

    Attributes:
        id: of the job.
        account: whose turn reading it takes.
        dialect: that reports it.
        context: as submitted.
        read: what to do; a file that came with the request is empty here and kept apart.
        attempts: how often reading it began.
    """

    id: str
    account: str
    dialect: str
    context: Context
    read: Read
    attempts: int


@dataclass(frozen=True, slots=True)
class Telling:
    """A job that ended and has to be told of."""

    id: str
    account: str
    dialect: str
    notify: Notify
    content: bytes = field(repr=False)


def write_read(read: Read) -> str:
    """Return what has to be done as JSON, without the file's bytes."""
    source = read.source
    link = asdict(source) if isinstance(source, Link) else None
    rules = asdict(read.rules)
    if read.rules.formats is not None:
        rules["formats"] = sorted(read.rules.formats)
    return json.dumps({"link": link, "rules": rules, "types": read.types, "pages": read.pages})


def parse_read(text: str) -> Read:
    """Return what has to be done.

    >>> read = Read(Link("http://example.com/a.png", 3.0), FileRules(frozenset({"png"}), 5), types=("vat_invoice",))
    >>> parse_read(write_read(read)) == read
    True
    """
    record: dict[str, Any] = json.loads(text)
    rules = record["rules"]
    if rules["formats"] is not None:
        rules["formats"] = frozenset(rules["formats"])
    return Read(
        source=Content(b"") if record["link"] is None else Link(**record["link"]),
        rules=FileRules(**rules),
        types=_tuple(record["types"]),
        pages=_tuple(record["pages"]),
    )


def write_notify(notify: Notify | None) -> str | None:
    """Return whom to tell as JSON."""
    return None if notify is None else json.dumps({"url": notify.url, "details": dict(notify.details)})


def parse_notify(text: str) -> Notify:
    """Return whom to tell.

    >>> parse_notify(write_notify(Notify("http://example.com", {"seed": "a"})) or "").details
    {'seed': 'a'}
    """
    record = json.loads(text)
    return Notify(record["url"], record["details"])


def write_context(context: Context) -> str:
    """Return a context as JSON."""
    return json.dumps(dict(context))


def parse_context(text: str) -> Mapping[str, str]:
    """Return a context."""
    context: dict[str, str] = json.loads(text)
    return context


def _tuple(values: list[Any] | None) -> tuple[Any, ...] | None:
    return None if values is None else tuple(values)
