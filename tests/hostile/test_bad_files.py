"""Every bad file ends in one of our errors: exit code 1, one line on stderr, in little time and memory."""

import re
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from piaoju import errors
from piaoju.cli import app
from tests.hostile.bad_files import Maker, bad_files

FILES = bad_files()
LIMIT_S = 3.0
LIMIT_KB = 1024 * 1024
CODES = {kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.InputError)}
LINE = re.compile(r"piaoju: .*bad: (?P<code>\w+): .+\n")
COSTLY = sorted(name for name in FILES if "bomb" in name or "0000" in name or "pdf_" in name or "tiff_" in name)

# Runs the command and then tells the most memory that this program had; getrusage would count its parent's.
MEASURED = (
    "import sys\nfrom piaoju.cli import main\ntry:\n    main()\nfinally:\n"
    "    print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
)


def check_line(text: str) -> None:
    found = LINE.fullmatch(text)
    assert found is not None, text
    assert found["code"] in CODES


def test_there_are_enough() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_is_refused(
    make: Maker, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("bad")
    monkeypatch.chdir(tmp_path)
    path.write_bytes(make())
    begin = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with pytest.raises(SystemExit) as ended:
            app(["read", str(path)])
    spent = time.perf_counter() - begin
    assert ended.value.code == 1
    check_line(capfd.readouterr().err)
    assert spent < LIMIT_S


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("name", COSTLY)
def test_costs_little(name: str, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(FILES[name]())
    begin = time.perf_counter()
    command = [sys.executable, "-c", MEASURED, "read", "bad"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    spent = time.perf_counter() - begin
    assert ended.returncode == 1
    check_line(ended.stderr)
    assert int(ended.stdout.split()[-1]) < LIMIT_KB
    assert spent < LIMIT_S
