"""The designs of taxi receipts: what `taxi_designs.toml` holds, one slip for each city."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from piaoju.lab.synth.draw import Align
from piaoju.lab.synth.layouts.design_table import design_table
from piaoju.lab.synth.typeset import Rect

Machine = Literal["pins", "dots", "thermal"]
"""How the meter prints: nine pins, a finer matrix, heat."""


@dataclass(frozen=True, slots=True)
class Line:
    """A preprinted line; `spread` is how wide its characters are set apart, 0 if they are not.

    The text may name {phone}, {firm}, {info} and {print}: a telephone number, the taxi firm, an information
    code, the printer's imprint.
    """

    x: float
    y: float
    text: str
    size_mm: float
    spread: float = 0.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what the meter prints beside it.

    Attributes:
        value: field name; `times` is boarding and alighting on one line; company, phone, certificate, state
            and card are no fields.
        label: as printed.
        english: small, below the label.
        text: how the meter sets the value.
    """

    value: str
    label: str
    english: str = ""
    text: str = "{}"


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Invoice code and number.

    Attributes:
        label_x: left edge of the labels.
        label_mm: size of the labels.
        code: left edge and middle of the code.
        number: left edge and middle of the number.
        cells_mm: from digit to digit, of code and number.
        colours: names of their inks.
        labels: of both, empty if there are none.
        raised_mm: by how much the label of the code stands above it.
    """

    label_x: float
    label_mm: float
    code: tuple[float, float]
    number: tuple[float, float]
    cells_mm: tuple[float, float]
    colours: tuple[str, str]
    labels: tuple[str, str] = ("", "")
    raised_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Notice:
    """That handwriting is void: text in a frame, upright if the frame is."""

    text: str
    frame: Rect
    framed: bool = True


@dataclass(frozen=True, slots=True)
class TaxiDesign:
    """One city's slip.

    Attributes:
        city: id of the city, and of the design.
        size_mm: width and height.
        ink: name of the colours that the form is printed in.
        title: its lines, which make up the field together.
        lines: further preprinted lines.
        codes: code and number.
        seal: centre and size of the supervision seal.
        firm_seal: centre and size of the taxi firm's.
        bars: black marks for the printer's sensor.
        notice: that handwriting is void.
        rows: labels and values, top to bottom.
        first_row: middle of the first, and from one row to the next.
        label: left edge and size of labels, and the width to which those of two or three signs are spread.
        right: right edge of values.
        machines: of which the meter is one.
        cell_mm: of its letters.
        date: how it prints dates.
        waiting: how it prints hours, minutes and seconds waited.
        plate: how it prints plates: letter and the rest.
        province: preprinted before the plate.
        machine_labels: the meter prints the labels too.
        qr: left, top and side of a QR code, none if empty.
        title_underline: there is a rule below the title.
        scratch: the silver area over a number, none if empty.
    """

    city: str
    size_mm: tuple[float, float]
    ink: str
    title: tuple[Line, ...]
    lines: tuple[Line, ...]
    codes: CodeBlock
    seal: Rect
    firm_seal: Rect
    bars: tuple[Rect, ...]
    notice: Notice
    rows: tuple[Row, ...]
    first_row: tuple[float, float]
    label: tuple[float, float, float]
    right: float
    machines: tuple[Machine, ...]
    cell_mm: float
    date: str = "%Y-%m-%d"
    waiting: str = "{:02d}:{:02d}:{:02d}"
    plate: str = "{}-{}"
    province: str = ""
    machine_labels: bool = False
    qr: tuple[float, ...] = ()
    title_underline: bool = False
    scratch: tuple[float, ...] = ()


@cache
def taxi_designs() -> Mapping[str, TaxiDesign]:
    """Return the designs by their ids."""
    return {row["city"]: _design(row) for row in design_table("taxi_designs")}


def _design(row: dict[str, Any]) -> TaxiDesign:
    parts = {
        "title": tuple(Line(**line) for line in row["title"]),
        "lines": tuple(Line(**line) for line in row["lines"]),
        "codes": CodeBlock(**row["codes"]),
        "notice": Notice(**row["notice"]),
        "rows": tuple(Row(**line) for line in row["rows"]),
    }
    return TaxiDesign(**(row | parts))
