"""A process that accepts jobs and works on them, for tests that kill it; reading is a short sleep.

`python -m tests.jobs_process FOLDER DATABASE HOST COUNT` hands in so many jobs that are told of at HOST, writes the id
of each to stdout once it is accepted, and works until SIGTERM. COUNT 0 makes it a worker only.
"""

import asyncio
import random
import signal
import sys
import time
from pathlib import Path

from piaoju.model.document import Reading
from piaoju.service.jobs import presence
from tests.jobs_at_work import build, new_job, settings_for, submit
from tests.serving import NOTHING

SILENCE_S = 3.0
"""Shorter than in earnest, since the tests wait for it after every kill."""


class Sleeper:
    """A reader that takes its time."""

    type_ids = ()

    def read(self, source: bytes, **options: object) -> Reading:
        del source, options
        time.sleep(random.uniform(0.02, 0.2))  # noqa: S311, not a secret
        return NOTHING


async def main(folder: Path, database: str, host: str, count: int) -> None:
    """Hand in jobs and work."""
    settings = settings_for(host, database=database, callback_first_delay_s=0.1)
    store, runner, turns = build(folder, Sleeper(), settings)
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, ending.set)
    await asyncio.to_thread(runner.start, loop)
    for _ in range(count):
        (job,) = await asyncio.to_thread(submit, store, new_job(f"http://{host}/"))
        sys.stdout.write(f"{job.id}\n")
        sys.stdout.flush()
        await asyncio.sleep(0.01)
    sys.stdout.write("all\n")
    sys.stdout.flush()
    await ending.wait()
    await asyncio.to_thread(runner.stop)
    turns.close()


if __name__ == "__main__":
    presence.SILENCE_S = SILENCE_S
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])))
