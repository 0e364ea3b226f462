"""What a request brings: files as multipart, as Base64 in JSON, or as URLs; which types and pages of them to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.message import Message

from piaoju.dialects.wire.body import decode_base64, json_object, text, web_address
from piaoju.dialects.wire.dialect import Parameter
from piaoju.dialects.wire.forms import Part, form_parts
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.task import Content, Link, Read
from piaoju.doctypes import type_ids
from piaoju.errors import InvalidParameter

MAX_FILES = 32
MAX_NAME_CHARS = 1024
MAX_PAGES = 1000
DOWNLOAD_TIMEOUT_S = 10.0
PARAMETERS = (
    Parameter("files", "array of objects", "JSON: `content` in Base64 or `url`, and optionally `name`; 1 to 32"),
    Parameter("file", "part", "multipart: a file; may be repeated"),
    Parameter("url", "part", "multipart: where to fetch a file, within 10 s; may be repeated"),
    Parameter("types", "array of strings", "document types; all by default; as a part, separated by commas"),
    Parameter("pages", "array of integers", "from 1; all by default; as a part, separated by commas"),
)
_FILE_PARTS = ("file", "files")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for.

    Attributes:
        files: by name, in their order.
        types: of documents; None for all.
        pages: of every file; None for all.
        webhook: url and secret as given, not checked; empty if there is none.
    """

    files: tuple[tuple[str, Content | Link], ...]
    types: tuple[str, ...] | None
    pages: tuple[int, ...] | None
    webhook: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def reads(self) -> tuple[tuple[str, Read], ...]:
        """What to do with every file, by name."""
        return tuple((name, Read(source, types=self.types, pages=self.pages)) for name, source in self.files)


def read_wish(request: WireRequest) -> Wish:
    """Return what a request asks for.

    Raises:
        InvalidParameter: its body cannot be parsed, or something in it makes no sense.
        UnsupportedFormat: what should be Base64 is none.
    """
    wish = _from_form(request) if _is_form(request) else _from_json(request)
    if not 1 <= len(wish.files) <= MAX_FILES:
        raise InvalidParameter("files", f"there are {len(wish.files)}; 1 to {MAX_FILES} are read at a time")
    unknown = sorted(set(wish.types or ()) - set(type_ids()))
    if unknown:
        raise InvalidParameter("types", f"{', '.join(unknown)} is none of {', '.join(type_ids())}")
    return wish if wish.types is None else replace(wish, types=tuple(dict.fromkeys(wish.types)))


def _is_form(request: WireRequest) -> bool:
    header = Message()
    header["Content-Type"] = request.headers.get("Content-Type") or "application/json"
    return header.get_content_type() in ("multipart/form-data", "application/x-www-form-urlencoded")


def _from_form(request: WireRequest) -> Wish:
    parts = form_parts(request.headers.get("Content-Type"), request.body)
    files = [_file_of(part, number) for number, part in enumerate(parts, 1) if part.name in (*_FILE_PARTS, "url")]
    types = _words(parts, "types")
    try:
        pages = tuple(int(word) for word in _words(parts, "pages"))
    except ValueError as error:
        raise InvalidParameter("pages", "a page is a whole number") from error
    return Wish(tuple(files), types or None, _checked_pages(pages) or None, _webhook(parts))


def _file_of(part: Part, number: int) -> tuple[str, Content | Link]:
    if part.name == "url":
        return part.text, Link(web_address(part.text), DOWNLOAD_TIMEOUT_S)
    return _checked_name(part.filename or f"file {number}"), Content(part.content)


def _words(parts: Sequence[Part], name: str) -> tuple[str, ...]:
    """Return the words of a field that may be repeated, or hold several separated by commas."""
    words = (word.strip() for part in parts if part.name == name for word in part.text.split(","))
    return tuple(word for word in words if word)


def _from_json(request: WireRequest) -> Wish:
    fields = json_object(request.body)
    files = _list(fields, "files")
    types, pages = _list(fields, "types"), _list(fields, "pages")
    if not all(isinstance(each, str) for each in types):
        raise InvalidParameter("types", "a type is a string")
    if not all(isinstance(each, int) and not isinstance(each, bool) for each in pages):
        raise InvalidParameter("pages", "a page is a whole number")
    return Wish(
        tuple(_file_of_json(file, number) for number, file in enumerate(files, 1)),
        tuple(str(each) for each in types) or None,
        _checked_pages(tuple(int(str(each)) for each in pages)) or None,
        _object(fields, "webhook"),
    )


def _file_of_json(file: object, number: int) -> tuple[str, Content | Link]:
    if not isinstance(file, Mapping):
        raise InvalidParameter("files", "a file is an object")
    content, url = text(file, "content"), text(file, "url")
    if bool(content) == bool(url):
        raise InvalidParameter("files", "a file has either content or url")
    source = Link(web_address(url), DOWNLOAD_TIMEOUT_S) if url else Content(decode_base64(content))
    return _checked_name(text(file, "name")) or url or f"file {number}", source


def _webhook(parts: Sequence[Part]) -> Mapping[str, object]:
    given = {part.name: part.text for part in parts if part.text}
    return {name: given[f"webhook_{name}"] for name in ("url", "secret") if f"webhook_{name}" in given}


def _object(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = fields.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InvalidParameter(name, "it is not an object")
    return value


def _list(fields: Mapping[str, object], name: str) -> list[object]:
    value = fields.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InvalidParameter(name, "it is not a list")
    return value


def _checked_name(name: str) -> str:
    # It is kept with a job, and lists show many.
    if len(name) > MAX_NAME_CHARS:
        raise InvalidParameter("name", f"it has more than {MAX_NAME_CHARS} characters")
    return name


def _checked_pages(pages: tuple[int, ...]) -> tuple[int, ...]:
    if any(page < 1 for page in pages):
        raise InvalidParameter("pages", "pages count from 1")
    if len(pages) > MAX_PAGES:
        raise InvalidParameter("pages", f"there are more than {MAX_PAGES}")
    return pages
