"""Forms: multipart and urlencoded bodies, and query strings, as parts. Nothing touches the disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qsl

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser

from piaoju.dialects.wire.body import BODY
from piaoju.errors import InvalidParameter

MAX_PARTS = 256
"""More than any form of a vendor has; every part costs memory beside its content."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a form.

    Attributes:
        name: of the field.
        content: as sent.
        filename: None where none was sent, as with text.
    """

    name: str
    content: bytes = field(repr=False)
    filename: str | None = None

    @property
    def text(self) -> str:
        """The content as UTF-8, with a mark for what is not."""
        return self.content.decode("utf-8", errors="replace")


def query_parts(query: str) -> tuple[Part, ...]:
    """Parse a query string or an urlencoded body.

    Raises:
        InvalidParameter: `body`; it has too many fields.
    """
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace", max_num_fields=MAX_PARTS)
    except ValueError as error:
        raise InvalidParameter(BODY, "it has too many fields") from error
    return tuple(Part(name, value.encode("utf-8", errors="replace")) for name, value in pairs)


def form_parts(content_type: str, body: bytes) -> tuple[Part, ...]:
    """Parse a body as the form that its content type says; a body of no form has no parts.

    Raises:
        InvalidParameter: `body`; it is not what its type says.
    """
    header = Message()
    header["Content-Type"] = content_type.encode("ascii", "replace").decode()
    match header.get_content_type() if content_type else "":
        case "multipart/form-data":
            return _multipart(header.get_param("boundary"), body)
        case "application/x-www-form-urlencoded":
            return query_parts(body.decode("utf-8", errors="replace"))
        case _:
            return ()


class _Collector:
    """Gathers parts from the parser's callbacks."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.is_complete = False
        self._name = bytearray()
        self._value = bytearray()
        self._headers: dict[str, str] = {}
        self._content = bytearray()

    def callbacks(self) -> dict[str, Callable[..., None]]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_part_data": lambda data, start, end: self._content.extend(data[start:end]),
            "on_part_end": self._end,
            "on_end": self._complete,
        }

    def _begin(self) -> None:
        if len(self.parts) == MAX_PARTS:
            raise InvalidParameter(BODY, "it has too many parts")
        self._headers, self._content = {}, bytearray()

    def _header(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value.decode("utf-8", errors="replace")
        self._name, self._value = bytearray(), bytearray()

    def _end(self) -> None:
        header = Message()
        header["Content-Disposition"] = self._headers.get("content-disposition", "")
        name = header.get_param("name", header="content-disposition")
        if not isinstance(name, str) or not name:
            raise InvalidParameter(BODY, "a part has no name")
        self.parts.append(Part(name, bytes(self._content), header.get_filename()))

    def _complete(self) -> None:
        self.is_complete = True


def _multipart(boundary: object, body: bytes) -> tuple[Part, ...]:
    if not isinstance(boundary, str) or not boundary:
        raise InvalidParameter(BODY, "its type names no boundary")
    collector = _Collector()
    try:
        parser = MultipartParser(boundary.encode("utf-8", errors="replace"), collector.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except (MultipartParseError, ValueError) as error:
        raise InvalidParameter(BODY, "it is not multipart/form-data") from error
    if not collector.is_complete:
        raise InvalidParameter(BODY, "it ends before its last boundary")
    return tuple(collector.parts)
