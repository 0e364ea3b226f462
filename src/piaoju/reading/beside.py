"""What mostly waits for the models, run in a thread of its own while the caller goes on."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def beside(function: Callable[[], T]) -> Callable[[], T]:
    """Begin a call in another thread.

    Threads of its own, because those of the model pool must never wait for each other.

    Returns:
        What waits for the call and returns its result, or raises its exception, as often as it is asked.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(function())
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=run, name="piaoju-beside", daemon=True).start()
    return outcome.result
