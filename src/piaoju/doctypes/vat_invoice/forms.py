"""Where the values of the printed forms are, in millimetres on a page of 210 x 140 (paper forms are scaled to it).

Source: positions measured on issued electronic files; the paper forms carry the same table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from piaoju.doctypes.vat_invoice.labels import CLASSIC, DIGITAL
from piaoju.reading.kie.columns import Column
from piaoju.reading.kie.registration import Form
from piaoju.reading.kie.sheet import Rect

NUMBER = r"-?[\d,]+(\.\d+)?"
AMOUNT = r"-?[¥￥Y]?-?[\d,]+\.\d{1,2}|\*+"
RATE = r"\d{1,2}(\.\d+)?[%％]|免税|不征税|出口零税率|普通零税率|零税率|\*+"
UNIT = r"[^\d.]{1,4}[^.]{0,8}"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of items, and where their heads are printed.

    Attributes:
        columns: from left to right; those that are no field of an item only keep their text from the others.
        heads: label -> where it is printed, millimetres, by the label's alignment.
    """

    columns: tuple[Column, ...]
    heads: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the values of a form are.

    Attributes:
        form: what registers it.
        table: of goods.
        tables: of businesses with columns of their own.
        items: between header row and totals row.
        sum_label: where 合计 of the totals row is looked for; 合计 is also part of 价税合计.
        sums: the totals row.
        totals: the row of words and figures.
        remark: the remark cell.
        signers: top and bottom of the row below the table.
        print_reach_mm: how far print may be shifted against the form.
    """

    form: Form
    table: Table
    tables: tuple[Table, ...]
    items: Rect
    sum_label: Rect
    sums: Rect
    totals: Rect
    remark: Rect
    signers: tuple[float, float]
    print_reach_mm: float

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of goods."""
        return self.table.columns


DATE = r"\d{8}|\d{4}([-./])\d\d?\1\d\d?"
PLATE = r"[\u4e00-\u9fff]?[0-9A-Z]{5,8}[\u4e00-\u9fff]?"
_CLASSIC_NAME = Column("name", 4.5, 56.5, "left", 6.0, is_text=True)
_CLASSIC_SUMS = (
    Column("amount", 134.5, 164.5, "right", 164.2, AMOUNT),
    Column("tax_rate", 164.5, 175.5, "middle", 170.0, RATE),
    Column("tax", 175.5, 205.5, "right", 205.0, AMOUNT),
)
_CLASSIC_HEADS = {"item_name": 33.5, "amount": 150.3, "tax_rate": 169.9, "tax": 190.0}
CLASSIC_LAYOUT = Layout(
    CLASSIC,
    Table(
        (
            _CLASSIC_NAME,
            Column("specification", 56.5, 82.5, "left", 58.0, is_text=True),
            Column("unit", 82.5, 94.5, "middle", 88.5, UNIT),
            Column("quantity", 94.5, 114.5, "right", 114.0, NUMBER),
            Column("unit_price", 114.5, 134.5, "right", 134.2, NUMBER),
            *_CLASSIC_SUMS,
        ),
        {**_CLASSIC_HEADS, "specification": 69.0, "unit": 88.5, "quantity": 104.5, "unit_price": 124.0},
    ),
    (
        Table(
            (
                _CLASSIC_NAME,
                Column("plate_number", 56.5, 82.5, "middle", 69.5, PLATE),
                Column("vehicle_type", 82.5, 94.5, "middle", 88.5, r"\D+", is_text=True),
                Column("start_date", 94.5, 114.5, "middle", 104.5, DATE),
                Column("end_date", 114.5, 134.5, "middle", 124.5, DATE),
                *_CLASSIC_SUMS,
            ),
            {**_CLASSIC_HEADS, "plate_number": 69.0, "vehicle_type": 88.5, "start_date": 104.5, "end_date": 124.0},
        ),
    ),
    items=(5.0, 52.8, 212.0, 92.0),
    sum_label=(0.0, 80.0, 80.0, 100.0),
    sums=(120.0, 90.0, 214.0, 98.2),
    totals=(40.0, 95.5, 214.0, 105.0),
    remark=(126.2, 104.0, 206.5, 125.0),
    signers=(124.8, 138.0),
    print_reach_mm=12.0,
)

