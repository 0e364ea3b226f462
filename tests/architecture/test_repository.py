"""What every file of the repository keeps to: nothing of one machine, nothing of one index."""

import re
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, name_of, project_files

LARGEST_FILE_BYTES = 1_000_000
HOMES = re.compile(r"(?<![\w.$~:/<>-])/(?:home|root|Users|work|workspace|builds)/[\w.]")
PINNED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.!+]*")


def _texts() -> list[Path]:
    return [path for path in project_files() if b"\0" not in path.read_bytes()]


@pytest.mark.parametrize("path", _texts(), ids=name_of)
def test_no_path_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    places = (f"{ROOT}/", f"{Path.home()}/", f"{sys.prefix}/")
    assert [place for place in places if len(place) > 4 and place in text] == []
    if path != Path(__file__):
        assert not HOMES.search(text)


def test_no_large_files() -> None:
    assert [name_of(path) for path in project_files() if path.stat().st_size > LARGEST_FILE_BYTES] == []


def test_constraints_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert [line for line in pins if not PINNED.fullmatch(line)] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    pinned = {
        _normal(line.split("==")[0])
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    assert {_normal(re.split(r"[<>=!~\[;]", wish)[0]) for wish in wanted} <= pinned


def test_version_is_stated_once_in_two_places() -> None:
    import piaoju

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == piaoju.__version__


def test_ci_runs_the_tests_of_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text(encoding="utf-8")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
