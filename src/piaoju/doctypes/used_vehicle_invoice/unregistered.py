"""Reading without registration: too few labels agree on where the form lies, so they must tell the values alone."""

from piaoju.doctypes.used_vehicle_invoice.fields import read_fields
from piaoju.doctypes.used_vehicle_invoice.forms import LABELS, PAPER_CELLS
from piaoju.model.document import LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.reading.kie.labelled import fill_by_labels
from piaoju.reading.kie.labels import chains, find_labels, without_labels
from piaoju.reading.kie.margin import without_upright_text
from piaoju.reading.kie.runs import split_at_gaps, to_runs
from piaoju.reading.kie.sheet import PIECE_GAP


def read_unregistered(document: LocatedDocument) -> dict[str, FieldReading]:
    """Read what the labels alone can tell."""
    runs = without_upright_text(to_runs(document.lines, document.to_upright))
    labels = find_labels(chains(runs), LABELS)
    values = [piece for run in without_labels(runs, labels) for piece in split_at_gaps(run, PIECE_GAP)]
    return read_fields(fill_by_labels(PAPER_CELLS, labels, values), document.page, None)
