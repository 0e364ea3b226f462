"""How right the readers are on the pictures whose speed is measured.

The other readers stop at lines of text, so their lines go through piaoju's own locating and extraction: what is
compared is the text, not the knowledge of the forms. `benchmarks.fields` does the work in a process of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks import process
from benchmarks.pictures import Groups


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a total, with its 95 % bootstrap interval over documents where there are two or more."""

    count: int
    total: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How right a reader is on a group of pictures; the measures are those of `piaoju.lab.evaluate.metrics`.

    Attributes:
        found: documents found / labelled documents.
        fields: right fields / labelled fields.
        documents: documents with all labelled key fields right / documents with key fields.
    """

    found: Share
    fields: Share
    documents: Share


@dataclass(frozen=True, slots=True)
class Accuracies:
    """A reader's accuracy.

    Attributes:
        reader: its name.
        look: how it reads a place anew where the form says that something must be.
        groups: by name; drawn, real and mock documents are never summed together.
    """

    reader: str
    look: str
    groups: Mapping[str, Accuracy]


def run(reader: str, threads: int, groups: Groups) -> Accuracies:
    """Measure a reader in a fresh process, over those pictures that have a label beside them.

    Raises:
        subprocess.CalledProcessError: the reader is not installed or failed; stderr has said how.
    """
    told = process.start("benchmarks.fields", [reader, str(threads)], groups)
    measured = {
        group: Accuracy(**{measure: Share(**share) for measure, share in shares.items()})
        for group, shares in told["groups"].items()
    }
    return Accuracies(told["reader"], told["look"], measured)
