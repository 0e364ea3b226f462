"""Whether the server could read a document now: every model of the manifest present and unharmed."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from piaoju.errors import DeploymentError
from piaoju.reading.ocr import models
from piaoju.reading.ocr.models import ModelFile


@dataclass(frozen=True, slots=True)
class Problem:
    """A model that cannot be used, and the code of the error that says why."""

    model: str
    code: str


class Readiness:
    """Verifies models on demand, each until it was found good once, since a check hashes the whole file."""

    def __init__(self, manifest: Sequence[ModelFile] = models.MANIFEST) -> None:
        """Remember the manifest; nothing is checked yet."""
        self._pending = list(manifest)
        self._lock = threading.Lock()

    def problems(self) -> list[Problem]:
        """Check what was not found good before; return what is not good now. Safe from any thread."""
        with self._lock:
            found = {model.name: _problem(model) for model in self._pending}
            self._pending = [model for model in self._pending if found[model.name] is not None]
        return [problem for problem in found.values() if problem is not None]


def _problem(model: ModelFile) -> Problem | None:
    try:
        models.verify(models.locate(model), model)
    except DeploymentError as error:
        return Problem(model.name, error.code)
    return None
