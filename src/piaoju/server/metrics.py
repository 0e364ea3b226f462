"""What operators measure, in the form of Prometheus. One registry an application."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from piaoju.server.turns import FairTurns

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
MEDIA_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """Counters and histograms; the labels take few values, and none that a client chooses."""

    def __init__(self, turns: FairTurns) -> None:
        """Start at zero."""
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
        yield GaugeMetricFamily("piaoju_readings_running", "Readings that run now.", self._turns.running)
        yield GaugeMetricFamily("piaoju_reading_slots", "Readings that may run at a time.", self._turns.slots)
