"""The process in which PDFium runs: `python -m piaoju.reading.decode.pdfium_child`, started by `pdfium_process`.

Requests come on stdin, answers go to stdout; both are a line of JSON, followed by as many bytes as its `payload` says.

    {"command": "start", "arguments": [], "max_s": 10, "payload": 0}        always the first
    {"result": [], "payload": 0}
    {"command": "open", "arguments": [], "max_s": 1.0, "payload": 51200}    and the file
    {"result": [3], "payload": 0}
    {"command": "render", "arguments": [1, 1654, 2339], "max_s": 1.0, "payload": 0}
    {"result": [], "payload": 11606118}                                     and the pixels
    {"error": "corrupt_input", "message": "page 1 is damaged", "payload": 0}

One document is open at a time. A request that takes more processor time than it may ends the process, also within
PDFium; so does one that needs more memory than there is. The end of stdin ends it as well: the parent is gone.
"""

import json
import os
import signal
import sys
from typing import BinaryIO

from piaoju.errors import PiaojuError
from piaoju.reading.decode.pdf_fonts import install_fonts
from piaoju.reading.decode.pdfium import Document

MAX_MEMORY_BYTES = 640 * 1024 * 1024
"""Of address space, the interpreter's 40 MB included.

A page with a progressive JPEG of 48 megapixels takes 390 MB, with any other picture of that size less.
"""


def main() -> None:
    """Answer requests until stdin ends."""
    _limit_memory()
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    drawer = _Drawer()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["payload"])
        _limit_time(request["max_s"])
        payload: bytes | bytearray = b""
        try:
            result, payload = drawer.answer(request["command"], request["arguments"], data)
            answer: dict[str, object] = {"result": result}
        except PiaojuError as error:
            answer = {"error": error.code, "message": str(error)}
        finally:
            _limit_time(0)
        answers.write(json.dumps(answer | {"payload": len(payload)}).encode() + b"\n")
        answers.write(payload)
        answers.flush()


class _Drawer:
    """Holds the open document."""

    def __init__(self) -> None:
        self._document: Document | None = None

    def answer(self, command: str, arguments: list[int], data: bytes) -> tuple[list[float], bytes | bytearray]:
        """Carry out a command; return what is told of it, and pixels.

        Raises:
            InputError: as the methods of `pdfium.Document` say.
            ModelMissing: likewise.
        """
        match command:
            case "start":
                install_fonts()
                return [], b""
            case "open":
                self._close()
                self._document = Document(data)
                return [self._document.page_count], b""
            case "close":
                self._close()
                return [], b""
            case "size" if self._document is not None:
                return list(self._document.page_size(*arguments)), b""
            case "render" if self._document is not None:
                return [], self._document.render(*arguments)
            case _:
                raise ValueError(command)

    def _close(self) -> None:
        document, self._document = self._document, None
        if document is not None:
            document.close()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MAX_MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MAX_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _limit_time(seconds: float) -> None:
    """Have this process ended after some processor time; 0 takes the limit away."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main()
