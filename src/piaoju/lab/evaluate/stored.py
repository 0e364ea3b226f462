"""Reports as JSON, to be kept and compared.

What is stored is the `Report` with its own names; only the traces of errors (places and raw texts) is left out.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from piaoju.errors import InvalidParameter
from piaoju.lab.evaluate.difference import Difference
from piaoju.lab.evaluate.report import Report

_REPORT = TypeAdapter(Report)
_WITHOUT_TRACES: Any = {"judged": {"__all__": {"judgements": {"__all__": {"trace"}}}}}


def to_summary(report: Report, *, with_wrong_fields: bool = True) -> dict[str, Any]:
    """Return the measures as lists and objects that JSON can hold, and in `wrong` the wrong fields if wanted.

    Ratios keep their counts. Fields that are right, which nobody looks at but a comparison, are not in it.
    """
    summary: dict[str, Any] = _REPORT.dump_python(report, mode="json", exclude={"judged"})
    return summary | {"wrong": [asdict(one) for one in report.wrong] if with_wrong_fields else []}


def to_totals(report: Report) -> dict[str, Any]:
    """Return sums alone, from which nothing about a single document or field can be told."""
    names = {"files", "totals", "groups", "variants", "documents", "confusions", "reliability", "seed"}
    totals: dict[str, Any] = _REPORT.dump_python(report, mode="json", include=names)
    return totals


def difference_to_dict(difference: Difference) -> dict[str, Any]:
    """Return a difference as lists and objects that JSON can hold."""
    return asdict(difference)


def save(report: Report, path: Path) -> None:
    """Write a report to a file.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(_REPORT.dump_json(report, exclude=_WITHOUT_TRACES, indent=1) + b"\n")


def load_report(path: Path) -> Report:
    """Read a report that was saved.

    Raises:
        InvalidParameter: the file cannot be read or is no report.
    """
    try:
        return _REPORT.validate_json(path.read_bytes())
    except OSError as error:
        raise InvalidParameter(str(path), f"cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise InvalidParameter(str(path), "is no report of `piaoju eval --json`") from error
