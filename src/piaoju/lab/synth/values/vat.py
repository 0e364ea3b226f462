"""A whole VAT invoice as values: parties, codes, items, words, remark, signers, and its label."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from piaoju.lab.synth.values import codes, parties
from piaoju.lab.synth.values.amounts import in_words
from piaoju.lab.synth.values.goods import Bill, BillOptions, Item, bill
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.parties import Party, Place

FieldValue = str | list[str] | list[dict[str, str]]
"""A labelled value: text, printed lines, or item rows."""

_FULLWIDTH = str.maketrans("():,", "（）：，")


@dataclass(frozen=True, slots=True)
class VatKind:
    """What a variant's values are like.

    Attributes:
        title: with {title} where the province stands.
        first: day of the earliest invoices made.
        last: day of the latest.
        qr_kind: second field of the QR code.
        special: allows the buyer to deduct; only firms buy.
        digital: has a twenty-digit number, no code, no check code, no password area.
        code: makes the invoice code from generator, region and year.
    """

    title: str
    first: date
    last: date
    qr_kind: str
    special: bool = False
    digital: bool = False
    code: Callable[[np.random.Generator, str, int], str] | None = None


@dataclass(frozen=True, slots=True)
class VatInvoice:
    """The values of one VAT invoice, as printed; empty where nothing is.

    Attributes:
        title: of the form.
        place: where the seller is.
        code: invoice code.
        number: invoice number.
        issued: day of issue.
        check_code: twenty digits.
        machine_number: twelve digits.
        cipher_area: four lines.
        buyer: who buys.
        seller: who sells.
        address_phone: of buyer and seller.
        bank_account: of buyer and seller.
        bill: items and sums.
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
    issued: date
    check_code: str
    machine_number: str
    cipher_area: tuple[str, ...]
    buyer: Party
    seller: Party
    address_phone: tuple[str, str]
    bank_account: tuple[str, str]
    bill: Bill
    words: str
    remark: tuple[str, ...]
    payee: str
    reviewer: str
    issuer: str
    qr: str


def vat_invoice(rng: np.random.Generator, kind: VatKind, name_width: float, lines: int) -> VatInvoice:
    """Return the values of an invoice.

    Args:
        rng: source of randomness.
        kind: of the variant.
        name_width: full-width characters in a line of the name column.
        lines: printed lines in the item area.
    """
    where = parties.place(rng)
    issued = parties.day(rng, kind.first, kind.last)
    brackets = pick(rng, ("（）", "()"))
    seller = parties.firm(rng, where, brackets=brackets)
    home = where if chance(rng, 0.5) else parties.place(rng)
    buyer = parties.buyer(rng, home, brackets=brackets, firms_only=kind.special)
    with_category = kind.digital or issued >= date(2018, 1, 1)
    goods = bill(rng, BillOptions(issued, name_width, lines, with_category=with_category, special=kind.special))
    code = kind.code(rng, where.region, issued.year) if kind.code else ""
    number = codes.long_number(rng, where.region, issued) if kind.digital else codes.short_number(rng)
    check = "" if kind.digital or kind.special else digits(rng, 20)
    amount = goods.total if kind.digital else goods.net
    issuer = parties.person(rng)
    return VatInvoice(
        title=kind.title.format(title=where.title),
        place=where,
        code=code,
        number=number,
        issued=issued,
        check_code=check,
        machine_number="" if kind.digital else codes.machine_number(rng),
        cipher_area=() if kind.digital else tuple(codes.cipher_area(rng, pick(rng, (27, 28)))),
        buyer=buyer,
        seller=seller,
        address_phone=("", "") if kind.digital else _both(rng, buyer, seller, _address_phone),
        bank_account=("", "") if kind.digital else _both(rng, buyer, seller, _bank_account),
        bill=goods,
        words=in_words(goods.total, whole_after_jiao=chance(rng, 0.7), zero_before_jiao=chance(rng, 0.3)),
        remark=_remark(rng, kind, where, issued, buyer, seller),
        payee="" if kind.digital or chance(rng, 0.15) else parties.person(rng),
        reviewer="" if kind.digital or chance(rng, 0.15) else parties.person(rng),
        issuer=issuer,
        qr=codes.qr_payload(kind.qr_kind, code, number, amount, issued, check),
    )


def vat_fields(invoice: VatInvoice) -> dict[str, FieldValue]:
    """Return the label of an invoice: canonical names and normalised values."""
    total = invoice.bill
    return {
        "title": invoice.title,
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
        "items": [_item_fields(item) for item in total.items],
        "total_excluding_tax": f"{total.net:.2f}",
        "total_tax": total.printed_tax,
        "total_in_words": invoice.words,
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


def _item_fields(item: Item) -> dict[str, str]:
    return {
        "name": plain(item.name),
        "specification": plain(item.specification),
        "unit": item.unit,
        "quantity": item.quantity,
        "unit_price": item.unit_price,
        "amount": f"{item.amount:.2f}",
        "tax_rate": item.tax_rate,
        "tax": item.printed_tax,
    }


def _both(rng: np.random.Generator, buyer: Party, seller: Party, write: Callable[[Party, str], str]) -> tuple[str, str]:
    """Write a line of both parties; the buyer's is often left out."""
    gap = pick(rng, (" ", " ", ""))
    return ("" if chance(rng, 0.35) else write(buyer, gap)), write(seller, gap)


def _address_phone(party: Party, gap: str) -> str:
    # Without a gap the house number and the phone number would run together into one.
    return f"{party.address}{gap or ('' if not party.address[-1:].isdigit() else ' ')}{party.phone}".strip()


def _bank_account(party: Party, gap: str) -> str:
    return f"{party.bank}{gap}{party.account}".strip()


def _remark(
    rng: np.random.Generator, kind: VatKind, where: Place, issued: date, buyer: Party, seller: Party
) -> tuple[str, ...]:
    if kind.digital and chance(rng, 0.55):
        lines = [f"销方开户银行:{seller.bank}; 银行账号:{seller.account};"]
        if buyer.account and chance(rng, 0.5):
            lines.insert(0, f"购方开户银行:{buyer.bank}; 银行账号:{buyer.account};")
        if chance(rng, 0.4):
            lines.append(f"收款人:{parties.person(rng)}; 复核人:{parties.person(rng)}")
        return tuple(lines)
    if chance(rng, 0.45):
        return ()
    words = table("words")
    line = pick(rng, words["remark"]).format(
        n=digits(rng, between(rng, 6, 14)),
        city=where.city,
        road=pick(rng, words["road"]),
        k=between(rng, 1, 900),
        y=issued.year,
        m=issued.month,
    )
    return (line,)
