"""What one reading gathers on its way through the stages."""

import time
from dataclasses import dataclass, field

from piaoju.engine.checking import Draft
from piaoju.errors import PiaojuError
from piaoju.model.document import ErrorItem, PageReading


@dataclass(slots=True)
class Notes:
    """What a reading gathers on its way; one per call, so that calls never meet.

    Attributes:
        pages: that were read, in their order.
        drafts: the documents on them.
        errors: what went wrong, in the order in which it did.
        timing_ms: time spent by stage.
    """

    pages: list[PageReading] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    errors: list[ErrorItem] = field(default_factory=list)
    timing_ms: dict[str, float] = field(default_factory=dict)

    def spent(self, stage: str, since: float) -> None:
        """Add the time since a moment of the performance counter to a stage."""
        self.add(stage, (time.perf_counter() - since) * 1000)

    def add(self, stage: str, milliseconds: float) -> None:
        """Add milliseconds to a stage."""
        self.timing_ms[stage] = self.timing_ms.get(stage, 0.0) + milliseconds

    def failed(self, error: PiaojuError, stage: str, page: int | None) -> None:
        """Note an error."""
        self.errors.append(ErrorItem(error.code, str(error), stage, page))
