"""Cells to fields: each cell's print by the shape of its field."""

import re
from collections.abc import Sequence

from piaoju.doctypes.used_vehicle_invoice.schema import SCHEMA, VALUE_TYPES
from piaoju.doctypes.used_vehicle_invoice.shapes import SHAPES, with_province
from piaoju.model.field import FieldReading, ValueType
from piaoju.numbers import amount_in_words, money
from piaoju.reading.kie.cells import Filling
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.regain import Chosen, choose, overlooked, read_anew, supported
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.scraps import (
    NAME_END,
    VEHICLE_END,
    is_reddish,
    only_accounts,
    with_model_letters,
    without_codes,
    without_scraps,
    without_stamp_words,
)
from piaoju.reading.kie.shapes import doubted
from piaoju.reading.kie.sheet import Sheet
from piaoju.reading.kie.starts import beginning_late
from piaoju.reading.kie.through_seals import through_seals
from piaoju.reading.kie.twins import from_amounts, from_twins, without_sign
from piaoju.reading.kie.unified_invoice import without_stamp
from piaoju.reading.kie.wrapped import with_second_lines, without_lines_beside

NEVER_EMPTY = (
    "invoice_code",
    "invoice_number",
    "issue_date",
    "printed_code",
    "printed_number",
    "machine_number",
    "registration_number",
    "buyer_id_number",
    "seller_id_number",
    "plate",
    "vin",
    "total_including_tax",
)
"""Cells that are looked at again if nothing was found."""
STAMPING = ("dealer_name", "dealer_tax_id", "market_name", "market_tax_id")
"""What the stamp across the foot of the form repeats."""
STAMPED = ("market_bank_account", "remark")
"""Cells that the stamp lies across."""
NAMES = ("buyer_name", "seller_name", "dealer_name", "market_name")
TEXTS = tuple(spec.name for spec in SCHEMA if spec.value_type is ValueType.TEXT)
WRAPPED = tuple(name for name in TEXTS if name not in ("vehicle_type", "remark", "issuer"))
"""Cells whose values may have two lines."""
ACCOUNTS = ("dealer_bank_account", "market_bank_account")
ALIGNED = (
    "buyer_name",
    "buyer_address",
    "buyer_phone",
    "seller_name",
    "seller_address",
    "seller_phone",
    "plate",
    "vehicle_type",
    "vin",
    "destination_registry",
    "dealer_name",
    "dealer_address",
    "market_name",
)
"""Cells whose values begin where the cells do, and others of their column likewise."""
SHORTEST_NAME = 5
"""Characters of a company's name at least."""
MARKET = re.compile(r"(?!有限|责任|股份).{2,}(市场|车市|车城|中心|公司)")
"""What the name of a market or a firm ends like, with something of its own before."""
TOTALS = ("total_in_words", "total_including_tax")
READ_ALONE = tuple(spec.name for spec in SCHEMA if spec.name not in TOTALS)
"""Cells that nothing else on the form confirms."""
TWINS = {"invoice_code": "printed_code", "invoice_number": "printed_number"}
"""What the stock carries, and what of it the printer repeats."""


def read_fields(filling: Filling, page: int, sheet: Sheet | None) -> dict[str, FieldReading]:
    """Read what stands in the cells.

    Args:
        filling: of the cells.
        page: 1-based.
        sheet: for second looks; None if no form was registered.
    """
    chosen = choose(filling, SHAPES, sheet)
    if sheet is not None:
        chosen |= through_seals(sheet, filling, SHAPES, chosen, NAMES)
        chosen |= overlooked(filling, SHAPES, sheet, NEVER_EMPTY, chosen)
        chosen |= read_anew(filling, SHAPES, sheet, READ_ALONE, chosen)
        chosen |= with_second_lines(filling, sheet, WRAPPED, chosen)
        chosen |= supported(filling, SHAPES, sheet, chosen, dict.fromkeys(TOTALS, is_told_twice))
    late = beginning_late(filling, chosen, ALIGNED)
    stamping = [run for name in STAMPING for run in chosen.get(name, ())]
    for name in STAMPED:
        chosen[name] = without_stamp(chosen.get(name, ()), stamping)
    chosen |= without_lines_beside(filling, WRAPPED, chosen)
    chosen |= {name: without_stamp_words(chosen.get(name, ())) for name in TEXTS}
    chosen |= {name: only_accounts(chosen.get(name, ())) for name in ACCOUNTS}
    chosen["brand_model"] = with_model_letters(chosen["brand_model"])
    chosen["market_name"] = _market(chosen.get("market_name", ()), chosen.get("dealer_name", ()))
    chosen |= {name: without_scraps(chosen.get(name, ()), NAME_END) for name in NAMES}
    chosen["vehicle_type"] = without_scraps(without_codes(chosen.get("vehicle_type", ())), VEHICLE_END)
    chosen["plate"] = [with_province(run) for run in chosen.get("plate", ())]
    readings = {name: read_cell(runs, VALUE_TYPES[name], page) for name, runs in chosen.items()}
    fields = {name: doubted(reading, SHAPES.get(name)) for name, reading in readings.items() if reading is not None}
    fields |= {name: less_sure(fields[name]) for name in late if name in fields}
    fields |= from_twins(fields, TWINS, SHAPES)
    fields |= without_sign(fields, *TOTALS)
    return fields | from_amounts(fields, *TOTALS)


def _market(runs: Sequence[Run], dealer: Sequence[Run]) -> list[Run]:
    """Return the name of the market, if its cell holds more than a piece of the dealer's stamp.

    What is short, or a part of the dealer's name, is a name only in ink that is not red, and if it is like one.
    """
    own = without_stamp(runs, ())
    name, other = ("".join(run.compact for run in some) for some in (own, dealer))
    if len(name) >= SHORTEST_NAME and (name == other or name not in other):
        return own
    begins = len(name) >= SHORTEST_NAME and other.startswith(name)
    is_like_one = begins or MARKET.fullmatch(name) is not None
    return own if is_like_one and not any(is_reddish(run) for run in own) else []


def is_told_twice(chosen: Chosen) -> bool:
    """Tell whether the total in words and that in figures are the same."""
    words, figures = ("".join(run.compact for run in chosen.get(name, ())) for name in TOTALS)
    total = amount_in_words.parse(words)
    return total is not None and total == money.parse(figures)
