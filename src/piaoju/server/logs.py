"""Logs as one JSON object a line on stderr: what happened to which request, never what was in it."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

EVENT = "event"
"""The name under which a record brings members of its own, as a dict."""

_QUIETER = {
    "httpx2": logging.WARNING,  # these two log addresses with their queries
    "httpcore2": logging.WARNING,
    "dbos": logging.WARNING,  # notices of services
    "python_multipart": logging.ERROR,  # quotes bytes of bodies that are no forms
}


class JsonLines(logging.Formatter):
    """Writes a record as one line.

    Of an exception it writes class and places, not the message: messages of others may quote what they choked on.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, EVENT, {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)


def set_up() -> None:
    """Send all logs to stderr; only an entry point calls this."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name, level in _QUIETER.items():
        logging.getLogger(name).setLevel(level)
