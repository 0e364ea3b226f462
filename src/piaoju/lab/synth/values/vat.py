"""A VAT invoice as values, as printed, and its label."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from piaoju.lab.synth.values.goods import Bill, Item
from piaoju.lab.synth.values.parties import Party, Place

FieldValue = str | list[str] | list[dict[str, str]]
"""A labelled value: text, printed lines, or item rows."""

GOODS_CELLS = ("name", "specification", "unit", "quantity", "unit_price", "amount", "tax_rate", "tax")
TOLL_CELLS = ("name", "plate_number", "vehicle_type", "start_date", "end_date", "amount", "tax_rate", "tax")
ROLL_CELLS = ("name", "unit_price", "quantity", "amount")
PASSENGER_CELLS = ("name", "unit_price", "quantity", "amount", "tax_rate", "tax")
CONSTRUCTION_CELLS = ("name", "site", "project", "amount", "tax_rate", "tax")
RENTAL_CELLS = ("name", "certificate", "unit", "quantity", "unit_price", "amount", "tax_rate", "tax")
UNLABELLED = {"site", "project", "certificate"}
"""Cells that no canonical field exists for."""

_FULLWIDTH = str.maketrans("():,", "（）：，")


@dataclass(frozen=True, slots=True)
class VatKind:
    """What a variant's values are like.

    Attributes:
        title: with {title} where the province stands.
        first: day of the earliest invoices made.
        last: day of the latest.
        qr_kind: second field of the QR code; empty where none is printed.
        special: allows the buyer to deduct; only firms buy.
        numbering: `device`: code and number of a tax control device's invoice; `platform`: twenty digits only;
            `both`: the platform's number on stock that has code and number of its own.
        code: makes the invoice code from generator, region and year.
        aged: of the years before unified social credit codes: tax numbers of 15 digits, 84 cipher characters.
        roll: a till slip, which shows sums with their tax and few cells.
        toll: for the use of roads.
    """

    title: str
    first: date
    last: date
    qr_kind: str
    special: bool = False
    numbering: Literal["device", "platform", "both"] = "device"
    code: Callable[[np.random.Generator, str, int], str] | None = None
    aged: bool = False
    roll: bool = False
    toll: bool = False


@dataclass(frozen=True, slots=True)
class SecondTable:
    """A table that forms of particular businesses carry below the items.

    Attributes:
        heads: of the columns.
        shares: of the width that each column takes.
        rows: of cells.
    """

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class VatInvoice:
    """The values of one VAT invoice, as printed; empty where nothing is.

    Attributes:
        title: of the form.
        place: where the seller is.
        code: invoice code.
        number: invoice number.
        platform_number: the twenty digits on paper stock.
        issued: day of issue.
        check_code: twenty digits.
        machine_number: twelve digits.
        cipher_area: four lines.
        buyer: who buys.
        seller: who sells.
        address_phone: of buyer and seller.
        bank_account: of buyer and seller.
        bill: items and sums.
        cells: of an item that the form has columns for.
        mark: of the business, at the top left.
        second_table: below the items.
        words: total in words.
        remark: lines of the remark cell.
        payee: who took the money.
        reviewer: who checked.
        issuer: who issued.
        qr: text of the QR code.
    """

    title: str
    place: Place
    code: str
    number: str
    platform_number: str
    issued: date
    check_code: str
    machine_number: str
    cipher_area: tuple[str, ...]
    buyer: Party
    seller: Party
    address_phone: tuple[str, str]
    bank_account: tuple[str, str]
    bill: Bill
    cells: tuple[str, ...]
    mark: str
    second_table: SecondTable | None
    words: str
    remark: tuple[str, ...]
    payee: str
    reviewer: str
    issuer: str
    qr: str


def vat_fields(invoice: VatInvoice) -> dict[str, FieldValue]:
    """Return the label of an invoice on a flat form: canonical names and normalised values."""
    total = invoice.bill
    return {
        "title": plain(invoice.title),
        "invoice_code": invoice.code,
        "invoice_number": invoice.number,
        "issue_date": invoice.issued.isoformat(),
        "check_code": invoice.check_code,
        "machine_number": invoice.machine_number,
        "cipher_area": list(invoice.cipher_area),
        "buyer_name": plain(invoice.buyer.name),
        "buyer_tax_id": invoice.buyer.tax_id,
        "buyer_address_phone": plain(invoice.address_phone[0], keep_blanks=True),
        "buyer_bank_account": plain(invoice.bank_account[0], keep_blanks=True),
        "seller_name": plain(invoice.seller.name),
        "seller_tax_id": invoice.seller.tax_id,
        "seller_address_phone": plain(invoice.address_phone[1], keep_blanks=True),
        "seller_bank_account": plain(invoice.bank_account[1], keep_blanks=True),
        "items": [item_fields(item, invoice.cells) for item in total.items],
        "total_excluding_tax": f"{total.net:.2f}",
        "total_tax": total.printed_tax,
        "total_in_words": plain(invoice.words),
        "total_including_tax": f"{total.total:.2f}",
        "remark": plain("".join(invoice.remark)),
        "payee": invoice.payee,
        "reviewer": invoice.reviewer,
        "issuer": invoice.issuer,
    }


def plain(text: str, *, keep_blanks: bool = False) -> str:
    """Return a printed name, address or remark as labels have it: fullwidth marks, no blanks.

    >>> plain("合同号: 17 (续)")
    '合同号：17（续）'
    """
    full = text.translate(_FULLWIDTH)
    return full if keep_blanks else "".join(full.split())


def item_fields(item: Item, cells: tuple[str, ...]) -> dict[str, str]:
    """Return the label of an item line: the cells that the form has, normalised."""
    fields = {cell: item.printed(cell) for cell in cells if cell not in UNLABELLED}
    for cell in ("name", "specification"):
        if cell in fields:
            fields[cell] = plain(fields[cell])
    for cell in ("start_date", "end_date"):
        if fields.get(cell):
            fields[cell] = date.fromisoformat(fields[cell]).isoformat()
    return fields
