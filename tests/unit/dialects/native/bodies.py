"""Bodies of requests, and whether those of replies are as documented."""

import jsonschema_rs

from piaoju.dialects.native.schema import SCHEMAS

BOUNDARY = "----boundary"


def form(*parts: tuple[str, bytes]) -> tuple[bytes, str]:
    """Return a multipart body of parts, each a disposition and content, and its type."""
    lines = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    ]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


def is_valid(name: str, content: object) -> bool:
    """Say whether a body keeps to a schema of the documentation, by its name."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    return bool(jsonschema_rs.validator_for(schema).is_valid(content))
