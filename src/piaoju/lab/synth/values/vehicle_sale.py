"""What both vehicle invoices have in common: a sale as printed values, its label, its paper numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from piaoju.lab.synth.values import codes, vehicle_codes
from piaoju.lab.synth.values.lexicon import chance
from piaoju.lab.synth.values.parties import Party, Place
from piaoju.lab.synth.values.vat import FieldValue, plain

Printed = str | tuple[str, ...]
"""A value: one text, or printed lines."""

_KEEP_BLANKS = ("dealer_bank_account", "market_bank_account")


@dataclass(frozen=True, slots=True)
class SaleKind:
    """What the values of a design are like.

    Attributes:
        carrier: paper, digital_paper or digital.
        first: day of the earliest invoices made.
        last: day of the latest.
        id_in_tax_cell: persons' identity numbers stand where firms have their tax number.
    """

    carrier: str
    first: date
    last: date
    id_in_tax_cell: bool = True


@dataclass(frozen=True, slots=True)
class Sale:
    """The values of one vehicle invoice.

    Attributes:
        place: whose tax bureau supervises.
        issued: day of issue.
        values: canonical name -> what is printed, amounts without ¥; "" or () where nothing is.
        stamping: the firm whose seal the invoice bears.
        qr: text of the QR code; empty if there is none.
    """

    place: Place
    issued: date
    values: Mapping[str, Printed]
    stamping: Party
    qr: str

    def label(self) -> dict[str, FieldValue]:
        """Return canonical names and normalised values."""
        return {
            name: plain(value, keep_blanks=name in _KEEP_BLANKS) if isinstance(value, str) else list(value)
            for name, value in self.values.items()
        }


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one invoice.

    Attributes:
        values: canonical name -> value of the seven fields that number it and its date.
        qr_code: invoice code in the QR code.
        qr_number: likewise.
        qr_check: likewise.
    """

    values: Mapping[str, Printed]
    qr_code: str
    qr_number: str
    qr_check: str


def numbers(
    rng: np.random.Generator,
    kind: SaleKind,
    region: str,
    issued: date,
    paper_code: Callable[[np.random.Generator, str, int], str],
) -> Numbers:
    """Return the numbers of an invoice; on paper the printer repeats what the stock carries.

    Args:
        rng: source of randomness.
        kind: of the design.
        region: four digits.
        issued: day of issue.
        paper_code: makes the code of the paper stock from generator, region and year.
    """
    values: dict[str, Printed] = dict.fromkeys(
        ("invoice_code", "invoice_number", "printed_code", "printed_number", "machine_number"), ""
    )
    values |= {"tax_control_code": (), "issue_date": issued.isoformat()}
    long_number = "" if kind.carrier == "paper" else vehicle_codes.digital_number(rng, region, issued)
    if kind.carrier == "digital":
        return Numbers(values | {"invoice_number": long_number}, "", long_number, "")
    # Stock bought in one year is used up in the next.
    year = issued.year - (1 if chance(rng, 0.2) and issued.year not in {2014, 2018} else 0)
    code, number = paper_code(rng, region, year), codes.short_number(rng)
    values |= {"invoice_code": code, "invoice_number": number, "printed_code": code, "printed_number": number}
    if kind.carrier == "paper":
        values["machine_number"] = codes.machine_number(rng)
        values["tax_control_code"] = vehicle_codes.tax_control_code(rng, short=code.endswith("17") and chance(rng, 0.3))
    else:
        values["tax_control_code"] = vehicle_codes.digital_notice(long_number)
    return Numbers(values, code, number, long_number[-6:])
