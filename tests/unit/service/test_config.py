"""Settings come from the file, then from the environment; what cannot be used is refused by name."""

from dataclasses import asdict
from pathlib import Path

import pytest

from piaoju.errors import BadConfig
from piaoju.reading.decode import DecodeLimits
from piaoju.service.config import FILE_NAME, DecodeSection, data_folder, load_settings

VARIABLE = "PIAOJU_DECODE__MAX_BYTES"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and no settings in the environment."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_are_those_of_the_decode_stage() -> None:
    assert load_settings().decode.limits() == DecodeLimits()
    assert list(DecodeSection.model_fields) == list(asdict(DecodeLimits()))


def test_file_in_the_data_folder(home: Path) -> None:
    assert data_folder() == home / ".local/share/piaoju"
    write(data_folder() / FILE_NAME, "[decode]\nmax_pages = 7\nmax_draw_s = 2\n")
    assert load_settings().decode.limits() == DecodeLimits(max_pages=7, max_draw_s=2.0)


def test_a_named_file_stands_instead(home: Path) -> None:
    write(data_folder() / FILE_NAME, "[decode]\nmax_pages = 7\n")
    path = write(home / "other.toml", "[decode]\nmax_side_px = 900\n")
    assert load_settings(path).decode.limits() == DecodeLimits(max_side_px=900)


def test_environment_overrides_single_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(home / "my.toml", "[decode]\nmax_bytes = 100\nmax_pages = 7\n")
    monkeypatch.setenv(VARIABLE, "200")
    assert load_settings(path).decode.limits() == DecodeLimits(max_bytes=200, max_pages=7)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[decode]\nmax_bytes = 0\n", r"decode\.max_bytes \(PIAOJU_DECODE__MAX_BYTES\): .*greater than 0"),
        ("[decode]\nmax_bytes = 'many'\n", r"decode\.max_bytes .*integer"),
        ("[decode]\nmax_draw_s = inf\n", r"decode\.max_draw_s .*finite"),
        ("[decode]\nmax_bites = 3\n", r"decode\.max_bites .*no such setting"),
        ("[decoder]\n", r"decoder .*no such setting"),
        ("decode = 3\n", "decode "),
        ("[decode", r"my\.toml"),
        ("[decode]\n# \xff", r"my\.toml"),
    ],
)
def test_what_cannot_be_used(content: str, complaint: str, home: Path) -> None:
    path = home / "my.toml"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(BadConfig, match=complaint) as refused:
        load_settings(path)
    assert "\n" not in str(refused.value)


def test_a_named_file_has_to_be_there(home: Path) -> None:
    for path in (home / "none.toml", home):
        with pytest.raises(BadConfig, match="cannot be read"):
            load_settings(path)


@pytest.mark.parametrize(("name", "value"), [(VARIABLE, "many"), ("PIAOJU_DECODE", "many")])
def test_an_environment_that_cannot_be_used(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadConfig):
        load_settings()


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert load_settings().decode == DecodeSection()
