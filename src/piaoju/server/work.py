"""Working on jobs without serving: the process behind `piaoju worker`."""

import asyncio
import signal
from pathlib import Path

from piaoju.engine import Engine, EngineOptions
from piaoju.reading.cores import available_cores
from piaoju.server import logs
from piaoju.server.turns import FairTurns
from piaoju.service.clock import now
from piaoju.service.config import Settings
from piaoju.service.fetch import Fetcher, Guard
from piaoju.service.jobs.assembly import build_runner, open_store
from piaoju.service.jobs.store import JobStore
from piaoju.service.tasks import Reader, Tasks


def run(settings: Settings, folder: Path) -> None:
    """Work on jobs in the foreground until interrupted or asked to end; what is not done then is left to others.

    Args:
        settings: of the worker.
        folder: with the data.

    Raises:
        BadConfig: the jobs' database cannot be used.
    """
    logs.set_up()
    store = open_store(settings.jobs, folder, now)
    engine = Engine(EngineOptions(limits=settings.decode.limits()))
    asyncio.run(work(settings, store, engine, available_cores() + 1))


async def work(settings: Settings, store: JobStore, reader: Reader, slots: int) -> None:
    """Work on jobs until SIGINT or SIGTERM.

    Args:
        settings: of the worker.
        store: with the jobs.
        reader: the engine.
        slots: how many readings run at a time.
    """
    turns = FairTurns(slots, 0)
    tasks = Tasks(reader, Fetcher(Guard(settings.fetch.allow)), None, turns, settings.decode.limits())
    runner = build_runner(settings, store, tasks, slots)
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ending.set)
    await asyncio.to_thread(runner.start, loop)
    await ending.wait()
    await asyncio.to_thread(runner.stop)
    turns.close()
