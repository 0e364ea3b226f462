"""Turns at the engine: so many readings at a time, a bounded queue before them, and accounts served in rotation.

An account that sends a hundred requests waits for its own; one that sends one is next after at most one of each other.
All methods but `close` belong to the event loop; the work itself runs in threads.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TypeVar

from piaoju.errors import Overloaded

T = TypeVar("T")
RETRY_AFTER_S = 1.0


class FairTurns:
    """A bounded queue with a lane for every account."""

    def __init__(self, slots: int, queue: int) -> None:
        """Start with nobody waiting.

        Args:
            slots: how many readings run at a time.
            queue: how many requests may be in the house beside them.
        """
        self._free = slots
        self._places = slots + queue
        self._lanes: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._threads = ThreadPoolExecutor(slots, thread_name_prefix="piaoju-reading")
        self.slots = slots
        self.taken = 0

    @property
    def running(self) -> int:
        """How many readings run now."""
        return self.slots - self._free

    @property
    def waiting(self) -> int:
        """How many readings wait for their turn."""
        return sum(not turn.done() for lane in self._lanes.values() for turn in lane)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place in the house while a request is worked on.

        Raises:
            Overloaded: all are taken.
        """
        if self.taken >= self._places:
            raise Overloaded(RETRY_AFTER_S)
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1

    async def run(self, account: str, work: Callable[[], T]) -> T:
        """Run work in a thread when it is the account's turn, and return what it returns.

        Work whose caller is cancelled before its turn never runs. Work that runs cannot be stopped: it keeps its slot
        until it ends, and its outcome is dropped.
        """
        await self._turn(account)
        running = asyncio.get_running_loop().run_in_executor(self._threads, work)
        running.add_done_callback(self._ended)
        return await asyncio.shield(running)

    def close(self) -> None:
        """Wait for what runs and end the threads."""
        self._threads.shutdown(cancel_futures=True)

    async def _turn(self, account: str) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._lanes.setdefault(account, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # the turn came in the moment of the cancellation
                self._pass_on()
            raise

    def _ended(self, running: asyncio.Future[T]) -> None:
        with suppress(asyncio.CancelledError):
            running.exception()  # looked at, so that a dropped outcome is not reported as forgotten
        self._pass_on()

    def _pass_on(self) -> None:
        """Give the slot to the account whose turn it is, or keep it free."""
        while self._lanes:
            account, lane = self._lanes.popitem(last=False)
            turn = lane.popleft()
            if lane:
                self._lanes[account] = lane
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
