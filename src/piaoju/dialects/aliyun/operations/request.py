"""What asyncscan and scan are asked: a card, and pictures to look for it on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from piaoju.dialects.aliyun.operations.cards import CARDS
from piaoju.dialects.aliyun.operations.items import CARD, DATA_ID, URL, unusable
from piaoju.dialects.wire.body import MAX_ADDRESS_CHARS, text, web_address
from piaoju.dialects.wire.dialect import Parameter
from piaoju.dialects.wire.jobs import Context
from piaoju.dialects.wire.message import Json
from piaoju.dialects.wire.task import FileRules, Link, Read
from piaoju.errors import InvalidParameter

SCENE = "ocr"
MAX_TASKS = 100
MAX_DATA_ID_CHARS = 256
DOWNLOAD_TIMEOUT_S = 3.0
RULES = FileRules(
    formats=frozenset({"png", "jpeg", "bmp", "gif", "webp"}),
    max_bytes=20 * 2**20,
    max_side_px=30_000,
    max_pixels=250_000_000,
)
PARAMETERS = (
    Parameter("scenes", "array of strings", '`["ocr"]`'),
    Parameter("extras.card", "string", " or ".join(f"`{name}`" for name in CARDS)),
    Parameter("tasks", "array of objects", f"1 to {MAX_TASKS}; one that cannot be used fails alone"),
    Parameter("tasks[].url", "string", "http or https; PNG, JPEG, BMP, GIF or WEBP, at most 20 MB, within 3 s"),
    Parameter("tasks[].dataId", "string", f"optional; no two alike, at most {MAX_DATA_ID_CHARS} characters"),
)
_RESERVED = ":/?#[]@!$&'()*+,;=%"


@dataclass(frozen=True, slots=True)
class Picture:
    """A task that can be done: what to read, and what to remember of it."""

    read: Read
    context: Context


def read_tasks(fields: Mapping[str, object]) -> tuple[Picture | Json, ...]:
    """Return the tasks in their order; of one that cannot be done, the item that says so.

    Raises:
        InvalidParameter: something is wrong with the whole request.
    """
    if fields.get("scenes") != [SCENE]:
        raise InvalidParameter("scenes", "there is but one scene, ocr")
    extras = fields.get("extras")
    card = text(extras, "card") if isinstance(extras, Mapping) else ""
    if card not in CARDS:
        raise InvalidParameter("extras", f"its card is none of {', '.join(CARDS)}")
    tasks = fields.get("tasks")
    if not isinstance(tasks, list) or not 1 <= len(tasks) <= MAX_TASKS:
        raise InvalidParameter("tasks", f"it is no list of 1 to {MAX_TASKS}")
    ids = [_data_id(task) for task in tasks]
    named = [each for each in ids if each]
    if len(set(named)) != len(named):
        raise InvalidParameter("dataId", "two are alike")
    return tuple(_task(card, task, data_id) for task, data_id in zip(tasks, ids, strict=True))


def in_order(tasks: Sequence[Picture | Json], items: Iterable[Json]) -> list[Json]:
    """Return an item a task: those of the tasks that can be done are given."""
    given = iter(items)
    return [next(given) if isinstance(task, Picture) else task for task in tasks]


def pictures(tasks: Sequence[Picture | Json]) -> tuple[Picture, ...]:
    """Return the tasks that can be done."""
    return tuple(task for task in tasks if isinstance(task, Picture))


def _data_id(task: object) -> str | None:
    """Return the client's id; None if none was sent."""
    value = task.get(DATA_ID) if isinstance(task, Mapping) else None
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > MAX_DATA_ID_CHARS or not value.isprintable():
        raise InvalidParameter(DATA_ID, f"it is no printable string of at most {MAX_DATA_ID_CHARS} characters")
    return value


def _task(card: str, task: object, data_id: str | None) -> Picture | Json:
    url = task.get(URL) if isinstance(task, Mapping) else None
    address = _address(url) if isinstance(url, str) else ""
    if not isinstance(url, str) or not address:
        return unusable(data_id)
    read = Read(Link(address, DOWNLOAD_TIMEOUT_S), RULES, types=(CARDS[card].document_type,), pages=(1,))
    sent = {} if data_id is None else {DATA_ID: data_id}
    return Picture(read, {CARD: card, URL: url, **sent})


def _address(url: str) -> str:
    """Return what is to be fetched; empty if that is no address at all.

    Characters beyond ASCII are encoded. One of another scheme is an address too, which whoever fetches it refuses.
    """
    if not url.isprintable() or len(url) > MAX_ADDRESS_CHARS:
        return ""
    encoded = quote(url, safe=_RESERVED)
    try:
        if urlsplit(encoded).scheme not in ("http", "https"):
            return encoded if "://" in encoded else ""
        return web_address(encoded)
    except (ValueError, InvalidParameter):
        return ""
