"""Log lines: one JSON object each, exceptions without their words."""

import json
import logging

import pytest

from piaoju.server.logs import EVENT, JsonLines, set_up


def test_one_line() -> None:
    record = logging.LogRecord("a.b", logging.INFO, __file__, 1, "%s read", ("发票",), None)
    setattr(record, EVENT, {"ms": 1})
    line = JsonLines().format(record)
    assert "\n" not in line
    content = json.loads(line)
    assert content.pop("time").endswith("+00:00")
    assert content == {"level": "info", "logger": "a.b", "message": "发票 read", "ms": 1}


def test_set_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    level = root.level
    try:
        set_up()
        logging.getLogger("any").info("said")
        logging.getLogger("httpx2").info("GET http://example.com/?token=1")
        logging.getLogger("python_multipart.multipart").warning("Expected boundary character 45, got 4")
    finally:
        root.setLevel(level)
        for name in ("httpx2", "httpcore2", "dbos", "python_multipart"):
            logging.getLogger(name).setLevel(logging.NOTSET)
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["message"] == "said"
