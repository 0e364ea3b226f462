"""Every bad file ends in one of our errors: exit code 1, one line on stderr, in little time and memory."""

import re
import subprocess
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path

import pytest

from piaoju import errors
from piaoju.cli import app
from piaoju.reading.decode import DecodeLimits, open_pages
from tests.hostile.bad_files import Maker, bad_files
from tests.hostile.bad_pdfs import bad_pdfs
from tests.hostile.valid_files import PDF

FILES = bad_files()
LIMIT_S = 3.0  # of processor time, so that a busy machine fails nothing
LIMIT_KB = 1024 * 1024
CODES = {kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.InputError)}
LINE = re.compile(r"piaoju: .*bad: (?P<code>\w+): .+\n")
COSTLY = sorted(
    name for name in FILES if any(part in name for part in ("bomb", "0000", "million", "pdf_", "tiff_", "passes"))
)

# Runs the command and then tells the most memory in KiB that this program had, for which getrusage would count its
# parent's, with that of the largest of PDFium's processes; and the processor time of them all.
MEASURED = """
import os
import resource
from piaoju.cli import main
from piaoju.reading.decode.pdfium_pool import process_pool
try:
    main()
finally:
    process_pool().end()
    own = int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])
    print(own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, sum(os.times()[:4]))
"""


def check_line(text: str) -> None:
    found = LINE.fullmatch(text)
    assert found is not None, text
    assert found["code"] in CODES


@pytest.mark.parametrize("name", ["absent", "."])
def test_what_is_no_file(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        app(["read", name])
    assert ended.value.code == 1
    assert re.fullmatch(r"piaoju: .+: unreadable_file: .+\n", capfd.readouterr().err)


@pytest.mark.slow
def test_a_good_pdf_is_drawn_after_each_bad_one() -> None:
    for make in bad_pdfs().values():
        with suppress(errors.InputError), open_pages(make(), limits=DecodeLimits(max_draw_s=0.1)) as source:
            source.read(source.numbers[0])
        with open_pages(PDF) as source:
            assert source.read(1).pixels.min() < 128


def test_there_are_enough() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_is_refused(
    make: Maker, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("bad")
    monkeypatch.chdir(tmp_path)
    path.write_bytes(make())
    begin = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with pytest.raises(SystemExit) as ended:
            app(["read", str(path)])
    spent = time.process_time() - begin
    assert ended.value.code == 1
    check_line(capfd.readouterr().err)
    assert spent < LIMIT_S


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("name", COSTLY)
def test_costs_little(name: str, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(FILES[name]())
    command = [sys.executable, "-c", MEASURED, "read", "bad"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    check_line(ended.stderr)
    taken_kb, spent_s = ended.stdout.split()[-2:]
    assert int(taken_kb) < LIMIT_KB
    assert float(spent_s) < LIMIT_S
