"""Clients for `benchmarks.load`: they send calls, time the answers, and compare them with the known ones."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median
from typing import Self, TypeVar

import httpx2

from benchmarks.calls import Call, headers, told
from benchmarks.load_server import Server
from benchmarks.summary import quantile

SERVER_ERROR = 500
SAMPLE_EACH_S = 0.25
_PATIENCE_S = 600.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """A call and the content of its answer, as told when nobody else asked."""

    call: Call
    content: object


@dataclass(frozen=True, slots=True)
class Level:
    """What so many clients met.

    Attributes:
        clients: that sent at a time.
        answers: that they got.
        seconds: from the first request to the last answer.
        p50_s: seconds from a request to its answer, of half of them no more.
        p95_s: likewise of 95 %.
        p99_s: likewise of 99 %.
        server_errors: answers of status 500 or more.
        wrong: answers with another content than the known one, those errors included.
        before_mib: memory of the server before.
        first_mib: the median in the first half of the time; what peaks depend on is which readings meet.
        later_mib: the median in the second half.
        peak_mib: the most.
        server_cpu_s: seconds of computing by the server.
        clients_cpu_s: seconds of computing by the clients, all of which are one process.
    """

    clients: int
    answers: int
    seconds: float
    p50_s: float
    p95_s: float
    p99_s: float
    server_errors: int
    wrong: int
    before_mib: float
    first_mib: float
    later_mib: float
    peak_mib: float
    server_cpu_s: float
    clients_cpu_s: float

    @property
    def per_s(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    @property
    def growth(self) -> float:
        """By how much more memory was held in the second half than in the first, as a share."""
        return self.later_mib / self.first_mib - 1


class Sender:
    """Sends calls to a server; connections are kept."""

    def __init__(self, server: Server) -> None:
        """Remember the server."""
        self.server = server
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
        self._client = httpx2.AsyncClient(trust_env=False, timeout=_PATIENCE_S, limits=limits)

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def send(self, call: Call) -> httpx2.Response:
        """Send a call and return what is answered."""
        head = headers(call, self.server.account, self.server.host)
        return await self._client.post(f"http://{self.server.host}{call.path}", content=call.body, headers=head)


async def learn(sender: Sender, calls: Sequence[Call]) -> list[Known]:
    """Send each call alone; return those with an answer that no other has, as an error or an empty one would."""
    known = [Known(call, told((await sender.send(call)).json())) for call in calls]
    return [one for one in known if sum(one.content == other.content for other in known) == 1]


async def press(sender: Sender, known: Sequence[Known], clients: int, seconds: float) -> Level:
    """Send calls with so many clients for so long, and on to the end of the round."""
    server = sender.server
    times: list[float] = []
    statuses: list[int] = []
    wrong = 0

    async def ask(one: Known) -> None:
        nonlocal wrong
        begin = time.perf_counter()
        reply = await sender.send(one.call)
        times.append(time.perf_counter() - begin)
        statuses.append(reply.status_code)
        wrong += told(reply.json()) != one.content

    held = [server.held_mib()]
    begin, server_cpu, own_cpu = time.perf_counter(), server.cpu_s(), time.process_time()
    watching = asyncio.create_task(_watch(server, held))
    try:
        await in_rounds(known, ask, clients, seconds)
    finally:
        watching.cancel()
    held.append(server.held_mib())
    half = (len(held) + 1) // 2
    return Level(
        clients=clients,
        answers=len(times),
        seconds=time.perf_counter() - begin,
        p50_s=quantile(times, 0.5),
        p95_s=quantile(times, 0.95),
        p99_s=quantile(times, 0.99),
        server_errors=sum(status >= SERVER_ERROR for status in statuses),
        wrong=wrong,
        before_mib=held[0],
        first_mib=median(held[:half]),
        later_mib=median(held[half:]),
        peak_mib=max(held),
        server_cpu_s=server.cpu_s() - server_cpu,
        clients_cpu_s=time.process_time() - own_cpu,
    )


async def in_rounds(things: Sequence[T], work: Callable[[T], Awaitable[None]], workers: int, seconds: float) -> None:
    """Work on things with so many workers, in whole rounds, until the time is over at the end of one."""
    end = time.perf_counter() + seconds

    def rounds() -> Iterator[T]:
        for number in count():
            if number and time.perf_counter() >= end:
                return
            yield from things

    waiting = rounds()

    async def worker() -> None:
        for thing in waiting:
            await work(thing)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())


async def _watch(server: Server, held: list[float]) -> None:
    while True:
        await asyncio.sleep(SAMPLE_EACH_S)
        held.append(server.held_mib())
