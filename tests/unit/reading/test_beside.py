"""Calls beside the caller: begun at once, their results and exceptions told to whoever asks."""

from threading import Event

import pytest

from piaoju.reading.beside import beside


def test_goes_on_while_the_call_runs() -> None:
    begun, may_end = Event(), Event()

    def call() -> str:
        begun.set()
        assert may_end.wait(10)
        return "done"

    result = beside(call)
    assert begun.wait(10)
    may_end.set()
    assert (result(), result()) == ("done", "done")


def test_an_exception_is_told_to_who_asks() -> None:
    def call() -> None:
        raise ValueError("made up")

    result = beside(call)
    for _ in range(2):
        with pytest.raises(ValueError, match="made up"):
            result()
