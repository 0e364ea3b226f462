"""What operators measure, in the form of Prometheus. One registry an application."""

import logging
from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from piaoju.server.turns import FairTurns
from piaoju.service.jobs import survey
from piaoju.service.jobs.store import JobStore

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
MEDIA_TYPE = CONTENT_TYPE_LATEST
_EVENTS = {
    "attempt": ("piaoju_job_attempts", "Readings of jobs that began."),
    "end": ("piaoju_jobs_ended", "Jobs that ended, by the code of what went wrong, or ok."),
    "delivery": ("piaoju_job_callbacks", "Callbacks tried, by the status answered or our code for why there was none."),
}

logger = logging.getLogger(__name__)


class Metrics:
    """Counters and histograms; the labels take few values, and none that a client chooses."""

    def __init__(self, turns: FairTurns, jobs: JobStore | None = None) -> None:
        """Start at zero, but for what the jobs' database remembers."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "piaoju_requests",
            "Requests answered, by the vendor's code for what came of them.",
            ("dialect", "operation", "outcome"),
            registry=self._registry,
        )
        self._rejects = Counter(
            "piaoju_rejects",
            "Requests turned away before anything was read, by our code for why.",
            ("dialect", "reason"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "piaoju_request_seconds",
            "Time from the head of a request to its reply.",
            ("dialect",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._stages = Histogram(
            "piaoju_stage_seconds",
            "Time of one stage of a reading.",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Queue(turns))
        if jobs is not None:
            self._registry.register(_Jobs(jobs))

    def answered(self, dialect: str, operation: str, outcome: str, seconds: float) -> None:
        """Count a reply."""
        self._requests.labels(dialect, operation, outcome).inc()
        self._seconds.labels(dialect).observe(seconds)

    def rejected(self, dialect: str, reason: str) -> None:
        """Count a request that was turned away."""
        self._rejects.labels(dialect, reason).inc()

    def read(self, timing_ms: Mapping[str, float]) -> None:
        """Add the times of a reading."""
        for stage, milliseconds in timing_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def exposition(self) -> bytes:
        """Return everything as text."""
        return generate_latest(self._registry)


class _Queue(Collector):
    """The queue as it is when asked."""

    def __init__(self, turns: FairTurns) -> None:
        self._turns = turns

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("piaoju_requests_in_work", "Requests let in and not answered.", self._turns.taken)
        yield GaugeMetricFamily("piaoju_readings_waiting", "Readings that wait for their turn.", self._turns.waiting)
        yield GaugeMetricFamily("piaoju_readings_running", "Readings that run now.", self._turns.running)
        yield GaugeMetricFamily("piaoju_reading_slots", "Readings that may run at a time.", self._turns.slots)


class _Jobs(Collector):
    """The jobs of the database, whatever machine works on them; every server that shares it tells the same."""

    def __init__(self, store: JobStore) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        try:
            backlog, happened = survey.backlog(self._store), survey.happened(self._store)
        except SQLAlchemyError:
            logger.warning("jobs: the database does not answer", exc_info=True)
            yield GaugeMetricFamily("piaoju_jobs_database_up", "Whether the database of jobs answers.", 0)
            return
        yield GaugeMetricFamily("piaoju_jobs_database_up", "Whether the database of jobs answers.", 1)
        yield GaugeMetricFamily("piaoju_jobs_queued", "Jobs that wait.", backlog.queued)
        yield GaugeMetricFamily("piaoju_jobs_running", "Jobs that are worked on.", backlog.running)
        yield GaugeMetricFamily(
            "piaoju_jobs_oldest_queued_seconds",
            "How long the first has waited; 0 if none waits.",
            backlog.oldest_queued_s,
        )
        families = {
            event: CounterMetricFamily(name, text, labels=("dialect", "outcome"))
            for event, (name, text) in _EVENTS.items()
        }
        for each in happened:
            families[each.event].add_metric((each.dialect, each.outcome), each.total)
        yield from families.values()