_DIGITAL_NAME = Column("name", 3.0, 41.5, "left", 4.6, is_text=True)
_DIGITAL_SUMS = (
    Column("amount", 128.2, 154.5, "right", 153.1, AMOUNT),
    Column("tax_rate", 154.5, 178.0, "middle", 166.5, RATE),
    Column("tax", 178.0, 206.5, "right", 205.3, AMOUNT),
)
_DIGITAL_HEADS = {"item_name": 22.4, "amount": 152.9, "tax_rate": 166.3, "tax": 203.7}
DIGITAL_LAYOUT = Layout(
    DIGITAL,
    Table(
        (
            _DIGITAL_NAME,
            Column("specification", 41.5, 64.0, "left", 42.1, is_text=True),
            Column("unit", 62.0, 82.0, "middle", 71.6, UNIT),
            Column("quantity", 80.0, 103.0, "right", 102.5, NUMBER),
            Column("unit_price", 103.0, 128.2, "right", 127.5, NUMBER),
            *_DIGITAL_SUMS,
        ),
        {**_DIGITAL_HEADS, "specification": 42.2, "unit": 71.8, "quantity": 102.3, "unit_price": 127.5},
    ),
    (
        Table(
            (
                _DIGITAL_NAME,
                Column("plate_number", 41.5, 63.0, "middle", 51.5, PLATE),
                Column("vehicle_type", 63.0, 82.0, "middle", 72.0, r"\D+", is_text=True),
                Column("start_date", 82.0, 105.0, "middle", 92.5, DATE),
                Column("end_date", 105.0, 129.0, "middle", 117.5, DATE),
                *_DIGITAL_SUMS,
            ),
            {**_DIGITAL_HEADS, "plate_number": 51.5, "vehicle_type": 72.0, "start_date": 92.5, "end_date": 117.5},
        ),
        Table(
            (
                _DIGITAL_NAME,
                Column("site", 41.5, 83.0, "left", 43.0, is_text=True),
                Column("project", 83.0, 128.2, "left", 85.0, is_text=True),
                *_DIGITAL_SUMS,
            ),
            {**_DIGITAL_HEADS, "site": 55.5, "project": 102.0},
        ),
        Table(
            (
                _DIGITAL_NAME,
                Column("certificate", 38.5, 72.0, "left", 39.0, is_text=True),
                Column("unit", 70.0, 88.0, "middle", 79.0, UNIT),
                Column("quantity", 86.0, 105.0, "right", 104.5, NUMBER),
                Column("unit_price", 105.0, 128.8, "right", 128.4, NUMBER),
                *_DIGITAL_SUMS,
            ),
            {**_DIGITAL_HEADS, "certificate": 53.8, "unit": 79.0, "quantity": 104.3, "unit_price": 128.4},
        ),
        Table(
            (
                replace(_DIGITAL_NAME, right=54.0),
                Column("unit_price", 54.0, 80.0, "right", 79.4, NUMBER),
                Column("quantity", 88.0, 116.0, "right", 115.4, NUMBER),
                *_DIGITAL_SUMS,
            ),
            {**_DIGITAL_HEADS, "unit_price": 79.2, "quantity": 115.2},
        ),
    ),
    items=(2.0, 55.6, 209.0, 92.0),
    sum_label=(0.0, 57.5, 80.0, 100.0),
    sums=(120.0, 91.0, 209.0, 96.5),
    totals=(50.0, 96.0, 209.0, 104.0),
    remark=(10.2, 104.0, 206.0, 125.0),
    signers=(124.8, 138.0),
    print_reach_mm=0.0,
)

LAYOUTS: tuple[Layout, ...] = (CLASSIC_LAYOUT, DIGITAL_LAYOUT)
