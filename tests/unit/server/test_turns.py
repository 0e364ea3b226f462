"""Turns at the engine: bounded, fair, and lost by those who leave."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from piaoju.errors import Overloaded
from piaoju.server.turns import FairTurns


@pytest.fixture
def turns() -> Iterator[FairTurns]:
    made = FairTurns(slots=1, queue=2)
    yield made
    made.close()


class Gate:
    """Work that waits to be let through, so that a slot is held for as long as a test wants."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def __call__(self) -> None:
        assert self.open.wait(5)


async def settled(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110, threads change it
            await asyncio.sleep(0.001)


def test_accounts_take_turns(turns: FairTurns) -> None:
    done: list[str] = []

    async def scenario() -> None:
        gate = Gate()
        first = asyncio.create_task(turns.run("a", gate))
        await settled(lambda: turns.running == 1)
        names = ("a1", "a2", "a3", "b1", "c1", "b2")
        waiting = [asyncio.create_task(turns.run(name[0], partial(done.append, name))) for name in names]
        await asyncio.sleep(0)
        assert turns.waiting == len(names)
        gate.open.set()
        await asyncio.gather(first, *waiting)
        assert turns.waiting == 0

    asyncio.run(scenario())
    assert done == ["a1", "b1", "c1", "a2", "b2", "a3"]
    assert turns.running == 0


def test_who_leaves_before_the_turn_is_never_read(turns: FairTurns) -> None:
    done: list[str] = []

    async def scenario() -> None:
        gate = Gate()
        first = asyncio.create_task(turns.run("a", gate))
        await settled(lambda: turns.running == 1)
        gone = asyncio.create_task(turns.run("b", lambda: done.append("gone")))
        stays = asyncio.create_task(turns.run("b", lambda: done.append("stays")))
        await asyncio.sleep(0)
        gone.cancel()
        gate.open.set()
        await asyncio.gather(first, stays)
        assert gone.cancelled()

    asyncio.run(scenario())
    assert done == ["stays"]


def test_who_leaves_during_the_turn_keeps_the_slot_until_it_ends(turns: FairTurns) -> None:
    async def scenario() -> None:
        gate = Gate()
        first = asyncio.create_task(turns.run("a", gate))
        await settled(lambda: turns.running == 1)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert turns.running == 1
        gate.open.set()
        await settled(lambda: turns.running == 0)

    asyncio.run(scenario())


def test_leaving_in_the_moment_of_the_turn_passes_it_on(turns: FairTurns) -> None:
    async def scenario() -> None:
        gate = Gate()
        first = asyncio.create_task(turns.run("a", gate))
        await settled(lambda: turns.running == 1)
        second = asyncio.create_task(turns.run("b", lambda: None))
        third = asyncio.create_task(turns.run("c", lambda: "next"))
        await asyncio.sleep(0)
        turns._pass_on()  # as at the end of the first, before the second hears of it
        second.cancel()
        gate.open.set()
        assert await third == "next"
        await first

    asyncio.run(scenario())


def test_exceptions_come_through_and_free_the_slot(turns: FairTurns) -> None:
    async def scenario() -> None:
        with pytest.raises(ZeroDivisionError):
            await turns.run("a", lambda: 1 // 0)
        assert await turns.run("a", lambda: 1) == 1

    asyncio.run(scenario())


def test_the_house_is_full() -> None:
    turns = FairTurns(slots=1, queue=1)
    with turns.place(), turns.place():
        assert turns.taken == 2
        with pytest.raises(Overloaded), turns.place():
            pass
    with turns.place():
        assert turns.taken == 1
    turns.close()
