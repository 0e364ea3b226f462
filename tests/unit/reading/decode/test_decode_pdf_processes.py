"""PDFium runs in processes of its own, which may hang, die or go missing without harm to anything else."""

import io
import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from piaoju.errors import CorruptInput, ModelMissing, RendererFailed
from piaoju.reading.decode import DecodeLimits, open_pages, pdf_fonts, pdfium_child, pdfium_pool, pdfium_process
from piaoju.reading.decode.pdfium_pool import Pool
from piaoju.reading.decode.pdfium_process import PdfiumProcess, ProcessEndedError
from tests.unit.reading.decode.pdfs import BLACK_SQUARE, cjk_page, make_pdf, read

PAGE = make_pdf("/MediaBox[0 0 144 72]|" + BLACK_SQUARE.format(top=36))
SLOW = make_pdf(*["/MediaBox[0 0 144 72]|" + "0 0 m 90 90 40 3 9 9 c S\n" * 200_000] * 2)
LIMITS = DecodeLimits(max_draw_s=0.2)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """A pool of two processes for one test."""
    pool = Pool(2)
    monkeypatch.setattr(pdfium_pool, "process_pool", lambda: pool)
    yield pool
    pool.end()


def run(program: str) -> str:
    """Run a program that ends well; return what it prints."""
    command = [sys.executable, "-c", textwrap.dedent(program)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_many_threads_share_one_file_and_open_others() -> None:
    data = cjk_page("发票号码12345678", "SimSun")
    expected = read(data).pixels
    with open_pages(data) as shared, ThreadPoolExecutor(8) as threads:
        pages = [threads.submit(read, data) for _ in range(16)] + [threads.submit(shared.read, 1) for _ in range(16)]
        assert all(np.array_equal(page.result().pixels, expected) for page in pages)


def test_there_are_no_more_processes_than_allowed(pool: Pool) -> None:
    with ThreadPoolExecutor(8) as threads:
        for page in [threads.submit(read, PAGE) for _ in range(32)]:
            assert page.result().width == 400
    assert 1 <= len(pool._free) <= 2
    assert pool._started == len(pool._free)


def test_a_file_stays_open_between_its_pages(pool: Pool) -> None:
    with open_pages(PAGE) as source:
        (process,) = pool._free
        held = process.held
        source.read(1)
        assert process.held is held is not None
    assert process.held is None, "the file is closed where it was open"
    assert pool._free == [process]


def test_a_slow_page_ends_in_time_and_is_the_files_last(pool: Pool) -> None:
    begin = time.process_time()
    with open_pages(SLOW, limits=LIMITS) as source:
        with pytest.raises(CorruptInput, match=r"page 1 takes more than 0\.2 s"):
            source.read(1)
        assert pool._free == []
        with pytest.raises(CorruptInput, match="page 1 takes more than"):
            source.read(2)
    assert read(PAGE).width == 400
    assert time.process_time() - begin < 1


def test_without_a_timer_the_clock_on_the_wall_counts(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium_process, "_PATIENCE", 0.1)
    with (
        open_pages(SLOW, limits=DecodeLimits(max_draw_s=3.0)) as source,
        pytest.raises(CorruptInput, match="takes more than 3 s"),
    ):
        source.read(1)
    monkeypatch.undo()
    assert read(PAGE).width == 400


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are kept on Linux")
def test_a_page_that_takes_too_much_memory(pool: Pool) -> None:
    with pool.lend(object()) as process:
        process.ask("open", max_s=1.0, data=PAGE)
        with pytest.raises(ProcessEndedError) as ended:
            process.ask("render", (1, 30_000, 30_000), max_s=9.0)
        assert not ended.value.overran
        assert not process.is_usable
    assert pool._started == 0
    assert read(PAGE).width == 400


def test_a_process_that_was_killed_is_replaced(pool: Pool) -> None:
    with open_pages(PAGE) as source:
        (process,) = pool._free
        process._process.kill()
        process._process.wait()
        assert source.read(1).width == 400
        assert pool._free != [process]


def test_an_interrupted_request_leaves_no_answer_behind(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with open_pages(PAGE) as source:
        with monkeypatch.context() as patch:
            patch.setattr(PdfiumProcess, "_exchange", interrupt)
            with pytest.raises(KeyboardInterrupt):
                source.read(1)
        assert pool._started == 0
        assert source.read(1).width == 400


@pytest.mark.parametrize("program", ["/nonexistent/python", "false"])
def test_a_process_that_does_not_start(program: str, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(RendererFailed, match="cannot be drawn"):
        open_pages(PAGE)
    monkeypatch.undo()
    monkeypatch.setattr(pdfium_pool, "process_pool", lambda: pool)
    assert pool._started == 0


def test_processes_end_with_their_parent() -> None:
    program = """
        import os, sys
        from piaoju.reading.decode import open_pages, pdfium_pool
        open_pages(sys.stdin.buffer.read())
        print(pdfium_pool.process_pool()._free[0]._process.pid, flush=True)
        os._exit(0)
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    printed = subprocess.run(command, input=PAGE, capture_output=True, check=True, timeout=60).stdout
    gone = time.monotonic() + 10
    while is_running(int(printed)) and time.monotonic() < gone:
        time.sleep(0.05)
    assert not is_running(int(printed))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_starts_its_own() -> None:
    printed = run(f"""
        import os
        from piaoju.reading.decode import open_pages
        def read():
            with open_pages({PAGE!r}) as source:
                return source.read(1).width
        widths = [read()]
        child = os.fork()
        if child == 0:
            raise SystemExit(read() != 400)
        widths += [os.waitpid(child, 0)[1], read()]
        print(widths)
    """)
    assert printed == "[400, 0, 400]\n"


def test_nothing_is_imported_from_the_folder_the_user_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    process = PdfiumProcess()
    assert process.ask("open", max_s=1.0, data=PAGE) == [1]
    process.end()
    process.end()


def test_drawing_starts_without_the_other_decoders() -> None:
    printed = run("""
        import sys
        import piaoju.reading.decode.pdfium_child
        print({"numpy", "PIL", "cv2"} & set(sys.modules))
    """)
    assert printed == "set()\n"


# The child's side, in this process.


@contextmanager
def served(*requests: tuple[str, list[int], bytes]) -> Iterator[io.BytesIO]:
    """Answer requests; yield the answers."""
    asked = b""
    for command, arguments, data in requests:
        line = {"command": command, "arguments": arguments, "max_s": 100.0, "payload": len(data)}
        asked += json.dumps(line).encode() + b"\n" + data
    answers = io.BytesIO()
    pdfium_child.serve(io.BytesIO(asked), answers)
    answers.seek(0)
    yield answers


def test_requests_are_answered() -> None:
    commands = [("start", [], b""), ("open", [], PAGE), ("size", [1], b""), ("render", [1, 40, 20], b"")]
    with served(*commands, ("size", [2], b""), ("close", [], b"")) as answers:
        assert json.loads(answers.readline()) == {"result": [], "payload": 0}
        assert json.loads(answers.readline()) == {"result": [1], "payload": 0}
        assert json.loads(answers.readline()) == {"result": [144.0, 72.0], "payload": 0}
        assert json.loads(answers.readline()) == {"result": [], "payload": 2400}
        pixels = np.frombuffer(answers.read(2400), np.uint8).reshape(20, 40, 3)
        assert pixels[2:8, 2:8].max() == 0
        assert pixels[12:].min() == 255
        error = json.loads(answers.readline())
        assert (error["error"], error["payload"]) == ("corrupt_input", 0)
        assert json.loads(answers.readline()) == {"result": [], "payload": 0}


def test_missing_fonts_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf_fonts, "_installed", [])
    monkeypatch.setattr(pdf_fonts, "_FONTS", {1: pdf_fonts._Font(b"Gone", tmp_path / "gone.otf")})
    with served(("start", [], b"")) as answers:
        assert json.loads(answers.readline())["error"] == ModelMissing.code


@pytest.mark.parametrize("command", ["render", "size", "dance"])
def test_senseless_requests_end_the_process(command: str) -> None:
    with pytest.raises(ValueError, match=command), served((command, [], b"")):
        pass
