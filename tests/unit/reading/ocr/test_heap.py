"""`reading.ocr.heap`: how many arenas glibc is told to make."""

import pytest

from piaoju.reading.ocr import heap


class Library:
    """A C library that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def mallopt(self, parameter: int, value: int) -> int:
        self.told.append((parameter, value))
        return 1


@pytest.mark.parametrize(
    ("library_name", "environment", "told"),
    [
        pytest.param("glibc", {}, [(-8, 2)], id="glibc"),
        pytest.param("glibc", {"MALLOC_ARENA_MAX": "4"}, [], id="the environment says how many"),
        pytest.param("", {}, [], id="another library"),
    ],
)
def test_arenas_are_limited_where_that_is_known(
    library_name: str, environment: dict[str, str], told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library()
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)
    monkeypatch.setattr("platform.libc_ver", lambda: (library_name, ""))
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    heap.limit_arenas(2)
    assert library.told == told
