"""Where things are in the checkout, for the tests about the project itself."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "piaoju"
DOCS = ROOT / "docs"


def project_files() -> list[Path]:
    """Return the files that git tracks or would track; without git, those outside hidden folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        found = (path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.parts))
        return sorted(path for path in found if path.is_file())
    paths = (ROOT / name for name in listed.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def python_modules() -> list[Path]:
    """Return all Python files of the project."""
    return [path for path in project_files() if path.suffix == ".py"]


def source_modules(*, without: str) -> list[Path]:
    """Return the modules of the package, but for those with that part in their path."""
    modules = [path for path in python_modules() if SOURCE in path.parents]
    return [path for path in modules if without not in (path.stem, *path.parts)]


def document_types() -> list[str]:
    """Return the names of the folders of `piaoju.doctypes`."""
    return sorted(path.name for path in (SOURCE / "doctypes").iterdir() if (path / "schema.py").is_file())


def name_of(path: Path) -> str:
    """Return a path relative to the checkout, for test ids and messages."""
    return path.relative_to(ROOT).as_posix()
