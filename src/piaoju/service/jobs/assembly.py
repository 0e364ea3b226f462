"""What working on jobs is made of, built from the settings."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from piaoju.dialects import load_dialects
from piaoju.service.config import JobsSection, Settings
from piaoju.service.fetch import Guard, Poster
from piaoju.service.jobs.queues import DurableQueues
from piaoju.service.jobs.runner import Runner
from piaoju.service.jobs.store import JobStore, Retention
from piaoju.service.jobs.tables import open_database
from piaoju.service.jobs.worker import Delays, Worker
from piaoju.service.tasks import Tasks


def open_store(settings: JobsSection, folder: Path, clock: Callable[[], datetime]) -> JobStore:
    """Open the jobs' database.

    Args:
        settings: of the jobs.
        folder: with the data.
        clock: the present, aware.

    Raises:
        BadConfig: it cannot be used.
    """
    engine = open_database(settings.database.get_secret_value(), folder)
    retention = Retention(settings.retention_s, settings.max_age_s)
    return JobStore(engine, DurableQueues(engine), retention, settings.max_waiting, clock)


def build_runner(settings: Settings, store: JobStore, tasks: Tasks, slots: int) -> Runner:
    """Put together what works on jobs; nothing runs yet.

    Args:
        settings: of jobs and addresses.
        store: with the jobs.
        tasks: that read.
        slots: how many readings run at a time.
    """
    jobs = settings.jobs
    forms = {dialect.name: dialect.jobs for dialect in load_dialects() if dialect.jobs is not None}
    delays = Delays(jobs.callback_timeout_s, jobs.callback_first_delay_s, jobs.callback_max_delay_s)
    return Runner(store, Worker(store, tasks, Poster(Guard(settings.fetch.allow)), forms, delays), slots)
